"""The stage: rooms in which voices and announcements meet. Audio is float32, 16 kHz, 320 samples a tick.

Everyone in a room hears its mix; whoever speaks in it hears the mix without their own voice (mix-minus), as hearing
oneself late is an echo.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from onbackground.exchange.level import limit
from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import WIDE

_FADE = 160
"""Voices come in and go out within 10 ms: fast enough for the first syllable, slow enough not to click."""


@dataclass(slots=True)
class Clip:
    """Audio being played, from `position` on; `number` names it to whoever asked for it."""

    number: int
    pcm: Samples
    position: int = 0


@dataclass(slots=True)
class Player:
    """Clips played one after another."""

    queue: deque[Clip] = field(default_factory=deque)
    _cut: int = 0

    def add(self, number: int, pcm: Samples) -> None:
        """Play this after what is there already."""
        self.queue.append(Clip(number, np.ascontiguousarray(pcm, np.float32)))

    def cut(self) -> None:
        """Fade out what is playing and drop what was to follow; what is added from now on is played."""
        self._cut = len(self.queue)

    def tick(self) -> tuple[Samples, list[int]]:
        """The next 320 samples, and the numbers of the clips that ended within them."""
        if not self._cut and self.queue and len(self.queue[0].pcm) - self.queue[0].position > WIDE:
            clip = self.queue[0]
            clip.position += WIDE
            return clip.pcm[clip.position - WIDE : clip.position], []
        out, ended = self._fade_out()
        filled = 0
        while self.queue and filled < WIDE:
            clip = self.queue[0]
            part = clip.pcm[clip.position : clip.position + WIDE - filled]
            out[filled : filled + len(part)] += part
            filled += len(part)
            clip.position += len(part)
            if clip.position >= len(clip.pcm):
                ended.append(self.queue.popleft().number)
        return out, ended

    def _fade_out(self) -> tuple[Samples, list[int]]:
        """The end of what was cut, if anything was."""
        out = np.zeros(WIDE, np.float32)
        dropped = [self.queue.popleft() for _ in range(self._cut)]
        self._cut = 0
        if dropped:
            last = dropped[0].pcm[dropped[0].position :][:WIDE]
            out[: len(last)] = last * ramp(1, 0)[: len(last)]
        return out, [clip.number for clip in dropped]


@dataclass(slots=True)
class Mix:
    """What a room sounds like for one tick: in full, and for each of its voices without that voice."""

    full: Samples
    without: Samples


def mix(voices: Samples, announcement: Samples | None = None) -> Mix:
    """Mix the voices (voices, 320) of one room, and an announcement (320) to all of them."""
    total = voices.sum(axis=0, dtype=np.float32)
    if announcement is not None:
        total = total + announcement
    return Mix(limit(total), limit(total - voices))


@lru_cache(maxsize=64)
def ramp(start: float, end: float) -> Samples:
    """The factors of one tick that take a sound from one gain to another within 10 ms. Not to be changed."""
    factors = np.full(WIDE, end, np.float32)
    factors[:_FADE] = start + (end - start) * (0.5 - 0.5 * np.cos(np.pi * np.arange(_FADE) / _FADE))
    factors.flags.writeable = False
    return factors
