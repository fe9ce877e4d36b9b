"""Session descriptions: what media a phone offers, and what we answer or offer (RFC 8866, RFC 3264).

We hold one audio stream over RTP/AVP with a phone. Every other stream it offers is answered with port 0; what it
says about bundling, RTCP multiplexing, candidates and the like is passed over, which declines it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from typing import Literal

Address = tuple[str, int]
"""An IPv4 literal and a port."""

Direction = Literal["sendrecv", "sendonly", "recvonly", "inactive"]

_STATIC_FORMATS = {
    0: ("PCMU", 8000),
    3: ("GSM", 8000),
    4: ("G723", 8000),
    8: ("PCMA", 8000),
    9: ("G722", 8000),
    13: ("CN", 8000),
    15: ("G728", 8000),
    18: ("G729", 8000),
}
"""Payload types that mean the same everywhere (RFC 3551 §6)."""

_MIRROR: dict[Direction, Direction] = {
    "sendrecv": "sendrecv",
    "sendonly": "recvonly",
    "recvonly": "sendonly",
    "inactive": "inactive",
}
"""What we answer to an offered direction (RFC 3264 §6.1)."""

MAX_STREAMS = 32
"""Media descriptions in one session description we read."""

_LINE = re.compile(r"([a-z])=(.*)")
_MEDIA = re.compile(r"([!-~]+) ([0-9]{1,5})(?:/[0-9]{1,5})? ([!-~]+)((?: [!-~]+)+)")
_RTPMAP = re.compile(r"([0-9]{1,3}) ([!-.0-~]+)/([0-9]{1,6})(?:/([0-9]{1,2}))?[ ]*")
_FMTP = re.compile(r"([0-9]{1,3}) (.*)")
_CONNECTION = re.compile(r"IN (IP4|IP6) ([!-~]+)[ ]*")
_RTCP = re.compile(r"([0-9]{1,5})(?: IN IP4 ([0-9.]+))?[ ]*")


class MalformedSdp(ValueError):  # noqa: N818 - the name says it: a description, malformed
    """A body that is no session description; the text says what is wrong with it, not what it holds."""


@dataclass(frozen=True, slots=True)
class Format:
    """One payload format of a stream: its RTP payload type, encoding name, clock rate in hertz and parameters."""

    payload_type: int
    name: str
    clock_rate: int
    fmtp: str = ""
    channels: int = 1


@dataclass(frozen=True, slots=True)
class MediaOffer:
    """The phone's side of an audio stream.

    Attributes:
        address: where it wants RTP: an IPv4 literal, `0.0.0.0` for nowhere (hold in the old style).
        port: its RTP port.
        formats: what it can receive, most wanted first.
        direction: as the phone sees it; `sendonly` and `inactive` mean that it is on hold and hears nothing from us.
        ptime: milliseconds of sound it wants in a packet.
        rtcp: where it wants RTCP (RFC 3605).

    """

    address: str
    port: int
    formats: tuple[Format, ...]
    direction: Direction
    ptime: int
    rtcp: Address


@dataclass(frozen=True, slots=True)
class SessionOffer:
    """A whole session description from a phone, be it an offer or an answer.

    Attributes:
        audio: the audio stream we can hold with it, or None where it has none that we speak.
        streams: the text of each `m=` line in order, for the answer must have as many.
        audio_index: which of the streams `audio` is.

    """

    audio: MediaOffer | None
    streams: tuple[str, ...]
    audio_index: int = 0


def parse_sdp(body: bytes) -> SessionOffer:
    """Read a session description.

    Raises:
        MalformedSdp: when it is none.

    """
    session, media = _read_lines(body)
    session_address = _connection(session)
    audio: MediaOffer | None = None
    audio_index = 0
    for index, (description, attributes) in enumerate(media):
        stream = _audio(description, attributes, session_address, _direction(session) or "sendrecv")
        if audio is None and stream is not None:
            audio, audio_index = stream, index
    return SessionOffer(audio, tuple(description for description, _ in media), audio_index)


def select(media: MediaOffer, preferred: Sequence[str]) -> tuple[Format, ...]:
    """Choose how to speak: the first of our `preferred` encodings that is offered, then telephone events at its rate.

    Returns an empty tuple where nothing preferred is offered.
    """
    for name in preferred:
        for voice in media.formats:
            if voice.name.upper() == name.upper() and voice.channels == 1:
                events = (
                    Format(event.payload_type, "telephone-event", event.clock_rate, "0-15")
                    for event in media.formats
                    if event.name.lower() == "telephone-event" and event.clock_rate == voice.clock_rate
                )
                return (voice, *list(events)[:1])
    return ()


class LocalSession:
    """Our side of one call's session: it writes offers and answers, and counts their versions (RFC 3264 §8)."""

    def __init__(self, session_id: int, address: str, port: int) -> None:
        self._session_id = session_id
        self._version = 0
        self._content = ""
        self.address = address
        self.port = port

    def offer(self, formats: Sequence[Format], direction: Direction = "sendrecv") -> bytes:
        """Write an offer of one audio stream, for a phone that called without one."""
        return self._write([self._stream(formats, direction)])

    def answer(self, offer: SessionOffer, formats: Sequence[Format]) -> bytes:
        """Write the answer to `offer` with the `formats` that `select` chose, in the direction that mirrors it."""
        if offer.audio is None or not formats:
            raise ValueError("nothing in the offer to answer: refuse it with 488 instead")
        streams = []
        for index, stream in enumerate(offer.streams):
            if index == offer.audio_index:
                streams.append(self._stream(formats, _MIRROR[offer.audio.direction]))
            else:
                kind, _, rest = stream.split(" ", 2)
                streams.append(f"m={kind} 0 {rest}\r\n")
        return self._write(streams)

    def _stream(self, formats: Sequence[Format], direction: Direction) -> str:
        numbers = " ".join(str(one.payload_type) for one in formats)
        lines = [f"m=audio {self.port} RTP/AVP {numbers}"]
        for one in formats:
            lines.append(f"a=rtpmap:{one.payload_type} {one.name}/{one.clock_rate}")
            if one.name.lower() == "telephone-event":
                lines.append(f"a=fmtp:{one.payload_type} {one.fmtp or '0-15'}")
        return "\r\n".join([*lines, "a=ptime:20", f"a={direction}", ""])

    def _write(self, streams: list[str]) -> bytes:
        content = f"s=-\r\nc=IN IP4 {self.address}\r\nt=0 0\r\n" + "".join(streams)
        if content != self._content:
            self._content = content
            self._version += 1
        origin = f"o=- {self._session_id} {self._version} IN IP4 {self.address}"
        return f"v=0\r\n{origin}\r\n{content}".encode()


