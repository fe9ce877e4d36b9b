import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.exchange.rtp.batch import Outgoing, pack_address
from onbackground.rehearsal.clock import SimulatedClock
from onbackground.rehearsal.network import Impairment, Inbox, Network, Traffic

A, B, C = ("10.1.0.1", 5060), ("10.0.0.1", 5060), ("10.1.0.3", 5060)


def pair(impairment=None, seed=0):
    """Two hosts, and what the second receives: (microsecond, data, sender)."""
    clock = SimulatedClock()
    network = Network(clock, seed, impairment)
    received = []
    sender = network.bind(A, lambda data, peer: None, Traffic.SIGNALLING)
    network.bind(B, lambda data, peer: received.append((clock.now_us, data, peer)), Traffic.SIGNALLING)
    return clock, network, sender, received


def send_many(clock, sender, count, to=B):
    for number in range(count):
        clock.run_until(number * 0.02)
        sender.send(number.to_bytes(4, "big"), to)
    clock.run_until(clock.now + 1)


def test_a_packet_takes_the_delay_and_says_who_sent_it():
    clock, _, sender, received = pair(Impairment(delay=0.03))
    sender.send(b"hello", B)
    clock.run_until(1)
    assert received == [(30_000, b"hello", A)]


def test_loss_and_duplication_come_at_their_rates():
    clock, network, sender, received = pair(Impairment(loss=0.2, duplication=0.1), seed=3)
    send_many(clock, sender, 5000)
    assert network.counts.lost / 5000 == pytest.approx(0.2, abs=0.02)
    assert network.counts.duplicated / 4000 == pytest.approx(0.1, abs=0.02)
    assert len(received) == 5000 - network.counts.lost + network.counts.duplicated == network.counts.delivered


def test_reordering_lets_the_next_packet_overtake():
    clock, _, sender, received = pair(Impairment(reordering=0.1), seed=1)
    send_many(clock, sender, 1000)
    order = [int.from_bytes(data, "big") for _, data, _ in received]
    assert sorted(order) == list(range(1000))
    overtaken = sum(a > b for a, b in itertools.pairwise(order))
    assert 50 < overtaken < 150


def test_jitter_stays_within_its_bounds():
    clock, _, sender, received = pair(Impairment(delay=0.01, jitter=0.015), seed=1)
    send_many(clock, sender, 500)
    lateness = [at - 20_000 * int.from_bytes(data, "big") for at, data, _ in received]
    assert min(lateness) >= 10_000 and max(lateness) <= 25_000
    assert max(lateness) - min(lateness) > 12_000


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 2**32),
    st.builds(
        Impairment,
        delay=st.floats(0, 0.1),
        jitter=st.floats(0, 0.1),
        loss=st.floats(0, 1),
        duplication=st.floats(0, 1),
        reordering=st.floats(0, 1),
    ),
)
def test_the_same_seed_gives_the_same_trace(seed, impairment):
    traces = []
    for _ in range(2):
        clock, _, sender, received = pair(impairment, seed)
        send_many(clock, sender, 60)
        traces.append(received)
    assert traces[0] == traces[1]


def test_another_host_does_not_change_what_happens_to_the_first():
    traces = []
    for others in (False, True):
        clock, network, sender, received = pair(Impairment(loss=0.3, jitter=0.01), seed=8)
        if others:
            other = network.bind(C, lambda data, peer: None, Traffic.SIGNALLING)
            for _ in range(50):
                other.send(b"noise", B)
        send_many(clock, sender, 100)
        traces.append([entry for entry in received if entry[2] == A])
    assert traces[0] == traces[1]


def test_faults_can_be_limited_to_a_direction_and_a_kind_of_traffic():
    clock, network, sender, received = pair()
    heard = []
    media = network.bind((A[0], 4000), lambda data, peer: heard.append(data), Traffic.MEDIA)
    back = network.bind((B[0], 20_000), lambda data, peer: None, Traffic.MEDIA)
    network.impair(Impairment(loss=1.0), source=A[0], traffic=Traffic.SIGNALLING)
    sender.send(b"signalling", B)
    media.send(b"media", B)
    back.send(b"back", (A[0], 4000))
    clock.run_until(1)
    assert [data for _, data, _ in received] == [b"media"]
    assert heard == [b"back"]
    network.impair(Impairment(), source=A[0])
    sender.send(b"mended", B)
    clock.run_until(2)
    assert received[-1][1] == b"mended"


def test_a_cut_cable_passes_nothing_not_even_what_is_under_way():
    clock, network, sender, received = pair(Impairment(delay=0.1))
    sender.send(b"under way", B)
    network.cut(B[0])
    clock.run_until(1)
    network.cut(A[0])
    sender.send(b"from a cut host", B)
    network.restore(A[0])
    network.restore(B[0])
    sender.send(b"mended", B)
    clock.run_until(2)
    assert [data for _, data, _ in received] == [b"mended"]
    assert network.counts.unreachable == 2


def test_a_translated_host_is_seen_and_reached_at_its_outside_address():
    clock, network, sender, received = pair()
    answers = []
    sender.receive = lambda data, peer: answers.append((data, peer))
    network.translate(A[0], "192.0.2.1")
    sender.send(b"from inside", B)
    clock.run_until(1)
    ((_, _, outside),) = received
    assert outside[0] == "192.0.2.1"
    stranger = network.bind(C, lambda data, peer: None, Traffic.SIGNALLING)
    server = network.bind((B[0], 5070), lambda data, peer: None, Traffic.SIGNALLING)
    stranger.send(b"unasked", outside)
    server.send(b"from another port", outside)
    clock.run_until(2)
    assert answers == []
    sender.send(b"asked", C)
    stranger.send(b"now known", outside)
    clock.run_until(3)
    assert answers == [(b"now known", C)]
    network.forget_translations(A[0])
    stranger.send(b"to the old address", outside)
    sender.send(b"again", B)
    clock.run_until(4)
    assert len(answers) == 1
    assert received[-1][2] != outside and received[-1][2][0] == "192.0.2.1"


def test_an_inbox_gathers_a_batch_and_sends_a_tick():
    clock, network, sender, received = pair()
    inbox = Inbox(network, (B[0], 20_000), Traffic.MEDIA)
    assert inbox.take() is None
    sender.send(b"twelve bytes", (B[0], 20_000))
    sender.send(b"a little longer than that", (B[0], 20_000))
    clock.run_until(1)
    batch = inbox.take()
    assert [batch.datagram(row) for row in range(len(batch))] == [b"twelve bytes", b"a little longer than that"]
    assert batch.address.tolist() == [pack_address(A)] * 2
    inbox.send(
        Outgoing(
            port=20_000,
            headers=np.frombuffer(b"header one..header two..", np.uint8).reshape(2, 12),
            address=np.array([pack_address(B)] * 2, np.uint64),
            payload=np.array([0, 0]),
            payloads=np.frombuffer(b"shared, cut", np.uint8).reshape(1, -1),
            size=np.array([6]),
        )
    )
    clock.run_until(2)
    assert [data for _, data, _ in received] == [b"header one..shared", b"header two..shared"]


def test_an_address_is_bound_once_and_free_again_when_closed():
    clock, network, sender, _ = pair()
    with pytest.raises(OSError, match="already bound"):
        network.bind(A, lambda data, peer: None, Traffic.MEDIA)
    sender.close()
    network.bind(A, lambda data, peer: None, Traffic.MEDIA).send(b"to nobody", ("10.9.9.9", 9))
    clock.run_until(1)
    assert network.counts.unreachable == 1
