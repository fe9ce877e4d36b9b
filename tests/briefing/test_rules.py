"""The rules, situation by situation."""

import pytest
from people import RULES, SEATS, START, Call, seat

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.embargo import Conclusion, Event
from onbackground.briefing.events import AnyEvent
from onbackground.briefing.refusals import Refusal, Rule
from onbackground.briefing.routes import Room, heard, routes
from onbackground.briefing.rules import PERMITTED, decide
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import LineState, QuestionState, State, fold
from onbackground.briefing.terms import GroundRules, Level, Phase, Role


@pytest.fixture
def call() -> Call:
    """The call is on, everybody but the listener has dialled in, the queue is open."""
    call = Call()
    for person in ("mod", "op", "one", "two", "r1", "r2", "r3", "r4"):
        call.dial(person)
    call.give(do.Open(at=call.now, by="mod"))
    call.give(do.OpenQueue(at=call.now, by="mod"))
    return call


def join(call: Call, *reporters: str) -> None:
    for reporter in reporters:
        call.give(do.JoinQueue(at=call.now, by=reporter))


def ask(call: Call, reporter: str = "") -> None:
    call.give(do.CallOn(at=call.now, by="mod", seat=reporter))
    call.give(do.OpenQuestion(at=call.now, by="op"))


def take(call: Call) -> None:
    call.give(do.TakeQuestion(at=call.now, by="mod"))


# Convening


def test_every_command_has_a_permit() -> None:
    assert set(PERMITTED) | {do.Convene} == set(do.AnyCommand.__args__)


def test_nothing_happens_before_convening() -> None:
    refusal = decide(State(), do.Open(at=START, by="mod"))
    assert refusal == Refusal(Rule.NOT_CONVENED)


@pytest.mark.parametrize(
    ("seats", "rule"),
    [
        (SEATS[1:], "NEEDS_MODERATOR"),
        ((*SEATS, seat("mod2", Role.MODERATOR, "Moderator")), "NEEDS_MODERATOR"),
        ((*SEATS, SEATS[2]), "SEATS_DIFFER"),
    ],
)
def test_unsound_seats_are_refused(seats: tuple[object, ...], rule: str) -> None:
    command = do.Convene(at=START, by="mod", title="", ground_rules=RULES, seats=seats, starts_at=START)  # type: ignore[arg-type]
    assert decide(State(), command) == Refusal(Rule[rule])


def test_an_event_embargo_says_which_event() -> None:
    vague = do.MoveEmbargo(at=START, by="mod", embargo=Event(" "), reason="It is so decided.")
    assert Call().refused(vague) == "EMBARGO_NEEDS_WORDS"


def test_ground_rules_may_change_until_the_lift(call: Call) -> None:
    deeper = do.ChangeGroundRules(at=call.now, by="mod", level=Level.DEEP_BACKGROUND, phrase="officials")
    call.give(do.Conclude(at=call.now, by="mod"))
    call.give(deeper)
    assert call.state.ground_rules.level is Level.DEEP_BACKGROUND
    assert not call.state.lifted
    call.give(do.MoveEmbargo(at=call.now, by="mod", embargo=Conclusion(), reason="Why wait?"))
    assert call.state.lifted, "the condition that is left has already come"
    assert call.refused(deeper) == "NOT_AFTER_LIFT"


def test_the_moderators_own_attribution_is_settled_late(call: Call) -> None:
    call.give(do.SettleAttribution(at=call.now, by="mod", seat="mod", phrase="senior administration official"))
    assert call.state.seats["mod"].phrase == "senior administration official"
    assert call.state.seats["mod"].label == "MODERATOR"


def test_secrets_do_not_show() -> None:
    text = repr(Call().state) + str(SEATS[0].name) + f"{SEATS[0].name}"
    assert "Person" not in text
    assert Sealed("a") == Sealed("a")
    assert Sealed("a") != Sealed("b")


# Lines


def test_three_wrong_pins_end_the_call() -> None:
    call = Call()
    call.give(do.Ring(at=call.now, by="house", line="l1"))
    for tries in (1, 2):
        call.give(do.TryPin(at=call.now, by="house", line="l1", pin="wrong"))
        assert call.state.lines["l1"].tries == tries
    call.give(do.TryPin(at=call.now, by="house", line="l1", pin="wrong"))
    assert "l1" not in call.state.lines


def test_the_same_seat_and_place_within_a_minute(call: Call) -> None:
    join(call, "r1", "r2")
    call.give(do.Drop(at=call.now, by="house", line="line-r1"))
    assert call.state.position("r1") == 1
    call.now += 60_000
    call.give(do.Lapse(at=call.now, by="house"))
    call.dial("r1", "line-again")
    assert call.state.position("r1") == 1


