"""Names of speakers with their titles, and what one looks like."""

import re

from onbackground.transcript.labels import is_part
from onbackground.transcript.reading.openings import read_opening

_LETTER = r"[\w\u0300-\u036f.’'-]"
NAME = rf"[A-Z]{_LETTER}*(?: (?:[A-Z]{_LETTER}*|de|la|le|van|von|der|den|bin|al|di|da)){{1,4}}"
_SHORTENED = r"(?:(?<=\bCo)|(?<=\bInc)|(?<=\bCorp)|(?<=\bLtd)|(?<=\b[A-Z]))\."
TITLED = re.compile(
    rf"(?P<part>[QA] ?[-–—]+ ?)?(?P<name>{NAME})(?: ?(?:--+|–|—) ?| - |, )(?P<title>(?:[^.?!]|{_SHORTENED}){{2,140}})"
)
ASKING = re.compile(rf"(?P<part>[QA]) ?[-–—]+ ?(?P<name>{NAME})")
BARE = re.compile(NAME)
PART = re.compile(
    r"Operator|Moderator|Host|(?:Unidentified|Unknown|Unverified) "
    r"(?:Analyst|Participant|Speaker|Executive|Attendee|Company Representative)"
)
IN_PARENTHESES = re.compile(rf"(?P<part>)(?P<name>{NAME}) \((?P<title>[A-Z][^().?!\d]{{1,140}})\)")


def as_titled(text: str) -> re.Match[str] | None:
    """A name with its title, or one that asks or answers, taken apart: ``part``, ``name`` and mostly ``title``."""
    return TITLED.fullmatch(text) or ASKING.fullmatch(text) or IN_PARENTHESES.fullmatch(text)


def name_in(text: str) -> str:
    """The name without its title."""
    match = as_titled(text)
    return match["name"] if match is not None else text


def is_head(text: str) -> bool:
    """Whether a line is nothing but a name with a title, or a part in the call."""
    if len(text) > 200:
        return False
    if text.endswith((".", "?", "!", ":")) and not text.endswith(("Inc.", "Corp.", "Ltd.", "Jr.", "Co.")):
        return False
    if not any(pattern.fullmatch(text) is not None for pattern in (PART, TITLED, ASKING)):
        return False
    opening = read_opening(text) if text[:2].isalpha() and text[:2].isupper() else None
    return opening is None or not is_part(opening.label)
