"""A hall on the simulated clock: faster than life, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable

from ..briefing import commands as do
from ..briefing.refusals import Decision
from ..briefing.state import State
from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..voice.engine import Sound, Voice
from .exchange import RehearsedExchange
from .simulation import Simulation


class SimulatedHall:
    """One briefing on a rehearsed exchange."""

    def __init__(
        self,
        recorder: Recorder,
        folder: DataFolder,
        briefing: str,
        *,
        operator: Voice,
        speaker: Callable[[str], Voice],
        pin_key: bytes,
        seed: int = 0,
    ) -> None:
        """``operator`` is the house's own voice, ``speaker`` gives each part's."""
        self._exchange = RehearsedExchange(recorder, folder, operator, pin_key=pin_key, seed=seed)
        self.runner = Simulation(self._exchange, seed=seed)
        self._briefing = briefing
        self._speaker = speaker

    def state(self) -> State:
        """How the briefing stands."""
        return self._exchange.state(self._briefing)

    def give(self, command: do.AnyCommand) -> Decision:
        """Give a command through the log."""
        return self._exchange.give(self._briefing, command, self.runner.now())

    def at(self) -> int:
        """Simulated milliseconds since the Unix epoch."""
        return self._exchange.at(self.runner.now())

    def voice(self, part: str, text: str) -> Sound:
        """A part saying a text."""
        return self._speaker(part).speak(text)

    def close(self) -> None:
        """Complete the tracks."""
        self.runner.close()
        self._exchange.close()
