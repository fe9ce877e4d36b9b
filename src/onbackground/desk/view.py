"""A briefing as the moderator and the operator see it: what the page shows and the API returns. Pure."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ..briefing import commands as do
from ..briefing.embargo import Fact
from ..briefing.lift import missing
from ..briefing.passkeys import awaits_passkey, fingerprint, is_passkey
from ..briefing.refusals import Refusal
from ..briefing.routes import heard
from ..briefing.rules import refused
from ..briefing.state import Line, LineState, QuestionState, State
from ..briefing.statements import UNSIGNED
from ..briefing.terms import RETURN_MS, GroundRules, Phase, Role, Seat
from .captions import Caption
from .quality import LineQuality
from .wishes import Wish, command_for, wish


class RefusalView(Struct, frozen=True):
    """Why something changes nothing: the rule's name, what is not so, and what would be allowed instead."""

    rule: str
    sentence: str
    allowed: str


class Action(Struct, frozen=True):
    """A command that makes sense here. ``refused`` says why the rules would not have it now; null: they would."""

    command: Wish
    refused: RefusalView | None


class SeatView(Struct, frozen=True):
    """Who somebody is. ``name`` is null for officials on background: it is asked for one by one."""

    id: str
    role: Role
    alias: str
    name: str | None
    outlet: str
    agency: str
    phrase: str


class Whereabouts(enum.Enum):
    """Where a seat or a line is."""

    EXPECTED = "expected"
    """Not dialled in."""
    ASKED = "asked"
    """On the line, asked for the PIN."""
    ADMITTED = "admitted"
    HELD = "held"
    SCREENED = "screened"
    GREEN_ROOM = "green room"
    AWAY = "away"
    """Dropped; the place is kept for a minute."""
    REMOVED = "removed"


class LineView(Struct, frozen=True, kw_only=True):
    """A line, or a seat that is on none.

    ``line`` is empty for a seat without a line, ``seat`` is null for a line without a PIN. ``away_since`` and
    ``kept_until`` are milliseconds since the epoch. ``heard``: in the programme, just now.
    """

    line: str
    seat: SeatView | None
    whereabouts: Whereabouts
    tries: int = 0
    number_withheld: bool = False
    away_since: int | None = None
    kept_until: int | None = None
    muted: bool = False
    heard: bool = False
    has_floor: bool = False
    place: int | None = None
    quality: LineQuality | None = None
    actions: tuple[Action, ...] = ()


class QueueEntry(Struct, frozen=True):
    """Somebody who waits. ``present`` is false while their line has dropped and their place is kept."""

    place: int
    seat: str
    present: bool
    actions: tuple[Action, ...]


class QuestionView(Struct, frozen=True):
    """One question, by its number from 1."""

    number: int
    seat: str
    state: QuestionState
    follow_ups: int


class KeyKind(enum.Enum):
    """What an officer signs with."""

    NONE = "none"
    """Nothing: believed as the desk lets them in."""
    FILE = "file"
    PASSKEY = "passkey"
    AWAITED = "awaited"
    """A passkey that is not enrolled yet."""


class OfficerView(Struct, frozen=True):
    """An officer, what they sign with, and the fingerprint of that key (empty while there is none)."""

    seat: str
    key: KeyKind
    fingerprint: str


class BriefingView(Struct, frozen=True, kw_only=True):
    """All there is to see of a briefing at one ``version``, by the seat ``you`` are in.

    ``actions`` concern the call as a whole; those on one line stand with the line, those on a place in the queue
    with the place. ``remaining`` is how many more questions are called, null while nobody has said. ``signs``: this
    seat has a passkey; ``Declare``, ``BreakEmbargo`` and ``MoveEmbargo`` take its signature, and are shown as with one.
    """

    briefing: str
    version: int
    you: str
    title: str
    phase: Phase
    starts_at: int
    ground_rules: GroundRules
    awaited: tuple[Fact, ...]
    section: str
    lifted: bool
    announces: bool
    floor: str
    heard: tuple[str, ...]
    queue_open: bool
    queue: tuple[QueueEntry, ...]
    remaining: int | None
    question: QuestionView | None
    questions: tuple[QuestionView, ...]
    lines: tuple[LineView, ...]
    captions: tuple[Caption, ...]
    troubles: tuple[str, ...]
    actions: tuple[Action, ...]
    officers: tuple[OfficerView, ...]
    signs: bool


