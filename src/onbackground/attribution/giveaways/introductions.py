"""Self-introductions: "This is Kate", "this is Miller's team", "I'm the ambassador", where an official speaks."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.address import FAMILY
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.given_names import is_given
from onbackground.attribution.words import fold

_INTRODUCED = re.compile(
    rf"(?:my\s+name\s+is|my\s+name['’]s|this\s+is|I['’]m|I\s+am|it['’]s)\s+(?P<name>(?-i:{NAME}(?:\s+(?:[A-Z]\.\s+)?{NAME}){{0,2}}))"
    r"(?P<after>\s*(?:[.,?!;—–]|$|with\b|from\b|at\b|again\b|here\b|speaking\b|and\b))",
    re.I,
)
_TEAM = re.compile(
    rf"(?:this\s+is|I['’]m\s+(?:from|with))\s+(?P<name>(?-i:{NAME}))['’]s?\s+"
    r"(?:team|office|staff|shop|group|side|people|deputy|colleague)\b",
    re.I,
)
_POST = re.compile(
    r"(?:I['’]m|I\s+am|I\s+serve\s+as|I\s+work\s+as|I\s+currently\s+serve\s+as)\s+(?:the|a|an|our)\s+"
    r"(?P<post>(?:[\w'’\-]+\s+){0,3}?(?:ambassador|secretary|director|coordinator|envoy|adviser|advisor|counselor"
    r"|administrator|commissioner|general|admiral|colonel|chief\s+of\s+staff|spokesperson|spokesman|spokeswoman))\b",
    re.I,
)


def introduced(search: Search, start: int) -> None:
    """ "This is Kate", "this is Miller's team", "I'm the ambassador": where an official speaks."""
    if search.is_asking(start):
        return
    for pattern in (_TEAM, FAMILY):
        match = search.match(pattern, start)
        if match and search.is_no_word(match["name"]):
            search.flag(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
    match = search.match(_INTRODUCED, start)
    if match and all(search.may_be_a_name(word) for word in match["name"].split() if len(word) > 2):
        given = is_given(fold(match["name"].split()[0]))
        if given or (match["after"].strip() in {"with", "from", "at", "again", "here", "speaking"}):
            search.flag(*match.span("name"), Reason.SELF_INTRODUCTION, REDACTED)
    post = search.match(_POST, start)
    if post:
        search.flag(*post.span("post"), Reason.SELF_INTRODUCTION, REDACTED)
