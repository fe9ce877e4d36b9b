"""A recorder whose records are sealed, each with its briefing's key and to its place in its stream.

What reaches the storage below is sealed: its digests chain the sealed bytes, so the chain is checked without any key.
A record that was moved, copied or changed does not open, and nobody without the key can add one that does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from ..sealing.boxes import BoxError, seal, unseal
from ..sealing.keys import Key
from ..sealing.ring import KeyDestroyedError, KeyRing
from .recorder import Append, Head, LogDamaged, Record, Recorder

_PURPOSE: Final = "log"
_RECORD: Final = frozenset({"words", "tracks", "edits"})
"""The streams of a briefing that hold what was said."""


class SealedRecorder(Recorder):
    """Seals what is written to ``below``, and opens what is read from it.

    The records of a briefing whose key was destroyed are left out, as if they had never been; what was said in one that
    is closed, too.
    """

    def __init__(self, below: Recorder, ring: KeyRing) -> None:
        self.below: Final = below
        """The storage: its records as they are chained, sealed."""
        self._ring = ring

    def append_group(self, appends: Sequence[Append]) -> list[list[Record]]:
        """Write all or nothing; see :meth:`Recorder.append_group`."""
        written = self.below.append_group([self._sealed(one) for one in appends])
        return [
            [replace(record, data=data) for record, data in zip(records, append.data, strict=True)]
            for records, append in zip(written, appends, strict=True)
        ]

    def read(self, stream: str, after: int = 0, limit: int | None = None) -> list[Record]:
        """Return a stream's records. Raises ``LogDamaged`` for one that does not open."""
        return self._open(self.below.read(stream, after, limit))

    def follow(self, after: int, limit: int = 1000) -> list[Record]:
        """Return the records of all streams; batches of destroyed briefings are stepped over."""
        while records := self.below.follow(after, limit):
            if opened := self._open(records):
                return opened
            after = records[-1].position
        return []

    def head(self, stream: str) -> Head:
        """Return where the stream stands."""
        return self.below.head(stream)

    def streams(self) -> list[str]:
        """Return the names of all streams."""
        return self.below.streams()

    def wait(self, after: int, timeout_seconds: float) -> bool:
        """Wait for a record after this position."""
        return self.below.wait(after, timeout_seconds)

    def inspect(self) -> list[str]:
        """Return what the storage finds wrong."""
        return self.below.inspect()

    def close(self) -> None:
        """Let go of the storage."""
        self.below.close()

    def _sealed(self, append: Append) -> Append:
        if _begins_briefing(append):
            self._ring.begin(append.stream)
        key = self._key(append.stream)
        versions = range(append.expected + 1, append.expected + 1 + len(append.data))
        boxes = [
            seal(key, data, _place(append.stream, version)) for data, version in zip(append.data, versions, strict=True)
        ]
        return replace(append, data=boxes)

    def _open(self, records: Sequence[Record]) -> list[Record]:
        opened = []
        for record in records:
            try:
                key = self._key(record.stream)
                opened.append(replace(record, data=unseal(key, record.data, _place(record.stream, record.version))))
            except KeyDestroyedError:
                continue
            except BoxError as error:
                raise LogDamaged(record.stream, record.version, f"{error}: restore the log from a copy") from None
        return opened

    def _key(self, stream: str) -> Key:
        briefing, _, part = stream.partition("/")
        key = self._ring.record_key(briefing) if part in _RECORD else self._ring.key_of(briefing)
        return key.subkey(_PURPOSE)


def _begins_briefing(append: Append) -> bool:
    return append.expected == 0 and "/" not in append.stream


def _place(stream: str, version: int) -> str:
    return f"{stream}@{version}"
