"""The one thing that needs doing next: what the page makes most visible."""

from __future__ import annotations

from msgspec import Struct

from ..briefing.state import QuestionState
from ..briefing.terms import Phase, Role
from .actions import Action
from .lines import LineView, Whereabouts
from .view import BriefingView
from .wishes import name_of


class NextStep(Struct, frozen=True):
    """What comes next: ``key`` names the wording, ``about`` the seat it concerns, ``action`` what does it."""

    key: str
    action: Action | None = None
    about: str = ""


def next_step(view: BriefingView) -> NextStep:
    """What the moderator would most likely do now."""
    match view.phase:
        case Phase.WAITING:
            return NextStep("start", general(view, "Open"))
        case Phase.REMARKS:
            return _remarks(view)
        case Phase.QUESTIONS:
            return _questions(view)
        case Phase.CONCLUDED:
            return _afterwards(view)


def general(view: BriefingView, command: str, **fields: str | int) -> Action:
    """The action on the call as a whole with this command, and these fields where there are several."""
    for action in view.actions:
        if name_of(action.command) == command and all(
            getattr(action.command, name) == value for name, value in fields.items()
        ):
            return action
    raise LookupError(command)


def _remarks(view: BriefingView) -> NextStep:
    if not view.floor:
        for line in view.lines:
            if line.seat and line.seat.role is Role.OFFICIAL and line.whereabouts is Whereabouts.ADMITTED:
                return NextStep("first_official", _give_floor(line), line.seat.id)
    return NextStep("open_queue", general(view, "OpenQueue"))


def _give_floor(line: LineView) -> Action:
    return next(action for action in line.actions if name_of(action.command) == "GiveFloor")


def _questions(view: BriefingView) -> NextStep:
    question = view.question
    if question is not None and question.state is QuestionState.CALLED:
        return NextStep("announced" if view.announces else "open_line", general(view, "OpenQuestion"), question.seat)
    if question is not None and question.state is QuestionState.OPEN:
        return NextStep("take", general(view, "TakeQuestion"), question.seat)
    if (following := next_asker(view)) and view.remaining != 0:
        key = "last" if view.remaining == 1 else "next_question"
        return NextStep(key, general(view, "CallOn"), following)
    if view.remaining == 0 or not view.queue_open:
        return NextStep("conclude", general(view, "Conclude"))
    return NextStep("wait_for_questions")


def next_asker(view: BriefingView) -> str:
    """The seat that is called next, as the rules have it; empty when nobody is there to be called."""
    here = {line.seat.id for line in view.lines if line.seat and line.line}
    for question in view.questions:
        if question.state is QuestionState.SUSPENDED and question.seat in here:
            return question.seat
    return next((entry.seat for entry in view.queue if entry.present), "")


def _afterwards(view: BriefingView) -> NextStep:
    if view.lifted:
        return NextStep("lifted")
    for action in view.actions:
        if name_of(action.command) == "Declare" and action.refused is None:
            return NextStep("declare", action)
    return NextStep("wait_for_lift" if view.awaited else "concluded")
