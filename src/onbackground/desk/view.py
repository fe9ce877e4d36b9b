"""A briefing as the moderator and the operator see it: what the page shows and the API returns. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..briefing.embargo import Fact
from ..briefing.lift import missing
from ..briefing.passkeys import is_passkey
from ..briefing.routes import heard
from ..briefing.state import QuestionState, State
from ..briefing.terms import GroundRules, Phase
from .actions import Action, Asking
from .captions import Caption
from .lines import LineView, line_views
from .people import OfficerView, officer_view
from .quality import LineQuality


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
    asking = Asking(state, you, at)
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
        lines=tuple(line_views(state, asking, now_heard, qualities or {})),
        captions=tuple(captions),
        troubles=tuple(troubles),
        actions=asking.about_call(),
        officers=tuple(officer_view(seat) for seat in state.seats.values() if state.is_officer(seat.id)),
        signs=is_passkey(state.seats[you].key),
    )
