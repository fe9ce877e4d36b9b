"""Where a briefing stands, as the fold of its events: :func:`evolve` is the only thing that changes a state."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from msgspec import Struct
from msgspec.structs import replace

from . import events as ev
from .embargo import Clock, Conclusion, Condition, Fact, Section
from .terms import Fillers, GroundRules, Phase, Role, Seat


class LineState(enum.Enum):
    """What a line is doing. A line that ended is no longer in the state."""

    ASKED = "asked"
    """Not admitted: it is asked for its PIN, hears prompts only and sends nothing."""
    ADMITTED = "admitted"
    SCREENED = "screened"
    HELD = "held"


class Line(Struct, frozen=True):
    """A telephone call. ``seat`` is empty until a PIN was right."""

    id: str
    state: LineState = LineState.ASKED
    seat: str = ""
    tries: int = 0
    number_withheld: bool = False


class QuestionState(enum.Enum):
    """How far a question has come."""

    CALLED = "called"
    """The reporter is up and being announced; their line is still closed."""
    OPEN = "open"
    """The reporter's line is open."""
    ANSWERING = "answering"
    """The line is closed again; officials answer."""
    SUSPENDED = "suspended"
    """The reporter must wait and is called again before others."""
    CLOSED = "closed"


UP: Final = (QuestionState.CALLED, QuestionState.OPEN)
"""The states in which a reporter is up."""


class Question(Struct, frozen=True):
    """One turn at asking; a follow-up belongs to it."""

    number: int
    seat: str
    state: QuestionState = QuestionState.CALLED
    follow_ups: int = 0


