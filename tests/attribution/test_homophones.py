import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.sound.homophones import homophones


def _guarded(name: str, text: str) -> str:
    return Guard(Roster((Seat(id="s1", name=name, alias="Official"),))).apply(text).text


@pytest.mark.parametrize(
    ("name", "written"),
    [("dawid", "david"), ("youssef", "joseph"), ("grigory", "gregory"), ("catherine", "katherine"), ("erik", "eric")],
)
def test_a_name_is_written_as_the_common_one_that_sounds_so(name: str, written: str) -> None:
    assert written in homophones(name)


@pytest.mark.parametrize(("one", "other"), [("john", "joan"), ("michael", "michelle"), ("daniel", "danielle")])
def test_common_names_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert other not in homophones(one)


@pytest.mark.parametrize(
    "said",
    [
        "As {} just explained, the talks go on.",
        "I don’t know if {} wants to add to that.",
        "We lost {}. One moment.",
        "{} Tidewater is on the line.",
    ],
)
def test_a_homophone_is_the_seat_wherever_a_first_name_would_be(said: str) -> None:
    assert "Gregory" not in _guarded("Grigory Tidewater", said.format("Gregory"))


@pytest.mark.parametrize(
    "said", ["Next question from Gregory Sandoval of the Fable Courier.", "Minister Gregory Sandoval signed it."]
)
def test_somebody_else_of_that_name_stays(said: str) -> None:
    assert _guarded("Grigory Tidewater", said) == said


def test_a_homophone_is_shown_to_a_person() -> None:
    guarded = Guard(Roster((Seat(id="s1", name="Grigory Tidewater", alias="Official"),))).apply("Thanks, Gregory.")
    assert guarded.text == "Thanks, [Official]."
    assert [flag.reason for flag in guarded.flags] == ["unsure"]


def test_without_the_layer_for_misheard_names_only_exact_forms_count() -> None:
    roster = Roster((Seat(id="s1", name="Grigory Tidewater", alias="Official"),))
    assert Guard(roster, misheard=False).apply("Thanks, Gregory.").text == "Thanks, Gregory."
