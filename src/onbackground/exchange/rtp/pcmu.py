"""PCMU: G.711 µ-law (RFC 3551 section 4.5.14), the format every telephone speaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.payload import Companded


def _values() -> NDArray[np.int16]:
    """The value of each code: sign, three bits of segment, four bits of step, all sent inverted."""
    code = ~np.arange(256, dtype=np.uint8)
    segment, step = (code >> 4) & 0x07, code & 0x0F
    size = ((2 * step.astype(np.int32) + 33) << segment) - 33
    return (np.where(code & 0x80, -size, size) * 4).astype(np.int16)


PCMU = Companded("PCMU", 0, _values())
