"""What the page and the API show is what the rules say."""

import msgspec
import pytest
from desk_call import EVENT, OFFICIAL_NAMES, SEATS, START, DeskCall
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Conclusion, Event, Quorum
from onbackground.briefing.passkeys import Passkey, fingerprint
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.routes import heard
from onbackground.briefing.rules import decide
from onbackground.briefing.state import State, fold
from onbackground.briefing.terms import HOUSE, RETURN_MS, GroundRules, Phase, Role
from onbackground.desk.lines import LineView, Whereabouts
from onbackground.desk.next_step import next_asker, next_step
from onbackground.desk.people import KeyKind, OfficerView
from onbackground.desk.quality import LineQuality, Verdict
from onbackground.desk.view import BriefingView, view
from onbackground.desk.wishes import command_for, name_of

CONVENED = DeskCall().state


def see(state: State, you: str = "mod", at: int = START) -> BriefingView:
    return view("b7k2", state, you, at)


def row(seen: BriefingView, seat: str) -> LineView:
    return next(line for line in seen.lines if line.seat and line.seat.id == seat)


def commands_of_a_call() -> st.SearchStrategy[do.AnyCommand]:
    seat = st.sampled_from([seat.id for seat in SEATS])
    line = st.sampled_from(["a", "b", "c", "d", "e", "f"])
    pin = st.sampled_from([seat.pin for seat in SEATS] + ["wrong"])
    at = st.integers(START, START + 3 * RETURN_MS)
    by_house = {"at": at, "by": st.just(HOUSE)}
    by_desk = {"at": at, "by": st.sampled_from(["mod", "op"])}
    return st.one_of(
        st.builds(do.Ring, line=line, number_withheld=st.booleans(), **by_house),
        st.builds(do.TryPin, line=line, pin=pin, **by_house),
        st.builds(do.Drop, line=line, **by_house),
        st.builds(do.Lapse, **by_house),
        st.builds(do.JoinQueue, at=at, by=seat),
        *(st.builds(kind, line=line, **by_desk) for kind in (do.Screen, do.Hold, do.Release, do.Remove)),
        *(st.builds(kind, seat=seat, **by_desk) for kind in (do.GiveFloor, do.Mute, do.Unmute, do.CallOn)),
        *(
            st.builds(kind, **by_desk)
            for kind in (do.Open, do.OpenQueue, do.OpenQuestion, do.TakeQuestion, do.AllowFollowUp, do.Conclude)
        ),
        st.builds(do.Reorder, seat=seat, place=st.integers(1, 5), **by_desk),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(commands_of_a_call(), max_size=40), st.sampled_from(["mod", "op"]))
def test_every_view_agrees_with_the_rules(commands: list[do.AnyCommand], you: str) -> None:
    state = CONVENED
    for command in commands:
        outcome = decide(state, command)
        if not isinstance(outcome, Refusal):
            state = fold(outcome, state)
    seen = see(state, you)

    actions = [
        *seen.actions,
        *(a for line in seen.lines for a in line.actions),
        *(a for e in seen.queue for a in e.actions),
    ]
    for action in actions:
        outcome = decide(state, command_for(action.command, START, you))
        refused = outcome.rule.name if isinstance(outcome, Refusal) else None
        assert (action.refused.rule if action.refused else None) == refused

    assert {line.seat.id for line in seen.lines if line.seat and line.heard} == heard(state) == set(seen.heard)
    assert sorted(line.line for line in seen.lines if line.line) == sorted(state.lines)
    assert tuple(entry.seat for entry in seen.queue) == state.queue
    assert {line.seat.id for line in seen.lines if line.seat} == set(state.seats)

    asker = next_asker(seen)
    called = decide(state, do.CallOn(at=START, by=you))
    if not isinstance(called, Refusal) and called:
        assert asker == called[-1].seat  # type: ignore[union-attr]
    step = next_step(seen)
    if step.action is not None:
        assert step.action in actions
    encoded = msgspec.json.encode(seen)
    assert not any(name.encode() in encoded for name in OFFICIAL_NAMES)


def test_names_are_shown_for_those_who_are_called_on_and_not_for_officials() -> None:
    seen = see(CONVENED)
    assert row(seen, "r1").seat == msgspec.structs.replace(row(seen, "r1").seat, name="Ada Fable", outlet="Harbor Post")
    assert row(seen, "o1").seat.name is None  # type: ignore[union-attr]
    on_record = DeskCall(seats=tuple(msgspec.structs.replace(s, named=s.role is Role.OFFICIAL) for s in SEATS)).state
    assert row(see(on_record), "o1").seat.name == OFFICIAL_NAMES[0]  # type: ignore[union-attr]


