"""Pronouns and nouns that tell an official's gender: "my colleague … she", "[One] for his remarks"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.biography import SPEAKERS
from onbackground.attribution.giveaways.search import NUMBER, REDACTED, Search
from onbackground.attribution.phrases import HANDED_TO, THANKED, phrases

PRONOUNS = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_PRONOUN = "|".join(PRONOUNS)
_GENDERED = re.compile(rf"(?:{_PRONOUN})\b", re.I)
_AFTER_ALIAS = re.compile(
    r"(?:['’]s)?"
    + phrases(
        rf"[\s,—–]*(?:[a-z'’]+[\s,]+){{0,5}}?(?P<gendered>{_PRONOUN})\b",
        r"[^.?!\n\[\]]{0,40}?[.;,] (?:(?:And|So|I think|I know) )?"
        r"(?P<next>(?i:s?he)(?:['’]ll|['’]s| will| is| can| has)?)\b",
    )
)
"""A pronoun soon after an alias, or with which the next sentence begins."""
_UNBRACKETED = re.compile(rf"senior\sadministration\sofficial(?:\snumber)?\s{NUMBER}\b", re.I)
COLLEAGUES = (*SPEAKERS, "counterpart", "boss", "expert", "moderator")
PERSONS = ("gentleman", "lady", "woman", "man", "guy")
_ON_THE_CALL = phrases(
    r"[^.?!\n]{0,30}\b(?:line|call|mentioned|said|speak|remarks)",
    r" (?:right )?(?:next to|beside|with|behind|opposite) me\b",
    r" (?:over )?(?:from|at|with) (?:the )?(?-i:[A-Z\[])",
)
_COLLEAGUE = re.compile(
    phrases(
        rf"(?:{'|'.join(COLLEAGUES)})\b[^.?!\n]{{0,70}}?\b(?P<gendered>{_PRONOUN})\b",
        r"(?:colleague|speaker|briefer|boss|expert|moderator)\b[^.?!\n]{0,50}[.;!] (?:(?:And|So) )?"
        r"(?P<next>s?he(?:['’](?:ll|s|d))?)\b",
        rf"(?P<noun>{'|'.join(PERSONS)})\b(?={_ON_THE_CALL})",
    ),
    re.I,
)
"""Somebody on the call, and a pronoun that tells the gender, or the noun itself if it does."""
_ADDRESSED = re.compile(r"(?P<noun>sir|ma['’]am|madam|gentlemen|ladies)\b(?!\s+[A-Z])", re.I)
_APART = re.compile(
    r"(?:^|[,.?!—–\]:]\s*|\n\s*|\b(?:yes|no|thanks|hi|hello|you|sorry|sure|morning|afternoon|evening)\s+)$", re.I
)
_ENDS = re.compile(r"\s*(?:[,.?!;—–]|$)")
_SPOKEN_OF = re.compile(
    phrases(
        rf"(?:{THANKED}|{HANDED_TO}|thank|thanking|ask|let|join|joining|invite|introduce|echo|know) "
        r"(?P<gendered>him|her)"
        r"(?=\s*(?:[.,?!;—–]|$|(?:for|from|to|again|and|on|in|know|speak|take|answer|start|add)\b))",
        r"for (?P<remarks>his|her) (?:\w+ )?(?:remarks|statement|presentation|overview|comments|laydown)\b",
    ),
    re.I,
)
_OURS = re.compile(r"\b(?:my|our|this|that|next|first|second|third)\s+(?:\w+\s+)?$", re.I)
_THE = re.compile(r"\bthe\s+(?:young\s+|nice\s+)?$", re.I)
_HEAD_OF_STATE = re.compile(r"President|Secretary|Minister|Vice")
_SOMEBODY_ELSE = re.compile(r"\b[A-Z][a-z]{2,}|\[|\b(?:president|secretary|minister)\b")
"""Between an alias and a pronoun: whom that may mean."""
_AFTER = 80
"""How far after an alias a pronoun means it, in characters."""
_BACK = 160
"""How far back a pronoun may find whom it means, in characters."""
_AHEAD = 60
"""How far ahead a pronoun may find whom it means: "for his remarks, the President …"."""
_NEUTRAL = {
    "he": "they",
    "him": "them",
    "his": "their",
    "himself": "themselves",
    "she": "they",
    "her": "their",
    "hers": "theirs",
    "herself": "themselves",
    "he'll": "they'll",
    "he's": "they're",
    "he'd": "they'd",
    "she'll": "they'll",
    "she's": "they're",
    "she'd": "they'd",
}


def colleague(search: Search, start: int) -> None:
    """ "My colleague … she": a pronoun that tells an official's gender."""
    match = search.match(_COLLEAGUE, start)
    if match is None or _HEAD_OF_STATE.search(match[0]):
        return
    before = search.text[max(0, start - 24) : start]
    if match["next"] and _HEAD_OF_STATE.search(_said_before(search, start)):
        return
    if _OURS.search(before) or (match["noun"] and _THE.search(before)):
        kind = next(kind for kind in ("gendered", "next", "noun") if match[kind])
        search.flag(*match.span(kind), Reason.GENDER, _neutral(match[kind]))


