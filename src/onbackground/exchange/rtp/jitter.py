"""The jitter buffer of an open line: packets as they come in, an even flow of audio out.

Decoded samples lie in a ring at the place their timestamp gives them, so order, duplicates and packet length do not
matter. What matters is *slack*: how long before its time a packet arrives. The buffer keeps the least slack of the
last seconds small but positive: it waits longer as soon as packets come too late, and skips a tick, if it can in a
pause, when all of them come early. That also takes up the drift between the two clocks.
"""

from __future__ import annotations

import numpy as np

from onbackground.exchange.rtp.conceal import Concealer
from onbackground.exchange.rtp.payload import Samples

_TICK = 0.020
_MARGIN = 0.005
_MAX_DELAY = 0.300
_WINDOW = 1.0
_PAUSE_LEVEL = 0.003
_LOST_TRACK = 3


class JitterBuffer:
    """One line's buffer, for audio of `rate` samples a second. Times are seconds of one clock that never goes back."""

    def __init__(self, rate: int = 8000) -> None:
        self._rate = rate
        self._frame = int(rate * _TICK)
        self._ring = np.zeros(4 * rate, np.float32)
        self._present = np.zeros(4 * rate, np.bool_)
        self._concealer = Concealer(rate)
        self._next_pull = 0.0
        self._position: int | None = None
        self._origin = 0
        self._newest = 0
        self._late_run = 0
        self._grow = 0
        self._empty = 0
        self._least: list[float] = []
        self._window_ends = 0.0
        self.concealed = 0
        """Samples played that had not arrived in time."""

    def reset(self) -> None:
        """Forget the sender's clock: its next packet starts afresh (a new SSRC, a change of format)."""
        self._position = None
        self._present[:] = False

    def insert(self, timestamp: int, samples: Samples, now: float) -> None:
        """Take in one packet's audio. `timestamp` is that of its first sample, modulo 2**32."""
        if len(samples) == 0 or len(samples) > self._rate // 2:
            return
        start = self._newest + _signed(timestamp - self._newest)
        if self._position is None:
            self._anchor(start, now)
        slack = self._slack(start, now)
        if slack < -_MAX_DELAY or slack > 2.0:
            self._late_run += 1
            if self._late_run < _LOST_TRACK:
                return
            self.reset()
            self._anchor(start, now)
            slack = self._slack(start, now)
        self._late_run = 0
        self._note(slack, now)
        self._newest = max(self._newest, start)
        self._store(start, samples)

    def pull(self, now: float) -> Samples:
        """The next 20 ms of audio, `rate` / 50 samples; to be called once a tick."""
        self._next_pull = now + _TICK
        if self._position is None:
            return self._concealer.missing(self._frame)
        if self._grow:
            self._grow -= 1
            return self._concealer.missing(self._frame)
        frame = self._take()
        if self._can_shrink(frame):
            frame = self._skip_tick(frame)
        return frame

    def _anchor(self, start: int, now: float) -> None:
        """Let playing begin one tick from now or, if that is less than half a tick away, two."""
        ticks = 0 if self._next_pull - now >= _TICK / 2 else 1
        self._position = self._origin = start - ticks * self._frame
        self._newest = start
        self._least, self._grow, self._empty, self._late_run = [], 0, 0, 0
        self._window_ends = now + _WINDOW

    def _slack(self, start: int, now: float) -> float:
        """Seconds until the tick that plays this sample."""
        assert self._position is not None
        ticks = (start - self._position) // self._frame + self._grow
        return ticks * _TICK + self._next_pull - now

    def _note(self, slack: float, now: float) -> None:
        """Keep the least slack of this window and the one before; wait longer when it is negative."""
        if now >= self._window_ends or not self._least:
            self._least = [*self._least[-1:], slack]
            self._window_ends = now + _WINDOW
        self._least[-1] = min(self._least[-1], slack)
        if slack < 0:
            ticks = int(-slack / _TICK) + 1
            self._grow += ticks
            self._least = [least + ticks * _TICK for least in self._least]

    def _store(self, start: int, samples: Samples) -> None:
        assert self._position is not None
        skip = max(0, self._position - start)
        if skip >= len(samples):
            return
        place = (start + skip - self._origin) % len(self._ring)
        before_the_end = len(self._ring) - place
        self._put(place, samples[skip : skip + before_the_end])
        self._put(0, samples[skip + before_the_end :])

    def _put(self, place: int, samples: Samples) -> None:
        self._ring[place : place + len(samples)] = samples
        self._present[place : place + len(samples)] = True

    def _take(self) -> Samples:
        """Move on by one tick, filling in what is not there."""
        assert self._position is not None
        place = (self._position - self._origin) % len(self._ring)  # the ring is a whole number of ticks long
        tick = slice(place, place + self._frame)
        self._position += self._frame
        missing = self._frame - int(np.count_nonzero(self._present[tick]))
        self.concealed += missing
        if missing == self._frame:
            self._empty += 1
            if self._empty > self._rate // self._frame:  # a second of nothing: what comes next starts afresh
                self.reset()
            return self._concealer.missing(self._frame)
        self._empty = 0
        present, samples = self._present[tick].copy(), self._ring[tick].copy()
        self._present[tick] = False
        if not missing:
            return self._concealer.heard(samples)
        edges = np.flatnonzero(np.diff(present)) + 1
        return np.concatenate(
            [
                self._concealer.heard(part) if there[0] else self._concealer.missing(len(part))
                for part, there in zip(np.split(samples, edges), np.split(present, edges), strict=True)
            ]
        )

    def _can_shrink(self, frame: Samples) -> bool:
        """Whether every packet of two windows came a tick too early: in a pause, or at two ticks anywhere."""
        if len(self._least) < 2 or self._position is None:
            return False
        spare = min(self._least) - _MARGIN - _TICK
        return spare >= _TICK or (spare >= 0 and float(np.abs(frame).max()) < _PAUSE_LEVEL)

    def _skip_tick(self, frame: Samples) -> Samples:
        """Play this tick's end as the next one's: cross from `frame` into the one after it."""
        following = self._take()
        ramp = np.linspace(0, 1, self._frame, dtype=np.float32)
        self._least = [least - _TICK for least in self._least]
        return frame * (1 - ramp) + following * ramp


def _signed(difference: int) -> int:
    """A difference of 32-bit timestamps as a number that may be negative."""
    return (difference + 2**31) % 2**32 - 2**31
