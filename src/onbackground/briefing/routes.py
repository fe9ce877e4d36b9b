"""What every line hears, and whether it is heard: :func:`routes` is what the exchange makes real.

====================  =====================  ==================================================
line                  hears                  is heard in
====================  =====================  ==================================================
not admitted          prompts only           nowhere
held                  the hold sound         nowhere
screened, operator    the screening room     the screening room
in the green room     the green room         the green room
others, waiting       the hold sound         nowhere
moderator             the programme          the programme, always
operator, official    the programme          the programme, unless muted
reporter              the programme          the programme, while their question is open and they are not muted
listener              the programme          nowhere
====================  =====================  ==================================================
"""

from __future__ import annotations

import enum

from msgspec import Struct

from .state import Line, LineState, QuestionState, State
from .terms import Phase, Role, Seat


class Room(enum.Enum):
    """A place where some are heard by some."""

    PROGRAMME = "programme"
    GREEN_ROOM = "green room"
    SCREENING = "screening"
    HOLD = "hold"


class Route(Struct, frozen=True):
    """One line's place: what it ``hears`` (None: prompts only) and where it ``speaks`` (None: nowhere)."""

    hears: Room | None = None
    speaks: Room | None = None


NOTHING = Route()


def routes(state: State) -> dict[str, Route]:
    """The route of every line, by line id. A line that is not in it is not connected."""
    screening = any(line.state is LineState.SCREENED for line in state.lines.values())
    asker = _open_reporter(state)
    return {id_: _route(state, line, screening, asker) for id_, line in state.lines.items()}


def heard(state: State) -> frozenset[str]:
    """The seats whose voice is in the programme."""
    return frozenset(state.lines[line].seat for line, route in routes(state).items() if route.speaks is Room.PROGRAMME)


def _route(state: State, line: Line, screening: bool, asker: str) -> Route:
    seat = state.seats.get(line.seat)
    if seat is None or line.state is LineState.ASKED:
        return NOTHING
    if line.state is LineState.HELD:
        return Route(Room.HOLD)
    if line.state is LineState.SCREENED or (screening and seat.role is Role.OPERATOR):
        return Route(Room.SCREENING, Room.SCREENING)
    if seat.id in state.green_room:
        return Route(Room.GREEN_ROOM, Room.GREEN_ROOM)
    if state.phase is Phase.WAITING:
        return Route(Room.HOLD)
    if state.phase is Phase.CONCLUDED:
        return Route(Room.PROGRAMME)
    return Route(Room.PROGRAMME, Room.PROGRAMME if _speaks(state, seat, asker) else None)


def _speaks(state: State, seat: Seat, asker: str) -> bool:
    match seat.role:
        case Role.MODERATOR:
            return True
        case Role.OPERATOR | Role.OFFICIAL:
            return seat.id not in state.muted
        case Role.REPORTER:
            return seat.id == asker and seat.id not in state.muted
        case Role.LISTENER:
            return False


def _open_reporter(state: State) -> str:
    question = state.current()
    return question.seat if question is not None and question.state is QuestionState.OPEN else ""
