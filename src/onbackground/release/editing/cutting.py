"""Turns cut in two: one that was written down as a single speaker's, as the parts that are printed of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ...record.turns import PlacedWord, SpokenTurn
from .edits import Edits
from .events import Place


class Part(Struct, frozen=True):
    """A part of the spoken turn ``whole``, all of it where that is not cut; ``of`` says which of all turns that is.

    The part that the turn begins with has the ``number`` 1, the others that of their cut: the first one that was ever
    made in the turn gives 2, whatever is cut or joined again since. So a part keeps its number.
    """

    spoken: SpokenTurn
    whole: SpokenTurn
    of: int
    number: int = 1


def parts_of(turns: Iterable[SpokenTurn], edits: Edits) -> list[Part]:
    """The parts of all turns, in order. What the house announced was not heard word by word, and is in one part."""
    return [part for of, turn in enumerate(turns) for part in _parts(turn, of, edits)]


def _parts(whole: SpokenTurn, of: int, edits: Edits) -> list[Part]:
    numbers: dict[int, int] = {}
    number = 1
    for place, stands in edits.cuts.items():
        if first := _word_at(place, whole):
            number += 1
            if stands:
                numbers[first] = number
    if not numbers:
        return [Part(whole, whole, of)]
    edges = [0, *sorted(numbers), len(whole.words)]
    return [Part(_between(whole, a, b), whole, of, numbers.get(a, 1)) for a, b in pairwise(edges)]


def _word_at(place: Place, turn: SpokenTurn) -> int | None:
    """Which word of a turn (from 0) is at a place; None for none."""
    if not turn.words or place.end <= turn.start or turn.end <= place.start:
        return None
    found = (n for n, word in enumerate(turn.words) if place.has_beginning_of(_place(word)))
    return next(found, None)


def _place(word: PlacedWord) -> Place:
    return Place(word.track, word.begin, word.finish)


def _between(whole: SpokenTurn, first: int, past: int) -> SpokenTurn:
    """The words of a turn from one up to another, as a turn of the same speaker."""
    words = whole.words[first:past]
    begins, last = words[0], words[-1]
    paragraphs = list(whole.paragraphs[begins.paragraph : last.paragraph + 1])
    paragraphs[-1] = paragraphs[-1][: last.end]
    paragraphs[0] = paragraphs[0][begins.start :]
    start, end = begins.begin if first else whole.start, whole.end
    if past < len(whole.words):
        end = max(start + 1, min(whole.words[past].begin, max(word.finish for word in words)))
    moved = tuple(_moved(word, begins) for word in words)
    return replace(whole, start=start, end=end, paragraphs=tuple(paragraphs), words=moved)


def _moved(word: PlacedWord, begins: PlacedWord) -> PlacedWord:
    """A word as it stands in a turn that begins with another."""
    ahead = begins.start if word.paragraph == begins.paragraph else 0
    paragraph = word.paragraph - begins.paragraph
    return replace(word, paragraph=paragraph, start=word.start - ahead, end=word.end - ahead)
