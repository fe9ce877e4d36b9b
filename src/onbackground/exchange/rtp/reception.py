"""Reception statistics of all lines at once (RFC 3550 section 6.4.1 and appendices A.1, A.3 and A.8)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

MAX_DROPOUT, MAX_MISORDER = 3000, 100

RECEPTION = np.dtype(
    [
        ("ssrc", "u4"),
        ("started", "?"),
        ("base", "i8"),
        ("highest", "i8"),
        ("bad", "i8"),
        ("received", "i8"),
        ("transit", "f8"),
        ("jitter", "f8"),
        ("expected_before", "i8"),
        ("received_before", "i8"),
        ("expected_marked", "i8", 2),
        ("received_marked", "i8", 2),
    ],
    align=True,
)
"""One line's reception: its sender, first and highest sequence number (extended by the wraps counted), the number a
restarted sender would go on with, packets received; transit and jitter in clock units; and what had been expected
and received at the last report, and at the last two marks that `mark` made."""

Rows = NDArray[np.void]
Numbers = NDArray[Any]


def arrived(
    state: Rows, lines: Numbers, ssrc: Numbers, sequence: Numbers, timestamp: Numbers, clock: Numbers, timed: Numbers
) -> None:
    """Count packets: for each its line, its header fields and the arrival time in units of its timestamp.

    A line may appear any number of times, in order of arrival. Packets not `timed` (telephone-event, whose
    timestamps stand still) do not count towards jitter. A new SSRC starts the line's statistics afresh.
    """
    if len(lines) < 2 or np.bincount(lines).max() < 2:
        _count_once(state, lines, ssrc, sequence, timestamp, clock, timed)
        return
    remaining = np.arange(len(lines))
    while len(remaining):
        _, first = np.unique(lines[remaining], return_index=True)
        now = remaining[first]
        _count_once(state, lines[now], ssrc[now], sequence[now], timestamp[now], clock[now], timed[now])
        remaining = np.delete(remaining, first)


def _count_once(
    state: Rows, lines: Numbers, ssrc: Numbers, sequence: Numbers, timestamp: Numbers, clock: Numbers, timed: Numbers
) -> None:
    """Count one packet of each of several different lines."""
    sequence = sequence.astype(np.int64)
    highest = state["highest"][lines]
    step = (sequence - highest) & 0xFFFF
    behind = step >= 65536 - MAX_MISORDER
    jumped = (step >= MAX_DROPOUT) & ~behind
    fresh = ~state["started"][lines] | (state["ssrc"][lines] != ssrc)
    if jumped.any() or fresh.any():
        fresh |= jumped & (sequence == state["bad"][lines])
        state["bad"][lines] = np.where(jumped, (sequence + 1) % 65536, -1)
        _start_afresh(state, lines[fresh], ssrc[fresh], sequence[fresh])
        known = ~(fresh | jumped)
        lines, timestamp, clock, timed = lines[known], timestamp[known], clock[known], timed[known]
        highest, step, behind = highest[known], step[known], behind[known]
    state["highest"][lines] = highest + np.where(behind, 0, step)
    state["received"][lines] += 1
    transit, before = clock - timestamp, state["transit"][lines]
    change = np.abs(transit - before)
    # Beyond two seconds the sender's clock jumped or wrapped: that is no jitter. (False, too, for the first: NaN.)
    steady = timed & (change < 16000)
    jitter = state["jitter"][lines]
    state["jitter"][lines] = np.where(steady, jitter + (change - jitter) / 16, jitter)
    state["transit"][lines] = np.where(timed, transit, before)


def _start_afresh(state: Rows, lines: Numbers, ssrc: Numbers, sequence: Numbers) -> None:
    """A sender not heard before, or one that has started again."""
    state[lines] = np.zeros((), RECEPTION)
    state["ssrc"][lines], state["started"][lines], state["bad"][lines] = ssrc, True, -1
    state["base"][lines] = state["highest"][lines] = sequence
    state["received"][lines] = 1
    state["transit"][lines] = np.nan


def expected(state: Rows) -> Numbers:
    """Packets that should have arrived since the line's first."""
    count: Numbers = np.where(state["started"], state["highest"] - state["base"] + 1, 0)
    return count


def mark(state: Rows) -> None:
    """Note where the lines stand; `recent_loss` looks back to the mark before the last."""
    for name, now in (("expected_marked", expected(state)), ("received_marked", state["received"])):
        state[name][:, 0] = state[name][:, 1]
        state[name][:, 1] = now


def recent_loss(row: np.void) -> float:
    """The fraction of one line's packets lost since the mark before the last, from 0 to 1."""
    due = int(row["highest"] - row["base"] + 1 - row["expected_marked"][0]) if row["started"] else 0
    came = int(row["received"] - row["received_marked"][0])
    return min(max((due - came) / due, 0.0), 1.0) if due > 0 else 0.0
