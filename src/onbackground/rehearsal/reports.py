"""A phone's RTCP: a report every five seconds, and what the far end reports of the phone (RFC 3550 section 6)."""

from onbackground.exchange.rtp import rtcp
from onbackground.rehearsal.handset import Handset

EVERY = 5.0


class Reports:
    """Reports for one handset, from `start` to `stop`."""

    def __init__(self, handset: Handset, name: str) -> None:
        self.round_trip: float | None = None
        """Seconds to the far end and back, by its last report."""
        self.far_loss: float | None = None
        """Share of the phone's packets that the far end missed, by its last report."""
        self._handset = handset
        self._name = name
        self._due: float | None = None
        self._last_sr = 0
        self._last_sr_at = 0.0

    def start(self, now: float) -> None:
        """The audio runs. Called again, it changes nothing."""
        if self._due is None:
            self._due = now + EVERY

    def stop(self) -> None:
        """The audio ended."""
        self._due = None
        self._last_sr = 0

    def next_wake(self) -> float | None:
        """When the next report is due; None when there is no call."""
        return self._due

    def wake(self, now: float) -> bytes | None:
        """The report, when it is due."""
        if self._due is None or now < self._due:
            return None
        self._due += EVERY
        handset = self._handset
        delay = round((now - self._last_sr_at) * 65_536) if self._last_sr else 0
        block = handset.reception.report(self._last_sr, delay)
        report = rtcp.Report(
            ssrc=handset.source,
            blocks=(block,) if block else (),
            ntp=rtcp.ntp_time(now),
            timestamp=handset.timestamp_at(now),
            packets=handset.packets_sent,
            octets=handset.octets_sent,
        )
        return rtcp.build(report, self._name)

    def receive(self, data: bytes, now: float) -> None:
        """An RTCP packet of the far end; what is none is ignored."""
        for part in rtcp.parse(data):
            if not isinstance(part, rtcp.Report):
                continue
            if part.ntp is not None:
                self._last_sr, self._last_sr_at = rtcp.middle(part.ntp), now
            for block in part.blocks:
                if block.ssrc == self._handset.source:
                    self.far_loss = block.fraction / 256
                    self.round_trip = rtcp.round_trip(rtcp.middle(rtcp.ntp_time(now)), block)
