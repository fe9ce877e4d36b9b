"""Signals: what processes tell each other beside the log, and may lose.

Levels, who is speaking, partial captions, the quality of a line: worth having now or not at all. Each process
binds a Unix datagram socket `<name>.sock` in one folder and sends to every other socket there. Nothing is
kept or repeated, and sending never waits: who does not listen fast enough misses signals. What must not be
lost belongs in the log.
"""

import errno
import fcntl
import os
import socket
import stat
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import msgspec

MAX_PAYLOAD = 32_768
"""The longest payload, in bytes. It keeps a signal well below what a socket takes at once."""

_SUFFIX = ".sock"
_AT_ONCE = 1000  # signals from one `receive`, so that a flood leaves the receiver time for its work
_LOST = {errno.EAGAIN, errno.ENOBUFS, errno.ENOENT, errno.EMSGSIZE, errno.ENOTSOCK, errno.EPROTOTYPE}
_MAX_SOCKET_PATH = 100  # bytes; the systems' limits are 104 to 108


class Signal(msgspec.Struct, frozen=True, array_like=True):
    """One signal: the name of its sender, its kind, and its payload (MessagePack unless the kind says otherwise)."""

    sender: str
    kind: str
    payload: bytes

    def __repr__(self) -> str:
        """Everything but the payload, which may hold names that belong in no traceback."""
        return f"Signal({self.sender!r}, {self.kind!r}, {len(self.payload)} bytes)"


class SignalsUnavailable(Exception):  # noqa: N818 -- a state, not a fault of the caller
    """Signals cannot be sent or received; the message says what to do."""


class Signalling(Protocol):
    """Sending to and receiving from everybody else."""

    def send(self, kind: str, payload: object = b"") -> None:
        """Send to all others at once; bytes go as they are, anything else as MessagePack. Never waits.

        Raises ValueError when the payload is longer than `MAX_PAYLOAD`.
        """
        ...

    def receive(self) -> list[Signal]:
        """Return the signals that have come since the last call, each sender's in order. Never waits."""
        ...

    def close(self) -> None:
        """Stop receiving."""
        ...


