"""The words of a text with their places, in a spelling that accents, case and invisible characters do not change."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

import msgspec

MARKS = (
    r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd"
)
"""What may stand within a word: accents and variants of letters; then what nobody sees, that directs writing or line
breaks, and the sign for a letter that was lost."""
_LETTERS = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*")
HYPHENS = "-‐‑"
"""The signs that tie two words: hyphen-minus, hyphen, and the one at which no line is broken."""
_SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_LOOK_ALIKES = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
"""Cyrillic letters that look Latin: among Latin ones they are."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """A run of letters: its place in the text (end excluded), its folded spelling, and whether it is capitalised."""

    start: int
    end: int
    folded: str
    capital: bool


def words_of(text: str) -> list[Word]:
    """Return every run of letters in ``text``; digits, apostrophes and hyphens end a run."""
    return [Word(m.start(), m.end(), fold(word := m[0]), word[0].isupper()) for m in _LETTERS.finditer(text)]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return a word in plain small letters: "Núñez" and "NUNEZ" fold to "nunez", "Łukasz" to "lukasz"."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_SPECIAL)).casefold()
    plain = "".join(c for c in decomposed if c.isalpha()).translate(_SPECIAL)
    return plain.translate(_LOOK_ALIKES) if any("a" <= c <= "z" for c in plain) else plain


def words_within(words: list[Word], places: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The indexes of the words that begin within some places."""
    starts = [word.start for word in words]
    return frozenset(
        index for start, end in places for index in range(bisect_left(starts, start), bisect_left(starts, end))
    )
