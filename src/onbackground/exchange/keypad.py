"""What the keys of a telephone mean: a PIN before admission, two-key codes after it.

====  ==========================  =============================  ==============
key   moderator, operator         official                       reporter
====  ==========================  =============================  ==============
*0    say the keys                say the keys                   say the keys
*1    start the call              take the floor                 join the queue
*2    open the queue
*3    call on the next reporter
*4    close the reporter's line
*5    open it, or a follow-up     green room: enter, or leave
*6    last question
*7    close the queue
*8    declare the event
*9    conclude (press it twice)
#                                                                leave the queue
====  ==========================  =============================  ==============
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..briefing import commands as do
from ..briefing.state import QuestionState, State
from ..briefing.terms import Role, Seat

PIN_DIGITS: Final = 8
"""A PIN has so many digits; the last one submits it, as ``#`` does."""

POUND_SECONDS: Final = 5.0
"""A ``#`` that follows a whole PIN so soon belongs to it, although the PIN was complete without it."""

CODE_SECONDS: Final = 4.0
"""How long after ``*`` the second key is waited for."""

CONFIRM_SECONDS: Final = 6.0
"""How long the second ``*9`` may take."""

SAY_KEYS: Final = "*0"
CONCLUDE: Final = "*9"

Meaning = Callable[[State, int, str], do.AnyCommand]
"""From a state, a time (``at``) and a seat (``by``) to the command a code stands for."""


def _open_line(state: State, at: int, by: str) -> do.AnyCommand:
    question = state.current()
    if question is not None and question.state is QuestionState.ANSWERING:
        return do.AllowFollowUp(at=at, by=by)
    return do.OpenQuestion(at=at, by=by)


def _green_room(state: State, at: int, by: str) -> do.AnyCommand:
    return do.LeaveGreenRoom(at=at, by=by) if by in state.green_room else do.EnterGreenRoom(at=at, by=by)


DESK_CODES: Final[dict[str, Meaning]] = {
    "*1": lambda state, at, by: do.Open(at=at, by=by),
    "*2": lambda state, at, by: do.OpenQueue(at=at, by=by),
    "*3": lambda state, at, by: do.CallOn(at=at, by=by),
    "*4": lambda state, at, by: do.TakeQuestion(at=at, by=by),
    "*5": _open_line,
    "*6": lambda state, at, by: do.LimitQuestions(at=at, by=by, remaining=1),
    "*7": lambda state, at, by: do.CloseQueue(at=at, by=by),
    "*8": lambda state, at, by: do.Declare(at=at, by=by),
    CONCLUDE: lambda state, at, by: do.Conclude(at=at, by=by),
}

CODES: Final[dict[Role, dict[str, Meaning]]] = {
    Role.MODERATOR: DESK_CODES,
    Role.OPERATOR: DESK_CODES,
    Role.OFFICIAL: {
        "*1": lambda state, at, by: do.GiveFloor(at=at, by=by, seat=by),
        "*5": _green_room,
    },
    Role.REPORTER: {
        "*1": lambda state, at, by: do.JoinQueue(at=at, by=by),
        "#": lambda state, at, by: do.LeaveQueue(at=at, by=by),
    },
    Role.LISTENER: {},
}


class Keypad:
    """The keys of one line, put together into a PIN or a code. No I/O; times are monotonic seconds."""

    def __init__(self) -> None:
        self._digits = ""
        self._whole_at: float | None = None
        self._star_at: float | None = None
        self._conclude_at: float | None = None

    def only_ends_pin(self, key: str, now: float) -> bool:
        """Whether this is the ``#`` of a PIN that was submitted already: then it means nothing more."""
        soon = self._whole_at is not None and now - self._whole_at <= POUND_SECONDS
        self._whole_at = None
        return soon and key == "#"

    def pin_key(self, key: str, now: float) -> str | None:
        """Take a key before admission. The whole PIN once it is complete; ``*`` starts it again."""
        if key == "*":
            self._digits = ""
            return None
        if key != "#":
            self._digits += key
            if len(self._digits) < PIN_DIGITS:
                return None
            self._whole_at = now
        pin, self._digits = self._digits, ""
        return pin or None

    def code_key(self, key: str, now: float) -> str | None:
        """Take a key after admission. The code once it is complete, e.g. ``*1`` or ``#``."""
        if key == "*":
            self._star_at = now
            return None
        starred = self._star_at is not None and now - self._star_at <= CODE_SECONDS
        self._star_at = None
        if starred:
            return "*" + key
        return key if key == "#" else None

    def confirms_conclusion(self, now: float) -> bool:
        """Whether this ``*9`` follows another one closely; one alone only asks for the second."""
        confirmed = self._conclude_at is not None and now - self._conclude_at <= CONFIRM_SECONDS
        self._conclude_at = None if confirmed else now
        return confirmed


def meaning(seat: Seat, code: str, state: State, at: int) -> do.AnyCommand | None:
    """The command this code stands for on this seat's phone; None where it stands for nothing."""
    means = CODES[seat.role].get(code)
    return means(state, at, seat.id) if means else None
