"""Erasing: the keys of a briefing are destroyed, and the house's own part of the log says that they were.

From then on nobody reads who was on it, what was said or what was decided: not in the log, not on the tracks, not in a
copy of either. What is published stays where it is, with its proof.
"""

from __future__ import annotations

import contextlib
import shutil

import msgspec
import structlog
from msgspec import Struct

from ..briefing.state import State
from ..briefing.terms import Phase
from ..log.folder import DataFolder
from ..log.recorder import Conflict, Recorder
from .correcting import ReleaseError
from .versions import read_releases

_log = structlog.get_logger()


class Erased(Struct, frozen=True):
    """The keys of a briefing were destroyed; in a stream that outlasts it."""

    briefing: str
    at: int


def read_erased(recorder: Recorder, folder: DataFolder) -> dict[str, int]:
    """When each briefing was erased, in milliseconds since the epoch."""
    events = (msgspec.json.decode(one.data, type=Erased) for one in recorder.read(folder.own_stream("erased")))
    return {event.briefing: event.at for event in events}


def check_erasable(recorder: Recorder, briefing: str, state: State) -> None:
    """Raises :class:`ReleaseError` for a call that goes on, and for a version that is still to be published."""
    if state.lines and state.phase is not Phase.CONCLUDED:
        raise ReleaseError("callers are on the line: conclude the call first")
    if read_releases(recorder, briefing).asked:
        raise ReleaseError("a correction or a withdrawal is under way: wait until the keeper has published it")


def erase(recorder: Recorder, folder: DataFolder, briefing: str, at: int) -> None:
    """Erase a briefing for good. Killed anywhere, it is finished when it is asked again.

    Raises ``LogError`` where it cannot be noted, and then nothing is erased; OSError where a file cannot be removed.
    """
    stream = folder.own_stream("erased")
    while briefing not in read_erased(recorder, folder):
        with contextlib.suppress(Conflict):
            recorder.append(stream, recorder.version(stream), [msgspec.json.encode(Erased(briefing, at))], at)
    folder.ring.destroy(briefing)
    for sealed in (folder.root / "tracks", folder.bundles, folder.advance):
        if (sealed / briefing).exists():
            shutil.rmtree(sealed / briefing)  # nobody can read it any more
    for prompt in folder.prompts.glob("*.prompt"):
        prompt.unlink(missing_ok=True)  # they speak names, under the house's own key; rendered again when wanted
    _log.info("erased", briefing=briefing)


def keep_erased(recorder: Recorder, folder: DataFolder) -> None:
    """Destroy the keys of all that was erased, also those that came back with a copy of the data folder."""
    for briefing in read_erased(recorder, folder):
        folder.ring.destroy(briefing)
