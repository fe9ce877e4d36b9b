"""The house under rehearsal: what an exchange offers to be run on a simulated clock and network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onbackground.exchange.rtp.batch import Address, Batch, Outgoing


@dataclass(frozen=True, slots=True)
class Flow:
    """A way back to a phone: its address over UDP, or over the connection of that number."""

    peer: Address
    connection: int | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """What a house wants sent: SIP messages, RTP packets, and RTCP packets as (local port, bytes, receiver)."""

    signalling: Sequence[tuple[Flow, bytes]] = ()
    media: Sequence[Outgoing] = ()
    reports: Sequence[tuple[int, bytes, Address]] = ()


class House(Protocol):
    """A sans-I/O exchange. Its media ports are on the same host as its SIP port, RTCP one above each."""

    @property
    def address(self) -> Address:
        """Where it takes SIP, over UDP and TCP."""
        ...

    @property
    def media_ports(self) -> Iterable[int]:
        """The ports at which it takes RTP."""
        ...

    def receive_datagram(self, data: bytes, peer: Address, now: float) -> None:
        """A SIP message over UDP."""
        ...

    def receive_stream(self, data: bytes, flow: Flow, now: float) -> None:
        """Bytes of a connection, as they come."""
        ...

    def stream_closed(self, flow: Flow, now: float) -> None:
        """The phone closed its connection."""
        ...

    def receive_media(self, port: int, batch: Batch, now: float) -> None:
        """The packets that came to an RTP port since the last tick."""
        ...

    def receive_reports(self, port: int, batch: Batch, now: float) -> None:
        """The packets that came to the RTCP port `port` since the last tick."""
        ...

    def tick(self, now: float) -> None:
        """Twenty milliseconds are over."""
        ...

    def take_output(self) -> Output:
        """What is to be sent since the last call; asked after every tick and every piece of signalling."""
        ...
