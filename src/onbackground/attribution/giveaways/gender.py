"""Pronouns and nouns that tell an official's gender: "my colleague … she", "[One] for his remarks"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import Search

_PRONOUN = r"he|she|him|her|his|hers|himself|herself|he['’]ll|she['’]ll|he['’]s|she['’]s|he['’]d|she['’]d"
_AFTER_ALIAS = re.compile(
    rf"(?:['’]s)?[\s,—–]*(?:[a-z'’]+[\s,]+){{0,5}}?(?P<gendered>{_PRONOUN})\b"
    rf"|(?:['’]s)?[^.?!\n\[\]]{{0,40}}?[.;,]\s+(?:And\s+|So\s+|I\s+think\s+|I\s+know\s+)?(?P<next>(?i:he|she)(?:['’]ll|['’]s|\s+will|\s+is|\s+can|\s+has)?)\b",
)
_UNBRACKETED = re.compile(
    r"\b[Ss]enior\s[Aa]dministration\s[Oo]fficial(?:\s[Nn]umber)?\s(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|\d)\b"
)
_COLLEAGUE = re.compile(
    rf"(?:colleague|official|speaker|briefer|counterpart|boss)\b[^.?!\n]{{0,70}}?\b(?P<gendered>{_PRONOUN})\b"
    r"|(?P<noun>gentleman|lady|woman|man|guy)\b(?=[^.?!\n]{0,30}\b(?:line|call|mentioned|said|speak|remarks))",
    re.I,
)
_OURS = re.compile(r"\b(?:my|our|this|that|next|first|second|third)\s+(?:\w+\s+)?$", re.I)
_HEAD_OF_STATE = re.compile(r"President|Secretary|Minister|Vice")
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
    if match and _OURS.search(search.text[max(0, start - 24) : start]) and not _HEAD_OF_STATE.search(match[0]):
        kind = "gendered" if match["gendered"] else "noun"
        search.flag(*match.span(kind), Reason.GENDER, _neutral(match[kind]))


def gender_of_aliases(search: Search) -> None:
    """A pronoun soon after an alias."""
    unbracketed = [found.span() for found in _UNBRACKETED.finditer(search.text) if found.end() not in search.within]
    for _, end in [*search.aliases, *unbracketed]:
        match = _AFTER_ALIAS.match(search.text, end, end + 80)
        if match:
            kind = "gendered" if match["gendered"] else "next"
            between = search.text[end : match.start(kind)]
            if not re.search(
                r"\b[A-Z][a-z]{2,}|\[|\b(?:president|secretary|minister)\b",
                between.replace("And ", "").replace("So ", ""),
            ):
                search.flag(*match.span(kind), Reason.GENDER, _neutral(match[kind]))


def _neutral(word: str) -> str:
    """ "Their" for "his"."""
    words = word.lower().replace("’", "'").split(maxsplit=1)
    if words[0] not in _NEUTRAL:
        return "official"
    neutral = " ".join([_NEUTRAL[words[0]], *words[1:]])
    return neutral.replace("they is", "they are").replace("they has", "they have")
