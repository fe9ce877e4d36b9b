"""Making soft and loud phones equally loud, without lifting the noise between words; and the soft limiter."""

from __future__ import annotations

from math import log10

import numpy as np

from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import WIDE

TARGET = -20.0
"""The level speech is brought to, in dBFS (root mean square of the ticks that hold speech)."""
_MOST_GAIN = 22.0
_UP, _DOWN = 0.35, 1.0
_ABOVE_NOISE, _SOFTEST_SPEECH = 9.0, -55.0
_QUIETEST, _LOUDEST_NOISE = -75.0, -35.0
_FIRST_NOISE = -56.0
_HANGOVER = 15
_GATE_DEPTH, _GATE_CLOSES = -12.0, 0.6
_MEMORY = 100
_SLOPE = np.linspace(0, 1, WIDE, dtype=np.float32)
_KNEE = 0.6
SILENT = -100.0
"""The level of nothing at all, in dBFS."""


class Leveller:
    """One line's levels. Speech is what rises 9 dB above the noise floor.

    Only speech raises the gain (17 dB a second at most; it falls 50), never so far that the noise would come above
    -35 dBFS; and between words the gate takes the line 12 dB down.
    """

    __slots__ = ("_applied", "_gain", "_gate", "_hangover", "_noise", "_power", "_ticks", "at_rest", "heard")

    def __init__(self) -> None:
        self._noise = _FIRST_NOISE
        self._power = 0.0  # the mean of speech
        self._ticks = 0  # of speech so far
        self._gain, self._gate = 0.0, _GATE_DEPTH
        self._applied = 1.0
        self._hangover = 0
        self.heard = SILENT
        """The level of the last tick, in dBFS."""
        self.at_rest = False
        """Whether nothing will change until something is heard again: a tick of silence may then be left out."""

    @property
    def speaking(self) -> bool:
        """Whether there was speech within the last 300 ms."""
        return self._hangover > 0

    def level(self, frame: Samples) -> Samples:
        """One tick (320 samples at 16 kHz), brought towards the target."""
        before = self._noise, self._gain, self._gate, self._hangover, self._applied
        power = float(np.dot(frame, frame)) / WIDE
        self.heard = _decibels(power)
        self._follow(power)
        applied = 10 ** ((self._gain + self._gate) / 20)
        change = applied - self._applied
        factor = self._applied + change * _SLOPE if change else applied
        self._applied = applied
        after = self._noise, self._gain, self._gate, self._hangover, self._applied
        self.at_rest = power == 0 and after == before
        levelled: Samples = frame * factor
        return levelled

    def _follow(self, power: float) -> None:
        """Learn from one tick: how loud the noise is, how loud speech is, and what to do about both."""
        below = self.heard - self._noise
        self._noise = _between(_QUIETEST, self._noise + (0.3 * below if below < 0 else 0.03), _LOUDEST_NOISE)
        most = min(_MOST_GAIN, _LOUDEST_NOISE - self._noise)
        if self.heard > max(self._noise + _ABOVE_NOISE, _SOFTEST_SPEECH):
            self._ticks += 1
            self._power += (power - self._power) / min(self._ticks, _MEMORY)
            wanted = _between(-_MOST_GAIN, TARGET - _decibels(self._power), most)
            self._hangover, self._gate = _HANGOVER, 0.0
        else:
            wanted = min(self._gain, most)
            self._hangover = max(self._hangover - 1, 0)
            self._gate = 0.0 if self._hangover else max(self._gate - _GATE_CLOSES, _GATE_DEPTH)
        self._gain += _between(-_DOWN, wanted - self._gain, _UP)


def limit(frames: Samples) -> Samples:
    """Keep samples within ±1: untouched to 0.6, bent smoothly beyond, never flat."""
    if not frames.size or (frames.max() <= _KNEE and frames.min() >= -_KNEE):
        return frames
    size = np.abs(frames)
    room = 1 - _KNEE
    bent = _KNEE + room * np.tanh((size - _KNEE) / room)
    limited: Samples = np.where(size <= _KNEE, frames, np.copysign(bent, frames)).astype(np.float32)
    return limited


def _decibels(power: float) -> float:
    return 10 * log10(power + 1e-10)


def _between(least: float, value: float, most: float) -> float:
    return max(least, min(value, most))
