"""Recording: what is pushed is on disk and in the log, whatever happens in between."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from structlog.testing import capture_logs

from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import LogFull
from onbackground.record import tracks
from onbackground.record.events import Announced, Finished, SegmentWritten, decode_track_event
from onbackground.record.segments import LONGEST, SegmentDamagedError, Track, finish, read_segment
from onbackground.record.tracks import TrackWriter

EPOCH = 27_200_000_000_000
LINE = Track("l1", "l1", "s3")
OTHER = Track("l2", "l2", "s4")
FRAME = 320
FILE = f"tracks/b7k2/l1/{EPOCH}.sealed"


@pytest.fixture
def folder(tmp_path) -> DataFolder:
    return with_key(tmp_path)


def with_key(root: Path) -> DataFolder:
    """A data folder in which the briefing has begun."""
    folder = DataFolder(root)
    folder.ring.begin("b7k2")
    return folder


def frame(number: int) -> np.ndarray:
    return ((np.arange(FRAME) + FRAME * number) % 30_000).astype(np.int16)


def push(writer: TrackWriter, numbers, track=LINE) -> None:
    for number in numbers:
        writer.push(track, EPOCH + FRAME * number, frame(number))


def events(recorder, briefing="b7k2"):
    return [decode_track_event(record.data) for record in recorder.read(f"{briefing}/tracks")]


def test_a_track_becomes_segments_of_two_seconds(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, range(250))
    writer.flush()
    written = events(recorder)
    assert [(e.start, e.samples) for e in written] == [
        (EPOCH, LONGEST),
        (EPOCH + LONGEST, LONGEST),
        (EPOCH + 2 * LONGEST, 250 * FRAME - 2 * LONGEST),
    ]
    assert {(e.track, e.line, e.seat) for e in written} == {("l1", "l1", "s3")}
    sound = np.concatenate([read_segment(folder, e) for e in written])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(250)]))
    assert writer.trouble is None


def test_a_gap_and_a_closed_line_end_a_segment(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, range(10))
    push(writer, range(15, 20))
    writer.end(LINE)
    push(writer, range(20, 25))
    writer.write()
    assert [(e.start - EPOCH, e.samples) for e in events(recorder)] == [(0, 3200), (15 * FRAME, 1600)]
    writer.flush()
    assert [e.start - EPOCH for e in events(recorder)] == [0, 15 * FRAME, 20 * FRAME]


def test_a_frame_from_the_past_is_left_out(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, [0, 1, 1, 0, 2])
    writer.flush()
    (event,) = events(recorder)
    assert np.array_equal(read_segment(folder, event), np.concatenate([frame(n) for n in range(3)]))


def test_announcements_go_to_the_same_stream(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    writer.announce(EPOCH, 8_000, "Your line is open.")
    writer.write()
    assert events(recorder) == [Announced("programme", EPOCH, 8_000, "Your line is open.")]


def test_the_end_of_the_call_comes_after_all_its_sound(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, range(10))
    writer.finish()
    writer.write()
    assert events(recorder) == []
    writer.end(LINE)
    writer.write()
    segment, end = events(recorder)
    assert (segment.samples, type(end)) == (10 * FRAME, Finished)


def test_somebody_else_may_write_to_the_stream(folder):
    recorder = MemoryRecorder()
    writer, another = (TrackWriter(folder, "b7k2", recorder) for _ in range(2))
    for n, each in enumerate([writer, another, writer]):
        each.announce(EPOCH + n, 1, "Please go ahead.")
        each.write()
    assert [e.start - EPOCH for e in events(recorder)] == [0, 1, 2]


def test_with_a_thread_of_its_own(folder):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    writer.start()
    push(writer, range(120))
    push(writer, range(120), OTHER)
    writer.close()
    for track in ("l1", "l2"):
        assert sum(e.samples for e in events(recorder) if e.track == track) == 120 * FRAME


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([LINE, OTHER]), st.integers(0, 30), st.sampled_from("pppwe")), max_size=120))
def test_every_frame_is_in_exactly_one_segment(tmp_path_factory, steps):
    folder, recorder = with_key(tmp_path_factory.mktemp("data")), MemoryRecorder()
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
from onbackground.log.folder import DataFolder
from onbackground.record.tracks import TrackWriter
folder = DataFolder(Path(sys.argv[1]))
writer = TrackWriter(folder, "b7k2", folder.recorder())
for second in range(5):
    push(writer, range(50 * second, 50 * second + 50))
    writer.write()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_sigkill_all_that_was_written_is_there(tmp_path, folder):
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False, timeout=60)
    assert list(tmp_path.glob("tracks/b7k2/l1/*.part"))
    recorder = folder.recorder()
    TrackWriter(folder, "b7k2", recorder).write()
    found = events(recorder)
    sound = np.concatenate([read_segment(folder, e) for e in found])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(250)]))
    assert found[-1].seat == "s3"
    assert not list(tmp_path.glob("tracks/b7k2/l1/*.part"))
    recorder.close()


def parts_of(folder: DataFolder, numbers) -> Path:
    """A part with a chunk for each of these frames, as a crash leaves it."""
    writer = TrackWriter(folder, "b7k2", MemoryRecorder())
    for number in numbers:
        push(writer, [number])
        writer.write()
    (part,) = folder.root.glob("tracks/b7k2/l1/*.part")
    return part


def saved(folder: DataFolder):
    """What the next run finds and enters, and what it says was lost."""
    recorder = MemoryRecorder()
    with capture_logs() as logged:
        TrackWriter(folder, "b7k2", recorder).write()
    return events(recorder), [line["why"] for line in logged if line["event"] == "sound lost"]


def test_a_finished_file_the_log_does_not_know_is_saved_once(folder):
    writer = TrackWriter(folder, "b7k2", MemoryRecorder())
    push(writer, [0])
    writer.flush()
    recorder = MemoryRecorder()
    for _ in range(2):
        TrackWriter(folder, "b7k2", recorder).write()
    assert [(e.start - EPOCH, e.samples, e.seat) for e in events(recorder)] == [(0, FRAME, "s3")]


def test_a_part_ends_before_a_torn_chunk_wherever_it_was_torn(tmp_path):
    folder = with_key(tmp_path / "whole")
    part = parts_of(folder, range(3))
    content = part.read_bytes()
    for size in range(0, len(content), 13):
        torn = with_key(tmp_path / str(size))
        place = torn.root / part.relative_to(folder.root)
        place.parent.mkdir(parents=True)
        place.write_bytes(content[:size])
        for key in folder.ring._folder.iterdir():
            (torn.root / "keys" / key.name).write_bytes(key.read_bytes())
        torn.house_key.write_bytes(folder.house_key.read_bytes())
        torn = DataFolder(torn.root)
        found, lost = saved(torn)
        frames = sum(size >= len(content) - n * (FRAME * 2 + 32) for n in range(3))
        assert lost == []
        assert [e.samples for e in found] == [FRAME * frames] * (frames > 0)
        for event in found:
            assert np.array_equal(read_segment(torn, event), np.concatenate([frame(n) for n in range(frames)]))
        assert [path.suffix for path in place.parent.iterdir()] == [".sealed"] * len(found)


def test_a_changed_chunk_of_a_part_ends_it_and_is_said(folder):
    part = parts_of(folder, range(3))
    content = bytearray(part.read_bytes())
    content[-700] ^= 1  # in the middle one
    part.write_bytes(content)
    (event,), lost = saved(folder)
    assert np.array_equal(read_segment(folder, event), frame(0))
    assert lost == [f"the end of {FILE} was changed or moved"]


def test_a_part_that_does_not_open_at_all_stays_and_is_said(folder):
    part = parts_of(folder, range(3))
    foreign = part.with_name(f"{EPOCH + FRAME}.part")
    part.replace(foreign)
    found, lost = saved(folder)
    assert found == []
    assert lost == [f"tracks/b7k2/l1/{EPOCH + FRAME}.sealed is not what was written to it: restore it from a copy"]
    assert foreign.exists()


def test_a_finished_file_without_its_end_is_not_entered_and_is_said(folder):
    writer = TrackWriter(folder, "b7k2", MemoryRecorder())
    push(writer, range(3))
    writer.flush()
    path = folder.root / FILE
    path.write_bytes(path.read_bytes()[:-32])
    assert saved(folder) == ([], [f"{FILE} is not what was written to it: restore it from a copy"])
    assert path.exists()


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


def test_a_full_disk_is_reported_and_recording_goes_on_where_it_stopped(folder, monkeypatch):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
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
    sound = np.concatenate([read_segment(folder, e) for e in events(recorder)])
    assert np.array_equal(sound, np.concatenate([frame(n) for n in range(500)]))


def test_without_room_for_long_the_oldest_sound_goes_first(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(tracks, "_KEPT", 10 * 16_000)
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
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


def test_a_full_log_loses_no_event(folder):
    class Full(MemoryRecorder):
        full = True

        def append_group(self, appends):
            if self.full:
                raise LogFull("there is no room for the log: free some space")
            return super().append_group(appends)

    recorder = Full()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, range(10))
    writer.announce(EPOCH, 8_000, "Please go ahead.")
    writer.flush()
    assert "no room" in writer.trouble
    assert events(recorder) == []
    recorder.full = False
    writer.write()
    assert {type(e) for e in events(recorder)} == {SegmentWritten, Announced}
    assert writer.trouble is None


# ── Sealed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def written_segment(folder: DataFolder) -> SegmentWritten:
    """A segment of ten chunks, its head and its end besides."""
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    for number in range(10):
        push(writer, [number])
        writer.write()
    writer.flush()
    (event,) = events(recorder)
    return event


def chunks_of(path: Path) -> list[bytes]:
    content, chunks = path.read_bytes(), []
    while content:
        end = 4 + int.from_bytes(content[:4], "little")
        chunks.append(content[:end])
        content = content[end:]
    return chunks


def test_no_file_holds_the_sound_or_says_whose_it_is(folder):
    event = written_segment(folder)
    parts_of(folder, range(50, 60))
    for path in (folder.root / "tracks").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(frame(number)[:32].tobytes() in content for number in range(60))
            assert b"seat" not in content
    assert np.array_equal(read_segment(folder, event), np.concatenate([frame(n) for n in range(10)]))


@pytest.mark.parametrize(
    "tamper",
    [
        lambda chunks: [chunks[0], chunks[2], chunks[1], *chunks[3:]],
        lambda chunks: chunks[:5] + chunks[6:],
        lambda chunks: chunks[:5] + chunks[4:],
        lambda chunks: chunks[:-2] + chunks[-1:],
        lambda chunks: chunks[:-1],
        lambda chunks: [*chunks, chunks[-1]],
        lambda chunks: [*chunks[:5], chunks[5][:-1] + bytes([chunks[5][-1] ^ 1]), *chunks[6:]],
        lambda chunks: [],
    ],
    ids=["moved", "dropped", "doubled", "last dropped", "end dropped", "lengthened", "changed", "emptied"],
)
def test_a_tampered_segment_is_named(folder, tamper):
    event = written_segment(folder)
    path = folder.root / event.file
    path.write_bytes(b"".join(tamper(chunks_of(path))))
    with pytest.raises(SegmentDamagedError, match=r"27200000000000\.sealed is not what was written"):
        read_segment(folder, event)


def test_a_segment_in_another_place_does_not_open(folder):
    event = written_segment(folder)
    for place in ("tracks/b7k2/l2", "tracks/b7k2/l1"):
        moved = folder.root / place / f"{EPOCH + 1}.sealed"
        moved.parent.mkdir(parents=True, exist_ok=True)
        moved.write_bytes((folder.root / event.file).read_bytes())
        with pytest.raises(SegmentDamagedError):
            read_segment(folder, replace(event, file=str(moved.relative_to(folder.root))))


def test_a_missing_segment_is_named(folder):
    event = written_segment(folder)
    (folder.root / event.file).unlink()
    with pytest.raises(SegmentDamagedError, match="cannot be read"):
        read_segment(folder, event)


def test_with_the_key_the_sound_is_gone_and_recording_stops_saying_so(folder):
    event = written_segment(folder)
    writer = TrackWriter(folder, "b7k2", MemoryRecorder())
    folder.ring.destroy("b7k2")
    with pytest.raises(SegmentDamagedError, match="does not open"):
        read_segment(folder, event)
    push(writer, [0])
    writer.flush()
    assert "the key of briefing b7k2 is not there" in writer.trouble


def test_a_failed_sync_ends_a_segment_once(folder, monkeypatch):
    recorder = MemoryRecorder()
    writer = TrackWriter(folder, "b7k2", recorder)
    push(writer, range(3))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        writer.flush()
        assert writer.trouble is not None
    writer.write()
    (event,) = events(recorder)
    assert np.array_equal(read_segment(folder, event), np.concatenate([frame(n) for n in range(3)]))


def failing(descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_finishing_twice_changes_nothing(folder):
    part = parts_of(folder, range(3))
    finish(part)
    finished = part.with_suffix(".sealed").read_bytes()
    finish(part)
    assert part.with_suffix(".sealed").read_bytes() == finished
