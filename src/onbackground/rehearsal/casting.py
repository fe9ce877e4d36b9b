"""A published transcript made into a script: a part for every speaker, and a name spoken for every bracketed alias."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..briefing import terms
from ..transcript.document import MarkKind, Role, Transcript, Turn
from ..transcript.labels import names_a_person
from .printed_embargo import condition_of
from .script import Part, Script, Speech

NAMES: Final = (
    "Walter Pemberton",
    "Olivia Thornbury",
    "Gregory Whitcombe",
    "Beatrice Kingsley",
    "Leonard Ashworth",
    "Harriet Winslow",
    "Theodore Radcliffe",
    "Vanessa Holloway",
    "Edmund Fairchild",
    "Dorothy Bradshaw",
    "Clifford Hartley",
    "Rosalind Wexford",
)
"""Invented names that a recogniser knows how to spell and that mean nothing else."""

REPORTERS: Final = 6
"""How many reporters take the questions in turn: enough for a queue, few enough to tell their voices apart."""

_ALIAS: Final = re.compile(
    r"\[\s*(?P<stem>(?:senior |u\.s\. |administration |state department |white house |defense |intelligence )*official"
    r"|moderator)s?\s*(?:number\s+)?(?P<number>one|two|three|four|five|six)?(?P<s>[’']s)?"
    r"(?P<closed>\s*\])?",
    re.IGNORECASE,
)
"""A bracketed alias; the closing bracket may have been forgotten."""

_UNSPOKEN: Final = frozenset(
    {MarkKind.INAUDIBLE, MarkKind.OFF_MIKE, MarkKind.LAUGHTER, MarkKind.CROSSTALK, MarkKind.CORRECTION}
)
_ROLES: Final = {
    Role.MODERATOR: terms.Role.MODERATOR,
    Role.OPERATOR: terms.Role.OPERATOR,
    Role.REPORTER: terms.Role.REPORTER,
}


class UncastableError(Exception):
    """The transcript cannot be held as a call; the message says why."""


def cast(transcript: Transcript) -> Script:
    """Turn a published call into a script. Raises :class:`UncastableError` if nobody in it says anything."""
    company = _Company(transcript)
    speeches = [company.speech(turn) for turn in transcript.turns]
    spoken = tuple(speech for speech in speeches if speech is not None)
    if not spoken:
        raise UncastableError("no turn in it has words: a call needs labelled turns such as MODERATOR: and QUESTION:")
    company.complete()
    return Script(
        title=transcript.title or "Background briefing",
        ground_rules=_ground_rules(transcript),
        parts=tuple(company.parts.values()),
        speeches=spoken,
    )


class _Company:
    """The parts found so far, and how they follow each other."""

    def __init__(self, transcript: Transcript) -> None:
        self.parts: dict[str, Part] = {}
        words = {word.lower() for turn in transcript.turns for word in re.findall(r"\w+", turn.text)}
        self._free_names = iter([name for name in NAMES if not words & set(name.lower().split())])
        self._moderator = next((turn.speaker for turn in transcript.turns if turn.role is Role.MODERATOR), "")
        self._last: tuple[str, str] = ("", "")
        self._reporter = 0
        self._asking = False
        self._mentions: dict[str, int] = {}

    def speech(self, turn: Turn) -> Speech | None:
        """What is said in this turn, and by whom."""
        part = self._speaker(turn)
        paragraphs = tuple(spoken for spoken in self._paragraphs(turn) if re.search(r"\w", spoken))
        self._last = (turn.speaker, part.id)
        return Speech(part.id, paragraphs, turn.id) if paragraphs else None

    def complete(self) -> None:
        """A call needs a moderator, even if nobody is printed as one."""
        if not any(part.role is terms.Role.MODERATOR for part in self.parts.values()):
            self._part("moderator", terms.Role.MODERATOR, _alias(self._moderator or "MODERATOR"))

    def _speaker(self, turn: Turn) -> Part:
        if turn.role is Role.REPORTER:
            if not self._asking:
                self._reporter += 1
            self._asking = True
            number = (self._reporter - 1) % REPORTERS + 1
            return self._part(f"reporter-{number}", terms.Role.REPORTER, _alias(turn.speaker), seat=number)
        if turn.role in (Role.MODERATOR, Role.OPERATOR):
            self._asking = False
        if turn.role is Role.OPERATOR or (turn.role is Role.MODERATOR and turn.speaker == self._moderator):
            return self._part(turn.role.value, _ROLES[turn.role], _alias(turn.speaker))
        return self._official(turn)

    def _official(self, turn: Turn) -> Part:
        """Officials without numbers share a label: two such turns in a row are by two of them."""
        first, second = _id(turn.speaker), f"{_id(turn.speaker)}-b"
        last_label, last_part = self._last
        id_ = second if last_label == turn.speaker and last_part == first and _is_shared(turn.speaker) else first
        return self._part(id_, terms.Role.OFFICIAL, _alias(turn.speaker))

    def _official_named(self, label: str, *, shared: bool) -> Part:
        """The official an alias stands for; the two behind an alias without a number are named in turn."""
        first, second = _id(label), f"{_id(label)}-b"
        id_ = first
        if shared and self._mentions.get(first, 0) > self._mentions.get(second, 0):
            id_ = second
        return self._part(id_, terms.Role.OFFICIAL, _alias(label))

    def _part(self, id_: str, role: terms.Role, alias: str, *, seat: int = 0) -> Part:
        if id_ not in self.parts:
            named = names_a_person(alias)
            outlet = "Example News" if role is terms.Role.REPORTER else ""
            if role is terms.Role.REPORTER:
                name = f"Reporter {seat}"
            else:
                name = alias if named else next(self._free_names, f"Person {len(self.parts) + 1}")
            self.parts[id_] = Part(id_, role, name, alias, outlet=outlet, named=named)
        return self.parts[id_]

    def _paragraphs(self, turn: Turn) -> Iterator[str]:
        for index, text in enumerate(turn.paragraphs):
            unspoken = [mark for mark in turn.marks if mark.paragraph == index and mark.kind in _UNSPOKEN]
            for mark in sorted(unspoken, key=lambda mark: mark.start, reverse=True):
                text = text[: mark.start] + text[mark.end :]
            yield re.sub(r"\s+([.,;:?!])", r"\1", " ".join(_ALIAS.sub(self._name, text).split()))

    def _name(self, found: re.Match[str]) -> str:
        """The name for an alias: in full when first spoken, later in full and by first name in turn."""
        stem, number = found["stem"].upper(), (found["number"] or "").upper()
        if stem == "MODERATOR":
            part = self._part("moderator", terms.Role.MODERATOR, _alias(self._moderator or "MODERATOR"))
        else:
            part = self._official_named(f"{stem} {number}".strip(), shared=not number)
        times = self._mentions[part.id] = self._mentions.get(part.id, 0) + 1
        possessive = found["s"] or ""
        after = "" if found["closed"] or possessive else ", "
        return (part.name if times % 2 else part.name.split()[0]) + possessive + after


def _id(label: str) -> str:
    return re.sub(r"\W+", "-", label.lower()).strip("-")


def _is_shared(label: str) -> bool:
    """Whether several people may speak under this label."""
    numbered = re.search(r"\b(ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE)$", label)
    return not numbered and not names_a_person(label)


def _alias(label: str) -> str:
    """The alias whose capitals are the label."""
    return label.title()


def _ground_rules(transcript: Transcript) -> terms.GroundRules:
    printed = transcript.ground_rules
    levels = {level.value.removeprefix("on "): level for level in terms.Level}
    level = levels.get((printed.attribution.level or "").removeprefix("on "), terms.Level.ON_BACKGROUND)
    phrase = printed.attribution.phrase or "senior administration officials"
    return terms.GroundRules(level, phrase, condition_of(printed.embargo))
