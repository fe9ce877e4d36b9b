"""What an official was before: "when I was ambassador in …", "my predecessor", "as a former …"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import REDACTED, Search

_PAST = re.compile(
    r"I\s+was\s+(?:the\s+|an?\s+|our\s+)?(?:[\w'’]+\s+){0,3}?(?:ambassador|secretary|director|deputy|envoy|minister|chief"
    r"|counsel|attorney|professor|governor|mayor|senator|commissioner|officer|superintendent|consul|analyst|prosecutor)\b"
    r"(?:\s+(?:in|at|of|to|for)\s+(?:the\s+)?\w+)?"
    r"|I\s+was\s+(?:stationed|posted|confirmed|appointed|nominated|sworn\s+in|serving\s+(?:in|as))\b(?:\s+\w+){0,2}"
    r"|I\s+(?:previously\s+|once\s+|also\s+)?(?:served|used\s+to\s+(?:be|run|lead|work|serve))\b(?:\s+\w+){0,3}"
    r"|my\s+(?:immediate\s+)?predecessors?\b|my\s+confirmation\b"
    r"|my\s+(?:time|tenure|years|days|service|career)\s+(?:in|at|as|with|of)\s+(?!here\b)\w+(?:\s+\w+)?"
    r"|my\s+(?:previous|former|prior|last|old|earlier)\s+(?:job|role|post|posting|life|position|assignment|career|capacity)\b"
    r"|(?:former|onetime|retired|career|veteran)\s+(?:\w+\s+)?[a-z]\w+",
    re.I,
)
_AS = re.compile(r"\b(?:as|being|I['’]m|I\s+am)\s+(?:an?|the)\s+$", re.I)
_COUNTED = frozenset({"former", "onetime", "retired", "career", "veteran"})


def past(search: Search, start: int) -> None:
    """ "When I was ambassador in …", "my predecessor": where an official speaks."""
    match = search.match(_PAST, start)
    if match is None or search.is_asking(start) or _quoted(search, start):
        return
    own = match[0].split()[0].lower() not in _COUNTED
    if own or _AS.search(search.text[max(0, start - 16) : start]):
        search.flag(*match.span(), Reason.BIOGRAPHY, REDACTED)


def _quoted(search: Search, start: int) -> bool:
    return search.text[max(0, start - 2) : start].rstrip().endswith(("“", '"'))
