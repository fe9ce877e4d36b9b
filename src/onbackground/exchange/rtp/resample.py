"""Between the telephone's 8 kHz and the stage's 16 kHz, a tick at a time, for any number of lines at once.

A half-band filter of 59 taps: flat to 3.4 kHz, images and aliases more than 50 dB down, 1.8 ms of delay each way. In
such a filter every second tap is zero, but for the middle one: half of the samples are only passed on, the others are
a sum over 30 neighbours. As frames have one length, that sum is a product with one constant matrix.
"""

from __future__ import annotations

import numpy as np

from onbackground.exchange.rtp.payload import Samples

NARROW, WIDE = 160, 320
"""Samples of one tick (20 ms) at 8 and at 16 kHz."""
UP_HISTORY, DOWN_HISTORY = 30, 60
"""Samples of the frames before which a filter still needs: kept by the caller, one row a line, zeros at first."""

_TAPS, _MIDDLE = 59, 29
_BETA = 5.6
_BLOCK = 8
"""Lines in one product: larger ones would set the linear algebra library's threads to work, which in a process that
has to be on time cost more than they save."""


def upsample(history: Samples, frames: Samples) -> tuple[Samples, Samples]:
    """From (lines, 160) at 8 kHz to (lines, 320) at 16 kHz; with the (lines, UP_HISTORY) for the next tick."""
    joined = np.concatenate((history, frames), axis=1)
    out = np.empty((len(joined), WIDE), np.float32)
    out[:, 0::2] = 2 * _between(joined)
    out[:, 1::2] = joined[:, UP_HISTORY - _MIDDLE // 2 : -(_MIDDLE // 2)]
    return out, joined[:, -UP_HISTORY:]


def downsample(history: Samples, frames: Samples) -> tuple[Samples, Samples]:
    """From (lines, 320) at 16 kHz to (lines, 160) at 8 kHz; with the (lines, DOWN_HISTORY) for the next tick."""
    joined = np.concatenate((history, frames), axis=1)
    middle = joined[:, DOWN_HISTORY - _MIDDLE :: 2][:, :NARROW]
    return _between(joined[:, 0::2]) + np.float32(0.5) * middle, joined[:, -DOWN_HISTORY:]


def _between(joined: Samples) -> Samples:
    """The filter's sums over neighbours: (lines, 30 + 160) to (lines, 160)."""
    if len(joined) <= _BLOCK:
        product: Samples = joined @ _NEIGHBOURS
        return product
    blocks = [joined[start : start + _BLOCK] @ _NEIGHBOURS for start in range(0, len(joined), _BLOCK)]
    return np.concatenate(blocks)


def _neighbours() -> Samples:
    """The taps that are not zero, but for the middle one, laid out for each sample of a tick."""
    offset = np.arange(_TAPS) - _MIDDLE
    response = (0.5 * np.sinc(offset / 2) * np.kaiser(_TAPS, _BETA)).astype(np.float32)[0::2]
    matrix = np.zeros((UP_HISTORY + NARROW, NARROW), np.float32)
    for sample in range(NARROW):
        matrix[UP_HISTORY + sample - np.arange(len(response)), sample] = response
    return matrix


_NEIGHBOURS = _neighbours()
