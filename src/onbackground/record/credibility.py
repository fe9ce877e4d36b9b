"""Whether what Whisper wrote can be what was said: likely, no loop, no faster than speech, no phrase found in noise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from .events import RATE, Word
from .hearing import Utterance

_LEAST_LIKELY: Final = -1.0
_MOST_REPETITIVE: Final = 2.4
"""Mean log probability and compression ratio beyond which Whisper's own authors decode again."""
_FASTEST: Final = 7.0
"""Words a second beyond which nobody speaks."""
_SLOWEST: Final = 3 * RATE
"""Voiced samples beyond which a single word must have swallowed others."""

_TWICE: Final = 4

_OFTEN_IMAGINED: Final = frozenset(
    ("you", "thank you", "thanks", "thanks for watching", "thank you for watching", "bye", "okay", "so", "the", "i")
)
"""What Whisper makes of noise."""
_HARDLY_SPEECH: Final = int(0.2 * RATE)


class Heard(Struct, frozen=True):
    """One attempt: the words, and how likely Whisper itself finds them (mean log probability a token)."""

    words: tuple[Word, ...]
    likelihood: float
    repetitive: float


def is_credible(heard: Heard, utterance: Utterance) -> bool:
    """Whether these can be the words: likely, no loop, nothing said twice, no faster than speech, none swallowed."""
    if not heard.words or heard.likelihood < _LEAST_LIKELY or is_loop(heard):
        return False
    if _says_twice(heard.words) or len(heard.words) > 2 + _FASTEST * _voiced(utterance) / RATE:
        return False
    return max(_overlap(word, utterance.voiced) for word in heard.words) < _SLOWEST


def _says_twice(words: Sequence[Word]) -> bool:
    """Whether four or more words are said twice in a row: people do so rarely, Whisper now and then."""
    said = [word.text.lower().strip(",.?!-") for word in words]
    return any(
        said[n : n + length] == said[n + length : n + 2 * length]
        for length in range(_TWICE, len(said) // 2 + 1)
        for n in range(len(said) - 2 * length + 1)
    )


def is_loop(heard: Heard) -> bool:
    """Whether the words repeat one another."""
    return heard.repetitive > _MOST_REPETITIVE


def is_hopeless(heard: Heard) -> bool:
    """Whether Whisper believes so little of its words that nothing is better."""
    return heard.likelihood < 1.5 * _LEAST_LIKELY


def is_imagined(heard: Heard, utterance: Utterance) -> bool:
    """Whether this is what Whisper makes of noise, out of next to nothing."""
    said = " ".join(word.text for word in heard.words).lower().strip(" .,!?")
    return _voiced(utterance) < _HARDLY_SPEECH and said in _OFTEN_IMAGINED


def _overlap(word: Word, voiced: Sequence[tuple[int, int]]) -> int:
    return sum(max(0, min(word.end, b) - max(word.start, a)) for a, b in voiced)


def _voiced(utterance: Utterance) -> int:
    return sum(b - a for a, b in utterance.voiced)