class State(Struct, frozen=True, kw_only=True):
    """A briefing at one moment. ``version`` counts its events; ``phase`` is None before it is convened."""

    version: int = 0
    phase: Phase | None = None
    title: str = ""
    starts_at: int = 0
    opened_at: int | None = None
    concluded_at: int | None = None
    announces: bool = True
    fillers: Fillers = Fillers.PUBLISHED
    ground_rules: GroundRules = GroundRules()
    seats: Mapping[str, Seat] = {}
    lines: Mapping[str, Line] = {}
    line_of: Mapping[str, str] = {}
    """Seat to the line it is on now."""
    away_since: Mapping[str, int] = {}
    """Seat to the moment its line dropped, while its place is kept."""
    barred: frozenset[str] = frozenset()
    muted: frozenset[str] = frozenset()
    green_room: frozenset[str] = frozenset()
    floor: str = ""
    queue_open: bool = False
    queue: tuple[str, ...] = ()
    reorders: tuple[ev.QueueReordered, ...] = ()
    """Changes of order that can still be undone, latest last."""
    questions: tuple[Question, ...] = ()
    remaining: int | None = None
    """How many more questions are called; None while nobody has said."""
    section: str = ""
    """The section being spoken; empty when what is said belongs to the call as a whole."""
    declarations: Mapping[Fact, tuple[str, ...]] = {}
    """Each fact to the officers who declared it, first to last."""
    reached: frozenset[Clock] = frozenset()
    moves: Mapping[tuple[str, Condition], tuple[str, ...]] = {}
    """Each embargo that somebody asked for, by section, to the officers who did."""
    moves_made: int = 0
    """How often an embargo was moved. A signature is for one move only, and so for one such number."""
    lifts: frozenset[str] = frozenset()
    """The sections that may be published; empty stands for all that is in no section."""

    @property
    def lifted(self) -> bool:
        """Whether the record may be published, sections apart."""
        return "" in self.lifts

    def embargo_of(self, section: str) -> Condition:
        """The embargo of a section, or with an empty name of the call as a whole. Raises KeyError."""
        if not section:
            return self.ground_rules.embargo
        return {one.id: one.embargo for one in self.ground_rules.sections}[section]

    def is_officer(self, seat: str) -> bool:
        """Whether this seat may declare facts."""
        officers = self.ground_rules.quorum.officers
        return seat in officers if officers else self.seats[seat].role in (Role.MODERATOR, Role.OPERATOR)

    def must_sign(self, seat: str) -> bool:
        """Whether what this seat declares counts only with its signature."""
        return seat in self.seats and bool(self.seats[seat].key)

    def has_key(self, key: str) -> bool:
        """Whether a seat has this key already."""
        return any(seat.key.split()[:1] == key.split()[:1] for seat in self.seats.values() if seat.key)

    def sections_are_settled(self) -> bool:
        """Whether a section could no longer be added: one officer without a key alone might lift it then."""
        return self.ground_rules.quorum.needed > 1 or any(map(self.must_sign, filter(self.is_officer, self.seats)))

    def has_desk(self, seat: str) -> bool:
        """Whether this seat works at a desk."""
        return self.seats[seat].role in (Role.MODERATOR, Role.OPERATOR) or self.is_officer(seat)

    def seat_on(self, line: str) -> Seat | None:
        """The seat that is on this line."""
        known = self.lines.get(line)
        return self.seats.get(known.seat) if known else None

    def present(self, seat: str) -> bool:
        """Whether this seat is on a line."""
        return seat in self.line_of

    def officials(self) -> tuple[Seat, ...]:
        """The officials in the order of their remarks."""
        return tuple(seat for seat in self.seats.values() if seat.role is Role.OFFICIAL)

    def current(self) -> Question | None:
        """The question that is up or being answered: the latest that is neither suspended nor closed."""
        for question in reversed(self.questions):
            if question.state not in (QuestionState.SUSPENDED, QuestionState.CLOSED):
                return question
        return None

    def suspended(self) -> Question | None:
        """The reporter to be called again: the earliest suspended question whose reporter is present."""
        for question in self.questions:
            if question.state is QuestionState.SUSPENDED and self.present(question.seat):
                return question
        return None

    def question(self, number: int) -> Question | None:
        """The question with this number, counted from 1."""
        return self.questions[number - 1] if 0 < number <= len(self.questions) else None

    def position(self, seat: str) -> int | None:
        """A seat's place in the queue, 1 being the next; None when it does not wait."""
        return self.queue.index(seat) + 1 if seat in self.queue else None

    def operator_present(self) -> bool:
        """Whether a person with the operator's seat is on a line."""
        return any(self.seats[seat].role is Role.OPERATOR for seat in self.line_of)


def fold(events: Iterable[ev.AnyEvent], state: State | None = None) -> State:
    """The state after these events."""
    state = state or State()
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: ev.AnyEvent) -> State:
    """The state after this event. Total: an event is a fact and is never refused."""
    changed = _apply(state, event)
    return replace(changed, version=state.version + 1)


