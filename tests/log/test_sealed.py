"""Records sealed with their briefing's key, to their place."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace
from recorder_suite import AT, RecorderSuite

from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import LogDamaged, Record, Recorder
from onbackground.log.sealed import SealedRecorder
from onbackground.sealing.identity import Identity
from onbackground.sealing.ring import KeyDestroyedError, KeyRing

IDENTITY = Identity.new()


class TestSealedRecorder(RecorderSuite):
    def opened(self) -> AbstractContextManager[Recorder]:
        @contextmanager
        def opening() -> Iterator[Recorder]:
            with TemporaryDirectory() as folder:
                ring = KeyRing(Path(folder), IDENTITY)
                for briefing in ("b7k2", "c3m9", "ü"):
                    ring.begin(briefing)
                recorder = SealedRecorder(MemoryRecorder(), ring)
                yield recorder
                recorder.close()

        return opening()

    def stored(self, recorder: Recorder) -> Recorder:
        assert isinstance(recorder, SealedRecorder)
        return recorder.below


def sealed(folder: Path) -> tuple[SealedRecorder, KeyRing]:
    ring = KeyRing(folder, IDENTITY)
    return SealedRecorder(MemoryRecorder(), ring), ring


def test_what_is_stored_shows_nothing_and_is_never_the_same_twice(tmp_path: Path) -> None:
    recorder, _ = sealed(tmp_path)
    recorder.append("b7k2", 0, [b"Rosalind", b"Rosalind"], AT)
    first, second = recorder.below.read("b7k2")
    assert b"Rosalind" not in first.data + second.data
    assert first.data != second.data
    assert [record.data for record in recorder.read("b7k2")] == [b"Rosalind", b"Rosalind"]


class _Changed(MemoryRecorder):
    """A storage in which somebody has put other bytes for one record."""

    def __init__(self, records: list[Record]) -> None:
        super().__init__()
        self._changed = records

    def read(self, stream: str, after: int = 0, limit: int | None = None) -> list[Record]:
        return self._changed


def test_a_record_that_was_moved_or_changed_is_damaged(tmp_path: Path) -> None:
    recorder, ring = sealed(tmp_path)
    recorder.append("b7k2", 0, [b"one", b"two"], AT)
    recorder.append("c3m9", 0, [b"three"], AT)
    one, two = recorder.below.read("b7k2")
    (three,) = recorder.below.read("c3m9")
    for forged in (
        replace(one, data=two.data),
        replace(one, data=three.data),
        replace(one, data=one.data[:-1] + bytes([one.data[-1] ^ 1])),
        replace(one, data=b""),
    ):
        with pytest.raises(LogDamaged, match="stream b7k2, version 1: a sealed box does not open"):
            SealedRecorder(_Changed([forged]), ring).read("b7k2")


def test_a_briefing_whose_key_is_destroyed_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    recorder, ring = sealed(tmp_path)
    recorder.append("b7k2", 0, [b"one"], AT)
    recorder.append("c3m9", 0, [b"two"], AT)
    recorder.append("b7k2/words", 0, [b"three"], AT)
    ring.destroy("b7k2")
    assert recorder.read("b7k2") == []
    assert [record.data for record in recorder.follow(0)] == [b"two"]
    assert recorder.follow(0, limit=1)[0].data == b"two", "a batch of nothing readable is stepped over"
    assert recorder.follow(2) == []
    with pytest.raises(KeyDestroyedError, match="the key of briefing b7k2 is not there"):
        recorder.append("b7k2", 1, [b"four"], AT)
    with pytest.raises(KeyDestroyedError):
        recorder.append("b7k2/desk", 0, [b"five"], AT)
