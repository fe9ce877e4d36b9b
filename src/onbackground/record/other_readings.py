"""Names in the recogniser's other readings of an utterance, where the words that it chose have none.

A reading may have a name of the roster as it is written, which it hardly ever has where nobody was named; or one as
misheard as any, which the guard knows in that reading and could not know in the words chosen: "As you recent said",
"Is a Ulrick said".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from ..attribution.words import Word as Token
from ..attribution.words import words_of, words_within
from .events import Word
from .forms import Forms

_LONGEST: Final = 4
"""Words that may have been written for a name that another reading tells."""


class Misread(NamedTuple):
    """Whose name other readings have misheard instead of the words ``first`` to ``past``, and who else it may be."""

    first: int
    past: int
    seat: str
    others: tuple[str, ...]


def names_read(words: Sequence[Word], forms: Forms, readings: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The words instead of which another reading has somebody's name: first, past, and whose."""
    written = [(n, one) for n, word in enumerate(words) for one in words_of(word.text)]
    taken: set[int] = set()
    for reading in readings:
        read = words_of(reading)
        for tag, begin, end, begin_read, end_read in _compared(written, read):
            seats = [seat for token in read[begin_read:end_read] if (seat := forms.seat_of.get(token.folded))]
            place = _place(written, begin, end, forms) if tag == "replace" and seats else None
            if place is not None and taken.isdisjoint(range(*place)):
                taken.update(range(*place))
                yield *place, seats[0]


def names_misread(words: Sequence[Word], forms: Forms, readings: Iterable[str]) -> list[Misread]:
    """The words instead of which other readings have a name misheard; where the words themselves have one, nothing."""
    written = [(n, one) for n, word in enumerate(words) for one in words_of(word.text)]
    text = " ".join(word.text for word in words)
    named = words_within(words_of(text), [(start, end) for start, end, _ in forms.named_in(text)])
    told: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for reading in readings:
        read = words_of(reading)
        compared = _compared(written, read)
        for start, end, seat in forms.named_in(reading):
            inside = words_within(read, [(start, end)])
            over = [
                (begin, past) for tag, begin, past, *there in compared if tag == "replace" and inside & {*range(*there)}
            ]
            if over and named.isdisjoint(range(over[0][0], over[-1][1])):
                place = _place(written, over[0][0], over[-1][1], forms)
                if place is not None:
                    told[place][seat] += 1
    return list(_chosen(told))


def _chosen(told: dict[tuple[int, int], Counter[str]]) -> Iterator[Misread]:
    """Of places that meet, the one told most often, with the seats told there, the most frequent first."""
    taken: set[int] = set()
    for (first, past), seats in sorted(told.items(), key=lambda entry: -entry[1].total()):
        if taken.isdisjoint(range(first, past)):
            taken.update(range(first, past))
            seat, *others = (seat for seat, _ in seats.most_common())
            yield Misread(first, past, seat, tuple(others))


def _compared(written: Sequence[tuple[int, Token]], read: Sequence[Token]) -> Sequence[tuple[str, int, int, int, int]]:
    """How the words written become those of a reading, as :meth:`difflib.SequenceMatcher.get_opcodes` tells it."""
    before, after = [token.folded for _, token in written], [token.folded for token in read]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _place(written: Sequence[tuple[int, Token]], begin: int, end: int, forms: Forms) -> tuple[int, int] | None:
    """The first and the past word of a few tokens; None of many, and where they hold a name already."""
    first, past = written[begin][0], written[end - 1][0] + 1
    named = not forms.words.isdisjoint(token.folded for _, token in written[begin:end])
    return None if named or past - first > _LONGEST else (first, past)
