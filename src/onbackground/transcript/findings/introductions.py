"""Whether those who are introduced are those who speak."""

import re
from collections.abc import Iterator
from itertools import pairwise

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn
from onbackground.transcript.findings.aliases import BRACKETED, number_of, officials_in
from onbackground.transcript.findings.pointing import at

_INTRODUCES = re.compile(
    r"(?i)\b(?:join(?:ed|ing)|with us|on the (?:call|line)|speakers?|briefers?|we have|hear from|introduce)\b"
)
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_SO_MANY = re.compile(
    r"(?i)\b(two|three|four|five) (?:(?:senior|administration|other|great|excellent|different) )*"
    r"(?:speakers|officials|briefers|colleagues|experts)\b"
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5}
_AND = re.compile(r"[,;]|\band\b")
_WITHHELD = re.compile(r"(?i)redacted|inaudible|officials\]")
_FAR = 70
_WINDOW = 400
_OPENING = 3


def introductions(turns: tuple[Turn, ...]) -> list[str]:
    """The sentences that introduce somebody by an alias, before the questions."""
    return [
        sentence
        for turn in turns[:_OPENING]
        for paragraph in turn.paragraphs
        for sentence in _SENTENCE.split(paragraph)
        if "[" in sentence and _INTRODUCES.search(sentence)
    ]


def aliases_in(sentences: list[str]) -> int:
    """How many aliases stand in the sentences; one for several people counts twice."""
    found = [alias for sentence in sentences for alias in BRACKETED.findall(sentence)]
    return sum(2 if alias.lower().endswith("officials") else 1 for alias in found)


def introduced_and_speaking(call: Transcript) -> Iterator[Finding]:
    """Yield where a number of speakers is said, and another listed; and where the officials by number differ."""
    for turn in call.turns[:_OPENING]:
        for index, paragraph in enumerate(turn.paragraphs):
            said = _SO_MANY.search(paragraph)
            listed = _listed(paragraph[said.end() : said.end() + _WINDOW]) if said else 0
            if said and listed > 1 and listed != _WORDS[said[1].lower()]:
                reason = f"“{said[0]}” are announced, and {listed} are introduced"
                yield at(FindingKind.INTRODUCED, reason, turn, index, said.span())
    yield from _by_number(call)


def _listed(text: str) -> int:
    """How many aliases stand in a row, in one sentence; 0 where one is withheld, or stands for several people."""
    if _WITHHELD.search(text):
        return 0
    aliases = officials_in(text)
    number = len(aliases[:1])
    for one, following in pairwise(aliases):
        between = text[one.end : following.start]
        if len(between) > _FAR or "." in between or not _AND.search(between):
            break
        number += 1
    return number


def _by_number(call: Transcript) -> Iterator[Finding]:
    introduced = introductions(call.turns)
    numbers = {number_of(alias.words) for sentence in introduced for alias in officials_in(sentence)} - {None}
    speak = {number_of(one.label) for one in call.speakers if one.role is Role.OFFICIAL} - {None}
    if not numbers or not speak:
        return
    for number in sorted(one for one in speak - numbers if one):
        reason = f"an official {number.lower()} speaks, and is not introduced"
        yield Finding(kind=FindingKind.INTRODUCED, reason=reason, turn=call.turns[0].id)
    for number in sorted(one for one in numbers - speak if one):
        reason = f"an official {number.lower()} is introduced, and does not speak"
        yield Finding(kind=FindingKind.INTRODUCED, reason=reason, turn=call.turns[0].id)
