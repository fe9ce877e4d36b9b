"""The moderator's page, from a view to HTML: whole, or region by region for a page that is kept up to date."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import jinja2
from msgspec import Struct

from ..briefing.terms import Phase, Role
from .next_step import general, next_step
from .quality import LineQuality
from .signin import Session
from .view import Action, BriefingView, LineView, SeatView, Whereabouts
from .wishes import as_value, name_of
from .wording import Wording, languages

REGIONS: Final = ("call", "troubles", "next", "floor", "captions", "queue", "rules", "people", "callers", "listeners")
"""The parts of the page that change, each a template of its own in ``regions/`` and an element with this id."""


class Outcome(Struct, frozen=True):
    """One line for the status region; ``urgent`` ones are read out at once."""

    text: str
    urgent: bool = False


class Page:
    """One view of a briefing, ready to be rendered in one language."""

    def __init__(self, view: BriefingView, session: Session, words: Wording, at: int, revealed: SeatName | None = None):
        """``revealed`` is an official whose name was asked for; ``at`` is now, in milliseconds since the epoch."""
        self._view = view
        self._session = session
        self._words = words
        self._at = at
        self._revealed = revealed
        self._seats = {line.seat.id: line.seat for line in view.lines if line.seat}

    def whole(self, outcome: Outcome | None = None) -> str:
        """The page."""
        return _template("desk.html").render(self._context(live=False), outcome=outcome, regions=REGIONS)

    def regions(self) -> dict[str, str]:
        """Each region's inside. Qualities are left out: they come once a second, by themselves."""
        context = self._context(live=True)
        return {region: _template(f"regions/{region}.html").render(context) for region in REGIONS}

    def qualities(self) -> dict[str, dict[str, object]]:
        """For each line: the words on it, the verdict they rest on, and the word for speaking while it does."""
        return {line.line: self._quality(line.quality or LineQuality()) for line in self._view.lines if line.line}

    def _quality(self, quality: LineQuality) -> dict[str, object]:
        return {
            "text": quality_text(self._words, quality),
            "verdict": quality.verdict.name.lower(),
            "speaking": self._words("lines.speaking") if quality.speaking else "",
        }

    def _context(self, *, live: bool) -> Mapping[str, object]:
        lines = self._view.lines
        return {
            "view": self._view,
            "you": self._session,
            "role": self._seats[self._session.seat].role,
            "t": self._words,
            "languages": languages(),
            "live": live,
            "step": next_step(self._view),
            "general": lambda command, **fields: general(self._view, command, **fields),
            "who": self.who,
            "seats": self._seats,
            "officials": [seat for seat in self._seats.values() if seat.role is Role.OFFICIAL],
            "people": [line for line in lines if line.seat and _in_table(line, line.seat)],
            "expected": [line.seat for line in lines if line.seat and _only_expected(line, line.seat)],
            "callers": [line for line in lines if line.seat is None],
            "listeners": [line for line in lines if line.seat and line.seat.role is Role.LISTENER and line.line],
            "quality_of": lambda line: self._quality(line.quality or LineQuality()),
            "revealed": self._revealed,
            "at": self._at,
            "starts": datetime.fromtimestamp(self._view.starts_at / 1000, UTC),
            "Phase": Phase,
            "Role": Role,
            "Whereabouts": Whereabouts,
        }

    def who(self, seat_id: str) -> str:
        """How somebody is called on this page: reporters by name and outlet, others by alias."""
        return who(self._seats[seat_id]) if seat_id in self._seats else ""


class SeatName(Struct, frozen=True):
    """The real name in a seat, asked for."""

    seat: str
    name: str

    def __repr__(self) -> str:
        """Whose, without the name."""
        return f"SeatName({self.seat!r})"


def who(seat: SeatView) -> str:
    """How somebody is called at a desk."""
    if seat.role in (Role.REPORTER, Role.LISTENER) and seat.name:
        return f"{seat.name}, {seat.outlet}" if seat.outlet else seat.name
    return seat.alias


def quality_text(words: Wording, quality: LineQuality) -> str:
    """A line's quality in words and numbers."""
    return words(f"quality.{quality.verdict.name.lower()}", number=quality.number or 0)


def message(words: Wording, which: str, text: str = "", back: str = "") -> str:
    """A page that only says something: ``text``, or what ``which`` has to say; ``back`` is where to go from there."""
    return _template("message.html").render(t=words, which=which, text=text, back=back)


def sign_in_form(words: Wording) -> str:
    """The page behind a one-time link: one button, so that a program which only looks at links uses none up."""
    return _template("sign_in.html").render(t=words)


def _in_table(line: LineView, seat: SeatView) -> bool:
    return seat.role is not Role.LISTENER and not _only_expected(line, seat)


def _only_expected(line: LineView, seat: SeatView) -> bool:
    """Somebody who is waited for, but not by the call: the moderator and the officials always have their row."""
    return seat.role in (Role.OPERATOR, Role.REPORTER) and line.whereabouts is Whereabouts.EXPECTED


def _actions(actions: tuple[Action, ...]) -> dict[str, Action]:
    """Actions by the names of their commands."""
    return {name_of(action.command): action for action in actions}


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("onbackground.desk", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["value"] = as_value
    environment.filters["by_name"] = _actions
    return environment


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)
