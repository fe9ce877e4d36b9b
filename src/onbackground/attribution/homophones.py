"""Common names that a first name is written as by who hears it: David for Dawid, Rachel for Raquel."""

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onbackground.attribution.given_names import GIVEN, short_forms
from onbackground.attribution.phones import likeness, outline, readings
from onbackground.attribution.vocabulary import ORDINARY

_ALIKE = 0.94
_OUTLINES_ALIKE = 0.6
_MOST_READINGS = 3
_SHORTEST = 4


@lru_cache(maxsize=1024)
def homophones(word: str) -> frozenset[str]:
    """The common given names that sound like a folded one, and are another name.

    >>> "david" in homophones("dawid"), homophones("david")
    (True, frozenset())
    """
    if word in GIVEN or len(word) < _SHORTEST:
        return frozenset()
    alike = set()
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


@cache
def _outlines() -> dict[tuple[str, str], str]:
    return {
        (name, phones): outline(phones)
        for name in GIVEN - ORDINARY
        if len(name) >= _SHORTEST
        for phones in readings(name)[:_MOST_READINGS]
    }
