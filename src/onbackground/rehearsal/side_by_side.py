"""What was said and what stands in a transcript, word beside word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from .mentions import Form
from .names import plain
from .script import Script

ALIAS: Final = "[]"
"""Any bracketed alias of the call, as one word."""

_TOKEN: Final = re.compile(r"\[[^\]]*\]|[^\W_]+")


class Token(Struct, frozen=True):
    """A word, said or printed: as it compares, as it was written, and the turn it is in.

    A name that was spoken is one token, of its whole form; it has the alias of whom it names.
    """

    word: str
    written: str
    turn: str
    alias: str = ""
    form: Form = Form.FULL


def said(script: Script) -> Iterator[Token]:
    """What the parts of a script say."""
    for speech in script.speeches:
        for number, text in enumerate(speech.paragraphs):
            end = 0
            for mention in (mention for mention in speech.mentions if mention.paragraph == number):
                yield from tokens(text[end : mention.start], speech.turn)
                alias = script.part(mention.part).alias
                yield Token(ALIAS, text[mention.start : mention.end], speech.turn, alias, mention.form)
                end = mention.end
            yield from tokens(text[end:], speech.turn)


def tokens(text: str, turn: str, aliases: Iterable[str] = ()) -> Iterator[Token]:
    """The words of a text. ``aliases`` are those of the call, in small letters; other brackets are words."""
    for found in _TOKEN.finditer(text):
        inside = found[0].strip("[]")
        if found[0].startswith("[") and inside.lower() not in aliases:
            yield from (Token(plain(word), word, turn) for word in re.findall(r"[^\W_]+", inside))
        else:
            yield Token(ALIAS if found[0].startswith("[") else plain(found[0]), found[0], turn)


def aliases_of(script: Script) -> frozenset[str]:
    """The aliases of a call, in small letters."""
    return frozenset(part.alias.lower() for part in script.parts)


def differences(one: Sequence[Token], other: Sequence[Token]) -> Iterator[tuple[slice, slice]]:
    """The stretches that differ, each with the aliases at its edges."""
    here, there = slice(0, 0), slice(0, 0)
    for code in Levenshtein.opcodes([token.word for token in one], [token.word for token in other]):
        if code.tag != "equal":
            here, there = slice(here.start, code.src_end), slice(there.start, code.dest_end)
            continue
        places = zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)
        for n, m in places:
            if one[n].word == ALIAS:
                here, there = slice(here.start, n + 1), slice(there.start, m + 1)
            else:
                yield here, there
                here, there = slice(n + 1, n + 1), slice(m + 1, m + 1)
    yield here, there
