"""The headings of an earnings call: of its sections, of the lists of those who take part, of what comes after it."""

import re

_SECTION = re.compile(
    r"(?:MANAGEMENT)?(?:PREPARED|OPENING)REMARKS|(?:MANAGEMENT)?(?:PRESENTATION|DISCUSSION)(?:SECTION|OPERATORMESSAGE)?"
    r"|CORPORATESPEAKERS|(?:Q(?:&|AND)?A|QUESTIONS?-?(?:AND|&)-?ANSWERS?)(?:SESSION|SECTION)?"
)
_LIST = re.compile(r"(?i)[\w ]{0,30}\b(?:participants|attendees|executives|analysts|call contributors)\b ?:?")
_LETTERS_APART = re.compile(r"\S(?: \S){7,}")
_LISTS_APART = re.compile(r"(?:CORPORATE|COMPANY|OTHER|CALL|CONFERENCECALL)PARTICIPANTS")
_BACK_MATTER = re.compile(
    r"(?i)disclaimers?:?|disclosures?:?|definitions:?|legal notice:?|D I S C L A I M E R|(?:copyright\b|©).{,300}"
)


def heads_a_section(text: str) -> bool:
    """Whether a line is the heading of a part of the call: ``Presentation``, ``QUESTION AND ANSWER SECTION``."""
    return len(text) < 80 and _SECTION.fullmatch("".join(text.split()).upper().rstrip(":")) is not None


def heads_a_list(text: str) -> bool:
    """Whether a line is the heading of a list of participants, its letters also apart: ``O T H E R …``."""
    if len(text) >= 80 or not text.rstrip(" :").endswith(("s", "S")):
        return False
    if _LETTERS_APART.fullmatch(text):
        return _LISTS_APART.fullmatch("".join(text.split())) is not None
    return _LIST.fullmatch(text) is not None


def heads_back_matter(text: str) -> bool:
    """Whether a line begins the legal notices after a call."""
    return _BACK_MATTER.fullmatch(text) is not None
