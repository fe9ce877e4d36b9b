"""Lines of wording: one TOML file per language in a package, each line under a dotted name with named placeholders.

A line depends on a number where it has ``one``, ``other`` and ``count``, the name of that number.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from importlib import resources

import msgspec

Value = str | int
"""What a placeholder is filled with."""


class WordingError(LookupError):
    """A line or a language that is not there, or a placeholder left empty; the message has no values in it."""


class Line(msgspec.Struct, frozen=True):
    """One line, and another wording for when the number called ``count`` is one."""

    other: str
    one: str = ""
    count: str = ""

    @property
    def placeholders(self) -> frozenset[str]:
        """The names that must be given."""
        named = {name for _, name, _, _ in string.Formatter().parse(self.other) if name}
        return frozenset(named | {self.count} - {""})


def languages_of(package: str) -> tuple[str, ...]:
    """The two-letter codes of the languages a package has a file for, sorted."""
    names = (entry.name for entry in resources.files(package).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read_language(package: str, language: str) -> dict[str, object]:
    """The file of a language. Raises :class:`WordingError` where there is none."""
    known = languages_of(package)
    if language not in known:
        raise WordingError(f"there is no wording in {language!r}; choose one of: {', '.join(known)}")
    return tomllib.loads(resources.files(package).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


def lines_of(table: Mapping[str, object], prefix: str = "") -> dict[str, Line]:
    """The lines of a table and of the tables in it, by dotted names."""
    lines: dict[str, Line] = {}
    for name, entry in table.items():
        if isinstance(entry, str):
            lines[prefix + name] = Line(entry)
        elif isinstance(entry, dict) and "other" in entry:
            lines[prefix + name] = msgspec.convert(entry, Line)
        elif isinstance(entry, dict):
            lines |= lines_of(entry, f"{prefix}{name}.")
    return lines


def wording_of(lines: Mapping[str, Line], key: str, values: Mapping[str, Value], language: str) -> str:
    """The wording of a line for these values, not yet filled in. Raises :class:`WordingError`."""
    line = lines.get(key)
    if line is None:
        raise WordingError(f"there is no line called {key!r} in {language}.toml")
    missing = sorted(line.placeholders - values.keys())
    if missing:
        raise WordingError(f"the line {key!r} needs a value for: {', '.join(missing)}")
    return line.one if line.count and values[line.count] == 1 else line.other
