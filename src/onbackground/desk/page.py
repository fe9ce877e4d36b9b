"""The moderator's page, from a view to HTML: whole, or region by region for a page that is kept up to date."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import jinja2
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from ..briefing.embargo import Condition, NoEmbargo
from ..briefing.terms import Phase, Role
from ..transcript.document import Transcript
from ..voice.catalogue import Catalogue
from .actions import Action
from .lines import LineView, Whereabouts
from .next_step import general, next_step
from .people import SeatView
from .quality import LineQuality
from .signin import Session
from .view import BriefingView
from .wishes import Wish, as_value, name_of
from .wording import Wording, languages

REGIONS: Final = ("call", "troubles", "next", "floor", "captions", "queue", "rules", "people", "callers", "listeners")
"""The parts of the page that change, each a template of its own in ``regions/`` and an element with this id."""

SAID_IN: Final = Transcript().language
"""The language of what is said, typed and printed, whatever the desk's is: a browser reads it out and spells it so."""


class Outcome(Struct, frozen=True):
    """One line for the status region; ``urgent`` ones are read out at once, others when the page shows ``version``."""

    text: str
    urgent: bool = False
    version: int = 0


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
        return template("desk.html").render(self._context(live=False), outcome=outcome, regions=REGIONS)

    def regions(self) -> dict[str, str]:
        """Each region's inside, for a page that is kept up to date.

        Left out are the qualities, which change every second, and the listeners' rows, of which there are many.
        """
        context = self._context(live=True)
        return {region: template(f"regions/{region}.html").render(context) for region in REGIONS}

    def listeners(self) -> dict[str, str]:
        """Each listener's row of the table, by the row's id, in order; without qualities too."""
        return {f"seat-{seat.id}": _listener(line, seat, self._words, live=True) for line, seat in self._listeners()}

    def _listeners(self) -> list[tuple[LineView, SeatView]]:
        lines = self._view.lines
        return [(line, line.seat) for line in lines if line.seat and line.seat.role is Role.LISTENER and line.line]

    def qualities(self) -> dict[str, dict[str, object]]:
        """Each line's quality, see :func:`quality_of`."""
        return {line.line: quality_of(line, self._words) for line in self._view.lines if line.line}

    def _context(self, *, live: bool) -> Mapping[str, object]:
        lines = self._view.lines
        return {
            "view": self._view,
            "you": self._session,
            "role": self._seats[self._session.seat].role,
            "t": self._words,
            "said_in": SAID_IN,
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
            "listeners": self._listeners(),
            "listener_rows": lambda: [_listener(*row, self._words, live=False) for row in self._listeners()],
            "quality_of": lambda line: quality_of(line, self._words),
            "revealed": self._revealed,
            "at": self._at,
            "starts": datetime.fromtimestamp(self._view.starts_at / 1000, UTC),
            "until": lambda condition: until(condition, self._words),
            "embargo": lambda condition: embargo_in_words(condition, self._words),
            "section_title": self._section_title,
            "Phase": Phase,
            "Role": Role,
            "Whereabouts": Whereabouts,
        }

    def _section_title(self, asked: Wish) -> str:
        titles = {section.id: section.title for section in self._view.ground_rules.sections}
        return titles.get(getattr(asked, "section", self._view.section), "")

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


def quality_of(line: LineView, words: Wording) -> dict[str, object]:
    """A line's quality: words and numbers, the verdict they rest on, and the word for speaking while it does."""
    quality = line.quality or LineQuality()
    verdict = quality.verdict.name.lower()
    return {
        "text": words(f"quality.{verdict}", number=quality.number or 0),
        "verdict": verdict,
        "speaking": words("lines.speaking") if quality.speaking else "",
    }


def _listener(line: LineView, seat: SeatView, words: Wording, *, live: bool) -> str:
    plain = replace(line, quality=None) if live else line
    return _listener_row(plain, who(seat), words, live=live)


@functools.lru_cache(maxsize=4096)
def _listener_row(line: LineView, name: str, words: Wording, *, live: bool) -> str:
    """One row; of a large audience few rows change at a time."""
    context = {"line": line, "name": name, "t": words, "live": live, "Whereabouts": Whereabouts}
    return template("listener.html").render(context, quality_of=lambda line: quality_of(line, words))


@functools.cache
def _catalogue(language: str) -> Catalogue:
    """The operator's words: an embargo reads here as it is said on the call."""
    return Catalogue(language)


def until(condition: Condition, words: Wording) -> str:
    """What an embargo waits for, in words that follow "until"."""
    return _catalogue(words.language).until(condition)


def embargo_in_words(condition: Condition, words: Wording) -> str:
    """An embargo as it is shown."""
    return (
        words("rules.embargo_none") if condition == NoEmbargo() else words("rules.until", until=until(condition, words))
    )


def message(words: Wording, which: str, text: str = "", back: str = "") -> str:
    """A page that only says something: ``text``, or what ``which`` has to say; ``back`` is where to go from there."""
    return template("message.html").render(t=words, which=which, text=text, back=back)


def sign_in_form(words: Wording) -> str:
    """The page behind a one-time link: one button, so that a program which only looks at links uses none up."""
    return template("sign_in.html").render(t=words)


def _in_table(line: LineView, seat: SeatView) -> bool:
    return seat.role is not Role.LISTENER and not _only_expected(line, seat)


def _only_expected(line: LineView, seat: SeatView) -> bool:
    """Somebody who is waited for, but not by the call: the moderator and the officials always have their row."""
    return seat.role in (Role.OPERATOR, Role.REPORTER) and line.whereabouts is Whereabouts.EXPECTED


def _actions(actions: tuple[Action, ...]) -> dict[str, Action]:
    """Actions by the names of their commands."""
    return {name_of(action.command): action for action in actions}


def _struck(text: str) -> Markup:
    """A printed text with its struck words as such: they stand between ``~~``."""
    parts = text.split("~~")
    return Markup("").join(Markup("<del>{}</del>").format(part) if n % 2 else part for n, part in enumerate(parts))


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
    environment.filters["struck"] = _struck
    return environment


def template(name: str) -> jinja2.Template:
    """A template by its name."""
    return _environment().get_template(name)
