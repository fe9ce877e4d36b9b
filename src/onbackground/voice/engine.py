"""What every voice engine offers: text in, sound out, and a name that says exactly how it sounds."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

RATE: Final = 16_000
"""Samples a second of everything a voice says."""

Sound = npt.NDArray[np.float32]
"""Mono samples in [-1, 1] at :data:`RATE`."""


class VoiceMissingError(Exception):
    """A voice cannot be used: its package or its weights are not installed. The message says how to get them."""


class Voice(Protocol):
    """One way of speaking. The same text always gives the same samples."""

    @property
    def identity(self) -> str:
        """Engine, version, voice and settings; two voices that sound different have different identities."""

    def speak(self, text: str) -> Sound:
        """Return ``text`` as speech. Sentences and paragraphs are set apart by natural pauses."""
