"""Whether an edit may be made: a wish becomes an event, or is refused with the reason."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final, assert_never

from msgspec import Struct

from ...attribution.flags import Reason
from ...briefing.terms import Role
from ...record.turns import Speaker
from ...transcript.style import as_typeset
from .aliases import is_printable, one_line, with_references
from .draft import Draft, Piece
from .edits import Edits
from .events import (
    Edit,
    FlagKey,
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

LONGEST_TEXT: Final = 2000


class Refused(enum.Enum):
    """Why an edit is not made; the value says it in one sentence."""

    STALE = "Somebody has changed this meanwhile: look at it as it is now, and decide again."
    PUBLISHED = "The transcript is published: it is changed by a correction only, with its reason."
    NOT_PUBLISHED = "Nothing of this briefing is published yet: until then it is edited."
    WITHDRAWN = "The transcript is withdrawn."
    UNDER_WAY = "Another version is on its way: correct that one when it is published."
    NOT_YOURS_TO_RELEASE = "Only the moderator corrects what is published, or withdraws it."
    NEEDS_REASON = "Give the reason: it is published."
    CLOSED = "What was said is closed until its officers open it: nothing is changed before."
    FLAGGED = "The guard flags these words: use others."
    FLAGGED_THEN = "The guard would flag what is said there then: correct those words first."
    NOT_YOURS = "Only the moderator settles flags and overrides them."
    NOT_YOURS_TO_ATTRIBUTE = "Only the moderator says who speaks, and where a turn is cut."
    NO_SUCH_WORDS = "There are no such words: choose whole words of one paragraph."
    CUTS_A_CORRECTION = "That is part of an earlier correction: choose all of its words, or undo it first."
    NOT_PRINTABLE = "Write one line with its brackets in pairs, none empty or within another, and without ~~."
    NOTHING_CHANGES = "That is what is printed already."
    NOT_UNCLEAR = "None of these words is marked as unclear."
    NO_SUCH_TURN = "There is no such turn on anybody's line: look at it as it is now, and decide again."
    NOT_ON_THE_CALL = "Nobody of that name speaks on this call: choose one of those who do."
    NOTHING_BEFORE = "Its turn begins with that word: choose the word from which somebody else speaks."
    ATTRIBUTED_SINCE = "Who speaks there was changed since: take that back first."
    NO_SUCH_FLAG = "There is no such flag, or it is settled."
    NOT_A_NAME = "Only what became an alias can be put back as it was said."
    NO_REASON = "Give the reason: it is kept with the override."
    NOTHING_OPEN = "No flag is open."
    NO_SUCH_EDIT = "There is no such edit, or it was taken back."


class CorrectWords(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Let the words at a place read ``text``; empty: take them out."""

    seen: int
    place: Place
    text: str = ""
    changes_meaning: bool = False


