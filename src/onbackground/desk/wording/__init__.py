"""The desk's wording: one file per language beside this one, and the lookup that fills it in.

Lines have dotted names (``next.start``) and named placeholders; ``en.toml`` explains the format.
"""

from __future__ import annotations

import functools
import string
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Final

import msgspec

Value = str | int


class WordingError(LookupError):
    """A line or a language that the wording does not have, or a placeholder left empty."""


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


class Wording:
    """The desk's words in one language."""

    def __init__(self, language: str) -> None:
        """Read them. Raises :class:`WordingError` where there are none."""
        if language not in languages():
            raise WordingError(f"the desk does not speak {language!r}; choose one of: {', '.join(languages())}")
        file = tomllib.loads(resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
        self.language: Final = str(file["language"])
        self.name: Final = str(file["name"])
        self.lines: Final[Mapping[str, Line]] = _flat(file["lines"])

    def __call__(self, key: str, /, **values: Value) -> str:
        """The line called ``key``, filled in. Raises :class:`WordingError`; the message has no values in it."""
        line = self.lines.get(key)
        if line is None:
            raise WordingError(f"the desk has no line called {key!r} in {self.language}.toml")
        missing = sorted(line.placeholders - values.keys())
        if missing:
            raise WordingError(f"the line {key!r} needs a value for: {', '.join(missing)}")
        text = line.one if line.count and values[line.count] == 1 else line.other
        return text.format_map(values)


@functools.cache
def wording(language: str) -> Wording:
    """The wording of one language, read once. Raises :class:`WordingError`."""
    return Wording(language)


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages there is a file for, sorted."""
    names = (entry.name for entry in resources.files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _flat(section: Mapping[str, object], prefix: str = "") -> dict[str, Line]:
    lines: dict[str, Line] = {}
    for name, entry in section.items():
        if isinstance(entry, str):
            lines[prefix + name] = Line(entry)
        elif isinstance(entry, dict) and "other" in entry:
            lines[prefix + name] = msgspec.convert(entry, Line)
        elif isinstance(entry, dict):
            lines |= _flat(entry, f"{prefix}{name}.")
    return lines
