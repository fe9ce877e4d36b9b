"""A text that is being guarded, with what is known of it before its names are looked for."""

from typing import NamedTuple

from onbackground.attribution.turns import Turn
from onbackground.attribution.words import Word


class Page(NamedTuple):
    """A text, its words and its turns.

    ``kept`` has the names that stay: for the first word of each, the word past its end. ``aliased`` tells for each word
    whether it stands inside an alias that the text has already; ``left`` tells the same of every word that is to be
    left alone, and learns more of them as names are found.
    """

    text: str
    words: list[Word]
    turns: list[Turn]
    kept: dict[int, int]
    aliased: list[bool]
    left: list[bool]


def mark(words: list[bool], first: int, past: int) -> None:
    """Set a stretch of a list that has a value for each word."""
    words[first:past] = [True] * (past - first)
