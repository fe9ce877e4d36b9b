"""What was decided about a transcript at the desk: the events of the stream ``<briefing>/edits``.

Everything is anchored in the recording, not in the printed text: so it holds whatever else is settled, before or after.
The number of an event is its version in the stream. Words typed by a person may have names in them, as words that were
spoken may: no ``repr`` shows them.
"""

from __future__ import annotations

import enum
from typing import Final

import msgspec
from msgspec import Struct

from ...attribution.flags import Reason


def edits_stream(briefing: str) -> str:
    """The stream of what was decided about a briefing's transcript."""
    return f"{briefing}/edits"


class Place(Struct, frozen=True, order=True):
    """A stretch of one track, in samples, end excluded: where words were spoken."""

    track: str
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Whether the two have sound in common."""
        return self.track == other.track and self.start < other.end and other.start < self.end

    def has_beginning_of(self, other: Place) -> bool:
        """Whether the other begins in this one."""
        return self.track == other.track and self.start <= other.start < self.end

    def holds(self, other: Place) -> bool:
        """Whether all of the other is in this one."""
        return self.track == other.track and self.start <= other.start and other.end <= self.end


class FlagKey(Struct, frozen=True, order=True):
    """Which flag: its place, its reason, and which of several for the same reason there (from 0).

    It stays the same however often the transcript is rendered anew.
    """

    place: Place
    reason: Reason
    nth: int = 0


class Ruling(enum.Enum):
    """How a person settled a flag."""

    KEEP = "keep"
    """It stays as it is printed."""
    REPLACE = "replace"
    """Other words, or an alias, are printed there in brackets."""
    RESTORE = "restore"
    """What was said is printed: the guard took for a name what is none."""


class WordsCorrected(Struct, frozen=True, kw_only=True, tag=True):
    """The words at a place are to read ``text``; empty: they go.

    Where that changes the meaning they are printed struck, with the replacement in brackets; a mere slip of the
    recogniser's is mended silently. An alias in the text stands as ``[@seat]``: it follows the seat's alias.
    """

    at: int
    by: str
    place: Place
    text: str
    changes_meaning: bool

    def __repr__(self) -> str:
        """Show where and by whom, not the words."""
        return f"WordsCorrected({self.place!r}, by={self.by!r})"


class WordsConfirmed(Struct, frozen=True, kw_only=True, tag=True):
    """A person has listened: the unclear words at a place are as they are printed. They are no longer marked."""

    at: int
    by: str
    place: Place


class SpeakerChanged(Struct, frozen=True, kw_only=True, tag=True):
    """The turn at a place is this seat's, whoever's line it came in on: it is printed under its label, in its role.

    Where several seats have one label, as reporters do, one of them stands for all.
    """

    at: int
    by: str
    place: Place
    seat: str


class TurnCut(Struct, frozen=True, kw_only=True, tag=True):
    """Before the word at a place a turn is cut in two.

    From that word on it is a turn of its own: the same speaker's, until somebody says otherwise.
    """

    at: int
    by: str
    place: Place


class FlagSettled(Struct, frozen=True, kw_only=True, tag=True):
    """A person has settled a flag; ``text`` is what is printed when the ruling is to replace."""

    at: int
    by: str
    flag: FlagKey
    ruling: Ruling
    text: str = ""

    def __repr__(self) -> str:
        """Show which and by whom, not the words."""
        return f"FlagSettled({self.flag!r}, {self.ruling.value!r}, by={self.by!r})"


class FlagsOverridden(Struct, frozen=True, kw_only=True, tag=True):
    """The transcript may be published although these flags are open. A flag that is raised later is open again."""

    at: int
    by: str
    flags: tuple[FlagKey, ...]
    reason: str

    def __repr__(self) -> str:
        """Show how many and by whom, not the reason given."""
        return f"FlagsOverridden({len(self.flags)} flags, by={self.by!r})"


class TakenBack(Struct, frozen=True, kw_only=True, tag=True):
    """The event of this number holds no longer: what was corrected or changed is undone, a flag is open again.

    The parts of a turn that was cut are one again.
    """

    at: int
    by: str
    event: int


Edit = WordsCorrected | WordsConfirmed | SpeakerChanged | TurnCut | FlagSettled | FlagsOverridden | TakenBack

_encoder: Final = msgspec.json.Encoder()
_decoder: Final[msgspec.json.Decoder[Edit]] = msgspec.json.Decoder(Edit)


def encode(event: Edit) -> bytes:
    """An event as JSON."""
    return _encoder.encode(event)


def decode(data: bytes) -> Edit:
    """The event of an edits stream in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    return _decoder.decode(data)
