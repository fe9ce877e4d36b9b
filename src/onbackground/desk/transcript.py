"""A transcript as its editors see it: turns, flags, who changed what. Pure, and guarded throughout."""

from __future__ import annotations

from collections.abc import Set

from msgspec import Struct
from msgspec.structs import replace

from ..attribution.flags import Reason
from ..briefing.state import State
from ..briefing.terms import Role
from ..record.events import RATE
from ..release.assembly import heard_on
from ..release.editing.draft import Piece, PrintedTurn, RaisedFlag
from ..release.editing.events import FlagKey, Place
from ..release.editing.headings import Kind as Heading
from .drafts import Standing
from .history import EditView, element_of, history


class TurnView(Struct, frozen=True):
    """A turn. ``id`` says where on the recording it begins and stays the same; ``number`` is its id in every form.

    ``recorded`` is the label of the line it came in on, ``on_line`` false for what the house itself announced.
    ``at`` is in seconds from the official start; ``seen`` the number of the last edit in it.
    """

    id: str
    number: str
    label: str
    recorded: str
    on_line: bool
    at: int
    track: str
    start: int
    end: int
    seen: int
    paragraphs: tuple[tuple[Piece, ...], ...]


class FlagView(Struct, frozen=True):
    """A flag in its guarded surroundings. ``settled`` is the number of the edit that settled it, 0 while it is open.

    ``turn`` is the id of its turn, which ends at the sample ``end_of_turn``; both are empty where it is in a
    ``heading``, which nobody said. ``aliased``: the guard put an alias there. ``seen`` goes with a decision on it.
    """

    key: FlagKey
    turn: str
    end_of_turn: int
    heading: Heading | None
    before: str
    printed: str
    after: str
    reason: Reason
    suggestion: str
    others: tuple[str, ...]
    aliased: bool
    settled: int
    seen: int

    @property
    def why(self) -> str:
        """What is to be settled, as the page words it."""
        said = self.reason is Reason.UNSURE and not self.aliased
        return "UNSURE_AS_SAID" if said else self.reason.name

    @property
    def id(self) -> str:
        """See :func:`flag_id`."""
        return flag_id(self.key)


def flag_id(key: FlagKey) -> str:
    """What tells a flag from others, as one word."""
    return f"flag-{key.place.track}-{key.place.start}-{key.place.end}-{key.reason.value}-{key.nth}"


class SpeakerView(Struct, frozen=True):
    """A label that a turn may be printed under, and a seat that has it: of several, as reporters, the first."""

    seat: str
    label: str


class VersionView(Struct, frozen=True):
    """A published version: when (milliseconds since the epoch), and what it says of itself."""

    number: int
    at: int
    note: str


class TranscriptView(Struct, frozen=True):
    """All there is to see of a transcript at one ``version`` of its edits; ``open`` flags keep it back.

    ``unclear`` is how many words were not heard clearly.

    Of what is published: its ``versions``, whether another or a withdrawal is ``under_way``, why it was ``withdrawn``.
    """

    briefing: str
    version: int
    title: str
    complete: bool
    lifted: bool
    published: bool
    versions: tuple[VersionView, ...]
    under_way: bool
    withdrawn: str
    may_settle: bool
    open: int
    unclear: int
    turns: tuple[TurnView, ...]
    flags: tuple[FlagView, ...]
    speakers: tuple[SpeakerView, ...]
    history: tuple[EditView, ...]

    @property
    def first_unclear(self) -> Place | None:
        """Where the first of the words is that were not heard clearly."""
        pieces = (piece for turn in self.turns for paragraph in turn.paragraphs for piece in paragraph)
        return next((piece.place for piece in pieces if piece.doubtful), None)


def transcript_view(briefing: str, state: State, standing: Standing, you: str) -> TranscriptView:
    """The view from this seat."""
    turns, releases = standing.draft.turns, standing.releases
    return TranscriptView(
        briefing=briefing,
        version=standing.edits.version,
        title=standing.guard(state.title).text,
        complete=standing.complete,
        lifted=state.lifted,
        published=bool(releases.versions),
        versions=tuple(VersionView(one.version, one.at, one.note) for one in releases.versions),
        under_way=releases.asked is not None,
        withdrawn=releases.withdrawn.reason if releases.withdrawn else "",
        may_settle=state.seats[you].role is Role.MODERATOR,
        open=len(standing.draft.open),
        unclear=sum(piece.doubtful for turn in turns for paragraph in turn.paragraphs for piece in paragraph),
        turns=tuple(_turn(index, turn, state, standing) for index, turn in enumerate(turns)),
        flags=tuple(_flag(raised, standing) for raised in standing.draft.flags),
        speakers=_speakers(state),
        history=history(state, standing),
    )


def attribution(state: State) -> tuple[str, ...]:
    """How everybody is cited and named now: level, phrases, aliases."""
    rules = state.ground_rules
    seats = (part for seat in state.seats.values() for part in (seat.alias, seat.phrase))
    return (rules.level.value, rules.phrase, *seats)


def _speakers(state: State) -> tuple[SpeakerView, ...]:
    """Those who may be heard on the call, each label once."""
    first: dict[tuple[str, str], SpeakerView] = {}
    for seat, speaker in heard_on(state).items():
        first.setdefault((speaker.label, speaker.role), SpeakerView(seat, speaker.label))
    return tuple(first.values())


def _turn(index: int, turn: PrintedTurn, state: State, standing: Standing) -> TurnView:
    opened = (state.opened_at or 0) // 1000
    open_here = {raised.key for raised in standing.draft.open if raised.turn == index}
    return TurnView(
        id=element_of(turn),
        number=turn.id,
        label=turn.label,
        recorded=turn.recorded,
        on_line=bool(turn.seat),
        at=max(0, turn.place.start // RATE - opened),
        track=turn.place.track,
        start=turn.place.start,
        end=turn.place.end,
        seen=standing.edits.last_at(turn.place),
        paragraphs=tuple(
            tuple(_with_flags(piece, open_here) if piece.flags else piece for piece in paragraph)
            for paragraph in turn.paragraphs
        ),
    )


def _with_flags(piece: Piece, these: Set[FlagKey]) -> Piece:
    return replace(piece, flags=tuple(key for key in piece.flags if key in these))


def _flag(raised: RaisedFlag, standing: Standing) -> FlagView:
    turn = standing.draft.turns[raised.turn] if raised.turn is not None else None
    return FlagView(
        key=raised.key,
        turn=element_of(turn) if turn else "",
        end_of_turn=turn.place.end if turn else 0,
        heading=raised.heading,
        before=raised.before,
        printed=raised.printed,
        after=raised.after,
        reason=raised.reason,
        suggestion=standing.guard(raised.suggestion).text,
        others=tuple(standing.guard(other).text for other in raised.others),
        aliased=raised.aliased,
        settled=raised.settled,
        seen=standing.edits.last_at(raised.key.place),
    )
