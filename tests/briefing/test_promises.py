"""Promises 1 and 2 of the design under arbitrary orders of commands."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from people import SEATS, START, Call

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.encoding import decode_event, encode
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.routes import NOTHING, Room, heard, routes
from onbackground.briefing.rules import decide
from onbackground.briefing.state import LineState, QuestionState, State, evolve
from onbackground.briefing.terms import RETURN_MS, Phase, Role

SEAT_IDS = [seat.id for seat in SEATS]
REPORTERS = [seat.id for seat in SEATS if seat.role is Role.REPORTER]
LINES = [f"l{n}" for n in range(6)]
OPENERS = (
    ev.Opened, ev.Unmuted, ev.GreenRoomLeft, ev.FloorGiven, ev.LineAdmitted, ev.LineReturned, ev.LineReleased,
    ev.QuestionOpened, ev.FollowUpAllowed,
)  # fmt: skip
SCREENING_ENDS = (ev.LineDropped, ev.LineRemoved)
ORDER_CHANGES = (ev.QueueReordered, ev.ReorderUndone)

seats = st.sampled_from(SEAT_IDS)
authors = st.sampled_from([*SEAT_IDS, "house", "stranger"])
lines = st.sampled_from(LINES)
small = st.integers(0, 5)


def command_strategy(at: int) -> st.SearchStrategy[do.AnyCommand]:
    """Any command by anybody; the ones that move a call along come up more often."""
    desk = st.sampled_from(["mod", "op"])
    return st.one_of(
        st.builds(do.Drop, at=st.just(at), by=st.just("house"), line=lines),
        st.builds(do.Remove, at=st.just(at), by=desk, line=lines),
        st.builds(do.Screen, at=st.just(at), by=st.just("op"), line=lines),
        st.builds(do.Hold, at=st.just(at), by=desk, line=lines),
        st.builds(do.Release, at=st.just(at), by=desk, line=lines),
        st.builds(do.Lapse, at=st.just(at), by=st.just("house")),
        st.builds(do.GiveFloor, at=st.just(at), by=authors, seat=seats),
        st.builds(do.Mute, at=st.just(at), by=authors, seat=seats),
        st.builds(do.Unmute, at=st.just(at), by=authors, seat=seats),
        st.builds(do.EnterGreenRoom, at=st.just(at), by=authors),
        st.builds(do.LeaveGreenRoom, at=st.just(at), by=authors),
        st.builds(do.OpenQueue, at=st.just(at), by=desk),
        st.builds(do.JoinQueue, at=st.just(at), by=st.sampled_from(REPORTERS)),
        st.builds(do.JoinQueue, at=st.just(at), by=authors),
        st.builds(do.LeaveQueue, at=st.just(at), by=authors),
        st.builds(do.Reorder, at=st.just(at), by=authors, seat=seats, place=small),
        st.builds(do.UndoReorder, at=st.just(at), by=desk),
        st.builds(do.CallOn, at=st.just(at), by=desk, seat=st.just("") | seats),
        st.builds(do.OpenQuestion, at=st.just(at), by=st.sampled_from(["house", "op"])),
        st.builds(do.TakeQuestion, at=st.just(at), by=desk),
        st.builds(do.AllowFollowUp, at=st.just(at), by=desk),
        st.builds(do.ReturnTo, at=st.just(at), by=authors, question=small, seat=seats),
        st.builds(do.LimitQuestions, at=st.just(at), by=desk, remaining=small),
        st.builds(do.CloseQueue, at=st.just(at), by=desk),
        st.builds(do.Conclude, at=st.just(at), by=desk),
        st.builds(do.Declare, at=st.just(at), by=authors),
    )


class Promises(RuleBasedStateMachine):
    """A briefing under arbitrary orders of commands."""

    def __init__(self) -> None:
        super().__init__()
        self.call = Call()
        self.joined: list[str] = []

    @property
    def state(self) -> State:
        return self.call.state

    @initialize()
    def people_dial_in(self) -> None:
        for number, seat in enumerate(["mod", "one", "r1", "r2"]):
            self.attempt(do.Ring(at=START, by="house", line=LINES[number]))
            self.attempt(do.TryPin(at=START, by="house", line=LINES[number], pin=f"pin-{seat}"))

    @rule(line=lines)
    def ring(self, line: str) -> None:
        self.attempt(do.Ring(at=self.call.now, by="house", line=line))

    @rule(line=lines, pin=st.sampled_from([*(f"pin-{seat}" for seat in SEAT_IDS), "wrong"]))
    def try_pin(self, line: str, pin: str) -> None:
        self.attempt(do.TryPin(at=self.call.now, by="house", line=line, pin=pin))

    @precondition(lambda self: self.state.phase is Phase.WAITING)
    @rule(by=st.sampled_from(["mod", "op", "one"]))
    def open(self, by: str) -> None:
        self.attempt(do.Open(at=self.call.now, by=by))

    @rule(data=st.data())
    def command(self, data: st.DataObject) -> None:
        self.attempt(data.draw(command_strategy(self.call.now)))

    @rule(seconds=st.integers(1, 45))
    def wait(self, seconds: int) -> None:
        self.call.now += seconds * 1000

    def attempt(self, command: do.AnyCommand) -> None:
        """Give a command and hold every event it leads to against the promises."""
        decision = decide(self.state, command)
        if isinstance(decision, Refusal):
            assert decision.rule.sentence.endswith(".")
            assert decision.rule.allowed.endswith(".")
            return
        for event in decision:
            assert decode_event(encode(event)) == event
            before, after = self.state, evolve(self.state, event)
            self.no_line_opens_unannounced(before, event, after)
            self.order_changes_have_authors(before, event, after)
            self.call.state = after
        again = decide(self.state, command)
        if isinstance(command, do.JoinQueue | do.LeaveQueue | do.Mute | do.OpenQueue):
            assert again == [] or isinstance(again, Refusal), "pressing twice changes something"

    def no_line_opens_unannounced(self, before: State, event: ev.AnyEvent, after: State) -> None:
        opened = heard(after) - heard(before)
        for seat in opened:
            role = after.seats[seat].role
            assert role is not Role.LISTENER
            if role is Role.REPORTER:
                assert isinstance(event, ev.QuestionOpened | ev.FollowUpAllowed | ev.Unmuted)
            elif role is Role.OPERATOR:
                assert isinstance(event, OPENERS + SCREENING_ENDS)
            else:
                assert isinstance(event, OPENERS)

    def order_changes_have_authors(self, before: State, event: ev.AnyEvent, after: State) -> None:
        waited = [seat for seat in before.queue if seat in after.queue]
        wait = [seat for seat in after.queue if seat in before.queue]
        if waited != wait:
            assert isinstance(event, ORDER_CHANGES)
            assert after.seats[event.by].role in (Role.MODERATOR, Role.OPERATOR)
        newcomers = [seat for seat in after.queue if seat not in before.queue]
        if newcomers:
            assert isinstance(event, ev.QueueJoined)
            assert after.queue[-1] == event.seat
        gone = [seat for seat in before.queue if seat not in after.queue]
        if gone:
            assert isinstance(event, ev.QueueLeft | ev.QuestionCalled | ev.PlaceLapsed | ev.LineRemoved)
        if isinstance(event, ev.QuestionCalled) and not event.again and not event.out_of_turn:
            ahead = before.queue[: before.queue.index(event.seat)]
            assert not any(before.present(seat) for seat in ahead), "somebody was passed over"
        if isinstance(event, ev.PlaceLapsed):
            assert event.at - before.away_since[event.seat] > RETURN_MS

    @invariant()
    def nothing_before_admission(self) -> None:
        for line, route in routes(self.state).items():
            if self.state.lines[line].state is LineState.ASKED:
                assert route == NOTHING

    @invariant()
    def heard_only_while_the_state_says_so(self) -> None:
        question = self.state.current()
        for seat_id in heard(self.state):
            seat = self.state.seats[seat_id]
            line = self.state.lines[self.state.line_of[seat_id]]
            assert line.state is LineState.ADMITTED
            assert self.state.phase in (Phase.REMARKS, Phase.QUESTIONS)
            assert seat_id not in self.state.muted
            if seat.role is Role.REPORTER:
                assert question is not None
                assert question.seat == seat_id
                assert question.state is QuestionState.OPEN

    @invariant()
    def the_moderator_is_always_heard(self) -> None:
        if self.state.phase in (Phase.REMARKS, Phase.QUESTIONS) and self.state.present("mod"):
            assert "mod" in heard(self.state)

    @invariant()
    def at_most_one_reporter_is_up(self) -> None:
        states = [question.state for question in self.state.questions]
        assert states.count(QuestionState.CALLED) + states.count(QuestionState.OPEN) <= 1
        assert sum(self.state.seats[seat].role is Role.REPORTER for seat in heard(self.state)) <= 1

    @invariant()
    def nobody_waits_twice(self) -> None:
        assert len(set(self.state.queue)) == len(self.state.queue)

    @invariant()
    def the_green_room_is_for_the_few(self) -> None:
        for line, route in routes(self.state).items():
            if route.hears is Room.GREEN_ROOM:
                seat = self.state.seat_on(line)
                assert seat is not None
                assert seat.role in (Role.OFFICIAL, Role.MODERATOR)

    @invariant()
    def the_lift_needs_the_conclusion_and_the_event(self) -> None:
        if self.state.lifted:
            assert self.state.phase is Phase.CONCLUDED
            assert self.state.declarations[self.state.ground_rules.embargo]


TestPromises = Promises.TestCase
TestPromises.settings = settings(max_examples=60, stateful_step_count=50, deadline=None)
