"""What any recorder of the event log keeps: its data, its errors and its interface.

A *recorder* stores *records*: events already encoded to bytes. Every record belongs to one *stream* (one
briefing's events, one briefing's words) and has a *version* in it: 1, 2, 3 and so on. It also has a
*position* in the whole log: 1, 2, 3 and so on across all streams, in the order of commitment. Both count
without gaps, so whoever has followed the log up to a position has seen all there is up to that position, and
nothing can appear behind it later.

Nothing here knows what an event means. `chain` defines the digests.
"""

from collections.abc import Sequence
from typing import Protocol

import msgspec


class Record(msgspec.Struct, frozen=True):
    """One event as it stands in the log.

    `at` is in milliseconds since the Unix epoch and is whatever the writer said; `data` is the encoded event;
    `digest` is the 32 bytes that chain it to the record before it in its stream (see `chain.link`).
    """

    position: int
    stream: str
    version: int
    at: int
    data: bytes
    digest: bytes

    def __repr__(self) -> str:
        """Everything but the data, which may hold names or numbers that belong in no traceback."""
        return f"Record({self.position}, {self.stream!r}, version={self.version}, {len(self.data)} bytes)"


class Append(msgspec.Struct, frozen=True):
    """Events to add to one stream.

    `expected` is the version of the last event the writer saw there (0 for a new stream); `at` is in
    milliseconds since the Unix epoch and is the same for all of `data`.
    """

    stream: str
    expected: int
    data: Sequence[bytes]
    at: int

    def __repr__(self) -> str:
        """Everything but the data, which may hold names or numbers that belong in no traceback."""
        return f"Append({self.stream!r}, expected={self.expected}, {len(self.data)} events)"


class Head(msgspec.Struct, frozen=True):
    """Where a stream stands: its last version (0 when it has no events) and that record's digest."""

    stream: str
    version: int
    digest: bytes


class LogError(Exception):
    """The log refused. The message is one line that says what happened and what to do."""


class Conflict(LogError):  # noqa: N818 -- the usual word for it
    """Somebody else has written to the stream since the writer looked; nothing was written.

    Read the stream from `expected`, decide again, append again.
    """

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        """`expected` is the version the writer saw last, `actual` the stream's."""
        super().__init__(f"stream {stream} is at version {actual}, not {expected}: read on, decide and append again")
        self.stream = stream
        self.expected = expected
        self.actual = actual


class LogUnavailable(LogError):  # noqa: N818 -- a state, not a fault of the caller
    """The log cannot be read or written at present; nothing of the refused call was written."""


class LogFull(LogUnavailable):
    """There is no room to write; nothing of the refused call was written, everything before it is kept."""


class LogDamaged(LogError):  # noqa: N818 -- a state, not a fault of the caller
    """The log is not what was written. `stream` and `version` say where, when that is known."""

    def __init__(self, stream: str | None, version: int | None, why: str) -> None:
        """`why` says what is wrong and what to do."""
        where = "" if stream is None else f"stream {stream}, version {version}: "
        super().__init__(where + why)
        self.stream = stream
        self.version = version
        self.why = why


class Recorder(Protocol):
    """An append-only store of records, safe to use from several threads.

    Every method may raise `LogUnavailable`, or `LogDamaged` when what it needs cannot be read.
    """

    def append_group(self, appends: Sequence[Append]) -> list[list[Record]]:
        """Write all of `appends` in one transaction, durably, or nothing; return each append's records.

        When this returns, the records survive a crash of the process and of the machine. Two appends to one
        stream are applied in their order. Raises `Conflict` for the first append whose stream is not at its
        `expected` version, and `LogFull` when there is no room.
        """
        ...

    def append(self, stream: str, expected: int, data: Sequence[bytes], at: int) -> list[Record]:
        """Write `data` to one stream, durably and all or nothing: `append_group` with one `Append`."""
        return self.append_group([Append(stream, expected, data, at)])[0]

    def read(self, stream: str, after: int = 0, limit: int | None = None) -> list[Record]:
        """Return the stream's records with versions above `after` in order, at most `limit` of them.

        Raises `LogDamaged` when one is missing between them.
        """
        ...

    def follow(self, after: int, limit: int = 1000) -> list[Record]:
        """Return the records of all streams with positions above `after` in order, at most `limit`.

        Steps over a record that damage has taken away: `chain.verify` walks the log with this.
        """
        ...

    def head(self, stream: str) -> Head:
        """Return where the stream stands; version 0 for a stream without events."""
        ...

    def version(self, stream: str) -> int:
        """Return the version of the stream's last event, 0 for a stream without events."""
        return self.head(stream).version

    def streams(self) -> list[str]:
        """Return the names of all streams that have events, sorted."""
        ...

    def wait(self, after: int, timeout_seconds: float) -> bool:
        """Wait until there is a record with a position above `after`; False when the time is over first."""
        ...

    def inspect(self) -> list[str]:
        """Return what the storage itself finds wrong (slow: it reads everything); empty when it is sound."""
        ...

    def close(self) -> None:
        """Let go of the storage. Any use after that raises `LogUnavailable`; closing twice does nothing."""
        ...
