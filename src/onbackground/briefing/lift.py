"""What officers declare, what the clock brings, how an embargo moves or breaks, and when it lifts."""

from __future__ import annotations

from . import commands as do
from . import events as ev
from .embargo import Broken, Clock, Conclusion, Fact, awaited, facts_of, holds, is_sound
from .refusals import Decision, Refusal, Rule
from .state import State, fold
from .terms import Phase


def established(state: State) -> frozenset[Fact]:
    """The facts that count: declared by as many officers as it takes, or brought by the clock."""
    quorum = state.ground_rules.quorum
    declared = {fact for fact, officers in state.declarations.items() if len(officers) >= quorum.needed}
    return frozenset(declared if quorum.for_clock else declared | state.reached)


def missing(state: State) -> tuple[Fact, ...]:
    """What the embargoes of the call and of its sections still wait for, each once."""
    facts = established(state)
    waiting = [fact for section in _held(state) for fact in awaited(state.embargo_of(section), facts)]
    return tuple(dict.fromkeys(waiting))


def declare(state: State, command: do.Declare) -> Decision:
    """An officer says that something is so."""
    waiting = missing(state)
    fact = command.fact
    if fact is None:
        open_ = [one for one in waiting if _may_be_declared(state, one)]
        if not open_:
            return [] if _declared_something(state, command.by) else Refusal(Rule.NOT_AWAITED)
        if len(open_) > 1:
            return Refusal(Rule.SAY_WHICH_FACT)
        fact = open_[0]
    if command.by in state.declarations.get(fact, ()):
        return []
    if fact not in waiting:
        return [] if fact in established(state) else Refusal(Rule.NOT_AWAITED)
    if not _may_be_declared(state, fact):
        return Refusal(Rule.NOT_YET_TIME if isinstance(fact, Clock) else Rule.TOO_EARLY)
    declared = ev.FactDeclared(at=command.at, by=command.by, fact=fact, signature=command.signature)
    return with_lifts(state, [declared], command)


def break_embargo(state: State, command: do.BreakEmbargo) -> Decision:
    """An officer says that the news is out."""
    if not command.where.strip():
        return Refusal(Rule.MOVE_NEEDS_REASON)
    if not _held(state):
        return Refusal(Rule.NOT_AFTER_LIFT)
    if command.by in state.declarations.get(Broken(), ()):
        return []
    broken = ev.FactDeclared(
        at=command.at,
        by=command.by,
        fact=Broken(),
        where=command.where,
        reason=command.reason,
        signature=command.signature,
    )
    return with_lifts(state, [broken], command)


def move_embargo(state: State, command: do.MoveEmbargo) -> Decision:
    """An officer asks for another embargo; the last one it takes moves it."""
    section, embargo = command.section, command.embargo
    if section and section not in {one.id for one in state.ground_rules.sections}:
        return Refusal(Rule.NO_SUCH_SECTION)
    if section in state.lifts:
        return Refusal(Rule.NOT_AFTER_LIFT)
    if not is_sound(embargo):
        return Refusal(Rule.EMBARGO_NEEDS_WORDS)
    if not command.reason.strip():
        return Refusal(Rule.MOVE_NEEDS_REASON)
    before = state.embargo_of(section)
    officers = state.moves.get((section, embargo), ())
    if embargo == before or command.by in officers:
        return []
    events: list[ev.AnyEvent] = [
        ev.EmbargoMoveAsked(
            at=command.at,
            by=command.by,
            section=section,
            embargo=embargo,
            reason=command.reason,
            signature=command.signature,
        )
    ]
    if len(officers) + 1 >= state.ground_rules.quorum.needed:
        events.append(
            ev.EmbargoMoved(
                at=command.at, by=command.by, section=section, before=before, after=embargo, reason=command.reason
            )
        )
    return with_lifts(state, events, command)


def reach_clock(state: State, command: do.ReachClock) -> Decision:
    """Note every awaited time that has come."""
    clocks = [
        fact
        for section in _held(state)
        for fact in facts_of(state.embargo_of(section))
        if isinstance(fact, Clock) and fact.at <= command.at and fact not in state.reached
    ]
    reached = [ev.ClockReached(at=command.at, by=command.by, clock=clock) for clock in dict.fromkeys(clocks)]
    return with_lifts(state, list(reached), command)


def next_clock(state: State) -> int | None:
    """The next instant that an embargo waits for, in milliseconds since the epoch."""
    times = [fact.at for fact in missing(state) if isinstance(fact, Clock) and fact not in state.reached]
    return min(times, default=None)


def add_section(state: State, command: do.AddSection) -> Decision:
    """Give a part of the call an embargo of its own; where several officers must agree, that was settled before."""
    section = command.section
    if section.id in {"", *(one.id for one in state.ground_rules.sections)}:
        return Refusal(Rule.SECTION_KNOWN)
    if not is_sound(section.embargo) or not section.title.strip():
        return Refusal(Rule.EMBARGO_NEEDS_WORDS)
    if state.sections_are_settled():
        return Refusal(Rule.SECTIONS_ARE_SETTLED)
    return [ev.SectionAdded(at=command.at, by=command.by, section=section)]


def begin_section(state: State, command: do.BeginSection) -> Decision:
    """What is said now belongs to this section."""
    if command.section not in {one.id for one in state.ground_rules.sections}:
        return Refusal(Rule.NO_SUCH_SECTION)
    if command.section == state.section:
        return []
    return [ev.SectionBegun(at=command.at, by=command.by, section=command.section)]


def end_section(state: State, command: do.EndSection) -> Decision:
    """What is said now belongs to the call as a whole."""
    if not state.section:
        return Refusal(Rule.NOT_IN_SECTION)
    return [ev.SectionEnded(at=command.at, by=command.by, section=state.section)]


def with_lifts(state: State, events: list[ev.AnyEvent], command: do.Command) -> list[ev.AnyEvent]:
    """These events, and every lift they bring. Nothing lifts before the call is over: until then nothing is whole."""
    after = fold(events, state)
    if after.phase is not Phase.CONCLUDED:
        return events
    facts = established(after)
    due = [section for section in _held(after) if holds(after.embargo_of(section), facts)]
    return [*events, *(ev.EmbargoLifted(at=command.at, by=command.by, section=section) for section in due)]


def _declared_something(state: State, officer: str) -> bool:
    return any(officer in by for fact, by in state.declarations.items() if fact != Conclusion())


def _held(state: State) -> list[str]:
    """The sections that have not lifted, the call as a whole (an empty name) before them."""
    return [section for section in ("", *(one.id for one in state.ground_rules.sections)) if section not in state.lifts]


def _may_be_declared(state: State, fact: Fact) -> bool:
    match fact:
        case Clock():
            return fact in state.reached
        case Conclusion():
            return state.phase is Phase.CONCLUDED
        case _:
            return True
