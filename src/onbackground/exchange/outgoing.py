"""From rooms to packets: one encode of a room for each payload format, private ones only where they must differ.

A line is sent what its room sounds like, unless it sounds in that room itself (then without its own voice), is played
a prompt (then the room ducks beneath it), or changes rooms in this very tick (then one is faded into the other).

Every different sound of a tick is a *stream*; the first two, silence and the hold sound, are encoded once for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange import tones
from onbackground.exchange.audience import audience_of
from onbackground.exchange.columns import Lines, Slots
from onbackground.exchange.level import limit
from onbackground.exchange.rooms import HOLDING, NOTHING, Rooms
from onbackground.exchange.rtp.batch import Outgoing
from onbackground.exchange.rtp.formats import FORMAT_LIST
from onbackground.exchange.rtp.payload import Samples
from onbackground.exchange.rtp.resample import DOWN_HISTORY, NARROW, WIDE, downsample
from onbackground.exchange.stage import Player, mix, ramp
from onbackground.exchange.voices import Sounding

SILENCE = np.zeros(WIDE, np.float32)
"""A tick of nothing. Whoever finds this very array in place of a sound need not do anything with it."""
SILENCE.flags.writeable = False

_DUCKED, _FULL = 0.125, 1.0
"""A room beneath a prompt is 18 dB down."""
_SILENT, _HELD, _FIRST = 0, 1, 2
_NO_PAST = np.zeros(DOWN_HISTORY, np.float32)


@dataclass(slots=True, frozen=True)
class Sent:
    """What one tick brought: packets; what each room that is heard or recorded sounds like, by number; announcements
    that ended, as (room, number); prompts that ended, as (slot, number).
    """

    packets: list[Outgoing]
    sound: dict[int, Samples]
    announced: list[tuple[int, int]]
    prompted: list[tuple[int, int]]


class Outbound:
    """The sending half of the media plane."""

    def __init__(self, lines: Lines, rooms: Rooms) -> None:
        self._lines = lines
        self._rooms = rooms
        self._hold, self._hold_payloads = _hold()
        self._hold_tick = 0
        self._audience = audience_of(lines)
        self._pasts: dict[int, Samples] = {}
        """The end of the last tick of each room that sounded and was heard: resampling goes on from there."""
        self._own_pasts: dict[int, Samples] = {}
        """The same of each line that heard something of its own, by slot."""
        self._prompts: dict[int, Player] = {}
        self._ducked: set[int] = set()

    def prompt(self, slot: int) -> Player:
        """What plays to a single line."""
        return self._prompts.setdefault(slot, Player())

    def stop(self, slot: int) -> None:
        """Cut off what is played to a single line."""
        if slot in self._prompts:
            self._prompts[slot].cut()

    def forget(self, slot: int) -> None:
        """The line has gone."""
        self._prompts.pop(slot, None)
        self._own_pasts.pop(slot, None)
        self._ducked.discard(slot)

    def tick(self, voices: Sounding) -> Sent:
        """Move on by 20 ms."""
        if self._audience.as_of != self._lines.changes:
            self._audience = audience_of(self._lines)
        self._hold_tick = (self._hold_tick + 1) % len(self._hold)
        sound, own, announced = self._mix(voices)
        said, prompted = self._say()
        packets = self._packets(sound, own, said)
        self._audience.settle(self._lines)
        return Sent(packets, sound, announced, prompted)

    def _mix(self, voices: Sounding) -> tuple[dict[int, Samples], dict[int, Samples], list[tuple[int, int]]]:
        """What each room sounds like, by number; what it is like for those who sound in it, by slot; and the
        announcements that ended.
        """
        announcements = self._rooms.announced()
        sound = {NOTHING: SILENCE, HOLDING: self._hold[self._hold_tick]}
        without: dict[int, Samples] = {}
        for room in (self._audience.rooms | self._rooms.recorded) - sound.keys():
            places = [place for place, number in enumerate(voices.rooms) if number == room]
            said = announcements[room][0] if room in announcements else None
            if not places and said is None:
                sound[room] = SILENCE
                continue
            mixed = mix(voices.frames[places], said)
            sound[room] = mixed.full
            without.update(zip(places, mixed.without, strict=True))
        own: dict[int, Samples] = {}
        for place, minus in without.items():
            slot, room = voices.slots[place], voices.rooms[place]
            now, wanted = self._lines.rows["hears_now"].item(slot), self._lines.rows["hears"].item(slot)
            if room in (now, wanted) and self._lines.rows["receives"].item(slot):
                own[slot] = _moved(minus if now == room else sound[now], minus if wanted == room else sound[wanted])
        return sound, own, [(room, clip) for room, (_, clips) in announcements.items() for clip in clips]

    def _say(self) -> tuple[dict[int, Samples], list[tuple[int, int]]]:
        """A tick of each line's prompts, by slot; and the prompts that ended in it. One tick of silence follows
        the last, in which the room comes back.
        """
        said: dict[int, Samples] = {}
        ended: list[tuple[int, int]] = []
        for slot, player in list(self._prompts.items()):
            if player.queue:
                said[slot], clips = player.tick()
                ended += [(slot, clip) for clip in clips]
            else:
                said[slot] = SILENCE
                del self._prompts[slot]
        return said, ended

    def _packets(self, sound: dict[int, Samples], own: dict[int, Samples], said: dict[int, Samples]) -> list[Outgoing]:
        audience, rows = self._audience, self._lines.rows
        rows["timestamp"] += np.uint32(NARROW)
        if not len(audience.slots):
            self._pasts, self._own_pasts = {}, {}
            return []
        streams = _Streams()
        shared = [_moved(sound[now], sound[wanted]) for now, wanted in audience.changes]
        stream_of = [
            self._share(streams, now, wanted, heard)
            for (now, wanted), heard in zip(audience.changes, shared, strict=True)
        ]
        stream = np.array(stream_of)[audience.hearing]
        alone = [slot for slot in sorted({*own, *said}) if rows["receives"].item(slot)]
        if alone:
            places = np.searchsorted(audience.slots, alone)
            beneath = [
                own.get(slot, shared[heard])
                for slot, heard in zip(alone, audience.hearing[places].tolist(), strict=True)
            ]
            pasts = [self._own_past(slot) for slot in alone]
            stream[places] = [
                streams.add(heard, past) for heard, past in zip(self._beneath(alone, beneath, said), pasts, strict=True)
            ]
        narrow, ends = streams.narrow()
        self._own_pasts = dict(zip(alone, ends[len(ends) - len(alone) :], strict=True))
        self._pasts = {
            wanted: ends[number - _FIRST]
            for (_, wanted), number in zip(audience.changes, stream_of, strict=True)
            if number >= _FIRST and sound[wanted] is not SILENCE
        }
        self._pasts[HOLDING] = sound[HOLDING][-DOWN_HISTORY:]
        payloads, size = self._encode(narrow)
        if len(audience.formats) > 1:
            stream += audience.format * (_FIRST + len(narrow))
        return audience.packets(self._lines, stream, payloads, size)

    def _share(self, streams: _Streams, now: int, wanted: int, heard: Samples) -> int:
        """The stream of those who heard one room and now hear another, or still the same."""
        if now == wanted == HOLDING:
            return _HELD
        past = self._pasts.get(now)
        if heard is SILENCE and past is None:
            return _SILENT
        return streams.add(heard, past)

    def _own_past(self, slot: int) -> Samples | None:
        """How what this line heard last ended."""
        past = self._own_pasts.get(slot)
        return self._pasts.get(self._lines.rows["hears_now"].item(slot)) if past is None else past

    def _beneath(self, alone: list[int], beneath: list[Samples], said: dict[int, Samples]) -> Samples:
        """What each of these lines hears: its prompt, if it is played one, and the room beneath that."""
        heard = np.array(beneath)
        for row, slot in zip(heard, alone, strict=True):
            if slot in said:
                before = _DUCKED if slot in self._ducked else _FULL
                after = _DUCKED if slot in self._prompts else _FULL
                row *= ramp(before, after)
                row += said[slot]
                (self._ducked.add if after == _DUCKED else self._ducked.discard)(slot)
        return limit(heard)

    def _encode(self, narrow: Samples) -> tuple[NDArray[np.uint8], Slots]:
        """The payloads of all streams in each format that is in use, one format after the other, and their sizes."""
        blocks: list[NDArray[np.uint8]] = []
        for number in self._audience.formats:
            blocks += [_silence()[number], self._hold_payloads[number][self._hold_tick : self._hold_tick + 1]]
            if len(narrow):
                blocks.append(FORMAT_LIST[number].encode_rows(narrow))
        width = max(block.shape[1] for block in blocks)
        size = np.repeat([block.shape[1] for block in blocks], [len(block) for block in blocks])
        return np.concatenate([_widened(block, width) for block in blocks]), size


class _Streams:
    """The different sounds of a tick at 16 kHz, each with the end of what went before it."""

    def __init__(self) -> None:
        self._sounds: list[Samples] = []
        self._pasts: list[Samples] = []

    def add(self, sound: Samples, past: Samples | None) -> int:
        """Add a sound; returns its number."""
        self._sounds.append(sound)
        self._pasts.append(_NO_PAST if past is None else past)
        return _FIRST + len(self._sounds) - 1

    def narrow(self) -> tuple[Samples, Samples]:
        """All of them at 8 kHz, and how each of them ended."""
        if not self._sounds:
            return np.zeros((0, NARROW), np.float32), np.zeros((0, DOWN_HISTORY), np.float32)
        return downsample(np.array(self._pasts), np.array(self._sounds))


def _moved(before: Samples, after: Samples) -> Samples:
    """One tick of going from one sound to another."""
    if before is after:
        return after
    return before * ramp(1, 0) + after * ramp(0, 1)


def _widened(payloads: NDArray[np.uint8], width: int) -> NDArray[np.uint8]:
    """The same payloads in rows of `width` bytes."""
    if payloads.shape[1] == width:
        return payloads
    wide = np.zeros((len(payloads), width), np.uint8)
    wide[:, : payloads.shape[1]] = payloads
    return wide


@cache
def _silence() -> list[NDArray[np.uint8]]:
    """A packet of silence in each format."""
    return [codec.encode_rows(np.zeros((1, NARROW), np.float32)) for codec in FORMAT_LIST]


@cache
def _hold() -> tuple[Samples, list[NDArray[np.uint8]]]:
    """The hold sound, (ticks, 320), and the same encoded in each format, once for good."""
    loop = tones.hold().reshape(-1, WIDE)
    before = np.roll(loop, 1, axis=0)[:, -DOWN_HISTORY:]
    narrow, _ = downsample(before, loop)
    return loop, [codec.encode_rows(narrow) for codec in FORMAT_LIST]
