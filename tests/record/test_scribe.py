"""The scribe: every stretch of every track becomes words exactly once, whatever happens to the scribe."""

import os
import signal
import subprocess
import sys
import threading
import time

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_sound import EPOCH, LevelHearer, Loudness, record, spoken, transcribed

from onbackground.briefing.encoding import encode
from onbackground.briefing.events import Convened
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import State, evolve
from onbackground.briefing.terms import GroundRules, Role, Seat
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import LogFull
from onbackground.log.signals import MemorySignals
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record import progress
from onbackground.record.events import RATE, SegmentWritten, decode_track_event
from onbackground.record.scribe import Caption, Scribe, hints_for
from onbackground.record.segments import Track
from onbackground.record.tracks import TrackWriter


@pytest.fixture(autouse=True)
def judged_by_loudness(monkeypatch):
    monkeypatch.setattr(progress, "VoiceActivity", Loudness)


def words_of(recorder, track="l1"):
    return [word.text for event in transcribed(recorder) if event.track == track for word in event.words]


def names(count):
    return [f"w{1000 + n}" for n in range(count)]


CALL = (3, 1, 0.3, 2, 5, 0.8, 1, 0.4, 1, 1.5, 4)
"""Six stretches of speech; two are one utterance."""


def test_all_that_was_said_becomes_words_with_their_places(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(*CALL))
    assert Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up() == 6
    assert words_of(recorder) == names(6)
    first, second, *_ = [word for event in transcribed(recorder) for word in event.words]
    assert (first.start, first.end) == (EPOCH, EPOCH + 3 * RATE)
    assert second.start == EPOCH + 4 * RATE


def test_a_track_is_dealt_with_to_its_end(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1, 10))
    record(tmp_path, recorder, np.zeros(RATE, np.int16), start=EPOCH + 20 * RATE)
    Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up()
    assert [event.words != () for event in transcribed(recorder)] == [True, False, False]
    assert transcribed(recorder)[-1].through == EPOCH + 21 * RATE


def test_a_silent_track_is_dealt_with_from_its_beginning(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, np.zeros(RATE, np.int16))
    Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up()
    (event,) = transcribed(recorder)
    assert (event.start, event.end, event.words, event.through) == (EPOCH, EPOCH + RATE, (), EPOCH + RATE)


def test_nothing_is_written_twice(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(*CALL))
    Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up()
    before = transcribed(recorder)
    again = Scribe(DataFolder(tmp_path), recorder, LevelHearer())
    assert again.catch_up() == 0
    assert again.catch_up() == 0
    assert transcribed(recorder) == before


def test_lines_are_kept_apart_and_the_programme_is_left_out(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1, 1, 1), "l1")
    record(tmp_path, recorder, spoken(1), "l2", start=EPOCH + RATE)
    writer = TrackWriter(DataFolder(tmp_path), "b7k2", recorder)
    writer.push(Track("programme"), EPOCH, spoken(1))
    writer.flush()
    assert Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up() == 3
    assert (words_of(recorder, "l1"), words_of(recorder, "l2")) == (names(2), names(1))


def test_a_gap_ends_an_utterance(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1))
    record(tmp_path, recorder, spoken(1), start=EPOCH + 2 * RATE)
    Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up()
    assert [event.words[0].start - EPOCH for event in transcribed(recorder)] == [0, 2 * RATE]


def test_a_lost_file_costs_no_more_than_itself(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1.5, 1, 1.5, 1, 1))
    (tmp_path / f"tracks/b7k2/l1/{EPOCH + 2 * RATE}.sealed").unlink()
    Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up()
    assert words_of(recorder) == ["w1000", "w1002"]
    assert Scribe(DataFolder(tmp_path), recorder, LevelHearer()).catch_up() == 0


def test_of_an_erased_briefing_nothing_is_written(tmp_path):
    folder = DataFolder(tmp_path)
    recorder = folder.recorder()
    record(tmp_path, recorder, spoken(1, 10))
    one = Scribe(folder, recorder, LevelHearer())
    one._read_log()
    folder.ring.destroy("b7k2")
    one.catch_up()
    assert recorder.version("b7k2/words") == 0


class Killed(Exception):  # noqa: N818
    pass


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), max_size=6), st.booleans())
def test_a_scribe_killed_anywhere_is_followed_by_one_that_goes_on(tmp_path_factory, lives, before_append):
    folder, recorder = tmp_path_factory.mktemp("data"), MemoryRecorder()
    record(folder, recorder, spoken(*CALL))
    append = recorder.append_group

    for life in lives:
        left = life

        def fatal(appends):
            nonlocal left
            left -= 1
            if left < 0 and before_append:
                raise Killed
            records = append(appends)
            if left < 0:
                raise Killed
            return records

        recorder.append_group = fatal
        try:
            Scribe(DataFolder(folder), recorder, LevelHearer()).catch_up()
        except Killed:
            continue
    recorder.append_group = append
    Scribe(DataFolder(folder), recorder, LevelHearer()).catch_up()
    assert words_of(recorder) == names(6)


