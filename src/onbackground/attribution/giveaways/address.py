"""Names in address that belong to nobody known: "Thanks, Kate", "Kate, go ahead"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.words import fold

_THANKED = re.compile(
    rf"(?:thanks|thank\s+you|hi|hello|hey|good\s+(?:morning|afternoon|evening)|over\s+to\s+you|back\s+to\s+you)"
    rf"(?:\s+(?:so|very)\s+much|\s+again|\s+a\s+lot)?[\s,—–]+(?P<name>(?-i:{NAME}))(?=\s*(?:[.,?!;:—–]|$|and\b|for\b|so\b|very\b))",
    re.I,
)
_HANDED = re.compile(
    rf"(?:over|back|turn\s+it|turn\s+things|hand\s+it|pass\s+it|defer)\s+(?:over\s+|back\s+)?to\s+"
    rf"(?P<name>(?-i:{NAME}))(?=\s*(?:[.,?!;:—–]|$|to\b|for\b|and\b|on\b|who\b))",
    re.I,
)
_ASKED = re.compile(
    rf"(?:^|[.?!,:—–]\s+|\n\s*)(?P<name>{NAME}),\s+(?:please\s+)?(?:do\s+you|you\s+want\s+to|would\s+you|can\s+you)?\s*$"
)
_GIVEN = re.compile(r"go\s+ahead|(?:back\s+)?over\s+to\s+you|do\s+you\s+want\s+to|take\s+it\s+away", re.I)
FAMILY = re.compile(
    r"(?:thanks|thank\s+you|hi|hello|hey|good\s+(?:morning|afternoon|evening)|(?:over|back|defer)\s+to|this\s+is)"
    r"[\s,—–]+the\s+(?P<name>[^\W\d_]{3,}s)(?=\s*(?:[.,?!;:—–]|$|and\b|for\b|with\b|from\b|again\b|here\b))",
    re.I,
)
"""A last name in the plural: "thank you, the Millers", "this is the Millers"."""
_THANKED_FAMILY = re.compile(
    r"(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+again)?[\s,—–]+the\s+(?P<name>(?-i:[^\W\d_A-Z]{3,}))"
    r"(?=\s*(?:[.,?!;:—–]|$|and\s+(?:thanks|thank|good|hello|hi)\b))",
    re.I,
)
_MAY_BE_THANKED = frozenset({"team", "moderator", "operator", "press", "speakers", "organizers", "hosts", "staff"})


def addressed(search: Search, start: int) -> None:
    """ "Thanks, Kate", "thank you, the Millers", and whatever else nobody thanks: "thank you, the annoyance"."""
    match = search.match(_THANKED, start) or search.match(_HANDED, start)
    if match and search.may_be_unknown(match["name"]):
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
    match = search.match(FAMILY, start)
    if match and search.is_no_word(match["name"]):
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
    match = search.match(_THANKED_FAMILY, start)
    if match and fold(match["name"]) not in _MAY_BE_THANKED | search.known:
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)


def asked(search: Search, start: int) -> None:
    """ "Kate, go ahead", "Kate, over to you", "Kate, do you want to start"."""
    if not _GIVEN.match(search.text, start):
        return
    low = max(0, start - 60)
    match = _ASKED.search(search.text[low:start])
    if match and search.may_be_unknown(match["name"]):
        search.flag(low + match.start("name"), low + match.end("name"), Reason.ADDRESSED, REDACTED)
