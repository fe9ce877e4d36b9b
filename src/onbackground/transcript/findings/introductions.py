"""Whether those who are introduced are those who speak."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn
from onbackground.transcript.findings.aliases import number_of, officials_in
from onbackground.transcript.findings.cues import ALIAS
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
_LIST = re.compile(r"(?:\[[^\[\]]+\][^.\[\]]{0,60}(?:,|;| and|, and) ?[^.\[\]]{0,60}){1,9}\[[^\[\]]+\]")
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
    found = [alias for sentence in sentences for alias in ALIAS.findall(sentence)]
    return sum(2 if alias.lower().endswith("officials") else 1 for alias in found)


def introduced_and_speaking(call: Transcript) -> Iterator[Finding]:
    """Yield where a number of speakers is said, and another listed; and where the officials by number differ."""
    for turn in call.turns[:_OPENING]:
        for index, paragraph in enumerate(turn.paragraphs):
            for said in _SO_MANY.finditer(paragraph):
                listed = _LIST.search(paragraph, said.end(), said.end() + 500)
                if listed is None or re.search(r"(?i)redacted|inaudible|officials\]", paragraph):
                    continue
                names = officials_in(listed[0])
                if len(names) > 1 and len(names) != _WORDS[said[1].lower()]:
                    reason = f"“{said[0]}” are announced, and {len(names)} are introduced"
                    yield at(FindingKind.INTRODUCED, reason, turn, index, said.span())
    yield from _by_number(call)


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
