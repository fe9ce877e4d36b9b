"""The echo house on real sockets, in a thread of its own."""

import selectors
import socket
import threading
import time

from echo_house import EchoHouse

from onbackground.exchange.rtp.batch import Batch
from onbackground.rehearsal.house import Flow


class EchoService:
    """`with EchoService() as house:` serves on loopback until the end of the block."""

    def __enter__(self) -> EchoHouse:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        address = self._listener.getsockname()
        self._udp = self._bound(address[1])
        self._rtp = self._bound(0)
        self.house = EchoHouse(address, media_port=self._rtp.getsockname()[1])
        self._connections: list[socket.socket] = []
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ, self._accept)
        self._selector.register(self._udp, selectors.EVENT_READ, self._datagram)
        self._stop = False
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self.house

    def __exit__(self, *_: object) -> None:
        self._stop = True
        self._thread.join()
        for opened in (self._listener, self._udp, self._rtp, *self._connections):
            opened.close()
        self._selector.close()
        if self.error is not None:
            raise self.error

    def _bound(self, port: int) -> socket.socket:
        bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        bound.setblocking(False)
        bound.bind(("127.0.0.1", port))
        return bound

    def _run(self) -> None:
        try:
            next_tick = time.monotonic()
            while not self._stop:
                for key, _ in self._selector.select(max(0.0, next_tick - time.monotonic())):
                    key.data()
                if time.monotonic() >= next_tick:
                    self._tick()
                    next_tick += 0.02
                self._send()
        except BaseException as error:
            self.error = error

    def _accept(self) -> None:
        connection, peer = self._listener.accept()
        flow = Flow(peer, len(self._connections))
        self._connections.append(connection)
        connection.setblocking(False)

        def received() -> None:
            data = connection.recv(65536)
            if data:
                self.house.receive_stream(data, flow, time.monotonic())
            else:
                self._selector.unregister(connection)

        self._selector.register(connection, selectors.EVENT_READ, received)

    def _datagram(self) -> None:
        self.house.receive_datagram(*self._udp.recvfrom(65536), time.monotonic())

    def _tick(self) -> None:
        arrived = []
        while True:
            try:
                arrived.append(self._rtp.recvfrom(2048))
            except BlockingIOError:
                break
        if arrived:
            self.house.receive_media(self.house.media_ports[0], Batch.of(arrived), time.monotonic())
        self.house.tick(time.monotonic())

    def _send(self) -> None:
        output = self.house.take_output()
        for flow, data in output.signalling:
            if flow.connection is None:
                self._udp.sendto(data, flow.peer)
            else:
                self._connections[flow.connection].sendall(data)
        for outgoing in output.media:
            for data, address in outgoing.datagrams():
                self._rtp.sendto(data, address)
