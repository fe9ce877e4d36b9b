import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.exchange.level import Leveller, limit


def speech(seconds: float, loudness: float, seed: int = 1) -> np.ndarray:
    """Noise that comes and goes as syllables and pauses do; its loud parts are at `loudness` dBFS."""
    chance = np.random.default_rng(seed)
    at = np.arange(int(seconds * 16000)) / 16000
    syllables = np.clip(np.sin(2 * np.pi * 3.7 * at) + 0.4, 0, 1) * (np.sin(2 * np.pi * 0.35 * at + 1) > -0.6)
    noise = np.convolve(chance.standard_normal(len(at)), np.hanning(9), "same")
    voice = noise * syllables
    loud = voice[syllables > 0.5]
    return (voice * 10 ** (loudness / 20) / np.sqrt(np.mean(loud**2))).astype(np.float32)


def hiss(seconds: float, loudness: float) -> np.ndarray:
    noise = np.random.default_rng(9).standard_normal(int(seconds * 16000))
    return (noise * 10 ** (loudness / 20)).astype(np.float32)


def levelled(sound: np.ndarray) -> np.ndarray:
    leveller = Leveller()
    return np.concatenate([leveller.level(frame) for frame in sound.reshape(-1, 320)])


def loudness(sound: np.ndarray) -> float:
    """The level of the ticks that hold speech."""
    power = np.mean(sound.reshape(-1, 320) ** 2, axis=1)
    return 10 * np.log10(np.mean(power[power > power.max() / 30]))


def test_soft_and_loud_speakers_are_within_three_decibels_after_two_seconds() -> None:
    out = [levelled(speech(6, loudness, seed)) for seed, loudness in ((1, -40), (2, -25), (3, -10))]
    for second in (2, 3, 4):
        levels = [loudness(row[second * 16000 : (second + 1) * 16000]) for row in out]
        assert max(levels) - min(levels) < 3
    assert [loudness(row[3 * 16000 :]) for row in out] == pytest.approx([-20] * 3, abs=2.5)


def test_hiss_between_words_is_not_pumped_up() -> None:
    sound = speech(6, -35) + hiss(6, -60)
    sound = np.concatenate((sound, hiss(3, -60)))
    out = levelled(sound)
    assert loudness(out[4 * 16000 : 6 * 16000]) == pytest.approx(-20, abs=3)
    # Fifteen decibels of gain, less twelve of the gate.
    assert loudness(out[-16000:]) < -54


def test_a_line_that_only_hisses_is_left_alone() -> None:
    assert loudness(levelled(hiss(10, -60))[-16000:]) < -60
    assert loudness(levelled(hiss(20, -45))[-16000:]) < -40


def test_a_steady_voice_keeps_its_own_rise_and_fall() -> None:
    sound = speech(12, -20)
    out = levelled(sound)
    tail = slice(6 * 16000, None)
    ratio = np.mean(out[tail].reshape(-1, 320) ** 2, axis=1) / (
        np.mean(sound[tail].reshape(-1, 320) ** 2, axis=1) + 1e-9
    )
    loud = np.mean(sound[tail].reshape(-1, 320) ** 2, axis=1) > 1e-3
    assert 10 * np.log10(ratio[loud].max() / ratio[loud].min()) < 1.5


def test_the_gain_never_steps() -> None:
    sound = np.full(16000 * 3, 0.2, np.float32)
    sound[16000:32000] = 0.01
    out = levelled(sound)
    steps = np.abs(np.diff(out[:15900]))
    assert steps.max() < 0.002


@settings(max_examples=40)
@given(st.lists(st.floats(-1, 1, width=32), min_size=2, max_size=40))
def test_limited_sound_stays_below_one_and_keeps_its_order(samples: list[float]) -> None:
    loud = np.sort(np.array(samples, np.float32)) * 12
    out = limit(loud)
    assert np.abs(out).max() <= 1
    assert np.all(np.diff(out) >= 0)
    quiet = np.array(samples, np.float32) * np.float32(0.6)
    assert np.array_equal(limit(quiet), quiet)
