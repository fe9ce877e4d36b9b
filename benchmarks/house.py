"""The exchange that is measured: the process as in service, as the tests of whole calls run it; and its machine."""

from __future__ import annotations

import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import msgspec
import numpy as np
from rich.console import Console
from rich.table import Table

import crowd
from calls import RunningHouse, running_house
from onbackground.briefing.terms import Role
from onbackground.exchange.process import Punctuality
from onbackground.log.folder import DataFolder
from onbackground.log.signals import Signals


@contextmanager
def measured_house(*, listeners: int, reporters: int = 0) -> Iterator[RunningHouse]:
    """An exchange that expects a moderator, an official, and so many others; it says nothing on the programme."""
    roles = {"mod": Role.MODERATOR, "one": Role.OFFICIAL}
    roles |= {f"r{number}": Role.REPORTER for number in range(reporters)}
    roles |= {f"l{number}": Role.LISTENER for number in range(listeners)}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_house(Path(folder) / "data", roles=roles, announces=False) as house,
    ):
        yield house


@contextmanager
def crowd_of(house: RunningHouse, seats: Sequence[str]) -> Iterator[None]:
    """These seats' phones, dialled in, admitted, and sending silence in a process of their own."""
    spawned = get_context("spawn")
    ready, stop = spawned.Event(), spawned.Event()
    pins = [house.pins[seat] for seat in seats]
    process = spawned.Process(target=crowd.keep_lines, args=(house.address, "fable", pins, ready, stop), daemon=True)
    process.start()
    try:
        house.wait_for(lambda: ready.is_set() or not process.is_alive(), 300, "the crowd to dial in")
        house.wait_for(lambda: house.state().line_of.keys() >= set(seats), 60, "the crowd to be admitted")
        yield
    finally:
        stop.set()
        process.join(30)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has used so far: seconds of processor, those of them in the system's calls, bytes resident."""

    cpu: float
    system: float
    resident: int


def usage(pid: int) -> Usage:
    """Of a process by its id (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = os.sysconf("SC_CLK_TCK")
    user, system = int(fields[11]) / ticks, int(fields[12]) / ticks
    return Usage(user + system, system, int(fields[21]) * os.sysconf("SC_PAGE_SIZE"))


class Ticks:
    """What the exchange says of its own punctuality, once a second."""

    def __init__(self, house: RunningHouse) -> None:
        self._signals = Signals(DataFolder(house.data).run, "benchmark")

    def look(self) -> Punctuality:
        """The next report; what has been waiting unread is older, and passed over."""
        self._signals.receive()
        while True:
            time.sleep(0.05)
            for signal in self._signals.receive():
                if signal.kind == "punctuality":
                    return msgspec.msgpack.decode(signal.payload, type=Punctuality)


def machine() -> list[tuple[str, str]]:
    """The facts without which no figure means anything."""
    cpu = next((line.partition(":")[2].strip() for line in _cpu_lines() if line.startswith("model name")), "unknown")
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return [
        ("machine", f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"),
        ("Python, numpy", f"{platform.python_version()}, {np.__version__}"),
        ("load average", load),
    ]


def _cpu_lines() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def show(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print a table: the machine first, then what was measured."""
    table = Table(title=title, show_header=False, title_justify="left")
    for name, value in [*machine(), *rows]:
        table.add_row(name, value)
    Console().print(table)
