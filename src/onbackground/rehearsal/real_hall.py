"""A hall in real time: phones on loopback sockets, a house of real processes, the log between them."""

from __future__ import annotations

import time
from collections.abc import Callable

from ..briefing import commands as do
from ..briefing.refusals import Decision
from ..briefing.state import State
from ..exchange.rtp.batch import Address
from ..log.briefings import Asked, Briefings
from ..log.recorder import Recorder
from ..voice.engine import Sound, Voice
from .realtime import Realtime


class RealHall:
    """One briefing in a house that is running; ``server`` is where it takes SIP."""

    def __init__(self, recorder: Recorder, briefing: str, server: Address, speaker: Callable[[str], Voice]) -> None:
        """``recorder`` is the house's log, ``speaker`` gives each part's voice."""
        self.runner = Realtime(server)
        self._briefings = Briefings(recorder)
        self._briefing = briefing
        self._speaker = speaker

    def state(self) -> State:
        """How the briefing stands."""
        self._briefings.catch_up()
        return self._briefings.states[self._briefing]

    def give(self, command: do.AnyCommand) -> Decision:
        """Give a command through the log."""
        return self._briefings.ask([Asked(self._briefing, command)])[0].outcome

    def at(self) -> int:
        """Milliseconds since the Unix epoch."""
        return round(time.time() * 1000)

    def voice(self, part: str, text: str) -> Sound:
        """A part saying a text."""
        return self._speaker(part).speak(text)

    def close(self) -> None:
        """Unplug the phones."""
        self.runner.close()
