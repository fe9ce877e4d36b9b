"""The recorder of one process: in memory, for a call held on the simulated clock."""

import threading
from collections.abc import Sequence

from onbackground.log.chain import GENESIS, link
from onbackground.log.recorder import Append, Conflict, Head, LogUnavailable, Record, Recorder


class MemoryRecorder(Recorder):
    """Keeps the records in lists; the same semantics as any recorder, within one process."""

    def __init__(self) -> None:
        """Begin an empty log."""
        self._log: list[Record] = []
        self._streams: dict[str, list[Record]] = {}
        self._changed = threading.Condition()
        self._closed = False

    def append_group(self, appends: Sequence[Append]) -> list[list[Record]]:
        """See `Recorder.append_group`."""
        with self._changed:
            self._check_open()
            heads: dict[str, Head] = {}
            position = len(self._log)
            written: list[list[Record]] = []
            for append in appends:
                head = heads.get(append.stream) or self._head(append.stream)
                if head.version != append.expected:
                    raise Conflict(append.stream, append.expected, head.version)
                records = []
                for data in append.data:
                    position += 1
                    version = head.version + 1
                    digest = link(head.digest, append.stream, version, append.at, data)
                    records.append(Record(position, append.stream, version, append.at, data, digest))
                    head = Head(append.stream, version, digest)
                heads[append.stream] = head
                written.append(records)
            for records in written:
                self._log.extend(records)
                for record in records:
                    self._streams.setdefault(record.stream, []).append(record)
            self._changed.notify_all()
            return written

    def read(self, stream: str, after: int = 0, limit: int | None = None) -> list[Record]:
        """See `Recorder.read`."""
        with self._changed:
            self._check_open()
            end = None if limit is None else after + limit
            return self._streams.get(stream, [])[after:end]

    def follow(self, after: int, limit: int = 1000) -> list[Record]:
        """See `Recorder.follow`."""
        with self._changed:
            self._check_open()
            return self._log[after : after + limit]

    def head(self, stream: str) -> Head:
        """See `Recorder.head`."""
        with self._changed:
            self._check_open()
            return self._head(stream)

    def streams(self) -> list[str]:
        """See `Recorder.streams`."""
        with self._changed:
            self._check_open()
            return sorted(self._streams)

    def wait(self, after: int, timeout_seconds: float) -> bool:
        """See `Recorder.wait`."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._log) > after, timeout_seconds)
            self._check_open()
            return len(self._log) > after

    def inspect(self) -> list[str]:
        """See `Recorder.inspect`: memory has nothing to find wrong."""
        return []

    def close(self) -> None:
        """See `Recorder.close`."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _head(self, stream: str) -> Head:
        records = self._streams.get(stream)
        return Head(stream, records[-1].version, records[-1].digest) if records else Head(stream, 0, GENESIS)

    def _check_open(self) -> None:
        if self._closed:
            raise LogUnavailable("the log is closed: open it again")
