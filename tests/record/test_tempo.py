"""Slower speech: as long as it should be, as loud, and deeper."""

import numpy as np
import pytest

from onbackground.record.events import RATE
from onbackground.record.tempo import slowed


@pytest.mark.parametrize("tempo", [0.5, 0.8, 1.0])
def test_slower_is_longer_and_deeper_and_as_loud(tempo):
    tone = (8000 * np.sin(2 * np.pi * 400 * np.arange(RATE) / RATE)).astype(np.int16)
    slower = slowed(tone, tempo)
    assert slower.dtype == np.int16
    assert len(slower) == int(RATE / tempo)
    loudest = np.argmax(np.abs(np.fft.rfft(slower))) * RATE / len(slower)
    assert loudest == pytest.approx(400 * tempo, abs=1)
    assert np.std(slower) == pytest.approx(np.std(tone), rel=0.02)
