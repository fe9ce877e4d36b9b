"""Recording: frames of sound from the exchange's tick become segments on disk and events in the log.

The tick must never wait for a disk, so :meth:`TrackWriter.push` only queues; :meth:`TrackWriter.write` does the
work, called by a thread of its own (:meth:`TrackWriter.start`) or, where time is simulated, by whoever holds the
call. Sound reaches the disk with every :meth:`~TrackWriter.write`, a few times a second and sealed, and is forced
onto it when its segment is complete.
"""

from __future__ import annotations

import errno
import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import structlog

from onbackground.log.folder import DataFolder
from onbackground.log.recorder import Conflict, LogError, LogFull, Recorder
from onbackground.sealing.identity import IdentityError
from onbackground.sealing.keys import Key
from onbackground.sealing.ring import KeyDestroyedError

from .chunks import sealed_chunk
from .events import (
    PROGRAMME,
    RATE,
    Announced,
    Finished,
    SegmentWritten,
    TrackEvent,
    decode_track_event,
    encode,
    milliseconds,
    tracks_stream,
)
from .segments import (
    LONGEST,
    PART,
    Samples,
    SegmentDamagedError,
    Track,
    finish,
    head,
    salvage,
    segment_path,
    tracks_key,
)

_WRITE_EVERY_SECONDS: Final = 0.2
_TRY_AGAIN_SECONDS: Final = 1.0
_KEPT: Final = 600 * RATE
"""Samples, of all tracks together, that are kept in memory while there is no room on the disk (19 MB)."""
_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

_log = structlog.get_logger()


