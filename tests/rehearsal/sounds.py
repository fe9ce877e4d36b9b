"""Sounds that a telephone carries and nothing else resembles."""

import numpy as np


def babble(seed, seconds=1.0, rate=16_000, loudness=0.3):
    """Noise of the telephone band with the ups and downs of speech, float32."""
    random = np.random.default_rng(seed)
    count = round(seconds * rate)
    spectrum = np.fft.rfft(random.normal(size=count))
    hertz = np.fft.rfftfreq(count, 1 / rate)
    spectrum[(hertz < 300) | (hertz > 3000)] = 0
    noise = np.fft.irfft(spectrum, count)
    envelope = 0.3 + np.abs(np.sin(np.arange(count) / rate * 2 * np.pi * 1.7 + seed))
    sound = noise * envelope
    return (loudness * sound / np.abs(sound).max()).astype(np.float32)
