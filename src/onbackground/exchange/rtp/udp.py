"""A UDP port that takes and gives whole batches: one `recvmmsg` or `sendmmsg` for many packets.

The structures the kernel reads are numpy arrays, so filling them in is a handful of array operations however many
lines there are. Where the C library lacks these calls, plain `sendto` and `recvfrom_into` do the same.
"""

from __future__ import annotations

import contextlib
import errno
import select
import socket
import sys
import time
from collections.abc import Sequence
from typing import Any

import cffi
import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.batch import MAX_DATAGRAM, Address, Batch, Outgoing, pack_address

_BUFFER = 8 * 1024 * 1024
_HELD_BYTES = 1_700
"""What one packet of 20 ms counts against the receive buffer: on Linux 832 on loopback, elsewhere up to so much."""
_MOST = 1024
"""Datagrams the system takes in one call."""
_AT_FIRST = 64
"""Datagrams a port has room for before so many have come: ports in reserve, and those of reports, never need more."""
_PATIENCE_MS = 5
"""How long a full send buffer may hold up a tick before the rest of its packets is dropped."""

_LONGEST_WAIT = 1.0
"""Seconds; more than that is a clock that was set, not a datagram that lay."""
_WOULD_BLOCK = (errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOBUFS)

_SO_SNDBUFFORCE, _SO_RCVBUFFORCE, _SO_TIMESTAMPNS = 32, 33, 35
"""Linux's numbers, which Python does not name."""

_POINTER = np.uintp
_SOCKADDR = np.dtype([("family", "u2"), ("port", ">u2"), ("host", ">u4"), ("zero", "u8")])
_IOVEC = np.dtype([("base", _POINTER), ("length", _POINTER)], align=True)
_MESSAGE = np.dtype(
    [
        ("name", _POINTER),
        ("name_length", "u4"),
        ("vectors", _POINTER),
        ("vector_count", _POINTER),
        ("control", _POINTER),
        ("control_length", _POINTER),
        ("flags", "i4"),
    ],
    align=True,
)
_MESSAGES = np.dtype([("message", _MESSAGE), ("length", "u4")], align=True)
_ARRIVAL = np.dtype(
    [("length", _POINTER), ("level", "i4"), ("type", "i4"), ("seconds", "i8"), ("nanoseconds", "i8")], align=True
)
"""The control message in which the system tells when a datagram came."""


class _Inbox:
    """Room for `capacity` datagrams, and the structures that tell the kernel so."""

    def __init__(self, capacity: int, control: int) -> None:
        self.rows = np.zeros((capacity, MAX_DATAGRAM), np.uint8)
        self.senders = np.zeros(capacity, _SOCKADDR)
        self.arrivals = np.zeros(capacity, _ARRIVAL)
        self._vectors = _vectors(self.rows)
        self.messages = _messages(self.senders, self._vectors, 1)
        self.messages["message"]["control"] = _pointers(self.arrivals)
        self.messages["message"]["control_length"] = control
        self.used = 0
        """Rows that the system has written to."""

    def __len__(self) -> int:
        """The number of datagrams it has room for."""
        return len(self.rows)


