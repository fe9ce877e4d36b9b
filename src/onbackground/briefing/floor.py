"""The floor: the official start, hand-overs, mutes, the green room, the conclusion."""

from __future__ import annotations

from . import commands as do
from . import events as ev
from .lift import with_lifts
from .refusals import Decision, Refusal, Rule
from .state import UP, State
from .terms import Role


def open_call(state: State, command: do.Open) -> Decision:
    """The official start."""
    return [ev.Opened(at=command.at, by=command.by)]


def give_floor(state: State, command: do.GiveFloor) -> Decision:
    """Hand over to an official. An official may hand over, and may take the floor for themselves."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refusal(Rule.NO_SUCH_SEAT)
    if seat.role is not Role.OFFICIAL:
        return Refusal(Rule.ONLY_OFFICIALS)
    if not state.present(seat.id):
        return Refusal(Rule.NOT_PRESENT)
    if state.floor == seat.id and seat.id not in state.green_room:
        return []
    return [ev.FloorGiven(at=command.at, by=command.by, seat=seat.id)]


def mute(state: State, command: do.Mute) -> Decision:
    """Silence any seat but the moderator's."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refusal(Rule.NO_SUCH_SEAT)
    if seat.role is Role.MODERATOR:
        return Refusal(Rule.MODERATOR_ALWAYS_HEARD)
    return [] if seat.id in state.muted else [ev.Muted(at=command.at, by=command.by, seat=seat.id)]


def unmute(state: State, command: do.Unmute) -> Decision:
    """Let a silenced seat be heard again."""
    if command.seat not in state.seats:
        return Refusal(Rule.NO_SUCH_SEAT)
    if command.seat not in state.muted:
        return []
    return [ev.Unmuted(at=command.at, by=command.by, seat=command.seat)]


def enter_green_room(state: State, command: do.EnterGreenRoom) -> Decision:
    """The asking official steps aside."""
    if not state.present(command.by):
        return Refusal(Rule.NOT_PRESENT)
    if command.by in state.green_room:
        return []
    return [ev.GreenRoomEntered(at=command.at, by=command.by, seat=command.by)]


def leave_green_room(state: State, command: do.LeaveGreenRoom) -> Decision:
    """The asking official comes back to the programme."""
    if command.by not in state.green_room:
        return []
    return [ev.GreenRoomLeft(at=command.at, by=command.by, seat=command.by)]


def conclude(state: State, command: do.Conclude) -> Decision:
    """End the call: whoever is up is closed, those still waiting are kept for the follow-up, the embargo may lift."""
    events: list[ev.AnyEvent] = []
    question = state.current()
    if question is not None and question.state in UP:
        events.append(ev.QuestionClosed(at=command.at, by=command.by, question=question.number))
    events.append(ev.Concluded(at=command.at, by=command.by))
    if state.queue_open:
        events.append(ev.QueueClosed(at=command.at, by=command.by, kept=state.queue))
    return with_lifts(state, events, command)
