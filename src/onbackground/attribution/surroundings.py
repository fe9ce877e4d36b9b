"""What stands around a name and belongs to it: honorific, rank, title, initial, a broken-off beginning, "Jr."."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from rapidfuzz.distance import Hamming

from onbackground.attribution.exact import LONGEST_GAP
from onbackground.attribution.lexicon import is_in_dictionary
from onbackground.attribution.page import Page
from onbackground.attribution.roster import Seat, is_rank_in_letters, own_words
from onbackground.attribution.spans import Span
from onbackground.attribution.vocabulary import (
    ABBREVIATED,
    ALWAYS_ORDINARY,
    BEFORE_NAMES,
    HONORIFICS,
    OF_AN_OFFICE,
    PARTICLES_OF_LAST_NAMES,
    RANKS,
    SUFFIXES,
)
from onbackground.attribution.words import HYPHENS, Word, words_of

_AFTER_INITIAL = re.compile(r"\.?\s{1,2}|\.")
_TIED_INITIALS = re.compile(rf"\.?[{HYPHENS}]|/")
"""Between the initials of a first name, or of an office: "J.-L. Okafor", "A/S Okafor"."""
_STUTTERED = re.compile(r"[-‐‑–—]+\s?")
_SPOKEN_SUFFIX = re.compile(r",?\s(?:junior|senior|the\s(?:second|third|fourth))\b", re.I)
_BROKEN_OFF = re.compile(r"[\s,…]{0,2}[-‐‑–—…][\s\-‐‑–—…,]*")
_INSIDE_SENTENCE = re.compile(r"[^\W\d_],?\s$")
_HYPHENS = frozenset(HYPHENS)
_TIES = _HYPHENS | frozenset("'’")
_OFFICE_GAP = re.compile(r"[\s\-‐‑]\s?")


def widened(page: Page, spans: list[Span], titles: set[tuple[str, ...]]) -> list[Span]:
    """Let each span take in what belongs to its name; ``titles`` are the roster's own, in folded words.

    A span never reaches into another, nor into an alias.
    """
    text, words = page.text, page.words
    floor = 0
    for number, span in enumerate(spans):
        first = _first_belonging(page, span, floor, titles)
        if first < span.first:
            span.start = words[first].start
        ceiling = spans[number + 1].first if number + 1 < len(spans) else len(words)
        if span.form == "initials" and "." in text[span.start : span.end] and text[span.end : span.end + 1] == ".":
            span.end += 1
        _take_last_initial(text, words, span, ceiling)
        _take_suffix(text, words, span, ceiling)
        floor = span.past
        _take_brackets(text, span)
    return spans


def take_tied(text: str, words: list[Word], span: Span, taken: list[bool]) -> None:
    """Let a span take in what a hyphen or an apostrophe ties to its name, and is no word: "Ben-yehoda", "Myong'o"."""
    own = own_words(span.seat)
    while span.past < len(words) and not taken[span.past]:
        after = words[span.past]
        tied = text[span.end : after.start] in _TIES
        strange = len(after.folded) > 1 and not is_in_dictionary(after.folded)
        second = after.capital and _goes_on_tied(words[span.past - 1], span.seat)
        if not tied or not (after.folded in own or strange or second):
            return
        taken[span.past] = True
        span.end = after.end
        span.past += 1


def _goes_on_tied(word: Word, seat: Seat) -> bool:
    """Whether a hyphen ties more to a word in a name of the seat's, as to the "Soo" of "Soo-been"."""
    return any(one == word.folded for one, _ in _tied_in_name(seat, _HYPHENS))


def _tied_in_name(seat: Seat, ties: Set[str]) -> Iterator[tuple[str, str]]:
    """The folded words of a person's names, two and two, between which one of some signs stands."""
    for name in (seat.name, *seat.also):
        for one, other in pairwise(words_of(name)):
            if name[one.end : other.start] in ties:
                yield one.folded, other.folded


def begun(text: str, words: list[Word], span: Span, floor: int) -> int:
    """The first word, from ``floor`` on, of the initials and of what was broken off before a name: "Ni — Nichols"."""
    first = span.first
    while first > floor and not _is_title(words[first - 1]) and _belongs(text, words, first, span):
        first -= 1
    return first


def _is_title(word: Word) -> bool:
    return word.folded in BEFORE_NAMES | OF_AN_OFFICE


def _first_belonging(page: Page, span: Span, floor: int, titles: set[tuple[str, ...]]) -> int:
    """The first word, from ``floor`` on, of what stands before a name and belongs to it."""
    first = span.first
    while first > floor and not page.aliased[first - 1] and _belongs(page.text, page.words, first, span):
        first -= 1
    for title in titles:
        begin = first - len(title)
        fits = begin >= floor and tuple(word.folded for word in page.words[begin:first]) == title
        if fits and not any(page.aliased[begin:first]):
            return begin
    return first


