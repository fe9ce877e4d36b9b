"""The bracketed aliases that a text has already: they stay as they are."""

import re

from onbackground.attribution.roster import Roster
from onbackground.attribution.words import Word


class Aliases:
    """Finds the aliases of a roster's seats, in brackets, in any case and across a line break."""

    def __init__(self, roster: Roster) -> None:
        aliases = sorted({seat.alias.strip() for seat in roster.seats}, key=len, reverse=True)
        spaced = [r"\s+".join(re.escape(part) for part in alias.split()) for alias in aliases]
        self._pattern = re.compile(r"(?i)\[\s*(?:" + "|".join(spaced) + r")\s*\]") if aliases else None

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each alias, brackets included, in order."""
        return [match.span() for match in self._pattern.finditer(text)] if self._pattern else []


def words_in(places: list[tuple[int, int]], words: list[Word]) -> list[bool]:
    """For each word, whether it stands inside one of the places, which are in order."""
    inside = [False] * len(words)
    i = 0
    for start, end in places:
        while i < len(words) and words[i].end <= start:
            i += 1
        while i < len(words) and words[i].start < end:
            inside[i] = True
            i += 1
    return inside
