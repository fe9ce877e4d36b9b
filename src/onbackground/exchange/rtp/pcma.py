"""PCMA: G.711 A-law (RFC 3551 section 4.5.14), as used outside North America and Japan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.payload import Companded


def _values() -> NDArray[np.int16]:
    """The value of each code: sign, three bits of segment, four bits of step, every second bit inverted."""
    code = np.arange(256, dtype=np.uint8) ^ 0x55
    segment, step = ((code >> 4) & 0x07).astype(np.int32), (code & 0x0F).astype(np.int32)
    size = np.where(segment == 0, 2 * step + 1, (2 * step + 33) << np.maximum(segment - 1, 0))
    return (np.where(code & 0x80, size, -size) * 8).astype(np.int16)


PCMA = Companded("PCMA", 8, _values())
