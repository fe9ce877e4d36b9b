"""``onbackground officer``: what an officer declares, signed with their key and put into the log."""

from __future__ import annotations

import time
import tomllib

from msgspec.structs import replace

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.embargo import Clock, Conclusion, Condition, Event, Fact, Notice
from ..briefing.lift import missing
from ..briefing.refusals import Refusal, Rule
from ..briefing.state import State
from ..briefing.statements import statement_of, would_say
from ..log.briefings import Asked, Briefings
from ..log.folder import DataFolder
from ..release.closing import hand_over_all
from ..release.quorum import Locks, holders
from ..sealing.officers import OfficerKeys
from .written_embargo import read_embargo


class DeclarationError(Exception):
    """Nothing was declared; the message says why."""


def say(folder: DataFolder, briefing: str, command: do.Signed, keys: OfficerKeys) -> str:
    """Sign what an officer says, put it into the log, and return the statement; ``by`` is found by the key.

    Where the bundle's key is split, the officer's share for what is declared goes into the log before it: so it is
    there when the declaration counts. Raises :class:`DeclarationError`, ``ShareError``, and ``LogError`` where it
    cannot be written.
    """
    recorder = folder.recorder()
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        state = briefings.states.get(briefing, State())
        command = replace(command, at=round(time.time() * 1000), by=_seat_of(state, keys))
        said = _said(state, command)
        statement = statement_of(briefing, state, said)
        signed = replace(command, signature=keys.sign(statement))
        if isinstance(said, ev.FactDeclared) and holders(state):
            Locks(recorder, briefing).hand_over(said.fact, said.by, keys.identity, state, command.at)
        outcome = briefings.ask([Asked(briefing, signed)])[0].outcome  # type: ignore[arg-type]
    finally:
        recorder.close()
    if isinstance(outcome, Refusal):
        raise DeclarationError(str(outcome))
    return statement


def hand_over(folder: DataFolder, briefing: str, keys: OfficerKeys) -> None:
    """Hand over all of an officer's shares for a closed record. Raises :class:`DeclarationError`, ``ClosingError``."""
    recorder = folder.recorder()
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        state = briefings.states.get(briefing, State())
        at = round(time.time() * 1000)
        hand_over_all(recorder, folder, briefing, state, _seat_of(state, keys), keys.identity, at)
    finally:
        recorder.close()


def awaited_fact(folder: DataFolder, briefing: str, words: str) -> Fact | None:
    """The fact that these words mean, of those that the embargo waits for. Raises :class:`DeclarationError`."""
    if not words:
        return None
    recorder = folder.recorder()
    briefings = Briefings(recorder)
    briefings.catch_up()
    recorder.close()
    waiting = {_words(fact): fact for fact in missing(briefings.states.get(briefing, State()))}
    if words not in waiting:
        known = "; ".join(f'"{one}"' for one in waiting) or "nothing"
        raise DeclarationError(f"the embargo does not wait for that: it waits for {known}")
    return waiting[words]


def embargo_in(written: str) -> Condition:
    """An embargo as an invitation has it, or plain words. Raises ``EmbargoError``."""
    try:
        return read_embargo(tomllib.loads(f"embargo = {written}")["embargo"])
    except tomllib.TOMLDecodeError:
        return read_embargo(written)


def _seat_of(state: State, keys: OfficerKeys) -> str:
    own = keys.public.split()[0]
    for seat in state.seats.values():
        if seat.key.split()[:1] == [own]:
            return seat.id
    raise DeclarationError("no seat of this briefing has that key: the invitation names each officer's")


def _said(state: State, command: do.Signed) -> ev.FactDeclared | ev.EmbargoMoveAsked:
    """What there is to sign. Raises :class:`DeclarationError` where there is nothing."""
    said = would_say(state, command)
    if isinstance(said, Refusal):
        choose = said.rule is Rule.SAY_WHICH_FACT
        known = "; ".join(f'"{_words(fact)}"' for fact in missing(state)) if choose else ""
        raise DeclarationError(f"{said}{f' One of: {known}' if known else ''}")
    if said is None:
        raise DeclarationError("that is so already, or you have said it before: nothing was written")
    return said


def _words(fact: Fact) -> str:
    """A fact as it is written on the command line."""
    match fact:
        case Event(event=words) | Notice(office=words):
            return words
        case Clock(at=at):
            return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at / 1000))
        case Conclusion():
            return "conclusion"
        case _:
            return ""
