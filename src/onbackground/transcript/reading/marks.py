"""Find the marks inside a paragraph: aliases, what was not heard, strike-and-correct, dashes of a broken sentence."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from onbackground.transcript.document import Mark, MarkKind

_STRUCK = re.compile(r"~~(.+?)~~")
_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_ALIAS = re.compile(
    r"(?i)\b(?:official|moderator|operator|speaker|briefer|reporter|interpreter|sao)s?(?:[’']s?)?"
    r"(?:,? (?:number |no\. ?|#)?(?:\d{1,2}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten))?\W*$"
)
_REDACTED = re.compile(r"(?i)\bredacted\b")
_BLACKED_OUT = re.compile(r"[█▇■X_](?:(?<=[█▇■])[█▇■]+|(?<=X)X{3,}|(?<=_)_{3,})")
_REMARK = re.compile(r"\(([^()]{1,120})\)")
_REMARKS = (
    (MarkKind.INAUDIBLE, re.compile(r"(?i)inaudible|unintelligible|indiscernible")),
    (MarkKind.OFF_MIKE, re.compile(r"(?i)(?:speaks |speaking )?off[- ]?mi(?:ke|c)")),
    (MarkKind.LAUGHTER, re.compile(r"(?i)laugh(?:ter|s|ing)")),
    (MarkKind.CROSSTALK, re.compile(r"(?i)cross[- ]?talk")),
    (MarkKind.REDACTED, re.compile(r"(?i)(?:name |e-?mail |phone number )?redacted")),
    (
        MarkKind.ASIDE,
        re.compile(
            r"[A-Z][^()]*[.!]$|(?i:(?:the )?(?:call|line|audio|music|applause|pause|no response|silence"
            r"|technical|operator instructions|speaking (?:in )?[a-z]+|speaker muted|via (?:interpreter|translator)"
            r"|as interpreted|coughs?|sighs?|foreign language|in progress|break in (?:audio|the call))\b)"
        ),
    ),
)
# Alternatives that each begin with a letter of their own are skipped to, which is far faster than to try them all.
_ANY_SIGN = re.compile(r"\[|\(|—|–|█|▇|■|--|XXXX|____")
_DASH = re.compile(r"(?:—|–|-(?<!--)-++)(?=\s|$|[^\W\d_])")
_WORD = re.compile(r"[\w’']+")
_LOOK_BACK = 60
_MOST = 1000
"""As many marks of a kind are told in one paragraph; nobody speaks more."""


def read_marks(paragraph: int, text: str, *, last: bool = False) -> tuple[str, tuple[Mark, ...]]:
    """Return the text of paragraph number ``paragraph`` without its signs for struck words, and its marks in order.

    ``last`` says that the turn ends with this paragraph.
    """
    plain, struck = _read_struck(paragraph, text)
    return plain, marks_in(paragraph, plain, struck, last=last)


def marks_in(paragraph: int, plain: str, struck: Iterable[Mark] = (), *, last: bool = False) -> tuple[Mark, ...]:
    """The marks of a text in which ``struck`` is known, in order."""
    marks = list(struck)
    if _ANY_SIGN.search(plain) is None:
        return tuple(marks)
    struck_ends = {mark.end for mark in marks}
    marks += [
        Mark(_kind_of(match, plain, struck_ends), paragraph, match.start(), match.end())
        for match in islice(_BRACKETED.finditer(plain), _MOST)
    ]
    for match in islice(_REMARK.finditer(plain), _MOST):
        kind = next((kind for kind, pattern in _REMARKS if pattern.match(match[1])), None)
        if kind is not None:
            marks.append(Mark(kind, paragraph, match.start(), match.end()))
    marks += [
        Mark(MarkKind.REDACTED, paragraph, m.start(), m.end()) for m in islice(_BLACKED_OUT.finditer(plain), _MOST)
    ]
    for match in islice(_DASH.finditer(plain), _MOST):
        if (broken := _broken_at(match, plain, last)) is not None:
            marks.append(Mark(broken, paragraph, *match.span()))
    return tuple(sorted(marks, key=attrgetter("start", "end")))


def _read_struck(paragraph: int, text: str) -> tuple[str, list[Mark]]:
    if "~~" not in text:
        return text, []
    parts: list[str] = []
    marks = []
    position = length = 0
    for match in islice(_STRUCK.finditer(text), _MOST):
        words = match[1].strip()
        parts += [text[position : match.start()], match[1]]
        length += match.start() - position
        if words and "~" not in words:
            start = length + match[1].index(words)
            marks.append(Mark(MarkKind.STRUCK, paragraph, start, start + len(words)))
        else:
            parts[-1] = match[0]
        length += len(parts[-1])
        position = match.end()
    return "".join([*parts, text[position:]]), marks


def _kind_of(match: re.Match[str], text: str, struck_ends: set[int]) -> MarkKind:
    before = match.start()
    if struck_ends and (before in struck_ends or (text[before - 1 : before] == " " and before - 1 in struck_ends)):
        return MarkKind.CORRECTION
    return _kind_of_words(match[0][:200])


@lru_cache(1024)  # an alias stands in a call again and again
def _kind_of_words(bracketed: str) -> MarkKind:
    if _REDACTED.search(bracketed):
        return MarkKind.REDACTED
    return MarkKind.ALIAS if _ALIAS.search(bracketed) else MarkKind.INSERTION


def _broken_at(dash: re.Match[str], text: str, last: bool) -> MarkKind | None:
    """What a dash breaks: the turn at its end; a sentence that is begun again with a word just said; else nothing."""
    after = text[dash.end() : dash.end() + _LOOK_BACK].lower()
    if not after.strip(' ”"'):
        return MarkKind.CUT_OFF if last else None
    again = _WORD.search(after)
    if again is None:
        return None
    said = _WORD.findall(text[max(0, dash.start() - _LOOK_BACK) : dash.start()].lower())[-4:]
    if again[0] in said or (said and _begun(said[-1], again[0])):
        return MarkKind.SELF_INTERRUPTION
    return None


def _begun(word: str, again: str) -> bool:
    """Whether ``again`` is the word that ``word`` began, or a slip of it put right."""
    return len(word) > 1 and again != word and len(again) > 3 and again[:3] == word[:3]
