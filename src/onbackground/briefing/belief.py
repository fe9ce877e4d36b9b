"""Which events of a briefing are believed: those that the rules and the officers' signatures bear out.

Whoever can write to the log could write that an officer declared something, or that the embargo has lifted. Such an
event is passed over by everyone who reads the log: an officer who has a key said only what is signed, an embargo moved
only when enough officers asked for it, and it lifted only when its condition held. An officer's key is the one named
when convening, or the passkey that who has the officer's link enrolled before the call.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from . import events as ev
from .embargo import holds
from .lift import established
from .passkeys import is_from_link, registered
from .state import State, evolve
from .statements import is_signed, statement_of
from .terms import Phase


def fold_believed(briefing: str, events: Iterable[ev.AnyEvent], state: State | None = None) -> State:
    """The state after these events of a briefing, as far as they are believed."""
    state = state or State()
    for event in events:
        state = believe(briefing, state, event)
    return state


def believe(briefing: str, state: State, event: ev.AnyEvent) -> State:
    """The state after this event. One that is not believed changes nothing but the version."""
    return evolve(state, event) if believed(briefing, state, event) else passed_over(state)


def passed_over(state: State) -> State:
    """The state after an event that changes nothing."""
    return replace(state, version=state.version + 1)


def believed(briefing: str, state: State, event: ev.AnyEvent) -> bool:
    """Whether this event may be what it says."""
    match event:
        case ev.Convened():
            return state.phase is None
        case ev.SeatAdded(seat=seat):
            return seat.id not in state.seats
        case ev.SectionAdded(section=section):
            return not _is_section(state, section.id) and not state.sections_are_settled()
        case ev.PasskeyEnrolled():
            return state.phase is Phase.WAITING and _enrolled(briefing, state, event)
        case ev.FactDeclared():
            return _said(briefing, state, event)
        case ev.EmbargoMoveAsked(section=section_id, embargo=embargo, by=by):
            asked_before = by in state.moves.get((section_id, embargo), ())
            return _may_move(state, section_id) and not asked_before and _said(briefing, state, event)
        case ev.EmbargoMoved(section=section_id, after=after):
            asked = len(state.moves.get((section_id, after), ()))
            return _may_move(state, section_id) and asked >= state.ground_rules.quorum.needed
        case ev.EmbargoLifted(section=section_id):
            return (
                state.phase is Phase.CONCLUDED
                and _is_section(state, section_id)
                and holds(state.embargo_of(section_id), established(state))
            )
        case _:
            return True


def _said(briefing: str, state: State, event: ev.FactDeclared | ev.EmbargoMoveAsked) -> bool:
    """Whether an officer said so, with their signature if they have a key."""
    if event.by not in state.seats or not state.is_officer(event.by):
        return False
    key = state.seats[event.by].key
    return not key or is_signed(key, statement_of(briefing, state, event), event.signature)


def _enrolled(briefing: str, state: State, event: ev.PasskeyEnrolled) -> bool:
    """Whether a passkey was made for the seat of its author, by who has the seat's link."""
    seat = state.seats.get(event.by)
    if seat is None or state.has_key(event.key) or not is_from_link(seat.key, event.registration, event.signature):
        return False
    try:
        return str(registered(briefing, seat.id, event.registration)) == event.key
    except ValueError:
        return False


def _may_move(state: State, section: str) -> bool:
    return _is_section(state, section) and section not in state.lifts


def _is_section(state: State, section: str) -> bool:
    return section in {"", *(one.id for one in state.ground_rules.sections)}
