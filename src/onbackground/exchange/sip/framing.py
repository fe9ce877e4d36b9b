"""Messages cut from a stream by their Content-Length, and the keep-alives between them (RFC 3261 §18.3, RFC 5626)."""

from __future__ import annotations

import re

from onbackground.exchange.sip.message import MAX_BODY, MAX_HEAD

PING = b"\r\n\r\n"
PONG = b"\r\n"

_FIELD = re.compile(rb"\r\n(?:Content-Length|l)[ \t]*:(?:\r\n[ \t]|[^\r\n])*", re.IGNORECASE)
_LENGTH = re.compile(rb"[^:]*:[ \t\r\n]*([0-9]{1,9})[ \t]*")


class StreamBroken(ValueError):  # noqa: N818 - the name says it: nothing after this can be read
    """The stream does not tell where its next message ends; answer `frame` if it can be answered, then close.

    Attributes:
        frame: the octets that could not be delimited.

    """

    def __init__(self, reason: str, frame: bytes) -> None:
        super().__init__(reason)
        self.reason = reason
        self.frame = frame


class StreamFramer:
    """Cuts one connection's octets into messages, however they are fragmented.

    Give it octets with `receive`, then take messages with `next_frame` until it returns None.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0  # octets known to hold no blank line
        self._pings = 0

    def receive(self, data: bytes) -> None:
        """Take octets off the wire."""
        self._buffer += data

    def pongs(self) -> bytes:
        """Return what is owed for the keep-alive pings met since the last time (RFC 5626 §3.5.1)."""
        owed, self._pings = PONG * self._pings, 0
        return owed

    def next_frame(self) -> bytes | None:
        """Return the next whole message, or None until more octets come.

        Raises:
            StreamBroken: when it has no single readable Content-Length, or is larger than we read.

        """
        self._take_keepalives()
        end = self._buffer.find(b"\r\n\r\n", max(0, self._searched - 3))
        if end < 0:
            self._searched = len(self._buffer)
            if len(self._buffer) > MAX_HEAD:
                raise StreamBroken("message too large", bytes(self._buffer))
            return None
        self._searched = end
        size = end + 4 + self._body_length(bytes(self._buffer[:end]))
        if len(self._buffer) < size:
            return None
        frame = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._searched = 0
        return frame

    def _take_keepalives(self) -> None:
        while self._buffer.startswith(PING):
            del self._buffer[: len(PING)]
            self._pings += 1
        # A lone CRLF may be half a ping; anything else after it makes it the pong of a client, or nothing (§7.5).
        if self._buffer.startswith(b"\r\n") and not PING.startswith(bytes(self._buffer[:4])):
            del self._buffer[:2]

    def _body_length(self, head: bytes) -> int:
        fields = _FIELD.findall(head)
        if len(fields) != 1:
            raise StreamBroken("a message on a stream needs one Content-Length", head + b"\r\n\r\n")
        match = _LENGTH.fullmatch(fields[0])
        if match is None:
            raise StreamBroken("malformed Content-Length", head + b"\r\n\r\n")
        if int(match[1]) > MAX_BODY or len(head) > MAX_HEAD:
            raise StreamBroken("message too large", head + b"\r\n\r\n")
        return int(match[1])
