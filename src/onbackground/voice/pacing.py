"""The pauses of somebody reading aloud: a short one between sentences, a longer one between paragraphs."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Final

import numpy as np

from .engine import RATE, Sound
from .spoken import paragraphs

BETWEEN_SENTENCES_MS: Final = (250, 400)
BETWEEN_PARAGRAPHS_MS: Final = (600, 700)

_EDGE_MS: Final = 20
_SILENT: Final = 10 ** (-50 / 20)
"""Anything below this amplitude at the edges of a sentence is the engine's own silence, not speech."""


def read_aloud(say: Callable[[str], Sound], text: str) -> Sound:
    """Read ``text`` with ``say``, one sentence at a time, and join the sentences with pauses.

    ``say`` turns one spoken sentence into sound. The pauses vary a little from sentence to sentence but are the same
    every time for the same text.
    """
    pieces: list[Sound] = []
    for number, paragraph in enumerate(paragraphs(text)):
        for place, sentence in enumerate(paragraph):
            if number or place:
                pieces.append(_pause(sentence, BETWEEN_SENTENCES_MS if place else BETWEEN_PARAGRAPHS_MS))
            pieces.append(_without_edges(say(sentence)))
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def _pause(sentence: str, between_ms: tuple[int, int]) -> Sound:
    shortest, longest = between_ms
    milliseconds = shortest + zlib.crc32(sentence.encode()) % (longest - shortest + 1)
    return np.zeros(milliseconds * RATE // 1000, np.float32)


def _without_edges(sound: Sound) -> Sound:
    """Cut the silence before and after the speech, leaving 20 ms so that no soft consonant is clipped."""
    heard = np.flatnonzero(np.abs(sound) > _SILENT)
    if not heard.size:
        return sound[:0]
    edge = _EDGE_MS * RATE // 1000
    return sound[max(0, int(heard[0]) - edge) : int(heard[-1]) + edge + 1]
