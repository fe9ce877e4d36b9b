"""The sockets of the exchange, on loopback."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from onbackground.exchange.sip.flows import Flow
from onbackground.exchange.wires import UNSENT_BYTES, PortBusyError, Wires

T = TypeVar("T")
HOST = "127.0.0.1"
SIP_PORT = 12_000 + os.getpid() % 1_000 * 20
MEDIA_PORT = SIP_PORT + 10


@pytest.fixture
def wires() -> Iterator[Wires]:
    wires = Wires(HOST, SIP_PORT, [MEDIA_PORT, MEDIA_PORT + 2])
    yield wires
    wires.close()


def until(look: Callable[[], list[T]]) -> list[T]:
    """Look until there is something; fails after five seconds."""
    give_up_at = time.monotonic() + 5
    while not (found := look()):
        assert time.monotonic() < give_up_at
        time.sleep(0.001)
    return found


@pytest.mark.parametrize(
    ("kind", "port", "option"),
    [
        (socket.SOCK_DGRAM, SIP_PORT, "--sip-port"),
        (socket.SOCK_STREAM, SIP_PORT, "--sip-port"),
        (socket.SOCK_DGRAM, MEDIA_PORT, "--media-port"),
        (socket.SOCK_DGRAM, MEDIA_PORT + 1, "--media-port"),
    ],
)
def test_a_busy_port_is_named_with_the_option_that_changes_it(kind: int, port: int, option: str) -> None:
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind((HOST, port))
        if kind == socket.SOCK_STREAM:
            other.listen()
        with pytest.raises(PortBusyError, match=rf"^{HOST}:{port} .*{option}$"):
            Wires(HOST, SIP_PORT, [MEDIA_PORT])


def test_datagrams_go_both_ways(wires: Wires) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.bind((HOST, 0))
        phone.sendto(b"ring", (HOST, SIP_PORT))
        ((data, peer),) = until(wires.datagrams)
        assert (data, peer) == (b"ring", phone.getsockname())
        wires.send([(b"hello", Flow("udp", peer, 0))])
        phone.settimeout(5)
        assert phone.recv(100) == b"hello"


def test_a_connection_is_read_answered_and_closed(wires: Wires) -> None:
    with socket.create_connection((HOST, SIP_PORT)) as phone:
        phone.sendall(b"ring")
        ((flow, data),) = until(wires.streams)
        assert (flow.transport, flow.peer, data) == ("tcp", phone.getsockname(), b"ring")
        wires.send([(b"hello", flow)])
        phone.settimeout(5)
        assert phone.recv(100) == b"hello"
        wires.disconnect(flow)
        assert phone.recv(100) == b""
        wires.send([(b"too late", flow)])


def test_a_connection_that_ends_is_told_once(wires: Wires) -> None:
    with socket.create_connection((HOST, SIP_PORT)) as phone:
        phone.sendall(b"ring")
        ((flow, _),) = until(wires.streams)
    assert until(wires.streams) == [(flow, b"")]
    assert wires.streams() == []


def test_what_a_connection_does_not_take_at_once_is_sent_later(wires: Wires) -> None:
    message = bytes(range(256)) * 800
    with socket.create_connection((HOST, SIP_PORT)) as phone:
        phone.sendall(b"ring")
        ((flow, _),) = until(wires.streams)
        for _ in range(40):
            wires.send([(message, flow)])
        received = b""
        phone.settimeout(5)
        while len(received) < 40 * len(message):
            wires.wait(0)
            wires.streams()
            received += phone.recv(1 << 20)
        assert received == 40 * message


def test_a_phone_that_takes_nothing_is_cut_off_when_it_next_sends(wires: Wires) -> None:
    with socket.create_connection((HOST, SIP_PORT)) as phone:
        phone.sendall(b"ring")
        ((flow, _),) = until(wires.streams)
        wires.send([(bytes(UNSENT_BYTES), flow)] * 60)
        phone.sendall(b"more")
        assert (flow, b"") in until(wires.streams)


def test_only_signalling_ends_the_wait_for_the_next_tick(wires: Wires) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.sendto(b"sound", (HOST, MEDIA_PORT))
        began = time.monotonic()
        wires.wait(0.2)
        assert time.monotonic() - began >= 0.2
        phone.sendto(b"ring", (HOST, SIP_PORT))
        wires.wait(60)


def test_sound_and_reports_are_told_apart_by_their_ports(wires: Wires) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone:
        phone.sendto(b"s" * 20, (HOST, MEDIA_PORT + 2))
        phone.sendto(b"r" * 30, (HOST, MEDIA_PORT + 1))
        rtp, rtcp = [], []
        give_up_at = time.monotonic() + 5
        while not (rtp and rtcp) and time.monotonic() < give_up_at:
            sound, reports = wires.media()
            rtp += [(port, batch.datagram(0)) for port, batch in sound]
            rtcp += [batch.datagram(0) for batch in reports]
        assert (rtp, rtcp) == ([(MEDIA_PORT + 2, b"s" * 20)], [b"r" * 30])
