"""Whether a known sound is in a recording: where, how loud, and how much like the original.

The comparison is a normalised cross-correlation at telephone rate, so that delay, gain and the companding of
G.711 do not matter, and noise or someone else talking does.
"""

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]

TELEPHONE_RATE = 8_000
QUIET = 1e-7
"""Mean square below which a stretch of a recording counts as silence (-70 dB of full scale)."""
PIECE = TELEPHONE_RATE // 2
WANDER = TELEPHONE_RATE // 10


@dataclass(frozen=True, slots=True)
class Match:
    """The best place of a reference in a recording."""

    delay: int
    """Where the reference begins in the recording, in samples at 8 kHz; negative when it begins before it."""
    gain_db: float
    """How much louder the recording is than the reference."""
    correlation: float
    """From 0 (nothing alike) to 1 (the same but for the gain); the absolute value, as phones may invert."""
    heard: float
    """Share of the reference's half seconds found at that place, give or take a tenth of a second.

    Where a jitter buffer stretched or skipped, `correlation` falls although all was heard; this does not.
    """

    def __bool__(self) -> bool:
        return self.correlation >= 0.7 or self.heard >= 0.8


def hears(
    recording: Samples, reference: Samples, *, recording_rate: int = 8_000, reference_rate: int = 16_000
) -> Match:
    """Look for `reference` in `recording` (mono, -1 to 1). Raises ValueError for a silent reference."""
    heard = _at_telephone_rate(recording, recording_rate)
    wanted = _at_telephone_rate(reference, reference_rate)
    if wanted.size == 0 or float(np.mean(wanted**2)) < QUIET:
        raise ValueError("the reference is silent; give a sound to listen for")
    if heard.size == 0:
        return Match(0, -np.inf, 0.0, 0.0)
    delay, correlation, gain = _best_place(heard, wanted)
    gain_db = 20 * float(np.log10(gain)) if gain > 0 else -np.inf
    return Match(delay, gain_db, correlation, _share_heard(heard, wanted, delay))


def _at_telephone_rate(samples: Samples, rate: int) -> Samples:
    mono = np.asarray(samples, np.float32)
    return mono if rate == TELEPHONE_RATE else soxr.resample(mono, rate, TELEPHONE_RATE)


def _best_place(heard: Samples, wanted: Samples) -> tuple[int, float, float]:
    """Delay in samples, absolute correlation and gain of the best place, half overlapping or more."""
    edge = wanted.size // 2
    padded = np.concatenate([np.zeros(edge), heard, np.zeros(edge)])
    if padded.size < wanted.size:
        padded = np.concatenate([padded, np.zeros(wanted.size - padded.size)])
    size = 1 << int(padded.size + wanted.size - 1).bit_length()
    spectrum = np.fft.rfft(padded, size) * np.conj(np.fft.rfft(wanted, size))
    products = np.fft.irfft(spectrum, size)[: padded.size - wanted.size + 1]
    sums = np.concatenate([[0.0], np.cumsum(padded**2)])
    energy = np.maximum(sums[wanted.size :] - sums[: sums.size - wanted.size], QUIET * wanted.size)
    wanted_energy = float(np.sum(wanted.astype(np.float64) ** 2))
    likeness = np.abs(products) / np.sqrt(energy * wanted_energy)
    best = int(np.argmax(likeness))
    return best - edge, min(1.0, float(likeness[best])), abs(float(products[best])) / wanted_energy


def _share_heard(heard: Samples, wanted: Samples, delay: int) -> float:
    """Share of the half seconds of `wanted` that have sound and are found near their place."""
    sounding = found = 0
    for start in range(0, wanted.size, PIECE):
        piece = wanted[start : start + PIECE]
        if piece.size < PIECE // 2 or float(np.mean(piece**2)) < 100 * QUIET:
            continue
        sounding += 1
        place = delay + start
        around = heard[max(0, place - WANDER) : max(0, place + piece.size + WANDER)]
        if around.size >= piece.size // 2 and _best_place(around, piece)[1] >= 0.6:
            found += 1
    return found / sounding if sounding else 0.0
