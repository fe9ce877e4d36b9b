"""What is known of the sound of a briefing: the events of the streams ``<briefing>/tracks`` and ``<briefing>/words``.

A *track* is the sound of one line while it is open, or the programme. Positions on a track are numbers of samples at
:data:`RATE` since the Unix epoch, so positions on different tracks compare exactly.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

RATE: Final = 16_000
"""Samples a second of every track."""

PROGRAMME: Final = "programme"
"""The track of what the audience hears."""

INAUDIBLE: Final = "(inaudible)"
"""Stands for speech nobody could make out."""


def tracks_stream(briefing: str) -> str:
    """The stream that says which segments of sound exist."""
    return f"{briefing}/tracks"


def words_stream(briefing: str) -> str:
    """The stream that says which words were heard in them."""
    return f"{briefing}/words"


def milliseconds(sample: int) -> int:
    """The time of a sample in milliseconds since the epoch."""
    return sample * 1000 // RATE


# ── <briefing>/tracks ──────────────────────────────────────────────────────────────────────────────────────────────


class SegmentWritten(Struct, frozen=True, tag=True):
    """A piece of a track is safe on disk. ``file`` is relative to the data folder and has no name or number in it."""

    track: str
    line: str
    seat: str
    start: int
    samples: int
    file: str

    @property
    def end(self) -> int:
        """The position after the last sample."""
        return self.start + self.samples


class Announced(Struct, frozen=True, tag=True):
    """The house's own voice said ``text`` on this track: no need to listen to know the words."""

    track: str
    start: int
    samples: int
    text: str

    @property
    def end(self) -> int:
        """The position after the last sample."""
        return self.start + self.samples


class Finished(Struct, frozen=True, tag=True):
    """The call is over: everything that was said is in the segments before this event."""


# ── <briefing>/words ───────────────────────────────────────────────────────────────────────────────────────────────


class Word(Struct, frozen=True, array_like=True):
    """One word as heard, with its punctuation. ``probability`` is the recogniser's own, from 0 to 1."""

    start: int
    end: int
    text: str
    probability: float


NOBODY: Final = ""
"""Instead of a seat: who is named in the words may not be whom the sound names."""


class HeardName(Struct, frozen=True, array_like=True):
    """Between two positions somebody was named, as the sound has it: whose seat that is, and how sure it is, never
    the name.

    :data:`NOBODY` stands for the seat where the words have a name that the sound hardly has. ``others`` are the seats
    of those who may be meant as well, the likeliest first, and :data:`NOBODY` for somebody who stays.
    """

    start: int
    end: int
    seat: str
    confidence: float
    others: tuple[str, ...] = ()


class Transcribed(Struct, frozen=True, tag=True):
    """An utterance became words; with none, a stretch of the track had no speech in it.

    ``start`` and ``end`` enclose what was listened to. The track is dealt with up to ``through``: whoever takes over
    goes on from there. ``names`` are those that were heard and are not among the words, or are and were hardly heard.
    """

    track: str
    start: int
    end: int
    words: tuple[Word, ...]
    through: int
    names: tuple[HeardName, ...] = ()


TrackEvent = SegmentWritten | Announced | Finished

_encoder: Final = msgspec.json.Encoder()
_tracks: Final[msgspec.json.Decoder[TrackEvent]] = msgspec.json.Decoder(TrackEvent)
_words: Final[msgspec.json.Decoder[Transcribed]] = msgspec.json.Decoder(Transcribed)


def encode(event: TrackEvent | Transcribed) -> bytes:
    """An event as JSON."""
    return _encoder.encode(event)


def decode_track_event(data: bytes) -> TrackEvent:
    """The event of a tracks stream in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    return _tracks.decode(data)


def decode_transcribed(data: bytes) -> Transcribed:
    """The event of a words stream in these bytes. Raises ``msgspec.ValidationError`` on anything else."""
    return _words.decode(data)
