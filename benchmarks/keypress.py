"""Keypress to tone: how long a reporter waits for the tone after pressing ``*1``, with hundreds of lines listening.

From the moment the first packet of the last key's telephone-event is sent to the arrival of the first RTP packet that
carries the tone, both by the system's clock. In between the exchange reads the key with its next tick, the rules
decide, the event is written to the log and synchronised to the disk, and the tone begins with the tick after that.
``#`` is measured in the same way: it takes the same path.

The floor beside it is what nothing that works in ticks of 20 ms and keeps a log can go below: two waits for a tick,
of half a tick each on average, and one synchronised append to a log on this disk, measured in the same run. A busy
disk makes the tail: with TMPDIR on a disk in memory, the exchange is measured without it.

    python benchmarks/keypress.py [--lines 500] [--phones 20] [--seconds 60]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from calls import PACKET, Probe, Probes, RunningHouse, measure_before_all_else
from house import Ticks, crowd_of, measured_house, show
from onbackground.briefing import commands as do
from onbackground.log.sqlite import SqliteRecorder

LOUD = 0.02
BETWEEN = 2.0
"""Seconds after a press in which the tone, and the words after it, are heard out or cut short."""


class Disk:
    """A log of its own beside the exchange's, to time what one synchronised append takes on this disk."""

    def __init__(self, folder: Path) -> None:
        self._recorder = SqliteRecorder(folder / "beside.sqlite")
        self.took_ms: list[float] = []

    def append(self, times: int = 20) -> None:
        for _ in range(times):
            began = time.perf_counter()
            self._recorder.append("b", len(self.took_ms), [b"x" * 200], 0)
            self.took_ms.append(1000 * (time.perf_counter() - began))
            time.sleep(0.01)


def wait_for_tone(phone: Probe, pressed: float) -> float | None:
    """Milliseconds from the press to the first loud packet; None where there was none."""
    loud = (arrived for arrived, _, sound in phone.heard if arrived > pressed and np.abs(sound).max() > LOUD)
    first = next(loud, None)
    return None if first is None else 1000 * (first - pressed)


def measure(house: RunningHouse, reporters: list[str], seconds: float, disk: Disk) -> tuple[list[float], int]:
    """Waits in milliseconds, and how many presses were not answered within two seconds."""
    probes = Probes(house.address, "fable", [house.pins[seat] for seat in reporters])
    house.wait_for(lambda: house.state().line_of.keys() >= set(reporters), 10, "the measuring phones")
    house.give(do.Open(at=house.at(), by="mod"))
    house.give(do.OpenQueue(at=house.at(), by="mod"))
    random = np.random.default_rng(1)
    waits: list[float] = []
    unanswered = 0
    ends_at = time.time() + seconds
    keys = "*1"
    while time.time() < ends_at:
        began = time.time() + 0.4
        for phone in probes.phones:
            probes.press(phone, "0", began - 0.35)  # cut the words short
        spread = random.uniform(0, 1, len(probes.phones))
        pressed = [probes.press(phone, keys, began + after) for phone, after in zip(probes.phones, spread, strict=True)]
        probes.run(1.4 + BETWEEN)
        for phone, when in zip(probes.phones, pressed, strict=True):
            wait = wait_for_tone(phone, when)
            if wait is None or wait > 1000 * BETWEEN:
                unanswered += 1
            else:
                waits.append(wait)
            phone.heard.clear()
        disk.append()
        keys = "#" if keys == "*1" else "*1"
    probes.hang_up()
    return waits, unanswered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--phones", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    listeners = chosen.lines - chosen.phones
    reporters = [f"r{number}" for number in range(chosen.phones)]
    with (
        measured_house(listeners=listeners, reporters=chosen.phones) as house,
        crowd_of(house, [f"l{number}" for number in range(listeners)]),
    ):
        first = measure_before_all_else()
        time.sleep(15)  # everybody has heard their own prompts out
        disk = Disk(house.data)
        waits, unanswered = measure(house, reporters, chosen.seconds, disk)
        punctual = Ticks(house).look()
    p50, p90, p99 = np.percentile(waits, [50, 90, 99])
    append = np.percentile(disk.took_ms, [50, 90, 99])
    floor = 1000 * PACKET + append[0]
    show(
        "Keypress to tone",
        [
            ("lines, of them pressing", f"{chosen.lines}, {chosen.phones}"),
            ("presses, unanswered", f"{len(waits)}, {unanswered}"),
            ("p50, p90, p99, worst", _milliseconds(p50, p90, p99, max(waits))),
            ("floor: two half ticks and an append", f"{floor:.1f} ms; p50 is {p50 / floor:.1f} times that"),
            ("of it, one append: p50, p90, p99, worst", _milliseconds(*append, max(disk.took_ms))),
            ("ticks missed", str(punctual.missed)),
            ("measuring phones come first", "yes" if first else "no: late wake-ups are counted as waits"),
        ],
    )


def _milliseconds(*values: float) -> str:
    return ", ".join(f"{value:.1f}" for value in values) + " ms"


if __name__ == "__main__":
    main()
