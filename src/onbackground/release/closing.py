"""Closing: from now until its officers open it, nobody of the house reads what was said in a briefing.

The words, the edits and the sound are sealed under a key of their own. Closed, that key is kept only as it is locked
by the embargo, as the bundle's is (:mod:`.quorum`).
"""

from __future__ import annotations

import msgspec
import structlog

from ..briefing.embargo import Broken, Fact, facts_of
from ..briefing.state import State
from ..log.folder import DataFolder
from ..log.recorder import Append, Recorder
from ..sealing.boxes import seal, unseal
from ..sealing.identity import Identity
from ..sealing.keys import Key
from .bundle import kept
from .quorum import Locked, Locks, is_split
from .versions import ClosingAsked, Releases, Reopened, encode, read_releases, release_stream

_log = structlog.get_logger()


class ClosingError(Exception):
    """It cannot be closed, or there is nothing to open; the message says why."""


def ask_to_close(recorder: Recorder, folder: DataFolder, briefing: str, state: State, by: str, at: int) -> None:
    """Have the keeper close a briefing. Raises :class:`ClosingError` and ``LogError``."""
    releases = read_releases(recorder, briefing)
    if state.lifts or releases.versions:
        raise ClosingError("the embargo has lifted: there is nothing to close any more")
    if not is_split(state):
        raise ClosingError("it takes officers who all have a key file, and an embargo that waits for them")
    if releases.closed:
        raise ClosingError("it is closed already")
    if kept(folder, briefing, 1) is None:
        raise ClosingError("the bundle is not made yet: settle what is open at the desk, and wait for the keeper")
    locks = Locks(recorder, briefing)
    if locks.unlock(locks.lock(Key.new(), state)) is not None:
        raise ClosingError("its officers have handed over their shares: it would be open at once")
    _append(recorder, briefing, releases, ClosingAsked(at=at, by=by))


def keep_closed(recorder: Recorder, folder: DataFolder, briefing: str, state: State, at: int) -> None:
    """Close what is to be closed; open it, once the officers' shares are there. Killed anywhere, it goes on."""
    releases, box = read_releases(recorder, briefing), folder.ring.closed(briefing)
    if box is None:
        if releases.closed and (state.lifted or not is_split(state)):
            _append(recorder, briefing, releases, Reopened(at=at))
        elif releases.closed:
            locked = Locks(recorder, briefing).lock(folder.ring.record_key(briefing), state)
            plain = msgspec.msgpack.encode(locked)
            folder.ring.close(briefing, seal(_key(folder, briefing), plain, _place(briefing)))
            _log.info("closed", briefing=briefing)
        return
    key = Locks(recorder, briefing).unlock(_locked(folder, briefing, box))
    if key is None:
        folder.ring.close(briefing, box)
        return
    if releases.closed:
        _append(recorder, briefing, releases, Reopened(at=at))
    folder.ring.open(briefing, key)
    _log.info("opened", briefing=briefing)


def hand_over_all(
    recorder: Recorder, folder: DataFolder, briefing: str, state: State, officer: str, keys: Identity, at: int
) -> None:
    """Hand over an officer's shares for all that a closed record is locked by. Raises :class:`ClosingError`."""
    box = folder.ring.closed(briefing)
    if box is None:
        raise ClosingError("nothing of this briefing is closed")
    locks = Locks(recorder, briefing)
    facts: tuple[Fact, ...] = (*facts_of(_locked(folder, briefing, box).condition), Broken())
    for fact in facts:
        locks.hand_over(fact, officer, keys, state, at)


def _locked(folder: DataFolder, briefing: str, box: bytes) -> Locked:
    return msgspec.msgpack.decode(unseal(_key(folder, briefing), box, _place(briefing)), type=Locked)


def _key(folder: DataFolder, briefing: str) -> Key:
    return folder.ring.key_of(briefing).subkey("closed")


def _place(briefing: str) -> str:
    return f"{briefing}/closed"


def _append(recorder: Recorder, briefing: str, releases: Releases, event: ClosingAsked | Reopened) -> None:
    recorder.append_group([Append(release_stream(briefing), len(releases.events), [encode(event)], event.at)])
