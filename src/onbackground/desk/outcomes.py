"""What is said in the status region: what came of a command, and what has happened meanwhile."""

from __future__ import annotations

from ..briefing import events as ev
from ..briefing.refusals import Refusal, Rule
from ..briefing.state import State
from ..briefing.terms import Role
from ..log.briefings import Happened
from .page import Outcome, who
from .people import seat_view
from .watch import Answer, Moved
from .wishes import COMMANDS, Wish, name_of
from .wording import Wording

MOVED = "moved"
NOTHING = "nothing"


def code_of(asked: Wish, answer: Answer) -> str:
    """What came of it as a short code without anybody's words in it, so that it may stand in an address."""
    match answer.outcome:
        case Refusal(rule=rule):
            return rule.name
        case Moved():
            return MOVED
        case []:
            return NOTHING
    if getattr(asked, "remaining", 0) in (1, 2):
        return "last_question" if getattr(asked, "remaining", 0) == 1 else "two_more"
    return name_of(asked)


def outcome_for(code: str, state: State, words: Wording) -> Outcome | None:
    """The line for a code; None for what is none."""
    if code in Rule.__members__:
        return Outcome(words(f"rule.{code}"), urgent=True)
    if code == MOVED:
        return Outcome(words("errors.moved"), urgent=True)
    if code in (NOTHING, "two_more", "last_question", *COMMANDS):
        question = state.current()
        return Outcome(words(f"done.{code}", who=_who(state, question.seat) if question else ""))
    return None


def news(happened: Happened, you: str, words: Wording) -> Outcome | None:
    """The line for what others did; None for what needs none, and for what this seat did itself."""
    if happened.event.by == you:
        return None
    event, state = happened.event, happened.after
    match event:
        case ev.QueueJoined(seat=seat):
            return Outcome(words("news.joined", who=_who(state, seat), place=state.position(seat) or 0))
        case ev.QueueLeft(seat=seat):
            return Outcome(words("news.left", who=_who(state, seat)))
        case ev.LineDropped(line=line, replaced=False):
            seat = happened.before.lines[line].seat
            return _dropped(happened.before, seat, words) if seat else None
        case ev.LineReturned(seat=seat):
            return Outcome(words("news.returned", who=_who(state, seat)))
        case ev.PlaceLapsed(seat=seat):
            return Outcome(words("news.lapsed", who=_who(state, seat)))
        case ev.LineRemoved(line=line):
            seat = happened.before.lines[line].seat
            return Outcome(words("news.removed", who=_who(state, seat))) if seat else None
        case ev.QuestionOpened(question=number) | ev.FollowUpAllowed(question=number):
            return Outcome(words("news.question_opened", who=_who(state, state.questions[number - 1].seat)))
        case ev.FloorGiven(seat=seat):
            return Outcome(words("news.floor", who=_who(state, seat)))
        case ev.Concluded():
            return Outcome(words("news.concluded"))
        case ev.EmbargoLifted(section=""):
            return Outcome(words("news.lifted"))
        case ev.EmbargoLifted():
            return Outcome(words("news.section_lifted"))
        case ev.FactDeclared():
            return Outcome(words("news.declared", who=_who(state, event.by)))
        case ev.EmbargoMoveAsked():
            return Outcome(words("news.move_asked", who=_who(state, event.by)))
        case ev.EmbargoMoved():
            return Outcome(words("news.moved"), urgent=True)
        case ev.PasskeyEnrolled():
            return Outcome(words("news.enrolled", who=_who(state, event.by)))
        case ev.GroundRulesChanged():
            return Outcome(words("news.rules"))
        case ev.LineScreened():
            return Outcome(words("news.screening"))
    return None


def _dropped(before: State, seat: str, words: Wording) -> Outcome | None:
    """Listeners come and go unmentioned; whoever is heard, or up, is missed at once."""
    role = before.seats[seat].role
    if role is Role.LISTENER:
        return None
    question = before.current()
    missed = role is not Role.REPORTER or (question is not None and question.seat == seat)
    return Outcome(words("news.dropped", who=_who(before, seat)), urgent=missed)


def _who(state: State, seat: str) -> str:
    known = state.seats.get(seat)
    return who(seat_view(known)) if known else ""
