"""The recorder on one machine: a SQLite file in WAL mode with full synchronisation.

Any number of processes may open the same file. Writers take turns by SQLite's own lock, taken before the
first look (`BEGIN IMMEDIATE`), so positions are given out in the order of commitment and never seen out of
order. Readers wait for nobody. A commit returns once the operating system says that the write-ahead log is on
the disk.

Threads: a recorder has one connection that writes and one that reads, each behind a lock, so it may be shared
by all threads of a process, and no reader waits for a disk to synchronise. Do not carry an open recorder
across a fork: open it in the child.
"""

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from onbackground.log.chain import GENESIS, link
from onbackground.log.recorder import (
    Append,
    Conflict,
    Head,
    LogDamaged,
    LogError,
    LogFull,
    LogUnavailable,
    Record,
    Recorder,
)
from onbackground.sealing.writing import sync_folder

APPLICATION_ID = 0x4F42_4C47  # "OBLG", in the file's header: tells a log from any other SQLite file
SCHEMA_VERSION = 1
POLL_SECONDS = 0.01

_SCHEMA = f"""
BEGIN;
CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    data BLOB NOT NULL,
    digest BLOB NOT NULL,
    UNIQUE (stream, version)
) STRICT;
CREATE TABLE head (
    stream TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT, WITHOUT ROWID;
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""


class SqliteRecorder(Recorder):
    """The log in one SQLite file, shared by all processes on the machine."""

    def __init__(self, path: Path, busy_seconds: float = 10.0) -> None:
        """Open the log in the file `path`; make it (mode 0600, its folder 0700) if it is not there.

        A writer waits up to `busy_seconds` for its turn. Raises `LogUnavailable` when the file cannot be
        opened or written or is another program's, `LogDamaged` when it is no longer the log it was.
        """
        self.path = path
        self._closed = False
        with self._refusals():
            if not path.exists():
                _create(path)
            path.chmod(0o600)
            self._check_is_log()
            self._writer = _connect(path, busy_seconds)
            self._reader = _connect(path, busy_seconds)
        self._writing = threading.Lock()
        self._reading = threading.Lock()

    def append_group(self, appends: Sequence[Append]) -> list[list[Record]]:
        """See `Recorder.append_group`."""
        with self._writing, self._refusals():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                written = [self._write(append) for append in appends]
                self._writer.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some failures, not after others.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            return written

    def read(self, stream: str, after: int = 0, limit: int | None = None) -> list[Record]:
        """See `Recorder.read`."""
        rows = self._select(
            "SELECT position, stream, version, at, data, digest FROM event"
            " WHERE stream = ? AND version > ? ORDER BY version LIMIT ?",
            (stream, after, -1 if limit is None else limit),
        )
        records = [Record(*row) for row in rows]
        for version, record in enumerate(records, start=after + 1):
            if record.version != version:
                raise LogDamaged(stream, version, f"is missing from {self.path}: run doctor")
        return records

    def follow(self, after: int, limit: int = 1000) -> list[Record]:
        """See `Recorder.follow`."""
        rows = self._select(
            "SELECT position, stream, version, at, data, digest FROM event"
            " WHERE position > ? ORDER BY position LIMIT ?",
            (after, limit),
        )
        return [Record(*row) for row in rows]

    def head(self, stream: str) -> Head:
        """See `Recorder.head`."""
        rows = self._select("SELECT stream, version, digest FROM head WHERE stream = ?", (stream,))
        return Head(*rows[0]) if rows else Head(stream, 0, GENESIS)

    def streams(self) -> list[str]:
        """See `Recorder.streams`."""
        return [stream for (stream,) in self._select("SELECT stream FROM head ORDER BY stream")]

    def wait(self, after: int, timeout_seconds: float) -> bool:
        """See `Recorder.wait`. Looks at a counter in shared memory every 10 ms."""
        deadline = time.monotonic() + timeout_seconds
        seen = None
        while True:
            # The counter changes with every commit of any other connection, our own writer's included.
            counter = self._select("PRAGMA data_version")
            if counter != seen:
                seen = counter
                if self._select("SELECT 1 FROM event WHERE position > ? LIMIT 1", (after,)):
                    return True
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return False
            time.sleep(min(POLL_SECONDS, remaining))

    def inspect(self) -> list[str]:
        """See `Recorder.inspect`: SQLite's own integrity check."""
        try:
            found = [str(line) for (line,) in self._select("PRAGMA integrity_check")]
        except LogDamaged as error:
            return [error.why]
        return [] if found == ["ok"] else [f"{self.path}: {line}" for line in found]

    def close(self) -> None:
        """See `Recorder.close`. The last process to close moves the write-ahead log into the file."""
        with self._writing, self._reading:
            self._closed = True
            self._reader.close()
            self._writer.close()

    def _write(self, append: Append) -> list[Record]:
        """Insert one append's events within the open transaction."""
        row = self._writer.execute("SELECT version, digest FROM head WHERE stream = ?", (append.stream,)).fetchone()
        version, digest = row or (0, GENESIS)
        if version != append.expected:
            raise Conflict(append.stream, append.expected, version)
        records: list[Record] = []
        (position,) = self._writer.execute("SELECT coalesce(max(position), 0) FROM event").fetchone()
        for data in append.data:
            position += 1
            version += 1
            digest = link(digest, append.stream, version, append.at, data)
            records.append(Record(position, append.stream, version, append.at, data, digest))
        if records:
            self._writer.executemany(
                "INSERT INTO event (position, stream, version, at, data, digest) VALUES (?, ?, ?, ?, ?, ?)",
                [(r.position, r.stream, r.version, r.at, r.data, r.digest) for r in records],
            )
            self._writer.execute(
                "INSERT INTO head (stream, version, digest) VALUES (?, ?, ?)"
                " ON CONFLICT (stream) DO UPDATE SET version = excluded.version, digest = excluded.digest",
                (append.stream, version, digest),
            )
        return records

    def _select(self, query: str, values: tuple[str | int, ...] = ()) -> list[tuple[Any, ...]]:
        # Always to the last row: an open cursor keeps the write-ahead log from being moved into the file.
        with self._reading, self._refusals():
            return self._reader.execute(query, values).fetchall()

    def _check_is_log(self) -> None:
        """Refuse a file that is not a log of a schema we know, before anything is written to it."""
        if self.path.stat().st_size == 0:
            raise LogDamaged(None, None, f"{self.path} is empty: put the log back from a copy, or move the file away")
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (schema,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise LogUnavailable(f"{self.path} is another program's database: choose another data folder")
        if schema > SCHEMA_VERSION:
            raise LogUnavailable(
                f"{self.path} was written by a newer version of On Background (log schema {schema}, this one"
                f" knows {SCHEMA_VERSION}): install that version, or choose another data folder"
            )

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn whatever SQLite or the operating system refuses into the log's own one-line errors."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise self._refusal(error) from error

    def _refusal(self, error: sqlite3.Error | OSError) -> LogError:
        path = self.path
        if self._closed:
            return LogUnavailable("the log is closed: open it again")
        if isinstance(error, OSError):
            return LogUnavailable(f"{path} cannot be used ({error.strerror}): check the data folder and its owner")
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_NOTADB":
            return LogDamaged(
                None, None, f"{path} is not a log: put it back from a copy, or choose another data folder"
            )
        if name.startswith("SQLITE_CORRUPT"):
            return LogDamaged(None, None, f"{path} is damaged ({error}): run doctor, put the log back from a copy")
        if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _no_room(path)):
            return LogFull(f"no room to write {path}: free some disk space; everything acknowledged so far is kept")
        if name.startswith("SQLITE_BUSY"):
            return LogUnavailable(f"{path} is held by another process: try again, or end the process that holds it")
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            return LogUnavailable(f"{path} cannot be written: let this user write the file and its folder")
        return LogUnavailable(f"{path} cannot be used ({name or error}): check the disk; what was acknowledged is kept")


def _connect(path: Path, busy_seconds: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")  # a log put back from a copy may have lost this
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _create(path: Path) -> None:
    """Make an empty log beside `path` and put it there whole, so that nobody ever opens one half made."""
    if path.with_name(path.name + "-wal").exists():
        # SQLite would play these leftovers into the new file.
        why = f"{path} is gone but {path.name}-wal is there: put the log back, or move both away"
        raise LogDamaged(None, None, why)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
    making.unlink(missing_ok=True)
    try:
        making.touch(mode=0o600)
        with closing(sqlite3.connect(making, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_SCHEMA)
        with suppress(FileExistsError):  # another process was faster: its file stands
            path.hardlink_to(making)
    finally:
        making.unlink(missing_ok=True)
    sync_folder(path.parent)


def _no_room(path: Path) -> bool:
    """Whether the disk is as good as full, which some file systems report as a failure to write."""
    return shutil.disk_usage(path.parent).free < 1 << 20
