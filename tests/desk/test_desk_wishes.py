"""A wish is a command without time and author, as JSON, as a form and as a button's value."""

from urllib.parse import parse_qsl

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Clock, Event, NoEmbargo
from onbackground.briefing.rules import DESK, OFFICERS, PERMITTED
from onbackground.briefing.terms import Level
from onbackground.desk.wishes import COMMANDS, WISHES, Wish, as_value, command_for, from_form, name_of, wish


def test_a_desk_may_ask_for_all_that_its_seats_may_give_but_new_seats_and_passkeys() -> None:
    permitted = {command for command, permit in PERMITTED.items() if permit.by & (DESK | OFFICERS)}
    assert set(COMMANDS.values()) == permitted - {do.AddSeat, do.EnrolPasskey}
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
            "level": "on the record",
            "phrase": " the harbour master ",
        }
    )
    command = command_for(asked, 1, "mod")
    assert command.level is Level.ON_THE_RECORD
    assert command.phrase == "the harbour master"


@pytest.mark.parametrize(
    ("kind", "embargo"),
    [
        ("none", NoEmbargo()),
        ("event", Event("the ferry has docked")),
        ("clock", Clock(1932843600000, "America/New_York")),
    ],
)
def test_a_form_moves_an_embargo(kind: str, embargo: object) -> None:
    form = {
        "do": "MoveEmbargo",
        "reason": "The ferry is late.",
        "embargo.type": kind,
        "embargo.event": "the ferry has docked",
        "embargo.local": "2031-04-01T17:00",
        "embargo.zone": "America/New_York",
        "embargo.office": "",
    }
    assert command_for(from_form(form), 1, "mod").embargo == embargo
    for wrong in ({"embargo.local": "soon"}, {"embargo.zone": "Nowhere/Port_Fable"}):
        with pytest.raises(msgspec.ValidationError):
            from_form(form | wrong)


@pytest.mark.parametrize("fact", [Event("the ferry & crew have docked"), Clock(1, "UTC")])
def test_a_fact_travels_in_a_button(fact: Event | Clock) -> None:
    asked = wish("Declare", fact=fact)
    assert from_form({"do": as_value(asked)}) == asked


@given(st.dictionaries(st.sampled_from(["do", "seat", "a.b", "a", "type", "at", "ground_rules.level", "."]), st.text()))
def test_whatever_a_form_sends_is_a_wish_or_is_refused(form: dict[str, str]) -> None:
    try:
        asked = from_form(form)
    except msgspec.ValidationError:
        return
    assert name_of(asked) in WISHES
