"""The titles before names in one text: what stands behind "Mr." or "over to Deputy Secretary" is a name."""

import re
from collections.abc import Iterable

from onbackground.attribution.misheard.place import Place
from onbackground.attribution.misheard.wording import Wording
from onbackground.attribution.vocabulary import BEFORE_NAMES, ELECTED, HONORIFICS, OF_AN_OFFICE, RANKS, TITLES
from onbackground.attribution.words import Word

_TITLES = (TITLES - ELECTED) | {"general"}
_GAP = re.compile(r"\.?\s+")


class Titles:
    """Honorifics, ranks and offices among the words of one text."""

    def __init__(self, text: str, words: list[Word], wording: Wording) -> None:
        self._text = text
        self._words = words
        self._wording = wording

    def before(self, first: int) -> Place | None:
        """The kind of place that a title right before a word makes of it; None without one."""
        title = self._words[first - 1]
        if not first or title.folded not in HONORIFICS | _TITLES:
            return None
        if not title.capital and not self._wording.is_unheard_of(self._words[first]):
            return None
        if not _GAP.fullmatch(self._text, title.end, self._words[first].start):
            return None
        if self._text[title.start : title.end].isupper():
            misspelt = title.folded in HONORIFICS and not self._wording.is_ordinary(self._words[first])
            return Place.TITLED if misspelt else None  # the label of a turn
        return Place.HONOURED if title.folded in HONORIFICS else Place.TITLED

    def past(self, due: Iterable[int]) -> dict[int, int]:
        """The words behind titles that begin where a name is due, and where those begin: "over to General …"."""
        past = {}
        for first in due:
            name = first
            while name < len(self._words) and self._words[name].folded in BEFORE_NAMES:
                name += 1
            if name > first:
                past[name] = first
        return past

    def is_spoken_about(self, title: int) -> bool:
        """Whether most who have a title are spoken about: Secretaries, but for an "Under Secretary" and the like."""
        if self._words[title].folded != "secretary":
            return False
        before = self._words[title - 1].folded if title else ""
        return before not in RANKS | OF_AN_OFFICE or not self._wording.is_next_to_following(title - 1)
