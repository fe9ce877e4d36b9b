"""The keeper: publishes a briefing when its embargo has lifted, every word is there and no flag is open; not before."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import structlog
from msgspec import Struct

from ..log.briefings import Briefings
from ..log.recorder import Conflict, Recorder
from ..record.events import tracks_stream, words_stream
from ..transcript.writing import Imprint
from .assembly import draft, guard_of, read_edits, read_record, transcript_of
from .editing.events import edits_stream
from .lifting import Lifting
from .publication import publish, remove_leftovers

_log = structlog.get_logger()


class Published(Struct, frozen=True, tag=True):
    """The briefing has been published under this name in the public folder, with the edits up to this version."""

    name: str
    edits: int = 0


def release_stream(briefing: str) -> str:
    """The stream in which publication is noted."""
    return f"{briefing}/release"


def wall_clock() -> int:
    """The machine's clock as it is."""
    return time.time_ns() // 1_000_000


class Keeper:
    """Follows the log, says when a time has come, and publishes what may be published, each briefing once."""

    def __init__(
        self,
        recorder: Recorder,
        public: Path,
        office: Imprint | None = None,
        clock: Callable[[], int | None] = wall_clock,
    ) -> None:
        """``clock`` gives the time that has certainly come (milliseconds since the epoch), or None if it cannot say."""
        self._recorder = recorder
        self._public = public
        self._office = office or Imprint()
        self._briefings = Briefings(recorder)
        self._lifting = Lifting(recorder, self._briefings, clock)
        self._done: set[str] = set()
        self._waits_at: dict[str, tuple[int, ...]] = {}
        remove_leftovers(public)

    @property
    def position(self) -> int:
        """How far the log has been followed."""
        return self._briefings.position

    def look(self) -> list[Path]:
        """Publish every briefing that is due; return the folders. Raises OSError when there is no room."""
        self._briefings.catch_up()
        self._lifting.look()
        return [
            place
            for briefing in self._briefings.states
            if briefing not in self._done
            and "" in self._lifting.lifts(briefing)
            and (place := self._release(briefing)) is not None
        ]

    def next_clock(self) -> int | None:
        """The next instant that an embargo waits for, in milliseconds since the epoch."""
        return self._lifting.next_clock()

    def _release(self, briefing: str) -> Path | None:
        versions = self._versions(briefing)
        if self._waits_at.get(briefing) == versions:
            return None
        record = read_record(self._recorder, briefing)
        if not record.is_complete():
            return None
        state, edits = self._briefings.states[briefing], read_edits(self._recorder, briefing)
        guard = guard_of(state.seats.values())
        said = draft(state, record, edits, guard.apply)
        if said.open:
            self._waits_at[briefing] = versions
            _log.warning("not published: flags are open at the desk", briefing=briefing, flags=len(said.open))
            return None
        transcript = transcript_of(state, said, guard)
        place = publish(transcript, self._public, briefing, self._office)
        self._note(briefing, edits.version)
        self._done.add(briefing)
        _log.info("published", briefing=briefing, turns=len(transcript.turns))
        return place

    def _versions(self, briefing: str) -> tuple[int, ...]:
        """What a briefing that waits for somebody at the desk may change by; nothing is assembled before it does."""
        streams = (words_stream(briefing), tracks_stream(briefing), edits_stream(briefing))
        return self._briefings.states[briefing].version, *(self._recorder.version(stream) for stream in streams)

    def _note(self, briefing: str, edits: int) -> None:
        """Note the publication once, whoever made it."""
        stream = release_stream(briefing)
        if self._recorder.version(stream) > 0:
            return
        try:
            data = msgspec.json.encode(Published(briefing, edits))
            self._recorder.append(stream, 0, [data], self._briefings.states[briefing].concluded_at or 0)
        except Conflict:
            return
