"""Connections over the simulated network: reliable, in order, as TCP gives them to a program.

A lost segment costs time, not bytes: it and all that follows come `RESENT_AFTER` seconds later. While either
host's cable is cut a connection stands still, and goes on when the cable is mended.
"""

from collections import deque
from collections.abc import Callable

from onbackground.exchange.rtp.batch import Address
from onbackground.rehearsal.clock import MICROSECONDS
from onbackground.rehearsal.network import Network, Traffic

RESENT_AFTER = 0.2
CONNECT_TIMEOUT = 10.0


class Stream:
    """One end of a connection. Set `received` and `closed` to hear of bytes and of the far end closing."""

    __slots__ = (
        "_network",
        "_on_the_way",
        "_open",
        "_ready_us",
        "closed",
        "far",
        "local",
        "received",
        "remote",
    )

    def __init__(self, network: Network, local: Address, remote: Address) -> None:
        self._network = network
        self.local = local
        self.remote = remote
        self.far = self
        self.received: Callable[[bytes], None] = lambda data: None
        self.closed: Callable[[], None] = lambda: None
        self._on_the_way: deque[bytes | None] = deque()
        self._ready_us = 0
        self._open = True

    def send(self, data: bytes) -> None:
        """Send bytes; silently nothing after either end closed."""
        if self._open and data:
            self._post(data)

    def close(self) -> None:
        """Close this end; the far end hears of it after what was sent before."""
        if self._open:
            self._open = False
            self._post(None)

    def _post(self, item: bytes | None) -> None:
        impairment = self._network.impairment(self.local[0], self.far.local[0], Traffic.SIGNALLING)
        dice = self._network.dice(self.local, self.far.local)
        delay = impairment.delay + dice.random() * impairment.jitter
        while impairment.loss and dice.random() < impairment.loss:
            delay += RESENT_AFTER
        clock = self._network.clock
        self._ready_us = max(self._ready_us, clock.now_us + round(delay * MICROSECONDS))
        self._on_the_way.append(item)
        clock.call_at_us(self._ready_us, self._arrive)

    def _arrive(self) -> None:
        if self._stands_still() or not self._on_the_way:
            return
        item = self._on_the_way.popleft()
        far = self.far
        if item is None:
            far._open = False
            far.closed()
        elif far._open:
            far.received(item)

    def _stands_still(self) -> bool:
        return self._network.is_cut(self.local[0]) or self._network.is_cut(self.far.local[0])

    def go_on(self) -> None:
        """Deliver what stood still, now that the cable is mended."""
        while self._on_the_way and not self._stands_still():
            self._arrive()


class Streams:
    """Who accepts connections where, and the connections there are."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._listeners: dict[Address, Callable[[Stream], None]] = {}
        self._streams: list[Stream] = []
        network.when_restored(self._restored)

    def listen(self, address: Address, accepted: Callable[[Stream], None]) -> None:
        """Accept connections at `address`: `accepted(stream)` for each. Raises OSError when it is taken."""
        if address in self._listeners:
            raise OSError(f"{address[0]}:{address[1]} is already bound; choose another port")
        self._listeners[address] = accepted

    def connect(self, local: Address, remote: Address, done: Callable[[Stream | None], None]) -> None:
        """Connect; `done(stream)` after a round trip, `done(None)` when refused or when a cable is cut."""
        there = self._network.impairment(local[0], remote[0], Traffic.SIGNALLING).delay
        back = self._network.impairment(remote[0], local[0], Traffic.SIGNALLING).delay

        def arrived() -> None:
            if self._network.is_cut(local[0]) or self._network.is_cut(remote[0]):
                self._network.clock.call_later(CONNECT_TIMEOUT, lambda: done(None))
                return
            accepted = self._listeners.get(remote)
            if accepted is None:
                self._network.clock.call_later(back, lambda: done(None))
                return
            near = Stream(self._network, local, remote)
            far = Stream(self._network, remote, self._network.seen_as(local, remote))
            near.far, far.far = far, near
            self._streams += [near, far]
            self._network.clock.call_later(back, lambda: done(near))
            accepted(far)

        self._network.clock.call_later(there, arrived)

    def _restored(self, host: str) -> None:
        for stream in self._streams:
            if host in (stream.local[0], stream.far.local[0]):
                stream.go_on()
