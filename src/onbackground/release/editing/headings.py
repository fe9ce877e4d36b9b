"""What is printed around the turns and was written, not heard: title, ground rules, who may be cited how.

A word of a heading has a place too, so that a flag there is settled as one of the turns is: on a track of the heading's
own, on which a letter is a sample.
"""

from __future__ import annotations

import binascii
import enum
import re
from typing import Final

from msgspec import Struct

from .events import Place
from .readings import Reading, Unit

_WORD: Final = re.compile(r"\S+")


class Kind(enum.StrEnum):
    """What a heading is."""

    TITLE = "title"
    PHRASE = "phrase"
    EMBARGO = "embargo"
    CITATION = "citation"
    SECTION = "section"


class Heading(Struct, frozen=True):
    """One heading as it was given, not guarded; ``of`` is the seat or the section that it is about, if any."""

    kind: Kind
    text: str
    of: str = ""

    def __repr__(self) -> str:
        """Which, not what is in it."""
        return f"Heading({self.kind.value!r}, of={self.of!r})"

    @property
    def place(self) -> Place:
        """All of it. The track is another when the text is: what was settled was about other words then."""
        check = binascii.crc_hqx(self.text.encode(), 0)  # so short that it tells nobody what the words are
        parts = ("heading", self.kind.value, self.of, f"{check:04x}")
        return Place("-".join(part for part in parts if part), 0, len(self.text))

    @property
    def reading(self) -> Reading:
        """It as a paragraph to be guarded."""
        track = self.place.track
        units = tuple(Unit(*word.span(), Place(track, *word.span())) for word in _WORD.finditer(self.text))
        return Reading(self.text, self.text, units)
