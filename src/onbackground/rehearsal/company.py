"""The people of a rehearsed call at their telephones. A story is told with it: who dials, presses, speaks, when.

The same story runs on the simulated clock and in real time; what differs is behind :class:`Hall`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from ..briefing import commands as do
from ..briefing.refusals import Decision, Refusal
from ..briefing.state import State
from ..voice.engine import RATE, Sound
from .phone import Habits, Phone
from .phone import State as PhoneState
from .runner import Runner

PATIENCE: Final = 60.0
"""Seconds of waiting for anything after which a rehearsal has failed."""

WELCOME_SECONDS: Final = 15.0
"""How long the welcome lasts that everybody hears after their PIN."""


class RefusedError(RuntimeError):
    """A command of the story was refused; the message is the refusal's."""


class Hall(Protocol):
    """Where a call is held: its phones and clock, its log, and the voices of its people."""

    @property
    def runner(self) -> Runner:
        """The phones and their time."""

    def state(self) -> State:
        """How the briefing stands."""

    def give(self, command: do.AnyCommand) -> Decision:
        """Give a command the way a desk does."""

    def at(self) -> int:
        """The time in milliseconds since the Unix epoch."""

    def voice(self, part: str, text: str) -> Sound:
        """A part saying a text."""


class Company:
    """Everybody on one call. ``phones`` are the parts' telephones, by part."""

    def __init__(self, hall: Hall, briefing: str, pins: Mapping[str, str], habits: Habits | None = None) -> None:
        """``pins`` gives each part's PIN; ``habits`` those of the phones."""
        self.phones: dict[str, Phone] = {}
        self._hall = hall
        self._briefing = briefing
        self._pins = pins
        self._habits = habits or Habits(listens=False)

    @property
    def state(self) -> State:
        """How the briefing stands."""
        return self._hall.state()

    def at(self) -> int:
        """The time in milliseconds since the Unix epoch."""
        return self._hall.at()

    def dial_in(self, parts: Iterable[str]) -> None:
        """Let these parts call, one after the other, and enter their PINs; wait until all are admitted."""
        parts = list(parts)
        for part in parts:
            phone = self.phones.get(part) or self._hall.runner.phone(part, habits=self._habits)
            self.phones[part] = phone
            self.dial(part)
        self.wait(lambda: set(parts) <= self.state.line_of.keys(), "everybody to be admitted")

    def dial(self, part: str) -> None:
        """Call and enter the PIN."""
        phone = self.phones[part]
        phone.dial(self._briefing)
        self.wait(lambda: phone.state is PhoneState.TALKING, "an answer")
        self.sleep(0.3)
        phone.press(self._pins[part])

    def speak(self, part: str, text: str) -> None:
        """Let a part say something, to its end."""
        sound = self._hall.voice(part, text)
        phone = self.phones[part]
        phone.say(sound)
        self.sleep(len(sound) / RATE)
        self.wait(lambda: not phone.speaking, "the end of a speech")

    def press(self, part: str, keys: str) -> None:
        """Press keys on a part's phone."""
        self.phones[part].press(keys)

    def give(self, command: do.AnyCommand) -> None:
        """Give a command. Raises :class:`RefusedError`."""
        decision = self._hall.give(command)
        if isinstance(decision, Refusal):
            raise RefusedError(f"{type(command).__name__}: {decision}")

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self._hall.runner.sleep(seconds)

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Let time pass until something is so. Raises TimeoutError after a minute."""
        self._hall.runner.run_until(until, PATIENCE, what)

    def wait_for_goodbye(self) -> None:
        """Wait until the house has ended every call."""
        self.wait(lambda: all(phone.state is not PhoneState.TALKING for phone in self.phones.values()), "goodbye")
