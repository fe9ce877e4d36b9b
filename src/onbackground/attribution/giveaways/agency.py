"""Agencies that are withheld, said of an official: "my colleague from …"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import NUMBER, REDACTED, Search

_TIED_BEFORE = re.compile(
    rf"(?:\]|\bcolleagues?|\bofficials?(?:\s+(?:number\s+)?{NUMBER})?|\bfriends?|\bcounterparts?|\bspeakers?|\bbriefers?|\bhere|\bI['’]m|\bI\s+am|\bwe|\bus|\bteam|\bwork"
    r"|\bback|\bside|\bme)[\s,]+(?:(?:over|out|here|is|are|who\s+is|who['’]s)\s+)?(?:from|at|with|of|over\s+at)\s+(?:the\s+|our\s+)?(?:U\.S\.\s+)?$"
    r"|\b(?:my|our)\s+(?:lawyers|attorneys|experts|people|folks|team|staff|analysts|economists|office|leadership|leaders)"
    r"\s+(?:(?:over|here)\s+)?(?:at|in)\s+(?:the\s+)?$|\bwe\s+in\s+(?:the\s+)?$"
    r"|\b(?:my|our)\s+(?:own\s+)?(?:department|agency|bureau|shop),\s+(?:the\s+)?$|\bus\s+in\s+(?:the\s+)?$|\bI(?:['’]m|\s+am)?\s+(?:here\s+)?represent(?:ing)?\s+(?:the\s+)?$|\bspeak(?:ing)?\s+(?:here\s+)?(?:for|on\s+behalf\s+of)\s+(?:the\s+)?$",
    re.I,
)
_TIED_TO_ALIAS = re.compile(
    r"(?:(?P<apart>\s?\((?:of\s+|from\s+|with\s+|at\s+)?|,\s+|\s*[—–-]\s*)(?:the\s+)?|,?\s+(?:who\s+is\s+|who['’]s\s+)?(?:over\s+)?(?:from|at|with|of)\s+(?:the\s+|our\s+)?"
    r"(?:U\.S\.\s+)?)$"
)
_APART_AFTER = re.compile(r"[.,;:)?!—–]|\s[—–]|\n|$")
_OWNED_BEFORE = re.compile(r"\b(?:my|our|a|another|the)\s+(?:senior\s+)?(?:U\.S\.\s+)?$", re.I)
_WORDS_AS_NAMES = frozenset({"state", "labor"})
_SPEAKS_FOR_AFTER = re.compile(
    r"['’]s\s+(?:representative|person|briefer|official)\s+(?:here|on)\b|,\s+where\s+(?:I|we)\s+(?:sit|work|am|are|come)\b",
    re.I,
)
_OURS_BEFORE = re.compile(
    r"(?:^|[.?!:;,—–]\s+|\b(?:and|so|but|that)\s+)(?:here\s+|over\s+|back\s+)?(?:at|in|from)\s+(?:the\s+)?$", re.I
)
_OURS_AFTER = re.compile(r",?\s+(?:we|our|my|I)\b")
_MY_WORK = re.compile(
    r"\bI(?:['’]m)?\b[^.?!\n]{0,40}?\b(?:covers?|runs?|handles?|leads?|works?|oversees?|manages?|heads?|directs?)\b"
    r"[^.?!\n]{0,40}?$"
)
_AT = re.compile(r"\b(?:at|for)\s+(?:the\s+)?$")
_SEEN_BEFORE = 90
_OWNED_AFTER = re.compile(r"\s+(?:official|colleague|speaker|briefer|expert|person|representative|side)\b", re.I)


def agency(search: Search, start: int, names: re.Pattern[str]) -> None:
    """ "My colleague from …", of an agency that is withheld."""
    match = names.match(search.text, start)
    if match is None:
        return
    before = search.text[max(0, start - 60) : start]
    owned = _OWNED_BEFORE.search(before) and _OWNED_AFTER.match(search.text, match.end())
    alias_ends = _ends_alias(search, start, before, search.text[match.end() : match.end() + 2])
    speaks_for = _SPEAKS_FOR_AFTER.match(search.text, match.end())
    ours = _OURS_AFTER.match(search.text, match.end()) and _OURS_BEFORE.search(before)
    speakers = (ours or _is_where_they_work(search.text, start)) and not search.is_asking(start)
    if owned or speakers or speaks_for or _TIED_BEFORE.search(before) or alias_ends:
        search.flag(*match.span(), Reason.AGENCY, REDACTED)


def _is_where_they_work(text: str, start: int) -> bool:
    """ "I run the boats at …"."""
    place = _AT.search(text, max(0, start - 9), start)
    return place is not None and _MY_WORK.search(text, max(0, start - _SEEN_BEFORE), place.start()) is not None


def _ends_alias(search: Search, start: int, before: str, after: str) -> bool:
    """Whether an agency is said of the alias before it: "[One] from DOJ", "[One] (DOJ)", "[One], State."."""
    tie = _TIED_TO_ALIAS.search(before)
    if tie is None or start - len(before) + tie.start() - 1 not in search.within:
        return False
    return tie["apart"] is None or _APART_AFTER.match(after) is not None


def agency_pattern(names: set[str]) -> re.Pattern[str]:
    """Every name of a withheld agency; short ones are written in capitals, "State" with a capital."""
    printed = []
    for name in sorted(names, key=len, reverse=True):
        words = r"\s+".join(map(re.escape, name.split()))
        if len(name) <= 5 and " " not in name and name not in _WORDS_AS_NAMES:
            printed += [re.escape(name.upper()), *(["DoD"] if name == "dod" else [])]
        elif " " in name:
            printed.append(f"(?i:{words})")
        else:
            printed.append(re.escape(name.capitalize()))
    return re.compile(rf"(?:{'|'.join(printed)})\b") if printed else re.compile(r"(?!)")
