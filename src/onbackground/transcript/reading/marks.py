"""Find the marks inside a paragraph: aliases, inaudible stretches, strike-and-correct."""

import re

from onbackground.transcript.document import Mark, MarkKind

_STRUCK = re.compile(r"~~(.+?)~~")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_ALIAS = re.compile(r"(?i)\b(?:official|moderator|operator|speaker|briefer|reporter|interpreter|sao)s?\b")
_REDACTED = re.compile(r"(?i)\bredacted\b")
_ASIDES = (
    (MarkKind.INAUDIBLE, re.compile(r"(?i)\((?:inaudible|unintelligible|indiscernible)[^()]*\)")),
    (MarkKind.OFF_MIKE, re.compile(r"(?i)\(off[- ]mi(?:ke|c)[^()]*\)")),
    (MarkKind.LAUGHTER, re.compile(r"(?i)\(laugh(?:ter|s)[^()]*\)")),
    (MarkKind.CROSSTALK, re.compile(r"(?i)\(cross[- ]?talk[^()]*\)")),
)


def read_marks(paragraph: int, text: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of paragraph number ``paragraph`` without its signs for struck words, and its marks in order."""
    plain, marks = _read_struck(paragraph, text)
    struck_ends = {mark.end for mark in marks}
    for match in _BRACKETED.finditer(plain):
        marks.append(Mark(_kind_of(match, plain, struck_ends), paragraph, match.start(), match.end()))
    for kind, pattern in _ASIDES:
        marks.extend(Mark(kind, paragraph, m.start(), m.end()) for m in pattern.finditer(plain))
    return plain, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _read_struck(paragraph: int, text: str) -> tuple[str, list[Mark]]:
    plain = ""
    marks = []
    position = 0
    for match in _STRUCK.finditer(text):
        plain += text[position : match.start()]
        marks.append(Mark(MarkKind.STRUCK, paragraph, len(plain), len(plain) + len(match[1])))
        plain += match[1]
        position = match.end()
    return plain + text[position:], marks


def _kind_of(match: re.Match[str], text: str, struck_ends: set[int]) -> MarkKind:
    if len(text[: match.start()].rstrip()) in struck_ends and struck_ends:
        return MarkKind.CORRECTION
    if _REDACTED.search(match[0]):
        return MarkKind.REDACTED
    return MarkKind.ALIAS if _ALIAS.search(match[0]) else MarkKind.INSERTION
