"""The media plane: what every line hears, who is heard, and what they press. Packets and a time in, packets out.

It holds no socket and no clock. Once every 20 ms `tick` moves all lines on by 320 samples of the stage's 16 kHz; in
between, `receive` takes in what came. Times are seconds of a clock that never goes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

import msgspec
import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.columns import NEVER, Lines
from onbackground.exchange.incoming import Incoming
from onbackground.exchange.outgoing import SILENCE, Outbound
from onbackground.exchange.ports import Place, Ports
from onbackground.exchange.reports import Reports
from onbackground.exchange.rooms import HOLD, NOTHING, Rooms
from onbackground.exchange.rtp import reception
from onbackground.exchange.rtp.batch import Address, Batch, Outgoing, pack_address
from onbackground.exchange.rtp.formats import FORMAT_LIST
from onbackground.exchange.rtp.payload import Samples, to_int16
from onbackground.exchange.rtp.resample import WIDE
from onbackground.exchange.tones import STAGE_RATE
from onbackground.exchange.voices import Voices

__all__ = [
    "HOLD",
    "AnnounceEnded",
    "Digit",
    "Frames",
    "MediaPlane",
    "PlayEnded",
    "Quality",
    "Route",
    "Silent",
    "Terms",
    "Tick",
]

_SILENCE = 5.0
_SECOND = 50
_FORMAT_NUMBERS = {codec.name: number for number, codec in enumerate(FORMAT_LIST)}


class Route(msgspec.Struct, frozen=True):
    """What a line hears and where it is heard, as room names; None is nothing. A `recorded` voice is in `frames`."""

    hears: str | None
    speaks: str | None
    recorded: bool = False


class Terms(msgspec.Struct, frozen=True):
    """What was negotiated: a format by name with its payload type, that of telephone-event if there is one, and
    whether the phone sends and receives.
    """

    payload_format: str
    payload_type: int
    event_type: int | None = None
    sends: bool = True
    receives: bool = True


class Digit(msgspec.Struct, frozen=True):
    """A key was pressed on the phone."""

    line: str
    digit: str


class PlayEnded(msgspec.Struct, frozen=True):
    """A prompt has been played to its end, or was stopped."""

    line: str
    number: int


class AnnounceEnded(msgspec.Struct, frozen=True):
    """An announcement has been played to its end."""

    room: str
    number: int


class Silent(msgspec.Struct, frozen=True):
    """Nothing at all, neither audio nor RTCP, has come from the line for so long; told every five seconds."""

    line: str
    seconds: float


Event = Digit | PlayEnded | AnnounceEnded | Silent
Frames = NDArray[np.int16]
Frame = tuple[str, int, Frames]


@dataclass(slots=True, frozen=True)
class Tick:
    """What one tick brought.

    `packets` to send, by local port; `rtcp` datagrams as (RTP port they belong to, bytes, address); `frames` of
    the recorded voices as (line, first sample at 16 kHz since the epoch, 320 samples), and the same of recorded rooms.
    """

    packets: list[Outgoing]
    rtcp: list[tuple[int, bytes, Address]]
    events: list[Event]
    frames: list[Frame]
    room_frames: list[Frame]


class Quality(msgspec.Struct, frozen=True):
    """How a line is doing: `loss` of the last 5 to 10 s and `far_loss` the phone last reported (fractions), jitter
    and round trip in milliseconds, the level of an open line's voice in dBFS, and whether it speaks just now.
    """

    loss: float
    far_loss: float
    jitter_ms: float
    round_trip_ms: float | None
    level_dbfs: float
    speaking: bool


class MediaPlane:
    """All lines' media. `port` is shared by all lines, `spare_ports` serve phones behind address translation; RTCP
    has the port above each. `first_sample` is the 16 kHz sample number since the Unix epoch of the first tick.
    """

    def __init__(self, *, random: Random, first_sample: int, port: int, spare_ports: Sequence[int] = ()) -> None:
        self._random = random
        self._sample = first_sample
        self._ticks = 0
        self._clips = 0
        self._ports = Ports([port, *spare_ports])
        self._places: dict[str, tuple[int, Place]] = {}
        self._lines = Lines()
        self._rooms = Rooms()
        self._voices = Voices(self._lines)
        self._incoming = Incoming(self._lines, self._voices)
        self._outbound = Outbound(self._lines, self._rooms)
        self._reports = Reports(self._lines, random)
        self._parting: list[tuple[int, bytes, Address]] = []

    def add(self, line: str, *, remote: Address, signalling: Address, terms: Terms, now: float) -> int:
        """Take a line on; returns the local port its phone is to send to.

        `remote` is the media address its session description names, `signalling` where its signalling comes from.
        Raises ValueError for a line already there or an unknown format.
        """
        if terms.payload_format not in _FORMAT_NUMBERS:
            raise ValueError(f"the exchange does not speak {terms.payload_format}")
        place = Place(pack_address(remote), pack_address(signalling) >> 16)
        slot = self._lines.add(line)
        port = self._ports.take(place)
        self._places[line] = port, place
        rows = self._lines.rows
        rows["port"][slot] = port
        rows["sequence"][slot] = self._random.getrandbits(15)
        rows["timestamp"][slot] = self._random.getrandbits(32)
        self._reports.begin(slot, now)
        self._describe(slot, place, terms, now)
        return port

    def change(self, line: str, *, remote: Address, signalling: Address, terms: Terms, now: float) -> None:
        """A new session description: hold, resume, another address or format. The local port stays."""
        slot = self._lines.slots[line]
        port, old = self._places[line]
        place = Place(pack_address(remote), pack_address(signalling) >> 16)
        self._ports.move(port, old, place)
        self._places[line] = port, place
        rows = self._lines.rows
        if FORMAT_LIST[rows["format"][slot]].name != terms.payload_format:
            self._voices.close(slot)
            self._listen(slot)
        latched = place == old and rows["media_at"][slot] != NEVER
        kept = int(rows["remote"][slot]) if latched else place.remote
        self._describe(slot, place, terms, now)
        rows["remote"][slot], rows["rtcp"][slot] = kept, kept + 1

    def remove(self, line: str, now: float) -> None:
        """Let a line go; its phone is told goodbye with the next tick. Raises KeyError for one that is not there."""
        slot = self._lines.slots[line]
        port, place = self._places.pop(line)
        self._parting.append(self._reports.goodbye(slot, now, self._wall()))
        self._ports.give_back(port, place)
        self._incoming.forget(slot)
        self._voices.forget(slot)
        self._outbound.forget(slot)
        self._lines.remove(line)

    def route(self, line: str, route: Route) -> None:
        """Set what a line hears and where it is heard, from the next tick on."""
        slot = self._lines.slots[line]
        rows = self._lines.rows
        rows["hears"][slot] = self._rooms.number(route.hears)
        rows["speaks"][slot] = self._rooms.number(route.speaks)
        rows["recorded"][slot] = route.recorded
        self._lines.changed()
        self._listen(slot)

    def record(self, room: str, on: bool = True) -> None:
        """Whether a room's sound is among `room_frames`."""
        number = self._rooms.number(room)
        (self._rooms.recorded.add if on else self._rooms.recorded.discard)(number)

    def play(self, line: str, pcm: Samples) -> int:
        """Play a prompt (16 kHz) to one line alone, after those it has not heard yet; the room ducks beneath it.

        Returns the number its PlayEnded will carry.
        """
        slot = self._lines.slots[line]
        self._clips += 1
        self._outbound.prompt(slot).add(self._clips, pcm)
        return self._clips

    def stop(self, line: str) -> None:
        """Cut the line's prompts off."""
        self._outbound.stop(self._lines.slots[line])

    def announce(self, room: str, pcm: Samples) -> int:
        """Let a room hear this (16 kHz), after what is being announced there; the number of its AnnounceEnded."""
        self._clips += 1
        self._rooms.player(self._rooms.number(room)).add(self._clips, pcm)
        return self._clips

    def receive(self, port: int, batch: Batch, now: float) -> None:
        """Take in datagrams that came to one of the RTP ports. Whatever they hold, nothing is raised."""
        for place in self._incoming.receive(port, batch, now).tolist():
            self._control(batch, place, now)

    def receive_rtcp(self, batch: Batch, now: float) -> None:
        """Take in datagrams that came to one of the RTCP ports. Whatever they hold, nothing is raised."""
        for place in range(len(batch)):
            self._control(batch, place, now)

    @property
    def next_sample(self) -> int:
        """The number of the first sample of the tick to come."""
        return self._sample

    def tick(self, now: float) -> Tick:
        """Move on by 20 ms. After a late tick, call it again until the clock is caught up with."""
        voices = self._voices.tick(now)
        sent = self._outbound.tick(voices)
        names = self._lines.names
        events: list[Event] = [Digit(names[slot], key) for slot, key in self._incoming.keys]
        self._incoming.keys.clear()
        events += [PlayEnded(names[slot], number) for slot, number in sent.prompted]
        events += [AnnounceEnded(self._rooms.names[room] or "", number) for room, number in sent.announced]
        sounds = dict(zip(voices.slots, voices.frames, strict=True))
        frames = [
            (names[slot], self._sample, _whole(sounds.get(slot, SILENCE)))
            for slot in self._voices.slots()
            if self._lines.rows["recorded"].item(slot)
        ]
        room_frames = [
            (self._rooms.names[room] or "", self._sample, _whole(sent.sound[room]))
            for room in sorted(self._rooms.recorded)
        ]
        rtcp = self._parting + self._reports.due(now, self._wall())
        self._parting = []
        if self._ticks % _SECOND == 0:
            events += self._silent(now)
            self._rooms.keep(self._used_rooms())
        if self._ticks % (5 * _SECOND) == 0:
            reception.mark(self._lines.reception)
        self._ticks += 1
        self._sample += WIDE
        return Tick(sent.packets, rtcp, events, frames, room_frames)

    def skip(self, ticks: int) -> None:
        """Leave out so many ticks, where there is no catching up: to phones and tracks it is a gap."""
        rows = self._lines.rows
        rows["timestamp"] += rows["used"] * np.uint32(160 * ticks)
        rows["starts"] |= rows["used"]
        self._lines.changed()
        self._sample += WIDE * ticks

    def quality(self, line: str) -> Quality:
        """How the line is doing. Raises KeyError for one that is not there."""
        slot = self._lines.slots[line]
        row = self._lines.rows[slot]
        received = self._lines.reception[slot]
        trip = float(row["round_trip"])
        clock_rate = FORMAT_LIST[row["format"]].clock_rate
        return Quality(
            loss=reception.recent_loss(received),
            far_loss=float(row["far_loss"]),
            jitter_ms=float(received["jitter"]) / clock_rate * 1000,
            round_trip_ms=None if np.isnan(trip) else trip * 1000,
            level_dbfs=self._voices.level(slot),
            speaking=self._voices.speaks(slot),
        )

    def _describe(self, slot: int, place: Place, terms: Terms, now: float) -> None:
        rows = self._lines.rows
        rows["format"][slot] = _FORMAT_NUMBERS[terms.payload_format]
        rows["payload_type"][slot] = terms.payload_type
        rows["event_type"][slot] = -1 if terms.event_type is None else terms.event_type
        rows["starts"][slot] |= not rows["receives"][slot]
        rows["held"][slot] = (rows["receives"][slot] or rows["held"][slot]) and not terms.receives
        rows["sends"][slot], rows["receives"][slot] = terms.sends, terms.receives
        rows["remote"][slot], rows["rtcp"][slot] = place.remote, place.remote + 1
        rows["signalling"][slot] = place.signalling
        rows["heard_at"][slot], rows["media_at"][slot] = now, NEVER
        self._lines.moved()

    def _listen(self, slot: int) -> None:
        """Open the line if it is to be heard anywhere; it closes by itself."""
        if self._lines.rows["speaks"][slot] != NOTHING:
            self._voices.open(slot)

    def _silent(self, now: float) -> Iterable[Silent]:
        rows = self._lines.rows
        gap = np.where(rows["used"] & rows["sends"], now - rows["heard_at"], 0)
        count = (gap // _SILENCE).astype(np.int32)
        told = np.flatnonzero(count > rows["silences"]).tolist()
        rows["silences"] = count
        return [Silent(self._lines.names[slot], float(gap[slot])) for slot in told]

    def _used_rooms(self) -> set[int]:
        rows, used = self._lines.rows, self._lines.rows["used"]
        heard = {room for column in ("hears", "hears_now", "speaks") for room in np.unique(rows[column][used]).tolist()}
        return heard | self._voices.rooms()

    def _control(self, batch: Batch, place: int, now: float) -> None:
        self._reports.received(batch.datagram(place), int(batch.address[place]), now, self._wall())

    def _wall(self) -> float:
        """The Unix time of the tick at hand."""
        return self._sample / STAGE_RATE


def _whole(sound: Samples) -> Frames:
    """A tick as 16-bit samples; not to be changed."""
    return _WHOLE_SILENCE if sound is SILENCE else to_int16(sound)


_WHOLE_SILENCE = to_int16(SILENCE)
