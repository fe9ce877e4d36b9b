"""The end of a rehearsed call: the house comes back from the disk alone, officers declare, what is out is verified."""

from __future__ import annotations

import datetime
import gzip
from pathlib import Path
from typing import Final

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.embargo import Clock, Fact
from ..briefing.lift import missing
from ..briefing.state import State
from ..briefing.terms import HOUSE
from ..log.briefings import Briefings
from ..log.folder import DataFolder
from ..proof.document import read_proof
from ..proof.notes import read_key
from ..proof.verifying import verify
from ..rehearsal.result import Release
from ..release.clock import KeptClock
from ..release.keeper import Keeper
from ..sealing.officers import read_officer_keys
from ..transcript.writing.files import PROOF
from ..voice.catalogue import Catalogue
from .house import HouseFailedError
from .officer import say

_NOTHING: Final = "nothing was published: the embargo has not lifted, or the record is not complete"


def lift(data: Path, public: Path, officers: Path, briefing: str) -> tuple[Path, Release]:
    """Bring a call that is over and written down to its publication; the folder it is in, and how it came there.

    Before every step the house is begun anew, with nothing but its folder. The officers, whose keys are the files in
    ``officers``, declare one after the other what the embargo still waits for. Raises :class:`HouseFailedError` where
    anything is published before it lifts, or nothing after.
    """
    published = _start_again(data, public, briefing)
    declared: list[str] = []
    for file in sorted(officers.glob("*")):
        if published is None:
            declared.append(_declare(data, briefing, file))
            published = _start_again(data, public, briefing)
    if published is None:
        raise HouseFailedError(_NOTHING)
    state, lifted_at = _state(data, briefing)
    quorum = state.ground_rules.quorum
    return published, Release(
        embargo=f"until {Catalogue().until(state.ground_rules.embargo)}",
        needed=quorum.needed if quorum.officers else 0,
        officers=len(quorum.officers),
        declared=tuple(declared),
        lifted=f"{datetime.datetime.fromtimestamp(lifted_at // 1000, datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        proven={file.name: _is_proven(file, public) for file in sorted(published.iterdir()) if file.is_file()},
    )


def _start_again(data: Path, public: Path, briefing: str) -> Path | None:
    """A house that knows only what is on disk looks once; where it has published, if it has."""
    folder = DataFolder(data)
    recorder = folder.recorder()
    published = Keeper(recorder, folder, public, clock=KeptClock(data / "clock")).look()
    recorder.close()
    state, _ = _state(data, briefing)
    if not state.lifted and public.exists():
        raise HouseFailedError("something was published before the embargo lifted")
    return published[0] if published else None


def _declare(data: Path, briefing: str, file: Path) -> str:
    """The officer of this file declares all that is missing; returns their alias."""
    keys = read_officer_keys(file)
    state, _ = _state(data, briefing)
    while facts := [fact for fact in missing(state) if _is_theirs(state, fact, file.name)]:
        say(DataFolder(data), briefing, do.Declare(at=0, by=HOUSE, fact=facts[0]), keys)
        state, _ = _state(data, briefing)
    return state.seats[file.name].alias


def _is_theirs(state: State, fact: Fact, officer: str) -> bool:
    return not isinstance(fact, Clock) and officer not in state.declarations.get(fact, ())


def _state(data: Path, briefing: str) -> tuple[State, int]:
    """How the briefing stands, by what is on disk; and when it lifted, in milliseconds since the epoch."""
    recorder = DataFolder(data).recorder()
    briefings = Briefings(recorder)
    happened = briefings.catch_up()
    recorder.close()
    lifts = [one.event.at for one in happened if isinstance(one.event, ev.EmbargoLifted)]
    return briefings.states[briefing], lifts[-1] if lifts else 0


def _is_proven(file: Path, public: Path) -> bool:
    """What ``onbackground verify`` says of a published file, or of what is packed in it."""
    proof = read_proof((file.parent / PROOF.name).read_bytes())
    key = read_key((public / "office.key").read_text(encoding="utf-8"))
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    name = file.name.removesuffix(".gz")
    return verify(name, None if name == PROOF.name else data, proof, key=str(key)).proven