class UdpPort:
    """One bound, non-blocking UDP socket, taking up to `capacity` datagrams at once; fewer until that many come.

    `batched` says whether the system's batch calls are in use.

    Raises OSError when the address cannot be bound.
    """

    def __init__(self, address: Address, *, capacity: int = 4096, batched: bool = True) -> None:
        self._socket = _open(address)
        self.address: Address = self._socket.getsockname()
        self._calls = _BatchCalls.found() if batched else None
        self.batched = self._calls is not None
        self._control = _ARRIVAL.itemsize if self._calls and _tells_arrivals(self._socket) else 0
        self._capacity = capacity
        self._inbox = _Inbox(min(_AT_FIRST, capacity), self._control)
        self.dropped = 0
        """Packets given up because the system would not take them in time."""

    @property
    def waiting_room(self) -> int:
        """How many small packets the system holds for this port until they are read; what comes then is lost."""
        return self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) // _HELD_BYTES

    def fileno(self) -> int:
        """The descriptor, for a selector."""
        return self._socket.fileno()

    def close(self) -> None:
        """Release the port."""
        self._socket.close()

    def receive(self) -> Batch | None:
        """What has arrived, at most `capacity` datagrams; None when nothing has.

        The batch shares this port's buffer: it is good until the next call.
        """
        if self._inbox.used == len(self._inbox) < self._capacity:
            self._inbox = _Inbox(min(4 * len(self._inbox), self._capacity), self._control)
        inbox = self._inbox
        inbox.used = self._receive_batched(self._calls, inbox) if self._calls else self._receive_singly(inbox)
        if inbox.used == 0:
            return None
        senders = inbox.senders[: inbox.used]
        address = senders["host"].astype(np.uint64) << np.uint64(16) | senders["port"]
        length = inbox.messages["length"][: inbox.used].astype(np.int32)
        return Batch(inbox.rows[: inbox.used], length, address, self._waited(inbox.arrivals[: inbox.used]))

    def send(self, outgoing: Outgoing) -> int:
        """Send a tick's packets; returns how many the system took."""
        if len(outgoing) == 0:
            return 0
        if self._calls is None:
            return self.send_each(outgoing.datagrams())
        return self._send_batched(self._calls, outgoing)

    def send_each(self, datagrams: Sequence[tuple[bytes, Address]]) -> int:
        """Send single datagrams; one that cannot be sent is dropped. Returns how many the system took."""
        sent = 0
        for data, address in datagrams:
            with contextlib.suppress(OSError):
                self._socket.sendto(data, address)
                sent += 1
        self.dropped += len(datagrams) - sent
        return sent

    def _receive_batched(self, calls: _BatchCalls, inbox: _Inbox) -> int:
        used = inbox.messages["message"][: inbox.used]
        used["name_length"], used["control_length"] = _SOCKADDR.itemsize, self._control
        count = tries = 0
        while count < len(inbox) and tries < 8:
            wanted = min(_MOST, len(inbox) - count)
            taken = calls.receive(self.fileno(), inbox.messages.ctypes.data + count * _MESSAGES.itemsize, wanted)
            count += max(taken, 0)
            if 0 <= taken < wanted or -taken in _WOULD_BLOCK:
                break
            tries += taken < 0  # a signal, or word that an earlier packet found nobody
        return count

    def _waited(self, arrivals: NDArray[np.void]) -> NDArray[np.float64] | None:
        """How long ago each datagram came, by the system's own clock."""
        if not self._control:
            return None
        came = arrivals["seconds"] + arrivals["nanoseconds"] * 1e-9
        waited = np.where(arrivals["type"] == _SO_TIMESTAMPNS, time.time() - came, 0)
        return np.clip(waited, 0, _LONGEST_WAIT)

    def _receive_singly(self, inbox: _Inbox) -> int:
        count = 0
        while count < len(inbox):
            try:
                length, address = self._socket.recvfrom_into(inbox.rows[count].data)
            except (BlockingIOError, InterruptedError):
                break
            except ConnectionError:
                continue
            packed = pack_address(address)
            inbox.senders[count] = (socket.AF_INET, packed & 0xFFFF, packed >> 16, 0)
            inbox.messages["length"][count] = length
            count += 1
        return count

    def _send_batched(self, calls: _BatchCalls, outgoing: Outgoing) -> int:
        count = len(outgoing)
        receivers = np.zeros(count, _SOCKADDR)
        receivers["family"] = socket.AF_INET
        receivers["port"] = outgoing.address & np.uint64(0xFFFF)
        receivers["host"] = outgoing.address >> np.uint64(16)
        headers, payloads = np.ascontiguousarray(outgoing.headers), np.ascontiguousarray(outgoing.payloads)
        vectors = np.empty((count, 2), _IOVEC)
        vectors[:, 0] = _vectors(headers)
        vectors[:, 1] = _vectors(payloads)[outgoing.payload]
        vectors["length"][:, 1] = outgoing.size[outgoing.payload]
        messages = _messages(receivers, vectors, 2)
        sent = done = 0
        while done < count:
            start = messages.ctypes.data + done * _MESSAGES.itemsize
            taken = calls.send(self.fileno(), start, min(count - done, _MOST))
            if taken > 0:
                sent, done = sent + taken, done + taken
            elif -taken in _WOULD_BLOCK:
                if not self._writable():
                    break
            elif -taken != errno.EINTR:
                done += 1  # this one receiver is unreachable; the others are not to suffer for it
        self.dropped += count - sent
        return sent

    def _writable(self) -> bool:
        poll = select.poll()
        poll.register(self.fileno(), select.POLLOUT)
        return bool(poll.poll(_PATIENCE_MS))


