"""Initials: "J.S." for Joan Stone, and "J. Stone" or "Joan S.", told from other things in letters ("U.N.", "P.M.")."""

import re
from functools import lru_cache

from onbackground.attribution.forms import Form
from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.meant.passage import ADDRESS_BEFORE, ANNOUNCED_BEFORE, Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.roster import Seat
from onbackground.attribution.vocabulary import HONORIFICS, ORDINARY, THINGS_IN_LETTERS
from onbackground.attribution.words import words_of

_POINTED_THINGS = frozenset({"am", "pm", "dc", "us", "un", "uk", "eu"})
_SHORTEST_WITH_PARTICLES = 2
"""Letters of which more, between two capitals, may be those of particles: "K.b.R." for Karim bin Rashid."""
_WITHIN_MORE = re.compile(r"[\w\-‐‑–@#/&$]")
"""What touches letters that are part of something longer."""
_OF_A_CITY = re.compile(r"\bWashington,[\s_\\]+$")
_GRADED_AFTER = re.compile(r",\s+(?:(?:and|or)\s+)?[A-Z](?:,\s+(?:(?:and|or)\s+)?[A-Z])*\b(?!\.)")
_LET_BEFORE = re.compile(r"\blet\s+$", re.I)
_SPEAKS_AFTER = re.compile(r"\.?\s+(?:speak|take|talk|start|answer|add|jump|go|respond|address|weigh|chime)\b")
_THEIRS_AFTER = re.compile(r"\.?['’]s\s+(?:points?|comments?|questions?|remarks?|answers?)\b")
_NAMED_BEFORE = re.compile(r"(?:\b(?:(?:we|i)\s+have|as|like|for|and)|(?:^|[\]\w]),)\s+$")


def judge_initials(passage: Passage, first: int, past: int) -> Verdict:
    """Initials alone count where somebody is called; letters that stand for a thing only where a name is due."""
    if not _are_initials(passage, first, past):
        return Verdict.OTHER
    letters = "".join(map(passage.printed, range(first, past)))
    single = past - first == 1
    if single and (letters in passage.said_of_things or _is_first_name(passage, past)):
        return Verdict.OTHER
    title = single and letters.lower() in HONORIFICS
    following = passage.words[past] if title and past < len(passage.words) else None
    if following and following.capital and following.folded not in ORDINARY:
        return Verdict.OTHER
    before, after = passage.before(first), passage.after(past)
    called = ADDRESS_BEFORE.search(before) or passage.is_called_by_name(first, past)
    pointed_thing = letters.lower() in _POINTED_THINGS
    if pointed_thing or (single and letters.lower() in THINGS_IN_LETTERS):
        likely = not pointed_thing and _NAMED_BEFORE.search(before)
        speaks = (_LET_BEFORE.search(before) and _SPEAKS_AFTER.match(after)) or _THEIRS_AFTER.match(after)
        due = called or likely or speaks or ANNOUNCED_BEFORE.search(before)
        return Verdict.UNSURE if due and not _OF_A_CITY.search(before) else Verdict.OTHER
    return Verdict.NAME if not title and (called or passage.is_called(first, past)) else Verdict.UNSURE


def _are_initials(passage: Passage, first: int, past: int) -> bool:
    """Whether letters are written as somebody's initials: in capitals, no grades, and no part of more letters."""
    words = passage.words
    if passage.gap(past - 1).startswith(",") and _GRADED_AFTER.match(passage.text, words[past - 1].end):
        return False
    printed = [passage.printed(i) for i in range(first, past)]
    particles = past - first > _SHORTEST_WITH_PARTICLES and printed[0].isupper() and printed[-1].isupper()
    if not ("".join(printed).isupper() or particles):
        return False
    touching = passage.text[max(0, words[first].start - 1) : words[first].start] + passage.after(past)[:1]
    if _WITHIN_MORE.search(touching):
        return False
    return not any(
        0 <= i < len(words)
        and len(words[i].folded) == 1
        and words[i].capital
        and words[i].folded not in "ia"
        and words[max(i, first)].start - words[min(i, first)].end < 3
        for i in (first - 1, past)
    )


def _is_first_name(passage: Passage, past: int) -> bool:
    """Whether letters are somebody else's first name, as their last name follows: "MJ Cooper"."""
    if past == len(passage.words) or past in passage.taken or not passage.is_capital(past):
        return False
    return (
        passage.gap(past).isspace()
        and not passage.printed(past).isupper()
        and is_common_name(passage.words[past].folded)
    )


def _after_own_initial(passage: Passage, first: int, seat: Seat) -> bool:
    """Whether an initial of the seat's stands before: "J. King"."""
    if first == 0 or len(passage.words[first - 1].folded) > 1 or not passage.words[first - 1].capital:
        return False
    gap = passage.gap(first)
    initials = _first_initials(seat)
    return passage.words[first - 1].folded in initials and re.fullmatch(r"\.\s{0,12}|\s", gap) is not None


def is_half(passage: Passage, first: int, past: int, form: Form) -> bool:
    """Whether an initial of the seat's stands before or after: "J. King", "John K."."""
    if _after_own_initial(passage, first, form.seat):
        return True
    if form.kind == "last" or past == len(passage.words) or not passage.words[past].capital:
        return False
    initials = _last_initials(form.seat)
    return (
        passage.words[past].folded in initials - {"i"} and passage.gap(past).isspace() and not _is_middle(passage, past)
    )


def _is_middle(passage: Passage, index: int) -> bool:
    """Whether a letter stands before somebody's last name: the C of "George C. Tidewater"."""
    following = index + 1
    if following == len(passage.words) or following in passage.taken or not passage.is_capital(following):
        return False
    pointed = passage.gap(following) in (". ", ".\xa0")
    return pointed and passage.words[following].folded not in ORDINARY and passage.words[index].capital


@lru_cache(maxsize=1024)
def _first_initials(seat: Seat) -> frozenset[str]:
    return frozenset(word.folded[0] for word in words_of(seat.name)[:-1])


@lru_cache(maxsize=1024)
def _last_initials(seat: Seat) -> frozenset[str]:
    return frozenset(word.folded[0] for word in words_of(seat.name)[1:])
