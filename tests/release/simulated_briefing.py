"""One briefing under an arbitrary embargo, with officers, forgers, a keeper that is killed and a clock put wrong.

What is true is kept here apart from the rules: who has really signed what, how much time has really passed, and what
the embargo really is. So it can be said at any moment whether anything may be readable outside the sealed store.

What no keeper can know is left out: its clock is never ahead when it is started. While it runs, anything goes.
"""

from __future__ import annotations

import functools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from held_call import BRIEFING, START, HeldCall, seats
from msgspec.structs import replace

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
    facts_of,
)
from onbackground.briefing.encoding import encode
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.rules import decide
from onbackground.briefing.statements import statement_of
from onbackground.briefing.terms import HOUSE, GroundRules
from onbackground.log.briefings import Briefings
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Append, Record
from onbackground.release.bundle import kept, opened
from onbackground.release.clock import KeptClock, Reading
from onbackground.release.keeper import Keeper
from onbackground.release.quorum import Locks
from onbackground.sealing.officers import OfficerKeys

HOUR: Final = 3_600_000
FACTS: Final[tuple[Fact, ...]] = (
    Conclusion(),
    Clock(START + HOUR, "America/New_York"),
    Clock(START + 3 * HOUR, "Europe/Berlin"),
    Event("the airship lands in Port Fable"),
    Event("the minister begins to speak"),
    Notice("the harbour office"),
)
CONDITIONS: Final[tuple[Condition, ...]] = tuple(fact for fact in FACTS if not isinstance(fact, Broken))
WORDS: Final = "The barrier is late."


@functools.cache
def keys_of(seat: str) -> OfficerKeys:
    return OfficerKeys.new()


@functools.cache
def sign(seat: str, statement: str) -> str:
    return keys_of(seat).sign(statement)


class TooEarly(Exception):  # noqa: N818
    """Something could be read before the embargo had lifted."""


class Killed(BaseException):
    """The keeper was killed."""