def _open(address: Address) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        opened.bind(address)
    except OSError:
        opened.close()
        raise
    opened.setblocking(False)
    for option, forced in ((socket.SO_SNDBUF, _SO_SNDBUFFORCE), (socket.SO_RCVBUF, _SO_RCVBUFFORCE)):
        opened.setsockopt(socket.SOL_SOCKET, option, _BUFFER)
        if sys.platform == "linux":
            with contextlib.suppress(OSError):  # beyond the system's limit only with the right to
                opened.setsockopt(socket.SOL_SOCKET, forced, _BUFFER)
    return opened


def _tells_arrivals(opened: socket.socket) -> bool:
    """Ask the system to note when datagrams come; whether it will."""
    try:
        opened.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
    except OSError:
        return False
    return True


class _BatchCalls:
    """The C library's batch calls. Each returns how many datagrams it moved, or the error number negated."""

    def __init__(self, ffi: cffi.FFI, library: Any) -> None:
        self._ffi = ffi
        self._library = library

    @classmethod
    def found(cls) -> _BatchCalls | None:
        """The calls, or None where the system has none of this shape."""
        if sys.platform != "linux":
            return None
        ffi = cffi.FFI()
        ffi.cdef(
            """
            int sendmmsg(int fd, void *messages, unsigned int count, int flags);
            int recvmmsg(int fd, void *messages, unsigned int count, int flags, void *timeout);
            """
        )
        library = ffi.dlopen(None)
        found = hasattr(library, "sendmmsg") and hasattr(library, "recvmmsg")
        return cls(ffi, library) if found else None

    def send(self, descriptor: int, messages: int, count: int) -> int:
        taken = self._library.sendmmsg(descriptor, self._ffi.cast("void *", messages), count, 0)
        return int(taken) if taken >= 0 else -int(self._ffi.errno)

    def receive(self, descriptor: int, messages: int, count: int) -> int:
        pointer = self._ffi.cast("void *", messages)
        taken = self._library.recvmmsg(descriptor, pointer, count, 0, self._ffi.NULL)
        return int(taken) if taken >= 0 else -int(self._ffi.errno)


def _pointers(rows: NDArray[Any]) -> NDArray[np.uintp]:
    """The address in memory of each row."""
    return (rows.ctypes.data + rows.strides[0] * np.arange(len(rows))).astype(_POINTER)


def _vectors(rows: NDArray[np.uint8]) -> NDArray[np.void]:
    """One scatter/gather element for each row."""
    vectors = np.empty(len(rows), _IOVEC)
    vectors["base"] = _pointers(rows)
    vectors["length"] = rows.shape[1]
    return vectors


def _messages(peers: NDArray[np.void], vectors: NDArray[np.void], each: int) -> NDArray[np.void]:
    """One message for each peer, of `each` scatter/gather elements. The arrays given must outlive it."""
    messages = np.zeros(len(peers), _MESSAGES)
    message = messages["message"]
    message["name"] = _pointers(peers)
    message["name_length"] = _SOCKADDR.itemsize
    message["vectors"] = _pointers(vectors)
    message["vector_count"] = each
    return messages
