"""The signals callers hear: short, soft, telling themselves apart by direction. All synthesised, float32, 16 kHz."""

from __future__ import annotations

import numpy as np

from onbackground.exchange.rtp.payload import Samples

STAGE_RATE = 16_000
"""Samples a second inside the house."""

_C5, _E5, _G5, _C6 = 523.25, 659.26, 783.99, 1046.5


def joined() -> Samples:
    """You are in the queue: two notes rising."""
    return _melody((_E5, 0.09), (_C6, 0.16))


def left() -> Samples:
    """You have left the queue: two notes falling."""
    return _melody((_C6, 0.09), (_E5, 0.16))


def refused() -> Samples:
    """That is not possible now: one low note twice."""
    return _melody((220.0, 0.12), (0.0, 0.06), (220.0, 0.18))


def line_open() -> Samples:
    """You are heard from here on: three notes rising, the last one held."""
    return _melody((_C5, 0.08), (_E5, 0.08), (_G5, 0.28))


def line_closed() -> Samples:
    """You are no longer heard: two notes falling, softly."""
    return 0.7 * _melody((_G5, 0.08), (_C5, 0.2))


def hold() -> Samples:
    """Sixteen seconds that repeat without a seam: a slow, quiet chord now and then, and rest between."""
    beat = np.zeros(16 * STAGE_RATE, np.float32)
    for start, chord in ((0.5, (261.63, 329.63, 392.0)), (8.5, (220.0, 261.63, 329.63))):
        for delay, pitch in enumerate(chord):
            note = _note(pitch, 3.5, decay=1.1) * 0.45
            at = int((start + 0.35 * delay) * STAGE_RATE)
            beat[at : at + len(note)] += note
    return beat


def _melody(*notes: tuple[float, float]) -> Samples:
    return np.concatenate([_note(pitch, seconds, decay=0.25) for pitch, seconds in notes])


def _note(pitch: float, seconds: float, *, decay: float) -> Samples:
    """A soft struck note with two overtones, begun and ended without a click."""
    at = np.arange(int(seconds * STAGE_RATE)) / STAGE_RATE
    wave = sum(np.sin(2 * np.pi * pitch * order * at) / order**2 for order in (1, 2, 3))
    edges = np.minimum(1, np.minimum(at / 0.008, (seconds - at) / 0.02))
    return (0.16 * wave * np.exp(-at / decay) * edges).astype(np.float32)
