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
from onbackground.exchange.level import limit
from onbackground.exchange.rooms import HOLDING, NOTHING, Rooms
from onbackground.exchange.rtp.batch import Outgoing
from onbackground.exchange.rtp.packet import HEADER, HEADER_SIZE
from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import DOWN_HISTORY, WIDE, downsample
from onbackground.exchange.stage import Mix, Player, mix, ramp

_DUCKED, _FULL = 0.125, 1.0
"""A room beneath a prompt is 18 dB down."""
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
        sound[NOTHING] = _SILENCE
        self._hold_tick = (self._hold_tick + 1) % len(self._hold)
        sound[HOLDING] = self._hold[self._hold_tick]
        own = self._without_themselves(slots, mixes, sound)
        prompts, prompted = self._prompts()
        packets = self._packets(sound, own, prompts)
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

    def _without_themselves(self, slots: Slots, mixes: dict[int, Mix], sound: dict[int, Samples]) -> dict[int, Samples]:
        """What those hear who speak in the room they hear, by slot."""
        rows = self._lines.rows
        own: dict[int, Samples] = {}
        speaks = rows["speaks_now"][slots]
        for number, room in mixes.items():
            for place, slot in enumerate(slots[speaks == number].tolist()):
                now, wanted = int(rows["hears_now"][slot]), int(rows["hears"][slot])
                if number in (now, wanted):
                    own[slot] = _moved({**sound, number: room.without[place]}, now, wanted)
        return own

    def _prompts(self) -> tuple[dict[int, Samples], list[tuple[int, int]]]:
        """A tick of each line's prompts, by slot; and the prompts that ended in it. One tick of silence follows
        the last, in which the room comes back.
        """
        said: dict[int, Samples] = {}
        ended: list[tuple[int, int]] = []
        for slot, player in list(self.prompts.items()):
            if player.queue:
                said[slot], clips = player.tick()
                ended += [(slot, clip) for clip in clips]
            else:
                said[slot] = _SILENCE
                del self.prompts[slot]
        return said, ended

    def _packets(
        self, sound: dict[int, Samples], own: dict[int, Samples], prompts: dict[int, Samples]
    ) -> list[Outgoing]:
        rows = self._lines.rows
        used = rows["used"]
        rows["sequence"] += used & rows["receives"]
        rows["timestamp"] += used * np.uint32(160)
        slots = np.flatnonzero(used & rows["receives"])
        payloads = _Payloads()
        numbers, inverse = np.unique(self._heard(slots, sound), return_inverse=True)
        wide = np.stack([sound[number] for number in numbers.tolist()]) if len(numbers) else _EMPTY
        place = self._shared(slots, numbers, inverse, wide, payloads)
        mine = np.array(sorted({*own, *prompts}), np.intp)
        mine = mine[rows["receives"][mine]]
        if len(mine):
            position = np.searchsorted(slots, mine)
            private = self._private(mine, wide[inverse[position]], own, prompts)
            place[position] = self._encode(mine, private, payloads)
        rows["hears_now"] = rows["hears"]
        if not len(slots):
            return []
        table, size = payloads.table()
        headers = self._headers(slots)
        ports, address = rows["port"][slots], rows["remote"][slots]
        return [
            Outgoing(int(port), headers[on_it], address[on_it], place[on_it], table, size)
            for port in np.unique(ports)
            for on_it in (ports == port,)
        ]

    def _private(self, mine: Slots, beneath: Samples, own: dict[int, Samples], prompts: dict[int, Samples]) -> Samples:
        """What each of these lines alone hears, given what it would share with others."""
        duck = self._lines.rows["duck"]
        for index, slot in enumerate(mine.tolist()):
            if slot in own:
                beneath[index] = own[slot]
            if slot in prompts:
                target = _DUCKED if slot in self.prompts else _FULL
                beneath[index] *= ramp(duck[slot].item(), target)
                beneath[index] += prompts[slot]
                duck[slot] = target
        return limit(beneath)

    def _headers(self, slots: Slots) -> NDArray[np.uint8]:
        """The RTP headers of these lines' packets, (lines, 12); the first of a flow bears the marker."""
        rows = self._lines.rows
        header = np.empty(len(slots), HEADER)
        header["flags"] = _VERSION
        header["marker_type"] = rows["payload_type"][slots]
        header["marker_type"][rows["starts"][slots]] |= _MARKER
        for name in ("sequence", "timestamp", "ssrc"):
            header[name] = rows[name][slots]
        rows["packets"][slots] += 1
        rows["starts"][slots] = False
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

    def _shared(self, slots: Slots, numbers: Slots, inverse: Slots, wide: Samples, payloads: _Payloads) -> Slots:
        """Encode what lines share; returns the place of each line's payload."""
        count = len(self._rooms)
        came_from = np.where(numbers < count, numbers, (numbers - count) // count)
        leads_to = np.where(numbers < count, numbers, (numbers - count) % count)
        narrow, down = downsample(self._rooms.down[came_from], wide)
        self._rooms.down[leads_to] = down
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

    def _encode(self, mine: Slots, private: Samples, payloads: _Payloads) -> Slots:
        """Encode what single lines hear; returns the place of each one's payload."""
        narrow, self._lines.down[mine] = downsample(self._lines.down[mine], private)
        formats = self._lines.rows["format"][mine]
        place = np.empty(len(mine), np.intp)
        for number in np.unique(formats).tolist():
            which = formats == number
            start = payloads.add(FORMAT_LIST[number].encode_rows(narrow[which]))
            place[which] = start + np.arange(int(which.sum()))
        return place


_EMPTY = np.zeros((0, WIDE), np.float32)
_SILENCE = np.zeros(WIDE, np.float32)


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
