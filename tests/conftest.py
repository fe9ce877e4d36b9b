"""Tests in real time, on a machine that may be wanted elsewhere.

A phone that hears two thirds of a remark has found a fault when the machine kept time; when the machine stood still for
longer than two ticks it has found nothing. A failed test marked ``realtime`` is therefore asked again, and only then.
For the same reason no example of a property has a deadline. Where ``CI`` is set, each run tries the same examples: what
is new there is the change under test. Everywhere else they are others each time.

What tests write lies in memory where the machine has room there: nobody waits for a disk thousands of times that way. A
machine that dies is no test's subject; processes that are killed find the same files in memory as on a disk.
"""

import os
import threading
import time
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

settings.register_profile(
    "wanted elsewhere", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("wanted elsewhere")

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes: more than ten times what the tests of one run leave there at once."""


def is_fit_for_tests(place: Path) -> bool:
    """Whether there is room, and what is written there may be run."""
    if not place.is_dir():
        return False
    about = os.statvfs(place)
    return about.f_bavail * about.f_frsize > ROOM and not about.f_flag & os.ST_NOEXEC


if is_fit_for_tests(MEMORY):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

TIMES = 3
STUTTER = 0.04
"""Seconds: two ticks."""


PRESSURE = Path("/proc/pressure/cpu")
"""Where Linux counts, in microseconds, the time in which somebody who could have gone on had no processor."""


class TimeKept:
    """How long the machine let somebody wait, at worst, in seconds.

    Every processor is watched from a thread that stays on it: when one is taken away, the others do not
    notice. Who sleeps is woken before who works, so how long those had to wait is asked of the system.
    """

    def __init__(self) -> None:
        self.worst = 0.0
        self._over = threading.Event()
        self._watches = [
            threading.Thread(target=self._keep, args=(processor,), daemon=True) for processor in os.sched_getaffinity(0)
        ]
        if PRESSURE.exists():
            self._watches.append(threading.Thread(target=self._ask, daemon=True))

    def _keep(self, processor: int) -> None:
        os.sched_setaffinity(threading.get_native_id(), {processor})
        while not self._over.is_set():
            before = time.monotonic()
            time.sleep(0.005)
            self.worst = max(self.worst, time.monotonic() - before - 0.005)

    def _ask(self) -> None:
        before = _time_waited()
        while not self._over.wait(2 * STUTTER):
            now = _time_waited()
            self.worst = max(self.worst, now - before)
            before = now

    def __enter__(self) -> "TimeKept":
        for watch in self._watches:
            watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for watch in self._watches:
            watch.join()


def _time_waited() -> float:
    """Seconds since the machine started, of the line "some avg10=... total=..." (kernel.org, accounting/psi)."""
    some, _ = PRESSURE.read_text().split("\n", 1)
    return int(some.rpartition("=")[2]) / 1e6


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    if item.get_closest_marker("realtime") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for time_left in reversed(range(TIMES)):
        with TimeKept() as kept:
            reports = runtestprotocol(item, log=False, nextitem=nextitem)
        if not any(report.failed for report in reports) or kept.worst < STUTTER or not time_left:
            break
        print(f"\n{item.nodeid} failed while the machine stood still for {kept.worst:.2f} s: asked again")
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
