"""A transcript as its editors see it: turns, flags, who changed what. Pure, and guarded throughout."""

from __future__ import annotations

import enum
from collections.abc import Set

from msgspec import Struct
from msgspec.structs import replace

from ..attribution.flags import Reason
from ..briefing.state import State
from ..briefing.terms import Role
from ..record.events import RATE
from ..release.assembly import aliases_of
from ..release.editing.aliases import with_aliases
from ..release.editing.draft import Piece, PrintedTurn, RaisedFlag
from ..release.editing.edits import Edits
from ..release.editing.events import (
    Edit,
    FlagKey,
    FlagSettled,
    FlagsOverridden,
    Place,
    Ruling,
    TakenBack,
    WordsConfirmed,
    WordsCorrected,
)
from ..release.editing.headings import Kind as Heading
from ..transcript.document import turn_id
from .drafts import Standing


class TurnView(Struct, frozen=True):
    """A turn. ``id`` says where on the recording it begins and stays the same; ``number`` is that of the page.

    ``at`` is in seconds from the official start; ``seen`` the number of the last edit in it.
    """

    id: str
    number: str
    label: str
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


class Kind(enum.Enum):
    """What somebody did."""

    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    KEPT = "kept"
    REPLACED = "replaced"
    RESTORED = "restored"
    OVERRIDDEN = "overridden"
    TAKEN_BACK = "taken back"


class EditView(Struct, frozen=True):
    """One entry of who changed what. ``was`` and ``text`` are guarded; ``at`` is in milliseconds since the epoch.

    ``stands`` is false when it was taken back; ``place`` is where it changed something, in the turn with the id
    ``turn`` (empty where that is none), ``of`` the entry taken back.
    """

    number: int
    at: int
    by: str
    kind: Kind
    stands: bool
    was: str = ""
    text: str = ""
    changes_meaning: bool = False
    place: Place | None = None
    turn: str = ""
    of: int = 0


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
        turns=tuple(_turn(number, turn, state, standing) for number, turn in enumerate(turns, 1)),
        flags=tuple(_flag(raised, standing) for raised in standing.draft.flags),
        history=tuple(_edit(number, event, state, standing) for number, event in enumerate(standing.edits.events, 1)),
    )


def _turn(number: int, turn: PrintedTurn, state: State, standing: Standing) -> TurnView:
    opened = (state.opened_at or 0) // 1000
    open_here = {raised.key for raised in standing.draft.open if raised.turn == number - 1}
    return TurnView(
        id=_id(turn),
        number=turn_id(number),
        label=turn.label,
        at=max(0, turn.start // RATE - opened),
        track=turn.track,
        start=turn.start,
        end=turn.end,
        seen=standing.edits.last_at(Place(turn.track, turn.start, turn.end)),
        paragraphs=tuple(
            tuple(_with_flags(piece, open_here) if piece.flags else piece for piece in paragraph)
            for paragraph in turn.paragraphs
        ),
    )


def _with_flags(piece: Piece, these: Set[FlagKey]) -> Piece:
    return replace(piece, flags=tuple(key for key in piece.flags if key in these))


def _id(turn: PrintedTurn) -> str:
    return f"turn-{turn.track}-{turn.start}"


def _flag(raised: RaisedFlag, standing: Standing) -> FlagView:
    turn = standing.draft.turns[raised.turn] if raised.turn is not None else None
    return FlagView(
        key=raised.key,
        turn=_id(turn) if turn else "",
        end_of_turn=turn.end if turn else 0,
        heading=raised.heading,
        before=raised.before,
        printed=raised.printed,
        after=raised.after,
        reason=raised.reason,
        suggestion=standing.guard(raised.suggestion).text,
        aliased=raised.aliased,
        settled=raised.settled,
        seen=standing.edits.last_at(raised.key.place),
    )


_KINDS = {Ruling.KEEP: Kind.KEPT, Ruling.REPLACE: Kind.REPLACED, Ruling.RESTORE: Kind.RESTORED}


def _edit(number: int, event: Edit, state: State, standing: Standing) -> EditView:
    def shown(text: str) -> str:
        return standing.guard(with_aliases(text, aliases_of(state))).text

    stands = number in standing.edits.standing
    match event:
        case WordsCorrected(at=at, by=by, place=place, text=text, changes_meaning=meaning):
            before = _corrected_before(number, place, standing.edits)
            was = shown(before.text) if before else _printed_at(standing.unedited.turns, place)
            turn = _turn_of(place, standing)
            return EditView(number, at, by, Kind.CORRECTED, stands, was, shown(text), meaning, place, turn)
        case WordsConfirmed(at=at, by=by, place=place):
            was, turn = _printed_at(standing.unedited.turns, place), _turn_of(place, standing)
            return EditView(number, at, by, Kind.CONFIRMED, stands, was, place=place, turn=turn)
        case FlagSettled(at=at, by=by, flag=flag, ruling=ruling, text=text):
            raised = standing.unedited.flag(flag)
            was = raised.printed if raised else _printed_at(standing.unedited.turns, flag.place)
            now = _printed_at(standing.draft.turns, flag.place) if ruling is Ruling.RESTORE and stands else shown(text)
            turn = _turn_of(flag.place, standing)
            return EditView(number, at, by, _KINDS[ruling], stands, was, now, place=flag.place, turn=turn)
        case FlagsOverridden(at=at, by=by, reason=reason):
            return EditView(number, at, by, Kind.OVERRIDDEN, stands, text=shown(reason))
        case TakenBack(at=at, by=by, event=of):
            return EditView(number, at, by, Kind.TAKEN_BACK, stands=True, of=of)


def _corrected_before(number: int, place: Place, edits: Edits) -> WordsCorrected | None:
    """The correction that an edit of this number found at a place; None where it found what was heard."""
    earlier = edits.events[: number - 1]
    gone = {event.event for event in earlier if isinstance(event, TakenBack)}
    for before in range(len(earlier), 0, -1):
        event = earlier[before - 1]
        if isinstance(event, WordsCorrected) and event.place == place and before not in gone:
            return event
    return None


def _turn_of(place: Place, standing: Standing) -> str:
    """The id of the turn that a place is in; nothing for one in a heading."""
    turns = standing.draft.turns
    return next((_id(turn) for turn in turns if Place(turn.track, turn.start, turn.end).overlaps(place)), "")


def _printed_at(turns: tuple[PrintedTurn, ...], place: Place) -> str:
    """What is printed at a place; nothing for what was not heard word by word."""
    return " ".join(
        piece.text
        for turn in turns
        for paragraph in turn.paragraphs
        for piece in paragraph
        if piece.place is not None and piece.place.overlaps(place)
    )