ROLE_ORDER: Final = list(Role)
GENERAL: Final = (
    wish("Open"),
    wish("OpenQueue"),
    wish("CallOn"),
    wish("OpenQuestion"),
    wish("TakeQuestion"),
    wish("AllowFollowUp"),
    wish("LimitQuestions", remaining=2),
    wish("LimitQuestions", remaining=1),
    wish("CloseQueue"),
    wish("UndoReorder"),
    wish("Conclude"),
)


def refusal_view(refusal: Refusal) -> RefusalView:
    """A refusal as it is shown."""
    return RefusalView(refusal.rule.name, refusal.rule.sentence, refusal.rule.allowed)


def view(
    briefing: str,
    state: State,
    you: str,
    at: int,
    qualities: Mapping[str, LineQuality] | None = None,
    captions: Sequence[Caption] = (),
    troubles: Sequence[str] = (),
) -> BriefingView:
    """The view of a convened briefing from this seat, at this time (milliseconds since the epoch)."""
    if state.phase is None:
        raise ValueError("a briefing that is not convened has no view")
    asking = _Asking(state, you, at)
    now_heard = heard(state)
    question = state.current()
    questions = tuple(QuestionView(q.number, q.seat, q.state, q.follow_ups) for q in state.questions)
    return BriefingView(
        briefing=briefing,
        version=state.version,
        you=you,
        title=state.title,
        phase=state.phase,
        starts_at=state.starts_at,
        ground_rules=state.ground_rules,
        awaited=missing(state),
        section=state.section,
        lifted=state.lifted,
        announces=state.announces and not state.operator_present(),
        floor=state.floor,
        heard=tuple(seat for seat in state.seats if seat in now_heard),
        queue_open=state.queue_open,
        queue=tuple(
            QueueEntry(place, seat, state.present(seat), asking.about_place(seat, place))
            for place, seat in enumerate(state.queue, 1)
        ),
        remaining=state.remaining,
        question=questions[question.number - 1] if question else None,
        questions=questions,
        lines=tuple(_lines(state, asking, now_heard, qualities or {})),
        captions=tuple(captions),
        troubles=tuple(troubles),
        actions=tuple(asking.action(asked) for asked in (*GENERAL, *_about_embargoes(state, you))),
        officers=tuple(_officer(seat) for seat in state.seats.values() if state.is_officer(seat.id)),
        signs=is_passkey(state.seats[you].key),
    )


def _officer(seat: Seat) -> OfficerView:
    if not seat.key:
        return OfficerView(seat.id, KeyKind.NONE, "")
    if awaits_passkey(seat.key):
        return OfficerView(seat.id, KeyKind.AWAITED, "")
    return OfficerView(seat.id, KeyKind.PASSKEY if is_passkey(seat.key) else KeyKind.FILE, fingerprint(seat.key))


def _about_embargoes(state: State, you: str) -> Iterator[Wish]:
    """Declare what is waited for and you have not said yet, begin and end the sections."""
    for fact in missing(state):
        if you not in state.declarations.get(fact, ()):
            yield wish("Declare", fact=fact)
    for section in state.ground_rules.sections:
        if section.id != state.section:
            yield wish("BeginSection", section=section.id)
    if state.section:
        yield wish("EndSection")


