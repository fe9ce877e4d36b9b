"""The lines as columns: one array row a line, so that what is done for every line is done in one stroke."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.reception import RECEPTION

NEVER = -1e9

LINE = np.dtype(
    [
        ("used", "?"),
        ("port", "u2"),
        ("remote", "u8"),
        ("rtcp", "u8"),
        ("signalling", "u4"),
        ("format", "u1"),
        ("payload_type", "u1"),
        ("event_type", "i2"),
        ("sends", "?"),
        ("receives", "?"),
        ("held", "?"),
        ("sequence", "u2"),
        ("timestamp", "u4"),
        ("ssrc", "u4"),
        ("starts", "?"),
        ("hears", "i4"),
        ("hears_now", "i4"),
        ("speaks", "i4"),
        ("recorded", "?"),
        ("open", "?"),
        ("heard_at", "f8"),
        ("media_at", "f8"),
        ("muted_until", "f8"),
        ("silences", "i4"),
        ("report_at", "f8"),
        ("packets", "i8"),
        ("last_sr", "u4"),
        ("last_sr_at", "f8"),
        ("round_trip", "f4"),
        ("far_loss", "f4"),
    ],
    align=True,
)
"""One line. Times are seconds.

`remote` and `rtcp` are packed addresses, `signalling` a host; `sequence`, `timestamp` and `ssrc` those of the packet
sent last, `starts` that the next one begins a flow. `held` is a line that received before and does not now. `hears` and
`speaks` are the rooms wanted, `hears_now` the one heard so far. `heard_at` is when anything last came, `media_at` when
media last did, or NEVER.
"""

Slots = NDArray[Any]


class Lines:
    """Rows given out to lines and taken back. A row's number is the line's *slot*."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.slots: dict[str, int] = {}
        self.rows = np.zeros(0, LINE)
        self.reception = np.zeros(0, RECEPTION)
        self.changes = 0
        """How often `changed` has been told; as long as it stays, so does who hears what, and where they are."""
        self._free: list[int] = []
        self._keys = np.zeros(0, np.uint64)
        self._found = np.zeros(0, np.int64)
        self._sorted = True

    def add(self, name: str) -> int:
        """A cleared slot for a new line. Raises ValueError when there is a line of this name."""
        if name in self.slots:
            raise ValueError(f"line {name} has media already")
        if not self._free:
            self._grow()
        slot = self._free.pop()
        self.slots[name] = slot
        self.names[slot] = name
        self.rows[slot] = np.zeros((), LINE)
        self.rows["used"][slot] = True
        self.reception[slot] = np.zeros((), RECEPTION)
        return slot

    def remove(self, name: str) -> None:
        """Free the line's slot. Raises KeyError for a line that is not there."""
        slot = self.slots.pop(name)
        self.rows["used"][slot] = False
        self.names[slot] = ""
        self._free.append(slot)
        self.moved()

    def moved(self) -> None:
        """To be told when a line's port or remote address has changed."""
        self._sorted = False
        self.changed()

    def changed(self) -> None:
        """To be told when anything has changed that is written on or decides about a line's packets."""
        self.changes += 1

    def find(self, port: int, addresses: NDArray[np.uint64]) -> Slots:
        """The slot of the line on `port` with each remote address; -1 where there is none."""
        if not self._sorted:
            self._sort()
        if not len(self._keys):
            return np.full(len(addresses), -1)
        wanted = addresses | np.uint64(port << 48)
        places = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[places] == wanted, self._found[places], -1)

    def _sort(self) -> None:
        slots = np.flatnonzero(self.rows["used"])
        keys = self.rows["remote"][slots] | self.rows["port"][slots].astype(np.uint64) << np.uint64(48)
        order = np.argsort(keys, kind="stable")
        self._keys, self._found, self._sorted = keys[order], slots[order], True

    def _grow(self) -> None:
        old = len(self.rows)
        more = max(64, old)
        self.rows = np.concatenate((self.rows, np.zeros(more, LINE)))
        self.reception = np.concatenate((self.reception, np.zeros(more, RECEPTION)))
        self.names += [""] * more
        self._free += range(old + more - 1, old - 1, -1)