def test_a_place_lapses_after_a_minute(call: Call) -> None:
    join(call, "r1", "r2")
    call.give(do.Drop(at=call.now, by="house", line="line-r1"))
    call.now += 60_001
    call.give(do.Lapse(at=call.now, by="house"))
    assert call.state.queue == ("r2",)


def test_who_returns_too_late_has_no_place_even_if_nobody_looked(call: Call) -> None:
    join(call, "r1", "r2")
    call.give(do.Drop(at=call.now, by="house", line="line-r1"))
    call.now += 60_001
    call.dial("r1", "line-again")
    assert call.state.queue == ("r2",)


def test_a_redial_replaces_a_line_that_nobody_saw_drop(call: Call) -> None:
    join(call, "r1")
    call.dial("r1", "line-new")
    assert "line-r1" not in call.state.lines
    assert call.state.line_of["r1"] == "line-new"
    assert call.state.position("r1") == 1


def test_the_next_who_is_on_the_line_is_called_and_the_dropped_one_keeps_the_place(call: Call) -> None:
    join(call, "r1", "r2")
    call.give(do.Drop(at=call.now, by="house", line="line-r1"))
    ask(call)
    question = call.state.current()
    assert question is not None
    assert question.seat == "r2"
    assert call.state.queue == ("r1",)


def test_a_reporter_who_drops_in_mid_question_is_called_again(call: Call) -> None:
    join(call, "r1", "r2")
    ask(call)
    call.give(do.Drop(at=call.now, by="house", line="line-r1"))
    assert call.state.questions[0].state is QuestionState.SUSPENDED
    call.now += 5_000
    call.dial("r1", "line-again")
    ask(call)
    assert call.state.questions[0].state is QuestionState.OPEN
    assert heard(call.state) >= {"r1"}


def test_a_removed_seat_is_admitted_no_more(call: Call) -> None:
    join(call, "r1")
    call.give(do.Remove(at=call.now, by="op", line="line-r1"))
    assert call.state.queue == ()
    call.give(do.Ring(at=call.now, by="house", line="l9"))
    call.give(do.TryPin(at=call.now, by="house", line="l9", pin="pin-r1"))
    assert call.state.lines["l9"].tries == 1


def test_screening_is_off_air_for_both(call: Call) -> None:
    call.give(do.Screen(at=call.now, by="op", line="line-r1"))
    where = routes(call.state)
    assert where["line-r1"].speaks is Room.SCREENING
    assert where["line-op"].speaks is Room.SCREENING
    assert call.refused(do.Screen(at=call.now, by="op", line="line-r2")) == "ONE_SCREENING"
    call.give(do.Release(at=call.now, by="op", line="line-r1"))
    assert call.state.lines["line-r1"].state is LineState.ADMITTED


def test_held_lines_hear_the_hold_sound(call: Call) -> None:
    call.give(do.Hold(at=call.now, by="mod", line="line-one"))
    assert routes(call.state)["line-one"].hears is Room.HOLD
    assert "one" not in heard(call.state)


# The floor


def test_before_the_start_officials_are_in_the_green_room_and_the_audience_on_hold() -> None:
    call = Call()
    for person in ("mod", "one", "r1", "ear"):
        call.dial(person)
    where = routes(call.state)
    assert {where[f"line-{who}"].hears for who in ("mod", "one")} == {Room.GREEN_ROOM}
    assert {where[f"line-{who}"].hears for who in ("r1", "ear")} == {Room.HOLD}
    assert heard(call.state) == frozenset()


def test_officials_hand_over_and_can_be_muted(call: Call) -> None:
    call.give(do.GiveFloor(at=call.now, by="mod", seat="one"))
    call.give(do.GiveFloor(at=call.now, by="one", seat="two"))
    assert call.state.floor == "two"
    call.give(do.Mute(at=call.now, by="op", seat="two"))
    assert heard(call.state) == {"mod", "op", "one"}
    assert call.refused(do.Mute(at=call.now, by="op", seat="mod")) == "MODERATOR_ALWAYS_HEARD"
    call.give(do.Unmute(at=call.now, by="mod", seat="two"))
    assert "two" in heard(call.state)


def test_the_green_room_during_the_call(call: Call) -> None:
    call.give(do.EnterGreenRoom(at=call.now, by="one"))
    assert "one" not in heard(call.state)
    assert routes(call.state)["line-one"].speaks is Room.GREEN_ROOM
    call.give(do.LeaveGreenRoom(at=call.now, by="one"))
    assert "one" in heard(call.state)


def test_an_official_comes_back_to_an_earlier_question_and_the_next_reporter_is_called_again(call: Call) -> None:
    join(call, "r1", "r2")
    ask(call)
    take(call)
    call.give(do.CallOn(at=call.now, by="mod"))
    call.give(do.ReturnTo(at=call.now, by="two", question=1, seat="two"))
    assert [question.state for question in call.state.questions] == [QuestionState.ANSWERING, QuestionState.SUSPENDED]
    assert call.state.floor == "two"
    call.give(do.CallOn(at=call.now, by="mod"))
    second = call.state.current()
    assert second is not None
    assert (second.number, second.seat, second.state) == (2, "r2", QuestionState.CALLED)


