"""The desk's wording: one file per language beside this one, and the lookup that fills it in.

Lines have dotted names (``next.start``) and named placeholders; ``en.toml`` explains the format.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

import msgspec

from ...voice.lines import Line, Value, languages_of, lines_of, read_language, wording_of


class _File(msgspec.Struct, frozen=True):
    language: str
    name: str
    lines: dict[str, object]


class Wording:
    """The desk's words in one language."""

    def __init__(self, language: str) -> None:
        """Read them. Raises ``WordingError`` where there are none."""
        file = msgspec.convert(read_language(__name__, language), _File)
        self.language: Final = file.language
        self.name: Final = file.name
        self.lines: Final[Mapping[str, Line]] = lines_of(file.lines)

    def __call__(self, key: str, /, **values: Value) -> str:
        """The line called ``key``, filled in. Raises ``WordingError``; the message has no values in it."""
        return wording_of(self.lines, key, values, self.language).format_map(values)


@functools.cache
def wording(language: str) -> Wording:
    """The wording of one language, read once. Raises ``WordingError``."""
    return Wording(language)


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages the desk speaks, sorted."""
    return languages_of(__name__)
