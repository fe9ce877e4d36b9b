"""Agencies that are withheld, said of an official: "my colleague from …"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import NUMBER, REDACTED, Search
from onbackground.attribution.phrases import phrases

_SEEN = 90
"""How far before the name of an agency is looked, in characters."""
_SOMEBODY = phrases(
    r"\]",
    r"\b(?:colleagues?|friends?|counterparts?|speakers?|briefers?)",
    rf"\bofficials?(?: (?:number )?{NUMBER})?",
    r"\b(?:I['’]m|I am|me|we|us)",
    r"\b(?:here|team|work|back|side)",
)
_STAFF = "(?:lawyers|attorneys|experts|people|folks|team|staff|analysts|economists|office|leadership|leaders)"
_TIED = re.compile(
    phrases(
        rf"{_SOMEBODY}[\s,]+(?:(?:over|out|here|is|are|who is|who['’]s) )?(?:from|at|with|of|over at) "
        r"(?:the |our )?(?:U\.S\. )?",
        rf"\b(?:my|our) {_STAFF} (?:(?:over|here) )?(?:at|in) (?:the )?",
        r"\b(?:my|our) (?:own )?(?:department|agency|bureau|shop), (?:the )?",
        r"\b(?:we|us) in (?:the )?",
        r"\bI(?:['’]m| am)? (?:here )?represent(?:ing)? (?:the )?",
        r"\bspeak(?:ing)? (?:here )?(?:for|on behalf of) (?:the )?",
    )
    + "$",
    re.I,
)
"""Before an agency: that somebody on the call is of it, or speaks for it."""
_TIED_TO_ALIAS = re.compile(
    phrases(
        r"(?P<apart>\s?\((?:(?:of|from|with|at) )?|, |\s*[—–-]\s*)(?:the )?",
        r",? (?:who is |who['’]s )?(?:over )?(?:from|at|with|of) (?:the |our )?(?:U\.S\. )?",
    )
    + "$"
)
"""Between an alias and an agency: that the one is of the other; set ``apart``, the agency needs a pause behind it."""
_PAUSED_AFTER = re.compile(r"[.,;:)?!—–]|\s[—–]|\n|$")
_OWNED = re.compile(phrases(r"\b(?:my|our|a|another|the) (?:senior )?(?:U\.S\. )?") + "$", re.I)
_OWNED_AFTER = re.compile(phrases(r" (?:official|colleague|speaker|briefer|expert|person|representative|side)\b"), re.I)
"""Around an agency: "our … official"."""
_SPEAKS_FOR_AFTER = re.compile(
    phrases(
        r"['’]s (?:representative|person|briefer|official) (?:here|on)\b",
        r", where (?:I|we) (?:sit|work|am|are|come)\b",
    ),
    re.I,
)
_OURS = re.compile(
    r"(?:^|[.?!:;,—–]\s+|\b(?:and|so|but|that)\s+)" + phrases("(?:here |over |back )?(?:at|in|from) (?:the )?") + "$",
    re.I,
)
_OURS_AFTER = re.compile(r",?\s+(?:we|our|my|I)\b")
"""Around an agency: "at …, we"."""
_MY_WORK = re.compile(
    r"\bI(?:['’]m)?\b[^.?!\n]{0,40}?\b(?:covers?|runs?|handles?|leads?|works?|oversees?|manages?|heads?|directs?)\b"
    r"[^.?!\n]{0,40}?\b(?:at|for)\s+(?:the\s+)?$"
)
"""Before an agency: "I run the boats at …"."""
_WORDS_AS_NAMES = frozenset({"state", "labor"})


def agency(search: Search, start: int, names: re.Pattern[str]) -> None:
    """ "My colleague from …", of an agency that is withheld."""
    match = names.match(search.text, start)
    if match is None:
        return
    text, end = search.text, match.end()
    before = text[max(0, start - _SEEN) : start]
    owned = _OWNED.search(before) and _OWNED_AFTER.match(text, end)
    ours = _OURS_AFTER.match(text, end) and _OURS.search(before)
    own = (ours or _MY_WORK.search(before)) and not search.is_asking(start)
    said_of_somebody = _TIED.search(before) or _ends_alias(search, start, end)
    if owned or own or said_of_somebody or _SPEAKS_FOR_AFTER.match(text, end):
        search.flag(start, end, Reason.AGENCY, REDACTED)


def _ends_alias(search: Search, start: int, end: int) -> bool:
    """Whether an agency is said of the alias before it: "[One] from DOJ", "[One] (DOJ)", "[One], State."."""
    tie = _TIED_TO_ALIAS.search(search.text, max(0, start - _SEEN), start)
    if tie is None or tie.start() - 1 not in search.within:
        return False
    return tie["apart"] is None or _PAUSED_AFTER.match(search.text, end) is not None


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
