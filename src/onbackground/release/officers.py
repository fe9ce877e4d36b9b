"""What may be released: worked out again from the events, believing only what officers and clock bear out."""

from __future__ import annotations

from collections.abc import Iterable

from ..briefing import events as ev
from ..briefing.belief import believe, passed_over
from ..briefing.state import State


def may_be_released(briefing: str, events: Iterable[ev.AnyEvent], now: int | None) -> frozenset[str]:
    """The sections of a briefing that may be published; an empty name stands for all that is in no section.

    Declarations and moves count with their officers' signatures only (:mod:`~onbackground.briefing.belief`), a time
    when it is not later than ``now``, the keeper's own (milliseconds since the epoch; None while it cannot say).
    """
    state = State()
    for event in events:
        early = isinstance(event, ev.ClockReached) and (now is None or event.clock.at > now)
        state = passed_over(state) if early else believe(briefing, state, event)
    return state.lifts