def _take_last_initial(text: str, words: list[Word], span: Span, ceiling: int) -> None:
    """ "John S." names John Smith."""
    if span.form not in {"first", "middle", "also", "nickname"} or span.past >= ceiling:
        return
    after = words[span.past]
    initials = {word.folded[0] for word in words_of(span.seat.name)[1:]}
    if after.capital and len(after.folded) == 1 and after.folded in initials and text[span.end : after.start].isspace():
        if (after.folded == "i" and text[after.end : after.end + 1] != ".") or re.match(
            r"['’][^s]", text[after.end : after.end + 2]
        ):
            return
        span.end = after.end + (text[after.end : after.end + 1] == ".")
        span.past += 1


def _take_suffix(text: str, words: list[Word], span: Span, ceiling: int) -> None:
    spoken = _SPOKEN_SUFFIX.match(text, span.end) if _has_suffix(span.seat) else None
    if spoken and span.past + (count := len(spoken[0].replace(",", " ").split())) <= ceiling:
        span.end, span.past = spoken.end(), span.past + count
    if span.past < ceiling and words[span.past].folded in SUFFIXES and words[span.past].capital:
        after = words[span.past]
        if re.fullmatch(r",?\s", text[span.end : after.start]):
            span.end = after.end + (text[after.end : after.end + 1] == ".")
            span.past += 1


def _has_suffix(seat: Seat) -> bool:
    return words_of(seat.name)[-1].folded in SUFFIXES


def _belongs(text: str, words: list[Word], first: int, span: Span) -> bool:
    """Whether the word before a name is an honorific, a rank, an initial, or the name begun and broken off."""
    before = words[first - 1]
    gap = text[before.end : min(words[first].start, before.end + LONGEST_GAP)]
    if _BROKEN_OFF.fullmatch(gap) and _begins_second_part(text, words[max(0, first - 2) : first], span.seat):
        return True
    if gap in _TIES and before.folded in own_words(span.seat):
        return True
    if gap in _TIES and _is_first_part(before, words[first], span.seat):
        return True
    if len(before.folded) == 1:
        if _STUTTERED.fullmatch(gap) and words[first].folded.startswith(before.folded):
            return True
        if first < span.first and _TIED_INITIALS.fullmatch(gap) and len(words[first].folded) == 1:
            return before.capital
        pointed = gap.startswith(".") or before.folded not in {"i", "a"}
        return before.capital and pointed and bool(_AFTER_INITIAL.fullmatch(gap))
    if _BROKEN_OFF.fullmatch(gap) and _begins_name(text, before, span.seat):
        return True
    if before.folded in HONORIFICS:
        return bool(_AFTER_INITIAL.fullmatch(gap))
    if before.folded in RANKS and (before.capital or not words[first].capital):
        return gap.isspace() or (before.folded in ABBREVIATED and bool(_AFTER_INITIAL.fullmatch(gap)))
    if is_rank_in_letters(before.folded, span.seat) and text[before.start : before.end].isupper():
        return gap.isspace()
    if _is_particle(before, span.seat):
        return gap.isspace()
    in_office = first < span.first and before.folded in OF_AN_OFFICE and before.capital == words[first].capital
    return in_office and bool(_OFFICE_GAP.fullmatch(gap))


def _is_particle(word: Word, seat: Seat) -> bool:
    """Whether a word is a particle of last names where the seat's has one, or sounds like its own: "Ben", for bin."""
    own = PARTICLES_OF_LAST_NAMES & own_words(seat)
    if own and word.folded in PARTICLES_OF_LAST_NAMES:
        return True
    if word.folded == "oh" and word.capital:
        return "o" in own_words(seat)
    return word.capital and any(len(one) > 2 and Hamming.distance(one, word.folded) == 1 for one in own)


def _begins_name(text: str, word: Word, seat: Seat) -> bool:
    """Whether a word is the beginning of any of a person's names, and no word of its own."""
    if word.folded in ALWAYS_ORDINARY and text[word.end] not in "-‐‑–—":
        inside = _INSIDE_SENTENCE.search(text, max(0, word.start - 3), word.start)
        if not (word.capital and inside):
            return False
    return any(name != word.folded and name.startswith(word.folded) for name in own_words(seat))


def _begins_second_part(text: str, words: list[Word], seat: Seat) -> bool:
    """Whether a word begins the rest of a name behind an apostrophe or a hyphen: "D'A — D'Angelo"."""
    if len(words) < 2 or text[words[0].end : words[1].start] not in _TIES:
        return False
    names = pairwise(word.folded for name in (seat.name, *seat.also) for word in words_of(name))
    return any(one == words[0].folded and other.startswith(words[1].folded) for one, other in names)


def _is_first_part(word: Word, following: Word, seat: Seat) -> bool:
    """Whether a word is nearly the one that a hyphen or an apostrophe ties to the next in a name: "All-Harbi"."""
    return any(
        other == following.folded and len(one) > 1 and Hamming.distance(one, word.folded) == 1
        for one, other in _tied_in_name(seat, _TIES)
    )


def _take_brackets(text: str, span: Span) -> None:
    """A name alone in brackets takes the brackets with it."""
    if text[span.start - 1 : span.start] == "[" and text[span.end : span.end + 1] == "]":
        span.start -= 1
        span.end += 1
