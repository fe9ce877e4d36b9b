"""A name as a roster has it, without what is no part of it: "Lt. Gen. Ann Merrow (ret.)", "Ann Merrow, PhD, MPH"."""

import re

from onbackground.attribution.agencies import AGENCY_NAMES
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import is_ordinary
from onbackground.attribution.vocabulary import HONORIFICS, RANKS, RANKS_IN_LETTERS, SUFFIXES, TITLES, word_set
from onbackground.attribution.words import Word, words_of

_RANKS = RANKS | word_set("hon honorable rev reverend rear ret retired excellency")
_BEHIND_NAMES = SUFFIXES | word_set(
    "ba bs ma ms mba mph mpp mpa jd llm llb rn dvm dds edd scd dphil cpa usa usn usaf usmc uscg"
)
_GOES_ON = word_set("at elect designate for of to")
_BEHIND = re.compile(r"\s*\((?P<remark>[^()]*)\)\s*$|(?:,|\s[-–—]\s)(?P<title>[^,]*)$")


def bare_name(name: str) -> str:
    """Return the name without ranks and offices before it, and without degrees, offices and remarks behind it.

    "Dr." and "Jr." stay, and so does a rank that may be a first name ("Major Merrow").
    """
    name = _without_remarks(name)
    words = words_of(name)
    ranks = [index for index, word in enumerate(words) if _is_rank(name, word)]
    past = ranks[-1] + 1 if ranks else 0
    if not past or past == len(words):
        return name
    more = len(words) > past + 1
    abbreviated = name.startswith(".", words[past - 1].end)
    if not all(_is_of_a_title(name, word, more=more) for word in words[:past]):
        return name
    if not (more or past > 1 or abbreviated or words[past - 1].folded in TITLES):
        return name
    if words[past].folded in _GOES_ON:
        while past < len(words) - 2 and _is_a_word(words[past].folded):
            past += 1
    return name[words[past].start :]


def _without_remarks(name: str) -> str:
    while (found := _BEHIND.search(name)) is not None:
        turned = found["title"] is not None and len(words_of(name[: found.start()])) < 2
        if turned or not _is_no_name(found["remark"] or found["title"] or ""):
            break
        name = name[: found.start()]
    return name


def _is_rank(name: str, word: Word) -> bool:
    printed = name[word.start : word.end]
    in_letters = printed.isupper() and not name.isupper() and word.folded in RANKS_IN_LETTERS
    return in_letters or word.folded in _RANKS


def _is_of_a_title(name: str, word: Word, *, more: bool) -> bool:
    """Whether a word is a rank, or stands before one where there is ``more`` of a name than one word behind it."""
    return _is_rank(name, word) or word.folded in HONORIFICS or (more and _is_a_word(word.folded))


def _is_no_name(text: str) -> bool:
    """Whether a remark or what stands behind a comma has only offices, degrees and agencies."""
    words = [word.folded for word in words_of(text)]
    if "".join(words) in _BEHIND_NAMES or " ".join(words) in AGENCY_NAMES:
        return True
    return all(word in _RANKS or word in _BEHIND_NAMES or _is_a_word(word) for word in words)


def _is_a_word(word: str) -> bool:
    return is_ordinary(word) and not is_given(word)
