"""A house and its phones on a simulated clock and network: faster than life, and the same for the same seed."""

from functools import partial
from random import Random

from onbackground.exchange.rtp.batch import Address
from onbackground.exchange.sip.fields import NameAddr
from onbackground.rehearsal.clock import SimulatedClock, Timer
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.house import Flow, House
from onbackground.rehearsal.network import Impairment, Inbox, Network, Traffic
from onbackground.rehearsal.phone import Carrier, Phone
from onbackground.rehearsal.runner import Runner
from onbackground.rehearsal.streams import Stream, Streams

TICK_US = 20_000
START = 1_000.0
"""The clock does not start at 0, so that nobody takes 0 for a time."""


class Simulation(Runner):
    """Runs one house. `network` is there to be impaired, translated and cut."""

    def __init__(self, house: House, *, seed: int = 0, usual: Impairment | None = None) -> None:
        self.clock = SimulatedClock(START)
        self.network = Network(self.clock, seed, usual)
        self._streams = Streams(self.network)
        self._phones: list[_Desk] = []
        self._house = _HousedExchange(house, self.clock, self.network, self._streams)
        self._seed = seed

    def now(self) -> float:
        """Simulated seconds."""
        return self.clock.now

    def phone(
        self,
        name: str,
        *,
        habits: Habits | None = None,
        caller: NameAddr | None = None,
        behind: str | None = None,
    ) -> Phone:
        """A new phone on a host of its own; `behind` is the outside address of its address translator, if any."""
        number = len(self._phones)
        host = f"10.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
        if behind is not None:
            self.network.translate(host, behind)
        random = Random(f"{self._seed} {name} {number}")
        server = self._house.house.address
        phone = Phone(name, server, (host, 5060), (host, 4000), random, habits=habits, caller=caller)
        self._phones.append(_Desk(phone, self.clock, self.network, self._streams))
        return phone

    def sleep(self, seconds: float) -> None:
        """Grant what the phones' users wish, then let simulated time pass."""
        for desk in self._phones:
            if desk.phone.wishing:
                desk.attend()
        self.clock.run_until(self.clock.now + seconds)


class _Desk:
    """A phone plugged into the network."""

    def __init__(self, phone: Phone, clock: SimulatedClock, network: Network, streams: Streams) -> None:
        self.phone = phone
        self._clock = clock
        self._streams = streams
        reports = (phone.media[0], phone.media[1] + 1)
        self._sockets = {
            Carrier.DATAGRAM: network.bind(phone.signalling, self._datagram, Traffic.SIGNALLING),
            Carrier.MEDIA: network.bind(phone.media, self._packet, Traffic.MEDIA),
            Carrier.REPORTS: network.bind(reports, self._report, Traffic.MEDIA),
        }
        self._stream: Stream | None = None
        self._unsent: list[bytes] | None = None
        self._timer: Timer | None = None
        self._timer_at = -1.0

    def attend(self) -> None:
        """Let the phone do what is due, send what it says, and come back when it next wants to."""
        self.phone.wake(self._clock.now)
        self._send()

    def _send(self) -> None:
        for sent in self.phone.take_output():
            if sent.carrier is Carrier.STREAM:
                self._send_by_stream(sent.data, sent.destination)
            else:
                self._sockets[sent.carrier].send(sent.data, sent.destination)
        due = self.phone.next_wake()
        if due != self._timer_at:
            if self._timer is not None:
                self._timer.cancel()
            self._timer_at = due
            self._timer = self._clock.call_at(due, self._wake) if due != float("inf") else None

    def _wake(self) -> None:
        self._timer_at = -1.0
        self.attend()

    def _datagram(self, data: bytes, sender: Address) -> None:
        self.phone.receive_datagram(data, sender, self._clock.now)
        self._send()

    def _packet(self, data: bytes, sender: Address) -> None:
        self.phone.receive_media(data, sender, self._clock.now)

    def _report(self, data: bytes, sender: Address) -> None:
        self.phone.receive_report(data, sender, self._clock.now)

    def _send_by_stream(self, data: bytes, destination: Address) -> None:
        if self._stream is not None:
            self._stream.send(data)
        elif self._unsent is not None:
            self._unsent.append(data)
        else:
            self._unsent = [data]
            self._streams.connect(self.phone.signalling, destination, self._connected)

    def _connected(self, stream: Stream | None) -> None:
        unsent, self._unsent = self._unsent or [], None
        if stream is None:
            self._closed()
            return
        self._stream = stream
        stream.received = partial(self._received, stream.remote)
        stream.closed = self._closed
        for data in unsent:
            stream.send(data)

    def _received(self, sender: Address, data: bytes) -> None:
        self.phone.receive_stream(data, sender, self._clock.now)
        self._send()

    def _closed(self) -> None:
        self._stream = None
        self.phone.stream_closed(self._clock.now)
        self._send()


class _HousedExchange:
    """The house plugged into the network: signalling at once, media gathered until the tick."""

    def __init__(self, house: House, clock: SimulatedClock, network: Network, streams: Streams) -> None:
        self.house = house
        self._clock = clock
        host = house.address[0]
        self._signalling = network.bind(house.address, self._datagram, Traffic.SIGNALLING)
        streams.listen(house.address, self._accepted)
        self._connections: list[Stream] = []
        self._media = {port: Inbox(network, (host, port), Traffic.MEDIA) for port in house.media_ports}
        self._reports = {port + 1: Inbox(network, (host, port + 1), Traffic.MEDIA) for port in house.media_ports}
        self._next_tick_us = clock.now_us
        clock.call_at_us(self._next_tick_us, self._tick)

    def _tick(self) -> None:
        now = self._clock.now
        for port, inbox in self._media.items():
            batch = inbox.take()
            if batch is not None:
                self.house.receive_media(port, batch, now)
        for port, inbox in self._reports.items():
            batch = inbox.take()
            if batch is not None:
                self.house.receive_reports(port, batch, now)
        self.house.tick(now)
        self._send()
        self._next_tick_us += TICK_US
        self._clock.call_at_us(self._next_tick_us, self._tick)

    def _send(self) -> None:
        output = self.house.take_output()
        for flow, data in output.signalling:
            if flow.connection is None:
                self._signalling.send(data, flow.peer)
            else:
                self._connections[flow.connection].send(data)
        for outgoing in output.media:
            self._media[outgoing.port].send(outgoing)
        for port, data, receiver in output.reports:
            self._reports[port].socket.send(data, receiver)

    def _datagram(self, data: bytes, sender: Address) -> None:
        self.house.receive_datagram(data, sender, self._clock.now)
        self._send()

    def _accepted(self, stream: Stream) -> None:
        flow = Flow(stream.remote, len(self._connections))
        self._connections.append(stream)
        stream.received = partial(self._received, flow)
        stream.closed = partial(self._closed, flow)

    def _received(self, flow: Flow, data: bytes) -> None:
        self.house.receive_stream(data, flow, self._clock.now)
        self._send()

    def _closed(self, flow: Flow) -> None:
        self.house.stream_closed(flow, self._clock.now)
        self._send()