class Signals(Signalling):
    """Signals between the processes that share the folder; for one thread, or threads that take turns."""

    def __init__(self, folder: Path, name: str) -> None:
        """Bind `<folder>/<name>.sock`, in place of one left over by a process that died.

        Raises `SignalsUnavailable` when a living process has that name or the folder cannot be used.
        """
        self.name = name
        self._folder = folder
        self._own = name + _SUFFIX
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder_descriptor = os.open(folder, os.O_RDONLY)
        except OSError as error:
            why = f"{folder} cannot be used ({error.strerror}): check the data folder and its owner"
            raise SignalsUnavailable(why) from error
        self._prefix = _short_prefix(folder, self._folder_descriptor)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        try:
            self._bind()
        except BaseException:
            self._socket.close()
            os.close(self._folder_descriptor)
            raise

    def fileno(self) -> int:
        """Return the socket's descriptor: readable when `receive` has something to return."""
        return self._socket.fileno()

    def send(self, kind: str, payload: object = b"") -> None:
        """See `Signalling.send`."""
        datagram = msgspec.msgpack.encode(_signal(self.name, kind, payload))
        for name in os.listdir(self._folder_descriptor):  # noqa: PTH208 -- the quickest way
            if name == self._own or not name.endswith(_SUFFIX):
                continue
            try:
                self._socket.sendto(datagram, self._prefix + name)
            except ConnectionRefusedError:
                self._remove_if_dead(name)
            except OSError as error:
                if error.errno not in _LOST:
                    raise

    def receive(self) -> list[Signal]:
        """See `Signalling.receive`. At most 1,000 at once."""
        received: list[Signal] = []
        while len(received) < _AT_ONCE:
            try:
                datagram = self._socket.recv(2 * MAX_PAYLOAD)
            except BlockingIOError:
                break
            # A datagram that is none of ours is lost like any other.
            with suppress(msgspec.DecodeError):
                received.append(msgspec.msgpack.decode(datagram, type=Signal))
        return received

    def close(self) -> None:
        """See `Signalling.close`; takes the socket out of the folder. Closing twice does nothing."""
        if self._socket.fileno() < 0:
            return
        with suppress(FileNotFoundError):
            os.unlink(self._own, dir_fd=self._folder_descriptor)
        self._socket.close()
        os.close(self._folder_descriptor)

    def _bind(self) -> None:
        with self._folder_locked():
            if self._is_alive(self._own):
                why = f"another process called {self.name} is running on {self._folder.parent}: end it first"
                raise SignalsUnavailable(why)
            try:
                with suppress(FileNotFoundError):
                    os.unlink(self._own, dir_fd=self._folder_descriptor)
                self._socket.bind(self._prefix + self._own)
                os.chmod(self._own, stat.S_IRUSR | stat.S_IWUSR, dir_fd=self._folder_descriptor)
            except OSError as error:
                why = f"no socket can be made in {self._folder} ({error.strerror or error}): choose another data folder"
                raise SignalsUnavailable(why) from error

    def _remove_if_dead(self, name: str) -> None:
        """Remove the socket of a process that died, unless a new one is just taking its place."""
        try:
            fcntl.flock(self._folder_descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        try:
            if not self._is_alive(name):
                with suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=self._folder_descriptor)
        finally:
            fcntl.flock(self._folder_descriptor, fcntl.LOCK_UN)

    def _is_alive(self, name: str) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(self._prefix + name)
            except (ConnectionRefusedError, FileNotFoundError):
                return False
            return True

    @contextmanager
    def _folder_locked(self) -> Iterator[None]:
        """Keep all others from binding or removing sockets meanwhile (they do so for microseconds)."""
        fcntl.flock(self._folder_descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._folder_descriptor, fcntl.LOCK_UN)


class MemorySignals(Signalling):
    """Signals within one process, for a call held on the simulated clock.

    All that share one `room` (an empty dict to begin with) hear each other.
    """

    def __init__(self, room: dict[str, deque[Signal]], name: str) -> None:
        """Enter the room under a name; raises `SignalsUnavailable` when somebody in it has that name."""
        if name in room:
            raise SignalsUnavailable(f"somebody called {name} is in the room already: choose another name")
        self.name = name
        self._room = room
        room[name] = deque()

    def send(self, kind: str, payload: object = b"") -> None:
        """See `Signalling.send`. Loses what goes beyond 1,000 signals waiting at one receiver."""
        signal = _signal(self.name, kind, payload)
        for name, waiting in self._room.items():
            if name != self.name and len(waiting) < _AT_ONCE:
                waiting.append(signal)

    def receive(self) -> list[Signal]:
        """See `Signalling.receive`."""
        waiting = self._room.get(self.name, deque())
        received = list(waiting)
        waiting.clear()
        return received

    def close(self) -> None:
        """See `Signalling.close`."""
        self._room.pop(self.name, None)


def _signal(sender: str, kind: str, payload: object) -> Signal:
    encoded = payload if isinstance(payload, bytes) else msgspec.msgpack.encode(payload)
    if len(encoded) > MAX_PAYLOAD:
        raise ValueError(f"a signal carries at most {MAX_PAYLOAD} bytes, not {len(encoded)}: send less, or use the log")
    return Signal(sender, kind, encoded)


def _short_prefix(folder: Path, descriptor: int) -> str:
    """Return what to put before a socket's name: systems allow only about 100 bytes for the whole path."""
    direct = f"{folder}/"
    through_descriptor = f"/proc/self/fd/{descriptor}"
    if len(os.fsencode(direct)) > _MAX_SOCKET_PATH - 40 and Path(through_descriptor).exists():
        return through_descriptor + "/"
    return direct
