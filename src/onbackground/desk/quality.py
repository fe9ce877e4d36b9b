"""How well a line is heard, in one word and the number behind it."""

from __future__ import annotations

import enum
from typing import Final

from msgspec import Struct

from ..exchange.media import Quality

STALE_SECONDS: Final = 5.0
"""A report older than this says nothing about now; the exchange sends one every two seconds."""

MUCH_LOSS: Final = 0.05
"""A fraction of lost packets that breaks words; concealment hides less."""
MUCH_JITTER_MS: Final = 60
MUCH_DELAY_MS: Final = 400
"""A round trip beyond which two people begin to speak over each other (ITU-T G.114: 400 ms one way is the limit)."""
QUIET_DBFS: Final = -45


class Verdict(enum.Enum):
    """What is most wrong with a line, worst first."""

    UNKNOWN = "unknown"
    """No report: nothing is known of this line just now."""
    BREAKING_UP = "breaking up"
    """The room loses words of this caller."""
    HEARS_BADLY = "hears badly"
    """This caller loses words of the room."""
    UNEVEN = "uneven"
    DELAYED = "delayed"
    QUIET = "quiet"
    GOOD = "good"


class LineQuality(Struct, frozen=True):
    """One line's verdict; ``number`` is what it rests on: percent, milliseconds or dBFS, none for good or unknown."""

    verdict: Verdict = Verdict.UNKNOWN
    number: int | None = None
    speaking: bool = False


def judged(quality: Quality) -> LineQuality:
    """The verdict on the exchange's figures."""
    verdict, number = _worst(quality)
    return LineQuality(verdict, number, quality.speaking)


def _worst(quality: Quality) -> tuple[Verdict, int | None]:
    if quality.loss >= MUCH_LOSS:
        return Verdict.BREAKING_UP, round(100 * quality.loss)
    if quality.far_loss >= MUCH_LOSS:
        return Verdict.HEARS_BADLY, round(100 * quality.far_loss)
    if quality.jitter_ms >= MUCH_JITTER_MS:
        return Verdict.UNEVEN, round(quality.jitter_ms)
    if quality.round_trip_ms is not None and quality.round_trip_ms >= MUCH_DELAY_MS:
        return Verdict.DELAYED, round(quality.round_trip_ms)
    if quality.speaking and quality.level_dbfs <= QUIET_DBFS:
        return Verdict.QUIET, round(quality.level_dbfs)
    return Verdict.GOOD, None
