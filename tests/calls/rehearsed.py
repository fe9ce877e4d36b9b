"""A house and its callers on a simulated clock: what the tests of single rules share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from onbackground.briefing import commands as do
from onbackground.briefing.pins import pin_digest
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.state import QuestionState, State
from onbackground.briefing.terms import GroundRules, Role, Seat
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.sealed import SealedRecorder
from onbackground.rehearsal.exchange import RehearsedExchange
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.phone import Phone
from onbackground.rehearsal.simulation import Simulation
from onbackground.voice.engine import Sound

KEY = b"key of the tests"
ROLES = {
    "mod": Role.MODERATOR,
    "op": Role.OPERATOR,
    "one": Role.OFFICIAL,
    "two": Role.OFFICIAL,
    "r1": Role.REPORTER,
    "r2": Role.REPORTER,
    "r3": Role.REPORTER,
    "ear": Role.LISTENER,
}
DELAY = 0.1
"""Seconds by which everything said in the simulation has been heard."""

Heard = NDArray[np.float32]


class Hum:
    """A voice that hums a low note, a fifth of a second for each word, and remembers what it was asked to say."""

    identity = "hum"
    pitch = 440.0

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str) -> Sound:
        self.said.append(text)
        samples = np.arange(3_200 * len(text.split()))
        return (0.1 * np.sin(2 * np.pi * self.pitch / 16_000 * samples)).astype(np.float32)


class Rehearsed:
    """The briefing ``fable``, and others where asked for; every seat's PIN; and phones."""

    def __init__(self, folder: Path, *, briefings: tuple[str, ...] = ("fable",), announces: bool = True) -> None:
        self.voice = Hum()
        data = DataFolder(folder)
        recorder = SealedRecorder(MemoryRecorder(), data.ring)
        self.house = RehearsedExchange(recorder, data, self.voice, pin_key=KEY)
        self.stage = Simulation(self.house)
        self.phones: dict[str, Phone] = {}
        self.pins: dict[str, str] = {}
        for briefing in briefings:
            self._convene(briefing, announces)

    # ── The briefing ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def at(self) -> int:
        return self.house.at(self.stage.now())

    def state(self, briefing: str = "fable") -> State:
        return self.house.state(briefing)

    def give(self, command: do.AnyCommand, briefing: str = "fable") -> None:
        decision = self.house.give(briefing, command, self.stage.now())
        assert isinstance(decision, list), decision

    def open(self) -> None:
        """Open the call and the queue, and let what is said about it pass."""
        self.give(do.Open(at=self.at, by="mod"))
        self.give(do.OpenQueue(at=self.at, by="mod"))
        self.stage.sleep(15)

    def ask(self, seat: str) -> None:
        """Let this reporter join, be called on, and have their line opened."""
        self.phones[seat].press("*1")
        self.until(lambda: seat in self.state().queue, f"{seat} to join the queue")
        self.give(do.CallOn(at=self.at, by="mod", seat=seat))
        self.until(lambda: self.state().questions[-1].state is QuestionState.OPEN, f"the line of {seat} to open")
        self.stage.sleep(1)

    # ── Phones ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def call(self, name: str, user: str = "fable", habits: Habits | None = None) -> Phone:
        """A phone that is answered; it has not entered a PIN."""
        phone = self.phones[name] = self.stage.phone(name, habits=habits)
        phone.dial(user)
        self.until(lambda: phone.state.name == "TALKING", f"{name} to be answered")
        return phone

    def dial_in(self, *seats: str, user: str = "fable", habits: Habits | None = None) -> Phone:
        """Phones of these seats, admitted; the last of them is returned."""
        for seat in seats:
            phone = self.call(seat, user, habits)
            phone.press(self.pins[seat] + "#")
        self.stage.sleep(4)
        for seat in seats:
            self.phones[seat].press("0")
        return phone

    def until(self, predicate: Callable[[], bool], what: str, seconds: float = 60) -> None:
        self.stage.run_until(predicate, seconds, what)

    def say(self, name: str, sound: Heard) -> None:
        """Say something, 16 kHz, and let it be heard."""
        self.phones[name].say(sound)
        self.stage.sleep(len(sound) / 16_000 + DELAY)

    def heard_since(self, name: str, since: float) -> Heard:
        """What this phone has heard since that time, 8 kHz."""
        recording = self.phones[name].handset.recording
        if recording.started is None:
            return np.zeros(0, np.float32)
        return recording.samples()[max(0, round(8_000 * (since - recording.started))) :]

    def _convene(self, briefing: str, announces: bool) -> None:
        seats = []
        for id_, role in ROLES.items():
            name = id_ if briefing == "fable" else f"{id_}@{briefing}"
            self.pins[name] = str(11_112_222 + 1_357 * len(self.pins))
            seats.append(
                Seat(
                    id=id_,
                    role=role,
                    name=Sealed(f"Person {id_}"),
                    alias=f"{role.value.title()} {id_.upper()}",
                    pin=pin_digest(KEY, self.pins[name]),
                )
            )
        rules = GroundRules()
        convene = do.Convene(
            at=0, by="mod", title="Talks", ground_rules=rules, seats=tuple(seats), starts_at=0, announces=announces
        )
        self.give(convene, briefing)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.stage.close()
        self.house.close()


def is_silent(heard: Heard) -> bool:
    """Nothing but what the companding leaves of silence (below -60 dB of full scale)."""
    return len(heard) > 0 and float(np.abs(heard).max()) < 1e-3


def level_at(heard: Heard, pitch: float) -> float:
    """Level in dB of full scale of one pitch, in hertz."""
    times = np.arange(len(heard)) / 8_000
    tone = np.abs(np.mean(heard * np.exp(-2j * np.pi * pitch * times))) * np.sqrt(2)
    return float(20 * np.log10(max(tone, 1e-9)))