class Fuse:
    """Kills the keeper at one of its next writes: before it, or just after it."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.dead = False
        self.killed_at: dict[str, int] = {}

    def write(self, place: str, writing: Callable[[], Any]) -> Any:
        """Do what is written at a place, and count it before and after; a dead keeper writes nothing."""
        self._count(f"before {place}")
        done = writing()
        self._count(f"after {place}")
        return done

    def _count(self, place: str) -> None:
        if self.dead:
            raise Killed
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.dead, self.left = True, None
                self.killed_at[place] = self.killed_at.get(place, 0) + 1
                raise Killed

    @contextmanager
    def on_disk(self) -> Iterator[None]:
        """Count what is done to files and folders."""
        originals = os.fsync, os.rename, os.mkdir, shutil.rmtree
        os.fsync = lambda fd: self.write("sync", lambda: originals[0](fd))
        os.rename = lambda *a, **k: self.write("rename", lambda: originals[1](*a, **k))
        os.mkdir = lambda *a, **k: self.write("mkdir", lambda: originals[2](*a, **k))
        shutil.rmtree = lambda *a, **k: self.write("remove", lambda: originals[3](*a, **k))  # type: ignore[assignment]
        try:
            yield
        finally:
            os.fsync, os.rename, os.mkdir, shutil.rmtree = originals


class FusedRecorder(MemoryRecorder):
    """A log whose writer may be killed."""

    def __init__(self, fuse: Fuse) -> None:
        super().__init__()
        self.fuse = fuse

    def append_group(self, appends: Any) -> list[list[Record]]:
        return self.fuse.write("log", lambda: super(FusedRecorder, self).append_group(appends))  # type: ignore[no-any-return]


class Simulation:
    """One briefing; every step is drawn."""

    def __init__(
        self,
        draw: random.Random,
        folder: Path,
        fuse: Fuse,
        split: bool,
        clock: type[KeptClock] = KeptClock,
        keeper: type = Keeper,
    ) -> None:
        """``split``: where all officers have keys, they hold shares of the bundle's key too."""
        self.draw, self.folder, self.fuse = draw, folder, fuse
        self.public = folder / "public"
        self.data = DataFolder(folder / "data")
        self.data.ring.begin(BRIEFING)
        self._clock, self._keeper_type = clock, keeper
        self.passed = self.ahead = 0
        self.officers = tuple(draw.sample(["mod", "op", "one", "r1", "ear"], draw.randint(1, 5)))
        self.keyed = frozenset(self.officers if draw.random() < 0.7 else self.officers[:2])
        self.needed = draw.randint(1, len(self.officers))
        self.split = self.keyed == frozenset(self.officers) and split
        self.for_clock = draw.random() < 0.2
        self.embargo = self.drawn_embargo()
        self.signed: dict[Fact, set[str]] = {}
        self.asked: dict[Condition, set[str]] = {}
        self.over = self.written = self.may_be_read = False
        self.recorder = FusedRecorder(fuse)
        self.call = HeldCall(
            recorder=self.recorder,
            rules=GroundRules(embargo=self.embargo, quorum=Quorum(self.needed, self.officers, self.for_clock)),
            people=tuple(replace(s, key=self.key_of(s.id)) if s.id in self.keyed else s for s in seats()),
        )
        self.call.dial("mod")
        self.call.open()
        self.call.say("mod", WORDS)
        self.briefings = Briefings(self.recorder)
        self.opens_by_shares = False
        self.keeper: Any = None

    def key_of(self, seat: str) -> str:
        """An officer's key; one that only signs, where no key is to be split."""
        key = keys_of(seat).public
        return key if self.split else key.split()[0]

    # ── What is true ───────────────────────────────────────────────────────────────────────────────────────────────

    def true(self, condition: Condition, any_time: bool = False) -> bool:
        """Whether it is so; at ``any_time``, whether it is but for times that are still to come."""
        match condition:
            case NoEmbargo():
                return True
            case AllOf(of=parts):
                return all(self.true(part, any_time) for part in parts)
            case AnyOf(of=parts):
                return any(self.true(part, any_time) for part in parts)
            case Clock(at=at) if not self.for_clock:
                return any_time or START + self.passed >= at
            case fact:
                return self._agreed(fact)

    def _agreed(self, fact: Fact) -> bool:
        return len(self.signed.get(fact, ())) >= self.needed

    def check(self) -> None:
        """Raise TooEarly if something is there that may not be read yet."""
        self.may_be_read = self.may_be_read or (self.over and (self.true(self.embargo) or self._agreed(Broken())))
        if self.may_be_read:
            return
        files = [one for one in self.folder.rglob("*") if one.is_file()]
        if any(one.is_relative_to(self.public) or WORDS.encode() in one.read_bytes() for one in files):
            raise TooEarly
        self.opens_by_shares = self.opens_by_shares or self.true(self.embargo, any_time=True) or self._agreed(Broken())
        if self.split and not self.opens_by_shares:
            box = kept(self.data, BRIEFING, 1)
            if box and opened(box, BRIEFING, 1, Locks(self.recorder, BRIEFING)):
                raise TooEarly

    # ── What happens ───────────────────────────────────────────────────────────────────────────────────────────────

    def step(self) -> None:
        """Anything."""
        self.draw.choices(
            (self.look, self.restart, self.time_passes, self.clock_is_set, self.officer_declares, self.officer_breaks,
             self.officers_move, self.forger_asks, self.forger_writes, self.conclude, self.write_down),
            (6, 1, 2, 3, 4, 0.3, 0.6, 1, 1.5, 2, 3),
        )[0]()  # fmt: skip
        self.check()

    def look(self) -> None:
        """The keeper looks, and may be killed at one of its writes."""
        self.fuse.left = self.draw.choice((None, *(self.draw.randrange(most) for most in (4, 12, 40))))
        self._look()

    def _look(self) -> None:
        try:
            if self.keeper is None:
                self.ahead = min(self.ahead, 0)
                clock = self._clock(self.folder / "clock", self.reading)
                self.keeper = self._keeper_type(self.recorder, self.data, self.public, None, clock)
            self.keeper.look()
        except Killed:
            self.fuse.dead = False
            self.restart()
        self.fuse.left = None

    def restart(self) -> None:
        self.keeper = None

    def reading(self) -> Reading:
        return Reading(START + self.passed + self.ahead, self.passed)

    def time_passes(self) -> None:
        self.passed += self.draw.choice((1_000, 70_000, HOUR // 2, HOUR))

    def clock_is_set(self) -> None:
        self.ahead = self.draw.choice((0, 0, 4 * HOUR, HOUR, -HOUR, -70_000, 6_000))

    def officer_declares(self) -> None:
        """A declaration that is really the officer's."""
        by, fact = self.draw.choice(self.officers), self.draw.choice(FACTS)
        self.say(do.Declare(at=self.now, by=by, fact=fact))

    def officer_breaks(self) -> None:
        self.say(do.BreakEmbargo(at=self.now, by=self.draw.choice(self.officers), where="the evening paper"))

    def officers_move(self) -> None:
        """As many officers as are needed, or fewer, ask for the same embargo."""
        embargo = self.drawn_embargo()
        for by in self.officers[: self.draw.randint(1, len(self.officers))]:
            self.say(do.MoveEmbargo(at=self.now, by=by, embargo=embargo, reason="It is so."))

    def say(self, command: do.Signed) -> None:
        """What an officer really says, signed if they have a key; keep account of what of it is taken."""
        self.briefings.catch_up()
        state = self.briefings.states[BRIEFING]
        outcome = decide(state, replace(command, signature="to be signed"))  # type: ignore[arg-type]
        if isinstance(outcome, Refusal) or not outcome:
            return
        said = outcome[0]
        assert isinstance(said, ev.FactDeclared | ev.EmbargoMoveAsked)
        signature = sign(command.by, statement_of(BRIEFING, state, said)) if command.by in self.keyed else ""
        if self.split and isinstance(said, ev.FactDeclared):
            Locks(self.recorder, BRIEFING).hand_over(said.fact, said.by, keys_of(said.by).identity, state, self.now)
        self.call.give(replace(command, signature=signature))  # type: ignore[arg-type]
        if isinstance(said, ev.FactDeclared):
            self.signed.setdefault(said.fact, set()).add(said.by)
            return
        askers = self.asked.setdefault(said.embargo, set())
        askers.add(said.by)
        if len(askers) >= self.needed:
            self.check()
            self.embargo, self.asked = said.embargo, {}

    def forger_asks(self) -> None:
        """Somebody who got in as an officer, but without their key."""
        by = self.draw.choice(sorted(self.keyed))
        command: do.AnyCommand = self.draw.choice(
            (
                do.Declare(at=self.now, by=by, fact=self.draw.choice(FACTS), signature=self.forged(by)),
                do.BreakEmbargo(at=self.now, by=by, where="the evening paper", signature=self.forged(by)),
                do.MoveEmbargo(at=self.now, by=by, embargo=NoEmbargo(), reason="So.", signature=self.forged(by)),
            )
        )
        self.call.try_to(command)

    def forger_writes(self) -> None:
        """Somebody who can write to the log as the house does, but has no officer's key."""
        by, at = self.draw.choice(sorted(self.keyed)), self.now
        fact, signature = self.draw.choice((*FACTS, Broken())), self.forged(by)
        lies: tuple[ev.AnyEvent, ...] = (
            ev.FactDeclared(at=at, by=by, fact=fact, where="x", signature=signature),
            ev.ClockReached(at=at, by=HOUSE, clock=FACTS[2]),  # type: ignore[arg-type]
            ev.EmbargoMoveAsked(at=at, by=by, section="", embargo=NoEmbargo(), reason="So.", signature=signature),
            ev.EmbargoMoved(at=at, by=by, section="", before=self.embargo, after=NoEmbargo(), reason="So."),
            ev.EmbargoLifted(at=at, by=HOUSE),
        )
        data = [encode(lie) for lie in self.draw.sample(lies, self.draw.randint(1, len(lies)))]
        MemoryRecorder.append_group(self.recorder, [Append(BRIEFING, self.recorder.version(BRIEFING), data, at)])

    def forged(self, by: str) -> str:
        """A signature that is not this officer's, or not under this."""
        return self.draw.choice(("", "AAAA", sign(by, "something else"), sign("nobody", "something else")))

    def conclude(self) -> None:
        if not self.over:
            self.call.conclude()
            self.over = True
            if "mod" in self.officers and "mod" not in self.keyed:
                self.signed.setdefault(Conclusion(), set()).add("mod")

    def write_down(self) -> None:
        if self.over and not self.written:
            self.call.finish()
            self.written = True

    @property
    def now(self) -> int:
        return START + self.passed

    def drawn_embargo(self, depth: int = 2) -> Condition:
        kind = self.draw.random()
        if depth == 2 and kind < 0.05:
            return NoEmbargo()
        if depth and kind < 0.45:
            parts = tuple(self.drawn_embargo(depth - 1) for _ in range(self.draw.randint(2, 3)))
            return AllOf(parts) if self.draw.random() < 0.5 else AnyOf(parts)
        return self.draw.choice(CONDITIONS)

    # ── The end ────────────────────────────────────────────────────────────────────────────────────────────────────

    def everything_comes_true(self) -> None:
        """The call ends, all times pass with a clock that is right, and the officers declare what is so."""
        self.conclude()
        self.write_down()
        self.restart()
        self.ahead = 0
        self.look_undisturbed()
        self.passed += 4 * HOUR
        self.look_undisturbed()
        for fact in (fact for fact in FACTS if fact in facts_of(self.embargo)):
            for by in self.officers:
                if not self.true(self.embargo):
                    self.say(do.Declare(at=self.now, by=by, fact=fact))
                    self.check()
        for _ in range(3):
            self.look()
            self.check()
        self.look_undisturbed()

    def look_undisturbed(self) -> None:
        self.fuse.left = None
        self._look()

    def is_out(self, forms: set[str]) -> bool:
        """Whether everything is there, and nothing half."""
        here = {path.name for path in self.public.iterdir()} if self.public.exists() else set()
        places = [path for path in self.public.glob("*") if path.is_dir() and path.name != "log"]
        place = places[0] if places else self.public
        return (
            not any(name.startswith(".") for name in here)
            and len(places) == 1
            and forms <= {path.name for path in place.iterdir()}
            and WORDS in (place / "transcript.txt").read_text()
        )


def simulate(number: int, folder: Path, fuse: Fuse, forms: set[str], **parts: Any) -> Simulation:
    """Hold one briefing to its end. Raises TooEarly; and AssertionError where what may be read is not there."""
    simulation = Simulation(random.Random(number), folder, fuse, split=number % 2 == 0, **parts)
    with fuse.on_disk():
        for _ in range(simulation.draw.randint(4, 11)):
            simulation.step()
        simulation.everything_comes_true()
    assert simulation.may_be_read and simulation.is_out(forms), f"briefing {number} is not out"
    return simulation
