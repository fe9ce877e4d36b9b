"""What the log says was recorded and heard."""

import numpy as np
from made_sound import EPOCH, LevelHearer, Loudness, record, spoken

from onbackground.log.memory import MemoryRecorder
from onbackground.record import scribe
from onbackground.record.events import RATE, Announced
from onbackground.record.reading import read_announced, read_transcribed, unheard
from onbackground.record.segments import Track
from onbackground.record.tracks import TrackWriter


def test_what_is_unheard_is_counted_until_the_scribe_has_heard_it(tmp_path, monkeypatch):
    monkeypatch.setattr(scribe, "VoiceActivity", Loudness)
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1, 2, 1), "l1")
    record(tmp_path, recorder, np.zeros(2 * RATE, np.int16), "l2")
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    writer.push(Track("programme"), EPOCH, spoken(1))
    writer.announce(EPOCH, RATE, "Please go ahead.")
    writer.flush()
    assert unheard(recorder, "b7k2") == 6 * RATE
    scribe.Scribe(tmp_path, recorder, LevelHearer()).catch_up()
    assert unheard(recorder, "b7k2") == 0
    assert [len(event.words) for event in read_transcribed(recorder, "b7k2")] == [1, 1, 0]
    assert read_announced(recorder, "b7k2") == [Announced("programme", EPOCH, RATE, "Please go ahead.")]
    record(tmp_path, recorder, spoken(0.5), "l1", start=EPOCH + 60 * RATE)
    assert unheard(recorder, "b7k2") == RATE // 2
