"""Names that are months or places as well ("May", "Austin"): whether one names somebody where it stands."""

import re
from bisect import bisect_left
from operator import attrgetter

from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.lexicon import is_spoken_of
from onbackground.attribution.meant.called_on import QUESTION_FOR
from onbackground.attribution.meant.ordinary_words import DOES_AS_A_PERSON, describes, judge_small, judge_word
from onbackground.attribution.meant.passage import ADDRESS_BEFORE, CALLED_AFTER, VOCATIVE_END, Passage
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.phrases import ANSWERS, AS_A_PERSON, TOLD
from onbackground.attribution.vocabulary import BEFORE_NAMES, word_set
from onbackground.transcript.calendar_names import MONTHS, WEEKDAY, WEEKDAYS

PLACES = word_set(
    """adelaide albany alexandria alma america asia austin berlin boston bradford brandon bristol brittany brooklyn
    cairo camden carolina chad charlotte chelsea chester china cleveland cuba dakota dallas darwin denver devon
    diego dublin eden elizabeth england florence france francisco geneva georgia germany hamilton holland houston
    hudson india indiana ireland israel italia jackson jersey jordan juan kelly kent kenya kingston lancaster laredo
    lima lincoln london lorraine louis madison madrid mali malta marino melbourne memphis mexico milan milton
    montana mozambique nevada odessa orlando oslo oxford paris persia petra phoenix preston raleigh regina richmond
    roma rome salvador santiago santos savannah scotland selma seoul sofia spain stanford stanton sterling sydney
    texas tripoli troy tyrone valencia venezuela verona victoria vienna virginia wales warren warsaw washington
    wellington york"""
)
_SEEN = 60
_CALENDAR = frozenset(map(str.lower, (*MONTHS, *WEEKDAYS)))
_start = attrgetter("start")
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
_DOES = re.compile(r"\s+(?:has|have|had|will|can|wants)\b")
_SPEAKS = re.compile(
    rf"\s+(?:{TOLD}|(?:{ANSWERS})|(?:has|will|can|is|is going to|wants to)\s+(?:(?:also|already|just|now)\s+)*"
    r"(?:join|lead|give|go|share|follow|cover|run|provide|present|brief|help|be|been|here|on|next|who|the|more"
    rf"|something|anything|a|an|joining|leading|giving|going|speaking|taking|talking|right|{AS_A_PERSON}))\b",
    re.I,
)
_AND_ME = re.compile(r"\s+and\s+(?:I|me)\b")
_YOU_AND = re.compile(r"\byou\s+and\s+$", re.I)
_DATE_AFTER = re.compile(rf"[\s,]+(?:\[\w+\]\s+)?(?:the\ )?(?:\d|of\s+(?:this|last|next|\d)|through|and\s+{_MONTH}\b)")
_DATE_BEFORE = re.compile(
    r"\b(?:in|of|by|since|until|till|this|last|next|past|early|late|mid|through|throughout"
    r"|beyond|around|between|before|after|during|on|\w*\d\w*"
    rf"|month|{WEEKDAY}|(?:early|late|soon)\ as|(?<!\bhere)(?<!\bwhere)['’]s"
    r"|starting|back|first|for|the|(?:Jan|Febr)uary|March|April|May|June|July|August)[\s,—–-]+"
    r"(?:and |or |to |through |until )?$",
    re.I,
)
_CALLED_IN = ("bring", "bringing", "brought", "loop", "looping", "pull", "pulling", "call", "dial", "patch")
_TRUSTED_IN = ("confidence", "faith", "trust", "believe")
_WITHIN = rf"{''.join(rf'(?<!{one} )' for one in _CALLED_IN + _TRUSTED_IN)}\b(?:in|inside|across|throughout)"
_WITHIN_BEFORE = re.compile(rf"{_WITHIN}\s+$", re.I)
_LISTING = r"(?:,?\s+(?:and|or)\s+|,\s+)"
_PLACE_BEFORE = re.compile(
    rf"(?:{_WITHIN}|\b(?:at|near|outside|into|places like"
    r"|(?:north|south)(?:east|west)(?:ern)?|visit|visits|visiting|leaving|southern|northern|eastern"
    r"|western|south|north|east|west|new|san|saint|port|(?:travel|travels|traveled|traveling|trip|flew) to"
    rf"|(?:king|government|people|state|city|university|president)(?:\s+\w+)? of))\s+(?:[A-Z]\w+{_LISTING})*$",
    re.I,
)
_RULED_BEFORE = re.compile(
    r"\b(?:king|government|people|state|president|republic|minister|ambassador|mayor|governor|city|town|country|capital)"
    r"(?:\s+\w+)?\s+of\s+$",
    re.I,
)
_CITY_BEFORE = re.compile(r"\b(?:in|from|of|to|near|at|like|outside)\s+(?:[A-Z]\w+\s+){0,2}[A-Z]\w+,[\s\\_]+$")
_LISTED_BEFORE = re.compile(rf"(?:[A-Z][a-z]+{_LISTING})+$")
_LISTED_AFTER = re.compile(rf"(?:{_LISTING}[A-Z][a-z]+)+")
_PLACE_AFTER = re.compile(
    r"(?:['’]s\s+(?:government|military|economy|president|prime|foreign|king|parliament|capital|borders?|people"
    r"|elections?|mayor|governor|(?:war\s+)?cabinet|army|air(?:port|space)|embassy|constitution|territory|citizens)\b"
    r"|,\s+D\.?C\b|\s+(?:State|City|County|Post|Times)\b|[-–](?!led\b|run\b)\w)"
)
_WITHIN_AFTER = re.compile(r",\s+(?P<whole>[A-Z][a-z]+),")


