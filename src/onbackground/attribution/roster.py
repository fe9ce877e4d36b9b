"""The roster: who really sits in which seat, and in how many ways each of them may be named.

A roster is secret. Nothing here shows a name in a representation or an error.
"""

import tomllib
from typing import NamedTuple

import msgspec

from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, HONORIFICS, NAMES_THAT_ARE_WORDS, PARTICLES, SUFFIXES
from onbackground.attribution.words import Word, words_of


class RosterError(ValueError):
    """A roster that cannot be used; says which seat and why, and never a name."""


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """One person: the real name, other names they go by, and the alias that stands for all of them in public."""

    id: str
    name: str
    alias: str
    also: tuple[str, ...] = ()
    title: str | None = None
    agency: str | None = None
    role: str = "official"

    def __post_init__(self) -> None:
        """Refuse a seat that could not be guarded."""
        if not words_of(self.name):
            raise RosterError(f"seat {self.id}: the name has no letters")
        if not self.alias.strip() or set("[]\n") & set(self.alias):
            raise RosterError(f"seat {self.id}: the alias must be one line of text without brackets")

    def __repr__(self) -> str:
        """Show the seat and its alias, never the name."""
        return f"Seat(id={self.id!r}, alias={self.alias!r})"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        """As :meth:`__repr__`, for consoles."""
        return [("id", self.id), ("alias", self.alias)]


class Roster(msgspec.Struct, frozen=True):
    """All seats of one briefing whose names are kept."""

    seats: tuple[Seat, ...] = ()


class Form(NamedTuple):
    """One way to name the person of a seat: the kind of form, and its folded words.

    ``needs_capital`` forms are ordinary words too ("may", "mark"), and name somebody only when capitalised.
    """

    seat: Seat
    kind: str
    words: tuple[str, ...]
    needs_capital: bool

    def __repr__(self) -> str:
        """Show whose form this is, never the name."""
        return f"Form(seat={self.seat.id!r}, kind={self.kind!r})"


def read_roster(text: str) -> Roster:
    """Read a roster from TOML, one ``[[seat]]`` table a person; seats without an ``id`` are numbered ``s1``, ``s2``…

    Raises RosterError when the text is not such a roster.
    """
    try:
        tables = tomllib.loads(text).get("seat", [])
        seats = [{"id": f"s{number}", **table} for number, table in enumerate(tables, 1)]
        return Roster(msgspec.convert(seats, type=tuple[Seat, ...]))
    except tomllib.TOMLDecodeError as error:
        raise RosterError(f"the roster is not valid TOML: {error}") from None
    except (msgspec.ValidationError, TypeError) as error:
        if isinstance(error.__cause__, RosterError):
            raise error.__cause__ from None
        raise RosterError("the roster needs [[seat]] tables, each with a name and an alias in quotes") from None


def forms_of(seat: Seat) -> list[Form]:
    """Return every exact form that names the person: each full name, and each of its words that is a name by itself."""
    forms = []
    for kind, name in (("full", seat.name), *(("also", other) for other in seat.also)):
        words = _bare(words_of(name))
        if not words:
            continue
        forms.append(_form(seat, kind, words))
        if len(words) > 1:
            inner = range(1, len(words) - 1)
            forms.extend(
                _form(seat, _kind(i, len(words)), [word])
                for i, word in enumerate(words)
                if i not in inner or word not in PARTICLES
            )
            forms.append(_form(seat, kind, [words[0], words[-1]]))
            forms.extend(_with_particles(seat, words))
    return [form for form in dict.fromkeys(forms) if len(form.words) > 1 or _names_alone(form.words[0])]


def _names_alone(word: str) -> bool:
    """Whether a word of a name, standing alone, can name somebody: no initial, no word like "he" or "so"."""
    return len(word) > 1 and word not in ALWAYS_ORDINARY


def _bare(words: list[Word]) -> list[str]:
    """The words of a name without "Dr." before and "Jr." after it."""
    folded = [word.folded for word in words]
    while len(folded) > 1 and folded[0] in HONORIFICS:
        del folded[0]
    while len(folded) > 1 and folded[-1] in SUFFIXES:
        del folded[-1]
    return folded


def _kind(index: int, count: int) -> str:
    if index == 0:
        return "first"
    return "last" if index == count - 1 else "middle"


def _with_particles(seat: Seat, words: list[str]) -> list[Form]:
    """The last name with the particles that belong to it: "van der Berg"."""
    start = len(words) - 1
    while start > 1 and words[start - 1] in PARTICLES:
        start -= 1
    return [_form(seat, "last", words[start:])] if start < len(words) - 1 else []


def _form(seat: Seat, kind: str, words: list[str]) -> Form:
    ordinary = len(words[0]) < 3 or words[0] in NAMES_THAT_ARE_WORDS | PARTICLES
    return Form(seat, kind, tuple(words), needs_capital=ordinary and len(words) == 1)