def called_sir(search: Search, start: int) -> None:
    """ "Yes, ma'am", "Go ahead, sir": an official is spoken to, or a reporter by one."""
    match = search.match(_ADDRESSED, start)
    apart = _APART.search(search.text[max(0, start - 16) : start]) or search.opens_turn(start)
    if match and apart and _ENDS.match(search.text, match.end()):
        search.flag(*match.span("noun"), Reason.GENDER, REDACTED)


def thanked(search: Search, start: int) -> None:
    """ "Thank her for that", "over to him": somebody on the call, unless a public figure was named before."""
    match = search.match(_SPOKEN_OF, start)
    if match is None or _HEAD_OF_STATE.search(_said_before(search, start)):
        return
    if match["gendered"]:
        search.flag(*match.span("gendered"), Reason.GENDER, "them")
    elif not _HEAD_OF_STATE.search(search.text, match.end(), match.end() + _AHEAD):
        search.flag(*match.span("remarks"), Reason.GENDER, "their")


def by_moderator(search: Search, start: int) -> None:
    """ "He has to leave at five", by the moderator, who has named nobody whom that may mean."""
    match = search.match(_GENDERED, start)
    if match and search.is_by_moderator_of_nobody(start):
        search.flag(*match.span(), Reason.GENDER, _neutral(match[0]))


def _said_before(search: Search, start: int) -> str:
    """What was said right before, in which a pronoun may find whom it means."""
    return search.text[max(0, start - _BACK) : start]


def gender_of_aliases(search: Search) -> None:
    """A pronoun soon after an alias."""
    for _, end in search.aliases:
        _gender_after(search, end)


def gender_of_unbracketed(search: Search, start: int) -> None:
    """ "Senior administration official one … she": a pronoun soon after an alias that has no brackets."""
    match = search.match(_UNBRACKETED, start)
    if match and match.end() not in search.within:
        _gender_after(search, match.end())


def _gender_after(search: Search, end: int) -> None:
    match = _AFTER_ALIAS.match(search.text, end, end + _AFTER)
    if match is None:
        return
    kind = "gendered" if match["gendered"] else "next"
    between = search.text[end : match.start(kind)].replace("And ", "").replace("So ", "")
    if _SOMEBODY_ELSE.search(between) is None:
        search.flag(*match.span(kind), Reason.GENDER, _neutral(match[kind]))


def _neutral(word: str) -> str:
    """ "Their" for "his"."""
    words = word.lower().replace("’", "'").split(maxsplit=1)
    if words[0] not in _NEUTRAL:
        return "official"
    neutral = " ".join([_NEUTRAL[words[0]], *words[1:]])
    return neutral.replace("they is", "they are").replace("they has", "they have")
