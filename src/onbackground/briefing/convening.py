"""Convening, ground rules, and the embargo's lift."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from . import commands as do
from . import events as ev
from .refusals import Decision, Refusal, Rule
from .state import State
from .terms import EmbargoKind, GroundRules, Phase, Role, Seat


def convene(state: State, command: do.Convene) -> Decision:
    """Set the briefing up once."""
    if state.phase is not None:
        return Refusal(Rule.CONVENED_ONCE)
    if (rule := _unsound_rules(command.ground_rules) or _unsound_seats(command.seats)) is not None:
        return Refusal(rule)
    if sum(seat.role is Role.MODERATOR for seat in command.seats) != 1:
        return Refusal(Rule.NEEDS_MODERATOR)
    return [
        ev.Convened(
            at=command.at,
            by=command.by,
            title=command.title,
            ground_rules=command.ground_rules,
            seats=command.seats,
            starts_at=command.starts_at,
            announces=command.announces,
        )
    ]


def add_seat(state: State, command: do.AddSeat) -> Decision:
    """Expect one more person; a second moderator is refused."""
    if command.seat.role is Role.MODERATOR:
        return Refusal(Rule.NEEDS_MODERATOR)
    if (rule := _unsound_seats(chain(state.seats.values(), [command.seat]))) is not None:
        return Refusal(rule)
    return [ev.SeatAdded(at=command.at, by=command.by, seat=command.seat)]


def change_ground_rules(state: State, command: do.ChangeGroundRules) -> Decision:
    """New rules for the whole briefing, until it is published."""
    if state.lifted:
        return Refusal(Rule.NOT_AFTER_LIFT)
    if (rule := _unsound_rules(command.ground_rules)) is not None:
        return Refusal(rule)
    if command.ground_rules == state.ground_rules:
        return []
    changed = ev.GroundRulesChanged(at=command.at, by=command.by, ground_rules=command.ground_rules)
    lifts = _lift_is_due(command.ground_rules, state.phase is Phase.CONCLUDED, state.declared)
    return [changed, ev.EmbargoLifted(at=command.at, by=command.by)] if lifts else [changed]


def settle_attribution(state: State, command: do.SettleAttribution) -> Decision:
    """How one seat is cited and named, for the whole briefing, until it is published."""
    if state.lifted:
        return Refusal(Rule.NOT_AFTER_LIFT)
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refusal(Rule.NO_SUCH_SEAT)
    alias, phrase = command.alias or seat.alias, command.phrase or seat.phrase
    if not _is_plain(alias):
        return Refusal(Rule.ALIAS_IS_PLAIN)
    if seat.role is Role.OFFICIAL and any(
        other.alias == alias for other in state.officials() if other.id != seat.id and alias != seat.alias
    ):
        return Refusal(Rule.SEATS_DIFFER)
    if (alias, phrase) == (seat.alias, seat.phrase):
        return []
    return [ev.AttributionSettled(at=command.at, by=command.by, seat=seat.id, alias=alias, phrase=phrase)]


def declare_event(state: State, command: do.DeclareEvent) -> Decision:
    """What the embargo waits for has happened; it lifts now if the call is over, else at its conclusion."""
    if state.declared or state.lifted:
        return []
    rules = state.ground_rules
    if rules.embargo.kind is not EmbargoKind.EVENT:
        return Refusal(Rule.NO_EVENT_AWAITED)
    declared = ev.EventDeclared(at=command.at, by=command.by, event=rules.embargo.event)
    if _lift_is_due(rules, state.phase is Phase.CONCLUDED, declared=True):
        return [declared, ev.EmbargoLifted(at=command.at, by=command.by)]
    return [declared]


def lift_at_conclusion(state: State, at: int, by: str) -> list[ev.AnyEvent]:
    """The lift, where the conclusion brings it."""
    if _lift_is_due(state.ground_rules, concluded=True, declared=state.declared):
        return [ev.EmbargoLifted(at=at, by=by)]
    return []


def _lift_is_due(rules: GroundRules, concluded: bool, declared: bool) -> bool:
    return concluded and (rules.embargo.kind is not EmbargoKind.EVENT or declared)


def _unsound_rules(rules: GroundRules) -> Rule | None:
    wordless = rules.embargo.kind is EmbargoKind.EVENT and not rules.embargo.event.strip()
    return Rule.EVENT_NEEDS_WORDS if wordless else None


def _unsound_seats(seats: Iterable[Seat]) -> Rule | None:
    seats = list(seats)
    ids = [seat.id for seat in seats]
    pins = [seat.pin for seat in seats]
    if len(set(ids)) < len(ids) or len(set(pins)) < len(pins):
        return Rule.SEATS_DIFFER
    return None if all(_is_plain(seat.alias) for seat in seats) else Rule.ALIAS_IS_PLAIN


def _is_plain(alias: str) -> bool:
    """Whether the record can put an alias in brackets."""
    return bool(alias.strip()) and not set("[]\n") & set(alias)
