"""How phones of different makes behave."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Habits:
    """What a phone does without being asked.

    `keys`: by RTP (RFC 4733), or by SIP INFO. `formats`: offered, the preferred first. `session_expires`: seconds
    between session refreshes it asks for, None for a phone that knows nothing of them. `sends_silence`: a packet
    every 20 ms though nothing is said, otherwise one a second. `listens`: what is heard is kept, not only counted.
    """

    transport: Literal["UDP", "TCP"] = "UDP"
    keys: Literal["rtp", "info"] = "rtp"
    formats: tuple[str, ...] = ("PCMU", "PCMA")
    session_expires: int | None = 1800
    sends_silence: bool = False
    listens: bool = True
