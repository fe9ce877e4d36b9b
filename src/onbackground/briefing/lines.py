"""Telephone lines: ring, PIN, admission, screening, hold, and how a call ends."""

from __future__ import annotations

from . import commands as do
from . import events as ev
from .refusals import Decision, Refusal, Rule
from .state import UP, Line, LineState, QuestionState, State
from .terms import PIN_TRIES, RETURN_MS, Role, Seat


def ring(state: State, command: do.Ring) -> Decision:
    """A call comes in and is asked for its PIN."""
    if command.line in state.lines:
        return Refusal(Rule.LINE_KNOWN)
    withheld = command.number_withheld
    return [ev.LineRang(at=command.at, by=command.by, line=command.line, number_withheld=withheld)]


def try_pin(state: State, command: do.TryPin) -> Decision:
    """Admit the line on its seat's PIN; after three wrong ones, let it go."""
    line = state.lines.get(command.line)
    if line is None:
        return Refusal(Rule.NO_SUCH_LINE)
    if line.state is not LineState.ASKED:
        return Refusal(Rule.ALREADY_ADMITTED)
    seat = _seat_with(state, command.pin)
    if seat is not None:
        return _admit(state, command, seat)
    tries = line.tries + 1
    refused = ev.PinRefused(at=command.at, by=command.by, line=line.id, tries=tries)
    if tries < PIN_TRIES:
        return [refused]
    return [refused, ev.LineLetGo(at=command.at, by=command.by, line=line.id)]


def _seat_with(state: State, pin: str) -> Seat | None:
    for seat in state.seats.values():
        if seat.pin == pin and seat.id not in state.barred:
            return seat
    return None


def _admit(state: State, command: do.TryPin, seat: Seat) -> list[ev.AnyEvent]:
    """A seat that is still on another line has redialled: the new line is theirs and the old one ends."""
    events: list[ev.AnyEvent] = []
    away_since = state.away_since.get(seat.id)
    if (old := state.line_of.get(seat.id)) is not None:
        events.append(ev.LineDropped(at=command.at, by=command.by, line=old, replaced=True))
        away_since = command.at
    if away_since is not None and command.at - away_since > RETURN_MS:
        events += _lapse_of(state, command, seat.id)
        away_since = None
    if away_since is None:
        admitted = ev.LineAdmitted(at=command.at, by=command.by, line=command.line, seat=seat.id)
        return [*events, admitted]
    away = max(0, command.at - away_since)
    returned = ev.LineReturned(at=command.at, by=command.by, line=command.line, seat=seat.id, away_ms=away)
    return [*events, returned]


def drop(state: State, command: do.Drop) -> Decision:
    """The call ended by itself. A reporter who was up is called again if they return in time."""
    line = state.lines.get(command.line)
    if line is None:
        return Refusal(Rule.NO_SUCH_LINE)
    dropped = ev.LineDropped(at=command.at, by=command.by, line=line.id)
    return [*_interrupted(state, command, line), dropped]


def lapse(state: State, command: do.Lapse) -> Decision:
    """Give up the places of those who have been away too long."""
    events: list[ev.AnyEvent] = []
    for seat, since in state.away_since.items():
        if command.at - since > RETURN_MS:
            events += _lapse_of(state, command, seat)
    return events


def _lapse_of(state: State, command: do.Command, seat: str) -> list[ev.AnyEvent]:
    closed: list[ev.AnyEvent] = [
        ev.QuestionClosed(at=command.at, by=command.by, question=question.number)
        for question in state.questions
        if question.seat == seat and question.state is QuestionState.SUSPENDED
    ]
    return [ev.PlaceLapsed(at=command.at, by=command.by, seat=seat), *closed]


def screen(state: State, command: do.Screen) -> Decision:
    """Operator and one admitted caller go off air together."""
    line = _admitted(state, command.line)
    if isinstance(line, Refusal):
        return line
    if line.state is LineState.SCREENED:
        return []
    if not state.operator_present():
        return Refusal(Rule.SCREENING_NEEDS_OPERATOR)
    if any(other.state is LineState.SCREENED for other in state.lines.values()):
        return Refusal(Rule.ONE_SCREENING)
    if state.seats[line.seat].role not in (Role.REPORTER, Role.LISTENER):
        return Refusal(Rule.ONLY_REPORTERS)
    screened = ev.LineScreened(at=command.at, by=command.by, line=line.id)
    return [*_interrupted(state, command, line), screened]


def hold(state: State, command: do.Hold) -> Decision:
    """An admitted line hears the hold sound. A reporter who was up waits."""
    line = _admitted(state, command.line)
    if isinstance(line, Refusal):
        return line
    if line.state is LineState.HELD:
        return []
    if state.seats[line.seat].role is Role.MODERATOR:
        return Refusal(Rule.MODERATOR_ALWAYS_HEARD)
    held = ev.LineHeld(at=command.at, by=command.by, line=line.id)
    return [*_interrupted(state, command, line), held]


def release(state: State, command: do.Release) -> Decision:
    """Back to the programme."""
    line = _admitted(state, command.line)
    if isinstance(line, Refusal):
        return line
    if line.state is LineState.ADMITTED:
        return []
    return [ev.LineReleased(at=command.at, by=command.by, line=line.id)]


def remove(state: State, command: do.Remove) -> Decision:
    """End this call; its seat's PIN no longer admits."""
    line = state.lines.get(command.line)
    if line is None:
        return Refusal(Rule.NO_SUCH_LINE)
    if line.seat and state.seats[line.seat].role is Role.MODERATOR:
        return Refusal(Rule.MODERATOR_STAYS)
    ended: list[ev.AnyEvent] = [
        ev.QuestionClosed(at=command.at, by=command.by, question=question.number)
        for question in state.questions
        if line.seat and question.seat == line.seat and question.state in (*UP, QuestionState.SUSPENDED)
    ]
    return [*ended, ev.LineRemoved(at=command.at, by=command.by, line=line.id)]


def _admitted(state: State, line: str) -> Line | Refusal:
    """This line, if it is connected and admitted."""
    known = state.lines.get(line)
    if known is None:
        return Refusal(Rule.NO_SUCH_LINE)
    return Refusal(Rule.NOT_ADMITTED) if known.state is LineState.ASKED else known


def _interrupted(state: State, command: do.Command, line: Line) -> list[ev.AnyEvent]:
    """The suspension of this line's own question, if it is up."""
    question = state.current()
    if line.seat and question is not None and question.seat == line.seat and question.state in UP:
        return [ev.QuestionSuspended(at=command.at, by=command.by, question=question.number)]
    return []
