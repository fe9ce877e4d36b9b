"""Who is sent packets, and what each of them hears: found once, then the same tick after tick until a line changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.columns import Lines, Slots
from onbackground.exchange.rtp.batch import Outgoing
from onbackground.exchange.rtp.packet import HEADER, HEADER_SIZE

_VERSION = 0x80
_MARKER = np.uint8(0x80)


@dataclass(slots=True, frozen=True)
class Audience:
    """The lines that are sent packets, by slot, as they were when `as_of` changes had been told.

    `changes` are the different pairs of the room heard so far and the room to be heard, and `hearing` the place of
    each line's pair among them; `formats` are the numbers of the formats in use, and `format` the place of each
    line's among them. `moving` says that not every line goes on as before.
    """

    as_of: int
    slots: Slots
    changes: list[tuple[int, int]]
    hearing: Slots
    formats: list[int]
    format: Slots
    moving: bool
    _sends: NDArray[np.uint16]
    _headers: NDArray[np.void]
    _ports: list[tuple[int, Slots | slice, NDArray[np.uint64]]]

    @property
    def rooms(self) -> set[int]:
        """The rooms that are heard."""
        return {room for change in self.changes for room in change}

    def packets(self, lines: Lines, payload: Slots, payloads: NDArray[np.uint8], size: Slots) -> list[Outgoing]:
        """The next packet of every line: `payload` is the row of `payloads` that each one carries."""
        rows = lines.rows
        rows["sequence"] += self._sends
        rows["packets"] += self._sends
        headers = self._headers.copy()
        headers["sequence"] = rows["sequence"][self.slots]
        headers["timestamp"] = rows["timestamp"][self.slots]
        data = headers.view(np.uint8).reshape(-1, HEADER_SIZE)
        return [
            Outgoing(port, data[on_it], address, payload[on_it], payloads, size) for port, on_it, address in self._ports
        ]

    def settle(self, lines: Lines) -> None:
        """To be called after each tick: what was new in it is so no longer."""
        if self.moving:
            lines.rows["hears_now"] = lines.rows["hears"]
            lines.rows["starts"][self.slots] = False
            lines.changed()


def audience_of(lines: Lines) -> Audience:
    """The audience as it is now."""
    rows = lines.rows
    sends = rows["used"] & rows["receives"]
    slots = np.flatnonzero(sends)
    now, wanted, starts = rows["hears_now"][slots], rows["hears"][slots], rows["starts"][slots]
    pairs, hearing = np.unique(now.astype(np.int64) << 32 | wanted, return_inverse=True)
    formats, format_ = np.unique(rows["format"][slots], return_inverse=True)
    port, remote = rows["port"][slots], rows["remote"][slots]
    ports = np.unique(port).tolist()
    places = {number: slice(None) if len(ports) == 1 else np.flatnonzero(port == number) for number in ports}
    headers = np.zeros(len(slots), HEADER)
    headers["flags"] = _VERSION
    headers["marker_type"] = rows["payload_type"][slots] | starts * _MARKER
    headers["ssrc"] = rows["ssrc"][slots]
    return Audience(
        as_of=lines.changes,
        slots=slots,
        changes=[(pair >> 32, pair & 0xFFFFFFFF) for pair in pairs.tolist()],
        hearing=hearing,
        formats=formats.tolist(),
        format=format_,
        moving=bool(starts.any() or (rows["hears_now"] != rows["hears"]).any()),
        _sends=sends.astype(np.uint16),
        _headers=headers,
        _ports=[(number, place, remote[place]) for number, place in places.items()],
    )
