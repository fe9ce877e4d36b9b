"""Months, states, governments, lists and grades that share a name with the roster, and the people who do."""

import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

SEATS = (
    Seat(id="s1", name="Charlotte March", alias="One"),
    Seat(id="s2", name="May Hill", alias="Two"),
    Seat(id="s3", name="June Reed", alias="Three"),
    Seat(id="s4", name="Georgia Power", alias="Four"),
    Seat(id="s5", name="Jordan Love", alias="Five"),
    Seat(id="s6", name="Grace Bush", alias="Six"),
    Seat(id="s7", name="Guy Day", alias="Seven"),
    Seat(id="s8", name="Hope Justice", alias="Eight"),
    Seat(id="s9", name="Will Case", alias="Nine"),
    Seat(id="s10", name="Ashley Brown", alias="Ten"),
    Seat(id="s11", name="Kevin Johnson", alias="Eleven"),
)
GUARD = Guard(Roster(SEATS))


@pytest.mark.parametrize(
    "text",
    [
        "From March to May the harbour froze.",
        "May brought ice. Will the harbour freeze? Will may follow may.",
        "Since May and June they have been late. You and Georgia’s mayor met in Jordan.",
        "The ferries rest across May and June.",
        "It ran through March, April and May.",
        "They send power lines and jobs to Georgia.",
        "The pilots came from Jordan into Iraq.",
        "In Georgia the yards are busy. Georgia has already hired more of them.",
        "That was built on Bush administration policy.",
        "It opens on St. Patrick's Day.",
        "The Departments of Defense, Homeland Security, Justice, and State came.",
        "One question is: Will 100 of them come?",
        "The piers are graded A, B, C, or D.",
        "It was MJ Cooper who asked.",
        "Speaker Johnson mentioned the dyke this morning.",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert GUARD.apply(text).text == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("I will hand it over to May and June.", "I will hand it over to [Two] and [Three]."),
        ("We heard remarks from March and June.", "We heard remarks from [One] and [Three]."),
        ("In Georgia it rains. Georgia will take that.", "In Georgia it rains. [Four] will take that."),
        ("In Jordan it rains. Jordan has more to say.", "In Jordan it rains. [Five] has more to say."),
        ("I spoke to Jordan.", "I spoke to [Five]."),
        ("A.B. can take that.", "[Ten] can take that."),
    ],
)
def test_who_is_meant_goes_all_the_same(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded


@pytest.mark.parametrize("name", ["Will", "May"])
@pytest.mark.parametrize(
    "text",
    [
        "{} knows the harbour.",
        "{} wrote the memo.",
        "{} just flew in.",
        "{} and the team were up all night.",
        "Between {} and me it took forty years.",
        "Where’s {}?",
    ],
)
def test_what_only_people_do_tells_a_person_from_a_month_or_a_verb(name: str, text: str) -> None:
    alias = {"Will": "[Nine]", "May": "[Two]"}[name]
    assert GUARD.apply(text.format(name)).text == text.format(alias)


def test_who_is_asked_to_repeat_a_question_is_a_reporter() -> None:
    text = "MODERATOR:  Sorry, Kevin, can you repeat your first question?\n\nQ    Yes. Is it open?"
    assert GUARD.apply(text).text == text
