"""A written word and the heard words it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

_PARTS: Final = re.compile(r"([\"“”‘(\[]*)(.*?)([\"“”’').,;:?!…\]]*)", re.DOTALL)
_SENTENCE_END: Final = re.compile(
    r"""(?<!\b[A-Za-z])(?<!\b(?:Mr|Ms|Dr|St|vs|Jr|Sr|No))(?<!\bMrs)(?<!\.\.)[.?!]["”’')]*$"""
)


class Written(Struct, frozen=True):
    """Text that stands for the heard words ``first`` to ``last``, which is included."""

    text: str
    first: int
    last: int


def listed(words: str) -> tuple[str, ...]:
    """Words written one after the other, as a list."""
    return tuple(words.split())


@lru_cache(maxsize=4096)
def parts(text: str) -> tuple[str, str, str]:
    """Opening marks, the word itself, closing marks and punctuation."""
    found = _PARTS.fullmatch(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def ends_sentence(text: str) -> bool:
    """Whether a word ends a sentence: not with the stop of an initial (``U.S.``) or of a title."""
    return _SENTENCE_END.search(text) is not None


def begins_sentence(pieces: Sequence[Written], index: int) -> bool:
    """Whether the word at this place is the first of a sentence."""
    return index == 0 or ends_sentence(pieces[index - 1].text)


def capitalised(text: str) -> str:
    """The text with its first letter as a capital, unless it is an aside in brackets."""
    opening, word, closing = parts(text)
    if opening.startswith(("(", "[")):
        return text
    return f"{opening}{word[:1].upper()}{word[1:]}{closing}"
