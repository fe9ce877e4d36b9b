"""The embargo: a condition over facts, and whether the facts of a briefing fulfil it.

Four kinds of fact can lift an embargo by themselves, and conditions join them: the conclusion of the call, a time, an
event, a notice. A fact and the condition that waits for it are the same value, so ``holds`` only looks facts up.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TypeAlias, Union

from msgspec import Struct


class NoEmbargo(Struct, frozen=True, tag="none"):
    """Nothing is waited for."""


class Conclusion(Struct, frozen=True, tag="conclusion"):
    """The moderator concludes the call."""


class Clock(Struct, frozen=True, tag="clock"):
    """A time has come: ``at`` is the instant, in milliseconds since the epoch.

    ``zone`` is the zone in which it is told to people, by its name in the tz database (``America/New_York``). The
    instant was settled when the rules were made: no later change of a machine's zone, or of a zone's law, moves it.
    """

    at: int
    zone: str = "UTC"


class Event(Struct, frozen=True, tag="event"):
    """Something happens out in the world, in words that fit after "until": ``the ferry has docked``."""

    event: str


class Notice(Struct, frozen=True, tag="notice"):
    """An office gives notice: ``office`` in words that fit after "notice from": ``the harbour office``."""

    office: str


class Broken(Struct, frozen=True, tag="broken"):
    """The embargo was broken by somebody else; nobody waits for this, but it ends every wait."""


class AllOf(Struct, frozen=True, tag="all"):
    """Every one of these."""

    of: tuple[Condition, ...]


class AnyOf(Struct, frozen=True, tag="any"):
    """The first of these."""

    of: tuple[Condition, ...]


Fact: TypeAlias = Conclusion | Clock | Event | Notice | Broken
Condition = Union[NoEmbargo, Conclusion, Clock, Event, Notice, AllOf, AnyOf]  # noqa: UP007 -- refers to itself


class Section(Struct, frozen=True):
    """A part of the call with an embargo of its own; ``title`` fits after "the part on": ``the ferry timetable``."""

    id: str
    title: str
    embargo: Condition


class Quorum(Struct, frozen=True):
    """How many officers must declare the same fact before it counts, and who may.

    ``officers`` are seats; with none named, moderator and operator may. A time that has come counts by itself unless
    ``for_clock``.
    """

    needed: int = 1
    officers: tuple[str, ...] = ()
    for_clock: bool = False


def holds(condition: Condition, facts: Set[Fact]) -> bool:
    """Whether these facts fulfil the condition."""
    if Broken() in facts:
        return True
    match condition:
        case NoEmbargo():
            return True
        case AllOf(of=conditions):
            return all(holds(one, facts) for one in conditions)
        case AnyOf(of=conditions):
            return any(holds(one, facts) for one in conditions)
        case fact:
            return fact in facts


def facts_of(condition: Condition) -> tuple[Fact, ...]:
    """Every fact the condition speaks of, once, in the order of its words."""
    return tuple(dict.fromkeys(_leaves(condition)))


def awaited(condition: Condition, facts: Set[Fact]) -> tuple[Fact, ...]:
    """The facts that are still missing, where the condition does not hold."""
    return () if holds(condition, facts) else tuple(fact for fact in facts_of(condition) if fact not in facts)


def remaining(condition: Condition, facts: Set[Fact]) -> Condition:
    """What is left to wait for when these facts are there."""
    if holds(condition, facts):
        return NoEmbargo()
    match condition:
        case AllOf(of=conditions):
            left = tuple(remaining(one, facts) for one in conditions if not holds(one, facts))
            return left[0] if len(left) == 1 else AllOf(left)
        case AnyOf(of=conditions):
            return AnyOf(tuple(remaining(one, facts) for one in conditions))
        case _:
            return condition


def is_sound(condition: Condition) -> bool:
    """Whether the condition can ever be told to people: words where words are needed, something joined."""
    match condition:
        case Event(event=words) | Notice(office=words):
            return bool(words.strip())
        case AllOf(of=conditions) | AnyOf(of=conditions):
            return len(conditions) > 1 and all(is_sound(one) and not isinstance(one, NoEmbargo) for one in conditions)
        case _:
            return True


def _leaves(condition: Condition) -> Iterator[Fact]:
    match condition:
        case NoEmbargo():
            return
        case AllOf(of=conditions) | AnyOf(of=conditions):
            for one in conditions:
                yield from _leaves(one)
        case fact:
            yield fact
