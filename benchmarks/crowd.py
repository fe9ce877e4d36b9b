"""Hundreds of phones in one process: they dial in, enter their PINs by RFC 4733 and send silence, and no more.

Each phone has a loopback address of its own, so one socket can carry the sound of all of them. Run as a process of
its own beside the exchange that is measured: it must cost little.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator, Sequence
from multiprocessing.synchronize import Event

import numpy as np

import media
from calls import EVENT_TYPE, Dialling
from onbackground.exchange.rtp.telephone_event import press

TICK = 0.020
GROUP = 10
"""So many phones enter their PINs at once."""


class Crowd:
    """Phones that dial ``sip:user@server``, one for each PIN."""

    def __init__(self, server: tuple[str, int], user: str, pins: Sequence[str]) -> None:
        self._pins = pins
        self.calls = Dialling(server, user, [(media.phone_host(n), media.PHONE_PORT) for n in range(len(pins))])
        self.calls.dial_all()
        self._phones = media.Phones(len(pins), 0, self.calls.house)

    def enter_pins(self) -> None:
        """All of them, in groups, each key some 40 ms after the one before."""
        for first in range(0, len(self._pins), GROUP):
            numbers = range(first, min(first + GROUP, len(self._pins)))
            for place in range(max(map(len, self._pins))):
                for packets in zip(*(self._key(number, place) for number in numbers), strict=True):
                    for number, packet in zip(numbers, packets, strict=True):
                        self._send_from(number, packet)
                time.sleep(0.01)

    def keep_quiet(self, stop: Event) -> None:
        """Send silence, 50 packets a second from each, until told to stop; then hang up.

        A twentieth of the phones sends each millisecond, as real phones do not keep time together.
        """
        slices = np.linspace(0, len(self._pins), 21).astype(int)
        due, part = time.perf_counter(), 0
        while not stop.is_set():
            self._phones.send(int(slices[part]), int(slices[part + 1]))
            self._phones.drain()
            part = (part + 1) % 20
            due += TICK / 20
            time.sleep(max(0.0, due - time.perf_counter()))
        self.calls.hang_up_all()

    def _key(self, number: int, place: int) -> Iterator[bytes]:
        header = self._phones.header[number]
        for sent in press(self._pins[number][place], 160_000 + 1600 * place, held=320):
            header["sequence"] = (int(header["sequence"]) + 1) % 65_536
            kind = EVENT_TYPE | (0x80 if sent.marker else 0)
            fixed = struct.pack("!BBHII", 0x80, kind, int(header["sequence"]), sent.timestamp, int(header["ssrc"]))
            yield fixed + sent.payload

    def _send_from(self, number: int, packet: bytes) -> None:
        source = struct.pack("I4s4s", 0, socket.inet_aton(media.phone_host(number)), bytes(4))
        self._phones.socket.sendmsg([packet], [(socket.IPPROTO_IP, 8, source)], 0, self.calls.house)


def keep_lines(server: tuple[str, int], user: str, pins: Sequence[str], ready: Event, stop: Event) -> None:
    """The process of a crowd: dials in, says when everybody has entered their PIN, and stays until told to stop."""
    crowd = Crowd(server, user, pins)
    crowd.enter_pins()
    ready.set()
    crowd.keep_quiet(stop)
