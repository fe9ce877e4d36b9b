"""The roster's file, in TOML: what it must have, and what it must not, lest a name get out."""

import re
import tomllib

import msgspec

from onbackground.attribution.forms import forms_of
from onbackground.attribution.lexicon import is_ordinary
from onbackground.attribution.roster import Roster, RosterError, Seat
from onbackground.attribution.words import words_of
from onbackground.transcript.labels import resolve_label
from onbackground.transcript.labels.numbers import split_number

_FORM = "the roster needs [[seat]] tables, each with a name and an alias in quotes; keep, a list, may stand before them"
_ROLES = ("official", "moderator", "operator", "interpreter")
_PLACE = re.compile(r"\(at [a-z\d, ]+\)$")
"""Where TOML is wrong, as its reader says at the end of what it says."""
_NAMES = frozenset({"full", "first", "middle", "last", "also"})
"""Kinds of form that tell who somebody is."""


def read_roster(text: str) -> Roster:
    """Read a roster from TOML, one ``[[seat]]`` table a person; seats without an ``id`` are numbered ``s1``, ``s2``…

    ``keep = ["…", …]`` before the first table lists the names of others that stay: reporters, outlets, principals.
    Raises RosterError when the text is not such a roster, or one under which a name would get out: with nobody on it,
    with fields that are misspelt, with a name in an alias; and when two people are one, by their id or their number.
    """
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))  # the rest may quote a key, which may be a name
        where = f" {place[0]}" if place is not None else ""
        raise RosterError(
            f'the roster is not valid TOML{where}: write each field on a line, as in name = "…"'
        ) from None
    tables = read.get("seat")
    if not isinstance(tables, list) or not tables or not read.keys() <= {"seat", "keep"}:
        raise RosterError(_FORM)
    try:
        keep = msgspec.convert(read.get("keep", ()), tuple[str, ...])
    except msgspec.ValidationError:
        raise RosterError(_FORM) from None
    roster = Roster(tuple(_seat(number, table) for number, table in enumerate(tables, 1)), keep)
    refuse_names_in_aliases(roster)
    _refuse_two_in_one(roster)
    return roster


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
    telling = _telling(roster)
    for seat in roster.seats:
        if _has_any(seat.alias, telling):
            raise RosterError(f"seat {seat.id}: the alias has a name of the roster in it, and would be printed")


def _refuse_two_in_one(roster: Roster) -> None:
    """Raise RosterError for two seats of one id, or of one numbered alias, however its number is written.

    Without a number people may share an alias: "Senior Administration Official".
    """
    ids: set[str] = set()
    numbered: dict[tuple[str, str], str] = {}
    for seat in roster.seats:
        if seat.id in ids:
            raise RosterError(f"two seats have the id {seat.id}: give each its own")
        ids.add(seat.id)
        label = split_number(resolve_label(seat.alias)[0])
        if label[1] and label in numbered:
            raise RosterError(
                f"seats {numbered[label]} and {seat.id} have one numbered alias: give each its own number"
            )
        numbered[label] = seat.id


def has_name_of(roster: Roster, alias: str) -> bool:
    """Whether an alias has the name of somebody of the roster in it, and not as a word alone ("White House")."""
    return _has_any(alias, _telling(roster))


def _telling(roster: Roster) -> set[tuple[str, ...]]:
    """The words of all names that tell who somebody is wherever they stand."""
    names = (form for seat in roster.seats for form in forms_of(seat) if form.kind in _NAMES)
    return {form.words for form in names if len(form.words) > 1 or not _is_a_word(form.words[0])}


def _has_any(alias: str, names: set[tuple[str, ...]]) -> bool:
    words = tuple(word.folded for word in words_of(alias))
    return any(words[i:j] in names for i in range(len(words)) for j in range(i + 1, len(words) + 1))


def _is_a_word(word: str) -> bool:
    return len(word) < 3 or is_ordinary(word)
