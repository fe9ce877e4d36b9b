import os
import random
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from recorder_suite import AT, RecorderSuite

from onbackground.log.chain import verify
from onbackground.log.recorder import (
    Append,
    Conflict,
    LogDamaged,
    LogError,
    LogFull,
    LogUnavailable,
    Record,
    Recorder,
)
from onbackground.log.sqlite import SqliteRecorder

# Never fork: SQLite's locks do not survive it.
processes = get_context("spawn")


class Torn(NamedTuple):
    """An open log, all its records, and how long its write-ahead log must be to hold how many of them."""

    path: Path
    records: list[Record]
    ends: list[tuple[int, int]]


class TestSqliteRecorder(RecorderSuite):
    @contextmanager
    def opened(self) -> Iterator[Recorder]:
        with TemporaryDirectory() as folder, closing(SqliteRecorder(Path(folder) / "data" / "log.db")) as recorder:
            yield recorder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "log.db"


def refusal(path: Path) -> str:
    """The one line that says why the log cannot be opened."""
    with pytest.raises(LogError) as refused:
        SqliteRecorder(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


class TestOpening:
    def test_only_the_owner_may_read_it(self, path: Path) -> None:
        with closing(SqliteRecorder(path)) as recorder:
            recorder.append("b7k2", 0, [b"one"], AT)
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {
                "log.db": 0o600,
                "log.db-wal": 0o600,
                "log.db-shm": 0o600,
            }
        assert [file.name for file in path.parent.iterdir()] == ["log.db"]

    def test_a_log_that_others_could_read_is_closed_to_them(self, path: Path) -> None:
        SqliteRecorder(path).close()
        path.chmod(0o644)
        SqliteRecorder(path).close()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_log_is_there_again_when_opened_again(self, path: Path) -> None:
        with closing(SqliteRecorder(path)) as recorder:
            written = recorder.append("b7k2", 0, [b"one", b"two"], AT)
        with closing(SqliteRecorder(path)) as recorder:
            assert recorder.follow(0) == written
            assert recorder.append("b7k2", 2, [b"three"], AT)[0].position == 3

    def test_a_commit_waits_for_the_disk(self, path: Path) -> None:
        with closing(SqliteRecorder(path)) as recorder:
            assert recorder._writer.execute("PRAGMA synchronous").fetchone() == (2,)
            assert recorder._writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    def test_several_processes_may_make_it_at_once(self, path: Path) -> None:
        start = processes.Barrier(4)
        makers = [processes.Process(target=_make, args=(path, start, own)) for own in range(4)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join(60)
        assert [maker.exitcode for maker in makers] == [0] * 4
        with closing(SqliteRecorder(path)) as recorder:
            assert recorder.streams() == ["own0", "own1", "own2", "own3"]
            assert list(verify(recorder)) == []
        assert [file.name for file in path.parent.iterdir()] == ["log.db"]

    def test_a_text_file_is_refused_and_left_alone(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("minutes of the meeting\n" * 100)
        assert "is not a log" in refusal(path)
        assert path.read_text() == "minutes of the meeting\n" * 100

    def test_an_emptied_log_is_refused(self, path: Path) -> None:
        path.parent.mkdir()
        path.touch()
        assert "is empty: put the log back from a copy" in refusal(path)
        assert path.stat().st_size == 0

    def test_another_program_s_database_is_refused_and_left_alone(self, path: Path) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
        before = path.read_bytes()
        assert "another program's database: choose another data folder" in refusal(path)
        assert path.read_bytes() == before

    def test_a_newer_schema_is_refused(self, path: Path) -> None:
        SqliteRecorder(path).close()
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 2")
        assert "newer version of On Background (log schema 2, this one knows 1)" in refusal(path)

    def test_leftovers_of_a_lost_log_are_not_played_into_a_new_one(self, path: Path) -> None:
        recorder = SqliteRecorder(path)
        recorder.append("b7k2", 0, [b"one"], AT)
        path.unlink()
        assert "log.db is gone but" in refusal(path)
        assert not path.exists()

    def test_a_file_in_the_folder_s_place_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("in the way")
        assert "check the data folder and its owner" in refusal(tmp_path / "data" / "log.db")

    def test_a_folder_in_the_file_s_place_is_refused(self, path: Path) -> None:
        path.mkdir(parents=True)
        assert "let this user write the file and its folder" in refusal(path)

    @pytest.mark.parametrize("there", ["a log in it", "empty"])
    def test_a_folder_of_somebody_else_is_refused(self, there: str) -> None:
        # Not under tmp_path, which no other user may enter.
        with TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            data = Path(folder) / "data"
            path = data / "log.db"
            data.mkdir()
            if there == "a log in it":
                SqliteRecorder(path).close()
                path.chmod(0o644)
            data.chmod(0o555)
            here, there_end = processes.Pipe()
            opener = processes.Process(target=_open_as_nobody, args=(path, there_end))
            opener.start()
            assert here.poll(60)
            message = here.recv()
            opener.join(60)
            data.chmod(0o755)
        assert str(path) in message
        assert "owner" in message or "let this user write" in message

    def test_a_log_put_back_from_a_compact_copy_is_in_order(self, path: Path, tmp_path: Path) -> None:
        with closing(SqliteRecorder(path)) as recorder:
            written = recorder.append("b7k2", 0, [b"one"], AT)
        with closing(sqlite3.connect(path)) as copier:
            copier.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
        with closing(SqliteRecorder(tmp_path / "copy.db")) as recorder:
            assert recorder.follow(0) == written
            assert recorder._writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)


class TestSeveralProcesses:
    def test_every_acknowledged_event_is_there_once_and_followers_see_all_in_order(self, path: Path) -> None:
        writers, each = 3, 25
        with closing(SqliteRecorder(path)) as recorder:
            pipes = [processes.Pipe(duplex=False) for _ in range(writers)]
            started = [
                processes.Process(target=_write, args=(path, own, each, end)) for own, (_, end) in enumerate(pipes)
            ]
            for writer in started:
                writer.start()
            followed: list[Record] = []
            while len(followed) < 3 * writers * each:
                after = followed[-1].position if followed else 0
                assert recorder.wait(after, timeout_seconds=60)
                followed += recorder.follow(after, limit=5)
            acknowledged = [record for here, _ in pipes for record in here.recv()]
            for writer in started:
                writer.join(60)

            assert sorted(acknowledged, key=lambda record: record.position) == followed
            assert [record.position for record in followed] == list(range(1, 3 * writers * each + 1))
            assert recorder.follow(0, limit=10_000) == followed
            assert recorder.version("shared") == writers * each
            assert list(verify(recorder)) == []

    def test_a_killed_writer_loses_nothing_acknowledged(self, path: Path) -> None:
        acknowledged: list[Record] = []
        for seed in range(3):
            here, there = processes.Pipe(duplex=False)
            writer = processes.Process(target=_write_until_killed, args=(path, there))
            writer.start()
            there.close()
            for _ in range(random.Random(seed).randrange(5, 40)):
                acknowledged += here.recv()
            assert writer.pid is not None
            os.kill(writer.pid, signal.SIGKILL)
            writer.join(60)
            with pytest.raises(EOFError):
                while True:
                    acknowledged += here.recv()

            with closing(SqliteRecorder(path)) as recorder:
                kept = recorder.follow(0, limit=10_000)
                assert kept[: len(acknowledged)] == acknowledged
                # One append of three may have been committed and its acknowledgement cut off.
                assert len(kept) - len(acknowledged) in (0, 3)
                assert list(verify(recorder)) == []
                acknowledged = kept

    def test_a_writer_that_waits_too_long_for_its_turn_is_told(self, path: Path) -> None:
        with closing(SqliteRecorder(path, busy_seconds=0.01)) as recorder, closing(sqlite3.connect(path)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogUnavailable, match="held by another process: try again"):
                recorder.append("b7k2", 0, [b"one"], AT)
            # Reading goes on meanwhile.
            assert recorder.follow(0) == []
            other.execute("ROLLBACK")
            assert recorder.append("b7k2", 0, [b"one"], AT)[0].position == 1


@pytest.fixture(scope="module")
def torn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Torn]:
    """A log with ten events in its file and, in its write-ahead log, eight appends of one to four events."""
    path = tmp_path_factory.mktemp("torn") / "log.db"
    ends = [(0, 10)]
    with closing(SqliteRecorder(path)) as recorder:
        recorder.append("b7k2", 0, [b"checkpointed"] * 10, AT)
        recorder._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for count in (1, 4, 2, 1, 3, 1, 1, 2):
            half = count // 2
            recorder.append_group(
                [
                    Append("b7k2", recorder.version("b7k2"), [b"x" * 1500] * (count - half), AT),
                    Append("b7k2/words", recorder.version("b7k2/words"), [b"y" * 3000] * half, AT),
                ]
            )
            ends.append(((path.parent / "log.db-wal").stat().st_size, ends[-1][1] + count))
        yield Torn(path, recorder.follow(0), ends)


@settings(max_examples=60, deadline=None)
@given(fraction=st.floats(0, 1), flip=st.booleans())
def test_of_a_torn_write_ahead_log_what_was_whole_stays_and_the_rest_vanishes_whole(
    torn: Torn, fraction: float, flip: bool
) -> None:
    wal = bytearray(torn.path.with_name("log.db-wal").read_bytes())
    cut = round(fraction * len(wal))
    if flip and cut < len(wal):
        wal[cut] ^= 0x40
    else:
        del wal[cut:]
    with TemporaryDirectory() as folder:
        left = Path(folder) / "log.db"
        shutil.copy(torn.path, left)
        left.with_name("log.db-wal").write_bytes(wal)
        with closing(SqliteRecorder(left)) as recorder:
            kept = recorder.follow(0)
            assert kept == torn.records[: max(events for length, events in torn.ends if length <= cut)]
            assert list(verify(recorder)) == []
            version = recorder.version("b7k2")
            assert recorder.append("b7k2", version, [b"on"], AT)[0].position == len(kept) + 1


class TestDamage:
    @pytest.fixture
    def written(self, path: Path) -> Path:
        """A closed log of 60 events in two streams, a dozen pages."""
        with closing(SqliteRecorder(path)) as recorder:
            for n in range(30):
                recorder.append_group(
                    [
                        Append("b7k2", n, [b"event %d " % n * 40], AT),
                        Append("b7k2/words", n, [b"words %d " % n * 10], AT),
                    ]
                )
        return path

    def test_one_changed_byte_of_an_event_is_found_where_it_is(self, written: Path) -> None:
        content = bytearray(written.read_bytes())
        content[content.index(b"event 17 ") + 2] ^= 1
        written.write_bytes(content)
        with closing(SqliteRecorder(written)) as recorder:
            assert [(damage.stream, damage.version) for damage in verify(recorder)] == [("b7k2", 18)]

    def test_any_lost_page_is_found(self, written: Path) -> None:
        content = written.read_bytes()
        for start in range(4096, len(content), 4096):
            written.write_bytes(content[:start] + bytes(4096) + content[start + 4096 :])
            with closing(SqliteRecorder(written)) as recorder:
                assert list(verify(recorder)) != [], f"page at {start}"

    def test_an_unreadable_page_is_said_by_whoever_meets_it(self, written: Path) -> None:
        content = bytearray(written.read_bytes())
        page = content.index(b"event 17 ") // 4096 * 4096
        content[page : page + 8] = b"\xff" * 8
        written.write_bytes(content)
        with closing(SqliteRecorder(written)) as recorder:
            with pytest.raises(LogDamaged, match="is damaged"):
                recorder.follow(0)
            assert len(list(verify(recorder))) > 0

    def test_an_event_that_its_stream_has_lost_is_never_passed_over(self, written: Path) -> None:
        # Alter one entry of the index by which streams are read, and leave the events alone.
        content = bytearray(written.read_bytes())
        entry = content.index(b"b7k2\x07", content.index(b"b7k2/words\x07") - 4096)
        content[entry : entry + 4] = b"b7k1"
        written.write_bytes(content)
        with closing(SqliteRecorder(written)) as recorder:
            with pytest.raises(LogDamaged, match=r"stream b7k2, version \d+: is missing"):
                recorder.read("b7k2")
            assert list(verify(recorder)) != []

    def test_a_lost_first_page_is_refused(self, written: Path) -> None:
        written.write_bytes(b"\xff" * 4096 + written.read_bytes()[4096:])
        assert "is not a log: put it back from a copy" in refusal(written)

    def test_a_file_cut_short_is_refused_or_found(self, written: Path) -> None:
        content = written.read_bytes()
        for length in range(4096, len(content), 4096):
            written.write_bytes(content[:length])
            try:
                with closing(SqliteRecorder(written)) as recorder:
                    assert list(verify(recorder)) != [], f"cut to {length} bytes"
            except LogDamaged as damaged:
                assert "put the log back" in str(damaged) or "put it back" in str(damaged)

    @pytest.mark.parametrize(
        ("statement", "found"),
        [
            ("DELETE FROM event WHERE stream = 'b7k2' AND version > 28", ("b7k2", 29)),
            ("DELETE FROM event WHERE stream = 'b7k2' AND version = 5", ("b7k2", 5)),
            ("UPDATE event SET at = at + 1 WHERE stream = 'b7k2/words' AND version = 7", ("b7k2/words", 7)),
            ("DELETE FROM head WHERE stream = 'b7k2'", ("b7k2", 30)),
            ("UPDATE head SET digest = zeroblob(32) WHERE stream = 'b7k2'", ("b7k2", 30)),
        ],
    )
    def test_a_hand_in_the_file_is_found(self, written: Path, statement: str, found: tuple[str, int]) -> None:
        with closing(sqlite3.connect(written)) as hand:
            hand.execute(statement)
            hand.commit()
        with closing(SqliteRecorder(written)) as recorder:
            assert found in [(damage.stream, damage.version) for damage in verify(recorder)]


class TestFullDisk:
    def test_a_full_log_refuses_keeps_everything_and_goes_on_when_there_is_room(self, path: Path) -> None:
        with closing(SqliteRecorder(path)) as recorder:
            (pages,) = recorder._writer.execute("PRAGMA page_count").fetchone()
            recorder._writer.execute(f"PRAGMA max_page_count = {pages + 5}")
            acknowledged = _fill(recorder)
            assert recorder.follow(0) == acknowledged
            assert list(verify(recorder)) == []
            recorder._writer.execute("PRAGMA max_page_count = 1000000")
            acknowledged += recorder.append("b7k2", len(acknowledged), [b"room again"], AT)
        with closing(SqliteRecorder(path)) as recorder:
            assert recorder.follow(0) == acknowledged

    def test_a_limit_on_file_sizes_refuses_and_loses_nothing(self, path: Path) -> None:
        here, there = processes.Pipe(duplex=False)
        writer = processes.Process(target=_write_limited, args=(path, there))
        writer.start()
        assert here.poll(60)
        acknowledged, message = here.recv()
        writer.join(60)
        assert str(path) in message and "is kept" in message
        with closing(SqliteRecorder(path)) as recorder:
            assert len(acknowledged) > 3
            assert recorder.follow(0) == acknowledged
            assert list(verify(recorder)) == []

    def test_a_full_disk_refuses_keeps_everything_and_goes_on_when_there_is_room(self, tmp_path: Path) -> None:
        with _small_disk(tmp_path / "disk") as disk:
            ballast = disk / "ballast"
            ballast.write_bytes(bytes(200_000))
            with closing(SqliteRecorder(disk / "data" / "log.db")) as recorder:
                acknowledged = _fill(recorder)
                assert recorder.follow(0) == acknowledged
                ballast.unlink()
                acknowledged += recorder.append("b7k2", len(acknowledged), [b"room again"], AT)
            with closing(SqliteRecorder(disk / "data" / "log.db")) as recorder:
                assert recorder.follow(0) == acknowledged
                assert list(verify(recorder)) == []

    def test_a_log_on_a_full_disk_is_opened_when_there_is_room(self, tmp_path: Path) -> None:
        with _small_disk(tmp_path / "disk") as disk:
            with closing(SqliteRecorder(disk / "data" / "log.db")) as recorder:
                written = recorder.append("b7k2", 0, [b"one"], AT)
            with pytest.raises(OSError, match="No space"), (disk / "ballast").open("wb", buffering=0) as ballast:
                while True:
                    ballast.write(bytes(4096))
            with pytest.raises(LogFull, match="free some disk space"):
                SqliteRecorder(disk / "data" / "log.db").append("b7k2", 1, [b"x" * 8000], AT)
            (disk / "ballast").unlink()
            with closing(SqliteRecorder(disk / "data" / "log.db")) as recorder:
                assert recorder.follow(0) == written

    def test_a_log_on_a_full_disk_cannot_begin(self, tmp_path: Path) -> None:
        with _small_disk(tmp_path / "disk") as disk:
            with pytest.raises(OSError, match="No space"), (disk / "ballast").open("wb", buffering=0) as ballast:
                while True:
                    ballast.write(bytes(4096))
            with pytest.raises(LogFull, match="free some disk space"):
                SqliteRecorder(disk / "data" / "log.db")
            (disk / "ballast").unlink()
            SqliteRecorder(disk / "data" / "log.db").close()


def _fill(recorder: Recorder) -> list[Record]:
    """Append until the log is full; what was acknowledged."""
    acknowledged: list[Record] = []
    with pytest.raises(LogFull, match="free some disk space; everything acknowledged so far is kept"):
        while True:
            acknowledged += recorder.append("b7k2", len(acknowledged), [b"x" * 1000], AT)
    assert acknowledged
    return acknowledged


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk can only be mounted by root, where mounting is allowed")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# What the other processes do.


def _make(path: Path, start: Barrier, own: int) -> None:
    start.wait(60)
    with closing(SqliteRecorder(path)) as recorder:
        recorder.append(f"own{own}", 0, [b"made"], AT)


def _write(path: Path, own: int, each: int, acknowledged: Connection) -> None:
    """Append to one's own streams in groups and to a shared one against the others."""
    written: list[Record] = []
    with closing(SqliteRecorder(path)) as recorder:
        for version in range(each):
            for records in recorder.append_group(
                [Append(f"own{own}", version, [b"own"], AT), Append(f"own{own}/words", version, [b"words"], AT)]
            ):
                written += records
            while True:
                try:
                    written += recorder.append("shared", recorder.version("shared"), [b"shared"], AT)
                    break
                except Conflict:
                    continue
    acknowledged.send(written)


def _write_until_killed(path: Path, acknowledged: Connection) -> None:
    recorder = SqliteRecorder(path)
    version = recorder.version("b7k2")
    while True:
        written = recorder.append("b7k2", version, [b"one" * 100, b"two", b"three" * 1000], AT)
        acknowledged.send(written)
        version += 3


def _write_limited(path: Path, result: Connection) -> None:
    recorder = SqliteRecorder(path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
    acknowledged: list[Record] = []
    try:
        while True:
            acknowledged += recorder.append("b7k2", len(acknowledged), [b"x" * 100], AT)
    except LogUnavailable as refused:
        result.send((acknowledged, str(refused)))


def _open_as_nobody(path: Path, result: Connection) -> None:
    if os.geteuid() == 0:
        os.setuid(65_534)
    try:
        recorder = SqliteRecorder(path)
        recorder.append("b7k2", 0, [b"one"], AT)
        result.send("written")
    except LogUnavailable as refused:
        result.send(str(refused))
