"""Recording: what is pushed is on disk and in the log, whatever happens in between."""

import errno
import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import LogFull
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record import segments, tracks
from onbackground.record.events import Announced, Finished, SegmentWritten, decode_track_event
from onbackground.record.segments import LONGEST, SegmentDamagedError, Track, header, read_segment
from onbackground.record.tracks import TrackWriter

EPOCH = 27_200_000_000_000
LINE = Track("l1", "l1", "s3")
OTHER = Track("l2", "l2", "s4")
FRAME = 320


def frame(number: int) -> np.ndarray:
    return ((np.arange(FRAME) + FRAME * number) % 30_000).astype(np.int16)


def push(writer: TrackWriter, numbers, track=LINE) -> None:
    for number in numbers:
        writer.push(track, EPOCH + FRAME * number, frame(number))


def events(recorder, briefing="b7k2"):
    return [decode_track_event(record.data) for record in recorder.read(f"{briefing}/tracks")]


def test_a_track_becomes_segments_of_two_seconds(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(250))
    writer.flush()
    written = events(recorder)
    assert [(e.start, e.samples) for e in written] == [
        (EPOCH, LONGEST),
        (EPOCH + LONGEST, LONGEST),
        (EPOCH + 2 * LONGEST, 250 * FRAME - 2 * LONGEST),
    ]
    assert {(e.track, e.line, e.seat) for e in written} == {("l1", "l1", "s3")}
    sound = np.concatenate([read_segment(tmp_path, e) for e in written])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(250)]))
    assert writer.trouble is None


def test_a_segment_is_a_wav_file_for_any_player(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(10))
    writer.flush()
    (event,) = events(recorder)
    assert event.file == f"tracks/b7k2/l1/{EPOCH}.wav"
    with wave.open(str(tmp_path / event.file)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        assert file.readframes(file.getnframes()) == b"".join(frame(n).tobytes() for n in range(10))


def test_a_gap_and_a_closed_line_end_a_segment(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(10))
    push(writer, range(15, 20))
    writer.end(LINE)
    push(writer, range(20, 25))
    writer.write()
    assert [(e.start - EPOCH, e.samples) for e in events(recorder)] == [(0, 3200), (15 * FRAME, 1600)]
    writer.flush()
    assert [e.start - EPOCH for e in events(recorder)] == [0, 15 * FRAME, 20 * FRAME]


def test_a_frame_from_the_past_is_left_out(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, [0, 1, 1, 0, 2])
    writer.flush()
    (event,) = events(recorder)
    assert np.array_equal(read_segment(tmp_path, event), np.concatenate([frame(n) for n in range(3)]))


def test_announcements_go_to_the_same_stream(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    writer.announce(EPOCH, 8_000, "Your line is open.")
    writer.write()
    assert events(recorder) == [Announced("programme", EPOCH, 8_000, "Your line is open.")]


def test_the_end_of_the_call_comes_after_all_its_sound(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(10))
    writer.finish()
    writer.write()
    assert events(recorder) == []
    writer.end(LINE)
    writer.write()
    segment, end = events(recorder)
    assert (segment.samples, type(end)) == (10 * FRAME, Finished)


def test_somebody_else_may_write_to_the_stream(tmp_path):
    recorder = MemoryRecorder()
    writer, another = (TrackWriter(tmp_path, "b7k2", recorder) for _ in range(2))
    for n, each in enumerate([writer, another, writer]):
        each.announce(EPOCH + n, 1, "Please go ahead.")
        each.write()
    assert [e.start - EPOCH for e in events(recorder)] == [0, 1, 2]


def test_with_a_thread_of_its_own(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    writer.start()
    push(writer, range(120))
    push(writer, range(120), OTHER)
    writer.close()
    for track in ("l1", "l2"):
        assert sum(e.samples for e in events(recorder) if e.track == track) == 120 * FRAME


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([LINE, OTHER]), st.integers(0, 30), st.sampled_from("pppwe")), max_size=120))
def test_every_frame_is_in_exactly_one_segment(tmp_path_factory, steps):
    folder, recorder = tmp_path_factory.mktemp("data"), MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    at, pushed = {"l1": 0, "l2": 0}, {"l1": [], "l2": []}
    for track, skipped, step in steps:
        if step == "p":
            number = at[track.id] + (skipped if skipped > 25 else 0)
            push(writer, [number], track)
            pushed[track.id].append(number)
            at[track.id] = number + 1
        elif step == "e":
            writer.end(track)
        else:
            writer.write()
    writer.flush()
    for track, numbers in pushed.items():
        kept = []
        for event in events(recorder):
            if event.track == track:
                assert event.samples <= LONGEST
                sound = read_segment(folder, event).reshape(-1, FRAME)
                first = (event.start - EPOCH) // FRAME
                for n, found in enumerate(sound, first):
                    assert np.array_equal(found, frame(n))
                    kept.append(n)
        assert kept == numbers


# ── Crashes ────────────────────────────────────────────────────────────────────────────────────────────────────────

