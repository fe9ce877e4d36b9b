"""What the house says and to whom, when something happens: a function from what happened to cues."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.lift import established
from ..briefing.refusals import Refusal, Rule
from ..briefing.state import QuestionState, State
from ..briefing.terms import PIN_TRIES, Phase, Role, Seat
from ..log.briefings import Answer, Happened
from ..voice.catalogue import Catalogue
from .keypad import CODES, CONCLUDE, SAY_KEYS


class Tone(enum.Enum):
    """A short signal before the words."""

    NONE = "none"
    JOINED = "joined"
    LEFT = "left"
    REFUSED = "refused"
    LINE_OPEN = "line open"
    LINE_CLOSED = "line closed"


class Then(enum.Enum):
    """What follows when a cue has been heard."""

    NOTHING = "nothing"
    OPEN_QUESTION = "open question"
    HANG_UP = "hang up"


class Cue(Struct, frozen=True):
    """Something to say: to one ``line``, or on the programme where ``line`` is empty.

    ``question`` is the number of the one that it announces.
    """

    text: str = ""
    line: str = ""
    tone: Tone = Tone.NONE
    then: Then = Then.NOTHING
    question: int = 0


def announces(state: State) -> bool:
    """Whether the house speaks on the programme: it was set up to, and no operator is there to do it."""
    return state.announces and not state.operator_present()


def greeting(catalogue: Catalogue, line: str) -> Cue:
    """The first words of every call."""
    return Cue(f"{catalogue.say('welcome.greeting')} {catalogue.say('pin.enter')}", line)


def wrong_pin(catalogue: Catalogue, line: str, tries: int) -> Cue:
    """After a wrong PIN: how many tries are left, or goodbye."""
    if tries >= PIN_TRIES:
        return Cue(catalogue.say("pin.let_go"), line, Tone.REFUSED, Then.HANG_UP)
    return Cue(catalogue.say("pin.wrong", tries=PIN_TRIES - tries), line, Tone.REFUSED)


def cues(catalogue: Catalogue, happened: Happened) -> Iterator[Cue]:
    """What is said because of one event, in order."""
    event, before, state = happened.event, happened.before, happened.after
    say = catalogue.say
    match event:
        case ev.PinRefused(line=line, tries=tries):
            yield wrong_pin(catalogue, line, tries)
        case ev.LineAdmitted(line=line, seat=seat):
            yield from _welcome(catalogue, state, line, state.seats[seat])
        case ev.LineReturned(line=line, seat=seat):
            place = state.position(seat)
            yield Cue(say("queue.kept", place=place) if place else say("line.returned"), line, Tone.JOINED)
        case ev.LineScreened(line=line):
            yield Cue(say("line.hold"), line)
        case ev.LineHeld(line=line):
            yield Cue(say("line.hold"), line)
        case ev.LineReleased(line=line):
            yield Cue(say("line.off_hold"), line)
        case ev.LineRemoved(line=line):
            yield Cue(say("line.removed"), line, Tone.REFUSED, Then.HANG_UP)
        case ev.LineDropped(line=line, replaced=True):
            yield Cue(line=line, tone=Tone.LEFT, then=Then.HANG_UP)

        case ev.Opened():
            if announces(state):
                yield Cue(say("call.begins"))
        case ev.Muted(seat=seat) if state.present(seat):
            yield Cue(say("line.muted"), state.line_of[seat], Tone.LINE_CLOSED)
        case ev.Unmuted(seat=seat) if state.present(seat):
            yield Cue(say("line.unmuted"), state.line_of[seat], Tone.LINE_OPEN)
        case ev.GreenRoomEntered(seat=seat) if state.present(seat):
            yield Cue(say("line.green_room"), state.line_of[seat], Tone.LINE_CLOSED)
        case ev.GreenRoomLeft(seat=seat) if state.present(seat):
            yield Cue(say("line.left_green_room"), state.line_of[seat], Tone.LINE_OPEN)

        case ev.QueueOpened():
            if announces(state):
                yield Cue(say("queue.open"))
        case ev.QueueJoined(seat=seat):
            yield _place(catalogue, state, seat)
        case ev.QueueLeft(seat=seat) if state.present(seat):
            yield Cue(say("queue.left"), state.line_of[seat], Tone.LEFT)
        case ev.QuestionCalled(question=number):
            yield from _called(catalogue, state, number)
        case ev.QuestionOpened(question=number) | ev.FollowUpAllowed(question=number):
            yield from _tone_to_reporter(state, number, Tone.LINE_OPEN)
        case ev.QuestionTaken(question=number):
            yield from _tone_to_reporter(state, number, Tone.LINE_CLOSED)
        case ev.QuestionClosed(question=number):
            question = before.question(number)
            if question is not None and question.state is QuestionState.OPEN:
                yield from _tone_to_reporter(state, number, Tone.LINE_CLOSED)
        case ev.QuestionsLimited(remaining=remaining):
            if announces(state):
                yield Cue(say("question.remaining", remaining=remaining))
        case ev.QueueClosed():
            if announces(state) and state.phase is not Phase.CONCLUDED:
                yield Cue(say("queue.closing"))

        case ev.Concluded():
            yield from _conclusion(catalogue, state)


def call_is_over(catalogue: Catalogue, line: str) -> Cue:
    """To a caller who is too late."""
    return Cue(catalogue.say("call.concluded"), line, then=Then.HANG_UP)


def answer_cues(catalogue: Catalogue, state: State, answer: Answer) -> Iterator[Cue]:
    """What the one who asked hears of the answer, where the event itself says nothing to them."""
    command = answer.asked.command
    line = state.line_of.get(command.by)
    if line is None:
        return
    if isinstance(answer.outcome, Refusal):
        yield Cue(_refusal(catalogue, state.seats[command.by], answer.outcome), line, Tone.REFUSED)
    elif isinstance(command, do.JoinQueue) and not answer.outcome:
        yield _place(catalogue, state, command.by)
    elif isinstance(command, do.LeaveQueue) and not answer.outcome:
        yield Cue(catalogue.say("queue.not_in"), line)


def keys_of(catalogue: Catalogue, seat: Seat, line: str) -> Cue:
    """The codes of this seat's keypad, in words."""
    if seat.role is Role.REPORTER:
        return Cue(catalogue.say("queue.open"), line)
    if seat.role is Role.LISTENER:
        return Cue(catalogue.say("queue.not_for_you"), line)
    names = OFFICIAL_MENU if seat.role is Role.OFFICIAL else DESK_MENU
    lines = [
        catalogue.say(f"keypad.menu.{name}", key=catalogue.presses(code))
        for code, name in zip(CODES[seat.role], names, strict=True)
    ]
    return Cue(" ".join(lines), line)


