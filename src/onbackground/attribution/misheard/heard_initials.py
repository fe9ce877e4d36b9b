"""Initials as speech to text writes them where somebody is named: "XC" for X. Z., "our O" for R. O., "a W", "K and".

Letters sound alike, and some sound like words. Only where a name is due are these taken for anybody's initials.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from onbackground.attribution.forms import Form
from onbackground.attribution.misheard.letters import SPOKEN_LETTERS
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import THINGS_IN_LETTERS

_ALIKE = ("bcdegptvz", "mn", "fsx", "ajk", "iy", "quw", "or")
"""Letters that are taken for one another on the telephone: they share their vowel, or end in the same breath."""
_WORDS = SPOKEN_LETTERS | {
    "and": "n", "&": "n", "our": "r", "hour": "r", "if": "f", "yes": "s", "am": "m",
}  # fmt: skip
_VOWELS = frozenset("aeiouy")
_MOST = 3
"""Letters that stand together, at most, where initials are written as one word."""


class HeardInitials:
    """The initials of everybody on a roster."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._initials = [(form.words[0], form.seat) for form in forms if form.kind == "initials"]

    def whose(self, said: Sequence[str]) -> Seat | None:
        """Whose initials these words sound like, as printed; None for nobody's, and where two people's are as near.

        One letter at least stands there as a letter, and one is right.
        """
        pieces = [_letters(word) for word in said]
        if not all(pieces) or not any(_is_letters(word) for word in said):
            return None
        read = {"".join(letters) for letters in product(*pieces)}
        if not read.isdisjoint(THINGS_IN_LETTERS):
            return None
        near = [(_right(letters, initials), seat) for letters, (initials, seat) in product(read, self._initials)]
        best = max((right for right, _ in near), default=0)
        seats = {seat.id: seat for right, seat in near if best and right == best}
        return seats.popitem()[1] if len(seats) == 1 else None


def _is_letters(word: str) -> bool:
    """Whether a word is nobody's word: letters in capitals, or a capital before letters that no vowel is among."""
    if len(word) > _MOST or not word.isalpha() or not word[0].isupper():
        return False
    return word.isupper() or _VOWELS.isdisjoint(word.lower())


def _letters(word: str) -> tuple[str, ...]:
    """The letters that a word may stand for."""
    plain = word.lower()
    as_letters = (plain,) if _is_letters(word) or word == "a" else ()
    as_sound = (_WORDS[plain],) if plain in _WORDS and plain not in as_letters else ()
    return as_letters + as_sound


def _right(read: str, initials: str) -> int:
    """How many letters are right, where all are right or sound alike; else none."""
    if len(read) != len(initials):
        return 0
    pairs = list(zip(read, initials, strict=True))
    alike = all(one == other or any(one in group and other in group for group in _ALIKE) for one, other in pairs)
    return sum(one == other for one, other in pairs) if alike else 0
