"""Which local port a line's media comes to.

All lines share one port, so that a firewall opens two (RTP, and RTCP above it): the sender's address tells them
apart. Where it could not, behind address translation, a line is given one of a few spare ports to itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_PRIVATE = ((10 << 24, 8), (172 << 24 | 16 << 16, 12), (192 << 24 | 168 << 16, 16), (100 << 24 | 64 << 16, 10))
"""RFC 1918 and the carriers' RFC 6598."""


@dataclass(slots=True, frozen=True)
class Place:
    """Where a line's media and signalling come from: packed media address, and the signalling host as an integer."""

    remote: int
    signalling: int

    @property
    def doubtful(self) -> bool:
        """Whether the media will come from another address than was announced: a private one, seen from outside."""
        host = self.remote >> 16
        inside = any(host >> (32 - bits) == network >> (32 - bits) for network, bits in _PRIVATE)
        return inside and host != self.signalling


@dataclass(slots=True)
class Ports:
    """The shared port first, then the spare ones; and who is on each."""

    numbers: Sequence[int]
    _remotes: Counter[tuple[int, int]] = field(default_factory=Counter)
    _hosts: Counter[tuple[int, int]] = field(default_factory=Counter)
    _doubtful: Counter[tuple[int, int]] = field(default_factory=Counter)

    def take(self, place: Place) -> int:
        """The first port on which nobody could be taken for this line; the shared one when there is none left."""
        port = next((number for number in self.numbers if self._is_clear(number, place)), self.numbers[0])
        self._count(port, place, 1)
        return port

    def give_back(self, port: int, place: Place) -> None:
        """The line has gone."""
        self._count(port, place, -1)

    def move(self, port: int, old: Place, new: Place) -> None:
        """The line stays on its port with another address."""
        self._count(port, old, -1)
        self._count(port, new, 1)

    def _is_clear(self, port: int, place: Place) -> bool:
        neighbours = self._hosts if place.doubtful else self._doubtful
        return not self._remotes[port, place.remote] and not neighbours[port, place.signalling]

    def _count(self, port: int, place: Place, by: int) -> None:
        for counter, key in (
            (self._remotes, place.remote),
            (self._hosts, place.signalling),
            (self._doubtful, place.signalling if place.doubtful else -1),
        ):
            counter[port, key] += by
            if not counter[port, key]:
                del counter[port, key]