_Media = tuple[str, list[tuple[str, str]]]


def _read_lines(body: bytes) -> tuple[list[tuple[str, str]], list[_Media]]:
    """Split a description into its session lines and, for each stream, the `m=` text and its lines."""
    session: list[tuple[str, str]] = []
    media: list[_Media] = []
    for text in body.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n").split("\n"):
        match = _LINE.fullmatch(text.rstrip("\r"))
        if match is None:
            raise MalformedSdp("a line is not type=value")
        kind, value = match[1], match[2]
        if kind == "m":
            media.append((value, []))
        elif media:
            media[-1][1].append((kind, value))
        else:
            session.append((kind, value))
    if session[:1] != [("v", "0")]:
        raise MalformedSdp("does not begin with v=0")
    if not any(kind == "o" for kind, _ in session):
        raise MalformedSdp("has no o= line")
    if len(media) > MAX_STREAMS:
        raise MalformedSdp("has too many streams")
    return session, media


def _audio(
    description: str, lines: list[tuple[str, str]], session_address: str | None, session_direction: Direction
) -> MediaOffer | None:
    """Read one stream; None where it is not audio over RTP/AVP to an IPv4 unicast address."""
    match = _MEDIA.fullmatch(description.rstrip(" "))
    if match is None or int(match[2]) > 65535:
        raise MalformedSdp("malformed m= line")
    kind, port, profile, numbers = match[1], int(match[2]), match[3], match[4].split()
    address = _connection(lines) or session_address
    if address is None and port != 0:
        raise MalformedSdp("has no c= line")
    if kind != "audio" or profile != "RTP/AVP" or port == 0 or not address or not _is_unicast(address):
        return None
    return MediaOffer(
        address,
        port,
        _formats(numbers, lines),
        _held_in_the_old_style(address, _direction(lines) or session_direction),
        _ptime(lines),
        _rtcp(lines, (address, port)),
    )


def _attributes(lines: list[tuple[str, str]], name: str) -> list[str]:
    return [value.partition(":")[2] for kind, value in lines if kind == "a" and value.split(":")[0] == name]


def _connection(lines: list[tuple[str, str]]) -> str | None:
    for kind, value in lines:
        if kind == "c":
            match = _CONNECTION.fullmatch(value)
            if match is None:
                raise MalformedSdp("malformed c= line")
            return match[2]
    return None


def _is_unicast(address: str) -> bool:
    try:
        return not IPv4Address(address).is_multicast
    except AddressValueError:
        return False


def _direction(lines: list[tuple[str, str]]) -> Direction | None:
    for kind, value in lines:
        if kind == "a" and value in _MIRROR:
            return value
    return None


def _held_in_the_old_style(address: str, direction: Direction) -> Direction:
    """`c=0.0.0.0` asks for silence towards the phone, as RFC 2543 did (RFC 3264 §8.4)."""
    if address != "0.0.0.0":
        return direction
    return "sendonly" if direction in ("sendrecv", "sendonly") else "inactive"


def _formats(numbers: list[str], lines: list[tuple[str, str]]) -> tuple[Format, ...]:
    mapped: dict[int, tuple[str, int, int]] = {}
    for value in _attributes(lines, "rtpmap"):
        match = _RTPMAP.fullmatch(value)
        if match is None:
            raise MalformedSdp("malformed a=rtpmap")
        mapped[int(match[1])] = (match[2], int(match[3]), int(match[4] or 1))
    parameters = {int(match[1]): match[2] for match in map(_FMTP.fullmatch, _attributes(lines, "fmtp")) if match}
    formats = []
    for number in numbers:
        if not (number.isascii() and number.isdigit()) or len(number) > 3 or int(number) > 127:
            raise MalformedSdp("malformed payload type")
        payload_type = int(number)
        if payload_type in mapped:
            name, clock_rate, channels = mapped[payload_type]
        elif payload_type in _STATIC_FORMATS:
            (name, clock_rate), channels = _STATIC_FORMATS[payload_type], 1
        else:
            continue  # a dynamic type that says nothing of itself cannot be spoken
        formats.append(Format(payload_type, name, clock_rate, parameters.get(payload_type, ""), channels))
    return tuple(formats)


def _ptime(lines: list[tuple[str, str]]) -> int:
    for value in _attributes(lines, "ptime"):
        if re.fullmatch(r"[0-9]{1,4}", value.strip()) and int(value) > 0:
            return int(value)
    return 20


def _rtcp(lines: list[tuple[str, str]], rtp: Address) -> Address:
    for value in _attributes(lines, "rtcp"):
        match = _RTCP.fullmatch(value)
        if match and int(match[1]) <= 65535 and (match[2] is None or _is_unicast(match[2])):
            return (match[2] or rtp[0], int(match[1]))
    return (rtp[0], rtp[1] + 1)
