"""The transcript's page, from a view to HTML: whole, or what has changed of it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from msgspec.structs import asdict

from ..briefing.state import State
from ..briefing.terms import Role
from ..record.events import RATE
from ..release.assembly import aliases_of
from ..release.editing.events import FlagKey, Place
from .history import EditView, Kind
from .page import SAID_IN, Outcome, template, who
from .people import seat_view
from .signin import Session
from .transcript import TranscriptView, TurnView, attribution, flag_id
from .wording import Wording, languages

REGIONS: Final = ("remaining", "release", "flags", "speakers", "history")
"""The parts of the page that change, beside the turns: each a template in ``transcript/`` and an element's id."""


LEAD_SAMPLES: Final = 2 * RATE
"""How much is played before a flag, so that it is heard in its sentence."""


class TranscriptPage:
    """One view of a transcript, ready to be rendered in one language."""

    def __init__(
        self,
        view: TranscriptView,
        state: State,
        session: Session,
        words: Wording,
        own: frozenset[int],
        heard: str = "",
    ) -> None:
        """``own`` are the numbers of the session's edits, ``heard`` is what was said at the flag that was asked for."""
        self._view = view
        self._state = state
        self._session = session
        self._words = words
        self._own = own
        self._heard = heard

    def whole(self, asked_for: str = "", outcome: Outcome | None = None) -> str:
        """The page; ``asked_for`` is the id of the flag at which to show what was heard."""
        context = {**self._context(), "asked_for": asked_for, "heard": self._heard}
        rows = self.turns().values()
        return template("transcript.html").render(context, outcome=outcome, regions=REGIONS, rows=rows)

    def regions(self) -> dict[str, str]:
        """Each region's inside."""
        context = {**self._context(), "asked_for": "", "heard": ""}
        return {region: template(f"transcript/{region}.html").render(context) for region in REGIONS}

    def turns(self) -> dict[str, str]:
        """Each turn by its id, in order."""
        fixed = self._why_speakers_stay()
        return {turn.id: _turn(turn, self._view.briefing, self._words, fixed) for turn in self._view.turns}

    def _why_speakers_stay(self) -> str:
        """Why nobody at this desk may say who speaks; nothing where they may."""
        if self._view.withdrawn:
            return self._words("edit_refused.WITHDRAWN")
        if self._view.may_settle:
            return ""
        return self._words(f"edit_refused.NOT_YOURS_TO_{'RELEASE' if self._view.published else 'ATTRIBUTE'}")

    def _context(self) -> Mapping[str, object]:
        seats = {id_: seat_view(seat) for id_, seat in self._state.seats.items()}
        by: Callable[[str], str] = lambda seat: who(seats[seat]) if seat in seats else ""  # noqa: E731
        return {
            "view": self._view,
            "fillers": self._state.fillers.value,
            "you": self._session,
            "role": seats[self._session.seat].role,
            "t": self._words,
            "said_in": SAID_IN,
            "own": self._own,
            "languages": languages(),
            "who": by,
            "aliases": sorted({f"[{alias}]" for alias in aliases_of(self._state).values()}),
            "settle": settle_fields,
            "lead": LEAD_SAMPLES,
            "turns": {turn.id: turn for turn in self._view.turns},
            "clock": _clock,
            "reference": _reference,
            "moment": lambda at: datetime.fromtimestamp(at / 1000, UTC),
            "Kind": Kind,
            "Role": Role,
        }


def told(entry: EditView, by: str, words: Wording) -> str:
    """What somebody did, in one line."""
    line = words(f"history.{entry.kind.name.lower()}", who=by)
    if entry.of:
        return f"{line} {words('history.entry', number=entry.of)}"
    return f"{line} {entry.was}" if entry.kind is Kind.CUT else line


def news(before: State, shown: TranscriptView, state: State, view: TranscriptView, words: Wording) -> Iterator[str]:
    """What has come about beside the edits since a page was shown."""
    if attribution(before) != attribution(state):
        yield words("transcript.cited_otherwise")
    if len(shown.versions) < len(view.versions):
        yield words("correction.published")
    if view.withdrawn != shown.withdrawn:
        yield words("correction.withdrawn", reason=view.withdrawn)


def settle_fields(key: FlagKey) -> dict[str, object]:
    """A flag's key as the fields of a form."""
    place = {f"flag.place.{name}": value for name, value in asdict(key.place).items()}
    return {**place, "flag.reason": key.reason.value, "flag.nth": key.nth}


@functools.lru_cache(maxsize=4096)
def _turn(turn: TurnView, briefing: str, words: Wording, fixed: str) -> str:
    """One turn; few of them change at a time."""
    return template("transcript/turn.html").render(
        turn=turn, t=words, fixed=fixed, briefing=briefing, clock=_clock, reference=_reference, flag_id=flag_id
    )


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def _reference(place: Place) -> str:
    """A place as one word, for scripts."""
    return f"{place.track}:{place.start}:{place.end}"
