"""What the endpoint tells the exchange. No representation shows a number, a digit or what was dialled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from onbackground.exchange.sip.sdp import Address, SessionOffer

EndReason = Literal[
    "hung up",  # BYE from the phone
    "cancelled",  # the phone gave up before an answer
    "rejected",  # we refused the call
    "released",  # we ended it
    "no acknowledgement",  # the ACK never came
    "no answer",  # we were to offer, and the ACK held no usable answer
    "session expired",  # nobody refreshed the session
    "not responding",  # the phone knows the call no more, or answers nothing
    "connection lost",
]


@dataclass(frozen=True, slots=True)
class Invited:
    """A phone calls. Answer with `ring`, `answer` or `reject`.

    Attributes:
        call: our own name for the call.
        user: the user part that was dialled, percent-decoded.
        offer: what the phone offers, or None where we are to offer in our answer.
        peer: where the INVITE came from.
        number_withheld: whether the caller wants to stay unknown.

    """

    call: str
    user: str = field(repr=False)
    offer: SessionOffer | None = field(repr=False)
    peer: Address
    number_withheld: bool


@dataclass(frozen=True, slots=True)
class Renegotiated:
    """The phone asks to change the session (hold, resume, formats). Answer with `answer` or `reject`.

    `offer` is None where it asks for a fresh offer of ours; its answer then comes as `Answered`.
    """

    call: str
    offer: SessionOffer | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """The phone answered an offer of ours."""

    call: str
    answer: SessionOffer = field(repr=False)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The phone acknowledged our answer: the call stands."""

    call: str


@dataclass(frozen=True, slots=True)
class DigitInfo:
    """A key was pressed, told by INFO; `duration_ms` in milliseconds."""

    call: str
    digit: str = field(repr=False)
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The call is over. Comes exactly once for every `Invited`, whoever ended it."""

    call: str
    reason: EndReason


SipEvent = Invited | Renegotiated | Answered | Confirmed | DigitInfo | Ended
