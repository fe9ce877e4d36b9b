"""Mouth to ear: how long after it is said a sound is heard, through the exchange, on loopback.

A phone says a marker, a fifth of a second of noise, twice a second and never in step with the exchange's ticks. The
delay is from the moment the marker's first sample is spoken, which is 20 ms before the packet that holds it can
leave, to the arrival of the packet in which a listener hears that sample, found by cross-correlation. The listener's
own jitter buffer, which a real phone adds, is not counted; the floor is what a phone's own packets of 20 ms cost.

    python benchmarks/mouth_to_ear.py [--lines 100] [--seconds 30]
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from numpy.typing import NDArray

from calls import PACKET, Probe, Probes, RunningHouse, measure_before_all_else
from house import Ticks, crowd_of, measured_house, show
from onbackground.briefing import commands as do
from onbackground.exchange.rtp.pcmu import PCMU

RATE = 8_000
MARKER_PACKETS = 10
PERIOD_PACKETS = 25
STEP = 0.0007
"""Seconds by which each marker comes later than its turn, so that all phases of the tick are met."""


def marker() -> NDArray[np.float32]:
    noise = np.random.default_rng(7).standard_normal(160 * MARKER_PACKETS + 3)
    return (0.2 * np.convolve(noise, np.ones(4) / 2, "valid")).astype(np.float32)


def say_markers(probes: Probes, mouth: Probe, seconds: float) -> list[float]:
    """Let the mouth speak; the times at which each marker's first sample was spoken."""
    packets = [PCMU.encode(part) for part in marker().reshape(-1, 160)]
    start = time.time() + 0.1
    spoken = []
    for turn in range(int(seconds / (PERIOD_PACKETS * PACKET))):
        begins = start + turn * (PERIOD_PACKETS * PACKET + STEP)
        spoken.append(begins - PACKET)
        for place in range(PERIOD_PACKETS):
            payload = packets[place] if place < len(packets) else None
            packet = mouth.sound(payload) if payload else mouth.sound()
            probes.at(begins + place * PACKET, mouth, packet)
    probes.run(seconds + 1)
    return spoken


def heard_at(ear: Probe) -> list[float]:
    """When each marker's first sample arrived."""
    heard = sorted(ear.heard, key=lambda packet: packet[1])
    sound = np.concatenate([samples for _, _, samples in heard])
    sought = marker()
    products = np.correlate(sound, sought, "valid")
    windows = np.sqrt(np.convolve(sound**2, np.ones(len(sought)), "valid") * np.sum(sought**2)) + 1e-3
    likeness = products / windows
    arrivals = []
    while likeness.max(initial=0) > 0.6:
        place = int(likeness.argmax())
        arrived, _, _ = heard[place // 160]
        arrivals.append(arrived + place % 160 / RATE)
        likeness[max(0, place - len(sought)) : place + len(sought)] = 0
    return sorted(arrivals)


def measure(house: RunningHouse, ears: int, seconds: float) -> tuple[list[float], int]:
    """Delays in milliseconds, and how many markers were not found."""
    seats = ["one", *(f"r{number}" for number in range(ears))]
    probes = Probes(house.address, "fable", [house.pins[seat] for seat in seats])
    house.wait_for(lambda: house.state().line_of.keys() >= set(seats), 10, "the measuring phones")
    house.give(do.Open(at=house.at(), by="mod"))
    for phone in probes.phones:
        probes.press(phone, "0", time.time() + 0.5)
    probes.run(2)
    for phone in probes.phones:
        phone.heard.clear()
    spoken = say_markers(probes, probes.phones[0], seconds)
    delays: list[float] = []
    missing = 0
    for ear in probes.phones[1:]:
        arrivals = np.array(heard_at(ear))
        for said in spoken:
            after = arrivals[(arrivals > said) & (arrivals < said + 0.4)]
            if len(after):
                delays.append(1000 * float(after[0] - said))
            else:
                missing += 1
    probes.hang_up()
    return delays, missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--ears", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30)
    chosen = parser.parse_args()
    with (
        measured_house(listeners=chosen.lines, reporters=chosen.ears) as house,
        crowd_of(house, [f"l{number}" for number in range(chosen.lines)]),
    ):
        first = measure_before_all_else()
        delays, missing = measure(house, chosen.ears, chosen.seconds)
        punctual = Ticks(house).look()
    p50, p90, p99 = np.percentile(delays, [50, 90, 99])
    floor = 1000 * PACKET
    show(
        "Mouth to ear",
        [
            ("lines listening besides", str(chosen.lines)),
            ("markers heard, not found", f"{len(delays)}, {missing}"),
            ("p50, p90, p99, worst", f"{p50:.1f}, {p90:.1f}, {p99:.1f}, {max(delays):.1f} ms"),
            ("floor: one packet", f"{floor:.0f} ms; p50 is {p50 / floor:.1f} times that"),
            ("ticks missed", str(punctual.missed)),
            ("measuring phones come first", "yes" if first else "no: late wake-ups are counted as delay"),
        ],
    )


if __name__ == "__main__":
    main()
