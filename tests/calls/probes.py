"""Phones that measure: each has a socket of its own, and every packet is timed by the system as it arrives."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import os
import selectors
import socket
import struct
import time
from collections.abc import Iterator, Sequence

import numpy as np
from dialling import EVENT_TYPE, Dialling
from numpy.typing import NDArray

from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.exchange.rtp.telephone_event import press

PACKET = 0.020
SILENCE = b"\xff" * 160
_TIMESTAMPS = 35
"""SO_TIMESTAMPNS of Linux, which Python does not name."""


class Probe:
    """One phone's sound. Times are the system's, in seconds since the epoch."""

    def __init__(self, number: int) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, _TIMESTAMPS, 1)
        self._number, self._sequence, self._packets = number, 0, 0
        self.heard: list[tuple[float, int, NDArray[np.float32]]] = []
        """What has arrived: when, its timestamp in samples, its samples."""

    def packet(self, payload: bytes, kind: int = 0, timestamp: int | None = None) -> bytes:
        """The next packet of this phone."""
        self._sequence = (self._sequence + 1) % 65_536
        if timestamp is None:
            timestamp = 160 * self._packets
        return struct.pack("!BBHII", 0x80, kind, self._sequence, timestamp, 9_000 + self._number) + payload

    def sound(self, payload: bytes = SILENCE) -> bytes:
        """20 ms of sound, in its place after the last."""
        self._packets += 1
        return self.packet(payload)

    def key(self, key: str) -> Iterator[bytes]:
        """The packets of one key, one to be sent every 20 ms."""
        for sent in press(key, 160 * self._packets, held=480):
            self._packets += 1
            yield self.packet(sent.payload, EVENT_TYPE | (0x80 if sent.marker else 0), sent.timestamp)

    def receive(self) -> None:
        """Take in what has arrived."""
        with contextlib.suppress(BlockingIOError):
            while True:
                data, control, _, _ = self.socket.recvmsg(2048, 64)
                seconds, nanoseconds = struct.unpack("qq", control[0][2])
                if data[1] & 0x7F == 0:
                    timestamp = int.from_bytes(data[4:8])
                    self.heard.append((seconds + nanoseconds * 1e-9, timestamp, PCMU.decode(data[12:])))


class Probes:
    """Measuring phones that have dialled in and entered these PINs; ``run`` lets them send what is due."""

    def __init__(self, server: tuple[str, int], user: str, pins: Sequence[str]) -> None:
        self.phones = [Probe(number) for number in range(len(pins))]
        self._due: list[tuple[float, int, Probe, bytes]] = []
        self._order = itertools.count()
        self._selector = selectors.DefaultSelector()
        for phone in self.phones:
            self._selector.register(phone.socket, selectors.EVENT_READ, phone)
        self._calls = Dialling(server, user, [phone.socket.getsockname() for phone in self.phones])
        self._calls.dial_all()
        for phone, pin in zip(self.phones, pins, strict=True):
            self.press(phone, pin, time.time())
        self.run(0.2 * max(map(len, pins)))

    def at(self, when: float, phone: Probe, packet: bytes) -> None:
        """Send this packet at that time."""
        heapq.heappush(self._due, (when, next(self._order), phone, packet))

    def press(self, phone: Probe, keys: str, when: float) -> float:
        """Press keys from that time on; returns when the first packet of the last one is due."""
        for key in keys:
            began = when
            for packet in phone.key(key):
                self.at(when, phone, packet)
                when += PACKET
            when += 2 * PACKET
        return began

    def run(self, seconds: float) -> None:
        """Send and take in for so long."""
        until = time.time() + seconds
        while (now := time.time()) < until:
            while self._due and self._due[0][0] <= now:
                _, _, phone, packet = heapq.heappop(self._due)
                phone.socket.sendto(packet, self._calls.house)
            soonest = min(until, self._due[0][0] if self._due else until)
            for ready, _ in self._selector.select(max(0.0, soonest - time.time())):
                ready.data.receive()

    def hang_up(self) -> None:
        self._calls.hang_up_all()


def measure_before_all_else() -> bool:
    """Let nothing but the exchange itself come between these phones and the wire, where that is permitted."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except (AttributeError, PermissionError):
        return False
    return True
