"""The rules of a briefing: ``decide(state, command)`` answers with events or a refusal.

:data:`PERMITTED` says who may ask for what, and when; it is read first. What then happens is decided in the module
of its subject: :mod:`.convening`, :mod:`.lines`, :mod:`.floor`, :mod:`.queue`. Everything here is pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Struct

from . import commands as do
from . import convening, floor, lift, lines, queue
from .refusals import Decision, Refusal, Rule
from .state import State
from .terms import HOUSE, Phase, Role

WAITING, REMARKS, QUESTIONS, CONCLUDED = Phase
ALWAYS = frozenset(Phase)
ON_AIR = frozenset({REMARKS, QUESTIONS})
BEFORE_END = frozenset({WAITING, REMARKS, QUESTIONS})

THE_HOUSE = frozenset({HOUSE})
DESK = frozenset({Role.MODERATOR, Role.OPERATOR})
MODERATOR = frozenset({Role.MODERATOR})
OPERATOR = frozenset({Role.OPERATOR})
OFFICERS = frozenset({"officers"})
"""The seats that the quorum names; with none named, the desk."""
OFFICIAL = frozenset({Role.OFFICIAL})
REPORTER = frozenset({Role.REPORTER})


class Permit(Struct, frozen=True):
    """Who may give a command, in which phases, and the function that decides it."""

    by: frozenset[str | Role]
    during: frozenset[Phase]
    decide: Callable[[State, Any], Decision]


PERMITTED: Final[dict[type[do.Command], Permit]] = {
    #                        who                 when                       what happens
    do.AddSeat:           Permit(DESK,               BEFORE_END,                convening.add_seat),
    do.ChangeGroundRules: Permit(DESK,               ALWAYS,                    convening.change_ground_rules),
    do.SettleAttribution: Permit(DESK,               ALWAYS,                    convening.settle_attribution),
    do.EnrolPasskey:      Permit(OFFICERS,           frozenset({WAITING}),      convening.enrol_passkey),

    do.Ring:              Permit(THE_HOUSE,          ALWAYS,                    lines.ring),
    do.TryPin:            Permit(THE_HOUSE,          ALWAYS,                    lines.try_pin),
    do.Drop:              Permit(THE_HOUSE,          ALWAYS,                    lines.drop),
    do.Lapse:             Permit(THE_HOUSE,          ALWAYS,                    lines.lapse),
    do.Screen:            Permit(OPERATOR,           BEFORE_END,                lines.screen),
    do.Hold:              Permit(DESK,               BEFORE_END,                lines.hold),
    do.Release:           Permit(DESK,               BEFORE_END,                lines.release),
    do.Remove:            Permit(DESK,               ALWAYS,                    lines.remove),

    do.Open:              Permit(DESK,               frozenset({WAITING}),      floor.open_call),
    do.GiveFloor:         Permit(DESK | OFFICIAL,    ON_AIR,                    floor.give_floor),
    do.Mute:              Permit(DESK,               BEFORE_END,                floor.mute),
    do.Unmute:            Permit(DESK,               BEFORE_END,                floor.unmute),
    do.EnterGreenRoom:    Permit(OFFICIAL,           ON_AIR,                    floor.enter_green_room),
    do.LeaveGreenRoom:    Permit(OFFICIAL,           ON_AIR,                    floor.leave_green_room),
    do.Conclude:          Permit(DESK,               ON_AIR,                    floor.conclude),

    do.OpenQueue:         Permit(DESK,               ON_AIR,                    queue.open_queue),
    do.JoinQueue:         Permit(REPORTER,           ALWAYS,                    queue.join),
    do.LeaveQueue:        Permit(REPORTER,           ALWAYS,                    queue.leave),
    do.Reorder:           Permit(DESK,               BEFORE_END,                queue.reorder),
    do.UndoReorder:       Permit(DESK,               BEFORE_END,                queue.undo_reorder),
    do.CallOn:            Permit(DESK,               ON_AIR,                    queue.call_on),
    do.OpenQuestion:      Permit(DESK | THE_HOUSE,   ON_AIR,                    queue.open_question),
    do.TakeQuestion:      Permit(DESK,               ON_AIR,                    queue.take_question),
    do.AllowFollowUp:     Permit(DESK,               ON_AIR,                    queue.allow_follow_up),
    do.ReturnTo:          Permit(DESK | OFFICIAL,    ON_AIR,                    queue.return_to),
    do.LimitQuestions:    Permit(DESK,               ON_AIR,                    queue.limit),
    do.CloseQueue:        Permit(DESK,               ON_AIR,                    queue.close_queue),

    do.AddSection:        Permit(DESK,               BEFORE_END,                lift.add_section),
    do.BeginSection:      Permit(DESK,               ON_AIR,                    lift.begin_section),
    do.EndSection:        Permit(DESK,               ON_AIR,                    lift.end_section),
    do.Declare:           Permit(OFFICERS,           ALWAYS,                    lift.declare),
    do.BreakEmbargo:      Permit(OFFICERS,           ALWAYS,                    lift.break_embargo),
    do.MoveEmbargo:       Permit(OFFICERS,           ALWAYS,                    lift.move_embargo),
    do.ReachClock:        Permit(THE_HOUSE,          ALWAYS,                    lift.reach_clock),
}  # fmt: skip


def decide(state: State, command: do.AnyCommand) -> Decision:
    """What this command leads to in this state. Pure; ``evolve`` applies the events."""
    if isinstance(command, do.Convene):
        return convening.convene(state, command)
    if state.phase is None:
        return Refusal(Rule.NOT_CONVENED)
    permit = PERMITTED[type(command)]
    if not _may(state, command.by, permit.by):
        return Refusal(Rule.NOT_YOURS)
    if state.phase not in permit.during:
        return Refusal(Rule.TOO_LATE if state.phase is CONCLUDED else _not_now(state.phase, permit.during))
    if isinstance(command, do.Signed) and state.must_sign(command.by) and not command.signature:
        return Refusal(Rule.NEEDS_SIGNATURE)
    return permit.decide(state, command)


def _may(state: State, author: str, allowed: frozenset[str | Role]) -> bool:
    if author == HOUSE:
        return HOUSE in allowed
    seat = state.seats.get(author)
    if seat is None or author in state.barred:
        return False
    return state.is_officer(author) if allowed is OFFICERS else seat.role in allowed


def _not_now(phase: Phase, during: frozenset[Phase]) -> Rule:
    order = list(Phase)
    return Rule.TOO_EARLY if all(order.index(later) > order.index(phase) for later in during) else Rule.TOO_LATE


def refused(state: State, command: do.AnyCommand) -> Refusal | None:
    """Why this command would change nothing, or None if it is allowed: what a desk greys out."""
    decision = decide(state, command)
    return decision if isinstance(decision, Refusal) else None
