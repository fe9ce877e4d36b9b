"""The roster: who really sits in which seat, and in how many ways each of them may be named.

A roster is secret. Nothing here shows a name in a representation or an error.
"""

import re
import tomllib
from functools import lru_cache
from typing import NamedTuple

import msgspec

from onbackground.attribution.agencies import names_agency
from onbackground.attribution.given_names import short_forms
from onbackground.attribution.homophones import homophones
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary
from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, HONORIFICS, PARTICLES, RANKS_IN_LETTERS, SUFFIXES
from onbackground.attribution.words import words_of


class RosterError(ValueError):
    """A roster that cannot be used; says which seat and why, and never a name."""


class Seat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person: the real name, other names they go by, and the alias that stands for all of them in public."""

    id: str
    name: str
    alias: str
    also: tuple[str, ...] = ()
    title: str | None = None
    agency: str | None = None
    role: str = "official"

    @property
    def withheld(self) -> str | None:
        """The agency, where it is not to be told: an alias that names it gives it away by agreement."""
        return None if self.agency is None or names_agency(self.alias, self.agency) else self.agency

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
    """All seats of one briefing whose names are kept back, and the names of others (``keep``) that stay."""

    seats: tuple[Seat, ...] = ()
    keep: tuple[str, ...] = ()


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

    ``keep = ["…", …]`` before the first table lists the names of others that stay: reporters, outlets, principals.
    Raises RosterError when the text is not such a roster, or one under which a name would get out: with nobody on it,
    with fields that are misspelt, with a name in an alias.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RosterError(f"the roster is not valid TOML: {error}") from None
    tables = read.get("seat")
    if not isinstance(tables, list) or not tables or not read.keys() <= {"seat", "keep"}:
        raise RosterError(_FORM)
    try:
        keep = msgspec.convert(read.get("keep", ()), tuple[str, ...])
    except msgspec.ValidationError:
        raise RosterError(_FORM) from None
    roster = Roster(tuple(_seat(number, table) for number, table in enumerate(tables, 1)), keep)
    refuse_names_in_aliases(roster)
    return roster


_FORM = "the roster needs [[seat]] tables, each with a name and an alias in quotes; keep, a list, may stand before them"


_ROLES = ("official", "moderator", "operator", "interpreter")


def _seat(number: int, table: object) -> Seat:
    if not isinstance(table, dict):
        raise RosterError(_FORM)
    if not table.keys() <= set(Seat.__struct_fields__):
        raise RosterError(f"seat {number}: it may have {', '.join(Seat.__struct_fields__)}, and has something else")
    if table.get("role", "official") not in _ROLES:
        raise RosterError(f"seat {number}: its role must be one of {', '.join(_ROLES)}")
    try:
        return msgspec.convert({"id": f"s{number}", **table}, Seat)
    except msgspec.ValidationError as error:
        if isinstance(error.__cause__, RosterError):
            raise error.__cause__ from None
        raise RosterError(f"seat {number}: it needs a name and an alias in quotes; also is a list of names") from None


def refuse_names_in_aliases(roster: Roster) -> None:
    """Raise RosterError for an alias that has somebody's name in it, unless that is a word too ("White House")."""
    names = [form for seat in roster.seats for form in forms_of(seat) if form.kind in _NAMES]
    telling = [form for form in names if len(form.words) > 1 or not _is_a_word(form.words[0])]
    for seat in roster.seats:
        words = tuple(word.folded for word in words_of(seat.alias))
        runs = {words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
        if any(form.words in runs for form in telling):
            raise RosterError(f"seat {seat.id}: the alias has a name of the roster in it, and would be printed")


_NAMES = frozenset({"full", "first", "middle", "last", "also"})


def _is_a_word(word: str) -> bool:
    return len(word) < 3 or word in NAMES_THAT_ARE_WORDS or is_ordinary(word)


@lru_cache(maxsize=1024)
def own_words(seat: Seat) -> frozenset[str]:
    """All words of a person's names, folded."""
    return frozenset(word.folded for name in (seat.name, *seat.also) for word in words_of(name))


@lru_cache(maxsize=1024)
def own_title(seat: Seat) -> tuple[str, ...]:
    """The folded words of a seat's title; none of "Secretary" alone, as of those most are spoken about."""
    title = tuple(word.folded for word in words_of(seat.title or ""))
    return () if title == ("secretary",) else title


@lru_cache(maxsize=1024)
def title_in_letters(seat: Seat) -> str:
    """The first letters of the words of a seat's title, "bg" of a Brigadier General; "" of one word or none."""
    letters = "".join(word.folded[0] for word in words_of(seat.title or ""))
    return letters if len(letters) > 1 else ""


def is_rank_in_letters(letters: str, seat: Seat) -> bool:
    """Whether letters before a name of the seat's, in small ones, are a rank or an office, anybody's or the seat's."""
    return letters in RANKS_IN_LETTERS or (letters != "" and letters == title_in_letters(seat))


def forms_of(seat: Seat) -> list[Form]:
    """Return every exact form that names the person, the surest first.

    Each full name, each part of it that is a name by itself, short forms of the first name, initials.
    """
    forms: list[Form] = []
    for kind, name in (("full", seat.name), *(("also", other) for other in seat.also)):
        for spelling in dict.fromkeys((name, name.translate(_UMLAUTS))):
            if (parts := _parts_of(spelling)) is not None:
                spoken = _spoken(seat, kind, parts)
                forms += [*spoken, *(variant for form in spoken for variant in _respelled(form)), *_short(seat, parts)]
    return [
        form
        for form in dict.fromkeys(forms)
        if len(form.words) > 1 or form.kind in ("initials", "last") or _names_alone(form.words[0])
    ]


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"}
)


