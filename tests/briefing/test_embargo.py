"""The embargo: conditions over facts, quorums, moves, sections, and when it lifts."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people import START, Call

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.embargo import (
    AllOf,
    AnyOf,
    Broken,
    Clock,
    Conclusion,
    Condition,
    Event,
    Fact,
    NoEmbargo,
    Notice,
    Quorum,
    Section,
    awaited,
    facts_of,
    holds,
    is_sound,
    remaining,
)
from onbackground.briefing.encoding import decode_event, encode
from onbackground.briefing.lift import established, missing, next_clock
from onbackground.briefing.rules import decide
from onbackground.briefing.state import evolve
from onbackground.briefing.terms import HOUSE, GroundRules

DOCKED = Event("the ferry has docked")
NOTICE = Notice("the harbour office")
EVENING = Clock(START + 3_600_000, "America/New_York")
FACTS: list[Fact] = [Conclusion(), EVENING, DOCKED, NOTICE]
facts = st.frozensets(st.sampled_from(FACTS))
conditions = st.recursive(
    st.sampled_from([*FACTS, NoEmbargo()]),
    lambda inner: st.builds(AllOf, st.tuples(inner, inner)) | st.builds(AnyOf, st.tuples(inner, inner)),
    max_leaves=6,
)


def concluded(rules: GroundRules) -> Call:
    call = Call(rules)
    call.dial("mod")
    call.give(do.Open(at=call.now, by="mod"))
    call.give(do.Conclude(at=call.now, by="mod"))
    return call


def declare(call: Call, by: str, fact: Fact | None = None) -> None:
    call.give(do.Declare(at=call.now, by=by, fact=fact))


# ── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(conditions, facts, facts)
def test_more_facts_never_undo_a_condition(condition: Condition, some: frozenset[Fact], more: frozenset[Fact]) -> None:
    if holds(condition, some):
        assert holds(condition, some | more)


@given(conditions, facts)
def test_all_that_is_awaited_fulfils_a_condition(condition: Condition, some: frozenset[Fact]) -> None:
    assert holds(condition, some | set(awaited(condition, some)))
    assert holds(condition, some) == (remaining(condition, some) == NoEmbargo())


@given(conditions, facts, facts)
def test_what_remains_holds_exactly_when_the_whole_does(
    condition: Condition, some: frozenset[Fact], later: frozenset[Fact]
) -> None:
    assert holds(remaining(condition, some), some | later) == holds(condition, some | later)


@given(conditions)
def test_a_broken_embargo_holds_whatever_it_waited_for(condition: Condition) -> None:
    assert holds(condition, {Broken()})
    assert set(facts_of(condition)) <= set(FACTS)


@pytest.mark.parametrize("vague", [Event(" "), Notice(""), AllOf((DOCKED,)), AnyOf((DOCKED, NoEmbargo()))])
def test_a_condition_that_cannot_be_told_is_unsound(vague: Condition) -> None:
    assert not is_sound(vague)
    assert Call().refused(do.MoveEmbargo(at=START, by="mod", embargo=vague, reason="So")) == "EMBARGO_NEEDS_WORDS"


@given(conditions)
def test_an_embargo_is_the_same_after_the_log(condition: Condition) -> None:
    moved = ev.EmbargoMoved(at=1, by="mod", section="", before=NoEmbargo(), after=condition, reason="It is late.")
    assert decode_event(encode(moved)) == moved


# ── The lift ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(conditions, st.permutations(FACTS))
def test_in_any_order_of_facts_it_lifts_exactly_when_its_condition_holds(
    condition: Condition, order: list[Fact]
) -> None:
    call = Call(GroundRules(embargo=condition if is_sound(condition) else DOCKED))
    call.dial("mod")
    call.give(do.Open(at=call.now, by="mod"))
    for fact in order:
        match fact:
            case Conclusion():
                call.give(do.Conclude(at=call.now, by="mod"))
            case Clock(at=at):
                call.give(do.ReachClock(at=at, by=HOUSE))
            case _ if fact in missing(call.state):
                declare(call, "mod", fact)
        known = established(call.state)
        over = Conclusion() in known
        assert call.state.lifted == (over and holds(call.state.ground_rules.embargo, known))
    assert call.state.lifted


def test_a_clock_is_reached_when_its_time_has_come_and_once() -> None:
    call = concluded(GroundRules(embargo=EVENING))
    assert next_clock(call.state) == EVENING.at
    assert call.refused(do.Declare(at=call.now, by="mod")) == "NOT_AWAITED"
    assert call.refused(do.Declare(at=call.now, by="mod", fact=EVENING)) == "NOT_YET_TIME"
    assert decide(call.state, do.ReachClock(at=EVENING.at - 1, by=HOUSE)) == []
    assert call.refused(do.ReachClock(at=EVENING.at, by="mod")) == "NOT_YOURS"
    call.give(do.ReachClock(at=EVENING.at, by=HOUSE))
    assert call.state.lifted
    assert decide(call.state, do.ReachClock(at=EVENING.at + 1, by=HOUSE)) == []
    assert next_clock(call.state) is None


def test_of_several_facts_one_is_said() -> None:
    call = concluded(GroundRules(embargo=AllOf((DOCKED, NOTICE))))
    assert call.refused(do.Declare(at=call.now, by="mod")) == "SAY_WHICH_FACT"
    declare(call, "mod", DOCKED)
    declare(call, "op")
    assert call.state.lifted


# ── Who lifts ──────────────────────────────────────────────────────────────────────────────────────────────────────

OFFICERS = ("mod", "op", "ear")
TWO_OF_THREE = Quorum(2, OFFICERS)


def test_two_of_three_officers_must_declare_the_same() -> None:
    for first, second in permutations(OFFICERS, 2):
        call = concluded(GroundRules(embargo=DOCKED, quorum=TWO_OF_THREE))
        declare(call, first)
        declare(call, first)
        assert not call.state.lifted
        assert call.refused(do.Declare(at=call.now, by="one")) == "NOT_YOURS"
        declare(call, second)
        assert call.state.lifted


def test_with_a_quorum_the_moderators_conclusion_is_one_voice() -> None:
    call = concluded(GroundRules(quorum=TWO_OF_THREE))
    assert not call.state.lifted
    declare(call, "ear")
    assert call.state.lifted


@pytest.mark.parametrize("for_clock", [False, True])
def test_a_time_needs_the_quorum_only_where_the_rules_say_so(for_clock: bool) -> None:
    call = concluded(GroundRules(embargo=EVENING, quorum=Quorum(2, OFFICERS, for_clock)))
    call.give(do.ReachClock(at=EVENING.at, by=HOUSE))
    assert call.state.lifted is not for_clock
    if for_clock:
        declare(call, "mod")
        declare(call, "ear")
        assert call.state.lifted


@pytest.mark.parametrize(
    "quorum", [Quorum(0), Quorum(3), Quorum(2, ("mod",)), Quorum(2, ("mod", "mod")), Quorum(1, ("nobody",))]
)
def test_a_quorum_that_cannot_be_met_is_refused(quorum: Quorum) -> None:
    with pytest.raises(AssertionError, match="That many officers are not named"):
        Call(GroundRules(quorum=quorum))


# ── Moved and broken embargoes ─────────────────────────────────────────────────────────────────────────────────────


def test_a_move_has_an_author_and_a_reason_and_says_what_was_before() -> None:
    call = concluded(GroundRules(embargo=DOCKED))
    move = do.MoveEmbargo(at=call.now, by="mod", embargo=EVENING, reason="The ferry is late.")
    assert call.refused(do.MoveEmbargo(at=call.now, by="mod", embargo=EVENING, reason=" ")) == "MOVE_NEEDS_REASON"
    _, moved = decide(call.state, move)
    assert moved == ev.EmbargoMoved(
        at=call.now, by="mod", section="", before=DOCKED, after=EVENING, reason="The ferry is late."
    )
    call.give(move)
    assert missing(call.state) == (EVENING,)
    assert decide(call.state, move) == []


def test_with_a_quorum_one_officer_alone_can_neither_shorten_nor_break() -> None:
    call = concluded(GroundRules(embargo=DOCKED, quorum=TWO_OF_THREE))
    call.give(do.MoveEmbargo(at=call.now, by="mod", embargo=NoEmbargo(), reason="It is known."))
    call.give(do.MoveEmbargo(at=call.now, by="op", embargo=Conclusion(), reason="It is over."))
    call.give(do.BreakEmbargo(at=call.now, by="mod", where="the evening paper"))
    assert not call.state.lifted
    assert call.state.ground_rules.embargo == DOCKED
    assert call.refused(do.AddSection(at=call.now, by="mod", section=Section("x", "x", NoEmbargo()))) == "TOO_LATE"
    call.give(do.MoveEmbargo(at=call.now, by="ear", embargo=NoEmbargo(), reason="It is known."))
    assert call.state.lifted


def test_a_broken_embargo_says_where_and_lifts_everything() -> None:
    rules = GroundRules(embargo=DOCKED, sections=(Section("part1", "the fares", NOTICE),))
    call = concluded(rules)
    assert call.refused(do.BreakEmbargo(at=call.now, by="mod", where="")) == "MOVE_NEEDS_REASON"
    call.give(do.BreakEmbargo(at=call.now, by="mod", where="the evening paper"))
    assert call.state.lifts == {"", "part1"}
    again = do.BreakEmbargo(at=call.now, by="op", where="the radio")
    assert call.refused(again) == "NOT_AFTER_LIFT"


# ── Sections ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_section_lifts_by_itself() -> None:
    call = Call(GroundRules(embargo=Conclusion(), sections=(Section("part1", "the fares", DOCKED),)))
    call.dial("mod")
    call.give(do.Open(at=call.now, by="mod"))
    call.give(do.BeginSection(at=call.now, by="mod", section="part1"))
    assert call.state.section == "part1"
    assert call.refused(do.BeginSection(at=call.now, by="mod", section="part9")) == "NO_SUCH_SECTION"
    call.give(do.EndSection(at=call.now, by="mod"))
    assert call.refused(do.EndSection(at=call.now, by="mod")) == "NOT_IN_SECTION"
    call.give(do.Conclude(at=call.now, by="mod"))
    assert call.state.lifts == {""}
    declare(call, "mod")
    assert call.state.lifts == {"", "part1"}


def test_a_section_is_added_during_the_call_and_moved_after_it() -> None:
    call = Call(GroundRules(embargo=Conclusion()))
    call.dial("mod")
    call.give(do.Open(at=call.now, by="mod"))
    section = Section("fares", "the fares", DOCKED)
    call.give(do.AddSection(at=call.now, by="mod", section=section))
    assert call.refused(do.AddSection(at=call.now, by="mod", section=section)) == "SECTION_KNOWN"
    call.give(do.Conclude(at=call.now, by="mod"))
    call.give(do.MoveEmbargo(at=call.now, by="mod", section="fares", embargo=NoEmbargo(), reason="No need."))
    assert call.state.lifts == {"", "fares"}
    gone = do.MoveEmbargo(at=call.now, by="mod", section="nine", embargo=NoEmbargo(), reason="No need.")
    assert call.refused(gone) == "NO_SUCH_SECTION"


def test_evolve_never_refuses_a_declaration_of_somebody_who_left_the_quorum() -> None:
    state = Call(GroundRules(embargo=DOCKED, quorum=TWO_OF_THREE)).state
    assert evolve(state, ev.FactDeclared(at=1, by="one", fact=DOCKED)).declarations == {}
