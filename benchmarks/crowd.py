"""Hundreds of phones in one process: they dial in, enter their PINs by RFC 4733 and send silence, and no more.

Each phone has a loopback address of its own, so one socket can carry the sound of all of them. Run as a process of
its own beside the exchange that is measured: it must cost little.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from multiprocessing.synchronize import Event

import numpy as np

import media
from onbackground.exchange.rtp.telephone_event import press

TICK = 0.020
EVENT_TYPE = 101
GROUP = 10
"""So many phones dial at once, and as many enter their PINs at once."""


class Crowd:
    """Phones that dial ``sip:user@server`` from 127.0.0.1, one for each PIN."""

    def __init__(self, server: tuple[str, int], user: str, pins: Sequence[str]) -> None:
        self._server, self._user, self._pins = server, user, pins
        self._sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sip.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self._sip.bind(("127.0.0.1", 0))
        self._sip.setblocking(False)
        self._tags: dict[int, str] = {}
        self._house: tuple[str, int] = ("", 0)
        self._phones: media.Phones | None = None

    @property
    def phones(self) -> media.Phones:
        """The sounding half of the phones, once they are answered."""
        assert self._phones is not None
        return self._phones

    def dial_in(self) -> None:
        """Call, and be admitted; raises TimeoutError where the exchange does not answer everybody."""
        for first in range(0, len(self._pins), GROUP):
            for number in range(first, min(first + GROUP, len(self._pins))):
                self._send("INVITE", number)
            self._listen(TICK * GROUP)
        give_up_at = time.monotonic() + 20
        while len(self._tags) < len(self._pins):
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"{len(self._pins) - len(self._tags)} of {len(self._pins)} were not answered")
            for number in set(range(len(self._pins))) - set(self._tags):
                self._send("INVITE", number)
            self._listen(1)
        self._phones = media.Phones(len(self._pins), 0, self._house)

    def enter_pins(self) -> None:
        """All of them, in groups, one key every 40 ms."""
        for first in range(0, len(self._pins), GROUP):
            numbers = range(first, min(first + GROUP, len(self._pins)))
            for place in range(max(map(len, self._pins))):
                for packets in zip(*(self._key(number, place) for number in numbers), strict=True):
                    for number, packet in zip(numbers, packets, strict=True):
                        self._send_from(number, packet)
                time.sleep(0.01)
            self._listen(0)

    def keep_quiet(self, stop: Event) -> None:
        """Send silence, 50 packets a second from each, until told to stop; then hang up.

        A twentieth of the phones sends each millisecond, as real phones do not keep time together.
        """
        slices = np.linspace(0, len(self._pins), 21).astype(int)
        due, part = time.perf_counter(), 0
        while not stop.is_set():
            self.phones.send(int(slices[part]), int(slices[part + 1]))
            self.phones.drain()
            part = (part + 1) % 20
            due += TICK / 20
            time.sleep(max(0.0, due - time.perf_counter()))
        for number in range(len(self._pins)):
            self._send("BYE", number)
            self._listen(0.002)

    def _key(self, number: int, place: int) -> Iterator[bytes]:
        header = self.phones.header[number]
        timestamp = 160_000 + 1600 * place
        for sent in press(self._pins[number][place], timestamp, held=320):
            header["sequence"] = (int(header["sequence"]) + 1) % 65_536
            kind = EVENT_TYPE | (0x80 if sent.marker else 0)
            fixed = struct.pack("!BBHII", 0x80, kind, int(header["sequence"]), sent.timestamp, int(header["ssrc"]))
            yield fixed + sent.payload

    def _send_from(self, number: int, packet: bytes) -> None:
        source = struct.pack("I4s4s", 0, socket.inet_aton(media.phone_host(number)), bytes(4))
        self.phones.socket.sendmsg([packet], [(socket.IPPROTO_IP, 8, source)], 0, self._house)

    def _send(self, method: str, number: int) -> None:
        host, port = self._sip.getsockname()
        body = ""
        if method == "INVITE":
            body = (
                f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {media.phone_host(number)}\r\nt=0 0\r\n"
                f"m=audio {media.PHONE_PORT} RTP/AVP 0 {EVENT_TYPE}\r\na=rtpmap:{EVENT_TYPE} telephone-event/8000\r\n"
            )
        to = f"sip:{self._user}@{self._server[0]}:{self._server[1]}"
        tag = f";tag={self._tags[number]}" if number in self._tags else ""
        count = {"INVITE": 1, "ACK": 1, "BYE": 2}[method]
        lines = [
            f"{method} {to} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{method}{number};rport",
            f"From: <sip:{number}@{host}>;tag={number}",
            f"To: <{to}>{tag}",
            f"Call-ID: {number}@{port}",
            f"CSeq: {count} {method}",
            f"Contact: <sip:{number}@{host}:{port}>",
            "Max-Forwards: 70",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self._sip.sendto("\r\n".join([*lines, "", body]).encode(), self._server)

    def _listen(self, seconds: float) -> None:
        """Acknowledge answers as they come."""
        until = time.monotonic() + seconds
        while True:
            try:
                answer = self._sip.recv(4096).decode()
            except BlockingIOError:
                if time.monotonic() >= until:
                    return
                time.sleep(0.001)
                continue
            if answer.startswith("SIP/2.0 200") and "INVITE" in answer:
                self._answered(answer)

    def _answered(self, answer: str) -> None:
        number = int(_found(r"Call-ID: (\d+)@", answer))
        self._tags[number] = _found(r"To: .*;tag=([^;\r]+)", answer)
        self._house = self._server[0], int(_found(r"m=audio (\d+)", answer))
        self._send("ACK", number)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"the exchange's answer has no {pattern}")
    return match[1]


def keep_lines(server: tuple[str, int], user: str, pins: Sequence[str], ready: Event, stop: Event) -> None:
    """The process of a crowd: dials in, says when everybody has entered their PIN, and stays until told to stop."""
    crowd = Crowd(server, user, pins)
    crowd.dial_in()
    crowd.enter_pins()
    ready.set()
    crowd.keep_quiet(stop)
