"""Read the ground rules as a moderator states them: attribution and embargo, in the words used."""

import re
from collections.abc import Iterable

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, GroundRules

_LEVELS = (
    ("deep background", re.compile(r"(?i)\bdeep background\b")),
    ("on background", re.compile(r"(?i)\bon[- ]background\b|\bbackground (?:call|briefing|press call)\b")),
    ("off the record", re.compile(r"(?i)\boff[- ]the[- ]record\b")),
    ("on the record", re.compile(r"(?i)\bon[- ]the[- ]record\b")),
)
_PHRASE = re.compile(
    r"(?i)\b(?:attribut(?:able|ed|ion)(?: will be| is)?(?: to| as)?|refer to (?:our |the )?[\w ]{0,30}?as|"
    r"cited? (?:only )?as|identified (?:only )?as)\s+(?:an? |the )?[“\"‘']?(?:an? )?"
    r"((?:senior |u\.s\. )?(?:[\w.]+ ){0,3}officials?)\b"
)
_CONDITION = re.compile(
    r"(?i)\bembargo(?:ed)?\b[^.;]{0,40}?\b(?P<when>(?:until|upon|till|for|at)\b.*?)"
    r"(?=[;—]|, and\b| and (?:an?|it|we|this|attribut\w+)\b|(?<![ap]\.m)\.[”\"]?(?:\s|$)|"
    r"(?<=[ap]\.m\.) (?!(?:East|Centr|Pacific|Mountain|Israel|Greenwich|Washington|London)\w*\b|[A-Z]{2}|D\.C)[A-Z]|$)"
)


def read_ground_rules(turns: Iterable[Turn]) -> GroundRules:
    """Return the ground rules stated on the call; the first statement of each counts, moderators' before others'."""
    spoken = sorted(turns, key=lambda turn: turn.role not in (Role.MODERATOR, Role.OPERATOR))
    spoken = [turn for turn in spoken if turn.role is not Role.REPORTER]
    paragraphs = [paragraph for turn in spoken for paragraph in turn.paragraphs]
    return GroundRules(Attribution(_level(paragraphs), _phrase(paragraphs)), _embargo(paragraphs))


def _level(paragraphs: list[str]) -> str | None:
    for paragraph in paragraphs:
        for level, pattern in _LEVELS:
            if pattern.search(paragraph):
                return level
    return None


def _phrase(paragraphs: list[str]) -> str | None:
    for paragraph in paragraphs:
        if (match := _PHRASE.search(paragraph)) is not None:
            return match[1]
    return None


def _embargo(paragraphs: list[str]) -> Embargo:
    for paragraph in paragraphs:
        if (match := _CONDITION.search(paragraph)) is not None:
            text = match["when"].strip(' ,”"')
            ends = re.search(r"\b(?:conclusion|end)\b", text)
            return Embargo(EmbargoKind.CONCLUSION if ends else EmbargoKind.EVENT, text=text)
    return Embargo()
