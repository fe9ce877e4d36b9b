"""Convening: who is expected, and under which ground rules."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec.structs import replace

from . import commands as do
from . import events as ev
from .embargo import Quorum, is_sound
from .passkeys import awaits_passkey
from .refusals import Decision, Refusal, Rule
from .state import State
from .terms import GroundRules, Role, Seat


def convene(state: State, command: do.Convene) -> Decision:
    """Set the briefing up once."""
    if state.phase is not None:
        return Refusal(Rule.CONVENED_ONCE)
    if (rule := _unsound_seats(command.seats)) is not None:
        return Refusal(rule)
    if sum(seat.role is Role.MODERATOR for seat in command.seats) != 1:
        return Refusal(Rule.NEEDS_MODERATOR)
    if (rule := _unsound_rules(command.ground_rules, command.seats)) is not None:
        return Refusal(rule)
    return [
        ev.Convened(
            at=command.at,
            by=command.by,
            title=command.title,
            ground_rules=_with_officers(command.ground_rules, command.seats),
            seats=command.seats,
            starts_at=command.starts_at,
            announces=command.announces,
            fillers=command.fillers,
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
    """How officials may be cited in the whole briefing, until it is published."""
    if state.lifts:
        return Refusal(Rule.NOT_AFTER_LIFT)
    rules = state.ground_rules
    if (command.level, command.phrase) == (rules.level, rules.phrase):
        return []
    return [ev.GroundRulesChanged(at=command.at, by=command.by, level=command.level, phrase=command.phrase)]


def settle_attribution(state: State, command: do.SettleAttribution) -> Decision:
    """How one seat is cited and named, for the whole briefing, until it is published."""
    if state.lifts:
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


def enrol_passkey(state: State, command: do.EnrolPasskey) -> Decision:
    """An officer's passkey takes the place of their link's key, once."""
    if not awaits_passkey(state.seats[command.by].key):
        return Refusal(Rule.ENROLLED_ONCE)
    if state.has_key(command.key):
        return Refusal(Rule.SEATS_DIFFER)
    return [
        ev.PasskeyEnrolled(
            at=command.at,
            by=command.by,
            key=command.key,
            registration=command.registration,
            signature=command.signature,
        )
    ]


def _with_officers(rules: GroundRules, seats: tuple[Seat, ...]) -> GroundRules:
    """Where none are named and all who may have a key, name them: nobody without one is to come to it later."""
    officers = [seat for seat in seats if seat.role in (Role.MODERATOR, Role.OPERATOR)]
    if rules.quorum.officers or not all(seat.key for seat in officers):
        return rules
    return replace(rules, quorum=replace(rules.quorum, officers=tuple(seat.id for seat in officers)))


def _unsound_rules(rules: GroundRules, seats: Iterable[Seat]) -> Rule | None:
    if not all(is_sound(embargo) for embargo in (rules.embargo, *(section.embargo for section in rules.sections))):
        return Rule.EMBARGO_NEEDS_WORDS
    sections = [section.id for section in rules.sections]
    if "" in sections or len(set(sections)) < len(sections):
        return Rule.SECTION_KNOWN
    return None if _can_be_met(rules.quorum, list(seats)) else Rule.QUORUM_CAN_BE_MET


def _can_be_met(quorum: Quorum, seats: list[Seat]) -> bool:
    known = {seat.id for seat in seats}
    officers = quorum.officers or [seat.id for seat in seats if seat.role in (Role.MODERATOR, Role.OPERATOR)]
    return known.issuperset(officers) and 1 <= quorum.needed <= len(set(officers)) == len(officers)


def _unsound_seats(seats: Iterable[Seat]) -> Rule | None:
    seats = list(seats)
    ids = [seat.id for seat in seats]
    pins = [seat.pin for seat in seats]
    keys = [key.split()[0] for seat in seats if (key := seat.key.strip())]
    if any(len(set(own)) < len(own) for own in (ids, pins, keys)):
        return Rule.SEATS_DIFFER
    return None if all(_is_plain(seat.alias) for seat in seats) else Rule.ALIAS_IS_PLAIN


def _is_plain(alias: str) -> bool:
    """Whether the record can put an alias in brackets."""
    return bool(alias.strip()) and not set("[]\n") & set(alias)
