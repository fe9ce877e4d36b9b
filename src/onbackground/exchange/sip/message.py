"""SIP messages: read from the wire and written to it (RFC 3261 §7).

`parse` takes one whole message, as one datagram or one frame of a stream, and returns a `Request` or a `Response`
whose mandatory header fields are known to be there once and well formed. Everything else raises `MalformedMessage`.

Header field text is UTF-8; octets that are not survive a round trip unchanged (surrogate escapes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onbackground.exchange.sip.fields import (
    TOKEN,
    CSeq,
    MalformedMessage,
    NameAddr,
    Via,
    parse_cseq,
    parse_name_addr,
    parse_uri,
    parse_via,
    split_list,
    uri_scheme,
)
from onbackground.exchange.sip.headers import LINE_BREAK, LISTS, Headers, canonical_name, one_line

MAX_HEAD = 16_384
"""Octets of start line and header fields we read; more is answered 513."""
MAX_BODY = 65_536
"""Octets of body we read; more is answered 513."""
MAX_FIELDS = 200
"""Header fields in one message we read; more is answered 513."""

REASONS = {
    100: "Trying",
    180: "Ringing",
    200: "OK",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    422: "Session Interval Too Small",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    491: "Request Pending",
    500: "Server Internal Error",
    503: "Service Unavailable",
    505: "Version Not Supported",
    513: "Message Too Large",
    603: "Decline",
}

_SINGLE = (
    *("From", "To", "Call-ID", "CSeq", "Max-Forwards", "Expires", "Date"),
    *("Content-Length", "Content-Type", "Content-Disposition", "Session-Expires", "Min-SE"),
)
"""Header fields that may stand only once (RFC 3261 §7.3.1)."""

_MANDATORY = ("Via", "From", "To", "Call-ID", "CSeq")

_FIELD_NAME = re.compile(TOKEN)
_FOLD = re.compile(r"[ \t]*\r\n[ \t]+")
_STATUS_LINE = re.compile(r"SIP/2\.0 ([1-6][0-9][0-9])(?: (.*))?", re.IGNORECASE | re.DOTALL)


class _Message:
    """What requests and responses share. The representation never shows header fields: they name people."""

    def __init__(self, headers: Headers | Iterable[tuple[str, object]] = (), body: bytes = b"") -> None:
        self.headers = headers if isinstance(headers, Headers) else Headers(headers)
        self.body = body

    @property
    def via(self) -> Via:
        """The topmost Via."""
        return parse_via(self._mandatory("Via"))

    @property
    def from_(self) -> NameAddr:
        """The From value."""
        return parse_name_addr(self._mandatory("From"))

    @property
    def to(self) -> NameAddr:
        """The To value."""
        return parse_name_addr(self._mandatory("To"))

    @property
    def call_id(self) -> str:
        """The Call-ID."""
        return self._mandatory("Call-ID")

    @property
    def cseq(self) -> CSeq:
        """The CSeq value."""
        return parse_cseq(self._mandatory("CSeq"))

    @property
    def contact(self) -> NameAddr | None:
        """The first Contact, or None."""
        text = self.headers.get("Contact")
        return None if text is None or text == "*" else parse_name_addr(text)

    @property
    def content_type(self) -> str:
        """The body's media type in small letters, without parameters; empty where none is said."""
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip(" \t").lower()

    def _mandatory(self, name: str) -> str:
        value = self.headers.get(name)
        if value is None:
            raise MalformedMessage(f"no {name}")
        return value

    def _start_line(self) -> str:
        raise NotImplementedError

    def __bytes__(self) -> bytes:
        """Write the message for the wire, with its Content-Length."""
        lines = [self._start_line()]
        lines += [f"{name}: {value}" for name, value in self.headers if name != "Content-Length"]
        lines.append(f"Content-Length: {len(self.body)}\r\n\r\n")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + self.body


class Request(_Message):
    """A request: `method`, `uri` (the Request-URI's text), `headers` and `body`.

    To build one: `Request("OPTIONS", "sip:desk@127.0.0.1", [("Via", Via(...)), ("From", NameAddr(...)), ...])`.
    """

    def __init__(
        self,
        method: str,
        uri: str,
        headers: Headers | Iterable[tuple[str, object]] = (),
        body: bytes = b"",
    ) -> None:
        super().__init__(headers, body)
        self.method = method
        self.uri = uri

    def response(
        self,
        status: int,
        reason: str = "",
        *,
        to_tag: str = "",
        headers: Iterable[tuple[str, object]] = (),
        body: bytes = b"",
    ) -> Response:
        """Build the answer to this request (RFC 3261 §8.2.6): Via, From, To, Call-ID and CSeq are copied.

        `to_tag` is added to a To that has none.
        """
        answer = Response(status, reason)
        for name in _MANDATORY:
            answer.headers.copy(name, self.headers)
        to = self.headers.get("To")
        if to_tag and to and _tag(to) is None:
            answer.headers.set("To", f"{to};tag={to_tag}")
        for name, value in headers:
            answer.headers.add(name, value)
        answer.body = body
        return answer

    def _start_line(self) -> str:
        return f"{self.method} {self.uri} SIP/2.0"

    def __repr__(self) -> str:
        """Show the method and nothing of the people."""
        return f"Request({self.method})"


