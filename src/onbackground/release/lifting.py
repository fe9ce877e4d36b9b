"""What has lifted: by the time that has come here, and by what is borne out by signatures and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import structlog

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.belief import believe, passed_over
from ..briefing.encoding import decode_event
from ..briefing.lift import next_clock
from ..briefing.refusals import Refusal
from ..briefing.rules import decide
from ..briefing.state import State
from ..briefing.terms import HOUSE
from ..log.briefings import Asked, Briefings
from ..log.recorder import Recorder

_log = structlog.get_logger()


def may_be_released(briefing: str, events: Iterable[ev.AnyEvent], now: int | None) -> frozenset[str]:
    """The sections of a briefing that may be published; an empty name stands for all that is in no section.

    Worked out again from the events. Declarations and moves count with their officers' signatures only
    (:mod:`~onbackground.briefing.belief`), a time when it is not later than ``now``, the keeper's own (milliseconds
    since the epoch; None while its clock cannot say).
    """
    state = State()
    for event in events:
        early = isinstance(event, ev.ClockReached) and (now is None or event.clock.at > now)
        state = passed_over(state) if early else believe(briefing, state, event)
    return state.lifts


class Lifting:
    """Says for the house which times have come, and what of a briefing has really lifted."""

    def __init__(self, recorder: Recorder, briefings: Briefings, clock: Callable[[], int | None]) -> None:
        """``clock`` gives the time that has certainly come (milliseconds since the epoch), or None if it cannot say."""
        self._recorder = recorder
        self._briefings = briefings
        self._clock = clock
        self._now: int | None = None
        self._borne_out: dict[str, frozenset[str]] = {}
        self._doubted: set[str] = set()

    def look(self) -> None:
        """Look at the clock, and put into the log which of the times that embargoes wait for have come."""
        self._now = self._clock()
        if self._now is None:
            return
        reach = do.ReachClock(at=self._now, by=HOUSE)

        def is_due(state: State) -> bool:
            outcome = decide(state, reach)
            return bool(outcome) and not isinstance(outcome, Refusal)

        due = [Asked(briefing, reach) for briefing, state in self._briefings.states.items() if is_due(state)]
        if due:
            self._briefings.ask(due)
            self._briefings.catch_up()

    def next_clock(self) -> int | None:
        """The next instant that an embargo waits for, in milliseconds since the epoch."""
        times = (next_clock(state) for state in self._briefings.states.values())
        return min((at for at in times if at is not None), default=None)

    def lifts(self, briefing: str) -> frozenset[str]:
        """The sections of a briefing that have lifted, by its signatures and by this clock; what has, has for good.

        An empty name stands for all that is in no section.
        """
        told, known = self._briefings.states[briefing].lifts, self._borne_out.get(briefing, frozenset())
        if told == known:
            return known
        events = (decode_event(record.data) for record in self._recorder.read(briefing))
        known |= told & may_be_released(briefing, events, self._now)
        self._borne_out[briefing] = known
        if told != known and briefing not in self._doubted:
            self._doubted.add(briefing)
            _log.warning("not published: the clock here does not bear out that its time has come", briefing=briefing)
        return known
