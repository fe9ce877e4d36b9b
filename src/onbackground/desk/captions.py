"""What is being said, as text: the scribe's captions, with the officials' names taken out before anybody sees them."""

from __future__ import annotations

import time
from typing import Final

from msgspec import Struct

from ..attribution.guard import Guard
from ..attribution.roster import RosterError
from ..briefing.state import State
from ..briefing.terms import Role
from ..record.scribe import Caption as Heard
from ..release.assembly import guard_of

KEPT: Final = 4
"""How many utterances are shown at once."""

SHOWN_SECONDS: Final = 30.0
"""How long an utterance stays after it was last heard to grow."""


class Caption(Struct, frozen=True):
    """One utterance so far, guarded. ``seat`` speaks."""

    seat: str
    text: str


class Captions:
    """The latest utterances of one briefing."""

    def __init__(self) -> None:
        self._heard: dict[tuple[str, int], tuple[float, Heard]] = {}
        self._seats: object = None
        self._guard: Guard | None = None

    def took_in(self, heard: Heard) -> None:
        """A caption came: it begins an utterance, or says more of one."""
        if heard.text.strip():
            self._heard[heard.track, heard.start] = (time.monotonic(), heard)
        for oldest in sorted(self._heard, key=lambda key: key[1])[:-KEPT]:
            del self._heard[oldest]

    def shown(self, state: State) -> list[Caption]:
        """The utterances, oldest first."""
        if state.seats is not self._seats:
            self._guard, self._seats = _guard_of(state), state.seats
        if self._guard is None:
            return []
        since = time.monotonic() - SHOWN_SECONDS
        recent = [heard for noted, heard in self._heard.values() if noted >= since]
        recent.sort(key=lambda heard: heard.start)
        return [
            Caption(heard.seat, self._guard.apply(heard.text, asking=_asks(state, heard.seat)).text) for heard in recent
        ]


def _asks(state: State, seat: str) -> bool:
    return seat in state.seats and state.seats[seat].role in (Role.REPORTER, Role.OPERATOR)


def _guard_of(state: State) -> Guard | None:
    """The briefing's guard; None when somebody has no name that could be guarded: then nothing may be shown."""
    try:
        return guard_of(state.seats.values())
    except RosterError:
        return None
