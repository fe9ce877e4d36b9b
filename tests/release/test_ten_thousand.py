"""Ten thousand simulated briefings: nothing is readable before its embargo has lifted, and everything is after it."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from simulated_briefing import TooEarly
from ten_thousand import hold, hold_with_what_is_made_once, made_once

from onbackground.briefing import belief
from onbackground.release.clock import KeptClock
from onbackground.release.keeper import Keeper

BRIEFINGS = 10_000
PART = 2_500
AT_ONCE = 50


@pytest.fixture(scope="module")
def processes() -> Iterator[ProcessPoolExecutor]:
    """One for each processor."""
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as processes:
        yield processes


@pytest.mark.parametrize("first", range(0, BRIEFINGS, PART))
def test_nothing_before_its_time_everything_at_its_time(processes: ProcessPoolExecutor, first: int) -> None:
    killed_at: Counter[str] = Counter()
    numbers = range(first, first + PART)
    parts = [numbers[begin : begin + AT_ONCE] for begin in range(0, PART, AT_ONCE)]
    for killed in processes.map(hold_with_what_is_made_once, parts):
        killed_at.update(killed)
    print(f"{PART} briefings, keepers killed: {killed_at}")
    assert killed_at.total() > PART
    places = {f"{when} {what}" for when in ("before", "after") for what in ("log", "sync", "rename", "mkdir")}
    assert places <= killed_at.keys()


# ── The simulation finds what it is there to find ──────────────────────────────────────────────────────────────────


@pytest.fixture
def patch() -> Iterator[pytest.MonkeyPatch]:
    with made_once() as patch:
        yield patch


class HastyKeeper(Keeper):
    """Publishes what is concluded, and waits for no embargo."""

    def look(self) -> list[Path]:
        self._lifting.lifts = lambda briefing: frozenset({""})  # type: ignore[method-assign]
        return super().look()


class TrustingClock(KeptClock):
    """Believes the clock of the machine."""

    def __call__(self) -> int | None:
        return self._read().wall


@pytest.mark.usefixtures("patch")
def test_a_keeper_that_waits_for_nothing_is_caught() -> None:
    with pytest.raises(TooEarly):
        hold(range(2_000), keeper=HastyKeeper)


@pytest.mark.usefixtures("patch")
def test_a_clock_that_is_believed_is_caught() -> None:
    """One briefing in two thousand waits for a time, and its keeper looks while the clock is ahead: begin near it."""
    with pytest.raises(TooEarly):
        hold(range(1_800, 2_000), clock=TrustingClock)


@pytest.mark.parametrize("believed", ["is_signed", "holds"])
def test_a_forgery_that_is_believed_is_caught(patch: pytest.MonkeyPatch, believed: str) -> None:
    patch.setattr(belief, believed, lambda *_: True)
    with pytest.raises(TooEarly):
        hold(range(2_000))
