"""The sockets of the exchange: SIP over UDP and TCP, RTP and RTCP."""

from __future__ import annotations

import contextlib
import resource
import selectors
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from .rtp.batch import Address, Batch, Outgoing
from .rtp.udp import UdpPort
from .sip.flows import Flow

RECEIVE_BYTES = 65_536
UNSENT_BYTES = 262_144
"""A phone that lets so much wait on its TCP connection is cut off."""
WAITING_BYTES = 4_194_304
"""SIP messages over UDP that may wait; the system may allow fewer."""
SPARE_DESCRIPTORS = 256
"""Open files kept back from TCP connections, for the log, the tracks and the other sockets."""


class PortBusyError(Exception):
    """A port cannot be had; the message says which, and the option that changes it."""


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    flow: Flow
    unsent: bytearray


class Wires:
    """All sockets of one exchange. Non-blocking; ``wait`` returns early when signalling comes in."""

    def __init__(self, host: str, sip_port: int, media_ports: Sequence[int]) -> None:
        """Bind everything. Each media port takes RTP and the one above it RTCP.

        Raises :class:`PortBusyError`.
        """
        self._selector = selectors.DefaultSelector()
        self._udp = _bound(socket.SOCK_DGRAM, host, sip_port, "--sip-port")
        self.sip_port: int = self._udp.getsockname()[1]
        self._listener = _bound(socket.SOCK_STREAM, host, self.sip_port, "--sip-port")
        self._listener.listen(256)
        self._media = {port: _media_port(host, port) for port in media_ports}
        self._reports = {port: _media_port(host, port + 1) for port in media_ports}
        self.waiting_room: int = min(port.waiting_room for port in self._media.values())
        """How many packets of sound may come before they must be read."""
        self._sounding = selectors.DefaultSelector()
        for port in (*self._media.values(), *self._reports.values()):
            self._sounding.register(port, selectors.EVENT_READ)
        self._connections: dict[int, _Connection] = {}
        self._accepted = 0
        self._most_connections = _most_descriptors() - SPARE_DESCRIPTORS
        for ours in (self._udp, self._listener):
            self._selector.register(ours, selectors.EVENT_READ)

    def watch(self, fileno: int) -> None:
        """Let ``wait`` return early when this descriptor becomes readable, too."""
        self._selector.register(fileno, selectors.EVENT_READ)

    def close(self) -> None:
        """Release everything."""
        for connection in self._connections.values():
            connection.socket.close()
        for port in (*self._media.values(), *self._reports.values()):
            port.close()
        self._udp.close()
        self._listener.close()
        self._selector.close()
        self._sounding.close()

    def wait(self, seconds: float) -> None:
        """Wait for signalling or a watched descriptor, at most so long."""
        self._selector.select(max(0.0, seconds))

    def datagrams(self) -> list[tuple[bytes, Address]]:
        """SIP over UDP that has come in."""
        received = []
        with contextlib.suppress(BlockingIOError):
            for _ in range(500):
                try:
                    received.append(self._udp.recvfrom(RECEIVE_BYTES))
                except ConnectionError:
                    continue
        return received

    def streams(self) -> list[tuple[Flow, bytes]]:
        """SIP over TCP that has come in; empty bytes mean that the connection is gone."""
        received: list[tuple[Flow, bytes]] = []
        for key, _ in self._selector.select(0):
            if key.fileobj is self._listener:
                self._accept()
            elif isinstance(key.data, _Connection):
                received += [(key.data.flow, data) for data in self._read(key.data)]
        return received

    def send(self, messages: Sequence[tuple[bytes, Flow]]) -> None:
        """Send SIP messages. One that cannot be sent is lost: SIP sends it again."""
        for data, flow in messages:
            if flow.transport == "udp":
                with contextlib.suppress(OSError):
                    self._udp.sendto(data, flow.peer)
            elif (connection := self._connections.get(flow.connection)) is not None:
                connection.unsent += data
                self._flush(connection)

    def disconnect(self, flow: Flow) -> None:
        """Close a TCP connection."""
        if (connection := self._connections.get(flow.connection)) is not None:
            self._close(connection)

    def media(self) -> tuple[list[tuple[int, Batch]], list[Batch]]:
        """RTP that has come in, by port, and RTCP. A batch is good until the next call."""
        ready = {key.fileobj for key, _ in self._sounding.select(0)}
        rtp = [(number, port.receive()) for number, port in self._media.items() if port in ready]
        rtcp = [port.receive() for port in self._reports.values() if port in ready]
        return [(number, batch) for number, batch in rtp if batch], [batch for batch in rtcp if batch]

    def send_media(self, outgoing: Sequence[Outgoing]) -> None:
        """Send the packets of one tick."""
        for packets in outgoing:
            self._media[packets.port].send(packets)

    def send_reports(self, reports: Sequence[tuple[int, bytes, Address]]) -> None:
        """Send RTCP: (RTP port it belongs to, packet, receiver)."""
        for port, data, address in reports:
            self._reports[port].send_each([(data, address)])

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                accepted, peer = self._listener.accept()
                if len(self._connections) >= self._most_connections:
                    accepted.close()
                    continue
                accepted.setblocking(False)
                self._accepted += 1
                connection = _Connection(accepted, Flow("tcp", (peer[0], peer[1]), self._accepted), bytearray())
                self._connections[self._accepted] = connection
                self._selector.register(accepted, selectors.EVENT_READ, connection)

    def _read(self, connection: _Connection) -> list[bytes]:
        """What has come, if anything; empty bytes where the connection is gone."""
        self._flush(connection)
        try:
            data = connection.socket.recv(RECEIVE_BYTES)
        except BlockingIOError:
            return []
        except OSError:
            data = b""
        if not data or len(connection.unsent) > UNSENT_BYTES:
            self._close(connection)
            return [b""]
        return [data]

    def _flush(self, connection: _Connection) -> None:
        """Send what the connection takes; ``wait`` returns when it takes more."""
        if not connection.unsent:
            return
        with contextlib.suppress(OSError):
            del connection.unsent[: connection.socket.send(connection.unsent)]
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if connection.unsent else 0)
        self._selector.modify(connection.socket, wanted, connection)

    def _close(self, connection: _Connection) -> None:
        self._selector.unregister(connection.socket)
        connection.socket.close()
        del self._connections[connection.flow.connection]


def _most_descriptors() -> int:
    """Raise the number of files this process may have open as far as it may, and return it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 65_536)


def _bound(kind: socket.SocketKind, host: str, port: int, option: str) -> socket.socket:
    bound = socket.socket(socket.AF_INET, kind)
    if kind is socket.SOCK_STREAM:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, WAITING_BYTES)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise _busy(host, port, option, error) from error
    bound.setblocking(False)
    return bound


def _media_port(host: str, port: int) -> UdpPort:
    try:
        return UdpPort((host, port))
    except OSError as error:
        raise _busy(host, port, "--media-port", error) from error


def _busy(host: str, port: int, option: str, error: OSError) -> PortBusyError:
    return PortBusyError(f"{host}:{port} cannot be used ({error.strerror}): choose another port with {option}")
