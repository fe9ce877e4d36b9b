"""Aliases in words that a person typed: kept as references to the seat, so that they follow a change of alias."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ...proof.pieces import Hidden, Noted, Piece, Said, Struck

REMOVED: Final = "[removed]"
"""What stands for words that are not shown, and for which nothing else stands."""

_REFERENCE: Final = re.compile(r"\[@([^\[\]]+)\]")
_BRACKETED: Final = re.compile(r"\[([^\[\]]*)\]")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
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
    """Whether brackets in a text are balanced, none empty or within another, and no sign for struck words is in it."""
    empty = not all(re.search(r"\w", inside) for inside in _BRACKETED.findall(text))
    return "~~" not in text and not empty and not set("[]") & set(_BRACKETED.sub("", text))


def one_line(text: str) -> str:
    """What a person typed or pasted as one line, without what cannot be seen in it: control characters, and signs that
    turn the order of what follows round (they come along from other programs, and would turn the page round too).

    >>> one_line("the \u202d555\u202c  ports\x00")
    'the 555 ports'
    """
    return " ".join(_UNSEEN.sub("", " ".join(text.split())).split())


def bracketed(text: str) -> str:
    """``text`` in brackets; what has brackets of its own keeps them, so that none is within another.

    What has no letter or digit in it goes: no brackets are empty.

    >>> bracketed("the [Moderator] said")
    '[the] [Moderator] [said]'
    """
    parts = [part.strip() for part in re.split(r"(\[[^\[\]]*\])", text) if re.search(r"\w", part)]
    return " ".join(part if part.startswith("[") else f"[{part}]" for part in parts)


def struck(before: str, after: str, *, shown: bool = True) -> tuple[Piece, ...]:
    """The words before, struck, and those after them in brackets; punctuation that both end with stands outside.

    Unless the words before may be ``shown``, the brackets stand for them.

    >>> struck("June.", "July.")
    (Struck(text='June'), Noted(text=' [July]'), Said(text='.'))
    >>> struck("Rosalind,", "you,", shown=False)
    (Hidden(…, '[you]'), Said(text=','))
    """
    ending = ""
    if (mine := _ENDING.search(before)) and (theirs := _ENDING.search(after)) and mine[0] == theirs[0]:
        ending = mine[0]
        before, after = before.removesuffix(ending), after.removesuffix(ending)
    replacement = bracketed(after)
    pieces: list[Piece] = []
    if before and not shown:
        pieces.append(Hidden(before, replacement or REMOVED))
    elif before:
        pieces.append(Struck(before))
        replacement = f" {replacement}" if replacement else ""
    if replacement and (shown or not before):
        pieces.append(Noted(replacement))
    return (*pieces, Said(ending)) if ending else tuple(pieces)
