"""Names that the recogniser wrote, held against the sound: its hints may have put them there.

A recogniser that is told whom to expect writes their names for others that sound somewhat like them, and for words.
Where the sound makes something else as likely that is not like the name, or somebody else's name nearly so, the name is
for a person to look at. What comes of it says where, and who else may be meant, never with which name.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ..attribution.lexicon import is_ordinary
from ..attribution.sound.phones import likeness
from ..attribution.words import words_of
from .doubts import SURE
from .events import Word
from .forms import Forms, sounds_of
from .guesses import GoOn, Otherwise, guesses_at, instead, otherwise_at
from .likelihood import Weigh, around, margins, worth

_AS_LIKELY: Final = -0.5
"""What is likelier than this beside the name (difference of log probabilities) may have been said."""
_ANOTHER: Final = -2.0
"""The same of another name of the roster, less what it is unlike the one that is written."""
_LIKE: Final = 0.75
"""What sounds so much like the name, or a word of it, is that name in another spelling."""


def doubtful_names(
    words: Sequence[Word], forms: Forms, due: frozenset[int], weigh: Weigh, go_on: GoOn
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The names among the words that the sound hardly has: first word, past, and the seats who may be meant instead."""
    for first, past in _written(words, forms, due):
        ways = otherwise_at(words, (first, past), go_on)
        own = forms.seats_of(_folded(words[first:past]))
        rivals = [guess for guess in guesses_at(words, (first, past), forms, ways) if guess.form.seat not in own]
        written = " ".join(word.text for word in words[first:past])
        unlike = [way for way in ways if not _is_like(way.words, written)]
        stretches = [(way.first, way.past) for way in unlike] + [(guess.first, guess.past) for guess in rivals]
        if not stretches:
            continue
        low, high = around(words, [(first, past), *stretches])
        named = list(instead(words, low, high, rivals))
        texts = [_otherwise(words, low, high, way) for way in unlike]
        expected = [written.strip(".,?!"), *(guess.form.text for guess in rivals)]
        likely = margins(words, low, high, [*texts, *(text for text, _ in named)], expected, weigh)
        others = [
            (worth(margin, guess), guess.form.seat)
            for margin, (_, guess) in zip(likely[len(texts) :], named, strict=True)
        ]
        seats = tuple(dict.fromkeys(seat for one, seat in sorted(others, reverse=True) if one > _ANOTHER))
        if seats or max(likely[: len(texts)], default=-math.inf) > _AS_LIKELY:
            yield first, past, seats


def _written(words: Sequence[Word], forms: Forms, due: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The runs of words that are names of the roster, not all sure; words of the language only where one is due."""
    named = [
        word.text[:1].isupper() and any(_is_name(one, forms, n in due) for one in _folded([word]))
        for n, word in enumerate(words)
    ]
    n = 0
    while n < len(words):
        past = n
        while past < len(words) and named[past]:
            past += 1
        if any(word.probability < SURE for word in words[n:past]):
            yield n, past
        n = max(past, n + 1)


def _is_name(folded: str, forms: Forms, is_due: bool) -> bool:
    return folded in forms.words and (is_due or not is_ordinary(folded))


def _folded(words: Sequence[Word]) -> list[str]:
    return [one.folded for word in words for one in words_of(word.text)]


def _otherwise(words: Sequence[Word], low: int, high: int, way: Otherwise) -> str:
    before, after = words[low : way.first], words[way.past : high]
    return " ".join([*(word.text for word in before), *way.words, *(word.text for word in after)])


def _is_like(said: Sequence[str], name: str) -> bool:
    """Whether some of these words sound like a name, or a word of it."""
    parts = [sound for part in dict.fromkeys((name, *name.split())) for sound in sounds_of(part.split())]
    runs = (said[first:past] for first in range(len(said)) for past in range(first + 1, len(said) + 1))
    return any(likeness(one, other) >= _LIKE for run in runs for one in sounds_of(run) for other in parts)
