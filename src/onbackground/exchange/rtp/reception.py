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
    ]
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
    row = state[lines]
    sequence = sequence.astype(np.int64)
    step = (sequence - row["highest"]) % 65536
    behind = step >= 65536 - MAX_MISORDER
    jumped = (step >= MAX_DROPOUT) & ~behind
    fresh = ~row["started"] | (row["ssrc"] != ssrc) | (jumped & (sequence == row["bad"]))
    row["bad"] = np.where(jumped, (sequence + 1) % 65536, -1)
    counted = ~jumped & ~fresh
    row["highest"] += np.where(counted & ~behind, step, 0)
    row["received"] += counted
    if fresh.any():
        again = np.zeros(int(fresh.sum()), RECEPTION)
        again["ssrc"], again["started"], again["bad"] = ssrc[fresh], True, -1
        again["base"] = again["highest"] = sequence[fresh]
        again["received"] = 1
        again["transit"] = np.nan
        row[fresh] = again
    transit = clock - timestamp.astype(np.float64)
    # Timestamps wrap at 2**32: the difference is taken modulo that, about zero.
    change = np.abs((transit - row["transit"] + 2**31) % 2**32 - 2**31)
    # Beyond two seconds the sender's clock jumped (a talkspurt of a phone that stops it in silence): no jitter.
    steady = timed & (change < 16000)
    row["jitter"] += np.where(steady, (np.nan_to_num(change) - row["jitter"]) / 16, 0)
    row["transit"] = np.where(timed, transit, row["transit"])
    state[lines] = row


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