class _Parts(NamedTuple):
    """A name in parts, each of one or more words: "Jean-Luc" has two, and so has "van Berg"."""

    first: tuple[str, ...]
    middle: tuple[tuple[str, ...], ...]
    last: tuple[str, ...]

    def words(self) -> tuple[str, ...]:
        return (*self.first, *(word for part in self.middle for word in part), *self.last)


def _parts_of(name: str) -> _Parts | None:
    """A name without "Dr." before and "Jr." after it, in parts; a single name has no last; None without any."""
    tokens = [tuple(word.folded for word in words_of(token)) for token in _CAMEL.sub(r"\1-\2", name).split()]
    tokens = [token for token in tokens if token]
    while len(tokens) > 1 and "".join(tokens[0]) in HONORIFICS:
        del tokens[0]
    while len(tokens) > 1 and "".join(tokens[-1]) in SUFFIXES:
        del tokens[-1]
    if not tokens:
        return None
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1][0] in PARTICLES and len(tokens[start - 1]) == 1:
        start -= 1
    last = tuple(word for token in tokens[max(start, 1) :] for word in token)
    return _Parts(tokens[0], tuple(tokens[1:start]), last)


_CAMEL = re.compile(r"\b(Ma?c|De|Di|La|Le|Van|Fitz|O(?=[A-Z][a-z]))([A-Z])")
"""What a name is put together from: "McGee", "ONeil", and not "ONEIL"."""


def _spoken(seat: Seat, kind: str, parts: _Parts) -> list[Form]:
    """The whole name, without its middle, turned round; and each part and each half of a part."""
    forms = [_form(seat, kind, parts.words())]
    if parts.last:
        forms.append(_form(seat, kind, (*parts.first, *parts.last)))
        if not set(parts.last) & _BOUND:
            forms.append(_form(seat, kind, (*parts.first, parts.last[-1])))
        forms.append(_form(seat, kind, (*parts.last, *parts.first)))
    roles = [("first", parts.first), *(("middle", part) for part in parts.middle), ("last", parts.last)]
    for role, part in roles if parts.last or len(parts.first) > 1 else []:
        if part and not (role == "middle" and part[0] in PARTICLES and len(part) == 1):
            forms.append(_form(seat, role, part))
            if not set(part) & _BOUND:
                forms += [_form(seat, role, (word,)) for word in part if word not in PARTICLES or len(part) == 1]
    return forms


_BOUND = frozenset({"mc", "mac", "fitz"})
"""Beginnings of a name whose rest is another name: no MacDonald is called Donald."""


def _respelled(form: Form) -> list[Form]:
    """The same with ö written oe, or the other way about: "Müller" is "Mueller" too."""
    spelled = tuple(_DIGRAPH.sub(lambda pair: pair[0][0], word) if len(word) > 4 else word for word in form.words)
    return [form._replace(words=spelled)] if spelled != form.words else []


_DIGRAPH = re.compile(r"(?<=[^aeiouq])(?:ae|oe|ue)(?=[^aeiou])")


def _short(seat: Seat, parts: _Parts) -> list[Form]:
    """Short forms of the first name that the roster does not list, with the last name and alone; initials."""
    short = sorted(short_forms(parts.first[0])) if len(parts.first) == 1 else []
    forms = [_form(seat, "nickname", (one,)) for one in short]
    if parts.last:
        forms += [_form(seat, "full", (one, *parts.last)) for one in short]
        begins = {parts.first[0][0], "".join(word[0] for word in parts.first)}
        middle = "".join(part[0][0] for part in parts.middle)
        ends = {parts.last[0][0], parts.last[-1][0], "".join(word[0] for word in parts.last)}
        letters = sorted(
            {
                begin + more
                for begin in begins
                for more in (middle, *(one + end for one in ("", middle) for end in ends))
            }
            - begins
        )
        forms += [Form(seat, "initials", (one,), needs_capital=True) for one in letters]
    return forms


def homophones_of(seat: Seat) -> list[Form]:
    """Common first names that sound like the person's, alone and with the last name."""
    parts = _parts_of(seat.name)
    if parts is None or len(parts.first) != 1 or not parts.last:
        return []
    alike = sorted(homophones(parts.first[0]))
    return [
        form for one in alike for form in (_form(seat, "nickname", (one,)), _form(seat, "full", (one, *parts.last)))
    ]


def is_bare_word(form: Form) -> bool:
    """Whether a form is one word that names somebody behind "Ms." at most: a letter, or "he", or "so"."""
    return len(form.words) == 1 and form.kind == "last" and not _names_alone(form.words[0])


def _names_alone(word: str) -> bool:
    """Whether a word of a name, standing alone, can name somebody: no initial, no word like "he" or "so"."""
    return len(word) > 1 and word not in ALWAYS_ORDINARY


def _form(seat: Seat, kind: str, words: tuple[str, ...]) -> Form:
    ordinary = len(words[0]) < 3 or words[0] in NAMES_THAT_ARE_WORDS | PARTICLES | ALWAYS_ORDINARY
    return Form(seat, kind, words, needs_capital=ordinary and len(words) == 1)
