import os
import select
import socket
import stat
from collections import deque
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onbackground.log.signals import MAX_PAYLOAD, MemorySignals, Signal, Signalling, Signals, SignalsUnavailable


class Ports:
    """Opens named signal ports of one sort that all hear each other."""

    def __init__(self, sort: str, folder: Path) -> None:
        self.sort = sort
        self.folder = folder
        self.room: dict[str, deque[Signal]] = {}
        self.opened: list[Signalling] = []

    def open(self, name: str) -> Signalling:
        port = Signals(self.folder, name) if self.sort == "sockets" else MemorySignals(self.room, name)
        self.opened.append(port)
        return port


@pytest.fixture(params=["sockets", "memory"])
def ports(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    ports = Ports(request.param, tmp_path / "run")
    yield ports
    for port in ports.opened:
        port.close()


class TestAnySignals:
    def test_a_signal_reaches_everybody_else_and_not_its_sender(self, ports: Ports) -> None:
        exchange, desk, scribe = (ports.open(name) for name in ("exchange", "desk", "scribe"))
        exchange.send("levels", b"\x01\x02")

        assert desk.receive() == [Signal("exchange", "levels", b"\x01\x02")]
        assert scribe.receive() == [Signal("exchange", "levels", b"\x01\x02")]
        assert exchange.receive() == []
        assert desk.receive() == []

    def test_anything_but_bytes_goes_as_message_pack(self, ports: Ports) -> None:
        exchange, desk = ports.open("exchange"), ports.open("desk")
        exchange.send("quality", {"l1": [0.5, 20]})
        exchange.send("beat")

        quality, beat = desk.receive()
        assert msgspec.msgpack.decode(quality.payload) == {"l1": [0.5, 20]}
        assert beat.payload == b""

    def test_the_longest_payload_arrives_and_a_longer_one_is_refused(self, ports: Ports) -> None:
        exchange, desk = ports.open("exchange"), ports.open("desk")
        exchange.send("levels", bytes(MAX_PAYLOAD))
        assert [len(signal.payload) for signal in desk.receive()] == [MAX_PAYLOAD]
        with pytest.raises(ValueError, match="at most 32768 bytes, not 32769"):
            exchange.send("levels", bytes(MAX_PAYLOAD + 1))
        assert desk.receive() == []

    def test_a_listener_that_does_not_listen_delays_nobody(self, ports: Ports) -> None:
        exchange, deaf, desk = ports.open("exchange"), ports.open("deaf"), ports.open("desk")
        heard = 0
        for _ in range(3000):
            exchange.send("levels", b"x")
            heard += len(desk.receive())
        assert heard == 3000
        # What is left to the deaf one is the beginning, in order, and not all of it.
        assert 0 < len(deaf.receive()) < 3000

    def test_nobody_hears_after_closing_and_nobody_minds(self, ports: Ports) -> None:
        exchange, desk = ports.open("exchange"), ports.open("desk")
        desk.close()
        desk.close()
        exchange.send("levels", b"x")
        ports.open("desk").send("here", b"")
        assert [signal.kind for signal in exchange.receive()] == ["here"]

    def test_two_cannot_have_one_name(self, ports: Ports) -> None:
        first, desk = ports.open("exchange"), ports.open("desk")
        with pytest.raises(SignalsUnavailable, match="called exchange"):
            ports.open("exchange")
        desk.send("levels", b"x")
        assert len(first.receive()) == 1

    def test_a_payload_stays_out_of_representations(self) -> None:
        assert "Quill" not in repr(Signal("scribe", "caption", b"Wilhelmina Quill"))


class TestSockets:
    def test_only_the_owner_may_use_them(self, tmp_path: Path) -> None:
        port = Signals(tmp_path / "run", "exchange")
        assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
        assert stat.S_IMODE((tmp_path / "run" / "exchange.sock").stat().st_mode) == 0o600
        port.close()
        assert list((tmp_path / "run").iterdir()) == []

    def test_the_descriptor_is_readable_when_a_signal_waits(self, tmp_path: Path) -> None:
        exchange, desk = Signals(tmp_path, "exchange"), Signals(tmp_path, "desk")
        assert select.select([desk], [], [], 0)[0] == []
        exchange.send("levels", b"x")
        assert select.select([desk], [], [], 0)[0] == [desk]
        desk.receive()
        assert select.select([desk], [], [], 0)[0] == []

    def test_a_dead_process_s_socket_is_removed_by_whoever_meets_it(self, tmp_path: Path) -> None:
        _leave_dead_socket(tmp_path / "scribe.sock")
        exchange = Signals(tmp_path, "exchange")
        exchange.send("levels", b"x")
        assert [path.name for path in tmp_path.iterdir()] == ["exchange.sock"]

    def test_a_socket_whose_process_has_come_back_meanwhile_is_left(self, tmp_path: Path) -> None:
        exchange, scribe = Signals(tmp_path, "exchange"), Signals(tmp_path, "scribe")
        exchange._remove_if_dead("scribe.sock")
        exchange.send("levels", b"x")
        assert len(scribe.receive()) == 1

    def test_a_process_that_comes_back_takes_its_own_place(self, tmp_path: Path) -> None:
        _leave_dead_socket(tmp_path / "scribe.sock")
        scribe, exchange = Signals(tmp_path, "scribe"), Signals(tmp_path, "exchange")
        exchange.send("levels", b"x")
        assert len(scribe.receive()) == 1

    def test_a_stranger_s_datagram_is_lost(self, tmp_path: Path) -> None:
        desk, exchange = Signals(tmp_path, "desk"), Signals(tmp_path, "exchange")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as stranger:
            for datagram in (b"", b"\xff\xff", b"{}", msgspec.msgpack.encode(["a", 1])):
                stranger.sendto(datagram, str(tmp_path / "desk.sock"))
        exchange.send("levels", b"x")
        assert [signal.sender for signal in desk.receive()] == ["exchange"]

    @pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to reach sockets at long paths")
    def test_a_folder_with_a_long_path_works(self, tmp_path: Path) -> None:
        folder = tmp_path / ("x" * 120) / "run"
        exchange, desk = Signals(folder, "exchange"), Signals(folder, "desk")
        exchange.send("levels", b"x")
        assert len(desk.receive()) == 1

    def test_a_folder_that_cannot_be_is_refused_in_one_line(self, tmp_path: Path) -> None:
        (tmp_path / "run").write_text("a file in the way")
        with pytest.raises(SignalsUnavailable, match=r"run cannot be used \(.*\): check") as refused:
            Signals(tmp_path / "run", "exchange")
        assert "\n" not in str(refused.value)

    def test_signals_pass_between_processes(self, tmp_path: Path) -> None:
        here = Signals(tmp_path, "desk")
        there = get_context("spawn").Process(target=_echo, args=(tmp_path,))
        there.start()
        assert select.select([here], [], [], 60)[0] == [here]
        (ready,) = here.receive()
        here.send("question", b"2 + 2")
        assert select.select([here], [], [], 60)[0] == [here]
        (answer,) = here.receive()
        there.join(60)
        assert (ready.kind, answer.sender, answer.kind, answer.payload) == ("ready", "exchange", "answer", b"2 + 2")
        assert there.exitcode == 0


def _leave_dead_socket(path: Path) -> None:
    """What a process killed by SIGKILL leaves behind: a bound socket that nobody reads."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
        dead.bind(os.fspath(path))


def _echo(folder: Path) -> None:
    port = Signals(folder, "exchange")
    port.send("ready")
    select.select([port], [], [], 60)
    for signal in port.receive():
        port.send("answer", signal.payload)
    port.close()