def test_a_line_is_where_the_rules_say() -> None:
    call = DeskCall()
    assert row(see(call.state), "r1").whereabouts is Whereabouts.EXPECTED
    call.give(do.Ring(at=START, by=HOUSE, line="l1", number_withheld=True))
    call.give(do.TryPin(at=START, by=HOUSE, line="l1", pin="wrong"))
    asked = see(call.state).lines[-1]
    assert (asked.line, asked.seat, asked.tries, asked.number_withheld) == ("l1", None, 1, True)
    assert asked.whereabouts is Whereabouts.ASKED
    call.give(do.TryPin(at=START, by=HOUSE, line="l1", pin="pin-r1"))
    assert row(see(call.state), "r1").whereabouts is Whereabouts.ADMITTED
    call.mod(do.Hold, line="l1")
    assert row(see(call.state), "r1").whereabouts is Whereabouts.HELD
    call.mod(do.Release, line="l1")
    call.give(do.Drop(at=START + 5, by=HOUSE, line="l1"))
    dropped = row(see(call.state), "r1")
    assert (dropped.whereabouts, dropped.away_since, dropped.kept_until) == (
        Whereabouts.AWAY,
        START + 5,
        START + 5 + RETURN_MS,
    )
    call.dial("r2")
    call.mod(do.Remove, line="line-r2")
    assert row(see(call.state), "r2").whereabouts is Whereabouts.REMOVED
    call.dial("o1")
    assert row(see(call.state), "o1").whereabouts is Whereabouts.GREEN_ROOM


def test_an_officer_with_a_passkey_is_shown_what_they_may_sign() -> None:
    passkey = str(Passkey("https://desk.example.org", "AAAA", b"key"))
    keys = {"mod": passkey, "op": "link:AAAA"}
    seats = tuple(msgspec.structs.replace(seat, key=keys.get(seat.id, "")) for seat in SEATS)
    state = DeskCall(seats=seats).state
    seen = see(state)
    assert seen.officers == (
        OfficerView("mod", KeyKind.PASSKEY, fingerprint(passkey)),
        OfficerView("op", KeyKind.AWAITED, ""),
    )
    assert (seen.signs, see(state, "op").signs) == (True, False)

    def refusal(you: str) -> str | None:
        (declare,) = [action for action in see(state, you).actions if name_of(action.command) == "Declare"]
        return declare.refused.rule if declare.refused else None

    assert (refusal("mod"), refusal("op")) == (None, "NEEDS_SIGNATURE")


def test_what_an_officer_has_declared_is_left_to_the_others() -> None:
    call = DeskCall(rules=GroundRules(embargo=Event(EVENT), quorum=Quorum(2, ("mod", "op"))))
    call.dial("mod")
    call.mod(do.Open)
    call.mod(do.Conclude)
    assert next_step(see(call.state)).key == "declare"
    call.mod(do.Declare)
    assert (next_step(see(call.state)).key, next_step(see(call.state, "op")).key) == ("wait_for_lift", "declare")


def test_qualities_stand_with_their_lines() -> None:
    call = DeskCall()
    line = call.dial("r1")
    poor = LineQuality(Verdict.BREAKING_UP, 8, speaking=True)
    seen = view("b7k2", call.state, "mod", START, {line: poor})
    assert row(seen, "r1").quality == poor
    assert row(seen, "r2").quality is None


def test_only_a_convened_briefing_has_a_view() -> None:
    with pytest.raises(ValueError, match="not convened"):
        see(State())


def test_the_next_step_leads_through_a_whole_call() -> None:
    call = DeskCall()
    steps = []

    def step() -> None:
        found = next_step(see(call.state))
        steps.append((found.key, name_of(found.action.command) if found.action else "", found.about))

    step()
    call.dial_all()
    call.mod(do.Open)
    step()
    call.mod(do.GiveFloor, seat="o1")
    step()
    call.mod(do.OpenQueue)
    step()
    call.ask_question("r2", "r1")
    step()
    call.mod(do.CallOn)
    step()
    call.mod(do.OpenQuestion)
    step()
    call.mod(do.TakeQuestion)
    call.mod(do.LimitQuestions, remaining=1)
    step()
    call.mod(do.CallOn)
    call.mod(do.OpenQuestion)
    call.mod(do.TakeQuestion)
    step()
    call.mod(do.Conclude)
    step()
    call.mod(do.Declare)
    step()
    assert steps == [
        ("start", "Open", ""),
        ("first_official", "GiveFloor", "o1"),
        ("open_queue", "OpenQueue", ""),
        ("wait_for_questions", "", ""),
        ("next_question", "CallOn", "r2"),
        ("announced", "OpenQuestion", "r2"),
        ("take", "TakeQuestion", "r2"),
        ("last", "CallOn", "r1"),
        ("conclude", "Conclude", ""),
        ("declare", "Declare", ""),
        ("lifted", "", ""),
    ]


def test_with_an_operator_on_the_line_the_house_announces_nobody() -> None:
    call = DeskCall(rules=GroundRules(embargo=Conclusion()))
    call.dial_all()
    call.dial("op")
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1")
    call.mod(do.CallOn)
    assert next_step(see(call.state)).key == "open_line"


def test_who_dropped_is_passed_over_but_keeps_the_place() -> None:
    call = DeskCall()
    call.dial_all()
    call.mod(do.Open)
    call.mod(do.OpenQueue)
    call.ask_question("r1", "r2")
    call.give(do.Drop(at=START, by=HOUSE, line="line-r1"))
    seen = see(call.state)
    assert [(entry.seat, entry.present) for entry in seen.queue] == [("r1", False), ("r2", True)]
    assert next_step(seen).about == "r2"


def test_the_view_says_what_the_embargo_waits_for() -> None:
    seen = see(CONVENED)
    assert seen.phase is Phase.WAITING
    assert (seen.ground_rules.embargo, seen.awaited, seen.lifted) == (Event(EVENT), (Event(EVENT),), False)
