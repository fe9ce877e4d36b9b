"""Officers with key files, for the tests of what opens with their shares: they declare, hand over, move."""

from __future__ import annotations

import functools

import msgspec
import pytest
from held_call import BRIEFING, EVENT, START, HeldCall, seats, whole_call
from msgspec.structs import replace

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.embargo import Broken, Clock, Condition, Event, Fact, Quorum
from onbackground.briefing.statements import statement_of
from onbackground.briefing.terms import GroundRules
from onbackground.release import assembly, making
from onbackground.release.quorum import Locks
from onbackground.sealing.officers import OfficerKeys
from onbackground.voice.catalogue import Catalogue

OFFICERS = ("mod", "op", "ear")
TIDE = Event("the tide turns")
LATE = Clock(START + 3_600_000, "UTC")


@functools.cache
def keys_of(seat: str) -> OfficerKeys:
    return OfficerKeys.new()


def held(embargo: Condition = EVENT, needed: int = 2, unkeyed: str = "", **options: object) -> HeldCall:
    """A call that has concluded and is written down, with three officers who have key files."""
    people = tuple(replace(s, key=keys_of(s.id).public) if s.id in OFFICERS and s.id != unkeyed else s for s in seats())
    rules = GroundRules(embargo=embargo, quorum=Quorum(needed, OFFICERS))
    return whole_call(rules=rules, people=people, **options)


def declare(call: HeldCall, by: str, fact: Fact = EVENT, share: bool = True) -> None:
    """What the officer's command does."""
    if share:
        hand_over(call, by, fact)
    said = ev.FactDeclared(at=call.now, by=by, fact=fact, where="the evening paper" if fact == Broken() else "")
    signature = keys_of(by).sign(statement_of(BRIEFING, call.state, said))
    if fact == Broken():
        call.give(do.BreakEmbargo(at=call.now, by=by, where=said.where, signature=signature))
    else:
        call.give(do.Declare(at=call.now, by=by, fact=fact, signature=signature))


def hand_over(call: HeldCall, by: str, fact: Fact) -> None:
    Locks(call.recorder, BRIEFING).hand_over(fact, by, keys_of(by).identity, call.state, call.now)


def move(call: HeldCall, embargo: Condition, *officers: str) -> None:
    for by in officers:
        said = ev.EmbargoMoveAsked(at=call.now, by=by, section="", embargo=embargo, reason="It is so.")
        signature = keys_of(by).sign(statement_of(BRIEFING, call.state, said))
        call.give(do.MoveEmbargo(at=call.now, by=by, embargo=embargo, reason="It is so.", signature=signature))


def make_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One form of a bundle, the guard and the house's wording made once."""
    one_form = lambda transcript, *_, **__: {"transcript.json": msgspec.json.encode(transcript)}  # noqa: E731
    monkeypatch.setattr(making, "forms", one_form)
    monkeypatch.setattr(assembly, "Catalogue", functools.cache(Catalogue))
    guard = assembly.guard_of(seats())
    for module in (assembly, making):
        monkeypatch.setattr(module, "guard_of", lambda _: guard)
