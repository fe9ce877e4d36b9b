"""Labels inside a paragraph, where a turn was run in behind another: "Thank you. MODERATOR: Next."."""

import re
from itertools import islice

from onbackground.transcript.labels import is_agency_word, is_known, is_part
from onbackground.transcript.reading.capitals import is_all_capitals
from onbackground.transcript.reading.openings import ITEM, WIDE_COLON, Opening

_RUN_IN = re.compile(
    r" (?:(?P<label>[A-Z][A-Z.’'-]+(?: #?[A-Z0-9][A-Z.’'-]*){0,5}|Q)\s?(?::(?=\s|$)|：)"
    r"|(?<=[.?!…”\")\]—–-] )(?P<alone>Q)(?= (?!A\b|I\b)[A-Z][a-z’]+\b[ ,.!]))"
)
_SENTENCE = re.compile(r"\s+[(\[“\"—–-]*[A-Z0-9]")
_STOPS = frozenset('.?!…—–”"’)]')
_MOST_RUN_IN = 200
_LONGEST_QUOTE = 1000
"""What is quoted is no longer, in characters, before and after a label in it."""


def split_run_in(paragraph: str, first: Opening | None) -> list[str]:
    """Split a paragraph before each known label in capitals inside it, behind the one that it begins with (``first``).

    One of a part in the call may stand anywhere before a new sentence; any other follows the end of one.

    >>> split_run_in("Thank you. MODERATOR: Next.", None)
    ['Thank you.', 'MODERATOR: Next.']
    """
    rest = first.speech if first is not None and first.sign is None else paragraph
    if ":" not in rest and WIDE_COLON not in rest and " Q " not in rest:
        return [paragraph]
    inside = list(islice(_RUN_IN.finditer(paragraph), _MOST_RUN_IN))
    item = ITEM.match(paragraph)
    begins = len(first.label) + (item.end() if item is not None else 0) if first is not None else 0
    quotes = "“" in paragraph
    parts = []
    start = 0
    for match in inside:
        if match.start() < begins or (quotes and is_quoted(paragraph, match.start())):
            continue
        if (label := _label_within(match, paragraph)) is not None:
            at = match.end(match.lastgroup or 0) - len(label)
            parts.append(paragraph[start : at - 1])
            start = at
    return [*parts, paragraph[start:]]


def is_quoted(text: str, place: int) -> bool:
    """Whether a place in a text is within quotation marks that open before it and close after it."""
    before, after = text[max(0, place - _LONGEST_QUOTE) : place], text[place : place + _LONGEST_QUOTE]
    closes, opens = after.find("”"), after.find("“")
    return before.rfind("“") > before.rfind("”") and closes >= 0 and not 0 <= opens < closes


def _label_within(match: re.Match[str], paragraph: str) -> str | None:
    if match["alone"]:
        return "Q"
    if paragraph[match.start() - 1 : match.start()] in _STOPS and is_known(match["label"]):
        return match["label"]
    if is_all_capitals(paragraph):
        return None
    return _part_at_end(match["label"]) if _SENTENCE.match(paragraph, match.end()) else None


def _part_at_end(capitals: str) -> str | None:
    """The part in the call that the last of some words in capitals name."""
    words = capitals.split()
    ends = [words[first:] for first in range(len(words)) if len(words) == first + 1 or is_agency_word(words[first])]
    return next((label for end in ends if len(label := " ".join(end)) > 7 and is_part(label)), None)
