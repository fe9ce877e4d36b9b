"""RTP packets: the fixed header, contributing sources, extension and padding (RFC 3550 section 5)."""

from __future__ import annotations

import struct

import msgspec
import numpy as np
from numpy.typing import NDArray

HEADER_SIZE = 12
_FIXED = struct.Struct("!BBHII")


class MalformedPacketError(ValueError):
    """Raised for bytes that are not one whole RTP packet of version 2."""


class RtpPacket(msgspec.Struct, frozen=True):
    """One RTP packet.

    `timestamp` counts the payload format's clock (8000 a second for PCMU), modulo 2**32; `sequence` is modulo
    2**16. `extension` is the header extension as (profile, data), its data a multiple of four bytes.
    """

    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    marker: bool = False
    csrc: tuple[int, ...] = ()
    extension: tuple[int, bytes] | None = None

    @classmethod
    def parse(cls, data: bytes) -> RtpPacket:
        """Read a datagram. Raises MalformedPacketError."""
        if len(data) < HEADER_SIZE:
            raise MalformedPacketError("shorter than an RTP header")
        first, second, sequence, timestamp, ssrc = _FIXED.unpack_from(data)
        if first >> 6 != 2:
            raise MalformedPacketError("not RTP version 2")
        start, end = HEADER_SIZE + 4 * (first & 0x0F), len(data)
        if start > end:
            raise MalformedPacketError("contributing sources cut off")
        csrc = struct.unpack_from(f"!{first & 0x0F}I", data, HEADER_SIZE)
        extension = None
        if first & 0x10:
            if start + 4 > end:
                raise MalformedPacketError("header extension cut off")
            profile, words = struct.unpack_from("!HH", data, start)
            start += 4 + 4 * words
            if start > end:
                raise MalformedPacketError("header extension cut off")
            extension = (profile, data[start - 4 * words : start])
        if first & 0x20:
            padding = data[-1]
            if padding == 0 or end - padding < start:
                raise MalformedPacketError("padding longer than the payload")
            end -= padding
        return cls(
            payload_type=second & 0x7F,
            sequence=sequence,
            timestamp=timestamp,
            ssrc=ssrc,
            payload=data[start:end],
            marker=bool(second & 0x80),
            csrc=csrc,
            extension=extension,
        )

    def build(self) -> bytes:
        """The packet as it goes on the wire, without padding."""
        first = 0x80 | (0x10 if self.extension else 0) | len(self.csrc)
        second = (0x80 if self.marker else 0) | self.payload_type
        parts = [_FIXED.pack(first, second, self.sequence, self.timestamp, self.ssrc)]
        parts += [struct.pack("!I", source) for source in self.csrc]
        if self.extension:
            profile, body = self.extension
            parts += [struct.pack("!HH", profile, len(body) // 4), body]
        return b"".join([*parts, self.payload])


HEADER = np.dtype([("flags", "u1"), ("marker_type", "u1"), ("sequence", ">u2"), ("timestamp", ">u4"), ("ssrc", ">u4")])
"""The fixed header as a numpy record, for whole columns of packets at once."""


def headers(data: NDArray[np.uint8]) -> NDArray[np.void]:
    """The fixed headers of `data` (packets, bytes of each, at least 12) as records of dtype HEADER (a copy)."""
    return np.ascontiguousarray(data[:, :HEADER_SIZE]).view(HEADER)[:, 0]