def _apply(state: State, event: ev.AnyEvent) -> State:
    match event:
        case ev.Convened():
            return replace(
                state,
                phase=Phase.WAITING,
                title=event.title,
                ground_rules=event.ground_rules,
                seats={seat.id: seat for seat in event.seats},
                starts_at=event.starts_at,
                announces=event.announces,
                fillers=event.fillers,
            )
        case ev.SeatAdded(seat=seat):
            return replace(state, seats={**state.seats, seat.id: seat})
        case ev.GroundRulesChanged(level=level, phrase=phrase):
            return replace(state, ground_rules=replace(state.ground_rules, level=level, phrase=phrase))
        case ev.AttributionSettled(seat=id_, alias=alias, phrase=phrase):
            settled = replace(state.seats[id_], alias=alias, phrase=phrase)
            return replace(state, seats={**state.seats, id_: settled})
        case ev.PasskeyEnrolled(by=id_, key=passkey):
            return replace(state, seats={**state.seats, id_: replace(state.seats[id_], key=passkey)})

        case ev.LineRang(line=line, number_withheld=withheld):
            return _set_line(state, Line(line, number_withheld=withheld))
        case ev.PinRefused(line=line, tries=tries):
            return _set_line(state, replace(state.lines[line], tries=tries))
        case ev.LineAdmitted(line=line, seat=seat_id) | ev.LineReturned(line=line, seat=seat_id):
            return _seated(state, line, seat_id)
        case ev.LineScreened(line=line):
            return _set_line(state, replace(state.lines[line], state=LineState.SCREENED))
        case ev.LineHeld(line=line):
            return _set_line(state, replace(state.lines[line], state=LineState.HELD))
        case ev.LineReleased(line=line):
            return _set_line(state, replace(state.lines[line], state=LineState.ADMITTED))
        case ev.LineDropped(line=line, at=at):
            return _line_gone(state, line, kept_since=at)
        case ev.LineLetGo(line=line):
            return _line_gone(state, line)
        case ev.LineRemoved(line=line):
            return _removed(state, line)
        case ev.PlaceLapsed(seat=seat_id):
            kept = {seat: since for seat, since in state.away_since.items() if seat != seat_id}
            return replace(state, away_since=kept, queue=_without(state.queue, seat_id))

        case ev.Opened(at=at):
            return replace(state, phase=Phase.REMARKS, opened_at=at, green_room=frozenset())
        case ev.FloorGiven(seat=seat_id):
            return replace(state, floor=seat_id, green_room=state.green_room - {seat_id})
        case ev.Muted(seat=seat_id):
            return replace(state, muted=state.muted | {seat_id})
        case ev.Unmuted(seat=seat_id):
            return replace(state, muted=state.muted - {seat_id})
        case ev.GreenRoomEntered(seat=seat_id):
            return replace(state, green_room=state.green_room | {seat_id})
        case ev.GreenRoomLeft(seat=seat_id):
            return replace(state, green_room=state.green_room - {seat_id})

        case ev.QueueOpened():
            return replace(state, phase=Phase.QUESTIONS, queue_open=True)
        case ev.QueueJoined(seat=seat_id):
            return replace(state, queue=(*state.queue, seat_id))
        case ev.QueueLeft(seat=seat_id):
            return replace(state, queue=_without(state.queue, seat_id))
        case ev.QueueReordered(after=after):
            return replace(state, queue=after, reorders=(*state.reorders, event))
        case ev.ReorderUndone(after=after):
            return replace(state, queue=after, reorders=state.reorders[:-1])

        case ev.QuestionCalled(question=number, seat=seat_id, again=again):
            return _called(state, number, seat_id, again)
        case ev.QuestionOpened(question=number):
            return _set_question(state, number, QuestionState.OPEN)
        case ev.QuestionTaken(question=number):
            return _set_question(state, number, QuestionState.ANSWERING)
        case ev.FollowUpAllowed(question=number):
            follow_ups = state.questions[number - 1].follow_ups + 1
            return _set_question(state, number, QuestionState.OPEN, follow_ups)
        case ev.QuestionSuspended(question=number):
            return _set_question(state, number, QuestionState.SUSPENDED)
        case ev.QuestionReopened(question=number, seat=seat_id):
            return replace(_set_question(state, number, QuestionState.ANSWERING), floor=seat_id)
        case ev.QuestionClosed(question=number):
            return _set_question(state, number, QuestionState.CLOSED)
        case ev.QuestionsLimited(remaining=remaining):
            return replace(state, remaining=remaining)
        case ev.QueueClosed():
            return replace(state, queue_open=False)

        case ev.Concluded(at=at, by=by):
            concluded = replace(state, phase=Phase.CONCLUDED, concluded_at=at, queue_open=False, section="")
            return concluded if state.must_sign(by) else _declared(concluded, Conclusion(), by)

        case ev.SectionAdded(section=section):
            return _set_sections(state, (*state.ground_rules.sections, section))
        case ev.SectionBegun(section=section_id):
            return replace(state, section=section_id)
        case ev.SectionEnded():
            return replace(state, section="")
        case ev.FactDeclared(fact=fact, by=by):
            return _declared(state, fact, by)
        case ev.ClockReached(clock=clock):
            return replace(state, reached=state.reached | {clock})
        case ev.EmbargoMoveAsked(section=section_id, embargo=embargo, by=by):
            key = (section_id, embargo)
            return replace(state, moves={**state.moves, key: (*state.moves.get(key, ()), by)})
        case ev.EmbargoMoved(section=section_id, after=after):
            return _moved(state, section_id, after)
        case ev.EmbargoLifted(section=section_id):
            return replace(state, lifts=state.lifts | {section_id})
        case _:
            assert_never(event)


