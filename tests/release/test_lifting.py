"""What has lifted: the keeper says when a time has come, and believes no time that has not come here."""

from __future__ import annotations

from held_call import BRIEFING, START, HeldCall, whole_call

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.embargo import AllOf, Clock, Event
from onbackground.briefing.encoding import decode_event, encode
from onbackground.briefing.terms import HOUSE
from onbackground.log.briefings import Briefings
from onbackground.release.lifting import Lifting, may_be_released

HOUR = 3_600_000
AT_FIVE = Clock(START + HOUR, "America/New_York")


class Clocked:
    """The keeper's part in the lift, with a clock that is set by hand; None while it cannot say."""

    def __init__(self, call: HeldCall, now: int | None = START) -> None:
        self.call, self.now = call, now
        self.briefings = Briefings(call.recorder)
        self.lifting = Lifting(call.recorder, self.briefings, lambda: self.now)

    def may_go_out(self, now: int | None) -> bool:
        self.now = now
        self.briefings.catch_up()
        self.lifting.look()
        return "" in self.lifting.lifts(BRIEFING)

    def events(self) -> list[ev.AnyEvent]:
        return [decode_event(record.data) for record in self.call.recorder.read(BRIEFING)]


def test_a_time_lifts_when_it_has_come_and_is_noted_once() -> None:
    keeper = Clocked(whole_call(AT_FIVE))
    assert not keeper.may_go_out(AT_FIVE.at - 1)
    assert keeper.lifting.next_clock() == AT_FIVE.at
    assert keeper.may_go_out(AT_FIVE.at)
    assert keeper.may_go_out(AT_FIVE.at + HOUR)
    assert keeper.lifting.next_clock() is None
    reached = [event for event in keeper.events() if isinstance(event, ev.ClockReached)]
    assert reached == [ev.ClockReached(at=AT_FIVE.at, by=HOUSE, clock=AT_FIVE)]


def test_a_clock_that_cannot_say_lifts_nothing_and_a_restart_goes_on() -> None:
    call = whole_call(AT_FIVE)
    assert not Clocked(call).may_go_out(None)
    assert not Clocked(call).may_go_out(START)
    assert Clocked(call).may_go_out(AT_FIVE.at)


def test_a_time_written_into_the_log_before_it_has_come_is_not_believed() -> None:
    call = whole_call(AT_FIVE)
    lies = [ev.ClockReached(at=AT_FIVE.at, by=HOUSE, clock=AT_FIVE), ev.EmbargoLifted(at=AT_FIVE.at, by=HOUSE)]
    for lie in lies:
        call.recorder.append(BRIEFING, call.recorder.version(BRIEFING), [encode(lie)], START)
    keeper = Clocked(call)
    assert not keeper.may_go_out(AT_FIVE.at - 1)
    assert not keeper.may_go_out(None)
    assert keeper.may_go_out(AT_FIVE.at), "true by then"


def test_a_forged_time_does_not_keep_the_real_one_from_lifting() -> None:
    call = whole_call(AT_FIVE)
    lie = ev.ClockReached(at=START, by=HOUSE, clock=AT_FIVE)
    call.recorder.append(BRIEFING, call.recorder.version(BRIEFING), [encode(lie)], START)
    keeper = Clocked(call)
    assert not keeper.may_go_out(START)
    assert keeper.may_go_out(AT_FIVE.at)


def test_time_and_declaration_together() -> None:
    landed = Event("the airship lands in Port Fable")
    keeper = Clocked(whole_call(AllOf((AT_FIVE, landed))))
    assert not keeper.may_go_out(AT_FIVE.at)
    keeper.call.give(do.Declare(at=keeper.call.now, by="mod", fact=landed))
    assert keeper.may_go_out(AT_FIVE.at)
    assert may_be_released(BRIEFING, keeper.events(), START) == frozenset()
    assert may_be_released(BRIEFING, keeper.events(), AT_FIVE.at) == {""}
