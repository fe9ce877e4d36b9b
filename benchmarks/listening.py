"""Lines a core while listening: the whole exchange, its log and its tracks, with real calls held in one briefing.

Every phone dials in over SIP, enters its PIN and sends silence at 50 packets a second; the moderator speaks. Beside it
stands the raw ceiling of the same run: one core that does nothing but ``sendmmsg`` of as many packets.

    python benchmarks/listening.py [--lines 500] [--seconds 30]
"""

from __future__ import annotations

import argparse
import time
from multiprocessing import get_context
from multiprocessing.synchronize import Event

import numpy as np
from numpy.typing import NDArray

import media
from calls import RunningHouse
from house import Ticks, crowd_of, measured_house, show, usage
from onbackground.exchange.rtp import udp
from onbackground.rehearsal.realtime import Realtime


def raw_ceiling(lines: int) -> float:
    """Lines that a core could serve if it only sent; to phones that take what comes."""
    spawned = get_context("spawn")
    ready, stop = spawned.Event(), spawned.Event()
    taker = spawned.Process(target=take_all, args=(ready, stop), daemon=True)
    taker.start()
    ready.wait()
    port = udp.UdpPort(media.HOUSE)
    packets = media.ceiling(lines, port)
    port.close()
    stop.set()
    taker.join()
    return packets / 50


def take_all(ready: Event, stop: Event) -> None:
    """Phones that only take."""
    phones = media.Phones(0, 0)
    ready.set()
    while not stop.is_set():
        phones.drain()
        time.sleep(0.001)


def hold(house: RunningHouse, lines: int, seconds: float) -> list[tuple[str, str]]:
    """Hold the call with so many lines; the rows of the table."""
    assert house.process
    pid = house.process.pid
    ticks = Ticks(house)
    time.sleep(3)
    empty = usage(pid)
    began = time.perf_counter()
    with Realtime(house.address) as stage, crowd_of(house, [f"l{number}" for number in range(lines)]):
        dialled = time.perf_counter() - began
        full = usage(pid)
        moderator = stage.phone("mod")
        moderator.dial("fable")
        house.wait_for(lambda: moderator.state.name == "TALKING", 10, "the moderator to be answered")
        moderator.press(house.pins["mod"] + "*1")
        house.wait_for(lambda: house.state().phase is not None and "mod" in house.state().line_of, 10, "the moderator")
        house.wait_for(lambda: "Opened" in house.events(), 10, "the call to be opened")
        time.sleep(20)  # everybody has heard their own prompts out
        punctual = ticks.look()
        before, started = usage(pid), time.perf_counter()
        while time.perf_counter() - started < seconds:
            moderator.say(a_second_of_noise())
            time.sleep(1)
        wall = time.perf_counter() - started
        after, later = usage(pid), ticks.look()
    share, system = (after.cpu - before.cpu) / wall, (after.system - before.system) / wall
    return [
        ("lines listening", f"{lines}, admitted by PIN within {dialled:.0f} s"),
        ("share of a core", f"{100 * share:.1f} %, of it in the system {100 * system:.1f} %"),
        ("lines a core", f"{lines / share:.0f}"),
        ("ticks kept", f"{later.ticks - punctual.ticks} in {wall:.0f} s"),
        ("ticks missed", f"{later.missed - punctual.missed}; while dialling in {punctual.missed}"),
        ("longest tick since the start", f"{1000 * later.longest_seconds:.1f} ms"),
        ("memory", f"{full.resident / 1e6:.0f} MB, {(full.resident - empty.resident) / lines / 1e3:.1f} kB a line"),
    ]


def a_second_of_noise() -> NDArray[np.float32]:
    return np.random.default_rng(1).normal(0, 0.1, 16_000).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30)
    chosen = parser.parse_args()
    ceiling = raw_ceiling(chosen.lines)
    with measured_house(listeners=chosen.lines) as house:
        rows = hold(house, chosen.lines, chosen.seconds)
    lines_a_core = float(dict(rows)["lines a core"])
    rows += [
        ("raw sendmmsg ceiling, lines a core", f"{ceiling:.0f}"),
        ("of the ceiling", f"{100 * lines_a_core / ceiling:.0f} %"),
    ]
    show("Listening", rows)


if __name__ == "__main__":
    main()
