"""A simulated network: addresses, datagrams with seeded faults, address translation, cables that can be cut.

Every ordered pair of addresses is a *path* with dice of its own, thrown from the network's seed and the two
addresses: adding a phone does not change what happens to the packets of the others. What a path does is
resolved once and kept until the network changes, so a packet costs two look-ups and a list append.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from random import Random

from onbackground.exchange.rtp.batch import Address, Batch, Outgoing, unpack_address
from onbackground.exchange.rtp.packet import HEADER_SIZE
from onbackground.rehearsal.clock import MICROSECONDS, SimulatedClock

Receive = Callable[[bytes, Address], None]

HELD_BACK = 0.025
"""Seconds by which a reordered packet is late: enough for the next 20 ms packet to overtake it."""


class Traffic(Enum):
    """What a socket carries, so that faults can be limited to signalling or to media."""

    SIGNALLING = "signalling"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Impairment:
    """What the way does to packets. Times in seconds; the others are shares of the packets, from 0 to 1."""

    delay: float = 0.005
    jitter: float = 0.0
    """Each packet takes up to this much longer, evenly distributed."""
    loss: float = 0.0
    duplication: float = 0.0
    reordering: float = 0.0
    """Share of packets held back for `HELD_BACK` seconds."""


@dataclass(frozen=True, slots=True)
class _Rule:
    impairment: Impairment
    source: str | None
    destination: str | None
    traffic: Traffic | None

    def covers(self, source: str, destination: str, traffic: Traffic) -> bool:
        return (
            self.source in (None, source)
            and self.destination in (None, destination)
            and self.traffic in (None, traffic)
        )


@dataclass(slots=True)
class Counts:
    """What became of the datagrams so far."""

    sent: int = 0
    delivered: int = 0
    lost: int = 0
    duplicated: int = 0
    unreachable: int = 0
    """Sent where nobody listens, over a cut cable, or at a translated address from a stranger."""


@dataclass(slots=True)
class _Translation:
    """One inside address as the outside sees it, and whom the outside address accepts packets from."""

    inside: Address
    outside: Address
    peers: set[Address] = field(default_factory=set)


class Socket:
    """A bound datagram address: `send` from it; what arrives goes to the receiver it was bound with."""

    __slots__ = ("_network", "address", "receive", "traffic")

    def __init__(self, network: "Network", address: Address, traffic: Traffic, receive: Receive) -> None:
        self._network = network
        self.address = address
        self.traffic = traffic
        self.receive = receive

    def send(self, data: bytes, destination: Address) -> None:
        """Send one datagram."""
        self._network.send(self, data, destination)

    def close(self) -> None:
        """Unbind the address; what is under way to it is lost."""
        self._network.unbind(self)


class Inbox:
    """A bound datagram address whose packets wait until they are taken, all at once, as a batch."""

    __slots__ = ("_arrived", "_network", "socket")

    def __init__(self, network: "Network", address: Address, traffic: Traffic) -> None:
        self._network = network
        self._arrived: list[tuple[bytes, Address]] = []
        self.socket = network.bind(address, self._keep, traffic)

    def _keep(self, data: bytes, sender: Address) -> None:
        self._arrived.append((data, sender))

    def take(self) -> Batch | None:
        """Everything that arrived since the last call in order of arrival; None when nothing did."""
        if not self._arrived:
            return None
        arrived, self._arrived = self._arrived, []
        return Batch.of(arrived)

    def send(self, outgoing: Outgoing) -> None:
        """Send every packet of a tick."""
        network, socket = self._network, self.socket
        headers = outgoing.headers.tobytes()
        bodies = [row[:size].tobytes() for row, size in zip(outgoing.payloads, outgoing.size.tolist(), strict=True)]
        start = 0
        for body, address in zip(outgoing.payload.tolist(), outgoing.address.tolist(), strict=True):
            end = start + HEADER_SIZE
            network.send(socket, headers[start:end] + bodies[body], _unpacked(address))
            start = end


@lru_cache(maxsize=65_536)
def _unpacked(address: int) -> Address:
    return unpack_address(address)


class _Path:
    """What happens to packets from one address to another."""

    __slots__ = ("delay_us", "dice", "impairment", "plain", "seen_as", "target")

    def __init__(self, target: Socket | None, seen_as: Address, impairment: Impairment, dice: Random | None) -> None:
        self.target = target
        self.seen_as = seen_as
        self.impairment = impairment
        self.delay_us = round(impairment.delay * MICROSECONDS)
        self.plain = dice is None
        self.dice = dice or Random(0)


class Network:
    """Hosts, sockets and the ways between them, on one simulated clock and one seed."""

    def __init__(self, clock: SimulatedClock, seed: int = 0, usual: Impairment | None = None) -> None:
        self.clock = clock
        self.seed = seed
        self.counts = Counts()
        self._rules = [_Rule(usual or Impairment(), None, None, None)]
        self._sockets: dict[Address, Socket] = {}
        self._cut: set[str] = set()
        self._outside_of: dict[str, str] = {}
        self._translations: dict[Address, _Translation] = {}
        self._inside_of: dict[Address, _Translation] = {}
        self._paths: dict[tuple[Address, Address], _Path] = {}
        self._dice: dict[tuple[Address, Address], Random] = {}
        self._arrivals: dict[int, list[tuple[_Path, bytes]]] = {}
        self._restored: list[Callable[[str], None]] = []

    # -- what the network looks like -------------------------------------------------------------------------

    def bind(self, address: Address, receive: Receive, traffic: Traffic) -> Socket:
        """A datagram socket at `address`; `receive(data, sender)` is called for what arrives.

        Raises OSError when the address is taken.
        """
        if address in self._sockets:
            raise OSError(f"{address[0]}:{address[1]} is already bound; choose another port")
        socket = Socket(self, address, traffic, receive)
        self._sockets[address] = socket
        self._paths.clear()
        return socket

    def unbind(self, socket: Socket) -> None:
        """Free the socket's address."""
        if self._sockets.get(socket.address) is socket:
            del self._sockets[socket.address]
            self._paths.clear()

    def impair(
        self,
        impairment: Impairment,
        *,
        source: str | None = None,
        destination: str | None = None,
        traffic: Traffic | None = None,
    ) -> None:
        """From now on treat packets so: all, or from a host, to a host, of one kind. The latest rule wins."""
        self._rules.append(_Rule(impairment, source, destination, traffic))
        self._paths.clear()

    def translate(self, inside: str, outside: str) -> None:
        """Put the host `inside` behind an address translator: its packets come from `outside`, other ports.

        Each inside address keeps one outside address, which passes only packets from where it has sent to.
        """
        self._outside_of[inside] = outside
        self._paths.clear()

    def forget_translations(self, inside: str) -> None:
        """The translator of `inside` restarts: its packets come from new ports, the old ones are dead."""
        for address in [address for address in self._translations if address[0] == inside]:
            self._translations.pop(address).peers.clear()
        self._paths.clear()

    def cut(self, host: str) -> None:
        """Cut the host's cable: nothing leaves, nothing arrives, connections stand still."""
        self._cut.add(host)

    def restore(self, host: str) -> None:
        """Mend the host's cable; connections go on with what they still had to send."""
        self._cut.discard(host)
        for restored in self._restored:
            restored(host)

    def is_cut(self, host: str) -> bool:
        """Whether the host's cable is cut."""
        return host in self._cut

    def when_restored(self, restored: Callable[[str], None]) -> None:
        """Call `restored(host)` whenever a cable is mended."""
        self._restored.append(restored)

    def impairment(self, source: str, destination: str, traffic: Traffic) -> Impairment:
        """What now happens to traffic of this kind between two hosts."""
        return next(r.impairment for r in reversed(self._rules) if r.covers(source, destination, traffic))

    def dice(self, source: Address, destination: Address) -> Random:
        """The random numbers of one path, the same for the same seed and addresses."""
        key = (source, destination)
        if key not in self._dice:
            self._dice[key] = Random(f"{self.seed} {source} {destination}")
        return self._dice[key]

    # -- packets ---------------------------------------------------------------------------------------------

    def send(self, socket: Socket, data: bytes, destination: Address) -> None:
        """Send one datagram from `socket`."""
        path = self._paths.get((socket.address, destination))
        if path is None:
            path = self._resolve(socket, destination)
        counts = self.counts
        counts.sent += 1
        if self._cut and socket.address[0] in self._cut:
            counts.unreachable += 1
        elif path.plain:
            self._post(path, data, path.delay_us)
        else:
            self._throw_dice(path, data)

    def _throw_dice(self, path: _Path, data: bytes) -> None:
        impairment, dice = path.impairment, path.dice
        copies = 1
        if impairment.loss and dice.random() < impairment.loss:
            self.counts.lost += 1
            return
        if impairment.duplication and dice.random() < impairment.duplication:
            self.counts.duplicated += 1
            copies = 2
        for _ in range(copies):
            late = dice.random() * impairment.jitter
            if impairment.reordering and dice.random() < impairment.reordering:
                late += HELD_BACK
            self._post(path, data, path.delay_us + round(late * MICROSECONDS))

    def _post(self, path: _Path, data: bytes, delay_us: int) -> None:
        at_us = self.clock.now_us + delay_us
        arriving = self._arrivals.get(at_us)
        if arriving is None:
            self._arrivals[at_us] = arriving = []
            self.clock.call_at_us(at_us, lambda: self._arrive(at_us))
        arriving.append((path, data))

    def _arrive(self, at_us: int) -> None:
        counts, cut, sockets = self.counts, self._cut, self._sockets
        for path, data in self._arrivals.pop(at_us):
            target = path.target
            if target is None or sockets.get(target.address) is not target or target.address[0] in cut:
                counts.unreachable += 1
            else:
                counts.delivered += 1
                target.receive(data, path.seen_as)

    def _resolve(self, socket: Socket, destination: Address) -> _Path:
        source = socket.address
        seen_as = self.seen_as(source, destination)
        inside = self._inside_of.get(destination)
        if inside is None:
            target = self._sockets.get(destination)
        else:
            target = self._sockets.get(inside.inside) if seen_as in inside.peers else None
        host = inside.inside[0] if inside else destination[0]
        impairment = self.impairment(source[0], host, socket.traffic)
        plain = not (impairment.jitter or impairment.loss or impairment.duplication or impairment.reordering)
        path = _Path(target, seen_as, impairment, None if plain else self.dice(source, destination))
        self._paths[(source, destination)] = path
        return path

    def seen_as(self, source: Address, destination: Address) -> Address:
        """The address from which the destination sees packets of `source` come; it may answer there from now on."""
        outside = self._outside_of.get(source[0])
        if outside is None:
            return source
        translation = self._translations.get(source)
        if translation is None:
            port = 40_000 + 2 * len(self._inside_of)
            translation = _Translation(source, (outside, port))
            self._translations[source] = translation
            self._inside_of[translation.outside] = translation
        if destination not in translation.peers:
            translation.peers.add(destination)
            self._paths.clear()
        return translation.outside
