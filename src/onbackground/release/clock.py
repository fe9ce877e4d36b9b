"""The time by which embargoes lift: the machine's clock, as far as it can be relied on.

A clock that was put forward must lift nothing early. So within one run of the keeper no more time passes than the
monotonic clock has counted, and from one run to the next the time does not fall behind the one noted last. Times are
instants: a change of the machine's zone changes nothing. Pure but for :class:`KeptClock`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import structlog
from msgspec import Struct
from msgspec.structs import replace

from ..sealing.writing import write_over

STEP_MS: Final = 5_000
"""By how much the clock may differ from the time that has passed; a slip of this size is put right unnoticed."""

STEADY_MS: Final = 60_000
"""How long a clock that was put forward or back must run evenly before it lifts anything again."""

NOTE_MS: Final = 30_000
"""How often the time is noted."""

_log = structlog.get_logger()


class Reading(Struct, frozen=True):
    """Both clocks of a machine at one moment, in milliseconds; only ``wall`` can be put forward or back."""

    wall: int
    monotonic: int


class Watch(Struct, frozen=True):
    """What is known of the clock. ``noted`` is the time at the end of an earlier run, 0 before the first.

    ``begun`` is the first reading that can be relied on, ``latest`` the last one. ``stepped`` is the monotonic time at
    which the clock was last put forward or back.
    """

    noted: int = 0
    begun: Reading | None = None
    latest: Reading | None = None
    stepped: int | None = None
    complaint: str = ""
    """What is wrong with the clock, for the log; empty while nothing is."""

    @property
    def now(self) -> int | None:
        """The time that has certainly come, in milliseconds since the epoch; None while the clock does not say.

        Neither later than the clock says, nor than as much time as has passed since the first reading.
        """
        if self.begun is None or self.latest is None or self.stepped is not None:
            return None
        return min(self.latest.wall, _due(self.begun, self.latest))


def look(watch: Watch, reading: Reading) -> Watch:
    """What is known after one more look at both clocks."""
    if watch.begun is None:
        if reading.wall < watch.noted:
            why = "the clock is behind the time noted before: no time lifts an embargo until it has caught up"
            return replace(watch, latest=reading, complaint=why)
        return replace(watch, begun=reading, latest=reading, complaint="")
    assert watch.latest is not None
    stepped = watch.stepped
    if abs(reading.wall - _due(watch.latest, reading)) > STEP_MS:
        stepped = reading.monotonic
    elif stepped is not None and reading.monotonic - stepped >= STEADY_MS:
        stepped = None
    return replace(watch, latest=reading, stepped=stepped, complaint=_complaint(watch.begun, reading, stepped))


def _complaint(begun: Reading, reading: Reading, stepped: int | None) -> str:
    ahead = reading.wall - _due(begun, reading)
    if ahead > STEP_MS:
        return (
            "the clock was put forward: embargoes lift by the time that has passed; if it is right, restart the keeper"
        )
    if ahead < -STEP_MS:
        return "the clock was put back: embargoes wait until it has caught up"
    return "" if stepped is None else "the clock was put forward and back: it must run evenly for a minute"


def _due(earlier: Reading, later: Reading) -> int:
    """What the wall clock should say."""
    return earlier.wall + later.monotonic - earlier.monotonic


def read_clocks() -> Reading:
    """Both clocks of this machine. The monotonic one counts the time asleep too, where the system has such a clock."""
    asleep_too = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return Reading(time.time_ns() // 1_000_000, time.clock_gettime_ns(asleep_too) // 1_000_000)


class KeptClock:
    """Follows the clocks of a machine, says what is wrong with them once, and notes the time in a file."""

    def __init__(self, note: Path, read: Callable[[], Reading] = read_clocks) -> None:
        """Go on from what the file says, if there is one. Raises OSError where it cannot be read."""
        self._note = note
        self._read = read
        text = note.read_text() if note.exists() else ""
        self._watch = Watch(noted=int(text) if text.isdecimal() else 0)
        self._noted = self._watch.noted

    def __call__(self) -> int | None:
        """The time that has certainly come, in milliseconds since the epoch; None while the clock does not say.

        Raises OSError where the time cannot be noted.
        """
        before = self._watch.complaint
        self._watch = look(self._watch, self._read())
        if self._watch.complaint != before:
            _log.warning(self._watch.complaint or "the clock agrees again", note=str(self._note))
        now = self._watch.now
        if now is not None and abs(now - self._noted) >= NOTE_MS:
            self._keep(now)
        return now

    def _keep(self, now: int) -> None:
        write_over(self._note, str(now).encode())
        self._noted = now
