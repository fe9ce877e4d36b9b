"""An independent phone: SIPp calls the endpoint over real sockets on loopback."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIPP = shutil.which("sipp")
HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.realtime,
    pytest.mark.skipif(SIPP is None, reason="SIPp is not installed (Debian: sip-tester)"),
]


class Machine:
    """The answering machine under test: where it listens and, in the end, what it counted."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.counts: dict[str, float] = {}


@contextmanager
def answering_machine(ring: float = 0.0) -> Iterator[Machine]:
    """Run one for the length of a test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        machine = Machine(probe.getsockname()[1])
    command = [sys.executable, str(HERE / "sip_answering_machine.py"), str(machine.port), "60", "--ring", str(ring)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield machine
        process.send_signal(signal.SIGTERM)
        machine.counts = json.loads(process.stdout.read())


def sipp(machine: Machine, folder: Path, *options: str) -> None:
    """Let SIPp call; it exits 0 only when every call went as its scenario says."""
    command = [
        *(SIPP or "", f"127.0.0.1:{machine.port}", "-i", "127.0.0.1", "-s", "b7k2", "-nostdin", "-timeout", "45"),
        *options,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


@pytest.mark.parametrize("transport", ["u1", "t1"])
def test_calls_held_together(transport: str, tmp_path: Path) -> None:
    with answering_machine() as machine:
        sipp(machine, tmp_path, "-sn", "uac", "-t", transport, "-m", "50", "-r", "100", "-d", "800", "-l", "60")
    assert machine.counts["ended: hung up"] == machine.counts["Confirmed"] == 50
    assert machine.counts["most at once"] >= 40
    assert machine.counts["still open"] == 0


def test_one_message_in_twenty_is_lost(tmp_path: Path) -> None:
    with answering_machine() as machine:
        scenario = ("-sf", str(HERE / "sip_call.xml"))
        sipp(machine, tmp_path, *scenario, "-m", "50", "-r", "100", "-d", "300", "-l", "60", "-lost", "5")
    assert machine.counts["Invited"] == machine.counts["Ended"] == 50
    assert machine.counts["still open"] == 0


@pytest.mark.parametrize("transport", ["u1", "t1"])
def test_callers_who_give_up(transport: str, tmp_path: Path) -> None:
    with answering_machine(ring=20) as machine:
        sipp(machine, tmp_path, "-sf", str(HERE / "sip_cancel.xml"), "-t", transport, "-m", "20", "-r", "40")
    assert machine.counts["ended: cancelled"] == 20
    assert machine.counts["still open"] == 0
