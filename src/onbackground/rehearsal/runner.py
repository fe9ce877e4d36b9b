"""Where a script's phones run: the same script works on the simulated clock and in real time."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self

from onbackground.exchange.sip.fields import NameAddr
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.phone import Phone

GLANCE = 0.02
"""Seconds between two looks at what a script waits for."""


class Runner(ABC):
    """Makes phones, and lets time pass for them while a script waits."""

    @abstractmethod
    def now(self) -> float:
        """The time in seconds, from an arbitrary start."""

    @abstractmethod
    def phone(self, name: str, *, habits: Habits | None = None, caller: NameAddr | None = None) -> Phone:
        """A new phone at an address of its own, ready to dial."""

    @abstractmethod
    def sleep(self, seconds: float) -> None:
        """Let time pass."""

    def run_until(self, predicate: Callable[[], bool], timeout: float, waiting_for: str = "") -> None:
        """Let time pass until `predicate()`; looks every 20 ms. Raises TimeoutError after `timeout` seconds."""
        give_up_at = self.now() + timeout
        self.sleep(0)
        while not predicate():
            if self.now() >= give_up_at:
                raise TimeoutError(f"waited {timeout:g} s in vain" + (f" for {waiting_for}" if waiting_for else ""))
            self.sleep(GLANCE)

    def close(self) -> None:
        """Stop all phones."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()
