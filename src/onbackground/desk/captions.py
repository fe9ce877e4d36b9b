"""What is being said, as text: the scribe's captions, with the officials' names taken out before anybody sees them."""

from __future__ import annotations

import time
from typing import Final

from msgspec import Struct

from ..attribution.guard import Guard
from ..attribution.roster import Roster, RosterError
from ..attribution.roster import Seat as RosterSeat
from ..briefing.state import State
from ..briefing.terms import Role, Seat
from ..record.scribe import Caption as Heard

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
            self._guard, self._seats = guard_for(state), state.seats
        if self._guard is None:
            return []
        since = time.monotonic() - SHOWN_SECONDS
        recent = [heard for noted, heard in self._heard.values() if noted >= since]
        recent.sort(key=lambda heard: heard.start)
        return [Caption(heard.seat, self._guard.apply(heard.text).text) for heard in recent]


def guard_for(state: State) -> Guard | None:
    """A guard for everybody who is not to be named in a text: all but reporters, and those on the record.

    None when somebody has no name that could be guarded: then nothing may be shown.
    """
    unnamed = [seat for seat in state.seats.values() if not seat.named and seat.role not in _NAMED]
    named = [seat for seat in state.seats.values() if seat.named or seat.role in _NAMED]
    try:
        roster = Roster(tuple(_roster_seat(seat) for seat in unnamed))
    except RosterError:
        return None
    return Guard(roster, keep=[word for seat in named for word in (seat.name.reveal(), seat.outlet) if word])


_NAMED: Final = (Role.REPORTER, Role.LISTENER)


def _roster_seat(seat: Seat) -> RosterSeat:
    return RosterSeat(
        id=seat.id,
        name=seat.name.reveal(),
        alias=seat.alias,
        also=tuple(other.reveal() for other in seat.also),
        title=seat.title or None,
        agency=seat.agency or None,
        role=seat.role.value,
    )
