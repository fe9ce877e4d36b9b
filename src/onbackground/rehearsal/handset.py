"""The audio side of a simulated phone: speech and keys into RTP packets, RTP packets into a recording.

Sans I/O. Time is cut into ticks of 20 ms from the moment the phone's audio started; every packet belongs to a tick,
and its timestamp is the tick's, whether or not the ticks between were sent.
"""

import struct
from collections import deque
from collections.abc import Iterator
from random import Random

import numpy as np
import soxr
from numpy.typing import NDArray

from onbackground.exchange.rtp.packet import MalformedPacketError, RtpPacket
from onbackground.exchange.rtp.payload import PayloadFormat, to_int16
from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.exchange.rtp.telephone_event import EventPacket, press
from onbackground.rehearsal.clock import MICROSECONDS
from onbackground.rehearsal.reception import Reception
from onbackground.rehearsal.recording import Recording

TICK_US = 20_000
FRAME = 160
"""Samples of a packet at 8 kHz."""
KEEPALIVE = 50
"""Ticks between packets while silence is suppressed."""
HANGOVER = 10
"""Ticks of silence that are sent all the same, at the beginning and after something was said."""
_KEY_HELD = 5 * FRAME
_KEY_GAP = 4
"""Ticks between two keys, in which speech may go on."""
_FIXED = struct.Struct("!BBHII")
_SILENT_FRAME = np.zeros(FRAME, np.int16)


def through_the_microphone(pcm: NDArray[np.float32], rate: int = 16_000) -> NDArray[np.int16]:
    """Mono sound from -1 to 1 at `rate` hertz, as 16-bit samples at telephone rate."""
    samples = np.asarray(pcm, np.float32)
    return to_int16(samples if rate == 8_000 else soxr.resample(samples, rate, 8_000))


