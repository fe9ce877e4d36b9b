"""Known sounds: none is mistaken for another, and all pass a telephone."""

import numpy as np
import soxr
from numpy.typing import NDArray

from onbackground.rehearsal.listening import hears


def murmur(seed: int, seconds: float = 3.0, *, rate: int = 16_000) -> NDArray[np.float32]:
    """Noise in the telephone band that swells and ebbs as speech does."""
    rng = np.random.default_rng(seed)
    noise = soxr.resample(rng.standard_normal(round(5_000 * seconds)), 5_000, rate)[: round(rate * seconds)]
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * np.arange(len(noise)) / rate)
    sound: NDArray[np.float32] = (0.1 * noise * swell).astype(np.float32)
    return sound


def share_found(recording: NDArray[np.float32], sound: NDArray[np.float32], *, rate: int) -> float:
    """How much of `sound` (16 kHz) is in `recording`, in tenths of a second that may lie up to half a second astray.

    For phones that stretch and shorten what they play, so that a comparison of the whole would fail.
    """
    heard = soxr.resample(recording, rate, 8_000) if rate != 8_000 else recording
    wanted = soxr.resample(sound, 16_000, 8_000)
    place = hears(heard, sound).delay
    found = 0
    starts = range(0, len(wanted) - 800, 800)
    for start in starts:
        around = heard[max(0, place + start - 4_000) : place + start + 4_800]
        found += hears(around, wanted[start : start + 800], reference_rate=8_000).correlation >= 0.6
    return found / len(starts)
