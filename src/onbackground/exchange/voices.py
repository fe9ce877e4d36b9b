"""The open lines' voices: from packets to an even, levelled flow of sound that begins and ends softly.

A line that is silent, and has been for long enough that nothing of it lingers anywhere, is passed over: silence in,
silence out. Most open lines are silent most of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from onbackground.exchange.columns import Lines
from onbackground.exchange.level import SILENT, Leveller
from onbackground.exchange.rooms import NOTHING
from onbackground.exchange.rtp.formats import FORMAT_LIST
from onbackground.exchange.rtp.jitter import JitterBuffer
from onbackground.exchange.rtp.packet import RtpPacket
from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import NARROW, UP_HISTORY, WIDE, upsample
from onbackground.exchange.stage import ramp

COMFORT_NOISE = 13
"""Its payload type."""
_NOTHING_SAID = np.zeros(NARROW, np.float32)


@dataclass(slots=True)
class _Voice:
    """One open line. `room` is where it is heard, `gain` the factor last applied, `past` what the resampling needs."""

    buffer: JitterBuffer
    leveller: Leveller
    room: int = NOTHING
    gain: float = 0.0
    past: Samples = field(default_factory=lambda: np.zeros(UP_HISTORY, np.float32))
    lingers: bool = True
    ssrc: int | None = None


@dataclass(slots=True, frozen=True)
class Sounding:
    """The voices that sound in one tick: their slots, the rooms they sound in, and (voices, 320) at 16 kHz."""

    slots: list[int]
    rooms: list[int]
    frames: Samples


class Voices:
    """All open lines. A line is open from when it is first to be heard until it has faded out."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._open: dict[int, _Voice] = {}
        self._levellers: dict[int, Leveller] = {}

    def open(self, slot: int) -> None:
        """Start listening to a line's audio."""
        if slot not in self._open:
            rate = FORMAT_LIST[self._lines.rows["format"][slot]].sample_rate
            leveller = self._levellers.setdefault(slot, Leveller())
            self._open[slot] = _Voice(JitterBuffer(rate), leveller)
            self._lines.rows["open"][slot] = True

    def close(self, slot: int) -> None:
        """Stop listening at once. How loud the line is stays known."""
        if self._open.pop(slot, None):
            self._lines.rows["open"][slot] = False

    def forget(self, slot: int) -> None:
        """The line has gone."""
        self.close(slot)
        self._levellers.pop(slot, None)

    def hear(self, slot: int, packet: RtpPacket, now: float) -> None:
        """Take in a packet of an open line's audio, or of comfort noise: nothing is said from there on.

        Comfort noise (RFC 3389) is played as silence. Without it the end of the last word would be drawn out, as the
        end of a word is whose next packet was lost.
        """
        voice = self._open[slot]
        if voice.ssrc != packet.ssrc:
            voice.ssrc = packet.ssrc
            voice.buffer.reset()
        codec = FORMAT_LIST[self._lines.rows["format"][slot]]
        samples = _NOTHING_SAID if packet.payload_type == COMFORT_NOISE else codec.decode(packet.payload)
        voice.buffer.insert(packet.timestamp, samples, now)

    def slots(self) -> list[int]:
        """The open lines."""
        return list(self._open)

    def rooms(self) -> set[int]:
        """Where the open lines are heard."""
        return {voice.room for voice in self._open.values()}

    def level(self, slot: int) -> float:
        """How loud the line is, before it is levelled, in dBFS."""
        voice = self._open.get(slot)
        return voice.leveller.heard if voice else SILENT

    def speaks(self, slot: int) -> bool:
        """Whether there is speech on the line, and it is heard."""
        voice = self._open.get(slot)
        return voice is not None and voice.leveller.speaking and voice.gain > 0

    def tick(self, now: float) -> Sounding:
        """Move on by 20 ms."""
        rows = self._lines.rows
        speaks, held, muted_until = rows["speaks"], rows["held"], rows["muted_until"]
        sounding: list[tuple[int, _Voice, float]] = []
        narrow: list[Samples] = []
        for slot, voice in list(self._open.items()):
            wanted, before = speaks.item(slot), voice.gain
            if before == 0:
                voice.room = wanted
                if wanted == NOTHING:
                    self.close(slot)
                    continue
            heard = voice.room == wanted and not held.item(slot) and muted_until.item(slot) <= now
            voice.gain = 1.0 if heard else 0.0
            frame = voice.buffer.pull(now)
            if voice.lingers or frame.any():
                sounding.append((slot, voice, before))
                narrow.append(frame)
        return _sound(sounding, narrow)


def _sound(sounding: list[tuple[int, _Voice, float]], narrow: list[Samples]) -> Sounding:
    """A tick of these voices, each with the gain it had, given their sound at 8 kHz."""
    if not sounding:
        return _NOBODY
    frames, pasts = upsample(np.array([voice.past for _, voice, _ in sounding]), np.array(narrow))
    for frame, past, (_, voice, before) in zip(frames, pasts, sounding, strict=True):
        frame[:] = voice.leveller.level(frame)
        if before != 1 or voice.gain != 1:
            frame *= ramp(before, voice.gain)
        voice.past = past
        voice.lingers = not voice.leveller.at_rest or bool(past.any())
    return Sounding([slot for slot, _, _ in sounding], [voice.room for _, voice, _ in sounding], frames)


_NOBODY = Sounding([], [], np.zeros((0, WIDE), np.float32))
