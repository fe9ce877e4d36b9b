"""``onbackground officer``: what an officer declares, signed with their key and put into the log."""

from __future__ import annotations

import getpass
import time
import tomllib
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter
from msgspec.structs import replace

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.embargo import Clock, Conclusion, Condition, Event, Fact, Notice
from ..briefing.lift import missing
from ..briefing.refusals import Refusal, Rule
from ..briefing.state import State
from ..briefing.statements import statement_of, would_say
from ..briefing.terms import HOUSE
from ..log.briefings import Asked, Briefings
from ..log.folder import DataFolder
from ..release.closing import hand_over_all
from ..release.quorum import Locks, holders
from ..sealing.identity import is_protected
from ..sealing.officers import OfficerKeys, read_officer_keys
from .console import refuse
from .options import DATA, DataOption, existing
from .written_embargo import read_embargo

app = App(name="officer")

OfficerKeyOption = Annotated[Path, Parameter(name="--key", help="The officer's file, made with officer new.")]
ReasonOption = Annotated[str, Parameter(name="--reason", help="Why; it is signed too.")]


class DeclarationError(Exception):
    """Nothing was declared; the message says why."""


@app.command
def new(file: Path, /) -> int:
    """Make an officer's keys in FILE, under a passphrase if one is given; prints what an invitation says of them.

    Example: onbackground officer new imogen.key
    """
    passphrase = getpass.getpass("Passphrase of the officer (empty: none): ")
    if passphrase and passphrase != getpass.getpass("Once more: "):
        return refuse("the two are not the same: nothing was made")
    keys = OfficerKeys.new()
    keys.keep(file, passphrase)
    print(f'key = "{keys.public}"')
    return 0


@app.command
def declare(briefing: str, fact: str = "", /, *, key: OfficerKeyOption, data: DataOption = DATA) -> None:
    """Declare that what the embargo waits for is so: FACT in the words of the embargo, or the only one it waits for.

    Example: onbackground officer declare b7k2xm "the ferry has docked" --key imogen.key --data /srv/briefings
    """
    folder = existing(data)
    command = do.Declare(at=0, by=HOUSE, fact=_awaited_fact(folder, briefing, fact))
    print(say(folder, briefing, command, _officer_keys(key)), end="")


@app.command(name="break")
def break_(
    briefing: str,
    /,
    *,
    where: Annotated[str, Parameter(name="--where", help="Where the news is out; it is signed too.")],
    reason: ReasonOption = "",
    key: OfficerKeyOption,
    data: DataOption = DATA,
) -> None:
    """Declare that the embargo was broken by somebody else, so that keeping it serves nobody.

    Example: onbackground officer break b7k2xm --where "the evening paper" --key imogen.key --data /srv/briefings
    """
    command = do.BreakEmbargo(at=0, by=HOUSE, where=where, reason=reason)
    print(say(existing(data), briefing, command, _officer_keys(key)), end="")


@app.command(name="open")
def open_(briefing: str, /, *, key: OfficerKeyOption, data: DataOption = DATA) -> None:
    """Hand over the officer's shares for a record that is closed; with as many as lift, it opens. Declares nothing.

    Example: onbackground officer open b7k2xm --key imogen.key --data /srv/briefings
    """
    keys, folder = _officer_keys(key), existing(data)
    recorder = folder.recorder()
    try:
        briefings = Briefings(recorder)
        briefings.catch_up()
        state = briefings.states.get(briefing, State())
        at = round(time.time() * 1000)
        hand_over_all(recorder, folder, briefing, state, _seat_of(state, keys), keys.identity, at)
    finally:
        recorder.close()


@app.command
def move(
    briefing: str,
    embargo: str,
    /,
    *,
    reason: ReasonOption,
    section: Annotated[str, Parameter(name="--section", help="Of a part of the call: part1, part2, and so on.")] = "",
    key: OfficerKeyOption,
    data: DataOption = DATA,
) -> None:
    """Ask for another EMBARGO, written as in an invitation.

    Example: onbackground officer move b7k2xm conclusion --reason "It is known." --key imogen.key --data /srv/briefings
    """
    command = do.MoveEmbargo(at=0, by=HOUSE, embargo=_embargo_in(embargo), reason=reason, section=section)
    print(say(existing(data), briefing, command, _officer_keys(key)), end="")


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


def _awaited_fact(folder: DataFolder, briefing: str, words: str) -> Fact | None:
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


def _embargo_in(written: str) -> Condition:
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


def _officer_keys(file: Path) -> OfficerKeys:
    """An officer's keys; a passphrase is asked for where there is one. Raises ``OfficerFileError``."""
    return read_officer_keys(file, getpass.getpass(f"Passphrase of {file}: ") if is_protected(file) else "")