class Handset:
    """Says, presses and hears.

    `sends_silence`: a packet every 20 ms even when saying nothing; otherwise one a second.
    `listens`: keep what is heard; otherwise packets are only counted.
    """

    def __init__(self, random: Random, *, sends_silence: bool = False, listens: bool = True) -> None:
        self.format: PayloadFormat = PCMU
        self.event_type: int | None = None
        self.sending = False
        self.muted = False
        self.reception = Reception()
        self.recording = Recording()
        self.packets_sent = 0
        self.octets_sent = 0
        self._sends_silence = sends_silence
        self._listens = listens
        self.source = random.getrandbits(32)
        self._sequence = random.getrandbits(16)
        self._first_timestamp = random.getrandbits(32)
        self._start_us: int | None = None
        self._tick = 0
        self._last_tick = -1
        self._quiet_from = HANGOVER
        self._was_talking = False
        self._speech: deque[NDArray[np.int16]] = deque()
        self._keys: deque[str] = deque()
        self._pressing: Iterator[EventPacket] | None = None
        self._keys_from = 0

    # -- what the person does --------------------------------------------------------------------------------

    def say(self, samples: NDArray[np.int16]) -> None:
        """Speak after what is still to be said: 16-bit samples at 8 kHz, as from `through_the_microphone`."""
        if self._speech and self._speech[-1].size % FRAME:
            samples = np.concatenate([self._speech.pop(), samples])
        if samples.size:
            self._speech.append(samples)

    def hush(self) -> None:
        """Stop speaking in mid-word."""
        self._speech.clear()

    def press(self, keys: str) -> None:
        """Press keys after those still to be pressed (RFC 4733)."""
        self._keys.extend(keys)

    @property
    def speaking(self) -> bool:
        """Whether there is something left to say."""
        return bool(self._speech)

    @property
    def pressing(self) -> bool:
        """Whether there are keys left to press."""
        return bool(self._keys or self._pressing)

    # -- time and packets ------------------------------------------------------------------------------------

    def start(self, now: float) -> None:
        """The far end's address is known: audio runs from here. Called again, it changes nothing."""
        if self._start_us is None:
            self._start_us = round(now * MICROSECONDS)

    def stop(self) -> None:
        """Send nothing more, and forget what was still to be said and pressed."""
        self._start_us = None
        self._tick = 0
        self._last_tick = -1
        self._quiet_from = HANGOVER
        self._was_talking = False
        self._speech.clear()
        self._keys.clear()
        self._keys_from = 0
        self._pressing = None

    def rouse(self, now: float) -> None:
        """There is something to send again: do not wait for the next packet of silence."""
        if self._start_us is not None and self._busy():
            since = round(now * MICROSECONDS) - self._start_us
            self._tick = min(self._tick, max(self._last_tick + 1, -(-since // TICK_US)))

    def next_wake(self) -> float | None:
        """When the next packet is due, in seconds; None when there is no call."""
        if self._start_us is None:
            return None
        return (self._start_us + self._tick * TICK_US) / MICROSECONDS

    def wake(self, now: float) -> list[bytes]:
        """The packets due by now."""
        packets: list[bytes] = []
        if self._start_us is None:
            return packets
        current = (round(now * MICROSECONDS) - self._start_us) // TICK_US
        while self._tick <= current:
            packet = self._packet()
            if packet is not None:
                packets.append(packet)
            self._last_tick = self._tick
            if self._busy():
                self._quiet_from = self._tick + HANGOVER
            sends_on = self._sends_silence or self._tick < self._quiet_from
            self._tick += 1 if sends_on else KEEPALIVE - self._tick % KEEPALIVE
        return packets

    def _busy(self) -> bool:
        return bool(self._speech or self._keys or self._pressing)

    def _packet(self) -> bytes | None:
        event = self._key_event()
        if event is not None:
            self._was_talking = False
            if self.event_type is None or not self.sending:
                return None
            return self._build(self.event_type, event.marker, event.timestamp, event.payload)
        talking = bool(self._speech)
        frame = self._frame()
        if not self.sending:
            return None
        starts = talking and not self._was_talking
        self._was_talking = talking or self._sends_silence
        return self._build(self.format.payload_type, starts, self._timestamp(), self.format.encode(frame))

    def timestamp_at(self, now: float) -> int:
        """The RTP timestamp that belongs to a time of the call."""
        since = round(now * MICROSECONDS) - (self._start_us or 0)
        return (self._first_timestamp + since * FRAME // TICK_US) % 2**32

    def _timestamp(self) -> int:
        return (self._first_timestamp + self._tick * FRAME) % 2**32

    def _key_event(self) -> EventPacket | None:
        if self._pressing is None and self._keys and self._tick >= self._keys_from:
            self._pressing = press(self._keys.popleft(), self._timestamp(), held=_KEY_HELD, step=FRAME)
        event = next(self._pressing, None) if self._pressing else None
        if self._pressing and event is None:
            self._pressing = None
            self._keys_from = self._tick + _KEY_GAP
        return event

    def _frame(self) -> NDArray[np.int16]:
        """The next 20 ms of speech, or silence; a muted phone's speech is gone all the same."""
        if not self._speech:
            return _SILENT_FRAME
        said = self._speech[0]
        frame, rest = said[:FRAME], said[FRAME:]
        if rest.size:
            self._speech[0] = rest
        else:
            self._speech.popleft()
        if frame.size < FRAME:
            frame = np.concatenate([frame, _SILENT_FRAME[frame.size :]])
        return _SILENT_FRAME if self.muted else frame

    def _build(self, payload_type: int, marker: bool, timestamp: int, payload: bytes) -> bytes:
        self._sequence = (self._sequence + 1) % 2**16
        self.packets_sent += 1
        self.octets_sent += len(payload)
        second = (0x80 if marker else 0) | payload_type
        return _FIXED.pack(0x80, second, self._sequence, timestamp, self.source) + payload

    def hear(self, data: bytes, now: float) -> None:
        """One RTP packet from the far end; anything else is ignored."""
        if len(data) < _FIXED.size or data[0] >> 6 != 2:
            return
        first, second, sequence, timestamp, source = _FIXED.unpack_from(data)
        self.reception.count(source, sequence, timestamp, now)
        if not self._listens:
            return
        payload = data[_FIXED.size :]
        if first & 0x3F:
            try:
                payload = RtpPacket.parse(data).payload
            except MalformedPacketError:
                return
        payload_type = second & 0x7F
        if payload_type in (0, 8):
            self.recording.add(source, payload_type, timestamp, payload, now)
