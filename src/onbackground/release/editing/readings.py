"""The words of a call as they are to be read: spoken turns with the corrections in them, not guarded yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from ...attribution.misheard import DOUBTED
from ...record.events import HeardName
from ...record.turns import PlacedWord
from .cutting import Part
from .events import Place, WordsCorrected

DOUBTFUL: Final = 0.4
"""Words less probable than this are marked at the desk."""


class Unit(Struct, frozen=True):
    """A word, or what stands for several words since a correction. ``start`` and ``end`` are offsets in the reading.

    ``correction`` is the number of the event, 0 for none; ``original`` says where in the original paragraph the words
    are that were corrected. They are printed ``struck``, or are gone. ``unlikely``: the guard should know how unlikely
    the word is; ``name`` is what the sound has in its place.
    """

    start: int
    end: int
    place: Place
    doubtful: bool = False
    correction: int = 0
    original: tuple[int, int] = (0, 0)
    struck: bool = False
    unlikely: bool = False
    name: HeardName | None = None


class Reading(Struct, frozen=True):
    """One paragraph to be guarded: its text, what it was before correction, and where its words were spoken."""

    text: str
    original: str
    units: tuple[Unit, ...]

    def __repr__(self) -> str:
        """How many words; not which."""
        return f"Reading({len(self.units)} words)"


def readings(
    parts: Iterable[Part], corrections: Mapping[int, WordsCorrected]
) -> list[tuple[Part, tuple[Reading, ...]]]:
    """The paragraphs of each turn with the corrections in them. Turns and paragraphs left without words are gone.

    A correction's text stands where the first of its words did; where its words were cut apart since it was made, by
    somebody who came in, the others go.
    """
    applying = _Applying(corrections)
    result = []
    for part in parts:
        turn = part.spoken
        words: list[list[PlacedWord]] = [[] for _ in turn.paragraphs]
        for word in turn.words:
            words[word.paragraph].append(word)
        paragraphs = tuple(applying.to(text, words[n]) for n, text in enumerate(turn.paragraphs))
        if left := tuple(reading for reading in paragraphs if reading.text.strip() or _has_struck(reading)):
            result.append((part, left))
    return result


def _has_struck(reading: Reading) -> bool:
    return any(unit.struck for unit in reading.units)


class _Applying:
    """Corrections under way from the first word of a call to the last."""

    def __init__(self, corrections: Mapping[int, WordsCorrected]) -> None:
        self._by_track: dict[str, list[tuple[int, int, WordsCorrected]]] = {}
        for number, event in corrections.items():
            self._by_track.setdefault(event.place.track, []).append((event.place.start, number, event))
        for places in self._by_track.values():
            places.sort(key=lambda entry: entry[:2])
        self._begun: set[int] = set()

    def to(self, text: str, words: Sequence[PlacedWord]) -> Reading:
        """One paragraph with its corrections."""
        pieces: list[str] = []
        units: list[Unit] = []
        length = position = 0

        def add(piece: str) -> int:
            nonlocal length
            pieces.append(piece)
            length += len(piece)
            return length

        n = 0
        while n < len(words):
            number, correction = self._at(words[n])
            last = n
            while correction and last + 1 < len(words) and self._at(words[last + 1])[0] == number:
                last += 1
            gap = text[position : words[n].start]
            position = words[last].end
            n, run = last + 1, words[n : last + 1]
            if correction is None:
                begin = add(gap)
                end = add(text[run[0].start : run[0].end])
                likely = run[0].probability
                place = _place(run[0], words[n : n + 1])
                units.append(Unit(begin, end, place, likely < DOUBTFUL, unlikely=likely < DOUBTED, name=run[0].name))
                continue
            goes_on = number in self._begun
            self._begun.add(number)
            original = (run[0].start, run[-1].end)
            struck = correction.changes_meaning and not any(word.name for word in run)
            replacement = "" if goes_on else correction.text
            if replacement or struck:
                begin, end = add(gap), add(replacement)
                units.append(Unit(begin, end, correction.place, False, number, original, struck))
            elif not pieces:
                position += len(text[position:]) - len(text[position:].lstrip())
        add(text[position:])
        return Reading("".join(pieces), text, tuple(units))

    def _at(self, word: PlacedWord) -> tuple[int, WordsCorrected | None]:
        """The correction that holds this word's beginning."""
        places = self._by_track.get(word.track, [])
        found = bisect_right(places, word.begin, key=lambda entry: entry[0]) - 1
        if found >= 0 and word.begin < places[found][2].place.end:
            return places[found][1:]
        return 0, None


def _place(word: PlacedWord, following: Sequence[PlacedWord]) -> Place:
    """Where a word was spoken: never empty, and not into the word after it."""
    end = min([word.finish, *(after.begin for after in following if after.track == word.track)])
    return Place(word.track, word.begin, max(end, word.begin + 1))