KILLED = """
import os, signal, sys
from pathlib import Path
from test_tracks import EPOCH, LINE, push
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record.tracks import TrackWriter
data = Path(sys.argv[1])
writer = TrackWriter(data, "b7k2", SqliteRecorder(data / "log.sqlite"))
for second in range(5):
    push(writer, range(50 * second, 50 * second + 50))
    writer.write()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_sigkill_all_that_was_written_is_there(tmp_path):
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False, timeout=60)
    assert list(tmp_path.glob("tracks/b7k2/l1/*.part"))
    recorder = SqliteRecorder(tmp_path / "log.sqlite")
    TrackWriter(tmp_path, "b7k2", recorder).write()
    found = events(recorder)
    sound = np.concatenate([read_segment(tmp_path, e) for e in found])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(250)]))
    assert found[-1].seat == "s3"
    assert not list(tmp_path.glob("tracks/b7k2/l1/*.part"))
    recorder.close()


def test_a_finished_file_the_log_does_not_know_is_saved_once(tmp_path):
    folder = tmp_path / "tracks/b7k2/l1"
    folder.mkdir(parents=True)
    (folder / f"{EPOCH}.wav").write_bytes(header(LINE, FRAME) + frame(0).tobytes())
    (folder / f"{EPOCH + FRAME}.part").write_bytes(header(LINE, 0) + frame(1).tobytes() + b"\0")
    (folder / f"{EPOCH + 2 * FRAME}.part").write_bytes(header(LINE, 0)[:20])
    recorder = MemoryRecorder()
    for _ in range(2):
        TrackWriter(tmp_path, "b7k2", recorder).write()
    assert [(e.start - EPOCH, e.samples, e.seat) for e in events(recorder)] == [(0, FRAME, "s3"), (FRAME, FRAME, "s3")]
    assert sorted(path.suffix for path in folder.iterdir()) == [".wav", ".wav"]


# ── No room ────────────────────────────────────────────────────────────────────────────────────────────────────────


class FullDisk:
    """A disk with room for so many bytes."""

    def __init__(self, monkeypatch, room: int) -> None:
        self.room = room
        real = Path.open

        def open_with_limit(path, mode="r", **options):
            file = real(path, mode, **options)
            return LimitedFile(file, self) if mode in ("ab", "wb") else file

        monkeypatch.setattr(Path, "open", open_with_limit)


class LimitedFile:
    def __init__(self, file, disk: FullDisk) -> None:
        self.file = file
        self.disk = disk

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, content: bytes) -> int:
        taken = self.file.write(content[: self.disk.room])
        self.disk.room -= taken
        if taken < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return taken


def test_a_full_disk_is_reported_and_recording_goes_on_where_it_stopped(tmp_path, monkeypatch):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    disk = FullDisk(monkeypatch, 100_000)
    for second in range(10):
        push(writer, range(50 * second, 50 * second + 50))
        writer.write()
    assert writer.trouble is not None
    assert "no room" in writer.trouble
    assert "\n" not in writer.trouble
    disk.room = 10**9
    writer.flush()
    assert writer.trouble is None
    sound = np.concatenate([read_segment(tmp_path, e) for e in events(recorder)])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(500)]))


def test_without_room_for_long_the_oldest_sound_goes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(tracks, "_KEPT", 10 * 16_000)
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    disk = FullDisk(monkeypatch, 0)
    for second in range(30):
        push(writer, range(50 * second, 50 * second + 50))
        writer.write()
    disk.room = 10**9
    writer.flush()
    kept = events(recorder)
    assert kept[-1].end == EPOCH + 1500 * FRAME
    assert kept[0].start == EPOCH + 20 * 16_000 - LONGEST
    assert {path.name for path in (tmp_path / "tracks/b7k2/l1").iterdir()} == {Path(e.file).name for e in kept}


def test_a_full_log_loses_no_event(tmp_path):
    class Full(MemoryRecorder):
        full = True

        def append_group(self, appends):
            if self.full:
                raise LogFull("there is no room for the log: free some space")
            return super().append_group(appends)

    recorder = Full()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(10))
    writer.announce(EPOCH, 8_000, "Please go ahead.")
    writer.flush()
    assert "no room" in writer.trouble
    assert events(recorder) == []
    recorder.full = False
    writer.write()
    assert {type(e) for e in events(recorder)} == {SegmentWritten, Announced}
    assert writer.trouble is None


def test_a_damaged_segment_is_named(tmp_path):
    recorder = MemoryRecorder()
    writer = TrackWriter(tmp_path, "b7k2", recorder)
    push(writer, range(10))
    writer.flush()
    (event,) = events(recorder)
    path = tmp_path / event.file
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(SegmentDamagedError, match=r"27200000000000\.wav is shorter"):
        read_segment(tmp_path, event)
    path.unlink()
    with pytest.raises(SegmentDamagedError, match="cannot be read"):
        read_segment(tmp_path, event)


def test_finishing_twice_changes_nothing(tmp_path):
    part = tmp_path / f"{EPOCH}.part"
    part.write_bytes(header(LINE, 0) + frame(0).tobytes())
    segments.finish(part, LINE, FRAME)
    finished = part.with_suffix(".wav").read_bytes()
    segments.finish(part, LINE, FRAME)
    assert part.with_suffix(".wav").read_bytes() == finished == header(LINE, FRAME) + frame(0).tobytes()
