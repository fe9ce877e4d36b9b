"""The question queue and the questions: first come, first served; every change of order has an author."""

from __future__ import annotations

from . import commands as do
from . import events as ev
from .refusals import Decision, Refusal, Rule
from .state import UP, Question, QuestionState, State
from .terms import Role


def open_queue(state: State, command: do.OpenQueue) -> Decision:
    """Invite questions."""
    return [] if state.queue_open else [ev.QueueOpened(at=command.at, by=command.by)]


def close_queue(state: State, command: do.CloseQueue) -> Decision:
    """Nobody else may join; who waits keeps their place."""
    if not state.queue_open:
        return []
    return [ev.QueueClosed(at=command.at, by=command.by, kept=state.queue)]


def join(state: State, command: do.JoinQueue) -> Decision:
    """The asking reporter waits at the end. Pressing twice changes nothing."""
    if command.by in state.queue:
        return []
    if not state.queue_open:
        return Refusal(Rule.QUEUE_CLOSED)
    if not state.present(command.by):
        return Refusal(Rule.NOT_PRESENT)
    if any(question.seat == command.by and _waits_or_is_up(question) for question in state.questions):
        return []
    return [ev.QueueJoined(at=command.at, by=command.by, seat=command.by)]


def leave(state: State, command: do.LeaveQueue) -> Decision:
    """The asking reporter no longer waits."""
    if command.by not in state.queue:
        return []
    return [ev.QueueLeft(at=command.at, by=command.by, seat=command.by)]


def reorder(state: State, command: do.Reorder) -> Decision:
    """Move a waiting reporter to a place, counted from 1; beyond the end is the end."""
    if command.seat not in state.queue:
        return Refusal(Rule.NOT_WAITING)
    if command.place < 1:
        return Refusal(Rule.COUNT_FROM_ONE)
    others = [seat for seat in state.queue if seat != command.seat]
    others.insert(command.place - 1, command.seat)
    if tuple(others) == state.queue:
        return []
    return [ev.QueueReordered(at=command.at, by=command.by, before=state.queue, after=tuple(others))]


def undo_reorder(state: State, command: do.UndoReorder) -> Decision:
    """Take the last change of order back: those who waited then stand as they did, later comers behind them."""
    if not state.reorders:
        return Refusal(Rule.NOTHING_TO_UNDO)
    before = state.reorders[-1].before
    still = tuple(seat for seat in before if seat in state.queue)
    since = tuple(seat for seat in state.queue if seat not in before)
    return [ev.ReorderUndone(at=command.at, by=command.by, after=still + since)]


def call_on(state: State, command: do.CallOn) -> Decision:
    """Let a reporter ask: a named one, or who is next. A suspended question comes before the queue.

    The question being answered is closed by it. The reporter's line opens only when they have been announced.
    """
    current = state.current()
    if current is not None and current.state in UP:
        return Refusal(Rule.REPORTER_UP)
    suspended = state.suspended()
    next_seat = suspended.seat if suspended else _first_present(state)
    seat = command.seat or next_seat
    if seat is None:
        return Refusal(Rule.QUEUE_EMPTY)
    if (refusal := _cannot_ask(state, seat)) is not None:
        return refusal
    again = next((q for q in state.questions if q.seat == seat and q.state is QuestionState.SUSPENDED), None)
    if again is None and state.remaining == 0:
        return Refusal(Rule.LAST_QUESTION_ASKED)
    called = ev.QuestionCalled(
        at=command.at,
        by=command.by,
        question=again.number if again else len(state.questions) + 1,
        seat=seat,
        out_of_turn=seat != next_seat,
        again=again is not None,
    )
    if current is None:
        return [called]
    return [ev.QuestionClosed(at=command.at, by=command.by, question=current.number), called]


def open_question(state: State, command: do.OpenQuestion) -> Decision:
    """The reporter has been announced: open their line."""
    question = state.current()
    if question is not None and question.state is QuestionState.OPEN:
        return []
    if question is None or question.state is not QuestionState.CALLED:
        return Refusal(Rule.NOBODY_UP)
    return [ev.QuestionOpened(at=command.at, by=command.by, question=question.number)]


def take_question(state: State, command: do.TakeQuestion) -> Decision:
    """Close the reporter's line; officials answer."""
    question = state.current()
    if question is None:
        return Refusal(Rule.NOBODY_UP)
    if question.state is QuestionState.ANSWERING:
        return []
    return [ev.QuestionTaken(at=command.at, by=command.by, question=question.number)]


def allow_follow_up(state: State, command: do.AllowFollowUp) -> Decision:
    """Open the same reporter's line once more."""
    question = state.current()
    if question is None or question.state is not QuestionState.ANSWERING:
        return Refusal(Rule.NOT_ANSWERING)
    if not state.present(question.seat):
        return Refusal(Rule.NOT_PRESENT)
    return [ev.FollowUpAllowed(at=command.at, by=command.by, question=question.number)]


def return_to(state: State, command: do.ReturnTo) -> Decision:
    """An official comes back to an earlier question; a reporter who was up meanwhile waits and is called again."""
    question = state.question(command.question)
    official = state.seats.get(command.seat)
    if question is None or question.state is QuestionState.SUSPENDED or question.state in UP:
        return Refusal(Rule.NO_SUCH_QUESTION)
    if official is None or official.role is not Role.OFFICIAL:
        return Refusal(Rule.ONLY_OFFICIALS)
    if not state.present(official.id):
        return Refusal(Rule.NOT_PRESENT)
    events: list[ev.AnyEvent] = []
    current = state.current()
    if current is not None and current.state in UP:
        events.append(ev.QuestionSuspended(at=command.at, by=command.by, question=current.number))
    elif current is not None and current.number != question.number:
        events.append(ev.QuestionClosed(at=command.at, by=command.by, question=current.number))
    reopened = ev.QuestionReopened(at=command.at, by=command.by, question=question.number, seat=official.id)
    return [*events, reopened]


def limit(state: State, command: do.LimitQuestions) -> Decision:
    """ "Time for two more"; one is the last question."""
    if command.remaining < 1:
        return Refusal(Rule.COUNT_FROM_ONE)
    if state.remaining == command.remaining:
        return []
    return [ev.QuestionsLimited(at=command.at, by=command.by, remaining=command.remaining)]


def _first_present(state: State) -> str | None:
    """Who is next: the first in the queue who is on the line. One who dropped keeps the place but is passed over."""
    return next((seat for seat in state.queue if state.present(seat)), None)


def _cannot_ask(state: State, seat: str) -> Refusal | None:
    known = state.seats.get(seat)
    if known is None:
        return Refusal(Rule.NO_SUCH_SEAT)
    if known.role is not Role.REPORTER:
        return Refusal(Rule.ONLY_REPORTERS)
    return None if state.present(seat) else Refusal(Rule.NOT_PRESENT)


def _waits_or_is_up(question: Question) -> bool:
    return question.state in UP or question.state is QuestionState.SUSPENDED
