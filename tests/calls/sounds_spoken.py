"""Known sounds: none is mistaken for another, and all pass a telephone."""

import numpy as np
import soxr
from numpy.typing import NDArray


def murmur(seed: int, seconds: float = 3.0, *, rate: int = 16_000) -> NDArray[np.float32]:
    """Noise in the telephone band that swells and ebbs as speech does."""
    rng = np.random.default_rng(seed)
    noise = soxr.resample(rng.standard_normal(round(5_000 * seconds)), 5_000, rate)[: round(rate * seconds)]
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * np.arange(len(noise)) / rate)
    sound: NDArray[np.float32] = (0.1 * noise * swell).astype(np.float32)
    return sound
