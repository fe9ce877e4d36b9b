"""Aliases in words that a person typed: kept as references to the seat, so that they follow a change of alias."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_REFERENCE: Final = re.compile(r"\[@([^\[\]]+)\]")
_BRACKETED: Final = re.compile(r"\[([^\[\]]*)\]")
_ENDING: Final = re.compile(r"[.,;:?!…—–-]+$")


def with_references(text: str, aliases: Mapping[str, str]) -> str:
    """``text`` with each bracketed alias as ``[@seat]``. ``aliases`` are the seats' aliases by the seats' ids."""
    seats = {" ".join(alias.split()).casefold(): seat for seat, alias in aliases.items()}

    def reference(match: re.Match[str]) -> str:
        seat = seats.get(" ".join(match[1].split()).casefold())
        return f"[@{seat}]" if seat else match[0]

    return _BRACKETED.sub(reference, text)


def with_aliases(text: str, aliases: Mapping[str, str]) -> str:
    """``text`` with each reference as the alias that the seat has now."""
    return _REFERENCE.sub(lambda match: f"[{aliases.get(match[1], 'somebody')}]", text)


def is_printable(text: str) -> bool:
    """Whether the brackets in a text are balanced and not within each other, and no sign for struck words is in it."""
    return "~~" not in text and not set("[]") & set(_BRACKETED.sub("", text))


def bracketed(text: str) -> str:
    """``text`` in brackets; what has brackets of its own keeps them, so that none is within another.

    >>> bracketed("the [Moderator] said")
    '[the] [Moderator] [said]'
    """
    parts = re.split(r"(\[[^\[\]]*\])", text)
    shown = [part if part.startswith("[") else f"[{part.strip()}]" for part in parts if part.strip()]
    return " ".join(shown)


def struck(before: str, after: str) -> str:
    """The words before, struck, and those after them in brackets; punctuation that both end with stands outside.

    >>> struck("June.", "July.")
    '~~June~~ [July].'
    """
    ending = ""
    if (mine := _ENDING.search(before)) and (theirs := _ENDING.search(after)) and mine[0] == theirs[0]:
        ending = mine[0]
        before, after = before.removesuffix(ending), after.removesuffix(ending)
    return f"~~{before}~~ {bracketed(after)}".rstrip() + ending if before else bracketed(after) + ending
