from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.rehearsal.clock import SimulatedClock
from onbackground.rehearsal.network import Impairment, Network
from onbackground.rehearsal.streams import Streams

PHONE, HOUSE = ("10.1.0.1", 5060), ("10.0.0.1", 5060)


class Line:
    """A connection both of whose ends keep what they hear; None marks the end."""

    def __init__(self, impairment=None, seed=0, listening=True):
        self.clock = SimulatedClock()
        self.network = Network(self.clock, seed, impairment)
        self.streams = Streams(self.network)
        self.near = self.far = None
        self.near_heard, self.far_heard, self.refused = [], [], []
        if listening:
            self.streams.listen(HOUSE, self._accepted)
        self.streams.connect(PHONE, HOUSE, self._connected)

    def _accepted(self, stream):
        self.far = stream
        stream.received = self.far_heard.append
        stream.closed = lambda: self.far_heard.append(None)
        stream.send(b"welcome")

    def _connected(self, stream):
        if stream is None:
            self.refused.append(self.clock.now)
            return
        self.near = stream
        stream.received = self.near_heard.append
        stream.closed = lambda: self.near_heard.append(None)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=20), max_size=30), st.integers(0, 1000))
def test_everything_arrives_in_order_whatever_the_network_does(messages, seed):
    line = Line(Impairment(loss=0.4, jitter=0.1, reordering=0.5, duplication=0.5), seed)
    line.clock.run_until(60)
    for message in messages:
        line.near.send(message)
        line.clock.run_until(line.clock.now + 0.01)
    line.near.close()
    line.clock.run_until(1000)
    assert line.far_heard == [*messages, None]
    assert line.near_heard == [b"welcome"]


def test_a_refused_connection_is_said_after_a_round_trip():
    line = Line(Impairment(delay=0.03), listening=False)
    line.clock.run_until(1)
    assert line.refused == [0.06]


def test_a_cut_cable_holds_the_bytes_until_it_is_mended():
    line = Line()
    line.clock.run_until(1)
    line.network.cut(PHONE[0])
    line.near.send(b"one")
    line.near.send(b"two")
    line.clock.run_until(60)
    assert line.far_heard == []
    line.network.restore(PHONE[0])
    line.near.send(b"three")
    line.clock.run_until(61)
    assert line.far_heard == [b"one", b"two", b"three"]


def test_nothing_is_heard_after_closing():
    line = Line()
    line.clock.run_until(1)
    line.far.close()
    line.clock.run_until(2)
    line.near.send(b"too late")
    line.near.close()
    line.clock.run_until(3)
    assert line.near_heard == [b"welcome", None]
    assert line.far_heard == []


def test_a_translated_host_connects_from_its_outside_address():
    line = Line(Impairment(delay=0.01), listening=False)
    line.network.translate(PHONE[0], "192.0.2.1")
    line.streams.listen(HOUSE, line._accepted)
    line.clock.run_until(1)
    assert line.far.remote[0] == "192.0.2.1" and line.far.local == HOUSE
    line.network.cut(PHONE[0])
    line.far.send(b"held")
    line.clock.run_until(2)
    assert line.near_heard == [b"welcome"]
    line.network.restore(PHONE[0])
    assert line.near_heard == [b"welcome", b"held"]
