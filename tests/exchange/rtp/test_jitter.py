import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.exchange.rtp.jitter import JitterBuffer

SECONDS = 12


def tone(seconds: float) -> np.ndarray:
    """Sound whose value tells its place within four seconds."""
    at = np.arange(int(seconds * 8000))
    return (0.1 + at % 32000 / 40000).astype(np.float32)


class Run:
    """Packets that arrive at given times, and a pull every 20 ms."""

    def __init__(self, buffer: JitterBuffer | None = None) -> None:
        self.buffer = buffer or JitterBuffer()
        self.arrivals: list[tuple[float, int, np.ndarray]] = []
        self.delays: list[float] = []

    def send(
        self,
        sound: np.ndarray,
        *,
        delay=lambda index: 0.0,
        lost=lambda index: False,
        clock: int = 90_000,
        size: int = 160,
        rate: float = 8000.0,
        start: float = 0.0,
    ) -> "Run":
        for index in range(len(sound) // size):
            if not lost(index):
                at = start + (index + 1) * size / rate + delay(index)
                self.arrivals.append((at, (clock + index * size) % 2**32, sound[index * size : (index + 1) * size]))
        return self

    def play(self, seconds: float = SECONDS, phase: float = 0.007) -> np.ndarray:
        self.arrivals.sort(key=lambda arrival: arrival[0])
        out, waiting = [], list(self.arrivals)
        for tick in range(int(seconds * 50)):
            now = tick * 0.02 + phase
            while waiting and waiting[0][0] <= now:
                at, timestamp, samples = waiting.pop(0)
                self.buffer.insert(timestamp, samples, at)
            out.append(self.buffer.pull(now))
        return np.concatenate(out)


def holes(out: np.ndarray, since: float) -> float:
    """The share of what was played after `since` that is not the sound itself."""
    steps = (out[int(since * 8000) :] - 0.1) * 40000
    return float(np.mean((np.abs(steps - np.rint(steps)) > 0.02) | (steps < -0.5)))


def delay_of(out: np.ndarray, sound: np.ndarray, at: float) -> float:
    """Seconds from a sample's recording to its playing, near the time `at`."""
    place = int(at * 8000)
    values = np.abs(sound[: place + 1] - out[place])
    return float(place - np.flatnonzero(values < 1e-5)[-1]) / 8000


@pytest.mark.parametrize("phase", [0.001, 0.007, 0.013, 0.019])
@pytest.mark.parametrize("size", [80, 160, 240, 320, 480])
def test_a_steady_flow_comes_out_whole(phase: float, size: int) -> None:
    sound = tone(4)
    out = Run().send(sound, size=size).play(3.5, phase)
    assert holes(out, 0.4) == 0


@pytest.mark.parametrize("phase", [0.001, 0.007, 0.013, 0.019])
def test_a_steady_flow_is_not_held_up(phase: float) -> None:
    sound = tone(4)
    out = Run().send(sound).play(3.9, phase)
    # 20 ms of packet, at most 30 ms of waiting.
    assert delay_of(out, sound, 3.5) <= 0.052


def test_reordered_and_doubled_packets_make_no_difference() -> None:
    sound = tone(4)
    straight = Run().send(sound).play(3)
    shuffled = Run().send(sound, delay=lambda index: 0.022 if index % 7 == 3 else 0.0)
    shuffled.arrivals += [(at + 0.03, timestamp, samples) for at, timestamp, samples in shuffled.arrivals]
    assert holes(shuffled.play(3), 1) == 0
    assert holes(straight, 1) == 0


def test_jitter_is_learned_and_then_forgotten() -> None:
    sound = tone(SECONDS)
    chance = random.Random(5)
    out = Run().send(sound, delay=lambda index: chance.uniform(0, 0.06) if index < 300 else 0.0).play(SECONDS - 1)
    assert holes(out[: 6 * 8000], 2) < 0.02
    assert delay_of(out, sound, 5.5) < 0.13
    assert delay_of(out, sound, 10.5) < 0.07


def test_lost_packets_are_concealed_and_cost_nothing_else() -> None:
    sound = tone(4)
    run = Run().send(sound, lost=lambda index: index % 20 == 10)
    out = run.play(3.5)
    assert 0.02 < holes(out, 0.5) < 0.07
    assert run.buffer.concealed == pytest.approx(8 * 160, abs=800)
    assert delay_of(out, sound, 3.3) <= 0.052


@pytest.mark.parametrize("rate", [8000 * 0.999, 8000 * 1.001])
def test_a_clock_that_drifts_is_followed(rate: float) -> None:
    sound = np.tile(tone(4), 8)
    out = Run().send(sound, rate=rate).play(30)
    assert holes(out, 1) < 0.02
    assert len(out) == 30 * 8000


def test_a_jump_of_the_timestamps_is_followed() -> None:
    sound = tone(4)
    run = Run().send(sound[:16000]).send(sound[16000:], clock=3_000_000_000, start=2.0)
    out = run.play(4)
    assert holes(out, 0.3) < 0.05
    assert delay_of(out, sound, 3.5) < 0.07


def test_a_sender_whose_clock_stops_in_silence_is_followed() -> None:
    sound = tone(4)
    run = Run().send(sound[:8000]).send(sound[8000:], clock=90_000 + 8000, start=6.0)
    out = run.play(9)
    assert holes(out[int(6.4 * 8000) :], 0) < 0.02
    assert np.abs(out[int(1.5 * 8000) : 6 * 8000]).max() == 0


def test_a_pause_with_a_running_clock_is_followed() -> None:
    sound = tone(8)
    run = Run().send(sound[:8000]).send(sound[48000:], clock=90_000 + 48000, start=6.0)
    assert holes(run.play(7.9)[int(6.2 * 8000) :], 0) < 0.02


def test_the_timestamp_may_wrap() -> None:
    sound = tone(4)
    assert holes(Run().send(sound, clock=2**32 - 8000).play(3.5), 0.3) == 0


def test_before_anything_arrives_there_is_silence() -> None:
    assert np.abs(Run().play(1)).max() == 0


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 2), st.integers(0, 2**32 - 1) | st.integers(0, 9000), st.integers(0, 5000)), max_size=60
    )
)
def test_no_packets_break_it(packets: list[tuple[float, int, int]]) -> None:
    run = Run()
    run.arrivals = [(at, timestamp, np.ones(size, np.float32)) for at, timestamp, size in packets]
    out = run.play(2)
    assert len(out) == 16000 and np.isfinite(out).all()
