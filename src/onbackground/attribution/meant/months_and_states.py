"""Where a month or a state is meant, and nobody of its name: "from March to May", "jobs to Georgia"."""

import re

from onbackground.attribution.meant.passage import ADDRESS_BEFORE, CALLED_AFTER, Passage
from onbackground.attribution.phrases import ANSWERS, TOLD
from onbackground.transcript.calendar_names import MONTHS

_SEEN = 60
_MONTH = f"(?:{'|'.join(MONTHS)})"
_BETWEEN = r"(?:,?\s+(?:and|or|to|through|until|till)\s+|\s?[–-]\s?|,\s+)"
_MONTHS_BEFORE = re.compile(rf"\b{_MONTH}(?:,\s+{_MONTH})*{_BETWEEN}$")
_MONTHS_AFTER = re.compile(rf"(?:,\s+{_MONTH})*{_BETWEEN}{_MONTH}\b")
_OVER_MONTHS = re.compile(
    r"\b(?:from|in|between|across|over|during|throughout|through|since|until|by|(?:early|late|mid)[ -]?|the)\s*$", re.I
)
_RUNS_FROM = re.compile(r"\bfrom\s*$", re.I)
_RANGE = re.compile(r"(?:\bto\b|through|until|till|–|-)")
_FLOWS = re.compile(
    r"\b(?:jobs|revenues?|power|electricity|energy|gas|oil|water|goods|exports?|imports?|shipments?|deliveries|trade|aid"
    r"|investments?|connections?|grid|cables?|pipelines?|roads?|routes?|rail|flights?|borders?|crossings?|troops"
    r"|weapons|refugees|migrants)(?:\s+\w+)?\s+(?:to|from|into|with|through)\s+$",
    re.I,
)
_ON_THE_WAY = re.compile(r"\b(?:from|into)\s+$", re.I)
_GOES_ON_TO = re.compile(r"\s+(?:in)?to\s+(?!(?:you|us|me|him|her|the\s+(?:floor|call)|take|talk|speak|answer)\b)[A-Z]")
_DOES = re.compile(r"\s+(?:has|have|had|will|can|wants|is)\b")
_SPEAKS = re.compile(
    rf"\s+(?:{TOLD}|(?:{ANSWERS})|(?:has|will|can|is|is going to|wants to)\s+(?:(?:also|already|just|now)\s+)*"
    r"(?:join|lead|give|go|share|follow|cover|run|provide|present|brief|help|be|been|here|on|next|who|the|more"
    r"|something|anything|a|an|joining|leading|giving|going|speaking|taking|talking|right))\b",
    re.I,
)


def is_one_of_months(passage: Passage, first: int, past: int) -> bool:
    """Whether another month stands beside a month, and a time goes from the one to the other, or over both."""
    start, end = passage.words[first].start, passage.words[past - 1].end
    text = passage.text
    before = _MONTHS_BEFORE.search(text, max(0, start - _SEEN), start)
    after = _MONTHS_AFTER.match(text, end, end + _SEEN)
    begin, finish = before.start() if before else start, after.end() if after else end
    if before is None and after is None:
        return False
    leading = text[max(0, begin - _SEEN) : begin]
    over = _OVER_MONTHS.search(leading)
    if not over or ADDRESS_BEFORE.search(leading) or CALLED_AFTER.match(text[finish : finish + _SEEN]):
        return False
    return _RUNS_FROM.search(leading) is None or _RANGE.search(text, begin, finish) is not None


def is_a_state(passage: Passage, first: int, past: int) -> bool:
    """Whether things go to a place or come from it, or the text has it for a place and it does what states do."""
    before, after = passage.before(first), passage.after(past)
    if _FLOWS.search(before) or (_ON_THE_WAY.search(before) and _GOES_ON_TO.match(after)):
        return True
    known = passage.words[first].folded in passage.said_of_places
    return known and _DOES.match(after) is not None and _SPEAKS.match(after) is None
