"""Symmetric RTP: finding a line's media behind address translation, and not letting a stranger take it.

A packet from an address no line has announced may belong to a line whose phone sits behind a translator. It is
believed only when it comes from the host the line's signalling came from, exactly one line there still waits for its
media, and several good packets of one sender follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

RUN = 4
"""Packets in sequence, of one sender and the negotiated payload type, before an address is believed."""
RELATCH_AFTER = 4.0
"""Seconds a line must have been silent before its media may come from another address."""
_FORGOTTEN_AFTER = 1.0
_MOST = 256


@dataclass(slots=True)
class _Run:
    ssrc: int
    sequence: int
    length: int
    last: float


class Latch:
    """Watches unexpected addresses until one of them has earned a line."""

    def __init__(self) -> None:
        self._runs: dict[tuple[int, int], _Run] = {}

    def consider(
        self, port: int, source: int, ssrc: int, sequence: int, waiting: Sequence[int], now: float
    ) -> int | None:
        """One good packet from `source` (packed address) on a local port; the line it now belongs to, or None.

        `waiting` are the lines that port might expect it for: same host, the packet's payload type, not heard yet
        or silent for RELATCH_AFTER.
        """
        key = port, source
        if len(waiting) != 1:
            self._runs.pop(key, None)
            return None
        run = self._runs.get(key)
        step = (sequence - run.sequence) % 65536 if run else 0
        if run is None or run.ssrc != ssrc or now - run.last > _FORGOTTEN_AFTER or not 0 < step <= 3:
            self._runs[key] = _Run(ssrc, sequence, 1, now)
            self._forget(now)
            return None
        run.sequence, run.length, run.last = sequence, run.length + 1, now
        if run.length < RUN:
            return None
        del self._runs[key]
        return waiting[0]

    def _forget(self, now: float) -> None:
        """Keep the watch short, whatever a flood of addresses does."""
        if len(self._runs) > _MOST:
            self._runs = {key: run for key, run in self._runs.items() if now - run.last < _FORGOTTEN_AFTER}
        while len(self._runs) > _MOST:
            del self._runs[next(iter(self._runs))]
