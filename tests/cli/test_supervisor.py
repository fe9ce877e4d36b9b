"""The supervisor: whoever dies is started again, whoever cannot run as asked ends it all, and nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onbackground.cli import supervisor as supervising
from onbackground.cli.supervisor import REFUSED, STEADY_SECONDS, Supervisor
from onbackground.sealing.identity import Identity

pytestmark = pytest.mark.realtime


TWO_KEEPERS = """
import sys
from onbackground.cli.supervisor import Supervisor
from onbackground.sealing.identity import Identity
supervisor = Supervisor(lambda line: print(line, flush=True), Identity.new())
for name in sys.argv[2:]:
    supervisor.add(name, ["keeper", "--data", sys.argv[1], "--public", f"{sys.argv[1]}/{name}"])
sys.exit(supervisor.run())
"""


def wait_for(predicate: Callable[[], bool], what: str) -> None:
    give_up = time.monotonic() + 30
    while not predicate():
        assert time.monotonic() < give_up, what
        time.sleep(0.02)


class Supervised:
    """A supervisor as a process, and what it looks after."""

    def __init__(self, data: Path) -> None:
        arguments = [sys.executable, "-c", TWO_KEEPERS, str(data), "first", "second"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)

    def children(self) -> list[int]:
        """The processes there are now, the one started last at the end."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Supervised]:
    house = Supervised(tmp_path)
    try:
        wait_for(lambda: len(house.children()) == 2, "both to be started")
        yield house
    finally:
        if house.process.poll() is None:
            house.process.terminate()
        assert house.process.wait(30) == 0


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux to see the processes")
def test_a_killed_process_is_started_again_and_the_other_left_alone(house: Supervised) -> None:
    first, second = house.children()
    os.kill(first, signal.SIGKILL)
    assert house.process.stdout
    assert house.process.stdout.readline() == "the first ended (exit code -9) and is started again in 0.4 s\n"
    wait_for(lambda: len(house.children()) == 2, "it to be started again")
    assert second in house.children()
    assert first not in house.children()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux to see the processes")
def test_told_to_stop_it_leaves_nobody_behind(house: Supervised) -> None:
    children = house.children()
    house.process.terminate()
    assert house.process.wait(30) == 0
    assert [child for child in children if is_running(child)] == []


def test_a_process_that_cannot_run_as_asked_ends_it_all(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    supervisor = Supervisor(lambda line: None, Identity.new())
    supervisor.add("keeper", ["keeper", "--data", str(tmp_path / "data")])
    supervisor.add("broken", ["keeper", "--data", str(tmp_path / "file" / "data")])
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        assert supervisor.run() == REFUSED
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])


# ── When it starts what again, without waiting ─────────────────────────────────────────────────────────────────────


class Fate:
    """Processes that end after so many seconds with such a code, on a clock that only the supervisor's sleep moves."""

    def __init__(self, *ends: tuple[float, int]) -> None:
        self.now = 0.0
        self.started: list[float] = []
        self._ends = iter(ends)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def start(self, command: list[str], **_: object) -> Fate.Process:
        self.started.append(round(self.now, 2))
        return Fate.Process(self, *next(self._ends))

    class Process:
        def __init__(self, fate: Fate, lives: float, code: int) -> None:
            self._fate = fate
            self._ends_at = fate.now + lives
            self._code = code

        def poll(self) -> int | None:
            return self._code if self._fate.now >= self._ends_at else None

        def terminate(self) -> None: ...

        def wait(self, timeout: float = 0) -> int:
            return self._code


def supervised(fate: Fate, monkeypatch: pytest.MonkeyPatch, restarts: int) -> int:
    """Run until so many restarts have been told; the exit code."""
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if len(told) == restarts:
            supervisor.stop()

    supervisor = Supervisor(tell, Identity.new())
    supervisor.add("keeper", ["keeper"])
    monkeypatch.setattr(supervising, "time", fate)
    monkeypatch.setattr(subprocess, "Popen", fate.start)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return supervisor.run()


def test_one_that_keeps_dying_is_started_ever_later(monkeypatch: pytest.MonkeyPatch) -> None:
    fate = Fate(*(12 * [(0.0, 1)]))
    assert supervised(fate, monkeypatch, restarts=10) == 0
    pauses = [round(b - a, 1) for a, b in zip(fate.started, fate.started[1:], strict=False)]
    assert pauses[:4] == pytest.approx([0.5, 0.9, 1.7, 3.3], abs=0.11)
    assert max(pauses) <= 30.2


def test_one_that_ran_steadily_is_started_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    fate = Fate((STEADY_SECONDS + 1, 1), (STEADY_SECONDS + 1, -9), (0, 1))
    assert supervised(fate, monkeypatch, restarts=2) == 0
    first, second = fate.started
    assert second - first < STEADY_SECONDS + 1.5


def test_a_refusal_at_the_start_is_final(monkeypatch: pytest.MonkeyPatch) -> None:
    assert supervised(Fate((1.0, REFUSED)), monkeypatch, restarts=1) == REFUSED


def test_a_refusal_of_one_that_has_run_steadily_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    fate = Fate((STEADY_SECONDS + 1, 1), (0.5, REFUSED), (0.5, REFUSED), (0.5, REFUSED))
    assert supervised(fate, monkeypatch, restarts=3) == 0
    assert len(fate.started) == 3
