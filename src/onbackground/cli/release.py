"""``onbackground release``: what is published of a briefing; correcting it, and withdrawing it."""

from __future__ import annotations

import datetime
import json
import time
from typing import Annotated, Literal

from cyclopts import Parameter

from ..briefing.state import State
from ..log.briefings import Briefings
from ..log.folder import DataFolder
from ..proof.notes import read_key
from ..release.bundle import Kept, kept
from ..release.closing import ask_to_close
from ..release.correcting import ReleaseError, correct, moderator_of, withdraw
from ..release.versions import Releases, WithdrawalAsked, read_releases
from .options import DATA, DataOption, JsonOption, existing

ActionArgument = Annotated[Literal["status", "close", "correct", "withdraw"], Parameter(help="What to do.")]
WordsArgument = Annotated[
    str, Parameter(help="To correct: the turn's mark, the words as they are printed, and the new.")
]
WhyOption = Annotated[str, Parameter(name="--reason", help="Why it is corrected or withdrawn: it is published.")]


def release_briefing(
    action: ActionArgument,
    briefing: str,
    /,
    *words: WordsArgument,
    data: DataOption = DATA,
    reason: WhyOption = "",
    json_: JsonOption = False,
) -> None:
    """Do it, and print how the briefing stands. Raises ReleaseError and ``LogError``."""
    folder = existing(data)
    recorder = folder.recorder()
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        if briefing not in briefings.states:
            raise ReleaseError(f"there is no briefing {briefing} in {folder.root}")
        state, at = briefings.states[briefing], round(time.time() * 1000)
        if words and action != "correct":
            raise ReleaseError(f"{action} takes the briefing alone")
        if action == "correct":
            if len(words) != 3:
                raise ReleaseError("say what to correct: BRIEFING TURN OLD NEW, as b7k2xm t012 June July")
            correct(recorder, briefing, state, *words, reason, at)
        elif action == "close":
            ask_to_close(recorder, folder, briefing, state, moderator_of(state), at)
        elif action == "withdraw" and (refused := withdraw(recorder, briefing, state, reason, at)) is not None:
            raise ReleaseError(refused.value)
        releases = read_releases(recorder, briefing)
    finally:
        recorder.close()
    box = kept(folder, briefing, len(releases.versions) + 1)
    if json_:
        print(json.dumps(_facts(releases, state, box)))
    else:
        print("\n".join([*_lines(releases, state, box), *_key(folder)]))


def _lines(releases: Releases, state: State, box: Kept | None) -> list[str]:
    lines = [
        f"Version {one.version}, {_hour(one.at)}, in {one.name}/. {one.note}".rstrip() for one in releases.versions
    ]
    if releases.withdrawn:
        return [*lines, f"Withdrawn, {_hour(releases.withdrawn.at)}. {releases.withdrawn.reason}"]
    if isinstance(releases.asked, WithdrawalAsked):
        return [*lines, "The keeper is going to withdraw it."]
    if releases.asked:
        return [*lines, f"The keeper is going to publish version {len(releases.versions) + 1}."]
    if not lines:
        made = "made and sealed" if box else "not made yet"
        if box and box.locked:
            quorum = state.ground_rules.quorum
            made += f", and opens with the shares of {quorum.needed} of {len(quorum.officers)} officers"
        lines = [f"Nothing is published. The embargo has {'' if state.lifted else 'not '}lifted; the bundle is {made}."]
        return [*lines, "What was said is closed until its officers open it."] if releases.closed else lines
    return lines


def _key(folder: DataFolder) -> list[str]:
    if not folder.office_key.exists():
        return []
    key = read_key(folder.office_key.read_text(encoding="utf-8"))
    return [f"The office signs as {key.name}, {key.fingerprint}"]


def _facts(releases: Releases, state: State, box: Kept | None) -> dict[str, object]:
    """How it stands, for machines."""
    return {
        "lifted": state.lifted,
        "ready": box is not None,
        "split": box is not None and box.locked is not None,
        "versions": [
            {"version": one.version, "at": one.at, "name": one.name, "withheld": one.withheld, "note": one.note}
            for one in releases.versions
        ],
        "closed": releases.closed,
        "asked": releases.asked is not None,
        "withdrawn": releases.withdrawn is not None,
    }


def _hour(at: int) -> str:
    return f"{datetime.datetime.fromtimestamp(at / 1000, datetime.UTC):%Y-%m-%d %H:%M} UTC"