DESK_MENU = (
    "open",
    "open_queue",
    "call_on",
    "take_question",
    "follow_up",
    "limit",
    "close_queue",
    "declare_event",
    "conclude",
)
OFFICIAL_MENU = ("take_floor", "green_room")
"""The catalogue's names of the codes, in the order of their keys."""


def confirm_conclusion(catalogue: Catalogue, line: str) -> Cue:
    """Asks for the second ``*9``."""
    return Cue(catalogue.say("keypad.done.confirm", key=catalogue.presses(CONCLUDE)), line)


def unknown_code(catalogue: Catalogue, line: str) -> Cue:
    """A code that stands for nothing on this phone."""
    return Cue(catalogue.say("keypad.unknown", key=catalogue.presses(SAY_KEYS)), line, Tone.REFUSED)


def _welcome(catalogue: Catalogue, state: State, line: str, seat: Seat) -> Iterator[Cue]:
    if state.phase is Phase.CONCLUDED:
        yield call_is_over(catalogue, line)
        return
    yield Cue(f"{catalogue.say('line.admitted')} {catalogue.ground_rules(state.ground_rules)}", line, Tone.JOINED)
    if state.phase is not Phase.WAITING:
        yield Cue(catalogue.say("line.under_way"), line)
    elif seat.id in state.green_room:
        yield Cue(catalogue.say("line.green_room"), line)
    else:
        yield Cue(catalogue.say("line.waiting"), line)


def _place(catalogue: Catalogue, state: State, seat: str) -> Cue:
    """The tone, and the place in words; a reporter who is up has no place and gets the tone alone."""
    place = state.position(seat)
    text = catalogue.say("queue.place", place=place) if place else ""
    return Cue(text, state.line_of.get(seat, ""), Tone.JOINED)


def _called(catalogue: Catalogue, state: State, number: int) -> Iterator[Cue]:
    """The announcement that must come before a line opens.

    The house makes it on the programme; where an operator is on the line, that person makes it and opens the line;
    where neither is wanted, the reporter alone is told.
    """
    question = state.questions[number - 1]
    seat = state.seats[question.seat]
    line = state.line_of.get(seat.id)
    if line is None or state.operator_present():
        return
    if not announces(state):
        yield Cue(catalogue.say("line.open"), line, then=Then.OPEN_QUESTION, question=number)
        return
    caller = catalogue.caller(seat.name.reveal(), seat.outlet)
    asked_before = any(q.seat == seat.id for q in state.questions[: number - 1])
    if question.number == 1:
        key = "question.first"
    elif state.remaining == 0:
        key = "question.last"
    else:
        key = "question.returning" if asked_before else "question.next"
    yield Cue(catalogue.say(key, caller=caller), then=Then.OPEN_QUESTION, question=number)


def _tone_to_reporter(state: State, number: int, tone: Tone) -> Iterator[Cue]:
    line = state.line_of.get(state.questions[number - 1].seat)
    if line is not None:
        yield Cue(line=line, tone=tone)


def _conclusion(catalogue: Catalogue, state: State) -> Iterator[Cue]:
    if announces(state):
        yield Cue(catalogue.conclusion(state.ground_rules, established(state)), then=Then.HANG_UP)
        return
    for line in state.lines:
        yield Cue(catalogue.say("call.concluded"), line, then=Then.HANG_UP)


def _refusal(catalogue: Catalogue, seat: Seat, refusal: Refusal) -> str:
    if refusal.rule is Rule.QUEUE_CLOSED and seat.role is Role.REPORTER:
        return catalogue.say("queue.closed")
    if refusal.rule in (Rule.TOO_EARLY, Rule.TOO_LATE) and seat.role is Role.REPORTER:
        return catalogue.say("queue.not_open")
    return catalogue.say("keypad.refused")
