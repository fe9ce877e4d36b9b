"""A telephone call as the exchange knows it, and what its session description means for its media."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Final

from ..briefing.routes import NOTHING, Route
from .keypad import Keypad
from .media import Terms
from .rtp.batch import Address
from .sip.sdp import Format, LocalSession, SessionOffer, select

PREFERRED: Final = ("PCMU", "PCMA")
"""The payload formats we speak, most wanted first."""

OUR_FORMATS: Final = (
    Format(0, "PCMU", 8000),
    Format(8, "PCMA", 8000),
    Format(101, "telephone-event", 8000, "0-15"),
)
"""What we offer to a phone that calls without an offer."""


@dataclass(slots=True)
class Caller:
    """One telephone call. ``briefing`` is empty while the caller has only dialled the house."""

    call: str
    line: str
    offer: SessionOffer | None = field(repr=False)
    signalling: Address
    number_withheld: bool
    briefing: str = ""
    session: LocalSession | None = None
    """Our side of the session, once the call is answered."""
    tries: int = 0
    place: Route = NOTHING
    keypad: Keypad = field(default_factory=Keypad)


def formats_for(theirs: SessionOffer) -> tuple[Format, ...]:
    """How we will speak with this phone; empty where it offers nothing we speak."""
    return select(theirs.audio, PREFERRED) if theirs.audio is not None else ()


def listens_at(theirs: SessionOffer | None, signalling: Address) -> Address:
    """Where the phone wants RTP. Before it has said so, it is sought where it called from."""
    if theirs is None or theirs.audio is None:
        return signalling
    return str(ipaddress.IPv4Address(theirs.audio.address)), theirs.audio.port


def terms(formats: tuple[Format, ...], theirs: SessionOffer | None) -> Terms:
    """The media side of a session."""
    events = [one.payload_type for one in formats if one.name == "telephone-event"]
    direction = theirs.audio.direction if theirs is not None and theirs.audio is not None else "sendrecv"
    return Terms(
        payload_format=formats[0].name.upper(),
        payload_type=formats[0].payload_type,
        event_type=events[0] if events else None,
        sends=direction in ("sendrecv", "sendonly"),
        receives=direction in ("sendrecv", "recvonly"),
    )
