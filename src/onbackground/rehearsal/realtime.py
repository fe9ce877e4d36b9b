"""The same phones on real sockets in real time: one thread, one selector, for up to about forty phones.

A phone's packets are due on its own grid of 20 ms, so a late wake-up does not move the next one.
"""

import contextlib
import selectors
import socket
import threading
import time
from random import Random

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.sip.fields import NameAddr
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.phone import Carrier, Phone
from onbackground.rehearsal.runner import Runner

GLANCE_AT_WISHES = 0.01
"""Seconds within which what a user does is noticed."""
_LARGEST = 65_536
_ATTEMPTS = 50


class Realtime(Runner):
    """Phones at `host` that call a house at `server`. Close it, or use it in a `with` statement."""

    def __init__(self, server: Address, *, host: str = "127.0.0.1", seed: int = 0) -> None:
        self._server = server
        self._host = host
        self._seed = seed
        self._selector = selectors.DefaultSelector()
        self._phones: list[_SocketedPhone] = []
        self._made = 0
        self._new: list[_SocketedPhone] = []
        self._closing = False
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="phones", daemon=True)
        self._thread.start()

    def now(self) -> float:
        """Seconds of the machine's monotonic clock."""
        return time.monotonic()

    def phone(self, name: str, *, habits: Habits | None = None, caller: NameAddr | None = None) -> Phone:
        """A new phone at ports of its own. Raises OSError when there are none left."""
        habits = habits or Habits()
        random = Random(f"{self._seed} {name} {self._made}")
        self._made += 1
        socketed = _SocketedPhone(name, self._server, self._host, random, habits, caller, self._selector)
        self._new.append(socketed)
        return socketed.phone

    def sleep(self, seconds: float) -> None:
        """Wait. Raises what stopped the phones' thread, if anything did."""
        time.sleep(seconds)
        if self._error is not None:
            raise RuntimeError("the phones stopped") from self._error

    def close(self) -> None:
        """Stop the thread and close every socket; calls still up are left as they are."""
        self._closing = True
        self._thread.join()
        for socketed in [*self._phones, *self._new]:
            socketed.close()
        self._selector.close()

    def _run(self) -> None:
        try:
            while not self._closing:
                self._turn()
        except BaseException as error:
            self._error = error

    def _turn(self) -> None:
        while self._new:
            socketed = self._new.pop(0)
            socketed.plug_in()
            self._phones.append(socketed)
        now = time.monotonic()
        soonest = now + GLANCE_AT_WISHES
        for socketed in self._phones:
            if socketed.due <= now or socketed.phone.wishing:
                socketed.attend(now)
            soonest = min(soonest, socketed.due)
        for key, events in self._selector.select(max(0.0, soonest - time.monotonic())):
            key.data(events)


class _SocketedPhone:
    """A phone with its sockets."""

    def __init__(
        self,
        name: str,
        server: Address,
        host: str,
        random: Random,
        habits: Habits,
        caller: NameAddr | None,
        selector: selectors.BaseSelector,
    ) -> None:
        self._selector = selector
        self._signalling = _bound(host)
        self._media, self._reports = _bound_pair(host)
        self.phone = Phone(
            name,
            server,
            self._signalling.getsockname(),
            self._media.getsockname(),
            random,
            habits=habits,
            caller=caller,
        )
        self._sockets = {
            Carrier.DATAGRAM: self._signalling,
            Carrier.MEDIA: self._media,
            Carrier.REPORTS: self._reports,
        }
        self.due = 0.0
        self._stream: socket.socket | None = None
        self._unsent = b""

    def plug_in(self) -> None:
        """Listen on the sockets; from the thread that selects."""
        self._selector.register(self._signalling, selectors.EVENT_READ, self._datagram)
        self._selector.register(self._media, selectors.EVENT_READ, self._packet)
        self._selector.register(self._reports, selectors.EVENT_READ, self._report)

    def close(self) -> None:
        """Close the sockets."""
        for open_socket in (self._signalling, self._media, self._reports, self._stream):
            if open_socket is not None:
                open_socket.close()

    def attend(self, now: float) -> None:
        """Let the phone do what is due, and send what it says."""
        self.phone.wake(now)
        self._send()

    def _send(self) -> None:
        for sent in self.phone.take_output():
            if sent.carrier is Carrier.STREAM:
                self._send_by_stream(sent.data, sent.destination)
            else:
                sender = self._sockets[sent.carrier]
                with contextlib.suppress(OSError):  # to a datagram socket, an absent far end is silence
                    sender.sendto(sent.data, sent.destination)
        self.due = self.phone.next_wake()

    def _datagram(self, events: int) -> None:
        try:
            data, sender = self._signalling.recvfrom(_LARGEST)
        except OSError:  # what was sent before found nobody: the phone hears nothing of that
            return
        self.phone.receive_datagram(data, sender, time.monotonic())
        self._send()

    def _packet(self, events: int) -> None:
        try:
            data, sender = self._media.recvfrom(2048)
        except OSError:
            return
        self.phone.receive_media(data, sender, time.monotonic())

    def _report(self, events: int) -> None:
        try:
            data, sender = self._reports.recvfrom(2048)
        except OSError:
            return
        self.phone.receive_report(data, sender, time.monotonic())

    def _send_by_stream(self, data: bytes, destination: Address) -> None:
        self._unsent += data
        if self._stream is None:
            self._stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            self._stream.setblocking(False)
            self._stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._stream.connect_ex(destination)
            self._selector.register(self._stream, selectors.EVENT_READ | selectors.EVENT_WRITE, self._stream_ready)
        else:
            self._selector.modify(self._stream, selectors.EVENT_READ | selectors.EVENT_WRITE, self._stream_ready)

    def _stream_ready(self, events: int) -> None:
        stream = self._stream
        if stream is None:
            return
        try:
            if events & selectors.EVENT_WRITE:
                self._unsent = self._unsent[stream.send(self._unsent) :]
                if not self._unsent:
                    self._selector.modify(stream, selectors.EVENT_READ, self._stream_ready)
            if events & selectors.EVENT_READ:
                data = stream.recv(_LARGEST)
                if not data:
                    raise ConnectionResetError
                self.phone.receive_stream(data, stream.getpeername(), time.monotonic())
        except BlockingIOError:
            return
        except OSError:
            self._selector.unregister(stream)
            stream.close()
            self._stream, self._unsent = None, b""
            self.phone.stream_closed(time.monotonic())
        self._send()


def _bound(host: str, port: int = 0) -> socket.socket:
    """A datagram socket, at a port the system chooses where none is given."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.setblocking(False)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound


def _bound_pair(host: str) -> tuple[socket.socket, socket.socket]:
    """Sockets for RTP and, one port above it, RTCP. Raises OSError when no two neighbours are free."""
    for _ in range(_ATTEMPTS):
        media = _bound(host)
        try:
            return media, _bound(host, media.getsockname()[1] + 1)
        except (OSError, OverflowError):
            media.close()
    raise OSError(f"no two neighbouring ports are free at {host}; close other programs that use many ports")
