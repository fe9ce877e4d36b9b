"""A published transcript made into a script: a part for every speaker, and a name spoken for every bracketed alias."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

from ..briefing import terms
from ..transcript.document import MarkKind, Role, Transcript, Turn
from ..transcript.labels import names_a_person
from .mentions import POSSESSABLE, Form, Mention, named
from .names import Person, people, plain
from .printed_embargo import condition_of
from .script import Part, Script, Speech

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


def cast(transcript: Transcript, seed: int = 0) -> Script:
    """Turn a published call into a script, with invented names drawn by ``seed``.

    Raises :class:`UncastableError` if nobody in it says anything.
    """
    company = _Company(transcript, seed)
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

    def __init__(self, transcript: Transcript, seed: int) -> None:
        self.parts: dict[str, Part] = {}
        words = {plain(word) for turn in transcript.turns for word in re.findall(r"\w+", turn.text)}
        self._people = people(seed, words)
        self._unnamed: dict[str, Person] = {}
        self._forms = itertools.cycle(Form)
        self._moderator = next((turn.speaker for turn in transcript.turns if turn.role is Role.MODERATOR), "")
        self._last: tuple[str, str] = ("", "")
        self._reporter = 0
        self._asking = False
        self._mentions: dict[str, int] = {}

    def speech(self, turn: Turn) -> Speech | None:
        """What is said in this turn, and by whom."""
        part = self._speaker(turn)
        paragraphs: list[str] = []
        mentions: list[Mention] = []
        for text in self._said(turn):
            spoken, found = self._named(text, len(paragraphs))
            if re.search(r"\w", spoken):
                paragraphs.append(spoken)
                mentions += found
        self._last = (turn.speaker, part.id)
        return Speech(part.id, tuple(paragraphs), turn.id, tuple(mentions)) if paragraphs else None

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
            person = None
            if role is terms.Role.REPORTER:
                part = Part(id_, role, f"Reporter {seat}", alias, outlet="Example News")
            elif names_a_person(alias):
                part = Part(id_, role, alias, alias, named=True)
            elif (person := next(self._people, None)) is not None:
                also, title, agency = (person.nickname,), person.title, person.agency
                part = Part(id_, role, person.name, alias, also=also, title=title, agency=agency)
                self._unnamed[id_] = person
            else:
                raise UncastableError("more people are to be kept unnamed in it than there are invented names")
            self.parts[id_] = part
        return self.parts[id_]

    def _said(self, turn: Turn) -> Iterator[str]:
        """The paragraphs of a turn without what nobody says."""
        for index, text in enumerate(turn.paragraphs):
            unspoken = [mark for mark in turn.marks if mark.paragraph == index and mark.kind in _UNSPOKEN]
            for mark in sorted(unspoken, key=lambda mark: mark.start, reverse=True):
                text = text[: mark.start] + text[mark.end :]
            yield re.sub(r"\s+([.,;:?!])", r"\1", " ".join(text.split()))

    def _named(self, text: str, paragraph: int) -> tuple[str, list[Mention]]:
        """The paragraph with a name spoken for every alias, and the places of the names."""
        said, mentions, end = "", list[Mention](), 0
        for found in _ALIAS.finditer(text):
            said += text[end : found.start()]
            part, form, name = self._name(found)
            if not part.named:
                mentions.append(Mention(part.id, form, paragraph, len(said), len(said) + len(name)))
            said += name + _after(found, form, text[found.end() :])
            end = found.end()
        return said + text[end:], mentions

    def _name(self, found: re.Match[str]) -> tuple[Part, Form, str]:
        """Who stands behind an alias, and how they are named this time: the forms come in turn."""
        stem, number = found["stem"].upper(), (found["number"] or "").upper()
        if stem == "MODERATOR":
            part = self._part("moderator", terms.Role.MODERATOR, _alias(self._moderator or "MODERATOR"))
        else:
            part = self._official_named(f"{stem} {number}".strip(), shared=not number)
        self._mentions[part.id] = self._mentions.get(part.id, 0) + 1
        if part.named:
            return part, Form.FULL, part.name
        form = next(self._forms)
        while found["s"] and form not in POSSESSABLE:
            form = next(self._forms)
        return part, form, named(self._unnamed[part.id], form)


def _id(label: str) -> str:
    return re.sub(r"\W+", "-", label.lower()).strip("-")


def _after(found: re.Match[str], form: Form, text: str) -> str:
    """What follows a name besides the text after its alias."""
    if found["s"]:
        return found["s"]
    if form is Form.POSSESSIVE:
        return "’s team"
    return "" if found["closed"] or re.match(r"[.,;:?!]", text) else ","


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
