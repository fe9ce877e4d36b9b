"""Making soft and loud phones equally loud, without lifting the noise between words; and the soft limiter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.payload import Samples

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

LEVEL = np.dtype(
    [
        ("noise", "f4"),
        ("speech", "f4"),
        ("ticks", "i4"),
        ("gain", "f4"),
        ("gate", "f4"),
        ("applied", "f4"),
        ("hangover", "i2"),
        ("heard", "f4"),
    ]
)
"""One line's levels: noise floor (dBFS), mean power of speech, ticks of speech so far, gain and gate (dB), the factor
last applied, ticks for which speech still counts as going on, and the level of the last tick (dBFS)."""


def fresh(lines: int) -> NDArray[np.void]:
    """The state of lines not heard yet."""
    state = np.zeros(lines, LEVEL)
    state["noise"] = _FIRST_NOISE
    state["applied"] = 1.0
    state["gate"] = _GATE_DEPTH
    state["heard"] = -100.0
    return state


def level(state: NDArray[np.void], frames: Samples) -> Samples:
    """One tick of several lines, (lines, samples), brought towards the target; `state` is moved on in place.

    Speech is what rises 9 dB above the noise floor. Only speech raises the gain (17 dB a second at most; it falls 50),
    never so far that the noise would come above -35 dBFS; and between words the gate takes the line 12 dB down.
    """
    power = np.mean(frames**2, axis=1)
    heard = 10 * np.log10(power + 1e-10)
    noise = state["noise"]
    noise = np.where(heard < noise, noise + 0.3 * (heard - noise), noise + 0.03)
    noise = np.clip(noise, _QUIETEST, _LOUDEST_NOISE)
    speech = heard > np.maximum(noise + _ABOVE_NOISE, _SOFTEST_SPEECH)
    ticks = state["ticks"] + speech
    share = 1 / np.clip(ticks, 1, _MEMORY)
    mean = np.where(speech, state["speech"] + share * (power - state["speech"]), state["speech"])
    most = np.minimum(_MOST_GAIN, _LOUDEST_NOISE - noise)
    wanted = np.clip(TARGET - 10 * np.log10(mean + 1e-10), -_MOST_GAIN, most)
    wanted = np.where(speech, wanted, np.minimum(state["gain"], most))
    gain = state["gain"] + np.clip(wanted - state["gain"], -_DOWN, _UP)
    hangover = np.where(speech, _HANGOVER, np.maximum(state["hangover"] - 1, 0))
    gate = np.where(hangover > 0, 0.0, np.maximum(state["gate"] - _GATE_CLOSES, _GATE_DEPTH))
    applied = 10 ** ((gain + gate) / 20)
    slope = np.linspace(0, 1, frames.shape[1], dtype=np.float32)
    before = state["applied"]
    factor = before[:, None] + (applied - before)[:, None].astype(np.float32) * slope
    state["noise"], state["speech"], state["ticks"], state["gain"] = noise, mean, ticks, gain
    state["hangover"], state["gate"], state["applied"], state["heard"] = hangover, gate, applied, heard
    levelled: Samples = (frames * factor).astype(np.float32)
    return levelled


_KNEE = np.float32(0.6)


def limit(frames: Samples) -> Samples:
    """Keep samples within ±1: untouched to 0.6, bent smoothly beyond, never flat."""
    if float(np.abs(frames).max(initial=0)) <= _KNEE:
        return frames
    size = np.abs(frames)
    room = 1 - _KNEE
    bent = _KNEE + room * np.tanh((size - _KNEE) / room)
    limited: Samples = np.where(size <= _KNEE, frames, np.copysign(bent, frames)).astype(np.float32)
    return limited