class TrackWriter:
    """Records the tracks of one briefing. Only one process records a briefing at a time."""

    def __init__(self, folder: DataFolder, briefing: str, recorder: Recorder) -> None:
        """Nothing is touched before the first :meth:`write`, which also saves what a crash left behind."""
        self.trouble: str | None = None
        """Why nothing is being recorded at present, in one line for the moderator; None while all is well."""
        self._folder = folder
        self._briefing = briefing
        self._recorder = recorder
        self._queue: deque[tuple[Track, int, bytes] | Track | Announced | Finished] = deque()
        self._open: dict[str, _Segment] = {}
        self._complete: deque[_Segment] = deque()
        self._events: list[TrackEvent] = []
        self._version = 0
        self._recovered = False
        self._finished = False
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    # ── For the tick: queue and return ─────────────────────────────────────────────────────────────────────────────

    def push(self, track: Track, start: int, frame: Samples) -> None:
        """Record ``frame``, whose first sample is at ``start``. Takes microseconds.

        Frames of a track come in order; one that begins before the last one ended is left out. A frame that begins
        later leaves a gap, which is no part of any segment.
        """
        self._queue.append((track, start, frame.tobytes()))

    def end(self, track: Track) -> None:
        """The line is closed: what there is of its segment is written at once."""
        self._queue.append(track)

    def announce(self, start: int, samples: int, text: str) -> None:
        """Note that the house's own voice says ``text`` on the programme."""
        self._queue.append(Announced(PROGRAMME, start, samples, text))

    def finish(self) -> None:
        """Note that the call is over, after everything queued before."""
        self._queue.append(Finished())

    # ── For the disk ───────────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Write from a thread of its own until :meth:`close`."""
        self._thread = threading.Thread(target=self._run, name="tracks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Complete all segments and write them; then nothing more is recorded."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()
        self.flush()

    def flush(self) -> None:
        """Complete all open segments, and write everything there is."""
        self._take_queue()
        for track in list(self._open):
            self._complete_segment(track)
        self.write()

    def write(self) -> None:
        """Bring everything queued to the disk and into the log, as far as there is room.

        Where there is none, :attr:`trouble` says so, the last minutes are kept in memory, and the next call tries
        again.
        """
        self._take_queue()
        try:
            key = tracks_key(self._folder, self._briefing)
            if not self._recovered:
                self._recover(key)
            for segment in self._open.values():
                segment.write(key)
            while self._complete:
                segment = self._complete[0]
                segment.write(key, ends=True)
                finish(segment.part)
                self._complete.popleft()
                self._events.append(self._written(segment.track, segment.start, segment.samples))
            if self._finished and not self._open:
                self._events.append(Finished())
                self._finished = False
            self._append(self._events)
            self._events.clear()
        except (OSError, LogError, KeyDestroyedError, IdentityError) as error:
            self._be_in_trouble(error)
        else:
            self._be_well()

    def _run(self) -> None:
        while not self._ending.wait(_TRY_AGAIN_SECONDS if self.trouble else _WRITE_EVERY_SECONDS):
            self.write()

    def _take_queue(self) -> None:
        while self._queue:
            item = self._queue.popleft()
            if isinstance(item, Track):
                self._complete_segment(item.id)
            elif isinstance(item, Announced):
                self._events.append(item)
            elif isinstance(item, Finished):
                self._finished = True
            else:
                self._take_frame(*item)

    def _take_frame(self, track: Track, start: int, frame: bytes) -> None:
        segment = self._open.get(track.id)
        if segment is not None:
            if start < segment.end:
                return
            if start > segment.end or segment.samples + len(frame) // 2 > LONGEST:
                self._complete_segment(track.id)
                segment = None
        if segment is None:
            file = segment_path(self._briefing, track.id, start)
            segment = self._open[track.id] = _Segment(track, start, self._folder.root, file)
        segment.add(frame)

    def _complete_segment(self, track: str) -> None:
        segment = self._open.pop(track, None)
        if segment is not None:
            self._complete.append(segment)

    def _written(self, track: Track, start: int, samples: int) -> SegmentWritten:
        file = segment_path(self._briefing, track.id, start)
        return SegmentWritten(track.id, track.line, track.seat, start, samples, file)

    def _recover(self, key: Key) -> None:
        """Bring the segments that a crash left behind, in part or unknown to the log, into the log."""
        events = (decode_track_event(record.data) for record in self._recorder.read(tracks_stream(self._briefing)))
        known = {event.file for event in events if isinstance(event, SegmentWritten)}
        saved = []
        for path in sorted((self._folder.root / "tracks" / self._briefing).glob("*/*")):
            if path.stem.isdigit():
                file = segment_path(self._briefing, path.parent.name, int(path.stem))
                if path.suffix == PART or file not in known:
                    saved += self._salvaged(path, file, key)
        self._append(saved)
        self._recovered = True
        if saved:
            _log.info("segments saved after a crash", briefing=self._briefing, segments=len(saved))

    def _salvaged(self, path: Path, file: str, key: Key) -> list[TrackEvent]:
        try:
            found = salvage(path, file, key)
        except SegmentDamagedError as error:
            _log.error("sound lost", briefing=self._briefing, why=str(error))
            return []
        if found is None:
            return []
        if found.damaged:
            _log.error("sound lost", briefing=self._briefing, why=f"the end of {file} was changed or moved")
        return [self._written(found.track, found.start, found.samples)]

    def _append(self, events: Sequence[TrackEvent]) -> None:
        """Nobody decides anything on this stream, so whatever its version is will do."""
        while events:
            at = max((milliseconds(event.end) for event in events if not isinstance(event, Finished)), default=0)
            data = [encode(event) for event in events]
            try:
                self._recorder.append(tracks_stream(self._briefing), self._version, data, at)
            except Conflict as conflict:
                self._version = conflict.actual
            else:
                self._version += len(events)
                return

    def _be_in_trouble(self, error: Exception) -> None:
        full = isinstance(error, LogFull) or (isinstance(error, OSError) and error.errno in _NO_ROOM)
        why = "there is no room on the disk" if full else f"the data folder cannot be written to ({_reason(error)})"
        remedy = "free some space" if full else "mend it"
        trouble = f"nothing is being recorded: {why}; {remedy}, and recording goes on by itself"
        if self.trouble is None:
            _log.error("recording stopped", briefing=self._briefing, why=why)
        self.trouble = trouble
        kept = sum(segment.samples for segment in self._complete)
        lost = 0
        while kept > _KEPT:
            oldest = self._complete.popleft()
            oldest.part.unlink(missing_ok=True)
            kept -= oldest.samples
            lost += oldest.samples
        if lost:
            _log.error("sound lost", briefing=self._briefing, seconds=round(lost / RATE, 1))

    def _be_well(self) -> None:
        if self.trouble is not None:
            _log.info("recording goes on", briefing=self._briefing)
        self.trouble = None


class _Segment:
    """A segment under way: all of its sound in memory, what has been written of it on disk."""

    def __init__(self, track: Track, start: int, root: Path, file: str) -> None:
        self.track = track
        self.start = start
        self.part = (root / file).with_suffix(PART)
        self.samples = 0
        self._file = file
        self._sound = bytearray()
        self._on_disk = 0
        self._chunks = 0
        self._ended = False

    @property
    def end(self) -> int:
        return self.start + self.samples

    def add(self, frame: bytes) -> None:
        self._sound += frame
        self.samples += len(frame) // 2

    def write(self, key: Key, *, ends: bool = False) -> None:
        """Add to the part what it lacks. What fails is written whole the next time."""
        lacking, chunks = self._lacking(key, ends=ends)
        if self._ended or not lacking:
            return
        begun, self._on_disk, self._chunks = self._chunks, 0, 0
        if not begun:
            self.part.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("ab" if begun else "wb", buffering=0) as file:
            if file.write(lacking) != len(lacking):
                raise OSError(errno.ENOSPC, "the disk took only a part")
        self._on_disk, self._chunks, self._ended = len(self._sound), chunks, ends

    def _lacking(self, key: Key, *, ends: bool) -> tuple[bytes, int]:
        """The chunks that the part lacks, and how many it then has."""
        chunks, number = b"", self._chunks
        if number == 0:
            chunks, number = head(key, self.track, self._file), 1
        if self._on_disk < len(self._sound):
            chunks += sealed_chunk(key, bytes(self._sound[self._on_disk :]), self._file, number)
            number += 1
        if ends:
            chunks += sealed_chunk(key, b"", self._file, number)
        return chunks, number


def _reason(error: Exception) -> str:
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
