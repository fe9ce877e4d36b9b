"""Keys put together into PINs and codes."""

import pytest

from onbackground.briefing import commands as do
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import Question, QuestionState, State
from onbackground.briefing.terms import Role, Seat
from onbackground.exchange.keypad import CODE_SECONDS, CODES, CONFIRM_SECONDS, POUND_SECONDS, Keypad, meaning


def pins(keypad: Keypad, keys: str, now: float = 0.0) -> list[str]:
    return [pin for key in keys if (pin := keypad.pin_key(key, now)) is not None]


def codes(keypad: Keypad, keys: str, now: float = 0.0) -> list[str]:
    return [code for key in keys if (code := keypad.code_key(key, now)) is not None]


@pytest.mark.parametrize(
    ("keys", "submitted"),
    [
        ("12345678", ["12345678"]),
        ("1234#", ["1234"]),
        ("123*12345678", ["12345678"]),
        ("#", []),
        ("12345678#87654321", ["12345678", "87654321"]),
        ("1234567", []),
    ],
)
def test_a_pin_ends_with_its_last_digit_or_the_pound_key(keys: str, submitted: list[str]) -> None:
    assert pins(Keypad(), keys) == submitted


def test_the_pound_key_after_a_whole_pin_means_nothing_more() -> None:
    keypad = Keypad()
    assert pins(keypad, "12345678", now=1.0)
    assert keypad.only_ends_pin("#", 1.0 + POUND_SECONDS)
    assert not keypad.only_ends_pin("#", 1.1 + POUND_SECONDS), "once"


def test_another_key_first_or_a_pound_key_much_later_has_its_usual_meaning() -> None:
    keypad = Keypad()
    pins(keypad, "12345678")
    assert not keypad.only_ends_pin("*", 0.5)
    assert not keypad.only_ends_pin("#", 0.6)
    pins(keypad, "12345678")
    assert not keypad.only_ends_pin("#", POUND_SECONDS + 0.1)


@pytest.mark.parametrize(
    ("keys", "meant"), [("*1", ["*1"]), ("#", ["#"]), ("*1#", ["*1", "#"]), ("1", []), ("**3", ["*3"]), ("*#", ["*#"])]
)
def test_a_code_is_the_star_and_a_key(keys: str, meant: list[str]) -> None:
    assert codes(Keypad(), keys) == meant


def test_the_second_key_is_not_waited_for_for_ever() -> None:
    keypad = Keypad()
    assert codes(keypad, "*", now=0.0) == []
    assert codes(keypad, "1", now=CODE_SECONDS + 0.1) == []


def test_a_conclusion_is_confirmed_by_pressing_again_soon() -> None:
    keypad = Keypad()
    assert not keypad.confirms_conclusion(0.0)
    assert keypad.confirms_conclusion(CONFIRM_SECONDS)
    assert not keypad.confirms_conclusion(CONFIRM_SECONDS + 1), "a new first press"
    assert not keypad.confirms_conclusion(3 * CONFIRM_SECONDS), "too late"


def seat(role: Role) -> Seat:
    return Seat(id="s1", role=role, name=Sealed("Person"), alias="Person", pin="")


@pytest.mark.parametrize("role", Role)
def test_every_code_is_a_command_in_the_seats_own_name(role: Role) -> None:
    for code in CODES[role]:
        command = meaning(seat(role), code, State(), 7)
        assert command is not None
        assert (command.by, command.at) == ("s1", 7)


def test_a_code_of_another_role_means_nothing() -> None:
    assert meaning(seat(Role.REPORTER), "*9", State(), 0) is None
    assert meaning(seat(Role.LISTENER), "*1", State(), 0) is None


def test_five_opens_the_line_or_allows_a_follow_up() -> None:
    asked = State(questions=(Question(1, "s2", QuestionState.ANSWERING),))
    assert isinstance(meaning(seat(Role.MODERATOR), "*5", State(), 0), do.OpenQuestion)
    assert isinstance(meaning(seat(Role.MODERATOR), "*5", asked, 0), do.AllowFollowUp)


def test_five_is_an_officials_way_into_the_green_room_and_out_of_it() -> None:
    assert isinstance(meaning(seat(Role.OFFICIAL), "*5", State(), 0), do.EnterGreenRoom)
    assert isinstance(meaning(seat(Role.OFFICIAL), "*5", State(green_room=frozenset({"s1"})), 0), do.LeaveGreenRoom)
