"""Many distinct speakers for rehearsals, all out of one engine voice, every one clear over the telephone."""

from __future__ import annotations

from typing import Final

from .engine import Voice
from .hibari import HibariVoice, Timbre

TIMBRES: Final = (
    Timbre(pitch=0.60, tract=1.18, tempo=1.00),
    Timbre(pitch=1.12, tract=0.94, tempo=1.04),
    Timbre(pitch=0.72, tract=1.10, tempo=1.06),
    Timbre(pitch=0.90, tract=1.00, tempo=0.96),
    Timbre(pitch=0.54, tract=1.12, tempo=0.98),
    Timbre(pitch=1.25, tract=1.00, tempo=1.00),
    Timbre(pitch=0.66, tract=1.22, tempo=0.92),
    Timbre(pitch=1.30, tract=0.92, tempo=0.96),
    Timbre(pitch=0.80, tract=1.18, tempo=0.94),
    Timbre(pitch=0.62, tract=1.05, tempo=1.10),
    Timbre(pitch=1.02, tract=1.10, tempo=1.08),
    Timbre(pitch=0.82, tract=0.95, tempo=1.00),
)
"""Each was measured against the engine's own voice, see ``docs/voice.md``. Neighbours are far apart on purpose: the
first few speakers of a rehearsal are the easiest to tell apart. None is the operator's own voice."""


def speaker(index: int) -> Voice:
    """Return the speaker number ``index``, counted from 0; beyond the last one they begin again.

    Raises :class:`~.engine.VoiceMissingError` where the engine is not installed.
    """
    return HibariVoice(TIMBRES[index % len(TIMBRES)])