class Response(_Message):
    """A response: `status`, `reason` (the usual phrase where none is given), `headers` and `body`."""

    def __init__(
        self,
        status: int,
        reason: str = "",
        headers: Headers | Iterable[tuple[str, object]] = (),
        body: bytes = b"",
    ) -> None:
        super().__init__(headers, body)
        self.status = status
        self.reason = reason or REASONS.get(status, "")

    def _start_line(self) -> str:
        return f"SIP/2.0 {self.status} {one_line(self.reason)}"

    def __repr__(self) -> str:
        """Show the status and nothing of the people."""
        return f"Response({self.status})"


def parse(data: bytes) -> Request | Response:
    """Read one whole message: a datagram, or a frame that `framing` cut from a stream.

    Octets after Content-Length are not part of the message (RFC 3261 §18.3).

    Raises:
        MalformedMessage: with the reason, and the request where it can be answered.

    """
    head, blank_line, body = data.lstrip(b"\r\n").partition(b"\r\n\r\n")
    start_line, _, field_lines = head.decode("utf-8", "surrogateescape").partition("\r\n")
    if len(head) > MAX_HEAD:
        # Read as much as an answer needs: the beginning, up to a whole line.
        field_lines = field_lines[:MAX_HEAD].rpartition("\r\n")[0]
    headers, trouble = _parse_fields(field_lines)
    if not blank_line:
        trouble = trouble or "no blank line after the header fields"
    message: Request | Response
    if start_line[:4].upper() == "SIP/":
        message = _parse_status_line(start_line, headers)
    else:
        message = _parse_request_line(start_line, headers)
    try:
        if len(head) > MAX_HEAD or len(body) > MAX_BODY:
            raise MalformedMessage("message too large", status=513)
        if trouble:
            raise MalformedMessage(trouble)
        _check(message)
        message.body = body[: _content_length(headers, len(body))]
    except MalformedMessage as error:
        raise MalformedMessage(error.reason, status=error.status, request=_answerable(message)) from None
    return message


def _parse_fields(text: str) -> tuple[Headers, str]:
    """Read header field lines; what cannot be read is left out and told in the second value."""
    headers, trouble = Headers(), ""
    if "\r\n " in text or "\r\n\t" in text:
        text = _FOLD.sub(" ", text)
    lines = text.split("\r\n") if text else []
    if len(lines) > MAX_FIELDS:
        lines, trouble = lines[:MAX_FIELDS], "too many header fields"
    for line in lines:
        name, colon, value = line.partition(":")
        name, value = name.rstrip(" \t"), value.strip(" \t")
        if not colon or not _FIELD_NAME.fullmatch(name) or LINE_BREAK.search(value):
            trouble = trouble or "malformed header field"
            continue
        name = canonical_name(name)
        if "," in value and name in LISTS:
            for member in split_list(value):
                headers.add(name, member)
        else:
            headers.add(name, value)
    return headers, trouble


def _parse_status_line(line: str, headers: Headers) -> Response:
    match = _STATUS_LINE.fullmatch(line)
    if match is None or LINE_BREAK.search(line):
        raise MalformedMessage("malformed status line")
    response = Response(int(match[1]), headers=headers)
    response.reason = match[2] or ""
    return response


def _parse_request_line(line: str, headers: Headers) -> Request:
    """Read the three parts of a Request-Line; others may be answered when the first is a method."""
    parts = line.split(" ")
    if not _FIELD_NAME.fullmatch(parts[0]) or len(parts) < 3:
        raise MalformedMessage("malformed request line")
    version = parts[-1].upper()
    request = Request(parts[0], parts[1], headers)
    if len(parts) != 3 or not version.startswith("SIP/"):
        raise MalformedMessage("malformed request line", request=_answerable(request))
    if version != "SIP/2.0":
        raise MalformedMessage("unknown SIP version", status=505, request=_answerable(request))
    return request


def _check(message: Request | Response) -> None:
    """Raise MalformedMessage unless the mandatory header fields are there and well formed."""
    headers = message.headers
    for name in _MANDATORY:
        if headers.count(name) == 0:
            raise MalformedMessage(f"no {name}")
    for name in _SINGLE:
        if headers.count(name) > 1:
            raise MalformedMessage(f"more than one {name}")
    for via in headers.all("Via"):
        parse_via(via)
    _ = message.from_, message.to
    if not message.call_id:
        raise MalformedMessage("empty Call-ID")
    for name in ("Route", "Record-Route", "Contact"):
        for value in headers.all(name):
            if value != "*" or name != "Contact":
                parse_name_addr(value)
    cseq = message.cseq
    if isinstance(message, Request):
        if cseq.method != message.method:
            raise MalformedMessage("CSeq is of another method")
        if uri_scheme(message.uri) in ("sip", "sips") and parse_uri(message.uri).headers:
            raise MalformedMessage("header fields in the Request-URI")
        _number(headers, "Max-Forwards", 255)
    _number(headers, "Expires", 2**32 - 1)


def _number(headers: Headers, name: str, most: int) -> int | None:
    text = headers.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 20 or int(text) > most:
        raise MalformedMessage(f"malformed {name}")
    return int(text)


def _content_length(headers: Headers, available: int) -> int:
    length = _number(headers, "Content-Length", 2**32)
    if length is None:
        return available
    if length > available:
        raise MalformedMessage("Content-Length is larger than the message")
    return length


def _answerable(message: Request | Response) -> Request | None:
    """Return the request where its sender can be told: there is a way back, and it is no ACK (§8.2.6, §17)."""
    if not isinstance(message, Request) or message.method == "ACK":
        return None
    try:
        _ = message.via
    except MalformedMessage:
        return None
    return message


def _tag(to: str) -> str | None:
    try:
        return parse_name_addr(to).tag
    except MalformedMessage:
        return ""  # of a To we cannot read, say nothing more than it said