def _lines(
    state: State, asking: _Asking, now_heard: frozenset[str], qualities: Mapping[str, LineQuality]
) -> list[LineView]:
    """Every seat in the order of the roles, then the lines without a seat."""
    rows = []
    for seat in sorted(state.seats.values(), key=lambda seat: ROLE_ORDER.index(seat.role)):
        line = state.lines.get(state.line_of.get(seat.id, ""))
        away = state.away_since.get(seat.id)
        rows.append(
            LineView(
                line=line.id if line else "",
                seat=seat_view(seat),
                whereabouts=_whereabouts(state, seat, line),
                number_withheld=line.number_withheld if line else False,
                away_since=away,
                kept_until=away + RETURN_MS if away is not None else None,
                muted=seat.id in state.muted,
                heard=seat.id in now_heard,
                has_floor=seat.id == state.floor,
                place=state.position(seat.id),
                quality=qualities.get(line.id) if line else None,
                actions=asking.about_seat(seat, line),
            )
        )
    return rows + [
        LineView(
            line=line.id,
            seat=None,
            whereabouts=Whereabouts.ASKED,
            tries=line.tries,
            number_withheld=line.number_withheld,
            quality=qualities.get(line.id),
            actions=(asking.action(wish("Remove", line=line.id)),),
        )
        for line in state.lines.values()
        if not line.seat
    ]


def seat_view(seat: Seat) -> SeatView:
    """Who somebody is, without the name of an official on background."""
    hidden = seat.role is Role.OFFICIAL and not seat.named
    return SeatView(
        seat.id, seat.role, seat.alias, None if hidden else seat.name.reveal(), seat.outlet, seat.agency, seat.phrase
    )


def _whereabouts(state: State, seat: Seat, line: Line | None) -> Whereabouts:
    if seat.id in state.barred:
        return Whereabouts.REMOVED
    if line is None:
        return Whereabouts.AWAY if seat.id in state.away_since else Whereabouts.EXPECTED
    if line.state is LineState.ADMITTED and seat.id in state.green_room:
        return Whereabouts.GREEN_ROOM
    return Whereabouts(line.state.value)


class _Asking:
    """One seat that could ask for things, now."""

    def __init__(self, state: State, by: str, at: int) -> None:
        self._state = state
        self._by = by
        self._at = at
        self._signs = is_passkey(state.seats[by].key)

    def action(self, asked: Wish) -> Action:
        """What the rules say to this wish."""
        command = command_for(asked, self._at, self._by)
        if isinstance(command, do.Signed) and self._signs:
            command = replace(command, signature=UNSIGNED)
        refusal = refused(self._state, command)
        return Action(asked, refusal_view(refusal) if refusal else None)

    def about_place(self, seat: str, place: int) -> tuple[Action, ...]:
        """Call on this reporter, or move them up or down by one."""
        wishes = [wish("CallOn", seat=seat)]
        if place > 1:
            wishes.append(wish("Reorder", seat=seat, place=place - 1))
        if place < len(self._state.queue):
            wishes.append(wish("Reorder", seat=seat, place=place + 1))
        return tuple(self.action(asked) for asked in wishes)

    def about_seat(self, seat: Seat, line: Line | None) -> tuple[Action, ...]:
        """What can be done with somebody: nothing with the moderator, less with those who never speak."""
        if seat.role is Role.MODERATOR or line is None:
            return ()
        wishes = []
        if seat.role is Role.OFFICIAL:
            wishes.append(wish("GiveFloor", seat=seat.id))
        if seat.role is Role.REPORTER:
            wishes.append(wish("CallOn", seat=seat.id))
        if seat.role is not Role.LISTENER:
            wishes.append(wish("Unmute" if seat.id in self._state.muted else "Mute", seat=seat.id))
        if line.state is not LineState.SCREENED and seat.role in (Role.REPORTER, Role.LISTENER):
            wishes.append(wish("Screen", line=line.id))
        wishes.append(wish("Hold" if line.state is LineState.ADMITTED else "Release", line=line.id))
        wishes.append(wish("Remove", line=line.id))
        return tuple(self.action(asked) for asked in wishes)
