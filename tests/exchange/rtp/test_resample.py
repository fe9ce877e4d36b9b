import numpy as np
import pytest

from onbackground.exchange.rtp.resample import DOWN_HISTORY, NARROW, UP_HISTORY, WIDE, downsample, upsample


def sine(pitch: float, rate: int, ticks: int = 50) -> np.ndarray:
    return np.sin(2 * np.pi * pitch * np.arange(ticks * rate // 50) / rate).astype(np.float32)


def streamed(step, history: int, frame: int, signal: np.ndarray) -> np.ndarray:
    past = np.zeros((1, history), np.float32)
    out = []
    for part in signal.reshape(-1, 1, frame):
        made, past = step(past, part)
        out.append(made[0])
    return np.concatenate(out)


def level(signal: np.ndarray, pitch: float, rate: int) -> float:
    window = np.blackman(len(signal))
    wave = np.exp(-2j * np.pi * pitch * np.arange(len(signal)) / rate)
    return 20 * np.log10(2 * abs(np.sum(signal * window * wave)) / window.sum() + 1e-12)


@pytest.mark.parametrize("pitch", [50, 300, 1000, 2000, 3000, 3400])
def test_the_telephone_band_passes_unchanged_both_ways(pitch: int) -> None:
    wide = streamed(upsample, UP_HISTORY, NARROW, sine(pitch, 8000))[WIDE:]
    assert level(wide, pitch, 16000) == pytest.approx(0, abs=0.1)
    narrow = streamed(downsample, DOWN_HISTORY, WIDE, sine(pitch, 16000))[NARROW:]
    assert level(narrow, pitch, 8000) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("pitch", [50, 300, 1000, 2000, 3000, 3400])
def test_images_and_aliases_are_fifty_decibels_down(pitch: int) -> None:
    wide = streamed(upsample, UP_HISTORY, NARROW, sine(pitch, 8000))[WIDE:]
    assert level(wide, 8000 - pitch, 16000) < -50
    narrow = streamed(downsample, DOWN_HISTORY, WIDE, sine(8000 - pitch, 16000))[NARROW:]
    assert level(narrow, pitch, 8000) < -50


def test_up_and_down_again_delays_by_less_than_four_milliseconds() -> None:
    noise = np.random.default_rng(3).standard_normal(50 * NARROW).astype(np.float32)
    voice = np.convolve(noise, np.hanning(16) / 8, "same").astype(np.float32)
    back = streamed(downsample, DOWN_HISTORY, WIDE, streamed(upsample, UP_HISTORY, NARROW, voice))
    delays = np.arange(60)
    likeness = [np.dot(voice[: len(voice) - delay], back[delay:]) for delay in delays]
    delay = int(np.argmax(likeness))
    assert delay <= 32
    error = back[delay:] - voice[: len(voice) - delay]
    assert 10 * np.log10(np.mean(error[200:] ** 2) / np.mean(voice**2)) < -45


def test_frames_join_without_a_seam_and_lines_do_not_mix() -> None:
    signal = np.stack([sine(440, 8000, 4), sine(1700, 8000, 4)])
    whole, _ = upsample(np.zeros((2, UP_HISTORY), np.float32), signal[:, :NARROW])
    for row in range(2):
        alone = streamed(upsample, UP_HISTORY, NARROW, signal[row])
        assert np.allclose(alone[:WIDE], whole[row], atol=1e-6)
        assert np.abs(np.diff(alone, 3)[WIDE - 5 : WIDE + 5]).max() < 1.5 * np.abs(np.diff(alone, 3)[WIDE + 20 :]).max()
