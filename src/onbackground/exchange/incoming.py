"""From packets to lines: whose they are, how well they arrive, which keys they press."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from onbackground.exchange.columns import Lines, Slots
from onbackground.exchange.rtp import reception
from onbackground.exchange.rtp.batch import Batch
from onbackground.exchange.rtp.latch import RELATCH_AFTER, Latch
from onbackground.exchange.rtp.packet import MalformedPacketError, RtpPacket, headers
from onbackground.exchange.rtp.telephone_event import KeyReceiver
from onbackground.exchange.voices import COMFORT_NOISE, Voices

_CLOCK = 8000
"""Units a second of the RTP timestamp, of telephone-event and of every format so far."""
_MUTED_FOR = 0.12
"""Seconds a voice stays muted after the last packet of a key: long enough for the tone the phone leaked to pass."""
_UNEXPECTED = 64


@dataclass(slots=True)
class Incoming:
    """The receiving half of the media plane."""

    lines: Lines
    voices: Voices
    keys: list[tuple[int, str]] = field(default_factory=list)
    """Keys pressed since they were last taken, as (slot, key)."""
    _latch: Latch = field(default_factory=Latch)
    _receivers: dict[int, tuple[int, KeyReceiver]] = field(default_factory=dict)

    def forget(self, slot: int) -> None:
        """The line has gone."""
        self._receivers.pop(slot, None)
        self.keys = [(other, key) for other, key in self.keys if other != slot]

    def receive(self, port: int, batch: Batch, now: float) -> Slots:
        """Take in what arrived on one port; returns the places in the batch of what is RTCP instead."""
        if len(batch) == 0 or batch.data.shape[1] < 12:
            return np.zeros(0, np.intp)
        sound = (batch.length >= 12) & (batch.data[:, 0] >> 6 == 2)
        control = sound & (batch.data[:, 1] >= 192) & (batch.data[:, 1] <= 223)
        slots = self.lines.find(port, batch.address)
        slots[~sound | control] = -1
        unexpected = np.flatnonzero((slots < 0) & sound & ~control)
        if len(unexpected):
            self._latch_on(port, batch, unexpected, slots, now)
        known = np.flatnonzero(slots >= 0)
        if len(known):
            self._sort_out(batch, known, slots[known], now)
        return np.flatnonzero(control)

    def _latch_on(self, port: int, batch: Batch, places: Slots, slots: Slots, now: float) -> None:
        """See whether packets from addresses nobody announced belong to a line; enter its slot if so."""
        rows = self.lines.rows
        patient = rows["used"] & rows["sends"] & (rows["port"] == port) & (rows["media_at"] < now - RELATCH_AFTER)
        if not patient.any():
            return
        hosts = np.unique(np.concatenate((rows["signalling"][patient], rows["remote"][patient] >> np.uint64(16))))
        places = places[np.isin(batch.address[places] >> np.uint64(16), hosts)][:_UNEXPECTED]
        for place in places.tolist():
            source = int(batch.address[place])
            try:
                packet = RtpPacket.parse(batch.datagram(place))
            except MalformedPacketError:
                continue
            here = (rows["signalling"] == source >> 16) | (rows["remote"] >> np.uint64(16) == source >> 16)
            agreed = (rows["payload_type"] == packet.payload_type) | (rows["event_type"] == packet.payload_type)
            waiting = np.flatnonzero(patient & here & agreed).tolist()
            latched = self._latch.consider(port, source, packet, waiting, now)
            if latched is not None:
                slots[place] = slot = latched.line
                patient[slot] = False
                rows["remote"][slot], rows["rtcp"][slot] = source, source + 1
                rows["media_at"][slot] = now
                self.lines.moved()
                self._catch_up_on_keys(slot, latched.before, now)

    def _catch_up_on_keys(self, slot: int, packets: list[RtpPacket], now: float) -> None:
        """A phone that sends nothing while nobody speaks may press its first key before we know that it is there."""
        for packet in packets:
            if packet.payload_type == self.lines.rows["event_type"][slot]:
                self._press(slot, packet, now)

    def _sort_out(self, batch: Batch, places: Slots, slots: Slots, now: float) -> None:
        rows = self.lines.rows
        header = headers(batch.data[places])
        kind = header["marker_type"] & 0x7F
        is_key = kind == rows["event_type"][slots]
        is_audio = kind == rows["payload_type"][slots]
        good = (is_key | is_audio | (kind == COMFORT_NOISE)) & rows["sends"][slots]
        rows["heard_at"][slots] = now  # RFC 6263: some phones say that they live by a type nobody knows
        if not good.all():
            places, slots, header = places[good], slots[good], header[good]
            is_key, is_audio = is_key[good], is_audio[good]
        rows["media_at"][slots] = now
        came = np.full(len(slots), now) if batch.waited is None else now - batch.waited[places]
        reception.arrived(
            self.lines.reception,
            slots,
            header["ssrc"],
            header["sequence"],
            header["timestamp"],
            came * _CLOCK,
            is_audio,
        )
        for index in np.flatnonzero(is_key | rows["open"][slots]).tolist():
            try:
                packet = RtpPacket.parse(batch.datagram(places[index]))
            except MalformedPacketError:
                continue
            slot = int(slots[index])
            if is_key[index]:
                self._press(slot, packet, now)
            else:
                self.voices.hear(slot, packet, float(came[index]))

    def _press(self, slot: int, packet: RtpPacket, now: float) -> None:
        ssrc, receiver = self._receivers.get(slot, (None, None))
        if receiver is None or ssrc != packet.ssrc:
            receiver = KeyReceiver()
            self._receivers[slot] = packet.ssrc, receiver
        self.keys += [(slot, key) for key in receiver.receive(packet.timestamp, packet.payload, packet.marker)]
        self.lines.rows["muted_until"][slot] = now + _MUTED_FOR
