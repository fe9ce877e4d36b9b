"""The signalling of many phones from one socket: they dial, acknowledge and hang up, and know nothing else of SIP."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Sequence

Address = tuple[str, int]
EVENT_TYPE = 101
ANSWERED_WITHIN = 20.0
SENT_AGAIN_AFTER = 1.0


class Dialling:
    """Calls to ``sip:user@server``, one for each address at which a phone takes its sound (PCMU)."""

    def __init__(self, server: Address, user: str, sounding_at: Sequence[Address]) -> None:
        self._server, self._user, self._sounding_at = server, user, sounding_at
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self._tags: dict[int, str] = {}
        self.house: Address = ("", 0)
        """Where the exchange takes sound."""

    def dial_all(self, rate: int = 50) -> None:
        """Have every call answered, ``rate`` a second; raises TimeoutError where one is not."""
        everybody = range(len(self._sounding_at))
        for number in everybody:
            self._send("INVITE", number)
            self._listen(1 / rate)
        give_up_at = time.monotonic() + ANSWERED_WITHIN
        while missing := [number for number in everybody if number not in self._tags]:
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"{len(missing)} of {len(everybody)} calls were not answered")
            self._listen(SENT_AGAIN_AFTER)
            for number in missing:
                if number not in self._tags:
                    self._send("INVITE", number)

    def hang_up_all(self) -> None:
        """End every call."""
        for number in range(len(self._sounding_at)):
            self._send("BYE", number)
            self._listen(0.002)
        self._socket.close()

    def _send(self, method: str, number: int) -> None:
        host, port = self._socket.getsockname()
        body = self._offer(number) if method == "INVITE" else ""
        to = f"sip:{self._user}@{self._server[0]}:{self._server[1]}"
        tag = f";tag={self._tags[number]}" if number in self._tags and method != "INVITE" else ""
        lines = [
            f"{method} {to} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{method}{number};rport",
            f"From: <sip:{number}@{host}>;tag={number}",
            f"To: <{to}>{tag}",
            f"Call-ID: {number}@{port}",
            f"CSeq: {2 if method == 'BYE' else 1} {method}",
            f"Contact: <sip:{number}@{host}:{port}>",
            "Max-Forwards: 70",
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        self._socket.sendto("\r\n".join([*lines, "", body]).encode(), self._server)

    def _offer(self, number: int) -> str:
        host, port = self._sounding_at[number]
        return (
            f"v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0 {EVENT_TYPE}\r\na=rtpmap:{EVENT_TYPE} telephone-event/8000\r\n"
        )

    def _listen(self, seconds: float) -> None:
        """Acknowledge answers as they come."""
        until = time.monotonic() + seconds
        while True:
            try:
                answer = self._socket.recv(4096).decode()
            except BlockingIOError:
                if time.monotonic() >= until:
                    return
                time.sleep(0.001)
                continue
            if answer.startswith("SIP/2.0 200") and " INVITE\r\n" in answer:
                self._answered(answer)

    def _answered(self, answer: str) -> None:
        number = int(_found(r"Call-ID: (\d+)@", answer))
        self._tags[number] = _found(r"\r\nTo: [^\r]*;tag=([^;\r]+)", answer)
        self.house = self._server[0], int(_found(r"m=audio (\d+)", answer))
        self._send("ACK", number)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"the exchange's answer has nothing like {pattern}")
    return match[1]
