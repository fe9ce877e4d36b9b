"""Header field values with structure: Via, From/To/Contact, CSeq, URIs and their parameters (RFC 3261 §20, §25).

Each value is a small frozen record: `parse_*` reads one from a header field, `str()` writes it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from onbackground.exchange.sip.message import Request

Params = Mapping[str, str | None]

TOKEN = r"[A-Za-z0-9\-.!%*_+`'~]+"
QUOTED = r'"((?:[^"\\]|\\.)*)"'
HOST = r"[A-Za-z0-9._\-]+|\[[0-9A-Fa-f:.]+\]"

_PARAM = re.compile(rf"[ \t]*;[ \t]*({TOKEN})(?:[ \t]*=[ \t]*(?:{QUOTED}|([^\s;,\"<>]+)))?[ \t]*", re.DOTALL)
_VIA = re.compile(
    rf"SIP[ \t]*/[ \t]*2\.0[ \t]*/[ \t]*({TOKEN})[ \t]+({HOST})(?:[ \t]*:[ \t]*([0-9]{{1,5}}))?[ \t]*(;.*)?",
    re.DOTALL | re.IGNORECASE,
)
_CSEQ = re.compile(rf"([0-9]+)[ \t]+({TOKEN})")
_QUOTED_NAME = re.compile(rf"{QUOTED}[ \t]*<([^<>]*)>(.*)", re.DOTALL)
_PLAIN_NAME = re.compile(r"([^\"(),/:;<=>?@\[\\\]{}]*)<([^<>]*)>(.*)", re.DOTALL)
_ADDR_SPEC = re.compile(r"([^;?,<>\"]+)(.*)", re.DOTALL)
_URI = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):[^\s<>\"]+")
_HOST_PORT = re.compile(rf"({HOST})(?::([0-9]{{1,5}}))?((?:;[^?]*)?)((?:\?.*)?)", re.DOTALL)
_UNQUOTED_VALUE = re.compile(rf"{TOKEN}|{HOST}")

MAX_CSEQ = 2**31 - 1
"""RFC 3261 §8.1.1.5: a CSeq number fits in 31 bits."""


class MalformedMessage(ValueError):  # noqa: N818 - the name says it: a message, malformed
    """What arrived is not a message of RFC 3261.

    Attributes:
        reason: what is wrong, without any of the message's own text.
        status: the status code that says so (400, 505 or 513).
        request: the request as far as it was understood when it can be answered, else None.

    """

    def __init__(self, reason: str, *, status: int = 400, request: Request | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.request = request


@dataclass(frozen=True, slots=True)
class Uri:
    """A SIP or SIPS URI (RFC 3261 §19.1). `user` is percent-decoded; `headers` is the raw text after `?`."""

    scheme: str
    user: str
    host: str
    port: int | None = None
    params: Params = field(default_factory=dict)
    headers: str = ""


@dataclass(frozen=True, slots=True)
class NameAddr:
    """A From, To, Contact, Route or identity value: a display name, a URI and the header field's parameters."""

    uri: str
    display: str = ""
    params: Params = field(default_factory=dict)

    @property
    def tag(self) -> str | None:
        """The dialog tag (RFC 3261 §19.3), or None."""
        return self.params.get("tag")

    def __str__(self) -> str:
        """Write the name-addr form, always with angle brackets."""
        name = f"{_quote(self.display)} " if self.display else ""
        return f"{name}<{self.uri}>{format_params(self.params)}"

    def __repr__(self) -> str:
        """Say nothing of who it is."""
        return "NameAddr(...)"


@dataclass(frozen=True, slots=True)
class Via:
    """One hop of the way back (RFC 3261 §20.42). `transport` is in capitals; `port` None means the default."""

    transport: str
    host: str
    port: int | None = None
    params: Params = field(default_factory=dict)

    @property
    def branch(self) -> str:
        """The transaction's name, empty for an RFC 2543 sender."""
        return self.params.get("branch") or ""

    def __str__(self) -> str:
        """Write the header field value."""
        port = "" if self.port is None else f":{self.port}"
        return f"SIP/2.0/{self.transport} {self.host}{port}{format_params(self.params)}"


@dataclass(frozen=True, slots=True)
class CSeq:
    """A CSeq value: the request's number in its dialog, and its method."""

    number: int
    method: str

    def __str__(self) -> str:
        """Write the header field value."""
        return f"{self.number} {self.method}"


