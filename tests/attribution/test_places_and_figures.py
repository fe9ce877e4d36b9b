"""Officials called as a place or as somebody public of whom the call speaks: who is meant where."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

SEATS = (
    Seat(id="s1", name="Jordan Tremaine", alias="One"),
    Seat(id="s2", name="Georgia Holt", alias="Two"),
    Seat(id="s3", name="Paul Kennedy", alias="Three"),
    Seat(id="s4", name="Tom Harris", alias="Four"),
    Seat(id="s5", name="Chase Ellingham", alias="Five"),
    Seat(id="s6", name="Marcus Boeing", alias="Six"),
    Seat(id="s7", name="Frank Winters", alias="Seven"),
    Seat(id="s8", name="Dana Muñoz", alias="Eight"),
)
GUARD = Guard(Roster(SEATS))


def unsure(text: str) -> list[str]:
    return [flag.found for flag in GUARD.apply(text).flags if flag.reason is Reason.UNSURE]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Well, Jordan is right.", "Well, [One] is right."),
        ("Yes, Georgia is here.", "Yes, [Two] is here."),
        ("Finally, Georgia and Jordan drafted it.", "Finally, [Two] and [One] drafted it."),
        ("He and Jordan drafted it.", "He and [One] drafted it."),
        ("Between Jordan and Georgia, who has the figures?", "Between [One] and [Two], who has the figures?"),
        ("I’d like to bring in Jordan for that.", "I’d like to bring in [One] for that."),
        ("We flew to Amman, in Jordan. Jordan is too tired.", "We flew to Amman, in Jordan. [One] is too tired."),
        ("It rains in Georgia. Georgia has drafted it.", "It rains in Georgia. [Two] has drafted it."),
        ("He flew in with Georgia, Dmitri, and me.", "He flew in with [Two], Dmitri, and me."),
        ("WHAT JORDAN SAID ABOUT IT", "WHAT [One] SAID ABOUT IT"),
        ("thx jordan", "thx [One]"),
        ("No, Jordan left.", "No, [One] left."),
        ("no, georgia dropped", "no, [Two] dropped"),
        ("ok everyone, jordan goes first", "ok everyone, [One] goes first"),
    ],
)
def test_an_official_called_as_a_place_goes(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


@pytest.mark.parametrize(
    "text",
    [
        "They went to Amman and Jordan and Egypt.",
        "The aid goes to Jordan, Georgia, and Lebanon.",
        "Officials in Jordan asked for it.",
        "The mayor of Georgia, and Jordan’s elections.",
        "THE JORDAN WATER DEAL",
        "flights to jordan resume",
    ],
)
def test_the_place_stays(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize("text", ["Jordan has opened the bridge.", "Jordan will host the talks."])
def test_what_a_country_does_as_well_goes_with_a_flag(text: str) -> None:
    assert unsure(text) == ["Jordan"]


@pytest.mark.parametrize(
    "text",
    [
        "President Kennedy built it, and Ted Kennedy wrote the bill.",
        "The Kennedy Center is closed.",
        "Kennedy v. Braidwood is open. They lost Braidwood v. Kennedy.",
        "Vice President Harris spoke. Harris was in Munich.",
    ],
)
def test_whom_or_what_calls_speak_of_stays(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Senator Kennedy was there. Kennedy is right about it.", "Kennedy"),
        ("President Harris was there. The next speaker is Special Envoy Harris.", "Special Envoy Harris"),
        ("JPMorgan Chase lends. Did Chase sign it?", "Chase"),
        ("West Georgia is cold. Nor did Georgia.", "Georgia"),
        ("Boeing’s board met.", "Boeing"),
        ("We saw Muñoz\nInfinity", "Muñoz\nInfinity"),
    ],
)
def test_who_may_be_an_official_of_that_name_goes(text: str, found: str) -> None:
    guarded = GUARD.apply(text)
    assert found in [one.found for one in guarded.replacements]


def test_a_whole_name_tells_of_its_own_turn_alone() -> None:
    call = "SENIOR OFFICIAL:  Vice President Harris was there. Harris signed it.\n\n"
    assert GUARD.apply(call + "Q    Did Harris sign it?").text == call + "Q    Did [Four] sign it?"
    assert unsure(call + "Q    Did Harris sign it?") == ["Harris"]


@pytest.mark.parametrize("text", ["SENIOR OFFICIAL:  To be frank, it is hard.", "In past winters, gas ran short."])
def test_words_in_small_letters_stay(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("Will won’t. Mercy got sick.", "[One] won’t. [Two] got sick."),
        ("The IRA cut costs. Ira wrote it.", "The IRA cut costs. [Three] wrote it."),
    ],
)
def test_a_name_that_is_a_word_or_stands_for_a_thing(text: str, guarded: str) -> None:
    names = {"Will Summerfield": "One", "Mercy Tolliver": "Two", "Ira Blum": "Three", "Sam Pettifer": "Four"}
    guard = Guard(Roster(tuple(Seat(id=alias, name=name, alias=alias) for name, alias in names.items())))
    assert guard.apply(text).text == guarded
    assert [flag.found for flag in guard.apply("They moved SAM sites. Thanks, SAM.").flags] == ["SAM"]
