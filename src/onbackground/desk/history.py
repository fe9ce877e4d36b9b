"""Who changed what in a transcript, edit by edit. Pure, and guarded throughout."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct

from ..briefing.state import State
from ..release.assembly import aliases_of, heard_on
from ..release.editing.aliases import with_aliases
from ..release.editing.draft import PrintedTurn
from ..release.editing.edits import Edits
from ..release.editing.events import (
    Edit,
    FlagSettled,
    FlagsOverridden,
    Place,
    Ruling,
    SpeakerChanged,
    TakenBack,
    TurnCut,
    WordsConfirmed,
    WordsCorrected,
)
from .drafts import Standing


class Kind(enum.Enum):
    """What somebody did."""

    CORRECTED = "corrected"
    CONFIRMED = "confirmed"
    SPEAKER_CHANGED = "speaker changed"
    CUT = "cut"
    KEPT = "kept"
    REPLACED = "replaced"
    RESTORED = "restored"
    OVERRIDDEN = "overridden"
    TAKEN_BACK = "taken back"


class EditView(Struct, frozen=True):
    """One entry of who changed what. ``was`` and ``text`` are guarded; ``at`` is in milliseconds since the epoch.

    Where the speaker was changed those two are labels; where a turn was cut, ``was`` is the word before which it was.
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


def history(state: State, standing: Standing) -> tuple[EditView, ...]:
    """Every edit of a transcript, the first one first."""
    return tuple(_entry(number, event, state, standing) for number, event in enumerate(standing.edits.events, 1))


def element_of(turn: PrintedTurn) -> str:
    """The id of a turn on the page: where on the recording it begins, so that it stays the same."""
    return f"turn-{turn.place.track}-{turn.place.start}"


_KINDS: Final = {Ruling.KEEP: Kind.KEPT, Ruling.REPLACE: Kind.REPLACED, Ruling.RESTORE: Kind.RESTORED}


def _entry(number: int, event: Edit, state: State, standing: Standing) -> EditView:
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
        case SpeakerChanged(at=at, by=by, place=place, seat=seat):
            was, now, turn = (
                _label_before(number, place, state, standing),
                heard_on(state)[seat].label,
                _turn_of(place, standing),
            )
            return EditView(number, at, by, Kind.SPEAKER_CHANGED, stands, was, now, place=place, turn=turn)
        case TurnCut(at=at, by=by, place=place):
            was, turn = _printed_at(standing.unedited.turns, place), _turn_of(place, standing)
            return EditView(number, at, by, Kind.CUT, stands, was, place=place, turn=turn)
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


def _label_before(number: int, place: Place, state: State, standing: Standing) -> str:
    """The label of a turn that an edit of this number found; nothing where that turn is no more."""
    seat = Edits(standing.edits.events[: number - 1]).speaker_in(place)
    if seat:
        return heard_on(state)[seat].label
    turns = (*standing.draft.turns, *standing.unedited.turns)
    return next((turn.recorded for turn in turns if turn.place.overlaps(place)), "")


def _turn_of(place: Place, standing: Standing) -> str:
    """The id of the turn that a place is in; nothing for one in a heading."""
    turns = standing.draft.turns
    return next((element_of(turn) for turn in turns if turn.place.overlaps(place)), "")


def _printed_at(turns: tuple[PrintedTurn, ...], place: Place) -> str:
    """What is printed at a place; nothing for what was not heard word by word."""
    return " ".join(
        piece.text
        for turn in turns
        for paragraph in turn.paragraphs
        for piece in paragraph
        if piece.place is not None and piece.place.overlaps(place)
    )
