"""What kind of words a stretch of a text has, in its place: those of a name, of speech, of neither."""

import re
from collections.abc import Set

from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_in_dictionary, is_spoken_of
from onbackground.attribution.misheard.place import (
    EXPECTING,
    NAMED_OR_NOBODY,
    NO_OTHER,
    READ_BY_DICTIONARY,
    UNDUE,
    Place,
)
from onbackground.attribution.misheard.slots import is_opened
from onbackground.attribution.misheard.wording import Makeup, Wording, is_naming_nobody, is_of_a_country
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.words import Word

_POINTING = frozenset({"this", "that", "these", "those"})
"""In front of words in small letters they name a thing: "back to this scene"."""
_BELONGING = frozenset({"from", "with", "at"})
_INFLECTED = re.compile(r"\w{2,}(?:ing|ed|(?<!s)s)")


class Makeups:
    """One text, read for what its words are; ``ends`` are the words that go on about somebody named before."""

    def __init__(self, text: str, words: list[Word], keep: set[str], wording: Wording, ends: Set[int]) -> None:
        self.words = words
        self.wording = wording
        self._text = text
        self._keep = keep
        self._ends = ends

    def of(self, first: int, past: int, place: Place) -> Makeup:
        """What kind of words a stretch has, in its place."""
        if all(map(_is_of_the_commonest, self.words[first:past])):
            return self._of_the_commonest(first, past, place)
        while past - first > 1 and self.wording.begins_with_particle(first):
            first += 1
        run = self.words[first:past]
        belongs = run[0].folded in _BELONGING or (len(run) > 1 and _is_inflected(run[0]))
        if belongs and self.wording.is_said_of_oneself(first):
            return Makeup.NOBODY
        if run[0].folded in _POINTING and all(map(_is_small_word, run)):
            return Makeup.NOBODY
        kinds = [self._kind(word, place) for word in run]
        if all(kind is Makeup.PLAIN for kind in kinds):
            return self._of_plain_words(first, past, place)
        tied = [self.wording.is_hyphenated(n) or self.wording.is_hyphenated(n + 1) for n in (first, past - 1)]
        if any(kind is Makeup.PLAIN and not part for kind, part in zip((kinds[0], kinds[-1]), tied, strict=True)):
            said = len(run) > 2 and any(map(_is_small_word, run[1:]))
            if said and self.wording.is_said_of_oneself(first):
                return Makeup.NOBODY
            return Makeup.LETTERS if Makeup.LETTERS in kinds else Makeup.RAGGED
        if (len(run) > 1 or place in NO_OTHER) and all(map(self.wording.is_unheard_of, run)):
            return Makeup.STRANGE
        return min(kinds, key=lambda kind: kind.value)

    def _of_the_commonest(self, first: int, past: int, place: Place) -> Makeup:
        """The same of a stretch of nothing but the commonest words."""
        run, single = self.words[first:past], past == first + 1
        if place is Place.HONOURED and single and run[0].capital:
            return Makeup.EMPTY
        if self._names_nobody(first, past):
            return Makeup.NOBODY
        if not any(word.capital and is_spoken_of(word.folded) for word in run):
            return Makeup.EMPTY
        return Makeup.PLAIN if place in EXPECTING and single else Makeup.NOBODY

    def _of_plain_words(self, first: int, past: int, place: Place) -> Makeup:
        """The same of a stretch of nothing but words of the language."""
        run, single = self.words[first:past], past == first + 1
        if self._names_nobody(first, past) if place in NAMED_OR_NOBODY else self._goes_on(first):
            return Makeup.NOBODY
        if place is Place.SLOT and single and _is_inflected(run[0]):
            return Makeup.EMPTY
        if place is Place.THANKED and single and run[0].capital and run[0].folded in NAMES_THAT_ARE_WORDS:
            return Makeup.NAMED
        if not all(word.capital for word in run) or is_opened(self._text, run[0].start):
            return Makeup.PLAIN
        explained = any(map(self._is_explained, run)) or self.wording.is_in_a_title(first, past)
        return Makeup.PLAIN if explained else Makeup.RAGGED

    def _is_explained(self, word: Word) -> bool:
        """Whether a word of the language has its capital for a reason that is known."""
        return word.folded in ORDINARY or word.folded in self._keep or is_of_a_country(word.folded)

    def _kind(self, word: Word, place: Place) -> Makeup:
        """What a word is in its place."""
        inflected = place is Place.MAYBE and _is_inflected(word)
        small_half = place is Place.HALF and not word.capital
        if (inflected or small_half or place in READ_BY_DICTIONARY) and is_in_dictionary(word.folded):
            return Makeup.PLAIN
        kind = self.wording.kind(word)
        body = kind is Makeup.STRANGE and place in UNDUE | {Place.MAYBE} and self._text[word.start : word.end].isupper()
        return Makeup.LETTERS if body else kind

    def _goes_on(self, first: int) -> bool:
        """Whether a word goes on about somebody named before: "will", "said"."""
        return first in self._ends or self.wording.goes_on_about(first)

    def _names_nobody(self, first: int, past: int) -> bool:
        """Whether words are those with which speech goes on, or hold letters that stand for something."""
        begins = is_naming_nobody(self.words[first]) or self.wording.is_said_of_oneself(first)
        return begins or self._goes_on(first) or any(map(self.wording.is_a_thing_in_letters, self.words[first:past]))


def _is_inflected(word: Word) -> bool:
    """Whether a word in small letters has an ending that a word of the language has, rather than a name."""
    return not word.capital and _INFLECTED.fullmatch(word.folded) is not None


def _is_small_word(word: Word) -> bool:
    """Whether a word of the language is in small letters."""
    return not word.capital and is_in_dictionary(word.folded)


def _is_of_the_commonest(word: Word) -> bool:
    """Whether a word is one of the commonest, a letter, or one with which speech goes on."""
    return word.folded in ORDINARY or len(word.folded) < 2 or is_naming_nobody(word)
