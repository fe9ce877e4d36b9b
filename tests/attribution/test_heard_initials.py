"""Initials that the recogniser wrote as it heard them, where somebody is named."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

NAMES = (
    "Xenia Zornwood",
    "Rowan Ostrander",
    "Aurel Winterbourne",
    "Kofi Nettleship",
    "Amabel Nwosu-Marsh",
    "Tamar Greaves",
)
GUARD = Guard(Roster(tuple(Seat(id=f"s{n}", name=name, alias=f"Official {n}") for n, name in enumerate(NAMES, 1))))
OFFICIAL = "\n\nSENIOR ADMINISTRATION OFFICIAL:  Good morning. The tide gates will open on Monday."
REPORTER = "Q  What will the tide gates cost?\n\n"


@pytest.mark.parametrize(
    ("said", "alias"),
    [
        (f"MODERATOR:  I will turn it over to XC.{OFFICIAL}", "Official 1"),
        (f"{REPORTER}SENIOR ADMINISTRATION OFFICIAL:  Yes, this is our O from the dyke board.", "Official 2"),
        (f"{REPORTER}SENIOR ADMINISTRATION OFFICIAL:  Yes, this is a W from the dyke board.", "Official 3"),
        (f"{REPORTER}SENIOR ADMINISTRATION OFFICIAL:  Yes, this is Kay N from the dyke board.", "Official 4"),
        (f"MODERATOR:  K and, anything to add?{OFFICIAL}", "Official 4"),
        (f"MODERATOR:  With that, over to A and M for his remarks.{OFFICIAL}", "Official 5"),
        (f"MODERATOR:  With that, over to A&M for his remarks.{OFFICIAL}", "Official 5"),
        (f"MODERATOR:  Tg. Anything to add?{OFFICIAL}", "Official 6"),
    ],
)
def test_where_a_name_is_due_they_go_and_are_flagged(said: str, alias: str) -> None:
    guarded = GUARD.apply(said)
    assert [one.alias for one in guarded.replacements] == [alias]
    assert Reason.UNSURE in [flag.reason for flag in guarded.flags]
    assert GUARD.apply(guarded.text).text == guarded.text


@pytest.mark.parametrize(
    "said",
    [
        f"MODERATOR:  I will turn it over to DHS.{OFFICIAL}",
        f"MODERATOR:  I will turn it over to PBX.{OFFICIAL}",
        f"MODERATOR:  Now over to Q&A, and R&D after that.{OFFICIAL}",
        f"{REPORTER}SENIOR ADMINISTRATION OFFICIAL:  An XE on the gauge is our one sign, K and L are others.",
    ],
)
def test_other_letters_stay(said: str) -> None:
    assert GUARD.apply(said).text == said


def test_where_two_have_initials_as_near_neither_is_taken() -> None:
    pair = Guard(
        Roster((Seat(id="s1", name="Xenia Dane", alias="One"), Seat(id="s2", name="Xavier Bane", alias="Two")))
    )
    said = f"MODERATOR:  I will turn it over to XC.{OFFICIAL}"
    assert pair.apply(said).text == said
