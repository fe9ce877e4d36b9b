"""Whatever arrives, in whatever order: nothing is raised, timers stay finite, memory stays bounded."""

from __future__ import annotations

import math
import random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sip_peer import HOLD, SDP, TCP, UDP, Peer
from sip_torture import TRIALS

from onbackground.exchange.sip.endpoint import Endpoint
from onbackground.exchange.sip.events import Ended, Invited
from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.sip.message import MAX_BODY, MAX_HEAD

VALID = [
    *(trial.octets for trial in TRIALS),
    bytes(Peer().request("INVITE", body=SDP, headers=[("Supported", "timer"), ("Session-Expires", "300")])),
    bytes(Peer().request("INVITE", 2, body=HOLD, to_tag="t")),
    bytes(Peer().request("INFO", 3, body=b"Signal=5", content_type="application/dtmf-relay", to_tag="t")),
    bytes(Peer().request("UPDATE", 4, to_tag="t")),
    bytes(Peer().request("CANCEL")),
    bytes(Peer().request("ACK")),
]
PIECES = [
    b"",
    b"\r\n",
    b"\r\n\r\n",
    b"\r\n ",
    b";",
    b",",
    b'"',
    b"<",
    b">",
    b"\0",
    b"\xff",
    b"%",
    b"%00",
    b"=",
    b":",
    b"@",
    b"-1",
    b"99999999999999999999",
    b"Content-Length: 0\r\n",
    b"\xd9\xa1",  # a digit, but not one of ours
    b"\xef\xbc\x95",
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a valid message with pieces put in, taken out and replaced."""
    data = draw(st.sampled_from(VALID))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 12)))
        data = data[:at] + draw(st.sampled_from(PIECES) | st.binary(max_size=4)) + data[until:]
    return data


def endpoint() -> Endpoint:
    return Endpoint(contact_host="127.0.0.1", udp_port=5060, tcp_port=5060, random=random.Random(3))


def exercise(ours: Endpoint, now: float) -> None:
    """Do what an exchange does with what came of it."""
    for event in ours.events():
        if isinstance(event, Invited):
            assert isinstance(event.user, str)
            assert isinstance(event.number_withheld, bool)
            ours.ring(event.call, now)
            ours.answer(event.call, SDP, now)
        elif not isinstance(event, Ended):
            ours.answer(event.call, SDP, now)
    for data, flow in ours.outgoing():
        assert isinstance(data, bytes)
        assert 0 <= flow.peer[1] <= 65535
    timer = ours.next_timer()
    assert timer is None or math.isfinite(timer)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(mutated() | st.binary(max_size=200), max_size=6))
@example([b"INVITE sip:a SIP/2.0\r\nVia: SIP/2.0/UDP h:99999\r\n\r\n"])
@example([b"OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/UDP h;rport=\xd9\xa1\r\n\r\n"])
def test_datagrams(messages: list[bytes]) -> None:
    ours, now = endpoint(), 0.0
    for data in messages:
        ours.receive_datagram(data, UDP.peer, now)
        exercise(ours, now)
        now += 0.3
        ours.handle_timers(now)
    for _ in range(100_000):
        timer = ours.next_timer()
        if timer is None:
            break
        ours.handle_timers(timer)
        exercise(ours, timer)
    # A phone that says no more is given up on, sooner or later.
    assert ours.next_timer() is None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(mutated() | st.binary(max_size=60), max_size=4), st.integers(1, 2000))
def test_streams(messages: list[bytes], size: int) -> None:
    ours = endpoint()
    stream = b"".join(messages)
    for start in range(0, len(stream), size):
        ours.receive_stream(stream[start : start + size], TCP, 0.0)
        exercise(ours, 0.0)
    ours.connection_lost(TCP, 1.0)
    exercise(ours, 1.0)
    ours.handle_timers(1e6)
    exercise(ours, 1e6)


def test_a_stream_without_end_is_cut_off() -> None:
    ours = endpoint()
    for _ in range(1 + MAX_HEAD // 1000):
        ours.receive_stream(b"x" * 1000, TCP, 0.0)
    assert ours.closing() == [TCP]
    other = Flow("tcp", ("127.0.0.1", 2), 2)
    ours.receive_stream(b"INVITE sip:a SIP/2.0\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY + 1), other, 0.0)
    assert ours.closing() == [other]


def test_timers_set_again_and_again_do_not_pile_up() -> None:
    peer = Peer()
    peer.confirmed(headers=[("Supported", "timer"), ("Session-Expires", "86400")])
    for number in range(2, 3000):
        peer.send(peer.request("UPDATE", number, headers=[("Supported", "timer")]))
        peer.wait(1)
    assert len(peer.endpoint._stack.timers._heap) < 300
    assert len(peer.endpoint._stack.transactions) < 60
