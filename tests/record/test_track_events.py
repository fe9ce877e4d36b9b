import msgspec
import pytest

from onbackground.record.events import (
    Announced,
    SegmentWritten,
    Transcribed,
    Word,
    decode_track_event,
    decode_transcribed,
    encode,
    milliseconds,
)

SEGMENT = SegmentWritten("l1", "l1", "s3", 27_200_000_000_000, 32_000, "tracks/b7k2/l1/27200000000000.sealed")


@pytest.mark.parametrize("event", [SEGMENT, Announced("programme", 16_000, 8_000, "Your line is open.")])
def test_track_events_come_back_as_written(event):
    assert decode_track_event(encode(event)) == event


def test_words_come_back_as_written():
    event = Transcribed("l1", 0, 16_000, (Word(320, 4_000, "Good", 0.98), Word(4_000, 9_000, "morning.", 0.5)), 18_000)
    assert decode_transcribed(encode(event)) == event


def test_other_bytes_are_refused():
    with pytest.raises(msgspec.ValidationError):
        decode_track_event(encode(Transcribed("l1", 0, 1, (), 1)))


def test_positions_are_samples_since_the_epoch():
    assert SEGMENT.end - SEGMENT.start == 32_000
    assert milliseconds(SEGMENT.start) == 1_700_000_000_000
