"""RTCP: sender and receiver reports, source description, goodbye (RFC 3550 section 6), and round trip times.

The source description carries a random name only: nothing about the house or the call.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

import msgspec

SR, RR, SDES, BYE = 200, 201, 202, 203
_NTP_EPOCH = 2_208_988_800
_BLOCK = struct.Struct("!IB3sIIII")


class ReportBlock(msgspec.Struct, frozen=True):
    """What one receiver says about one sender: `fraction` lost of the last interval in 256ths, `lost` in all,
    highest sequence number, jitter in clock units; `last_sr` and `delay` (1/65536 s) as in section 6.4.1.
    """

    ssrc: int
    fraction: int
    lost: int
    highest: int
    jitter: int
    last_sr: int
    delay: int


class Report(msgspec.Struct, frozen=True):
    """A sender report, or with `ntp` None a receiver report. `ntp` is 64 bits, seconds since 1900 in 2**-32."""

    ssrc: int
    blocks: tuple[ReportBlock, ...] = ()
    ntp: int | None = None
    timestamp: int = 0
    packets: int = 0
    octets: int = 0


class Goodbye(msgspec.Struct, frozen=True):
    """These senders have left."""

    sources: tuple[int, ...]


def parse(data: bytes) -> list[Report | Goodbye]:
    """The reports and goodbyes of a compound packet, as far as it makes sense; what does not is left out."""
    found: list[Report | Goodbye] = []
    while len(data) >= 8:
        first, kind, words = struct.unpack_from("!BBH", data)
        body, data = data[4 : 4 + 4 * words], data[4 + 4 * words :]
        if first >> 6 != 2 or len(body) < 4 * words:
            break
        count = first & 0x1F
        if kind == BYE:
            sources = min(count, len(body) // 4)
            found.append(Goodbye(struct.unpack_from(f"!{sources}I", body)))
        elif kind == SR and len(body) >= 24:
            ssrc, ntp, timestamp, packets, octets = struct.unpack_from("!IQIII", body)
            found.append(Report(ssrc, _blocks(body[24:], count), ntp, timestamp, packets, octets))
        elif kind == RR and len(body) >= 4:
            found.append(Report(int.from_bytes(body[:4], "big"), _blocks(body[4:], count)))
    return found


def build(report: Report, cname: str, *, goodbye: bool = False) -> bytes:
    """A compound packet: the report, the source description and, if so wished, the goodbye."""
    blocks = b"".join(_build_block(block) for block in report.blocks)
    if report.ntp is None:
        head = struct.pack("!I", report.ssrc)
    else:
        head = struct.pack(
            "!IQIII", report.ssrc, report.ntp, report.timestamp, report.packets % 2**32, report.octets % 2**32
        )
    item = b"\x01" + bytes([len(cname)]) + cname.encode("ascii")
    item += bytes(4 - len(item) % 4)  # one to four zeros end the chunk
    parts = [
        _packet(RR if report.ntp is None else SR, len(report.blocks), head + blocks),
        _packet(SDES, 1, struct.pack("!I", report.ssrc) + item),
    ]
    if goodbye:
        parts.append(_packet(BYE, 1, struct.pack("!I", report.ssrc)))
    return b"".join(parts)


def ntp_time(unix_seconds: float) -> int:
    """A time as a 64-bit NTP timestamp."""
    return int((unix_seconds + _NTP_EPOCH) * 2**32)


def middle(ntp: int) -> int:
    """The middle 32 bits of an NTP timestamp, as reports refer to it: units of 1/65536 s."""
    return (ntp >> 16) & 0xFFFFFFFF


def round_trip(now: int, block: ReportBlock) -> float | None:
    """Seconds to the reporter and back; `now` is `middle` of our clock. None before it has had a report of ours."""
    if block.last_sr == 0:
        return None
    units = (now - block.last_sr - block.delay) % 2**32
    return units / 65536 if units < 2**31 and units < 60 * 65536 else None


def _blocks(data: bytes, count: int) -> tuple[ReportBlock, ...]:
    blocks = []
    for offset in range(0, min(count, len(data) // _BLOCK.size) * _BLOCK.size, _BLOCK.size):
        ssrc, fraction, lost, *rest = _BLOCK.unpack_from(data, offset)
        blocks.append(ReportBlock(ssrc, fraction, int.from_bytes(lost, "big", signed=True), *rest))
    return tuple(blocks)


def _build_block(block: ReportBlock) -> bytes:
    lost = max(-(2**23), min(block.lost, 2**23 - 1)).to_bytes(3, "big", signed=True)
    return _BLOCK.pack(
        block.ssrc, block.fraction, lost, block.highest % 2**32, block.jitter, block.last_sr, block.delay
    )


def _packet(kind: int, count: int, body: Sequence[int] | bytes) -> bytes:
    return struct.pack("!BBH", 0x80 | count, kind, len(body) // 4) + bytes(body)
