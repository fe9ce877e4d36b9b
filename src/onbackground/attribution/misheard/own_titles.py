"""The titles of the roster in a text: behind a seat's own title its name is due, however it was misheard."""

from collections import defaultdict
from collections.abc import Iterable

from onbackground.attribution.roster import Seat, title_words
from onbackground.attribution.words import Word

_SPOKEN_ABOUT = ("secretary",)
"""Of those who are called so most are on no briefing."""


class OwnTitles:
    """The titles of some seats."""

    def __init__(self, seats: Iterable[Seat]) -> None:
        self._by_end: dict[str, list[tuple[tuple[str, ...], Seat]]] = defaultdict(list)
        for seat in seats:
            title = title_words(seat)
            if title and title != _SPOKEN_ABOUT:
                self._by_end[title[-1]].append((title, seat))

    def past(self, text: str, words: list[Word]) -> dict[int, list[Seat]]:
        """For each word right behind a whole title, whose title it is."""
        past: dict[int, list[Seat]] = {}
        for index, word in enumerate(words[:-1]):
            for title, seat in self._by_end.get(word.folded, ()):
                begin = index + 1 - len(title)
                said = begin >= 0 and tuple(one.folded for one in words[begin : index + 1]) == title
                if said and word.capital and text[word.end : words[index + 1].start].isspace():
                    past.setdefault(index + 1, []).append(seat)
        return past
