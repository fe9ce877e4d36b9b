"""What every payload format offers, and the companded formats that are nothing but two tables (G.711)."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class PayloadFormat(Protocol):
    """A way of carrying audio in RTP. Audio is float32 in [-1, 1] at `sample_rate` hertz.

    `clock_rate` is the rate of the RTP timestamp, `payload_type` the static number of RFC 3551.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def payload_type(self) -> int: ...  # noqa: D102
    @property
    def clock_rate(self) -> int: ...  # noqa: D102
    @property
    def sample_rate(self) -> int: ...  # noqa: D102

    def encode(self, samples: Samples | NDArray[np.int16]) -> bytes:
        """The payload of one packet."""
        ...

    def encode_rows(self, rows: Samples) -> NDArray[np.uint8]:
        """The payloads of several packets: (packets, samples) to (packets, bytes)."""
        ...

    def decode(self, payload: bytes) -> Samples:
        """The samples of one packet."""
        ...


class Companded:
    """A format of one byte a sample, at 8000 hertz, given by the value of each code.

    Encoding takes the code whose value is nearest, which is what the decision values of G.711 amount to.
    """

    clock_rate = 8000
    sample_rate = 8000

    def __init__(self, name: str, payload_type: int, values: NDArray[np.int16]) -> None:
        self.name = name
        self.payload_type = payload_type
        self.values = values
        self._floats = (values / 32768.0).astype(np.float32)
        self._codes = _nearest_codes(values)

    def encode(self, samples: Samples | NDArray[np.int16]) -> bytes:
        """The codes of float32 samples in [-1, 1] (clipped beyond) or of int16 samples."""
        return self._codes[to_int16(samples).view(np.uint16)].tobytes()

    def encode_rows(self, rows: Samples) -> NDArray[np.uint8]:
        """The codes of many packets at once."""
        codes: NDArray[np.uint8] = self._codes[to_int16(rows).view(np.uint16)]
        return codes

    def decode(self, payload: bytes) -> Samples:
        """The samples of any number of codes."""
        return self._floats[np.frombuffer(payload, np.uint8)]


def to_int16(samples: Samples | NDArray[np.int16]) -> NDArray[np.int16]:
    """Round float samples in [-1, 1] to 16 bits; louder ones are clipped. What is 16 bits already stays."""
    if samples.dtype == np.int16:
        return samples.astype(np.int16, copy=False)
    whole: NDArray[np.int16] = np.rint(samples * np.float32(32768)).clip(-32768, 32767).astype(np.int16)
    return whole


def _nearest_codes(values: NDArray[np.int16]) -> NDArray[np.uint8]:
    """For each int16, seen as uint16, the code of the nearest value."""
    order = np.argsort(values, kind="stable")
    ladder = values[order].astype(np.int32)
    inputs = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    return order[np.searchsorted(ladder[:-1] + ladder[1:], 2 * inputs)].astype(np.uint8)