def judge_month(passage: Passage, first: int, past: int) -> Verdict:
    """A month is a date beside a day or a preposition; it names somebody who is called."""
    before, after = passage.before(first), passage.after(past)
    if not passage.is_capital(first):
        return judge_small(passage, first, past)
    if _DATE_AFTER.match(after) or _is_one_of_months(passage, first, past):
        return Verdict.OTHER
    if DOES_AS_A_PERSON.match(after):
        return Verdict.UNSURE
    if passage.words[first].folded == "may" and passage.begins_sentence(first):
        return judge_word(passage, first, past, "may")
    if passage.is_called_by_name(first, past):
        return Verdict.NAME
    if QUESTION_FOR.search(before) and VOCATIVE_END.match(after):
        return Verdict.UNSURE
    return Verdict.OTHER if _DATE_BEFORE.search(before) else Verdict.UNSURE


def judge_place(passage: Passage, first: int, past: int) -> Verdict:
    """A place is one behind "in" or beside another place; it names somebody who is called."""
    before, after = passage.before(first), passage.after(past)
    ruled = _RULED_BEFORE.search(before) or _WITHIN_BEFORE.search(before) or _CITY_BEFORE.search(before)
    if ruled or _PLACE_AFTER.match(after) or _is_a_city_of(after) or _is_a_state(passage, first, past):
        return Verdict.OTHER
    if passage.is_called_by_name(first, past):
        does = _DOES.match(after) and not (_SPEAKS.match(after) or ADDRESS_BEFORE.search(before))
        return Verdict.UNSURE if does else Verdict.NAME
    acts = _AND_ME.match(after) or DOES_AS_A_PERSON.match(after)
    if acts or (_YOU_AND.search(before) and not after.startswith(("'s", "’s"))):
        return Verdict.UNSURE
    start = passage.words[first].start
    leading = passage.text[max(0, start - _SEEN) : start]
    is_place = (
        _PLACE_BEFORE.search(leading) or describes(passage, first, past) or _is_among_places(passage, first, past)
    )
    return Verdict.OTHER if is_place else Verdict.UNSURE


def _is_a_city_of(after: str) -> bool:
    """Whether a place comes next, between commas, that this one is in: "Austin, Texas, has"."""
    whole = _WITHIN_AFTER.match(after)
    return whole is not None and _is_place_name(whole["whole"].lower())


def _is_among_places(passage: Passage, first: int, past: int) -> bool:
    """Whether a list it stands in has a place that is nobody's name here: "Chad, Jordan and Lebanon"."""
    text, words = passage.text, passage.words
    start, end = words[first].start, words[past - 1].end
    before = _LISTED_BEFORE.search(text, max(0, start - _SEEN), start)
    after = _LISTED_AFTER.match(text, end, end + _SEEN)
    begin, finish = before.start() if before else start, after.end() if after else end
    near = range(bisect_left(words, begin, key=_start), bisect_left(words, finish, key=_start))
    return any(
        words[i].capital
        and i not in passage.taken
        and words[i - 1].folded not in BEFORE_NAMES
        and _is_place_name(words[i].folded)
        for i in near
    )


def _is_place_name(word: str) -> bool:
    """Whether calls speak of a place or a body by this folded word, which is nobody's first name."""
    return word in PLACES or (is_spoken_of(word) and not is_common_name(word) and word not in _CALENDAR)


def _is_one_of_months(passage: Passage, first: int, past: int) -> bool:
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


def _is_a_state(passage: Passage, first: int, past: int) -> bool:
    """Whether things go to a place or come from it, or the text has it for a place and it does what states do."""
    before, after = passage.before(first), passage.after(past)
    if _FLOWS.search(before) or (_ON_THE_WAY.search(before) and _GOES_ON_TO.match(after)):
        return True
    known = passage.words[first].folded in passage.said_of_places
    return known and _DOES.match(after) is not None and _SPEAKS.match(after) is None
