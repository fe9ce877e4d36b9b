"""``onbackground erase``: the keys of a briefing are destroyed, once somebody has said so twice."""

from __future__ import annotations

import datetime
import time

from ..briefing.state import State
from ..log.briefings import Briefings
from ..release.correcting import ReleaseError
from ..release.erasing import check_erasable, erase, read_erased
from ..release.versions import Releases, read_releases
from .console import BESIDE
from .options import DATA, DataOption, existing


def erase_briefing(briefing: str, /, *, data: DataOption = DATA) -> None:
    """Say what is lost, ask, and erase. Raises ReleaseError, ``LogError``, and OSError."""
    folder = existing(data)
    recorder, at = folder.recorder(), round(time.time() * 1000)
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        begun = read_erased(recorder, folder).get(briefing)
        if begun is not None:
            erase(recorder, folder, briefing, at)
            day = datetime.datetime.fromtimestamp(begun / 1000, datetime.UTC).date()
            raise ReleaseError(f"{briefing} was erased on {day}: nothing of it can be read")
        if briefing not in briefings.states:
            raise ReleaseError(f"there is no briefing {briefing} in {folder.root}")
        check_erasable(recorder, briefing, briefings.states[briefing])
        BESIDE.print(_lost(briefings.states[briefing], read_releases(recorder, briefing)), soft_wrap=True)
        BESIDE.print(f"There is no way back. Type {briefing} to erase it: ", end="")
        try:
            answer = input()
        except EOFError:
            answer = ""
        if answer.strip() != briefing:
            raise ReleaseError("that is not its name: nothing was erased")
        erase(recorder, folder, briefing, at)
    finally:
        recorder.close()
    print(f"{briefing} is erased. Destroy the copies of keys/{briefing}.* that were made, too.")


def _lost(state: State, releases: Releases) -> str:
    """What is not there any more afterwards, and what is."""
    lost = "Who was on it, what was said, the recording and every decision about it are lost for everyone."
    if releases.versions:
        return f"{lost} What is published stays, and can be checked, but neither corrected nor withdrawn any more."
    return f"{lost} Nothing of it is published{', and its embargo has lifted' if state.lifted else ''}."