def _declared(state: State, fact: Fact, by: str) -> State:
    """Whoever is no officer concludes, but declares nothing by it."""
    officers = state.declarations.get(fact, ())
    if by in officers or by not in state.seats or not state.is_officer(by):
        return state
    return replace(state, declarations={**state.declarations, fact: (*officers, by)})


def _moved(state: State, section: str, embargo: Condition) -> State:
    moves = {key: officers for key, officers in state.moves.items() if key[0] != section}
    state = replace(state, moves=moves, moves_made=state.moves_made + 1)
    if not section:
        return replace(state, ground_rules=replace(state.ground_rules, embargo=embargo))
    moved = (replace(one, embargo=embargo) if one.id == section else one for one in state.ground_rules.sections)
    return _set_sections(state, tuple(moved))


def _set_sections(state: State, sections: tuple[Section, ...]) -> State:
    return replace(state, ground_rules=replace(state.ground_rules, sections=sections))


def _set_line(state: State, line: Line) -> State:
    return replace(state, lines={**state.lines, line.id: line})


def _seated(state: State, line: str, seat: str) -> State:
    admitted = replace(state.lines[line], state=LineState.ADMITTED, seat=seat)
    away = {other: since for other, since in state.away_since.items() if other != seat}
    in_green_room = state.seats[seat].role in (Role.MODERATOR, Role.OFFICIAL) and state.phase is Phase.WAITING
    return replace(
        _set_line(state, admitted),
        line_of={**state.line_of, seat: line},
        away_since=away,
        green_room=state.green_room | {seat} if in_green_room else state.green_room,
    )


def _line_gone(state: State, line: str, kept_since: int | None = None) -> State:
    gone = state.lines[line]
    lines = {id_: other for id_, other in state.lines.items() if id_ != line}
    state = replace(state, lines=lines)
    if state.line_of.get(gone.seat) != line:
        return state
    line_of = {seat: other for seat, other in state.line_of.items() if seat != gone.seat}
    state = replace(state, line_of=line_of, green_room=state.green_room - {gone.seat})
    if kept_since is not None:
        state = replace(state, away_since={**state.away_since, gone.seat: kept_since})
    return state


def _removed(state: State, line: str) -> State:
    seat = state.lines[line].seat
    state = _line_gone(state, line)
    return replace(state, barred=state.barred | {seat}, queue=_without(state.queue, seat)) if seat else state


def _called(state: State, number: int, seat: str, again: bool) -> State:
    if again:
        return _set_question(state, number, QuestionState.CALLED)
    return replace(
        state,
        questions=(*state.questions, Question(number, seat)),
        queue=_without(state.queue, seat),
        remaining=None if state.remaining is None else max(0, state.remaining - 1),
    )


def _set_question(state: State, number: int, to: QuestionState, follow_ups: int | None = None) -> State:
    asked = state.questions[number - 1]
    asked = replace(asked, state=to, follow_ups=asked.follow_ups if follow_ups is None else follow_ups)
    return replace(state, questions=(*state.questions[: number - 1], asked, *state.questions[number:]))


def _without(queue: tuple[str, ...], seat: str) -> tuple[str, ...]:
    return tuple(other for other in queue if other != seat)