# The queue


def test_first_come_first_served_and_pressing_twice(call: Call) -> None:
    join(call, "r2", "r1", "r2")
    assert call.state.queue == ("r2", "r1")
    call.give(do.LeaveQueue(at=call.now, by="r2"))
    call.give(do.LeaveQueue(at=call.now, by="r2"))
    assert call.state.queue == ("r1",)


def test_only_reporters_queue_and_only_while_it_is_open(call: Call) -> None:
    assert call.refused(do.JoinQueue(at=call.now, by="one")) == "NOT_YOURS"
    call.give(do.CloseQueue(at=call.now, by="mod"))
    assert call.refused(do.JoinQueue(at=call.now, by="r1")) == "QUEUE_CLOSED"


def test_a_new_order_is_undone_and_later_comers_stay_behind(call: Call) -> None:
    join(call, "r1", "r2", "r3")
    call.give(do.Reorder(at=call.now, by="op", seat="r3", place=1))
    assert call.state.queue == ("r3", "r1", "r2")
    join(call, "r4")
    call.give(do.LeaveQueue(at=call.now, by="r1"))
    call.give(do.UndoReorder(at=call.now, by="op"))
    assert call.state.queue == ("r2", "r3", "r4")
    assert call.refused(do.UndoReorder(at=call.now, by="op")) == "NOTHING_TO_UNDO"


def test_calling_out_of_turn_is_on_the_record(call: Call) -> None:
    join(call, "r1", "r2")
    decision = decide(call.state, do.CallOn(at=call.now, by="mod", seat="r2"))
    assert decision == [ev.QuestionCalled(at=call.now, by="mod", question=1, seat="r2", out_of_turn=True)]


def test_no_line_opens_before_it_is_announced(call: Call) -> None:
    join(call, "r1")
    call.give(do.CallOn(at=call.now, by="mod"))
    assert "r1" not in heard(call.state)
    call.give(do.OpenQuestion(at=call.now, by="op"))
    assert "r1" in heard(call.state)
    take(call)
    assert "r1" not in heard(call.state)
    call.give(do.AllowFollowUp(at=call.now, by="mod"))
    assert "r1" in heard(call.state)
    assert call.refused(do.CallOn(at=call.now, by="mod")) == "REPORTER_UP"


def test_time_for_two_more(call: Call) -> None:
    join(call, "r1", "r2", "r3")
    call.give(do.LimitQuestions(at=call.now, by="mod", remaining=2))
    for _ in range(2):
        ask(call)
        take(call)
    assert call.refused(do.CallOn(at=call.now, by="mod")) == "LAST_QUESTION_ASKED"
    call.give(do.LimitQuestions(at=call.now, by="mod", remaining=1))
    ask(call)


def test_who_still_waits_at_the_end_is_kept_for_the_follow_up(call: Call) -> None:
    join(call, "r1", "r2")
    decision = decide(call.state, do.Conclude(at=call.now, by="mod"))
    assert isinstance(decision, list)
    closed = [event for event in decision if isinstance(event, ev.QueueClosed)]
    assert closed[0].kept == ("r1", "r2")


# The end


def events_of(call: Call, command: do.AnyCommand) -> list[AnyEvent]:
    decision = decide(call.state, command)
    assert isinstance(decision, list)
    call.state = fold(decision, call.state)
    return decision


@pytest.mark.parametrize("declared_first", [True, False])
def test_the_lift_needs_the_conclusion_and_the_declared_event(call: Call, declared_first: bool) -> None:
    conclude = do.Conclude(at=call.now, by="mod")
    declare = do.Declare(at=call.now, by="mod")
    first, second = (declare, conclude) if declared_first else (conclude, declare)
    assert not any(isinstance(event, ev.EmbargoLifted) for event in events_of(call, first))
    assert isinstance(events_of(call, second)[-1], ev.EmbargoLifted)
    assert events_of(call, declare) == []


def test_a_conclusion_embargo_lifts_at_the_conclusion() -> None:
    call = Call(GroundRules(embargo=Conclusion()))
    call.dial("mod")
    call.give(do.Open(at=call.now, by="mod"))
    assert call.refused(do.Declare(at=call.now, by="mod")) == "NOT_AWAITED"
    call.give(do.Conclude(at=call.now, by="mod"))
    assert call.state.lifted
    assert call.state.phase is Phase.CONCLUDED
    assert call.refused(do.OpenQueue(at=call.now, by="mod")) == "TOO_LATE"
