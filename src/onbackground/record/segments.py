"""Segment files: at most two seconds of one track, sealed under the briefing's key.

A file is ``tracks/<briefing>/<track>/<start>.sealed`` in the data folder, a sequence of :mod:`.chunks`: first whose
line it is, then the sound as it came, 16 kHz, mono, 16 bits. While it is being written it is called ``<start>.part``
and has no end yet; a part left behind by a crash explains itself to whoever has the key.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from ..log.folder import DataFolder
from ..sealing.identity import IdentityError
from ..sealing.keys import Key
from ..sealing.ring import KeyDestroyedError
from ..sealing.writing import sync_folder
from .chunks import Opened, open_chunks, sealed_chunk
from .events import RATE, SegmentWritten

Samples = npt.NDArray[np.int16]

LONGEST: Final = 2 * RATE
"""Samples in the longest segment."""

PART: Final = ".part"

_WIDTH: Final = 2
_SUFFIX: Final = ".sealed"
_DAMAGED: Final = "is not what was written to it: restore it from a copy"


class Track(Struct, frozen=True):
    """Whose sound it is. A line's track is called like the line; the programme has neither line nor seat."""

    id: str
    line: str = ""
    seat: str = ""


class SegmentDamagedError(Exception):
    """A segment file is missing or is not as it was written; the message says which."""


def segment_path(briefing: str, track: str, start: int) -> str:
    """Where a segment is kept, relative to the data folder."""
    return f"tracks/{briefing}/{track}/{start}{_SUFFIX}"


def tracks_key(folder: DataFolder, briefing: str) -> Key:
    """The key that seals a briefing's tracks. Raises ``KeyDestroyedError``, also while closed; ``IdentityError``."""
    return folder.ring.record_key(briefing).subkey("tracks")


def head(key: Key, track: Track, file: str) -> bytes:
    """The first chunk of a segment file, which says whose sound follows."""
    return sealed_chunk(key, msgspec.json.encode(track), file, 0)


def read_segment(folder: DataFolder, segment: SegmentWritten) -> Samples:
    """The sound of a segment. Raises :class:`SegmentDamagedError` when it is not there as it was written."""
    try:
        content = (folder.root / segment.file).read_bytes()
        opened = open_chunks(tracks_key(folder, _briefing_of(segment.file)), content, segment.file)
    except OSError as error:
        raise SegmentDamagedError(f"{segment.file} cannot be read ({error.strerror})") from error
    except (KeyDestroyedError, IdentityError) as error:
        raise SegmentDamagedError(f"{segment.file} does not open: {error}") from None
    sound = b"".join(opened.chunks[1:])
    if not opened.ended or len(sound) != segment.samples * _WIDTH:
        raise SegmentDamagedError(f"{segment.file} {_DAMAGED}")
    return np.frombuffer(sound, "<i2")


def finish(part: Path) -> None:
    """Give a complete part its final name, safely on disk. Doing it twice changes nothing."""
    final = part.with_suffix(_SUFFIX)
    if part.exists() or not final.exists():
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(final)
    sync_folder(part.parent)


class Salvaged(NamedTuple):
    """What a crash left behind of a segment."""

    track: Track
    start: int
    samples: int
    damaged: bool
    """More was there, and was changed or moved: it does not open."""


def salvage(path: Path, file: str, key: Key) -> Salvaged | None:
    """Read what a crash left behind of ``file``, at ``path``: a part, or a finished file.

    A part becomes a finished file, of its whole chunks. One that has no sound yet is deleted, and None returned.
    Raises :class:`SegmentDamagedError` for a part of which nothing opens, and for a finished file that is not whole;
    they are left as they are.
    """
    opened = open_chunks(key, path.read_bytes(), file)
    samples = sum(map(len, opened.chunks[1:])) // _WIDTH
    if (not samples and opened.damaged) or (path.suffix != PART and not opened.ended):
        raise SegmentDamagedError(f"{file} {_DAMAGED}")
    if not samples:
        path.unlink()
        return None
    if path.suffix == PART:
        if not opened.ended:
            _end(path, opened, file, key)
        finish(path)
    return Salvaged(msgspec.json.decode(opened.chunks[0], type=Track), int(path.stem), samples, opened.damaged)


def _end(part: Path, opened: Opened, file: str, key: Key) -> None:
    """Let a part end after what could be opened of it."""
    with part.open("r+b") as content:
        content.seek(opened.size)
        content.write(sealed_chunk(key, b"", file, len(opened.chunks)))
        content.truncate()


def _briefing_of(file: str) -> str:
    return file.split("/")[1]
