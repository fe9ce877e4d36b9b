"""Speech at another tempo: a recogniser that hears the same once more, slower, makes other mistakes."""

from __future__ import annotations

import numpy as np

from .segments import Samples


def slowed(samples: Samples, tempo: float) -> Samples:
    """The same speech so many times as fast, and as much deeper."""
    places = np.arange(int(len(samples) / tempo)) * tempo
    slower: Samples = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
    return slower
