"""Lines that are somebody's title, on the line below the name: "Executive Vice President, Tidewater Corp."."""

import re

from onbackground.transcript.reading.styles.participants import ANALYST, OFFICE
from onbackground.transcript.reading.styles.titled_names import DASHED, OF_A_CALL

MARK = re.compile(r" ?\b[QA]$")
"""The letter at the end of a line that says who asks and who answers."""
LINKING = frozenset({"a", "an", "and", "at", "de", "du", "for", "in", "la", "of", "on", "the", "to", "und", "von"})
"""Words that stand in small letters between those of a title."""
LONGEST_NAME = 60
"""No name is longer, and no rest of a title on a line of its own, in characters."""
_FIRM = re.compile(r"(?:,? ?\b(?:Inc|Corp|Ltd|Co|LLC|L\.L\.C|LP|L\.P|PLC|plc|N\.?A|S\.?A|AG|SE|NV|Company|Group))+\.?")
_CALLING = re.compile(
    r"(?i)\b(?:reporter|correspondent|editor|fellow|economist|strategist|associate|consultant|scientist|researcher|"
    r"lead|member|engineer|representative|attorney|producer|journalist)\b"
)
"""What people are who hold no office."""
_LONGEST_TITLE = 200


def is_title(line: str) -> bool:
    """Whether a line is what somebody is, in a title's letters, and no sentence."""
    text = MARK.sub("", line)
    if not 2 < len(text) <= _LONGEST_TITLE or text[0].islower():
        return False
    if text.endswith((".", "?", "!", ":", ";")) and not ends_in_a_firm(text):
        return False
    if any(word[0].islower() and word not in LINKING for word in text.split()):
        return False
    is_one = any(pattern.search(text) for pattern in (OFFICE, ANALYST, _CALLING, DASHED))
    return is_one and OF_A_CALL.search(text) is None


def ends_in_a_firm(text: str) -> bool:
    """Whether the last words are those of a firm's name, with or without a full stop: "Tidewater Inc."."""
    return any(found.end() == len(text) for found in _FIRM.finditer(text))


def goes_on_in(title: str, line: str) -> bool:
    """Whether a title goes on in the next line: with the rest of a firm's name, or behind a comma or the like."""
    text = MARK.sub("", line)
    if _FIRM.fullmatch(text) is not None:
        return True
    return (
        title.endswith((",", "&", "-", "–", " of", " and", " for"))
        and len(text) <= LONGEST_NAME
        and (is_title(line) or ends_in_a_firm(text))
    )
