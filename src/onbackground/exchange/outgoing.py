"""From rooms to packets: one encode of a room for each payload format, private ones only where they must differ.

A line is sent what its room sounds like, unless it speaks in that room (then without its own voice), is played a
prompt (then the room ducks beneath it), or changes rooms in this very tick (then one is faded into the other).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange import tones
from onbackground.exchange.columns import Lines, Slots
from onbackground.exchange.incoming import FORMAT_LIST
from onbackground.exchange.rooms import HOLDING, NOTHING, Rooms
from onbackground.exchange.rtp.batch import Outgoing
from onbackground.exchange.rtp.packet import HEADER, HEADER_SIZE
from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import DOWN_HISTORY, WIDE, downsample
from onbackground.exchange.stage import Mix, Player, mix, ramp

_DUCKED = np.float32(10 ** (-18 / 20))
_VERSION = 0x80
_MARKER = 0x80


@dataclass(slots=True)
class _Payloads:
    """The payloads of a tick as they are made, and where each stands."""

    rows: list[NDArray[np.uint8]] = field(default_factory=list)
    count: int = 0

    def add(self, made: NDArray[np.uint8]) -> int:
        """Add (packets, bytes); returns the place of the first."""
        self.rows.append(made)
        self.count += len(made)
        return self.count - len(made)

    def table(self) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
        """All of them in one array, as wide as the longest, and the size of each."""
        width = max(made.shape[1] for made in self.rows)
        size = np.concatenate([np.full(len(made), made.shape[1], np.intp) for made in self.rows])
        padded = [np.pad(made, ((0, 0), (0, width - made.shape[1]))) for made in self.rows]
        return np.concatenate(padded), size


class Outbound:
    """The sending half of the media plane."""

    def __init__(self, lines: Lines, rooms: Rooms) -> None:
        self._lines = lines
        self._rooms = rooms
        self._hold, self._hold_payloads = _hold()
        self._hold_tick = 0
        self.prompts: dict[int, Player] = {}
        """What is played to single lines, by slot."""

    def tick(
        self, slots: Slots, voices: Samples
    ) -> tuple[list[Outgoing], dict[int, Samples], list[tuple[int, int]], list[tuple[int, int]]]:
        """One tick, given the open lines' voices (lines, 320).

        Returns the packets; the sound of each room; the announcements that ended, as (room, number); and the
        prompts that ended, as (slot, number).
        """
        mixes, announced = self._mix(slots, voices)
        sound = {number: room.full for number, room in mixes.items()}
        sound[NOTHING] = np.zeros(WIDE, np.float32)
        self._hold_tick = (self._hold_tick + 1) % len(self._hold)
        sound[HOLDING] = self._hold[self._hold_tick]
        private, prompted = self._private(slots, mixes, sound)
        packets = self._packets(sound, private)
        return packets, sound, announced, prompted

    def _mix(self, slots: Slots, voices: Samples) -> tuple[dict[int, Mix], list[tuple[int, int]]]:
        rows = self._lines.rows
        announcements = self._rooms.announced()
        speaks = rows["speaks_now"][slots]
        used = rows["used"]
        numbers = {*np.unique(speaks).tolist(), *announcements, *self._rooms.recorded}
        for column in ("hears", "hears_now"):
            numbers |= set(np.flatnonzero(np.bincount(rows[column][used], minlength=1)).tolist())
        mixes = {}
        for number in numbers - {NOTHING, HOLDING}:
            said = announcements.get(number)
            mixes[number] = mix(voices[speaks == number], said[0] if said else None)
        ended = [(number, clip) for number, (_, clips) in announcements.items() for clip in clips]
        return mixes, ended

    def _private(
        self, slots: Slots, mixes: dict[int, Mix], sound: dict[int, Samples]
    ) -> tuple[dict[int, Samples], list[tuple[int, int]]]:
        """What the lines hear that hear what nobody else does, by slot; and the prompts that ended."""
        rows = self._lines.rows
        private: dict[int, Samples] = {}
        ended: list[tuple[int, int]] = []
        speaks = rows["speaks_now"][slots]
        for number, room in mixes.items():
            for place, slot in enumerate(slots[speaks == number].tolist()):
                now, wanted = int(rows["hears_now"][slot]), int(rows["hears"][slot])
                if number in (now, wanted):
                    own = {**sound, number: room.without[place]}
                    private[slot] = _moved(own, now, wanted)
        for slot, player in list(self.prompts.items()):
            playing, duck = bool(player.queue), float(rows["duck"][slot])
            beneath = private.get(slot)
            if beneath is None:
                beneath = _moved(sound, int(rows["hears_now"][slot]), int(rows["hears"][slot]))
            if playing or duck != 1:
                target = float(_DUCKED) if playing else 1.0
                said, clips = player.tick()
                private[slot] = beneath * ramp(duck, target) + said
                rows["duck"][slot] = target
                ended += [(slot, clip) for clip in clips]
            if not playing:
                del self.prompts[slot]
        return private, ended

    def _packets(self, sound: dict[int, Samples], private: dict[int, Samples]) -> list[Outgoing]:
        rows = self._lines.rows
        used = rows["used"]
        rows["sequence"] += used & rows["receives"]
        rows["timestamp"] += used * np.uint32(160)
        slots = np.flatnonzero(used & rows["receives"])
        payloads = _Payloads()
        heard = self._heard(slots, sound)
        place = self._shared(slots, heard, sound, payloads)
        self._own(slots, place, private, payloads)
        rows["hears_now"] = rows["hears"]
        if not len(slots):
            return []
        table, size = payloads.table()
        headers = self._headers(slots)
        ports = rows["port"][slots]
        address = rows["remote"][slots]
        return [
            Outgoing(int(port), headers[mine], address[mine], place[mine], table, size)
            for port in np.unique(ports)
            for mine in (ports == port,)
        ]

    def _headers(self, slots: Slots) -> NDArray[np.uint8]:
        """The RTP headers of these lines' packets, (lines, 12); a line's first one bears the marker."""
        rows = self._lines.rows
        header = np.empty(len(slots), HEADER)
        header["flags"] = _VERSION
        header["marker_type"] = rows["payload_type"][slots]
        header["marker_type"][rows["packets"][slots] == 0] |= _MARKER
        for name in ("sequence", "timestamp", "ssrc"):
            header[name] = rows[name][slots]
        rows["packets"][slots] += 1
        return header.view(np.uint8).reshape(-1, HEADER_SIZE)

    def _heard(self, slots: Slots, sound: dict[int, Samples]) -> Slots:
        """The number of what each line hears; those changing rooms are given the number of the change."""
        rows = self._lines.rows
        now, wanted = rows["hears_now"][slots], rows["hears"][slots]
        heard = wanted.astype(np.intp)
        moving = now != wanted
        if moving.any():
            count = len(self._rooms)
            change = now[moving].astype(np.intp) * count + wanted[moving] + count
            heard[moving] = change
            for number in np.unique(change).tolist():
                sound[number] = _moved(sound, (number - count) // count, (number - count) % count)
        return heard

    def _shared(self, slots: Slots, heard: Slots, sound: dict[int, Samples], payloads: _Payloads) -> Slots:
        """Encode what lines share; returns the place of each line's payload."""
        count = len(self._rooms)
        numbers, inverse = np.unique(heard, return_inverse=True)
        down = np.zeros((len(numbers), DOWN_HISTORY), np.float32)
        for index, number in enumerate(numbers.tolist()):
            down[index] = self._rooms.down[number if number < count else (number - count) // count]
        wide = np.stack([sound[number] for number in numbers.tolist()]) if len(numbers) else _EMPTY
        narrow, down = downsample(down, wide)
        for index, number in enumerate(numbers.tolist()):
            # A room nobody heard a moment ago starts from the tail of the fade into it.
            self._rooms.down[number if number < count else (number - count) % count] = down[index]
        formats = self._lines.rows["format"][slots]
        places = np.zeros((len(FORMAT_LIST), len(numbers)), np.intp)
        for number in np.unique(formats).tolist():
            start = payloads.add(FORMAT_LIST[number].encode_rows(narrow))
            places[number] = start + np.arange(len(numbers))
            if HOLDING in numbers:
                held = payloads.add(self._hold_payloads[number][self._hold_tick : self._hold_tick + 1])
                places[number, np.searchsorted(numbers, HOLDING)] = held
        mine: Slots = places[formats, inverse]
        return mine

    def _own(self, slots: Slots, place: Slots, private: dict[int, Samples], payloads: _Payloads) -> None:
        """Encode what single lines hear, and put it in place of what they would have shared."""
        rows = self._lines.rows
        mine = np.array([slot for slot in private if rows["receives"][slot]], np.intp)
        if not len(mine):
            return
        wide = np.stack([private[slot] for slot in mine.tolist()])
        narrow, self._lines.down[mine] = downsample(self._lines.down[mine], wide)
        formats = rows["format"][mine]
        position = np.searchsorted(slots, mine)
        for number in np.unique(formats).tolist():
            which = formats == number
            start = payloads.add(FORMAT_LIST[number].encode_rows(narrow[which]))
            place[position[which]] = start + np.arange(int(which.sum()))


_EMPTY = np.zeros((0, WIDE), np.float32)


def _moved(sound: dict[int, Samples], now: int, wanted: int) -> Samples:
    """One tick of going from room `now` to room `wanted`."""
    if now == wanted:
        return sound[wanted]
    return sound[now] * ramp(1, 0) + sound[wanted] * ramp(0, 1)


@cache
def _hold() -> tuple[Samples, list[NDArray[np.uint8]]]:
    """The hold sound, (ticks, 320), and the same encoded in each format, once for good."""
    loop = tones.hold().reshape(-1, WIDE)
    before = np.roll(loop, 1, axis=0)[:, -DOWN_HISTORY:]
    narrow, _ = downsample(before, loop)
    return loop, [codec.encode_rows(narrow) for codec in FORMAT_LIST]
