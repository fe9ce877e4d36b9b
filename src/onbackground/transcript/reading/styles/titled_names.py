"""Names of speakers with their titles, and what one looks like."""

import re

from onbackground.transcript.labels import is_part
from onbackground.transcript.reading.openings import BULLETS, read_opening

_LETTER = r"[\w\u0300-\u036f.’'-]"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
NAME = rf"{_CAPITAL}{_LETTER}*(?: (?:{_CAPITAL}{_LETTER}*|de|la|le|van|von|der|den|bin|al|di|da)){{1,4}}"
_SHORTENED = r"(?:(?<=\bCo)|(?<=\bInc)|(?<=\bCorp)|(?<=\bLtd)|(?<=\b[A-Z]))\."
TITLED = re.compile(
    rf"(?P<part>[QA] ?[-–—]+ ?)?(?P<name>{NAME})(?: ?(?:--+|[–—|]) ?| - |, )(?P<title>(?:[^.?!]|{_SHORTENED}){{2,140}})"
)
_ASKING = re.compile(rf"(?P<part>[QA]) ?[-–—]+ ?(?P<name>{NAME})")
DASHED = re.compile(r" (?:-+|–|—) ")
_NUMBER = r"(?: \[\d{1,4}\])?"
"""Some print with each speech its number in the call."""
BARE = re.compile(NAME + _NUMBER)
PART = re.compile(
    r"(?:Operator|Moderator|Host|(?:Unidentified|Unknown|Unverified) "
    r"(?:Analyst|Participant|Speaker|Executive|Attendee|Company Representative))" + _NUMBER
)
LABELLED = re.compile(
    rf"(?:[{BULLETS}]\s+)?(?:[A-Z]{{2}}(?:[^\W_a-z]|[ .#’'-]|(?:Mc|Mac|De|La)(?=[A-Z])){{1,80}}[:：]|Q[ :：])"
)
"""What a turn begins with in other styles; only roughly, for every line is asked."""
NUMBERED = re.compile(r" \[\d{1,4}\]$")
OF_A_CALL = re.compile(r"(?i)\b(?:quarter|results|earnings|transcript|(?:conference|press) call)\b")
_IN_PARENTHESES = re.compile(rf"(?P<part>)(?P<name>{NAME}) \((?P<title>[A-Z][^().?!\d]{{1,140}})\)")


def as_titled(text: str) -> re.Match[str] | None:
    """A name with its title, or one that asks or answers, taken apart: ``part``, ``name`` and mostly ``title``.

    Some print those who ask and answer as ``<Q - Jane Doe - Orchard Trust>``.
    """
    if text[:1] == "<" and text[-1:] == ">":
        text = text[1:-1]
    return TITLED.fullmatch(text) or _ASKING.fullmatch(text) or _IN_PARENTHESES.fullmatch(text)


def name_in(text: str) -> str:
    """The name without its title or number."""
    match = as_titled(text)
    return match["name"] if match is not None else NUMBERED.sub("", text)


def is_head(text: str) -> bool:
    """Whether a line is nothing but a name with a title, or a part in the call; not the title of the call itself."""
    if text.endswith((".", "?", "!", ":")) and not text.endswith(("Inc.", "Corp.", "Ltd.", "Jr.", "Co.")):
        return False
    if len(text) > 200 or (PART.fullmatch(text) is None and as_titled(text) is None):
        return False
    if OF_A_CALL.search(text):
        return False
    opening = read_opening(text) if text[:2].isalpha() and text[:2].isupper() else None
    return opening is None or not is_part(opening.label)
