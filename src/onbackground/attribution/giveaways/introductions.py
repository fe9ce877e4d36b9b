"""Self-introductions: "This is Kate", "this is Miller's team", "I'm the ambassador", where an official speaks."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.address import FAMILY
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.given_names import is_given
from onbackground.attribution.phrases import capitalised, phrases
from onbackground.attribution.vocabulary import HEADS, RANKS
from onbackground.attribution.words import fold

_WHOLE_NAME = rf"{NAME}(?:\s+(?:[A-Z]\.\s+)?{NAME}){{0,2}}"
_INTRODUCED = re.compile(
    r"(?:my\s+name\s+is|my\s+name['’]s|this\s+is|I['’]m|I\s+am|it['’]s|it\s+is)\s+"
    rf"(?:(?P<rank>(?-i:{capitalised(RANKS - HEADS)}))\.?\s+)*"
    rf"(?P<name>(?-i:{_WHOLE_NAME}))"
    r"(?P<after>\s*(?:[.,?!;—–]|$|with\b|from\b|at\b|again\b|here\b|speaking\b|and\b|of\b))",
    re.I,
)
_TEAM = re.compile(
    rf"(?:this\s+is|I['’]m\s+(?:from|with))\s+(?P<name>(?-i:{NAME}))['’]s?\s+"
    r"(?:team|office|staff|shop|group|side|people|deputy|colleague)\b",
    re.I,
)
_OFFICE = (
    r"(?:[\w'’\-]+\s+){0,3}?(?:ambassador|secretary|director|coordinator|envoy|adviser|advisor|counselor|deputy|head|chief"
    r"|administrator|commissioner|general|admiral|colonel|captain|scientist|economist|counsel|inspector|negotiator"
    r"|chief\s+of\s+staff|spokesperson|spokesman|spokeswoman)"
)
_POST = re.compile(
    phrases(
        r"I(?:(?:['’]m| am)(?: (?:here|speaking|talking) (?:\w+ ){0,3}?as)?| (?:\w+ )?(?:serve|work) as) "
        rf"(?:the|a|an|our|[\w.]+['’]s) (?P<post>{_OFFICE})\b",
        rf"(?:this is|it['’]s) the (?P<speaking>{_OFFICE})(?=(?: (?:of|for)(?: \w+){{1,4}}?)?,? (?:speaking|here)\b)",
    ),
    re.I,
)
REACHING = ("follow", "reach", "email", "text", "call", "contact", "find", "message")
_REACHED = re.compile(
    rf"(?:{'|'.join(REACHING)})\s+me\b[^.?!\n@]{{0,30}}?"
    r"(?P<where>@\w+|[\w.+-]+@[\w-]+(?:\.\w+)+|\(?\+?\d[\d().\s-]{6,}\d)",
    re.I,
)
_NAMES_ONESELF = re.compile(r"my\s+name", re.I)
_NAMED_FIRST = re.compile(
    rf"(?P<name>{_WHOLE_NAME}),?\s+(?i:speaking|here)"
    r"(?=\s*(?:[.,!;—–]|$|and\b|with\b|from\b|at\b|again\b))"
)
_BEGINS = re.compile(r"(?:^|[.?!:;,—–]\s+|\n\s*|\b(?:and|so|yes|yeah|hi|hello|hey|well|okay)\s+)$", re.I)


def named_first(search: Search, start: int) -> None:
    """ "Kate Miller speaking", "Kate Miller here": where an official speaks."""
    match = search.match(_NAMED_FIRST, start)
    if match is None or search.is_asking(start) or not _BEGINS.search(search.text[max(0, start - 10) : start]):
        return
    first = match["name"].split()[0]
    if search.may_be_a_name(first) and (is_given(fold(first)) or search.is_strange(first)):
        search.flag(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)


def reached(search: Search, start: int) -> None:
    """ "Follow me at @…", "reach me at …": a handle, an address or a number of an official's."""
    match = search.match(_REACHED, start)
    if match and not search.is_asking(start):
        search.flag(*match.span("where"), Reason.SELF_INTRODUCTION, REDACTED)


def introduced(search: Search, start: int) -> None:
    """ "This is Kate", "this is Miller's team", "I'm the ambassador": where an official speaks."""
    if search.is_asking(start):
        return
    for pattern in (_TEAM, FAMILY):
        match = search.match(pattern, start)
        if match and search.is_no_word(match["name"]):
            search.flag(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
    match = search.match(_INTRODUCED, start)
    if match and search.is_labelled(start, match["name"]):
        return
    if match and all(search.may_be_a_name(word) for word in match["name"].split()[:1] if len(word) > 2):
        name = match["name"].split()
        told = match["after"].strip() in {"with", "from", "at", "again", "here", "speaking"}
        opens = match["rank"] or search.opens_turn(start) or (len(name) > 1 and match[0][0] == "I")
        whole = search.is_strange(name[0]) and opens
        if is_given(fold(name[0])) or told or whole or _NAMES_ONESELF.match(match[0]):
            search.flag(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
    post = search.match(_POST, start)
    if post:
        search.flag(*post.span(post.lastgroup or 0), Reason.SELF_INTRODUCTION, REDACTED)
