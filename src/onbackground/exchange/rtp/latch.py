"""Symmetric RTP: finding a line's media behind address translation, and not letting a stranger take it.

A packet from an address no line has announced may belong to a line whose phone sits behind a translator. It is
believed only when it comes from the host the line's signalling came from, exactly one line there still waits for its
media, and several good packets of one sender follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onbackground.exchange.rtp.packet import RtpPacket

RUN = 4
"""Packets in sequence, of one sender and the negotiated payload types, before an address is believed."""
RELATCH_AFTER = 4.0
"""Seconds a line must have been silent before its media may come from another address."""
_FORGOTTEN_AFTER = 1.0
_MOST = 256


@dataclass(slots=True, frozen=True)
class Latched:
    """An address has earned `line`; `before` are the packets that led up to it, without the last one."""

    line: int
    before: list[RtpPacket]


@dataclass(slots=True)
class _Run:
    line: int
    packets: list[RtpPacket]
    last: float


class Latch:
    """Watches unexpected addresses until one of them has earned a line."""

    def __init__(self) -> None:
        self._runs: dict[tuple[int, int], _Run] = {}

    def consider(self, port: int, source: int, packet: RtpPacket, waiting: Sequence[int], now: float) -> Latched | None:
        """One good packet from `source` (packed address) on a local port: does a line now belong to that address?

        `waiting` are the lines that port might expect it for: same host, the packet's payload type is one of theirs,
        not heard yet or silent for RELATCH_AFTER.
        """
        key = port, source
        if len(waiting) != 1:
            self._runs.pop(key, None)
            return None
        run = self._runs.get(key)
        if run is None or run.line != waiting[0] or now - run.last > _FORGOTTEN_AFTER or not _follows(packet, run):
            self._runs[key] = _Run(waiting[0], [packet], now)
            self._forget(now)
            return None
        if len(run.packets) < RUN - 1:
            run.packets.append(packet)
            run.last = now
            return None
        del self._runs[key]
        return Latched(run.line, run.packets)

    def _forget(self, now: float) -> None:
        """Keep the watch short, whatever a flood of addresses does."""
        if len(self._runs) > _MOST:
            self._runs = {key: run for key, run in self._runs.items() if now - run.last < _FORGOTTEN_AFTER}
        while len(self._runs) > _MOST:
            del self._runs[next(iter(self._runs))]


def _follows(packet: RtpPacket, run: _Run) -> bool:
    before = run.packets[-1]
    return packet.ssrc == before.ssrc and 0 < (packet.sequence - before.sequence) % 65536 <= 3
