"""Common names that a first name is written as by who only hears it: David for Dawid, Katherine for Catherine.

A recogniser that does not know a name writes the one it knows; of two spellings that sound the same it may write
either.
"""

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onbackground.attribution.given_names import GIVEN, short_forms
from onbackground.attribution.sound.phones import likeness, outline, readings
from onbackground.attribution.vocabulary import ORDINARY

_ALIKE = 0.94
"""How alike a common name must sound to one that is not."""
_OUTLINES_ALIKE = 0.6
_MOST_READINGS = 3
_SHORTEST = 4

_SAME = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[^aeiou])h|(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile(r"c(?=[aoulrk]|$)"), "k"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Letters that change nothing in how a name sounds."""


@lru_cache(maxsize=1024)
def homophones(word: str) -> frozenset[str]:
    """The common given names that sound like a folded one, and are written otherwise; no short forms of it.

    >>> sorted(homophones("catherine")), sorted(homophones("dawid"))
    (['katherine'], ['david'])
    """
    alike = set(_spellings().get(_plainest(word), ()))
    if word not in GIVEN and len(word) >= _SHORTEST:
        for phones in readings(word)[:_MOST_READINGS]:
            near = process.extract(
                outline(phones),
                _outlines(),
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=_OUTLINES_ALIKE,
                limit=None,
            )
            alike |= {name for _, _, (name, sounds) in near if likeness(phones, sounds) >= _ALIKE}
    return frozenset(alike) - {word} - short_forms(word)


def _plainest(word: str) -> str:
    for letters, sound in _SAME:
        word = letters.sub(sound, word)
    return word


@cache
def _spellings() -> dict[str, set[str]]:
    spellings: dict[str, set[str]] = {}
    for name in GIVEN - ORDINARY:
        spellings.setdefault(_plainest(name), set()).add(name)
    return spellings


@cache
def _outlines() -> dict[tuple[str, str], str]:
    return {
        (name, phones): outline(phones)
        for name in GIVEN - ORDINARY
        if len(name) >= _SHORTEST
        for phones in readings(name)[:_MOST_READINGS]
    }
