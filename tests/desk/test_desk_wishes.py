"""A wish is a command without time and author, as JSON, as a form and as a button's value."""

from urllib.parse import parse_qsl

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.briefing import commands as do
from onbackground.briefing.rules import DESK, PERMITTED
from onbackground.briefing.terms import EmbargoKind, Level
from onbackground.desk.wishes import COMMANDS, WISHES, Wish, as_value, command_for, from_form, name_of, wish


def test_a_desk_may_ask_for_all_that_its_seats_may_give_but_new_seats() -> None:
    permitted = {command for command, permit in PERMITTED.items() if permit.by & DESK}
    assert set(COMMANDS.values()) == permitted - {do.AddSeat}
    assert do.Ring not in COMMANDS.values() and do.JoinQueue not in COMMANDS.values()


@pytest.mark.parametrize("name", WISHES)
@pytest.mark.parametrize("field", ["at", "by"])
def test_time_and_author_are_never_the_clients_to_say(name: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"type": name, field: 1 if field == "at" else "mod"}, Wish)
    with pytest.raises(msgspec.ValidationError):
        from_form({"do": name, field: "1"})


text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(text, st.integers(1, 99))
def test_a_buttons_value_is_the_wish_again(seat: str, place: int) -> None:
    asked = wish("Reorder", seat=seat, place=place)
    assert from_form({"do": as_value(asked)}) == asked


def test_a_wish_becomes_the_command_of_its_seat_and_moment() -> None:
    assert command_for(wish("Mute", seat="r1"), at=5, by="op") == do.Mute(at=5, by="op", seat="r1")
    assert as_value(wish("CallOn")) == "CallOn"
    assert parse_qsl(as_value(wish("CallOn", seat="r1")))[-1] == ("seat", "r1")
    assert name_of(wish("Open")) == "Open"


def test_a_form_with_fields_of_fields_is_a_wish() -> None:
    asked = from_form(
        {
            "do": "ChangeGroundRules",
            "ground_rules.level": "on the record",
            "ground_rules.phrase": " the harbour master ",
            "ground_rules.embargo.kind": "none",
            "ground_rules.embargo.event": "",
        }
    )
    command = command_for(asked, 1, "mod")
    assert command.ground_rules.level is Level.ON_THE_RECORD
    assert command.ground_rules.phrase == "the harbour master"
    assert command.ground_rules.embargo.kind is EmbargoKind.NONE


@given(st.dictionaries(st.sampled_from(["do", "seat", "a.b", "a", "type", "at", "ground_rules.level", "."]), st.text()))
def test_whatever_a_form_sends_is_a_wish_or_is_refused(form: dict[str, str]) -> None:
    try:
        asked = from_form(form)
    except msgspec.ValidationError:
        return
    assert name_of(asked) in WISHES
