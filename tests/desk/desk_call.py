"""A fictional briefing in a log, driven step by step by a test, and a desk that looks at it."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

from call_in_log import CallInLog
from onbackground.briefing import commands as do
from onbackground.briefing.embargo import Event
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import HOUSE, GroundRules, Role, Seat
from onbackground.desk.drafts import Drafts
from onbackground.desk.gate import Desk
from onbackground.desk.signin import SignIn
from onbackground.desk.watch import Watch
from onbackground.log.briefings import Asked
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Recorder
from onbackground.log.signals import Signalling

START = 1_700_000_000_000
SEEN_SECONDS = 30.0
"""How long a desk may take to see what was written in the log."""

BRIEFING = "b7k2"
KEY = bytes(range(32))
EVENT = "the airship lands in Port Fable"

OFFICIAL_NAMES = ("Ottoline Quillfeather", "Barnaby Thistlewood")
REPORTERS = (
    ("Ada Fable", "Harbor Post"),
    ("Bruno Inkwell", "The Example Times"),
    ("Celeste Marginalia", "Radio Nowhere"),
    ("Dov Pilcrow", "Ocean Wire"),
)


def seat(id_: str, role: Role, name: str, alias: str, agency: str = "", outlet: str = "") -> Seat:
    return Seat(id=id_, role=role, name=Sealed(name), alias=alias, agency=agency, outlet=outlet, pin=f"pin-{id_}")


SEATS = (
    seat("mod", Role.MODERATOR, "Tamsin Merriweather", "Moderator"),
    seat("op", Role.OPERATOR, "Piotr Marrow", "Operator"),
    seat("o1", Role.OFFICIAL, OFFICIAL_NAMES[0], "Senior Administration Official One", "Office of Airships"),
    seat("o2", Role.OFFICIAL, OFFICIAL_NAMES[1], "Senior Administration Official Two", "Harbour Board"),
    *(seat(f"r{n}", Role.REPORTER, name, "Question", outlet=outlet) for n, (name, outlet) in enumerate(REPORTERS, 1)),
    *(seat(f"ear{n}", Role.LISTENER, f"Listener Number {n}", "Listener") for n in range(1, 4)),
)
RULES = GroundRules(embargo=Event(EVENT))


class DeskCall(CallInLog):
    """A convened briefing in a log, a data folder, and what a desk needs of them."""

    def __init__(
        self,
        recorder: Recorder | None = None,
        *,
        rules: GroundRules = RULES,
        at: int = START,
        seats: tuple[Seat, ...] = SEATS,
        briefing: str = BRIEFING,
        data: Path | None = None,
    ) -> None:
        self._temporary = TemporaryDirectory()
        self._watches: list[Watch] = []
        self.folder = DataFolder(data or Path(self._temporary.name))
        convene = do.Convene(at=at, by="mod", title="Harbour talks", ground_rules=rules, seats=seats, starts_at=at)
        super().__init__(recorder or MemoryRecorder(), briefing, convene)

    def give(self, command: do.AnyCommand) -> None:
        """Give a command; desks that follow the log by themselves have seen then what came of it."""
        super().give(command)
        deadline = time.monotonic() + SEEN_SECONDS
        for watch in self._watches:
            while watch.states and not watch.closing and watch.state(self.briefing).version < self.state.version:
                assert time.monotonic() < deadline, "the desk does not follow the log"
                time.sleep(0.001)

    def dial_in_crowd(self, seats: list[Seat]) -> None:
        """More people, all at once."""
        commands: list[do.AnyCommand] = []
        for seat in seats:
            commands += [
                do.AddSeat(at=self.now, by="mod", seat=seat),
                do.Ring(at=self.now, by=HOUSE, line=f"line-{seat.id}"),
                do.TryPin(at=self.now, by=HOUSE, line=f"line-{seat.id}", pin=seat.pin),
            ]
        self.briefings.ask([Asked(self.briefing, command) for command in commands])

    def dial_all(self) -> None:
        for seat in self.state.seats.values():
            if seat.role is not Role.OPERATOR:
                self.dial(seat.id)

    def ask_question(self, *seats: str) -> None:
        for seat in seats:
            self.give(do.JoinQueue(at=self.now, by=seat))

    def mod(self, command: type[do.Command], **fields: object) -> None:
        """Give a command as the moderator, as from a telephone."""
        self.give(command(at=self.now, by="mod", **fields))  # type: ignore[arg-type]

    def desk(self, signals: Signalling | None = None, language: str = "en") -> Desk:
        watch = Watch(self.recorder, signals)
        self._watches.append(watch)
        drafts = Drafts(self.recorder, self.folder)
        return Desk(watch, SignIn(self.recorder, KEY, watch.state), drafts, language, now=lambda: self.now)

    def link(self, seat: str = "mod") -> str:
        return SignIn(self.recorder, KEY, lambda _: self.state).make_link(self.briefing, seat, self.now)
