"""The sound of a stretch of one track, from its segments, as one WAV file."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Iterable
from typing import Final

import numpy as np

from ..log.folder import DataFolder
from ..record.events import RATE, SegmentWritten
from ..record.segments import Samples, SegmentDamagedError, read_segment

LONGEST: Final = 10 * 60 * RATE
"""Samples in the longest stretch that is given at once; a longer one ends there."""

_RANGE: Final = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def wav(folder: DataFolder, segments: Iterable[SegmentWritten], track: str, start: int, end: int) -> bytes | None:
    """What is on a track from one sample to another; silence where nothing is, or a segment is damaged.

    None when the track has no sound there at all.
    """
    end = min(end, start + LONGEST)
    heard = [one for one in segments if one.track == track and one.start < end and start < one.end]
    if not heard:
        return None
    sound = np.zeros(end - start, np.int16)
    for segment in heard:
        try:
            samples = read_segment(folder, segment)
        except SegmentDamagedError:
            continue
        first, last = max(start, segment.start), min(end, segment.end)
        sound[first - start : last - start] = samples[first - segment.start : last - segment.start]
    return _as_file(sound)


def _as_file(sound: Samples) -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(sound.tobytes())
    return content.getvalue()


def asked_range(value: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one past the last that a ``Range`` header asks for (RFC 9110, 14.1.2).

    None for what is none, or more than one: then all is sent. Raises ValueError when there is no such byte.
    """
    match = _RANGE.fullmatch(value.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        first, past = max(0, size - int(match[2])), size
    else:
        first, past = int(match[1]), min(size, int(match[2]) + 1 if match[2] else size)
    if match[1] and match[2] and int(match[2]) < int(match[1]):
        return None
    if first >= size:
        raise ValueError("no such bytes")
    return first, past
