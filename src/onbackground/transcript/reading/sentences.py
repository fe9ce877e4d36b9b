"""Sentences of speech as a stenographer writes them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from onbackground.transcript.calendar_names import MONTHS, WEEKDAY
from onbackground.transcript.document import Mark, MarkKind, Turn

_CORRECTING = frozenset({MarkKind.STRUCK, MarkKind.CORRECTION, MarkKind.INSERTION})
_END = re.compile(r"(?<![.?!])[.?!]+[”\"’)\]]*\s+(?=[“\"‘(\[]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b[ap]\.m|\b(?:[A-Z]\.){0,4}[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Jr|No|Gen|Sen|Gov|Sept|Dec|Nov|Oct|Aug|Jan|Feb))\.$"
)
_GOES_ON = re.compile(
    r"(?:U\.S\.|Eastern|Central|Mountain|Pacific|Washington|D\.C|Greenwich|(?!NSC|OK)[A-Z]{2,4}\b|\d|"
    r"(?:[A-Z]\w+ ){1,3}[Tt]ime\b|"
    rf"{WEEKDAY}|(?:{'|'.join(MONTHS)}) \d)"
)
"""What may follow "a.m." in the same sentence."""

_RESTART = re.compile(r"(?<![^\s“\"(])((?:[\w’']{1,20} ){0,4}[\w’':.]{1,20}?)-? ?(?:—|–|--) (?=\1)")
"""Words that are said again, whole or more of them, after a dash."""
LONGEST_CALL = 200_000
"""In characters: people speak for three hours."""


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; "a.m." ends one only where another begins after it.

    >>> list(sentences("It lifts at 5:00 a.m. Eastern. Or at 6:00 a.m. We will see."))
    ['It lifts at 5:00 a.m. Eastern.', 'Or at 6:00 a.m.', 'We will see.']
    """
    begin = 0
    for end in _END.finditer(text):
        before = text[max(begin, end.start() - 20) : end.start() + 1]
        if _ABBREVIATED.search(before) and (not before.endswith("m.") or _GOES_ON.match(text, end.end())):
            continue
        yield text[begin : end.end()].strip()
        begin = end.end()
    if text[begin:].strip():
        yield text[begin:].strip()


def without_restarts(sentence: str) -> str:
    """A sentence without the words in it that the speaker began anew.

    >>> without_restarts("It is embargoed un- — until the — until the end, until 8- — 8:30")
    'It is embargoed until the end, until 8:30'
    """
    return _RESTART.sub("", sentence) if "— " in sentence or "– " in sentence or "-- " in sentence else sentence


def as_meant(turn: Turn) -> list[str]:
    """The paragraphs of a turn with what was struck left out, and what stands for it out of its brackets.

    Of what is longer than any call only the beginning.
    """
    many = bisect_left([*accumulate(map(len, turn.paragraphs))], LONGEST_CALL) + 1
    if not any(mark.kind in _CORRECTING for mark in turn.marks):
        return [text[:LONGEST_CALL] for text in turn.paragraphs[:many]]
    return [_corrected(text[:LONGEST_CALL], marks) if marks else text for text, marks in turn.marked[:many]]


def _corrected(text: str, marks: list[Mark]) -> str:
    kept: list[str] = []
    end = 0
    for mark in marks:
        if mark.start < end or mark.kind not in _CORRECTING:
            continue
        kept.append(text[end : mark.start])
        kept.append("" if mark.kind is MarkKind.STRUCK else text[mark.start : mark.end].strip("[]"))
        end = mark.end
    return " ".join("".join([*kept, text[end:]]).split())
