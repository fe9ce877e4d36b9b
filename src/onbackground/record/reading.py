"""What the log says was recorded and heard of one briefing, for whoever makes a transcript of it."""

from __future__ import annotations

from onbackground.log.recorder import Recorder

from .events import (
    Announced,
    SegmentWritten,
    Transcribed,
    decode_track_event,
    decode_transcribed,
    tracks_stream,
    words_stream,
)


def read_transcribed(recorder: Recorder, briefing: str) -> list[Transcribed]:
    """Everything heard on the lines so far."""
    return [decode_transcribed(record.data) for record in recorder.read(words_stream(briefing))]


def read_announced(recorder: Recorder, briefing: str) -> list[Announced]:
    """Everything the house's own voice said on the programme so far."""
    events = (decode_track_event(record.data) for record in recorder.read(tracks_stream(briefing)))
    return [event for event in events if isinstance(event, Announced)]


def unheard(recorder: Recorder, briefing: str) -> int:
    """How many samples of the lines' tracks the scribe has still to listen to; 0 when the words are complete."""
    through: dict[str, int] = {}
    for heard in read_transcribed(recorder, briefing):
        through[heard.track] = max(heard.through, through.get(heard.track, 0))
    events = (decode_track_event(record.data) for record in recorder.read(tracks_stream(briefing)))
    return sum(
        max(0, min(event.samples, event.end - through.get(event.track, 0)))
        for event in events
        if isinstance(event, SegmentWritten) and event.line
    )
