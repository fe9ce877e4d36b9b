"""Every seat and every line of a briefing: where it is, how it is heard, what can be done with it. Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from ..briefing.state import Line, LineState, State
from ..briefing.terms import RETURN_MS, Role, Seat
from .actions import Action, Asking
from .people import SeatView, seat_view
from .quality import LineQuality
from .wishes import wish

_ROLE_ORDER: Final = list(Role)


class Whereabouts(enum.Enum):
    """Where a seat or a line is."""

    EXPECTED = "expected"
    """Not dialled in."""
    ASKED = "asked"
    """On the line, asked for the PIN."""
    ADMITTED = "admitted"
    HELD = "held"
    SCREENED = "screened"
    GREEN_ROOM = "green room"
    AWAY = "away"
    """Dropped; the place is kept for a minute."""
    REMOVED = "removed"


class LineView(Struct, frozen=True, kw_only=True):
    """A line, or a seat that is on none.

    ``line`` is empty for a seat without a line, ``seat`` is null for a line without a PIN. ``away_since`` and
    ``kept_until`` are milliseconds since the epoch. ``heard``: in the programme, just now.
    """

    line: str
    seat: SeatView | None
    whereabouts: Whereabouts
    tries: int = 0
    number_withheld: bool = False
    away_since: int | None = None
    kept_until: int | None = None
    muted: bool = False
    heard: bool = False
    has_floor: bool = False
    place: int | None = None
    quality: LineQuality | None = None
    actions: tuple[Action, ...] = ()


def line_views(
    state: State, asking: Asking, now_heard: frozenset[str], qualities: Mapping[str, LineQuality]
) -> list[LineView]:
    """Every seat in the order of the roles, then the lines without a seat."""
    rows = []
    for seat in sorted(state.seats.values(), key=lambda seat: _ROLE_ORDER.index(seat.role)):
        line = state.lines.get(state.line_of.get(seat.id, ""))
        away = state.away_since.get(seat.id)
        rows.append(
            LineView(
                line=line.id if line else "",
                seat=seat_view(seat),
                whereabouts=_whereabouts(state, seat, line),
                number_withheld=line.number_withheld if line else False,
                away_since=away,
                kept_until=away + RETURN_MS if away is not None else None,
                muted=seat.id in state.muted,
                heard=seat.id in now_heard,
                has_floor=seat.id == state.floor,
                place=state.position(seat.id),
                quality=qualities.get(line.id) if line else None,
                actions=asking.about_seat(seat, line),
            )
        )
    return rows + [
        LineView(
            line=line.id,
            seat=None,
            whereabouts=Whereabouts.ASKED,
            tries=line.tries,
            number_withheld=line.number_withheld,
            quality=qualities.get(line.id),
            actions=(asking.action(wish("Remove", line=line.id)),),
        )
        for line in state.lines.values()
        if not line.seat
    ]


def _whereabouts(state: State, seat: Seat, line: Line | None) -> Whereabouts:
    if seat.id in state.barred:
        return Whereabouts.REMOVED
    if line is None:
        return Whereabouts.AWAY if seat.id in state.away_since else Whereabouts.EXPECTED
    if line.state is LineState.ADMITTED and seat.id in state.green_room:
        return Whereabouts.GREEN_ROOM
    return Whereabouts(line.state.value)