def parse_params(text: str) -> dict[str, str | None]:
    """Read `;name=value;flag …` to a dict with names in small letters; a flag's value is None."""
    params: dict[str, str | None] = {}
    position, end = 0, len(text)
    while position < end:
        match = _PARAM.match(text, position)
        if match is None:
            raise MalformedMessage("malformed header parameters")
        name, quoted, plain = match.groups()
        params[name.lower()] = _unescape(quoted) if quoted is not None else plain
        position = match.end()
    return params


def format_params(params: Params) -> str:
    """Write parameters as `;name=value;flag`, quoting what is no token or host."""
    text = ""
    for name, value in params.items():
        if value is None:
            text += f";{name}"
        elif _UNQUOTED_VALUE.fullmatch(value):
            text += f";{name}={value}"
        else:
            text += f";{name}={_quote(value)}"
    return text


@lru_cache(maxsize=256)
def parse_via(text: str) -> Via:
    """Read one Via value."""
    match = _VIA.fullmatch(text)
    if match is None:
        raise MalformedMessage("malformed Via")
    transport, host, port, params = match.groups()
    return Via(transport.upper(), host, _port(port), parse_params(params or ""))


@lru_cache(maxsize=256)
def parse_name_addr(text: str) -> NameAddr:
    """Read one name-addr or addr-spec value with its parameters (RFC 3261 §20.10: `;` after a bare URI is ours)."""
    if text.startswith('"'):
        match = _QUOTED_NAME.fullmatch(text)
        if match is None:
            raise MalformedMessage("malformed display name")
        display, uri, params = _unescape(match[1]), match[2], match[3]
    elif "<" in text:
        match = _PLAIN_NAME.fullmatch(text)
        if match is None:
            raise MalformedMessage("malformed address")
        display, uri, params = match[1].strip(" \t"), match[2], match[3]
    else:
        match = _ADDR_SPEC.fullmatch(text)
        if match is None:
            raise MalformedMessage("malformed address")
        display, uri, params = "", match[1].rstrip(" \t"), match[2]
    uri_scheme(uri)
    return NameAddr(uri, display, parse_params(params.strip(" \t")))


@lru_cache(maxsize=256)
def parse_cseq(text: str) -> CSeq:
    """Read a CSeq value."""
    match = _CSEQ.fullmatch(text)
    if match is None or len(match[1]) > 20 or int(match[1]) > MAX_CSEQ:
        raise MalformedMessage("malformed CSeq")
    return CSeq(int(match[1]), match[2])


def uri_scheme(text: str) -> str:
    """Return the scheme of any URI in small letters; raise MalformedMessage where the text is no URI."""
    match = _URI.fullmatch(text)
    if match is None:
        raise MalformedMessage("malformed URI")
    return match[1].lower()


@lru_cache(maxsize=256)
def parse_uri(text: str) -> Uri:
    """Read a `sip:` or `sips:` URI."""
    scheme = uri_scheme(text)
    if scheme not in ("sip", "sips"):
        raise MalformedMessage("not a SIP URI")
    userinfo, at, rest = text[len(scheme) + 1 :].rpartition("@")
    match = _HOST_PORT.fullmatch(rest)
    if match is None or (at and not userinfo) or "@" in userinfo:
        raise MalformedMessage("malformed SIP URI")
    host, port, params, headers = match.groups()
    user = unquote(userinfo.partition(":")[0], errors="replace")
    return Uri(scheme, user, host, _port(port), _uri_params(params), headers[1:])


def split_list(text: str) -> list[str]:
    """Split a header field at its commas, but not within quotes or angle brackets (RFC 3261 §7.3.1)."""
    values: list[str] = []
    start, position = 0, 0
    while position < len(text):
        character = text[position]
        if character == '"':
            position = _end_of_quotes(text, position)
        elif character == "<":
            close = text.find(">", position)
            position = close if close >= 0 else len(text)
        elif character == ",":
            values.append(text[start:position].strip(" \t"))
            start = position + 1
        position += 1
    values.append(text[start:].strip(" \t"))
    return values


def _end_of_quotes(text: str, position: int) -> int:
    position += 1
    while position < len(text) and text[position] != '"':
        position += 2 if text[position] == "\\" else 1
    return position


def _uri_params(text: str) -> dict[str, str | None]:
    params: dict[str, str | None] = {}
    for part in text.split(";")[1:]:
        name, equals, value = part.partition("=")
        if name:
            params[unquote(name).lower()] = unquote(value) if equals else None
    return params


def _port(digits: str | None) -> int | None:
    if digits is None:
        return None
    if int(digits) > 65535:
        raise MalformedMessage("port out of range")
    return int(digits)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _unescape(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if "\\" in quoted else quoted
