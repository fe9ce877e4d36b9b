"""Segment files: at most two seconds of one track as a WAV file that any program can play.

A file is ``tracks/<briefing>/<track>/<start>.wav`` in the data folder: 16 kHz, mono, 16-bit PCM. While it is being
written it is called ``<start>.part`` and its header claims no sound yet. An INFO comment in the header says whose
line it is, so that a file left behind by a crash explains itself.
"""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from .events import RATE, SegmentWritten

Samples = npt.NDArray[np.int16]

LONGEST: Final = 2 * RATE
"""Samples in the longest segment."""

_WIDTH: Final = 2
_FORMAT: Final = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, RATE * _WIDTH, _WIDTH, 8 * _WIDTH)
_COMMENT: Final = re.compile(rb"line=([\w-]*) seat=([\w-]*)")


class Track(Struct, frozen=True):
    """Whose sound it is. A line's track is called like the line; the programme has neither line nor seat."""

    id: str
    line: str = ""
    seat: str = ""


class SegmentDamagedError(Exception):
    """A segment file is missing or is not one; the message says which."""


def segment_path(briefing: str, track: str, start: int) -> str:
    """Where a segment is kept, relative to the data folder."""
    return f"tracks/{briefing}/{track}/{start}.wav"


def header(track: Track, samples: int) -> bytes:
    """Everything that comes before the sound."""
    comment = f"line={track.line} seat={track.seat}".encode()
    comment += b"\0" * (len(comment) % 2)
    information = b"INFO" + struct.pack("<4sI", b"ICMT", len(comment)) + comment
    chunks = _FORMAT + struct.pack("<4sI", b"LIST", len(information)) + information
    size = samples * _WIDTH
    return (
        struct.pack("<4sI4s", b"RIFF", 4 + len(chunks) + 8 + size, b"WAVE")
        + chunks
        + struct.pack("<4sI", b"data", size)
    )


def read_segment(data: Path, segment: SegmentWritten) -> Samples:
    """The sound of a segment. Raises :class:`SegmentDamagedError` when it is not there as it was written."""
    try:
        content = (data / segment.file).read_bytes()
    except OSError as error:
        raise SegmentDamagedError(f"{segment.file} cannot be read ({error.strerror})") from error
    _, sound = _take_apart(content)
    if len(sound) < segment.samples * _WIDTH:
        raise SegmentDamagedError(f"{segment.file} is shorter than what was written to it")
    return np.frombuffer(sound[: segment.samples * _WIDTH], "<i2")


def finish(part: Path, track: Track, samples: int) -> None:
    """Give a complete part its final header and name, safely on disk. Doing it twice changes nothing."""
    final = part.with_suffix(".wav")
    if part.exists() or not final.exists():
        with part.open("r+b") as file:
            file.write(header(track, samples))
            file.flush()
            os.fsync(file.fileno())
        part.replace(final)
    _sync_folder(part.parent)


def salvage(path: Path) -> tuple[Track, int, int] | None:
    """Read what a crash left behind, a part or a finished file: the track, its start and its samples.

    A part becomes a finished file. One that has no sound yet is deleted, and None returned.
    """
    comment, sound = _take_apart(path.read_bytes())
    whose, samples = _COMMENT.match(comment), len(sound) // _WIDTH
    if whose is None or samples == 0:
        path.unlink()
        return None
    track = Track(path.parent.name, whose[1].decode(), whose[2].decode())
    if path.suffix == ".part":
        finish(path, track, samples)
    return track, int(path.stem), samples


def _take_apart(content: bytes) -> tuple[bytes, bytes]:
    """The comment and the sound in a file; both are empty when there is none.

    The size of the sound is that of the file: the header of a part does not know it yet.
    """
    comment, offset = b"", 12
    while offset + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, offset)
        offset += 8
        if name == b"data":
            return comment, content[offset:]
        if name == b"LIST":
            comment = content[offset + 12 : offset + size]
        offset += size
    return b"", b""


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
