"""Names spelled out, with letters that the recogniser got wrong."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

GUARD = Guard(
    Roster(
        (
            Seat(id="s1", name="Ngozi Okonkwo", alias="Official A"),
            Seat(id="s2", name="Ilse Löwenhaupt", alias="Official B"),
            Seat(id="s3", name="Minh Nguyễn", alias="Moderator"),
            Seat(id="s4", name="James Lovelock-Gray", alias="Official C"),
            Seat(id="s5", name="Petra Quist", alias="Official D"),
        )
    )
)


@pytest.mark.parametrize(
    ("heard", "alias"),
    [
        ("That is O K O N K W Oh, thank you.", "Official A"),
        ("It is O-K-O-M-K-W-O.", "Official A"),
        ("Spelled L, O, V, E N H A U P T.", "Official B"),
        ("You write NNG UY E N at the end.", "Moderator"),
        ("N-G-U-Why-E-N, as before.", "Moderator"),
    ],
)
def test_letters_near_to_a_name_become_its_alias_and_are_flagged(heard: str, alias: str) -> None:
    guarded = GUARD.apply(heard)
    assert f"[{alias}]" in guarded.text
    assert len([word for word in guarded.text.replace(f"[{alias}]", "").split() if len(word.strip(",.")) == 1]) == 0
    assert [(one.form, one.confidence < 1) for one in guarded.replacements] == [("heard", True)]
    assert Reason.UNSURE in [flag.reason for flag in guarded.flags]
    assert GUARD.apply(guarded.text).text == guarded.text


@pytest.mark.parametrize(
    "said",
    [
        "The U.S. and the E.U. agreed with the U. N. on it.",
        "Answers A, B, C, and D are all of them wrong, I fear.",
        "That is the D-H-S, the W-H-O and U-S-A-I-D.",
        "WE ARE ALL IN THE SAME BOAT, AS I SAID: I AM A DOCK HAND.",
        "Q I see. Are you in? Oh, I see you are.",
        "11:05 A.M. EST\n\nWe end at 9 A.M. EST tomorrow.",
        "We issued PQ 44 today. As for the PQ of last year, PQ will answer for itself.",
    ],
)
def test_other_letters_stay(said: str) -> None:
    assert GUARD.apply(said).text == said


def test_letters_said_right_are_the_name_itself() -> None:
    (one,) = GUARD.apply("That is O-K-O-N-K-W-O.").replacements
    assert (one.form, one.confidence) == ("last", 1.0)
