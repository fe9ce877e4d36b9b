"""The keeper's clock: however the machine's clock is put forward and back, no time comes early."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from onbackground.release.clock import NOTE_MS, STEADY_MS, STEP_MS, KeptClock, Reading, Watch, look, read_clocks

START = 1_700_000_000_000
HOUR = 3_600_000


class Machine:
    """A machine whose clock can be put forward and back."""

    def __init__(self, wall: int = START) -> None:
        self.wall, self.monotonic = wall, 0

    def passes(self, ms: int) -> None:
        self.wall += ms
        self.monotonic += ms

    def __call__(self) -> Reading:
        return Reading(self.wall, self.monotonic)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """What was logged, wherever the tests before have sent the log to."""
    printed = capsys.readouterr()
    return printed.out + printed.err


def watched(machine: Machine, watch: Watch | None = None, *, ms: int = 0) -> Watch:
    """A look every second for so long."""
    watch = look(watch or Watch(), machine())
    for _ in range(ms // 1000):
        machine.passes(1000)
        watch = look(watch, machine())
    return watch


def test_a_steady_clock_is_believed() -> None:
    machine = Machine()
    assert Watch().now is None
    assert watched(machine).now == START
    assert watched(machine, watched(machine), ms=HOUR).now == START + HOUR


def test_a_clock_put_forward_lifts_nothing_before_that_time_has_passed() -> None:
    machine = Machine()
    watch = watched(machine)
    machine.wall += 2 * HOUR
    watch = watched(machine, watch)
    assert watch.now is None and "put forward" in watch.complaint
    watch = watched(machine, watch, ms=HOUR)
    assert watch.now == START + HOUR
    machine.wall -= 2 * HOUR
    watch = watched(machine, watch)
    assert watch.now is None
    watch = watched(machine, watch, ms=STEADY_MS)
    assert watch.now == START + HOUR + STEADY_MS and watch.complaint == ""


def test_a_clock_put_back_makes_everything_wait() -> None:
    machine = Machine()
    watch = watched(machine)
    machine.wall -= HOUR
    watch = watched(machine, watch, ms=STEADY_MS)
    assert watch.now == START - HOUR + STEADY_MS and "put back" in watch.complaint


def test_many_small_steps_are_one_large_one() -> None:
    machine = Machine()
    watch = watched(machine)
    for _ in range(100):
        machine.wall += STEP_MS - 1
        watch = watched(machine, watch, ms=1000)
    assert watch.now == START + 100_000


steps = st.lists(
    st.tuples(st.integers(0, 3 * STEADY_MS), st.just(0) | st.integers(-3 * HOUR, 3 * HOUR) | st.integers(-9000, 9000)),
    max_size=40,
)


@settings(max_examples=300)
@given(steps)
def test_within_a_run_the_time_is_never_ahead_of_the_time_that_has_passed(moments: list[tuple[int, int]]) -> None:
    machine, watch = Machine(), Watch()
    watch = look(watch, machine())
    for passes, step in moments:
        machine.passes(passes)
        machine.wall += step
        watch = look(watch, machine())
        if watch.now is not None:
            assert watch.now <= min(START + machine.monotonic, machine.wall)
    machine.wall = START + machine.monotonic
    assert watched(machine, watch, ms=STEADY_MS + 2000).now == machine.wall, "right again, it is believed again"


@settings(max_examples=100)
@given(steps, st.integers(-3 * HOUR, 3 * HOUR))
def test_after_a_restart_nothing_comes_before_the_time_noted(moments: list[tuple[int, int]], meanwhile: int) -> None:
    machine = Machine(START + meanwhile)
    watch = look(Watch(noted=START), machine())
    for passes, step in moments:
        assert (watch.now is None) or (watch.begun is not None and watch.begun.wall >= START)
        machine.passes(passes)
        machine.wall += step
        watch = look(watch, machine())


def test_a_clock_that_went_back_while_the_keeper_was_down_is_said_and_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine()
    clock = KeptClock(tmp_path / "clock", machine)
    assert clock() == START
    machine.passes(NOTE_MS)
    assert clock() == START + NOTE_MS
    machine.wall -= HOUR
    again = KeptClock(tmp_path / "clock", machine)
    assert [again(), again()] == [None, None]
    assert said(capsys).count("behind the time noted") == 1
    machine.passes(HOUR)
    assert again() == START + NOTE_MS
    assert "agrees again" in said(capsys)


def test_the_zone_of_the_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = []
    for zone in ("UTC", "Asia/Tokyo", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        readings.append(read_clocks())
    watch = Watch()
    for reading in readings:
        watch = look(watch, reading)
    assert watch.now is not None and watch.complaint == ""
