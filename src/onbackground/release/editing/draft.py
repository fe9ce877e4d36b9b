"""A transcript as it would be published now: its turns piece by piece, and the flags raised in it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ...attribution.flags import Reason
from ...briefing.sealed import Sealed
from ...proof import pieces as proof
from ...transcript.document import turn_id
from .events import FlagKey, Place
from .headings import Heading, Kind


class Piece(Struct, frozen=True):
    """A stretch of a printed paragraph: a word with its place on a track, or what stands between words (no place).

    ``text`` is guarded, with ``~~`` around struck words. ``alias``: it is, or has in it, an alias the guard put there.
    ``correction`` is the number of the event that changed it, 0 for none.
    """

    text: str
    place: Place | None = None
    doubtful: bool = False
    alias: bool = False
    correction: int = 0
    flags: tuple[FlagKey, ...] = ()


class RaisedFlag(Struct, frozen=True, kw_only=True):
    """A flag in its surroundings, all of it guarded but ``found``, which is what was said there.

    ``turn`` is the number of its turn from 0, None in a ``heading``. ``aliased``: the guard put an alias there.
    ``settled`` is the number of the event that settled or overrode it, 0 while it is open.
    """

    key: FlagKey
    turn: int | None
    heading: Kind | None
    before: str
    printed: str
    after: str
    reason: Reason
    suggestion: str
    others: tuple[str, ...]
    found: Sealed
    aliased: bool
    settled: int


class PrintedTurn(Struct, frozen=True, kw_only=True):
    """A turn as it would be published; ``recorded`` is the label of the line it came in on, ``place`` is all of it.

    A turn that goes on another track has the one that it begins on. ``number`` and ``part`` are those of its id.
    ``pieces`` are its paragraphs as they are proven, with what was said: they are for the proof, and for nobody's eyes.
    """

    number: int
    part: int
    label: str
    role: str
    seat: str
    recorded: str
    place: Place
    paragraphs: tuple[tuple[Piece, ...], ...]
    pieces: tuple[tuple[proof.Piece, ...], ...]

    @property
    def id(self) -> str:
        """What it is called in every form."""
        return turn_id(self.number, self.part)

    @property
    def first_words(self) -> Place | None:
        """Where the first of its words is printed; None where it was not heard word by word."""
        pieces = (piece for paragraph in self.paragraphs for piece in paragraph)
        return next((piece.place for piece in pieces if piece.place), None)

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs as text, with ``~~`` around struck words."""
        return tuple("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)


class Draft(Struct, frozen=True, kw_only=True):
    """A whole transcript as it would be published with the edits up to ``version``; flags of headings come first."""

    version: int
    turns: tuple[PrintedTurn, ...]
    flags: tuple[RaisedFlag, ...]
    headings: Mapping[Heading, str]

    @property
    def open(self) -> tuple[RaisedFlag, ...]:
        """The flags that nobody has settled or overridden."""
        return tuple(flag for flag in self.flags if not flag.settled)

    def heading(self, kind: Kind, of: str = "") -> str:
        """What is printed as this heading. Raises KeyError."""
        for heading, text in self.headings.items():
            if (heading.kind, heading.of) == (kind, of):
                return text
        raise KeyError(kind, of)

    def flag(self, key: FlagKey) -> RaisedFlag | None:
        """One flag; None when it is not raised (any more)."""
        return next((flag for flag in self.flags if flag.key == key), None)
