"""Locks by condition: what is locked opens when officers handed over what the condition takes, and not before."""

from __future__ import annotations

import functools

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from onbackground.briefing.embargo import AllOf, AnyOf, Broken, Condition, Event, Fact, NoEmbargo, Notice, holds
from onbackground.sealing.identity import Identity
from onbackground.sealing.keys import Key
from onbackground.sealing.locks import Lock, lock, new_lock, unlock
from onbackground.sealing.shares import ShareError

FACTS = (Event("the ferry has docked"), Event("the tide turns"), Notice("the harbour office"))
OFFICERS = ("s1", "s2", "s3")
NEEDED = 2
SECRET = bytes(range(32))

conditions: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from(FACTS),
    lambda parts: st.builds(
        lambda kind, of: kind(tuple(of)), st.sampled_from([AllOf, AnyOf]), st.lists(parts, min_size=2, max_size=3)
    ),
    max_leaves=5,
)


@functools.cache
def keys_of(officer: str) -> Identity:
    return Identity.new()


@functools.cache
def lock_of(fact: Fact) -> Lock:
    return new_lock(NEEDED, {officer: keys_of(officer).recipient for officer in OFFICERS})


@functools.cache
def share_of(fact: Fact, officer: str) -> Key:
    return lock_of(fact).share_of(officer, keys_of(officer))


@settings(max_examples=150, deadline=None)
@given(conditions, st.sets(st.tuples(st.sampled_from((*FACTS, Broken())), st.sampled_from(OFFICERS))), st.booleans())
def test_it_opens_exactly_when_the_rules_say_that_it_holds(
    condition: Condition, handed: set[tuple[Fact, str]], foreign_too: bool
) -> None:
    locked = lock(SECRET, condition, lock_of)

    def shares(fact: Fact) -> dict[str, Key]:
        foreign = {officer: Key.new() for officer in ("s1", "s9") if foreign_too}
        return foreign | {officer: share_of(fact, officer) for one, officer in handed if one == fact}

    agreed = {fact for fact in (*FACTS, Broken()) if len({o for one, o in handed if one == fact}) >= NEEDED}
    found = unlock(locked, condition, lambda fact: lock_of(fact).opened(shares(fact)))
    assert found == (SECRET if holds(condition, agreed) else None)
    assert SECRET not in locked


def test_a_share_of_another_fact_counts_for_nothing() -> None:
    docked, tide = FACTS[:2]
    assert lock_of(docked).opened({officer: share_of(tide, officer) for officer in OFFICERS}) is None
    assert lock_of(docked).opened({"s1": share_of(docked, "s1"), "s2": share_of(docked, "s1")}) is None


def test_a_lock_made_anew_opens_nothing_that_was_locked_before() -> None:
    locked = lock(SECRET, FACTS[0], lock_of)
    anew = new_lock(1, {"s1": keys_of("s1").recipient})
    opened = anew.opened({"s1": anew.share_of("s1", keys_of("s1"))})
    assert opened is not None
    assert unlock(locked, FACTS[0], lambda fact: opened) is None


def test_a_share_is_opened_by_its_officer_alone() -> None:
    for officer, keys in (("s1", keys_of("s2")), ("s9", keys_of("s1"))):
        with pytest.raises(ShareError, match=f"seat {officer} is not for this key"):
            lock_of(FACTS[0]).share_of(officer, keys)


def test_what_waits_for_nothing_is_not_locked() -> None:
    assert unlock(lock(SECRET, NoEmbargo(), lock_of), NoEmbargo(), lambda fact: None) == SECRET
