import numpy as np
import pytest

from onbackground.exchange.rtp.conceal import Concealer


def voice(seconds: float, pitch: float = 125.0) -> np.ndarray:
    """Something like a vowel: a pulse train through two resonances."""
    at = np.arange(int(seconds * 8000)) / 8000
    return sum(
        (0.2 / order * np.sin(2 * np.pi * pitch * order * at)).astype(np.float32) for order in range(1, 12)
    ) / np.float32(2)


def played(sound: np.ndarray, lost: set[int]) -> np.ndarray:
    concealer = Concealer()
    frames = sound.reshape(-1, 160)
    return np.concatenate(
        [concealer.missing(160) if index in lost else concealer.heard(frame) for index, frame in enumerate(frames)]
    )


def power(sound: np.ndarray) -> float:
    return 10 * np.log10(np.mean(sound**2) + 1e-12)


@pytest.mark.parametrize("pitch", [90.0, 125.0, 190.0])
def test_one_lost_frame_of_a_vowel_keeps_its_energy_and_shape(pitch: float) -> None:
    sound = voice(0.4, pitch)
    out = played(sound, {10})
    gap = slice(1600, 1760)
    assert power(out[gap]) == pytest.approx(power(sound[gap]), abs=2)
    assert power(out[gap] - sound[gap]) < power(sound[gap]) - 8


def test_no_click_where_a_gap_begins_or_ends() -> None:
    sound = voice(0.4)
    out = played(sound, {10})
    assert np.abs(np.diff(out[1590:1800])).max() < 1.6 * np.abs(np.diff(sound)).max()


def test_a_long_gap_fades_and_falls_silent() -> None:
    out = played(voice(0.6), set(range(10, 20)))
    frames = [power(frame) for frame in out.reshape(-1, 160)]
    assert frames[10] > frames[11] > frames[12]
    assert max(frames[13:20]) < -100
    assert frames[21] == pytest.approx(frames[8], abs=1)


def test_what_was_not_lost_is_not_touched() -> None:
    sound = voice(0.4)
    out = played(sound, {10})
    assert np.array_equal(out[:1600], sound[:1600])
    assert np.array_equal(out[1760 + 40 :], sound[1760 + 40 :])


def test_silence_stays_silent() -> None:
    assert np.abs(played(np.zeros(3200, np.float32), {3, 4, 9})).max() == 0


def test_pieces_of_any_length_are_taken() -> None:
    concealer = Concealer()
    sound = voice(0.2)
    out = np.concatenate(
        [concealer.heard(sound[:3]), concealer.missing(7), concealer.heard(sound[10:11]), concealer.missing(900)]
    )
    assert len(out) == 911 and np.isfinite(out).all()
