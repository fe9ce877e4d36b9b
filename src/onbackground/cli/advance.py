"""``onbackground advance``: advance copies, and whose a leaked one was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..briefing.state import State
from ..briefing.terms import Phase
from ..log.briefings import Briefings
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..release.advance.copies import AdvanceError, check_allowed, make_copies, read_accredited
from ..release.advance.naming import CHANCE, chance
from ..release.advance.tracing import Trace, trace
from ..release.bundle import Bundle
from ..release.keeper import wall_clock
from ..release.making import Maker, wanted
from ..release.office import read_mail_server, read_office, signer_of
from ..release.versions import read_releases
from ..transcript.writing import Imprint


def seal_copies(folder: DataFolder, briefing: str, accredited: Path, out: Path, at: int) -> None:
    """Make the copies of what lies ready, and tell which file is whose. Raises :class:`AdvanceError` and OSError."""
    readers, imprint = read_accredited(accredited), read_office(folder.root)
    recorder = folder.recorder()
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        if briefing not in briefings.states:
            raise AdvanceError(f"there is no briefing {briefing} in {folder.root}")
        check_allowed(briefings.states[briefing])
        bundle = _bundle(recorder, folder, briefing, briefings.states[briefing], imprint)
        if bundle is None:
            raise AdvanceError("there is nothing to copy yet: the call must be over, every word there, no flag open")
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        transcript = bundle.unsent.transcript
        for copy in make_copies(recorder, folder, briefing, transcript, imprint, readers, at):
            (out / copy.name).write_bytes(copy.data)
            print(f"{copy.name}  {copy.reader.title}")
    finally:
        recorder.close()


def _bundle(recorder: Recorder, folder: DataFolder, briefing: str, state: State, imprint: Imprint) -> Bundle | None:
    """What would be published now; made anew, as the one that lies ready may take officers to open."""
    releases, mail = read_releases(recorder, briefing), read_mail_server(folder.root)
    due = wanted(state, state.lifts, releases) if state.phase is Phase.CONCLUDED else None
    if due is None:
        return None
    office = signer_of(folder, imprint.domain)
    maker = Maker(recorder, folder, imprint, office, wall_clock, mail.sender if mail else "")
    return maker.made(briefing, state, releases, due)


def trace_copy(folder: DataFolder, briefing: str, files: Sequence[Path], *, as_json: bool) -> int:
    """Say whom a leaked copy names; 1 if nobody. Raises :class:`AdvanceError` and OSError."""
    recorder = folder.recorder()
    try:
        found = trace(recorder, folder, briefing, files)
    finally:
        recorder.close()
    print(json.dumps(_facts(found), ensure_ascii=False) if as_json else "\n".join(_lines(found)))
    return 0 if found.named else 1


def _lines(found: Trace) -> list[str]:
    readers = len(found.scores)
    if not found.pages:
        return ["No page of the advance copies was recognised in it. It names nobody."]
    pages = ", ".join(map(str, sorted(set(found.pages))))
    lines = [f"Recognised: page {pages}. {found.words} words were measured, against {readers} readers' marks."]
    for score in found.named:
        lines.append(f"It is the copy of: {score.reader}  (score {score.z:.1f})")
        lines.append(f"  The chance that an innocent reader scores so high is below {chance(score.z, readers):.0e}.")
    if not found.named:
        lines.append("It names nobody: it has no mark, another briefing's, or too few of its words could be measured.")
    return lines


def _facts(found: Trace) -> dict[str, object]:
    readers = len(found.scores)
    return {
        "pages": found.pages,
        "words": found.words,
        "chance_allowed": CHANCE,
        "named": [{"reader": one.reader, "score": one.z, "chance": chance(one.z, readers)} for one in found.named],
        "highest": found.scores[0].z if found.scores else 0.0,
    }
