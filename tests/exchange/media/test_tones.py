import numpy as np
import pytest

from onbackground.exchange import tones

SIGNALS = [tones.joined, tones.left, tones.refused, tones.line_open, tones.line_closed]


@pytest.mark.parametrize("make", SIGNALS)
def test_signals_are_short_soft_and_begin_and_end_without_a_click(make) -> None:
    sound = make()
    assert sound.dtype == np.float32 and 0.2 < len(sound) / tones.STAGE_RATE < 0.6
    assert 0.05 < np.abs(sound).max() < 0.5
    assert abs(sound[0]) < 1e-3 and abs(sound[-1]) < 1e-2
    assert np.abs(np.diff(sound)).max() < 0.15


def test_no_two_signals_are_alike() -> None:
    sounds = [make() for make in SIGNALS]
    for index, one in enumerate(sounds):
        for other in sounds[index + 1 :]:
            length = min(len(one), len(other))
            likeness = np.dot(one[:length], other[:length]) / np.sqrt(np.sum(one**2) * np.sum(other**2))
            assert abs(likeness) < 0.8


def test_signals_lie_in_the_telephone_band() -> None:
    for make in SIGNALS:
        spectrum = np.abs(np.fft.rfft(make())) ** 2
        pitch = np.fft.rfftfreq(len(make()), 1 / tones.STAGE_RATE)
        assert spectrum[(pitch > 200) & (pitch < 3400)].sum() > 0.95 * spectrum.sum()


def test_the_hold_sound_is_whole_ticks_mostly_rest_and_repeats_without_a_seam() -> None:
    sound = tones.hold()
    assert len(sound) % 320 == 0
    assert np.abs(sound).max() < 0.4
    assert np.abs(sound[:100]).max() == np.abs(sound[-100:]).max() == 0
    quiet = np.abs(sound).reshape(-1, 320).max(axis=1) < 0.01
    assert 0.3 < quiet.mean() < 0.9
