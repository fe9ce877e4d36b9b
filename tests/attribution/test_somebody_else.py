"""Ranks in letters, others' whole names, things and places of a name: who is meant, and what a person looks at."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

SEATS = (
    Seat(id="s1", name="Peter Harris", alias="One", title="Brigadier General"),
    Seat(id="s2", name="Maria Davis", alias="Two", title="Deputy Assistant Secretary"),
    Seat(id="s3", name="Will Chase", alias="Three"),
    Seat(id="s4", name="Ngozi Okafor", alias="Four"),
    Seat(id="s5", name="Laura May", alias="Five"),
    Seat(id="s6", name="Rose Austin", alias="Six"),
    Seat(id="s7", name="Ulla Grant", alias="Seven"),
)
GUARD = Guard(Roster(SEATS))


def unsure(text: str) -> list[str]:
    return [flag.found for flag in GUARD.apply(text).flags if flag.reason is Reason.UNSURE]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("I will hand the floor to BG Harris now.", "I will hand the floor to [One] now."),
        ("DAS Davis, please begin.", "[Two], please begin."),
        ("Cmdr. Okafor and CPT. Okafor came.", "[Four] and [Four] came."),
        ("A/S Okafor will begin.", "[Four] will begin."),
        ("Deputy Assistant Secretary Davis was here.", "[Two] was here."),
        ("Secretary Davis, would you like to begin?", "[Two], would you like to begin?"),
    ],
)
def test_a_rank_in_letters_goes_with_the_name(text: str, guarded: str) -> None:
    assert GUARD.apply(text).text == guarded
    assert unsure(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thank you, MG Davis.", "MG Davis"),
        ("LT Chase can start.", "LT Chase"),
        ("AMB Davis, please begin.", "AMB Davis"),
        ("Secretary Davis was in the harbour, too.", "Secretary Davis"),
        ("The next speaker is DDG Grant.", "DDG Grant"),
        ("As SG May noted, it is early.", "SG May"),
        ("PDAS Harris can take that.", "PDAS Harris"),
        ("RADM Austin, over to you.", "RADM Austin"),
        ("Attorney General Davis filed the brief.", "Attorney General Davis"),
        ("It was Surgeon General Okafor who warned of it.", "Surgeon General Okafor"),
        ("The Solicitor General Harris brief.", "Solicitor General Harris"),
        ("It was J.P. Okafor who wrote it.", "J.P. Okafor"),
    ],
)
def test_a_rank_that_may_be_anothers_goes_with_a_flag(text: str, found: str) -> None:
    assert found not in GUARD.apply(text).text
    assert unsure(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Amahle Harris sang.", "Amahle Harris"),
        ("We read of Sigrun Okafor at school.", "Sigrun Okafor"),
        ("Sandra Okafor paints.", "Okafor"),
        ("Ngozi Eriksson-Lund paints.", "Ngozi Eriksson-Lund"),
        ("They climbed Mount Okafor.", "Mount Okafor"),
        ("Port Okafor is frozen.", "Okafor"),
        ("The Harris poll and its figures.", "Harris"),
        ("Okafor Township paid for it.", "Okafor"),
        ("Okafor Marrable came home.", "Okafor"),
        ("To Davis’s question, yes.", "Davis"),
        ("We saw Pieter van der Okafor.", "Okafor"),
    ],
)
def test_what_may_well_be_somebody_or_something_else_goes_with_a_flag(text: str, found: str) -> None:
    assert found not in GUARD.apply(text).text
    assert unsure(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Fort Harris and Lake Davis are cold. Hurricane Rose turned.",
        "Storm Davis passed, and the HMS Grant sailed.",
        "The new K9Harris engine.",
        "Prime Minister May said so, and President Grant agreed.",
        "JPMorgan Chase froze it.",
        "From April to May, and May through June.",
        "Grant them time. Chase me. Grant us that.",
        "An Austin company met this Austin firm.",
        "PK Davis of the Fable Courier asked.",
        "Senator Grant asked that. Congressman Chase has been a partner, as Governor Davis said.",
        "The bill of Sen. Grant and Rep. Chase passed, and Gov. Davis signed it.",
    ],
)
def test_others_and_things_stay(text: str) -> None:
    assert GUARD.apply(text).text == text
    assert unsure(text) == []


@pytest.mark.parametrize(
    "text",
    ["Let me hand it to Torvald.", "Over to Bertrande.", "Ottilie, do you want to start?", "I’ll turn to Fenwick."],
)
def test_a_name_hardly_like_the_roster_s_is_flagged_where_the_floor_is_given(text: str) -> None:
    assert len(GUARD.apply(text).flags) == 1


@pytest.mark.parametrize(
    "text", ["Over to Engozy.", "Thanks, Okifer.", "Let me hand it to Pieter Hariss.", "Over to Loura."]
)
def test_one_that_sounds_like_it_is_not(text: str) -> None:
    guarded = GUARD.apply(text)
    assert guarded.replacements
    assert not guarded.flags


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("We thank Jake Sheavyos for it.", "We thank [One] for it."),
        ("We thank Alexandra Bow learner for it.", "We thank [Two] for it."),
        ("We thank cod Ada Buck for it.", "We thank [Three] for it."),
        ("We thank Ada Buck for it.", "We thank Ada Buck for it."),
        ("Thanks, eve copper. We go on.", "Thanks, [Four]. We go on."),
        ("Thanks, Eve Copper of the Courier. We go on.", "Thanks, Eve Copper of the Courier. We go on."),
        ("We thank Jake Zelinsky for it.", "We thank Jake Zelinsky for it."),
        ("We thank Alexandra Bow for it.", "We thank Alexandra Bow for it."),
    ],
)
def test_what_sounds_like_the_seats_other_name_may_be_it(text: str, guarded: str) -> None:
    seats = (
        Seat(id="s1", name="Jake Ceballos", alias="One"),
        Seat(id="s2", name="Alexandra Boulanger", alias="Two"),
        Seat(id="s3", name="Khadijah Buck", alias="Three"),
        Seat(id="s4", name="Yves Kapur", alias="Four"),
    )
    assert Guard(Roster(seats)).apply(text).text == guarded


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("The White House is going to help.", "The White House is going to help."),
        ("A senior White House official, and Whitehouse.", "A senior White House official, and [One]."),
        ("Over to Bart White House.", "Over to [One]."),
        ("Thanks, White House.", "Thanks, [One]."),
        ("The view in Foggy Bottom is another.", "The view in Foggy Bottom is another."),
        ("Does he see it?", "Does he see it?"),
        ("The Does were there.", "The [Two] were there."),
        ("It is what the Angolans are leading.", "It is what the Angolans are leading."),
    ],
)
def test_an_agency_a_verb_and_a_people_are_nobody(text: str, guarded: str) -> None:
    seats = (
        Seat(id="s1", name="Bart Whitehouse", alias="One"),
        Seat(id="s2", name="Jerzy Doe", alias="Two"),
        Seat(id="s3", name="Antonín Gebremariam", alias="Three"),
        Seat(id="s4", name="Ida Foggybottom", alias="Four"),
    )
    assert Guard(Roster(seats)).apply(text).text == guarded
