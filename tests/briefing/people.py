"""Fictional people for the tests of the rules."""

from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.rules import decide
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import State, fold
from onbackground.briefing.terms import GroundRules, Role, Seat

START = 1_700_000_000_000
RULES = GroundRules(embargo=Event("the airship lands in Port Fable"))


def seat(id_: str, role: Role, alias: str) -> Seat:
    return Seat(id=id_, role=role, name=Sealed(f"Person {id_}"), alias=alias, pin=f"pin-{id_}")


SEATS = (
    seat("mod", Role.MODERATOR, "Moderator"),
    seat("op", Role.OPERATOR, "Operator"),
    seat("one", Role.OFFICIAL, "Senior Administration Official One"),
    seat("two", Role.OFFICIAL, "Senior Administration Official Two"),
    *(seat(f"r{n}", Role.REPORTER, "Question") for n in range(1, 5)),
    seat("ear", Role.LISTENER, "Listener"),
)


class Call:
    """A briefing driven step by step: a refused command fails the test unless it is asked for."""

    def __init__(self, rules: GroundRules = RULES) -> None:
        self.now = START
        self.state = State()
        self.give(
            do.Convene(at=START, by="mod", title="Harbour talks", ground_rules=rules, seats=SEATS, starts_at=START)
        )

    def give(self, command: do.AnyCommand) -> None:
        decision = decide(self.state, command)
        assert not isinstance(decision, Refusal), decision
        self.state = fold(decision, self.state)

    def refused(self, command: do.AnyCommand) -> str:
        decision = decide(self.state, command)
        assert isinstance(decision, Refusal), decision
        return decision.rule.name

    def dial(self, seat_id: str, line: str | None = None) -> str:
        line = line or f"line-{seat_id}"
        self.give(do.Ring(at=self.now, by="house", line=line))
        self.give(do.TryPin(at=self.now, by="house", line=line, pin=f"pin-{seat_id}"))
        return line
