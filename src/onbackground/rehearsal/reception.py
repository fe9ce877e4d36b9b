"""How well a phone receives: RTP packets counted and timed (RFC 3550 appendix A)."""

from onbackground.exchange.rtp.rtcp import ReportBlock

_CLOCK = 8_000


class Reception:
    """Packets of the far end's current source; a new source is counted on from the old one's."""

    def __init__(self) -> None:
        self.packets = 0
        self.missing = 0
        """Gaps in the sequence numbers, less those filled late."""
        self.late = 0
        """Out of order or duplicates."""
        self.source: int | None = None
        self._highest = 0
        self._jitter = 0.0
        self._transit = 0.0
        self._reported = (0, 0)

    def count(self, source: int, sequence: int, timestamp: int, now: float) -> None:
        """One packet."""
        self.packets += 1
        transit = now * _CLOCK - timestamp
        if source != self.source:
            self.source = source
            self._highest = sequence
            self._transit = transit
            return
        change = abs(transit - self._transit)
        self._transit = transit
        if change < _CLOCK:  # beyond a second the sender's clock was set anew, or it is a key held
            self._jitter += (change - self._jitter) / 16
        ahead = (sequence - self._highest) & 0xFFFF
        if ahead == 0 or ahead >= 0x8000:
            self.late += 1
            if ahead:
                self.missing = max(0, self.missing - 1)
            return
        self.missing += ahead - 1
        self._highest += ahead

    def report(self, last_sr: int, delay: int) -> ReportBlock | None:
        """What an RTCP report says of it; None before anything came. The next report's loss counts from here."""
        if self.source is None:
            return None
        due, lost = self.packets - self.late + self.missing, self.missing
        due_lately, lost_lately = due - self._reported[0], lost - self._reported[1]
        self._reported = (due, lost)
        fraction = min(255, 256 * lost_lately // due_lately) if due_lately > 0 and lost_lately > 0 else 0
        return ReportBlock(self.source, fraction, lost, self._highest, int(self._jitter), last_sr, delay)
