"""A transcript as PDF for one reader before the lift: its head says so, and some of its words are a little shifted.

Every second word may stand a fraction of a point to the left or the right of its place. Which way is the mark of the
copy; its place is kept, so all copies break lines and pages alike, and one can be compared with another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
import typst
from msgspec import Struct

from onbackground.transcript.document import Transcript
from onbackground.transcript.writing.as_pdf import set_sheet, sheet, sheet_data, with_known_signs
from onbackground.transcript.writing.facts import embargo_in_words
from onbackground.transcript.writing.imprint import Imprint

SHIFT: Final = 0.35
"""How far a word stands beside its place, in points: about an eighth of a space, 0.12 mm."""
RESOLUTION: Final = 150
"""The pixels an inch at which pages are compared."""
_WORD: Final = re.compile(r"(?<= )[A-Za-z][A-Za-z'’]+[.,;?]?(?= )")


class Place(Struct, frozen=True):
    """Where a word that can be shifted stands: its page, from 1, its left end, its baseline and width in points."""

    page: int
    x: float
    y: float
    width: float


class Plate(Struct, frozen=True):
    """What all copies of one text are compared with: its pages as pictures (PNG), and its places in order."""

    pages: tuple[bytes, ...]
    places: tuple[Place, ...]


class AdvanceCopies:
    """Sets copies of one transcript."""

    def __init__(self, transcript: Transcript, imprint: Imprint) -> None:
        self._call = sheet_data(transcript, imprint)
        self._embargo = embargo_in_words(transcript.ground_rules.embargo) or "Under embargo"
        try:
            set_sheet(self._call)
        except typst.TypstError:
            self._call = with_known_signs(self._call)
        self.places: Final = sum(1 for _ in _words_to_shift(self._call))
        """How many words can be shifted."""

    def copy(self, reader: str, shifts: Sequence[int]) -> bytes:
        """Return the copy for a reader, as PDF; ``shifts`` says of each place -1, 0 or 1: left, not, right."""
        return set_sheet(self._shifted(reader, shifts))

    def plate(self) -> Plate:
        """Return what copies are compared with: one for nobody, with every word at its place."""
        call = self._shifted("", [0] * self.places)
        pages: Any = typst.compile(  # the bytes of one page, or a list of several
            sheet(), format="png", ppi=RESOLUTION, sys_inputs={"call": json.dumps(call)}, ignore_system_fonts=True
        )
        measured = json.dumps({**call, "measured": True})
        found = typst.query(
            sheet(), "<shifted>", field="value", sys_inputs={"call": measured}, ignore_system_fonts=True
        )
        places = msgspec.json.decode(found, type=list[_Found])
        assert len(places) == self.places
        return Plate(tuple(pages) if isinstance(pages, list) else (pages,), tuple(one.place for one in places))

    def _shifted(self, reader: str, shifts: Sequence[int]) -> dict[str, Any]:
        by = iter(shifts)
        turns = [
            {**turn, "paragraphs": [[*_cut(paragraph, by)] for paragraph in turn["paragraphs"]]}
            for turn in self._call["turns"]
        ]
        notice = [
            f"Advance copy for {reader}",
            f"{self._embargo}. Nothing of it may be published, quoted or passed on before.",
            "Its lay-out is marked for its reader: whatever is made from it, on paper too, shows whose copy it was.",
        ]
        return {**self._call, "turns": turns, "notice": notice}


class _At(Struct):
    page: int
    x: str
    y: str


class _Found(Struct):
    at: _At
    width: str

    @property
    def place(self) -> Place:
        return Place(self.at.page, *(float(length.removesuffix("pt")) for length in (self.at.x, self.at.y, self.width)))


def _words_to_shift(call: dict[str, Any]) -> Iterator[re.Match[str]]:
    for turn in call["turns"]:
        for paragraph in turn["paragraphs"]:
            for stretch in paragraph:
                yield from _every_second(stretch)


def _every_second(stretch: Sequence[str]) -> Iterator[re.Match[str]]:
    """Words of plain speech that stand between two others, of which none was the last one found."""
    dress, text = stretch
    if dress:
        return
    end = 0
    for word in _WORD.finditer(text):
        if text[end : word.start()].strip():
            yield word
            end = word.end()


def _cut(paragraph: Sequence[Sequence[str]], by: Iterator[int]) -> Iterator[Sequence[str | float]]:
    """A paragraph's stretches, with each word that can be shifted in a stretch of its own."""
    for stretch in paragraph:
        dress, text = stretch
        end = 0
        for word in _every_second(stretch):
            yield dress, text[end : word.start()]
            yield dress, word[0], next(by) * SHIFT
            end = word.end()
        if text[end:]:
            yield dress, text[end:]
