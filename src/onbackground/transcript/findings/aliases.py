"""The aliases by which people on a call speak of one another."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onbackground.transcript.document import Role
from onbackground.transcript.labels import resolve_label
from onbackground.transcript.labels.numbers import NUMBERS

BRACKETED = re.compile(r"\[([^\[\]]{3,60})\]")
"""What stands in brackets, as an alias does."""

_BARE = re.compile(r"Official(?: [Nn]umber)? (?:One|Two|Three|Four|Five|Six|[1-6])\b")
_WORDS_BEFORE = re.compile(r"(?:\b[A-Z]\w+ )+$")
_TITLE = re.compile(r"(?:[A-Z]\w+ )*")
LONGEST_ALIAS = 62
"""In characters, brackets included."""


class Alias(NamedTuple):
    """An alias that stands in a paragraph: from ``start`` to ``end``, brackets included."""

    start: int
    end: int
    words: str


def bracketed_aliases(text: str, begin: int = 0) -> Iterator[Alias]:
    """Yield what stands in brackets from ``begin`` on and names a part in the call."""
    for match in BRACKETED.finditer(text, begin):
        if resolve_label(match[1])[1] is not Role.OTHER or number_of(match[1]) is not None:
            yield Alias(*match.span(), match[1])


def bare_aliases(text: str, begin: int = 0) -> Iterator[Alias]:
    """Yield officials' numbered aliases that stand without brackets from ``begin`` on."""
    for match in _BARE.finditer(text, begin):
        far = max(0, match.start() - LONGEST_ALIAS)
        bracket = text.rfind("[", far, match.start())
        if bracket < 0 or not _TITLE.fullmatch(text, bracket + 1, match.start()):
            before = _WORDS_BEFORE.search(text[far : match.start()])
            start = match.start() - (len(before[0]) if before else 0)
            yield Alias(start, match.end(), text[start : match.end()])


def officials_in(text: str, begin: int = 0) -> list[Alias]:
    """Return the aliases that stand for one official each from ``begin`` on, in the order of the text."""
    if "[" not in text and "Official" not in text:
        return []
    bracketed = [one for one in bracketed_aliases(text, begin) if resolve_label(one.words)[1] is Role.OFFICIAL]
    return sorted(
        one for one in (*bracketed, *bare_aliases(text, begin)) if not one.words.lower().endswith("officials")
    )


@lru_cache(maxsize=1024)
def number_of(label: str) -> str | None:
    """Return the number in words that ends a label or alias, or is all of it.

    >>> number_of("Senior Administration Official 2"), number_of("number three"), number_of("MODERATOR")
    ('TWO', 'THREE', None)
    """
    words = label.upper().replace("#", " ").split()
    if not words:
        return None
    alone = len(words) == 1 or words[0] in {"NUMBER", "NO."}
    last = words[-1] if alone else resolve_label(label)[0].split()[-1]
    if last.isdigit() and 0 < int(last) <= len(NUMBERS):
        return NUMBERS[int(last) - 1]
    return last if last in NUMBERS else None
