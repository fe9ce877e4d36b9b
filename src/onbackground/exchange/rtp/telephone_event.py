"""Telephone keys in RTP (RFC 4733): what was pressed on the far phone, and pressing keys on ours."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import msgspec

KEYS = "0123456789*#ABCD"
"""The keys in the order of their event codes."""

_BLOCK = struct.Struct("!BBH")
_LONGEST = 0xFFFF
_CONTINUES_WITHIN = 800
"""A key seen again this soon (100 ms of the 8000 hertz clock) after an unfinished report is still held."""


class KeyReceiver:
    """Turns one sender's telephone-event payloads into key presses, each reported once.

    The first packet seen of a press reports it, whichever it is, so lost starts and lost ends do no harm. Repeated
    packets carry the timestamp of the press and are ignored. A press longer than 65535 clock units comes in
    segments (RFC 4733 section 2.5.1.3), each starting where the last one stopped.
    """

    def __init__(self) -> None:
        self._key = ""
        self._start: int | None = None
        self._duration = 0
        self._ended = False

    def receive(self, timestamp: int, payload: bytes, marker: bool = False) -> list[str]:
        """The keys newly pressed according to one packet; several when it packs several events."""
        pressed = []
        for offset in range(0, len(payload) - len(payload) % 4, 4):
            code, flags, duration = _BLOCK.unpack_from(payload, offset)
            if code < len(KEYS) and self._is_new(KEYS[code], timestamp, marker):
                pressed.append(KEYS[code])
            if code < len(KEYS) and timestamp == self._start:
                self._duration = max(self._duration, duration)
                self._ended = self._ended or bool(flags & 0x80)
            timestamp = (timestamp + duration) % 2**32
            marker = False
        return pressed

    def _is_new(self, key: str, timestamp: int, marker: bool) -> bool:
        if self._start is not None:
            since = (timestamp - self._start) % 2**32
            if since == 0 or since >= 2**31:
                return False
            gap = since - self._duration
            if key == self._key and not marker and not self._ended and gap <= _CONTINUES_WITHIN:
                self._start, self._duration = timestamp, 0
                return False
        self._key, self._start, self._duration, self._ended = key, timestamp, 0, False
        return True


class EventPacket(msgspec.Struct, frozen=True):
    """What one RTP packet of a key press carries besides its sequence number and payload type."""

    marker: bool
    timestamp: int
    payload: bytes


def press(key: str, timestamp: int, *, held: int = 800, step: int = 160, volume: int = 10) -> Iterator[EventPacket]:
    """The packets of one press, to be sent one each `step` clock units; the end is sent three times.

    `held` is the length of the press in clock units, `volume` its level in -dBm0. Raises ValueError for what is
    no key.
    """
    code = KEYS.index(key)
    start, elapsed, marker = timestamp, 0, True
    while elapsed + step < held:
        elapsed += step
        if elapsed > _LONGEST:
            yield EventPacket(marker, start % 2**32, _BLOCK.pack(code, volume, _LONGEST))
            start, elapsed, held = start + _LONGEST, elapsed - _LONGEST, held - _LONGEST
        yield EventPacket(marker, start % 2**32, _BLOCK.pack(code, volume, elapsed))
        marker = False
    for _ in range(3):
        yield EventPacket(marker, start % 2**32, _BLOCK.pack(code, 0x80 | volume, min(held, _LONGEST)))
        marker = False
