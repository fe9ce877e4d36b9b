"""What a phone heard: the payloads as they came, put in place by their timestamps, decoded when asked for."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU

RATE = 8_000
_FORMATS = {0: PCMU, 8: PCMA}
_SILENCE = {0: PCMU.encode(np.zeros(1, np.int16)), 8: PCMA.encode(np.zeros(1, np.int16))}
_JUMP = RATE * 10
"""A timestamp further than this from where it should be starts anew at its time of arrival."""


@dataclass(slots=True)
class _Stretch:
    """Packets of one source and format in a row: `place` samples into the recording, where `base` was due."""

    source: int
    payload_type: int
    base: int
    place: int
    codes: bytearray = field(default_factory=bytearray)


class Recording:
    """Everything heard since the first packet, with silence where nothing came."""

    def __init__(self) -> None:
        self.started: float | None = None
        """When the first packet came, in the phone's seconds; sample 0 of `samples`."""
        self._stretches: list[_Stretch] = []

    def add(self, source: int, payload_type: int, timestamp: int, payload: bytes, now: float) -> None:
        """Keep one packet's payload. Formats other than PCMU and PCMA are ignored."""
        stretches = self._stretches
        if stretches:
            last = stretches[-1]
            offset = (timestamp - last.base + 0x8000_0000) % 0x1_0000_0000 - 0x8000_0000
            if last.source == source and last.payload_type == payload_type:
                codes = last.codes
                gap = offset - len(codes)
                if gap == 0:
                    codes += payload
                    return
                if 0 < gap <= _JUMP:
                    codes += _SILENCE[payload_type] * gap + payload
                    return
                if -_JUMP <= gap < 0 <= offset:
                    codes[offset : offset + len(payload)] = payload
                    return
                if -_JUMP <= offset < 0:
                    return
        self._begin(source, payload_type, timestamp, payload, now)

    def _begin(self, source: int, payload_type: int, timestamp: int, payload: bytes, now: float) -> None:
        if payload_type not in _FORMATS:
            return
        if self.started is None:
            self.started = now
        place = round((now - self.started) * RATE)
        if self._stretches and self._stretches[-1].source == source:
            last = self._stretches[-1]
            offset = (timestamp - last.base + 0x8000_0000) % 0x1_0000_0000 - 0x8000_0000
            if abs(last.place + offset - place) <= _JUMP:
                place = last.place + offset
        self._stretches.append(_Stretch(source, payload_type, timestamp, max(0, place), bytearray(payload)))

    def samples(self) -> NDArray[np.float32]:
        """The whole recording, 8 kHz, -1 to 1. A later source or format overwrites where they overlap."""
        # Decoded before it is measured: a phone in real time goes on recording meanwhile.
        heard = [(s.place, _FORMATS[s.payload_type].decode(bytes(s.codes))) for s in list(self._stretches)]
        samples = np.zeros(max((place + sound.size for place, sound in heard), default=0), np.float32)
        for place, sound in heard:
            samples[place : place + sound.size] = sound
        return samples
