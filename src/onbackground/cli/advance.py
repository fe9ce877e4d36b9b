"""``onbackground advance``: advance copies, and whose a leaked one was."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

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
from .options import DATA, DataOption, JsonOption, existing

app = App(name="advance")


@app.command
def seal(
    briefing: str,
    readers: Annotated[Path, Parameter(help="Who gets one: a TOML file.")],
    /,
    *,
    out: Annotated[Path, Parameter(name="--out", help="The folder for the sealed copies.")],
    data: DataOption = DATA,
) -> None:
    """Make a copy for each reader, marked, and sealed to the reader's age key; where the ground rules allow it.

    Example: onbackground advance seal b7k2xm accredited.toml --out copies --data /srv/briefings
    """
    folder = existing(data)
    accredited, imprint = read_accredited(readers), read_office(folder.root)
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
        for copy in make_copies(recorder, folder, briefing, transcript, imprint, accredited, round(time.time() * 1000)):
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


@app.command(name="trace")
def trace_copy(
    briefing: str,
    /,
    *files: Annotated[Path, Parameter(help="The leaked copy: a PDF, or pictures of its pages.", required=True)],
    data: DataOption = DATA,
    json_: JsonOption = False,
) -> int:
    """Say whose advance copy leaked, and how sure that is; 1 if nobody is named.

    Example: onbackground advance trace b7k2xm leaked.pdf --data /srv/briefings
    """
    folder = existing(data)
    recorder = folder.recorder()
    try:
        found = trace(recorder, folder, briefing, files)
    finally:
        recorder.close()
    print(json.dumps(_facts(found), ensure_ascii=False) if json_ else "\n".join(_lines(found)))
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
