"""What stands with a name in a roster and is no part of it."""

import pytest

from onbackground.attribution.bare_names import bare_name
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

TITLED = [
    "Ambassador Karen Fairbrook",
    "Lt. Gen. Karen Fairbrook (ret.)",
    "LTG Karen Fairbrook, USA",
    "Deputy Assistant Secretary Karen Fairbrook",
    "National Security Advisor Karen Fairbrook",
    "Special Envoy for Climate Karen Fairbrook",
    "Ambassador-at-Large Karen Fairbrook",
    "The Honorable Karen Fairbrook",
    "Karen Fairbrook, PhD, MPH",
    "Karen Fairbrook, Ph.D.",
    "Karen Fairbrook, Deputy Director",
    "Karen Fairbrook (State)",
    "Karen Fairbrook - State Department",
]


@pytest.mark.parametrize("name", TITLED)
def test_ranks_degrees_and_remarks_are_no_part_of_a_name(name: str) -> None:
    assert bare_name(name) == "Karen Fairbrook"


@pytest.mark.parametrize(
    "name",
    [
        "Karen Fairbrook",
        "Dr. Karen Fairbrook",  # what the forms of a name know
        "Karen Fairbrook Jr.",
        "Fairbrook, Karen",
        "van der Berg, Mark",
        "Robert (Bo) Fairbrook",
        "Karen Fairbrook (Kari)",
        "Major Fairbrook",
        "Guy Major Day",
        "May Under Hill",
        "Hope Justice",
        "Secretary",
        "D.C.M.",
    ],
)
def test_what_may_be_a_name_stays(name: str) -> None:
    assert bare_name(name) == name


@pytest.mark.parametrize(("name", "bare"), [("Ambassador Fairbrook", "Fairbrook"), ("Maj. Fairbrook", "Fairbrook")])
def test_a_rank_that_is_no_first_name_goes_from_one_word_too(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize("name", TITLED)
def test_a_seat_so_written_is_guarded_as_the_name_alone(name: str) -> None:
    others = (
        "Lt. Rowan, the Deputy Assistant and Ambassador Lane of State, an advisor, Ph.D., and Hon. Sandoval, spoke."
    )
    theirs = "Karen, K.F., Ms. Fairbrook and Caren Fairbrooke"
    guarded = Guard(Roster((Seat(id="s1", name=name, alias="One"),))).apply(f"{others} {theirs}")
    assert guarded.text == f"{others} [One], [One], [One] and [One]"