class ConfirmWords(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Say that the unclear words at a place were heard, and are as they are printed."""

    seen: int
    place: Place


class ChangeSpeaker(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Let the turn that is all at this place be what this seat said."""

    seen: int
    place: Place
    seat: str


class CutTurn(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Cut a turn in two before the words at this place."""

    seen: int
    place: Place


class SettleFlag(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Settle one flag; ``text`` is what is to stand there when the ruling is to replace."""

    seen: int
    flag: FlagKey
    ruling: Ruling
    text: str = ""


class OverrideFlags(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Let the transcript be published although ``open`` flags are open, for a reason."""

    open: int
    reason: str


class TakeBack(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Undo the edit of this number."""

    event: int


Wish = CorrectWords | ConfirmWords | ChangeSpeaker | CutTurn | SettleFlag | OverrideFlags | TakeBack
"""What may be asked for. ``seen`` is the number of the last edit there that the asker had before their eyes."""


Amendment = CorrectWords | ChangeSpeaker | CutTurn
"""What may be asked for of what is published, too."""


class Grounds(Struct, frozen=True):
    """What is decided on: the edits so far, the transcript they make, and who asks.

    ``aliases`` are the aliases by seat, ``speakers`` those who may be heard on the call.
    """

    edits: Edits
    draft: Draft
    aliases: Mapping[str, str]
    speakers: Mapping[str, Speaker]
    by: str
    role: Role


def decide(wish: Wish, grounds: Grounds, at: int) -> Edit | Refused:
    """The event that fulfils a wish at this time (milliseconds since the epoch), or why there is none.

    An edit is stale when what it is about has changed since ``seen``; what changed elsewhere does not matter.
    """
    match wish:
        case CorrectWords():
            return _correct(wish, grounds, at)
        case ConfirmWords():
            return _confirm(wish, grounds, at)
        case ChangeSpeaker():
            return _change_speaker(wish, grounds, at)
        case CutTurn():
            return _cut_turn(wish, grounds, at)
        case SettleFlag():
            return _settle(wish, grounds, at)
        case OverrideFlags():
            return _override(wish, grounds, at)
        case TakeBack():
            return _take_back(wish, grounds, at)
        case _:
            assert_never(wish)


def _correct(wish: CorrectWords, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.edits.touched_since(wish.seen, wish.place):
        return Refused.STALE
    text = _typed(wish.text, grounds)
    if text is None:
        return Refused.NOT_PRINTABLE
    about = _words_at(wish.place, grounds.draft)
    if isinstance(about, Refused):
        return about
    printed = _typed(" ".join(piece.text for piece in about), grounds)
    if text == printed and not any(piece.correction for piece in about):
        return Refused.NOTHING_CHANGES
    return WordsCorrected(at=at, by=grounds.by, place=wish.place, text=text, changes_meaning=wish.changes_meaning)


def _confirm(wish: ConfirmWords, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.edits.touched_since(wish.seen, wish.place):
        return Refused.STALE
    about = _words_at(wish.place, grounds.draft)
    if isinstance(about, Refused):
        return about
    if not any(piece.doubtful for piece in about):
        return Refused.NOT_UNCLEAR
    return WordsConfirmed(at=at, by=grounds.by, place=wish.place)


def _words_at(place: Place, draft: Draft) -> list[Piece] | Refused:
    """The printed words that are just at this place, with all of each correction among them."""
    for turn in draft.turns:
        for paragraph in turn.paragraphs:
            about = [piece for piece in paragraph if piece.place and piece.place.overlaps(place)]
            places = [piece.place for piece in about if piece.place]
            if not places:
                continue
            if any(piece.correction and not place.holds(here) for piece, here in zip(about, places, strict=True)):
                return Refused.CUTS_A_CORRECTION
            if (places[0].start, places[-1].end) != (place.start, place.end):
                return Refused.NO_SUCH_WORDS
            return about
    return Refused.NO_SUCH_WORDS


def _change_speaker(wish: ChangeSpeaker, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.role is not Role.MODERATOR:
        return Refused.NOT_YOURS_TO_ATTRIBUTE  # who speaks decides what is flagged
    if grounds.edits.touched_since(wish.seen, wish.place):
        return Refused.STALE
    turn = next((turn for turn in grounds.draft.turns if turn.place == wish.place and turn.seat), None)
    if turn is None:
        return Refused.NO_SUCH_TURN
    speaker = grounds.speakers.get(wish.seat)
    if speaker is None:
        return Refused.NOT_ON_THE_CALL
    if (speaker.label, speaker.role) == (turn.label, turn.role):
        return Refused.NOTHING_CHANGES
    return SpeakerChanged(at=at, by=grounds.by, place=turn.place, seat=speaker.seat)


def _cut_turn(wish: CutTurn, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.role is not Role.MODERATOR:
        return Refused.NOT_YOURS_TO_ATTRIBUTE  # the guard reads each part by itself
    if grounds.edits.touched_since(wish.seen, wish.place):
        return Refused.STALE
    about = _words_at(wish.place, grounds.draft)
    if isinstance(about, Refused):
        return about
    first = about[0].place
    if first is None or any(turn.first_words == first for turn in grounds.draft.turns):
        return Refused.NOTHING_BEFORE
    return TurnCut(at=at, by=grounds.by, place=first)


def _settle(wish: SettleFlag, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.role is not Role.MODERATOR:
        return Refused.NOT_YOURS
    if grounds.edits.touched_since(wish.seen, wish.flag.place):
        return Refused.STALE
    raised = grounds.draft.flag(wish.flag)
    if raised is None or raised.settled:
        return Refused.NO_SUCH_FLAG
    if wish.ruling is Ruling.RESTORE and wish.flag.reason is not Reason.UNSURE:
        return Refused.NOT_A_NAME
    text = _typed(wish.text, grounds) if wish.ruling is Ruling.REPLACE else ""
    if text is None or (wish.ruling is Ruling.REPLACE and not text):
        return Refused.NOT_PRINTABLE
    return FlagSettled(at=at, by=grounds.by, flag=wish.flag, ruling=wish.ruling, text=text)


def _override(wish: OverrideFlags, grounds: Grounds, at: int) -> Edit | Refused:
    if grounds.role is not Role.MODERATOR:
        return Refused.NOT_YOURS
    if not one_line(wish.reason) or len(wish.reason) > LONGEST_TEXT:
        return Refused.NO_REASON
    if wish.open != len(grounds.draft.open):
        return Refused.STALE
    if not wish.open:
        return Refused.NOTHING_OPEN
    flags = tuple(flag.key for flag in grounds.draft.open)
    return FlagsOverridden(at=at, by=grounds.by, flags=flags, reason=one_line(wish.reason))


def _take_back(wish: TakeBack, grounds: Grounds, at: int) -> Edit | Refused:
    event = grounds.edits.standing.get(wish.event)
    if event is None:
        return Refused.NO_SUCH_EDIT
    if grounds.role is not Role.MODERATOR and not isinstance(event, WordsCorrected | WordsConfirmed):
        attributes = isinstance(event, SpeakerChanged | TurnCut)
        return Refused.NOT_YOURS_TO_ATTRIBUTE if attributes else Refused.NOT_YOURS
    if isinstance(event, TurnCut) and _attributed_since(wish.event, event.place, grounds):
        return Refused.ATTRIBUTED_SINCE
    return TakenBack(at=at, by=grounds.by, event=wish.event)


def _attributed_since(cut: int, place: Place, grounds: Grounds) -> bool:
    """Whether somebody has said since a cut who speaks before or after it: no words become another's by joining."""
    turns = grounds.draft.turns
    second = next((n for n, turn in enumerate(turns) if place.has_beginning_of(turn.place)), None)
    if second is None:
        return False
    parts = [turn.place for turn in turns[max(0, second - 1) : second + 1] if turn.number == turns[second].number]
    return any(
        number > cut and isinstance(event, SpeakerChanged) and any(event.place.overlaps(part) for part in parts)
        for number, event in grounds.edits.standing.items()
    )


def _typed(text: str, grounds: Grounds) -> str | None:
    """What a person typed as it is kept; None if it cannot be printed."""
    text = as_typeset(one_line(text))
    if len(text) > LONGEST_TEXT or not is_printable(text):
        return None
    return with_references(text, grounds.aliases)
