"""A call as it was sealed and as it is published, side by side: every paragraph is a sequence of pieces.

What is published is the record, but for words hidden behind brackets and words in brackets that the house put in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

_BRACKETED: Final = re.compile(r"\s*(?:\[[^\[\]]*\w[^\[\]]*\]\s*)+")


class PiecesError(ValueError):
    """The pieces cannot be published so; the message names the turn, never a word."""


class Said(Struct, frozen=True):
    """Words of the record, published as they are."""

    text: str


class Struck(Struct, frozen=True):
    """Words of the record, published as struck out."""

    text: str


class Hidden(Struct, frozen=True):
    """Words of the record that are not published: ``shown``, in brackets, stands for them (an alias, a correction)."""

    text: str
    shown: str

    def __repr__(self) -> str:
        """Show what stands for the words, never the words."""
        return f"Hidden(…, {self.shown!r})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """As :meth:`__repr__`, for consoles."""
        return [("shown", self.shown)]


class Noted(Struct, frozen=True):
    """Words in brackets that the house put in; the record has none there.

    The space before belongs to it where it stands within a word of the record: ``June`` struck, `` [July]`` noted,
    ``.`` said is the one word ``June.`` of the record.
    """

    text: str


Piece = Said | Struck | Hidden | Noted


class RecordedTurn(Struct, frozen=True):
    """What one speaker said until another began, by paragraphs, under the label it was recorded with.

    Where it is published as several turns, the first has its ``id``, and ``parts`` are the ids of the others.
    """

    id: str
    label: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    parts: tuple[str, ...] = ()


class Stretch(Struct, frozen=True):
    """A piece within the published paragraph: character offsets, end excluded."""

    start: int
    end: int
    piece: Piece


def published_text(paragraph: Sequence[Piece]) -> str:
    """The paragraph as it is published."""
    return "".join(_shown(piece) for piece in paragraph)


def stretches(paragraph: Sequence[Piece]) -> list[Stretch]:
    """Where each piece stands in the published paragraph."""
    ends = [0]
    for piece in paragraph:
        ends.append(ends[-1] + len(_shown(piece)))
    return [Stretch(start, end, piece) for (start, end), piece in zip(pairwise(ends), paragraph, strict=True)]


def turn_words(turn: RecordedTurn) -> list[str | Hidden]:
    """What the record has of the turn: word by word where it is published, in one where it is hidden."""
    return [word for paragraph in turn.paragraphs for word in _paragraph_words(paragraph)]


def is_bracketed(text: str) -> bool:
    """Whether it is brackets with words in them, and nothing else."""
    return _BRACKETED.fullmatch(text) is not None


def _paragraph_words(paragraph: Sequence[Piece]) -> list[str | Hidden]:
    words: list[str | Hidden] = []
    said = ""
    for piece in paragraph:
        if isinstance(piece, Hidden):
            words += [*said.split(), piece]
            said = ""
        elif not isinstance(piece, Noted):
            said += piece.text
    return words + said.split()


def _shown(piece: Piece) -> str:
    return piece.shown if isinstance(piece, Hidden) else piece.text
