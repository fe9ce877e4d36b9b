"""The lines' RTCP: telling each phone how its voice arrives, and learning how ours arrives there."""

from __future__ import annotations

from random import Random

import numpy as np

from onbackground.exchange.columns import Lines
from onbackground.exchange.rtp import rtcp
from onbackground.exchange.rtp.batch import Address, unpack_address
from onbackground.exchange.rtp.reception import expected

_INTERVAL = 5.0
_COMPENSATION = 1.21828
"""e - 3/2 (RFC 3550 section 6.3.1)."""


class Reports:
    """Reports of all lines. The source is described by one random name (RFC 7022 says: per house, not per person)."""

    def __init__(self, lines: Lines, random: Random) -> None:
        self._lines = lines
        self._random = random
        self._cname = random.randbytes(12).hex()
        self._sources: dict[int, int] = {}
        """The lines by the SSRC of what they are sent."""

    def begin(self, slot: int, now: float) -> None:
        """A new line: give it an SSRC; its first report is due within half an interval."""
        rows = self._lines.rows
        ssrc = self._random.getrandbits(32)
        while ssrc in self._sources:
            ssrc = self._random.getrandbits(32)
        self._sources[ssrc] = slot
        rows["ssrc"][slot] = ssrc
        rows["round_trip"][slot] = np.nan
        rows["report_at"][slot] = now + _INTERVAL / 2 * self._random.uniform(0.5, 1.5)

    def due(self, now: float, wall: float) -> list[tuple[int, bytes, Address]]:
        """The reports to send now, each with the RTP port it belongs to. `wall` is the Unix time."""
        rows = self._lines.rows
        slots = np.flatnonzero(rows["used"] & (rows["report_at"] <= now))
        out = []
        for slot in slots.tolist():
            rows["report_at"][slot] = now + _INTERVAL * self._random.uniform(0.5, 1.5) / _COMPENSATION
            out.append(self._datagram(slot, self._report(slot, now, wall)))
        return out

    def goodbye(self, slot: int, now: float, wall: float) -> tuple[int, bytes, Address]:
        """The last report of a line that ends."""
        del self._sources[int(self._lines.rows["ssrc"][slot])]
        return self._datagram(slot, self._report(slot, now, wall), goodbye=True)

    def received(self, data: bytes, source: int, now: float, wall: float) -> None:
        """One RTCP datagram from `source` (packed). What belongs to no line is ignored."""
        for part in rtcp.parse(data):
            if isinstance(part, rtcp.Report) and (slot := self._line_of(part, source)) is not None:
                self._note(slot, part, source, now, wall)

    def _line_of(self, report: rtcp.Report, source: int) -> int | None:
        """Whose report this is: it tells how one line is heard, from that line's host; or comes from its address."""
        rows = self._lines.rows
        for block in report.blocks:
            slot = self._sources.get(block.ssrc)
            if slot is not None and source >> 16 in (int(rows["remote"][slot]) >> 16, int(rows["signalling"][slot])):
                return slot
        here = rows["used"] & ((rows["rtcp"] == source) | (rows["remote"] == source))
        return int(np.argmax(here)) if here.any() else None

    def _note(self, slot: int, report: rtcp.Report, source: int, now: float, wall: float) -> None:
        rows, reception = self._lines.rows, self._lines.reception[slot]
        rows["rtcp"][slot], rows["heard_at"][slot] = source, now
        if report.ntp is not None and reception["started"] and reception["ssrc"] == report.ssrc:
            rows["last_sr"][slot], rows["last_sr_at"][slot] = rtcp.middle(report.ntp), now
        for block in report.blocks:
            if block.ssrc == rows["ssrc"][slot]:
                rows["far_loss"][slot] = block.fraction / 256
                trip = rtcp.round_trip(rtcp.middle(rtcp.ntp_time(wall)), block)
                if trip is not None:
                    rows["round_trip"][slot] = trip

    def _report(self, slot: int, now: float, wall: float) -> rtcp.Report:
        row = self._lines.rows[slot]
        sending = bool(row["receives"]) and row["packets"] > 0
        return rtcp.Report(
            ssrc=int(row["ssrc"]),
            blocks=self._blocks(slot, now),
            ntp=rtcp.ntp_time(wall) if sending else None,
            timestamp=int(row["timestamp"]),
            packets=int(row["packets"]),
            octets=int(row["packets"]) * 160,
        )

    def _blocks(self, slot: int, now: float) -> tuple[rtcp.ReportBlock, ...]:
        row, state = self._lines.rows[slot], self._lines.reception[slot : slot + 1]
        if not state["started"][0] or not row["sends"]:
            return ()
        due, came = int(expected(state)[0]), int(state["received"][0])
        due_lately = due - int(state["expected_before"][0])
        lost_lately = due_lately - (came - int(state["received_before"][0]))
        state["expected_before"], state["received_before"] = due, came
        fraction = min(255, 256 * lost_lately // due_lately) if due_lately > 0 and lost_lately > 0 else 0
        delay = int((now - row["last_sr_at"]) * 65536) if row["last_sr"] else 0
        block = rtcp.ReportBlock(
            ssrc=int(state["ssrc"][0]),
            fraction=fraction,
            lost=due - came,
            highest=int(state["highest"][0]),
            jitter=int(state["jitter"][0]),
            last_sr=int(row["last_sr"]),
            delay=min(delay, 2**32 - 1),
        )
        return (block,)

    def _datagram(self, slot: int, report: rtcp.Report, *, goodbye: bool = False) -> tuple[int, bytes, Address]:
        row = self._lines.rows[slot]
        data = rtcp.build(report, self._cname, goodbye=goodbye)
        return int(row["port"]), data, unpack_address(int(row["rtcp"]))
