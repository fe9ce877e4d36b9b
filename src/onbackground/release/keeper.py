"""The keeper: publishes a briefing once its embargo has lifted and every word of it is there, and not before."""

from __future__ import annotations

from pathlib import Path

import msgspec
import structlog
from msgspec import Struct

from ..log.briefings import Briefings
from ..log.recorder import Conflict, Recorder
from .assembly import assemble, read_record
from .publication import publish, remove_leftovers

_log = structlog.get_logger()


class Published(Struct, frozen=True, tag=True):
    """The briefing has been published under this name in the public folder."""

    name: str


def release_stream(briefing: str) -> str:
    """The stream in which publication is noted."""
    return f"{briefing}/release"


class Keeper:
    """Follows the log and publishes what may be published, each briefing once."""

    def __init__(self, recorder: Recorder, public: Path) -> None:
        self._recorder = recorder
        self._public = public
        self._briefings = Briefings(recorder)
        self._done: set[str] = set()
        remove_leftovers(public)

    @property
    def position(self) -> int:
        """How far the log has been followed."""
        return self._briefings.position

    def look(self) -> list[Path]:
        """Publish every briefing that is due; return the folders. Raises OSError when there is no room."""
        self._briefings.catch_up()
        return [
            place
            for briefing, state in self._briefings.states.items()
            if state.lifted and briefing not in self._done and (place := self._release(briefing)) is not None
        ]

    def _release(self, briefing: str) -> Path | None:
        record = read_record(self._recorder, briefing)
        if not record.is_complete():
            return None
        transcript = assemble(self._briefings.states[briefing], record)
        place = publish(transcript, self._public, briefing)
        self._note(briefing)
        self._done.add(briefing)
        _log.info("published", briefing=briefing, turns=len(transcript.turns))
        return place

    def _note(self, briefing: str) -> None:
        """Note the publication once, whoever made it."""
        stream = release_stream(briefing)
        if self._recorder.version(stream) > 0:
            return
        try:
            data = msgspec.json.encode(Published(briefing))
            self._recorder.append(stream, 0, [data], self._briefings.states[briefing].concluded_at or 0)
        except Conflict:
            return