def test_a_second_scribe_doubles_nothing(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(*CALL))
    record(tmp_path, recorder, spoken(*CALL), "l2")
    second = Scribe(DataFolder(tmp_path), recorder, LevelHearer())

    class Slow(LevelHearer):
        def words(self, utterance, hints):
            if "w1002" in (heard := [w.text for w in super().words(utterance, hints)]) or "w1004" in heard:
                second.catch_up()
            return super().words(utterance, hints)

    Scribe(DataFolder(tmp_path), recorder, Slow()).catch_up()
    assert words_of(recorder, "l1") == words_of(recorder, "l2") == names(6)


def test_two_scribes_at_once_on_one_file(tmp_path):
    recorders = [SqliteRecorder(tmp_path / "log.sqlite") for _ in range(2)]
    for n in range(3):
        record(tmp_path, recorders[0], spoken(*CALL), f"l{n}")
    scribes = [Scribe(DataFolder(tmp_path), recorder, LevelHearer()) for recorder in recorders]
    threads = [threading.Thread(target=each.catch_up) for each in scribes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for n in range(3):
        assert words_of(recorders[0], f"l{n}") == names(6)
    for recorder in recorders:
        recorder.close()


def test_a_full_log_loses_no_word(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(*CALL))
    at_work = Scribe(DataFolder(tmp_path), recorder, LevelHearer())
    append = recorder.append_group

    def full(appends):
        raise LogFull("there is no room for the log: free some space")

    recorder.append_group = full
    with pytest.raises(LogFull):
        at_work.catch_up()
    recorder.append_group = append
    at_work.catch_up()
    assert words_of(recorder) == names(6)


FOLLOWING = """
import sys, threading, time
from pathlib import Path
from made_sound import LevelHearer, Loudness
from onbackground.log.folder import DataFolder
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record import progress, scribe
progress.VoiceActivity = Loudness
class Slow(LevelHearer):
    def words(self, utterance, hints):
        time.sleep(0.05)
        return super().words(utterance, hints)
data = Path(sys.argv[1])
print("ready", flush=True)
scribe.Scribe(DataFolder(data), SqliteRecorder(data / "log.sqlite"), Slow()).run(threading.Event())
"""


def test_killed_for_real_and_started_again(tmp_path):
    recorder = SqliteRecorder(tmp_path / "log.sqlite")
    record(tmp_path, recorder, spoken(*[1, 1] * 20))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}

    def start():
        command = [sys.executable, "-c", FOLLOWING, str(tmp_path)]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)

    first = start()
    while len(transcribed(recorder)) < 5:
        time.sleep(0.01)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert len(transcribed(recorder)) < 20
    second = start()
    while transcribed(recorder)[-1].through < EPOCH + 40 * RATE:
        time.sleep(0.02)
    second.kill()
    second.wait()
    assert words_of(recorder) == names(20)
    recorder.close()


def test_what_is_being_said_is_captioned(tmp_path):
    recorder, room = MemoryRecorder(), {}
    desk = MemorySignals(room, "desk")
    record(tmp_path, recorder, spoken(1, 1, 1))
    stop = threading.Event()

    class StopAfterOne(MemorySignals):
        def send(self, kind, payload=b""):
            super().send(kind, payload)
            stop.set()

    Scribe(DataFolder(tmp_path), recorder, LevelHearer(), StopAfterOne(room, "scribe")).run(stop)
    (signal_received,) = desk.receive()
    assert signal_received.kind == "caption"
    caption = msgspec.msgpack.decode(signal_received.payload, type=Caption)
    assert (caption.briefing, caption.track, caption.seat, caption.text) == ("b7k2", "l1", "s1", "w1001")
    assert words_of(recorder) == ["w1000"]


def test_the_roster_tells_how_names_are_spelt(tmp_path):
    seats = (
        Seat(id="s1", role=Role.REPORTER, name=Sealed("Ada Example"), alias="Question", pin="", outlet="Example Wire"),
        Seat(
            id="s2",
            role=Role.OFFICIAL,
            name=Sealed("Bo Sample"),
            also=(Sealed("Bobo"),),
            alias="Official One",
            pin="",
            agency="Canals",
        ),
        Seat(id="s3", role=Role.LISTENER, name=Sealed("Cy Silent"), alias="Listener", pin="", outlet="Quiet Press"),
    )
    convened = Convened(at=0, by="house", title="", ground_rules=GroundRules(), seats=seats, starts_at=0)
    assert hints_for(evolve(State(), convened)) == "On the call: Bo Sample, Ada Example. From Canals, Example Wire."
    assert hints_for(State()) == ""

    recorder, hearer = MemoryRecorder(), LevelHearer()
    recorder.append("b7k2", 0, [encode(convened)], 0)
    record(tmp_path, recorder, spoken(1))
    Scribe(DataFolder(tmp_path), recorder, hearer).catch_up()
    assert hearer.hints == {"On the call: Bo Sample, Ada Example. From Canals, Example Wire."}


def test_segments_name_nobody(tmp_path):
    recorder = MemoryRecorder()
    record(tmp_path, recorder, spoken(1))
    (event,) = [decode_track_event(entry.data) for entry in recorder.read("b7k2/tracks")]
    assert event == SegmentWritten("l1", "l1", "s1", EPOCH, RATE, f"tracks/b7k2/l1/{EPOCH}.sealed")
