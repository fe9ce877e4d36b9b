"""Filling in for lost audio by repeating the last pitch period, in the manner of G.711 Appendix I."""

from __future__ import annotations

import numpy as np

from onbackground.exchange.rtp.payload import Samples


class Concealer:
    """The memory of one line's recent audio at `rate` hertz, and what to play when the next of it is missing.

    A gap is filled with the last pitch period over and over, fading from 10 ms on and silent after 60 ms; when real
    audio returns, the two are cross-faded for 5 ms.
    """

    def __init__(self, rate: int = 8000) -> None:
        self._shortest, self._longest = rate // 200, rate // 66
        self._overlap = rate // 200
        self._fade_from, self._fade_to = rate // 100, 6 * rate // 100
        self._past = np.zeros(4 * self._longest, np.float32)
        self._period = np.zeros(0, np.float32)
        self._missing = 0

    def heard(self, samples: Samples) -> Samples:
        """Real audio: returned as it is, or blended into after a gap. Any length."""
        if self._missing:
            blend = min(self._overlap, len(samples))
            ramp = np.linspace(0, 1, blend, dtype=np.float32)
            samples = samples.copy()
            samples[:blend] = samples[:blend] * ramp + self._continue(blend) * (1 - ramp)
            self._missing = 0
        self._remember(samples)
        return samples

    def missing(self, count: int) -> Samples:
        """`count` samples to play in place of lost ones."""
        if self._missing >= self._fade_to + len(self._past):  # there is nothing but silence left to repeat
            return np.zeros(count, np.float32)
        if not self._missing:
            self._period = self._last_period()
        filling = self._continue(count)
        self._missing += count
        self._remember(filling)
        return filling

    def _continue(self, count: int) -> Samples:
        if self._missing >= self._fade_to:
            return np.zeros(count, np.float32)
        at = np.arange(self._missing, self._missing + count)
        fade = np.clip((self._fade_to - at) / (self._fade_to - self._fade_from), 0, 1).astype(np.float32)
        return self._period[at % len(self._period)] * fade

    def _last_period(self) -> Samples:
        """The last stretch of the past that, repeated, continues it: a pitch period where there is one."""
        past = self._past
        recent = past[-self._longest :]
        lags = np.arange(self._shortest, self._longest + 1)
        windows = np.lib.stride_tricks.sliding_window_view(past, self._longest)
        earlier = windows[len(past) - self._longest - lags]
        likeness = (earlier @ recent) / np.sqrt(np.sum(earlier**2, axis=1) + 1e-6)
        lag = int(lags[np.argmax(likeness)])
        period = past[-lag:].copy()
        # The end of a period must lead into its start: blend its tail into what came before that start.
        blend = lag // 4
        ramp = np.linspace(0, 1, blend, dtype=np.float32)
        period[-blend:] = period[-blend:] * (1 - ramp) + past[-lag - blend : -lag] * ramp
        return period

    def _remember(self, samples: Samples) -> None:
        self._past = np.concatenate((self._past, samples))[-len(self._past) :]
