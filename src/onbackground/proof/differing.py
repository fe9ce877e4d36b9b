"""Where words differ from those that were signed, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from msgspec import Struct

_MOST_BLOCKS: Final = 2000
"""More than these on both sides are not aligned: only the first difference is told."""
_QUOTED_WORDS: Final = 6


class Finding(Struct, frozen=True):
    """Something that is not as it was signed, and where: a turn, a paragraph, a word."""

    place: str
    problem: str

    def __str__(self) -> str:
        """As one line."""
        return f"{self.place}: {self.problem}"


class Placed(NamedTuple):
    """A block of text, and where it is; its first ``label_words`` words are the label of a turn."""

    place: str
    text: str
    label_words: int = 0


def differing_words(signed: Placed, found: str) -> Iterator[Finding]:
    """The first word of a block that is not as signed; white space does not count."""
    ours, theirs = signed.text.split(), found.split()
    if ours == theirs:
        return
    shorter = min(len(ours), len(theirs))
    number = next((n for n in range(shorter) if ours[n] != theirs[n]), shorter)
    place = f"{signed.place}, word {number + 1 - signed.label_words}"
    if number < signed.label_words:
        place = f"{signed.place}, label"
    if number == len(theirs):
        yield Finding(place, f"{_quoted(ours[number:])} is missing")
    elif number == len(ours):
        yield Finding(place, f"{_quoted(theirs[number:])} was not signed")
    else:
        yield Finding(place, f"{_quoted(theirs[number:][:1])} stands where {_quoted(ours[number:][:1])} was signed")


def differing_blocks(
    signed: Sequence[Placed], found: Sequence[str], beginning: str = "the beginning"
) -> Iterator[Finding]:
    """Every block that is changed, missing or put in; ``beginning`` is what comes before the first."""
    signed = [block._replace(text=" ".join(block.text.split())) for block in signed]
    found = [" ".join(block.split()) for block in found]
    start = _common([block.text for block in signed], found)
    end = _common([block.text for block in reversed(signed[start:])], found[start:][::-1])
    ours, theirs = signed[start : len(signed) - end], found[start : len(found) - end]
    before = signed[start - 1].place if start else beginning
    if max(len(ours), len(theirs)) > _MOST_BLOCKS:
        yield from _replaced(ours[:1], theirs[:1], before)
        return
    matcher = SequenceMatcher(None, [block.text for block in ours], theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _replaced(ours[a:b], theirs[c:d], ours[a - 1].place if a else before)


def differing_order(signed: Sequence[str], found: Sequence[str]) -> Iterator[Finding]:
    """Turns, by their ids, that are missing, put in, doubled or out of order."""
    known, there = set(signed), set(found)
    for id_ in signed:
        if id_ not in there:
            yield Finding(id_, "this turn is missing")
    seen: set[str] = set()
    for id_ in found:
        if id_ not in known:
            yield Finding(printable(id_) or "a turn with no mark", "this turn was not signed")
        elif id_ in seen:
            yield Finding(id_, "this turn stands there twice")
        seen.add(id_)
    ours = [id_ for id_ in signed if id_ in there]
    theirs = list(dict.fromkeys(id_ for id_ in found if id_ in known))
    out = next(((a, b) for a, b in zip(ours, theirs, strict=True) if a != b), None)
    if out is not None:
        yield Finding(out[1], f"this turn stands where {out[0]} was signed")


def _replaced(signed: Sequence[Placed], found: Sequence[str], before: str) -> Iterator[Finding]:
    for block, text in zip(signed, found, strict=False):
        yield from differing_words(block, text)
    for block in signed[len(found) :]:
        yield Finding(block.place, f"{_quoted(block.text.split())} is missing")
    last = signed[-1].place if signed else before
    for text in found[len(signed) :]:
        yield Finding(f"after {last}", f"{_quoted(text.split())} was not signed")


def _common(signed: Sequence[str], found: Sequence[str]) -> int:
    """How many blocks are the same from the beginning."""
    for number, (a, b) in enumerate(zip(signed, found, strict=False)):
        if a != b:
            return number
    return min(len(signed), len(found))


def _quoted(words: Sequence[str]) -> str:
    return f"“{' '.join(printable(word) for word in words[:_QUOTED_WORDS])}{'…' if len(words) > _QUOTED_WORDS else ''}”"


def printable(word: str) -> str:
    """A word as it can be printed: control and invisible characters by their numbers, and not too long."""
    visible = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in word)
    return visible if len(visible) <= 60 else visible[:59] + "…"


def printable_line(text: str) -> str:
    """Several words as they can be printed, on one line."""
    return " ".join(printable(word) for word in text.split())
