"""Many datagrams at once, as arrays: the shape in which sockets, the simulated network and the media plane meet."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Address = tuple[str, int]
MAX_DATAGRAM = 1500


@lru_cache(maxsize=65_536)
def pack_address(address: Address) -> int:
    """An IPv4 address and port as one integer: the address shifted left 16, or'ed with the port.

    Raises ValueError for anything but an IPv4 literal and a port.
    """
    host, port = address
    if not 0 <= port <= 0xFFFF:
        raise ValueError("a port lies between 0 and 65535")
    return int(ipaddress.IPv4Address(host)) << 16 | port


@lru_cache(maxsize=65_536)
def unpack_address(packed: int) -> Address:
    """The reverse of pack_address."""
    return str(ipaddress.IPv4Address(packed >> 16)), packed & 0xFFFF


@dataclass(slots=True, frozen=True)
class Batch:
    """Datagrams received: `data` (datagrams, up to 1500 bytes), `length` in bytes, `address` of each sender.

    `waited` is how long each has lain in the socket before it was read, in seconds, where the system tells.
    """

    data: NDArray[np.uint8]
    length: NDArray[np.int32]
    address: NDArray[np.uint64]
    waited: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """The number of datagrams."""
        return len(self.length)

    def datagram(self, index: int) -> bytes:
        """One datagram."""
        return self.data[index, : self.length[index]].tobytes()

    @classmethod
    def of(cls, datagrams: list[tuple[bytes, Address]]) -> Batch:
        """A batch of datagrams given with their senders; longer than 1500 bytes is cut, as a socket would."""
        width = max([12, *(min(len(data), MAX_DATAGRAM) for data, _ in datagrams)])
        rows = np.zeros((len(datagrams), width), np.uint8)
        for row, (data, _) in zip(rows, datagrams, strict=True):
            row[: len(data)] = np.frombuffer(data[:MAX_DATAGRAM], np.uint8)
        length = np.array([min(len(data), MAX_DATAGRAM) for data, _ in datagrams], np.int32)
        return cls(rows, length, np.array([pack_address(address) for _, address in datagrams], np.uint64))


@dataclass(slots=True, frozen=True)
class Outgoing:
    """RTP packets to send from one port: a header each, and a payload that several of them may share.

    `headers` (packets, 12), `address` of each receiver, `payload` the row of `payloads` (rows, bytes) each one
    carries, `size` the bytes used of each row.
    """

    port: int
    headers: NDArray[np.uint8]
    address: NDArray[np.uint64]
    payload: NDArray[np.intp]
    payloads: NDArray[np.uint8]
    size: NDArray[np.intp]

    def __len__(self) -> int:
        """The number of packets."""
        return len(self.address)

    def datagrams(self) -> list[tuple[bytes, Address]]:
        """Each packet whole, with its receiver: for the simulated network, tests, and where `sendmmsg` is missing."""
        bodies = [row[:size].tobytes() for row, size in zip(self.payloads, self.size.tolist(), strict=True)]
        return [
            (header.tobytes() + bodies[body], unpack_address(address))
            for header, body, address in zip(self.headers, self.payload.tolist(), self.address.tolist(), strict=True)
        ]
