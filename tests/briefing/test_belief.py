"""Whose word counts: nothing that is written into a log without an officer's key lifts anything."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from people import SEATS, START
from signing_officers import public_key, sign, signed, with_key

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.belief import believe, believed, fold_believed
from onbackground.briefing.embargo import (
    AllOf,
    Broken,
    Conclusion,
    Condition,
    Event,
    NoEmbargo,
    Notice,
    Quorum,
    Section,
)
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.rules import decide, refused
from onbackground.briefing.state import State
from onbackground.briefing.statements import OfficerKeyError, is_signed, read_key, statement_of
from onbackground.briefing.terms import HOUSE, GroundRules, Role, Seat

BRIEFING = "fable"
OFFICERS = ("mod", "op", "ear")
DOCKED = Event("the ferry has docked")
TWO = Quorum(2, OFFICERS)
LIFTED = ev.EmbargoLifted(at=START, by=HOUSE)


def convened(embargo: Condition = DOCKED, quorum: Quorum = TWO) -> State:
    """A call under way whose three officers have keys."""
    seats = tuple(with_key(seat) if seat.id in OFFICERS else seat for seat in SEATS)
    rules = GroundRules(embargo=embargo, quorum=quorum, sections=(Section("part1", "the fares", DOCKED),))
    convene = do.Convene(at=START, by=HOUSE, title="T", ground_rules=rules, seats=seats, starts_at=START)
    events = decide(State(), convene)
    assert not isinstance(events, Refusal)
    return fold_believed(BRIEFING, [*events, ev.Opened(at=START, by="mod")])


def concluded(embargo: Condition = DOCKED, quorum: Quorum = TWO) -> State:
    return believe(BRIEFING, convened(embargo, quorum), ev.Concluded(at=START, by="mod"))


def declared(by: str, fact: Event | Conclusion | Broken = DOCKED) -> ev.FactDeclared:
    return ev.FactDeclared(at=START, by=by, fact=fact)


def asked(by: str, embargo: Condition, section: str = "") -> ev.EmbargoMoveAsked:
    return ev.EmbargoMoveAsked(at=START, by=by, section=section, embargo=embargo, reason="So.")


def moved(state: State, embargo: Condition) -> State:
    """The state after two officers moved the embargo."""
    for by in OFFICERS[:2]:
        state = believe(BRIEFING, state, signed(BRIEFING, state, asked(by, embargo)))
    before = state.ground_rules.embargo
    event = ev.EmbargoMoved(at=START, by="op", section="", before=before, after=embargo, reason="So.")
    assert believed(BRIEFING, state, event)
    return believe(BRIEFING, state, event)


# ── A statement ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_signed_can_be_read() -> None:
    assert statement_of("fable", State(), declared("mod")) == (
        "On Background: an officer's statement\nbriefing: fable\n"
        'declares: {"type":"event","event":"the ferry has docked"}\n'
    )
    assert statement_of("fable", State(), asked("mod", NoEmbargo(), "part1")) == (
        "On Background: an officer's statement\nbriefing: fable\n"
        'asks for the embargo: {"type":"none"}\nof the section: "part1"\nreason: "So."\nas move number: 1\n'
    )


@given(st.text(), st.text(), st.text(), st.text())
def test_two_statements_are_never_the_same_text(one: str, where: str, other: str, elsewhere: str) -> None:
    first = ev.FactDeclared(at=START, by="mod", fact=Event(one), where=where)
    second = ev.FactDeclared(at=START, by="mod", fact=Event(other), where=elsewhere)
    same = statement_of("fable", State(), first) == statement_of("fable", State(), second)
    assert same == (first == second)
    assert statement_of("fable", State(), first) != statement_of("other", State(), first)


@pytest.mark.parametrize("key", ["", "ed25519:", "ed25519:AAAA", "ssh-ed25519 AAAA", "nonsense"])
def test_what_is_no_key_signs_nothing(key: str) -> None:
    with pytest.raises(OfficerKeyError):
        read_key(key)
    assert not is_signed(key, "text", sign("mod", "text"))
    assert is_signed(public_key("mod"), "text", sign("mod", "text"))


# ── Whose word counts ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_officer_with_a_key_is_asked_for_a_signature() -> None:
    state = concluded()
    answers = [
        refused(state, do.Declare(at=START, by="mod")),
        refused(state, do.BreakEmbargo(at=START, by="mod", where="the evening paper")),
        refused(state, do.MoveEmbargo(at=START, by="mod", embargo=NoEmbargo(), reason="So.")),
    ]
    assert {answer.rule.name for answer in answers if answer} == {"NEEDS_SIGNATURE"} and all(answers)


def test_the_conclusion_by_a_moderator_with_a_key_ends_the_call_and_declares_nothing() -> None:
    state = concluded(Conclusion(), Quorum(1, OFFICERS))
    assert not state.declarations and not believed(BRIEFING, state, LIFTED)
    state = believe(BRIEFING, state, signed(BRIEFING, state, declared("mod", Conclusion())))
    assert believed(BRIEFING, state, LIFTED)


def test_a_lift_is_believed_when_enough_have_signed() -> None:
    state = concluded()
    for by in ("mod", "ear"):
        assert not believed(BRIEFING, state, LIFTED)
        state = believe(BRIEFING, state, signed(BRIEFING, state, declared(by)))
    assert believed(BRIEFING, state, LIFTED)
    assert not believed(BRIEFING, convened(NoEmbargo()), LIFTED), "not before the call is over"


def test_another_officers_another_facts_and_another_briefings_signature_is_none() -> None:
    state = concluded()
    assert believed(BRIEFING, state, signed(BRIEFING, state, declared("mod")))
    assert not believed(BRIEFING, state, signed(BRIEFING, state, declared("mod"), key="op"))
    assert not believed(BRIEFING, state, signed("other", state, declared("mod")))
    elsewhere = signed(BRIEFING, state, declared("mod", Broken()))
    assert not believed(BRIEFING, state, replace(elsewhere, where="the evening paper"))
    assert not believed(BRIEFING, state, replace(elsewhere, fact=DOCKED))
    assert not believed(BRIEFING, state, signed(BRIEFING, state, declared("one")))


def test_signatures_of_one_move_are_spent_by_it() -> None:
    state = concluded()
    early = [signed(BRIEFING, state, asked(by, NoEmbargo())) for by in OFFICERS]
    assert all(believed(BRIEFING, state, event) for event in early)
    state = moved(state, Notice("the harbour office"))
    assert not any(believed(BRIEFING, state, event) for event in early)


def test_who_has_no_key_is_believed_as_the_desk_let_them_in() -> None:
    state = fold_believed(BRIEFING, [ev.Concluded(at=START, by="mod")], convened())
    plain = replace(state, seats={seat.id: replace(seat, key="") for seat in state.seats.values()})
    assert believed(BRIEFING, plain, declared("mod"))


# ── Forgery ────────────────────────────────────────────────────────────────────────────────────────────────────────

people = st.sampled_from([*OFFICERS, "one", "new", HOUSE])
wanted = st.sampled_from([NoEmbargo(), Conclusion(), DOCKED, AllOf((Conclusion(), DOCKED))])
newcomers = st.builds(
    lambda id_, role: Seat(id=id_, role=role, name=SEATS[0].name, alias="X", pin=f"pin-{id_}"),
    people,
    st.sampled_from(Role),
)
parts = st.builds(Section, st.sampled_from(["", "part1", "part2"]), st.just("the fares"), wanted)
signatures = st.sampled_from(["", "AAAA", sign("mod", "something else"), sign("one", "x")])
forged = st.one_of(
    st.builds(
        lambda by, fact, signature: ev.FactDeclared(at=START, by=by, fact=fact, where="x", signature=signature),
        people,
        st.sampled_from([DOCKED, Conclusion(), Broken()]),
        signatures,
    ),
    st.builds(lambda by, to, s: replace(asked(by, to), signature=s), people, wanted, signatures),
    st.builds(lambda by, to, part: replace(asked(by, to, part)), people, wanted, st.sampled_from(["part1", "part9"])),
    st.builds(
        lambda by, to: ev.EmbargoMoved(at=START, by=by, section="", before=DOCKED, after=to, reason="So."),
        people,
        wanted,
    ),
    st.builds(lambda part: replace(LIFTED, section=part), st.sampled_from(["", "part1", "part2"])),
    st.builds(lambda by: ev.Concluded(at=START, by=by), people),
    st.builds(lambda seat: ev.SeatAdded(at=START, by="mod", seat=seat), newcomers),
    st.builds(lambda section: ev.SectionAdded(at=START, by="mod", section=section), parts),
    st.builds(
        lambda rules, seat: ev.Convened(at=START, by=HOUSE, title="T", ground_rules=rules, seats=(seat,), starts_at=0),
        st.builds(GroundRules, embargo=wanted),
        newcomers,
    ),
)


@settings(max_examples=400)
@given(st.lists(forged, max_size=20), st.sampled_from([Quorum(1, OFFICERS), Quorum(2, OFFICERS)]))
def test_no_sequence_of_forged_events_lifts_anything(events: list[ev.AnyEvent], quorum: Quorum) -> None:
    start = convened(quorum=quorum)
    state = fold_believed(BRIEFING, [*events, LIFTED, replace(LIFTED, section="part1")], start)
    assert state.lifts == frozenset()
    assert not state.declarations and state.ground_rules == start.ground_rules
    assert state.version == start.version + len(events) + 2, "what is not believed is still counted"


@settings(max_examples=100)
@given(st.lists(forged, max_size=10), st.lists(forged, max_size=10))
def test_forged_events_between_do_not_keep_the_officers_from_lifting(
    some: list[ev.AnyEvent], more: list[ev.AnyEvent]
) -> None:
    state = fold_believed(BRIEFING, some, concluded())
    state = believe(BRIEFING, state, signed(BRIEFING, state, declared("mod")))
    state = fold_believed(BRIEFING, more, state)
    state = believe(BRIEFING, state, signed(BRIEFING, state, declared("ear")))
    assert "" in believe(BRIEFING, state, LIFTED).lifts


def test_where_all_who_may_have_keys_nobody_comes_to_it_later() -> None:
    state = convened(quorum=Quorum(1))
    assert state.ground_rules.quorum.officers == ("mod", "op")
    newcomer = Seat(id="new", role=Role.OPERATOR, name=SEATS[0].name, alias="X", pin="pin-new")
    state = believe(BRIEFING, state, ev.SeatAdded(at=START, by="mod", seat=newcomer))
    assert not state.is_officer("new")
    add = do.AddSection(at=START, by="mod", section=Section("part2", "the rest", NoEmbargo()))
    assert (answer := refused(state, add)) and answer.rule.name == "SECTIONS_ARE_SETTLED"
