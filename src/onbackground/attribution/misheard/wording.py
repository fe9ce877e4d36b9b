"""What the words of one text are: words of the language, names in use, strange ones, halves of a name with another."""

import enum
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from onbackground.attribution.given_names import is_common_name
from onbackground.attribution.lexicon import is_in_dictionary, is_known_name, is_ordinary, is_spoken_of
from onbackground.attribution.misheard.slots import is_opened
from onbackground.attribution.outlets import is_of_an_outlet
from onbackground.attribution.vocabulary import (
    BEFORE_NAMES,
    HEADS,
    ORDINARY,
    PARTICLES_OF_LAST_NAMES,
    THINGS_IN_LETTERS,
    word_set,
)
from onbackground.attribution.words import HYPHENS, Word

LONGEST = 4
"""Words of a name that was misheard."""
_SHORTEST = 4
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,5}s?|[^\W\d_a-z]|[^\W\d_]*[a-z][A-Z]+")
_WITHIN_NAME = re.compile(r"[^\S\n]*\n?[^\S\n]*|['’]|[-‐‑]\s?")
_PRINTED = re.compile(r"[^\W\d_]+|&")
_AFTER_INITIAL = re.compile(r"\.\s?")
_OF_A_COUNTRY = re.compile(r"(\w{4,}?)(?:(?:n|an|ian|ean|vian)s?|is)")
_CLITICS = frozenset({"s", "t", "d", "m", "ll", "re", "ve"})
_NO_NAME_BEGINS = word_set(
    """a an the my our your his her its their this that these those some any all both each every more most other
    another them us you him everyone everybody anyone for and or but to with from at in on of by as so into about
    after before than colleague colleagues members momentarily shortly soon now then first next later again today
    here afterwards i we he she they who what there very just also previously already folks guys questions happy sorry
    great good going not moderator operator congress one two many thanks thank something anything nothing remarks
    having being getting referred others part people senior official officials number"""
)
"""Words with which speech goes on that names nobody: "turn it over to my colleague"."""
_BEFORE_A_LAST_NAME = BEFORE_NAMES - HEADS
"""Titles of those who may sit in a briefing: what stands behind them is no second half of another's name."""
_AUXILIARIES = word_set(
    "will would can could shall should may might must has have had is are was were be been do does did not also"
)
"""Words that, in small letters, go on about somebody who was named before."""


def is_in_no_dictionary(word: str) -> bool:
    """Whether a folded word is neither a word of the language nor a name in common use."""
    return len(word) >= _SHORTEST and not is_in_dictionary(word) and not is_known_name(word)


def is_of_a_country(word: str) -> bool:
    """Whether a folded word is what a people or its things are called after their country: "Angolans"."""
    match = _OF_A_COUNTRY.fullmatch(word)
    return match is not None and (is_spoken_of(match[1]) or is_spoken_of(match[1] + "a"))


def is_naming_nobody(word: Word) -> bool:
    """Whether speech that names nobody goes on with a word: "over to my colleague"."""
    return word.folded in _NO_NAME_BEGINS


class Makeup(enum.Enum):
    """What kind of words a stretch has, what speaks most for a name first."""

    STRANGE = enum.auto()
    """Begins and ends like a name, and at least one word is no word and no name in common use."""
    NAMED = enum.auto()
    """Names in common use: of persons, places, bodies."""
    RAGGED = enum.auto()
    """Words of the language with a name or a strange word among them, or with capitals that nothing explains."""
    LETTERS = enum.auto()
    """Capitals, which may be an abbreviation that calls do not know."""
    PLAIN = enum.auto()
    """Words of the language."""
    EMPTY = enum.auto()
    """Nothing but the commonest words."""
    NOBODY = enum.auto()
    """Words with which speech goes on that names nobody."""


class Wording:
    """The words of one text: ``taken`` tells for each whether not to look at it; ``keep`` are those that stay."""

    def __init__(self, text: str, words: list[Word], taken: list[bool], keep: set[str]) -> None:
        self.words = words
        self._text = text
        self._taken = taken
        self._keep = keep
        small = {word.folded for word in words if not word.capital}
        self._unheard_of = {word for word in small if is_in_no_dictionary(word)}
        self._small = small - self._unheard_of

    def is_ordinary(self, word: Word) -> bool:
        """Whether a word needs no name to explain it, in this text."""
        return (
            word.folded in self._keep
            or is_ordinary(word.folded)
            or (word.capital and word.folded in self._small and len(word.folded) > 1)
        )

    def is_name_like(self, index: int) -> bool:
        """Whether a word may be a name because it is beside one: capitalised, and no office or body."""
        word = self.words[index]
        likely = word.capital and word.end - word.start > 1 and not self._taken[index] and not self.is_acronym(word)
        return likely and (not self.is_ordinary(word) or is_known_name(word.folded))

    def is_unheard_of(self, word: Word) -> bool:
        """Whether a word in small letters is in no dictionary, and no name in common use."""
        return not word.capital and word.folded in self._unheard_of

    def is_same(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether two stretches of words are written alike, but for case and spaces."""
        return self._written(*one) == self._written(*other)

    def _written(self, first: int, past: int) -> list[str]:
        return self._text[self.words[first].start : self.words[past - 1].end].lower().split()

    def is_strange(self, index: int) -> bool:
        """Whether a word has a capital and is no word and no name in common use."""
        return self.kind(self.words[index]) is Makeup.STRANGE

    def kind(self, word: Word) -> Makeup:
        """What a word is by itself."""
        if self.is_ordinary(word) or len(word.folded) < 2:
            return Makeup.PLAIN
        if self.is_acronym(word):
            thing = word.folded in THINGS_IN_LETTERS or is_spoken_of(word.folded)
            return Makeup.PLAIN if thing else Makeup.LETTERS
        if word.capital and not is_common_name(word.folded) and is_of_a_country(word.folded):
            return Makeup.PLAIN
        named = is_known_name(word.folded) or is_known_name(word.folded.removesuffix("s"))
        if named or word.folded in self._reporters:
            return Makeup.NAMED
        return Makeup.STRANGE if word.capital else Makeup.RAGGED

    def is_plural(self, first: int, past: int) -> bool:
        """Whether a stretch may name several people of one name: "the Annans"."""
        name = self.words[past - 1]
        return (
            first > 0 and self.words[first - 1].folded == "the" and name.folded.endswith("s") and len(name.folded) > 3
        )

    def is_in_a_title(self, first: int, past: int) -> bool:
        """Whether capitalised words of the language stand beside a stretch: "the United Kingdom"."""
        before = first > 0 and self.is_next_to_following(first - 1) and self.words[first - 1]
        after = self.is_next_to_following(past - 1) and self.words[past]
        return any(word and word.capital and word.folded != "i" and self.is_ordinary(word) for word in (before, after))

    def begins_with_particle(self, first: int) -> bool:
        """Whether a word and those after it may be a last name with its particles: "Von Brandte", "De La Fooente"."""
        index = first
        last = min(len(self.words), first + LONGEST) - 1
        while index < last and self.words[index].folded in PARTICLES_OF_LAST_NAMES:
            index += 1
        return index > first and self.is_strange(index)

    def goes_on_about(self, first: int) -> bool:
        """Whether a word goes on about somebody who was named before it."""
        return self.words[first].folded in _AUXILIARIES and not self.words[first].capital

    def is_said_of_oneself(self, first: int) -> bool:
        """Whether "I'm" or "it's" comes before, behind which most words are no name."""
        if first < 2:
            return False
        before, verb = self.words[first - 2].folded, self.words[first - 1].folded
        return (before, verb) in (("i", "m"), ("i", "am"), ("it", "s"), ("it", "is"))

    def other_halves(self, first: int, kind: str) -> set[str]:
        """What stands, anywhere in the text, beside a word that is the "first" or the "last" half of a name."""
        return self._beside.get((kind, self.words[first].folded), set())

    def beside(self, index: int) -> Iterator[str]:
        """The words right beside a word that may make one name with it: capitalised, and no word of the language."""
        before = self.words[index - 1].folded if index else ""
        titled = before in _BEFORE_A_LAST_NAME
        if index and not titled and self.is_next_to_following(index - 1) and self.is_name_like(index - 1):
            yield before
        if self.is_next_to_following(index) and self.is_name_like(index + 1):
            yield self.words[index + 1].folded

    def given_before(self, index: int) -> Iterator[Word]:
        """The word right before a word, if it has a capital and may be a first name."""
        if index and self.words[index - 1].capital and self.is_next_to_following(index - 1):
            yield self.words[index - 1]

    def after(self, index: int) -> set[str]:
        """The word right after a word that may make one name with it; none where nothing does."""
        if not self.is_next_to_following(index):
            return set()
        after = self.words[index + 1]
        name = self.is_name_like(index + 1) or (after.capital and is_spoken_of(after.folded))
        whole = "".join(word.folded for word in self.words[index + 1 : index + 3] if word.capital)
        return {after.folded, whole} if name else set()

    def is_next_to_following(self, index: int) -> bool:
        """Whether a word follows, with nothing but a space between."""
        if index + 1 == len(self.words):
            return False
        return self._text[self.words[index].end : self.words[index + 1].start].isspace()

    def printed(self, first: int, past: int) -> list[str]:
        """The words of a stretch as they stand in the text, an ampersand among them."""
        return _PRINTED.findall(self._text, self.words[first].start, self.words[past - 1].end)

    def goes_on(self, index: int) -> bool:
        """Whether a name may go on over the gap before a word."""
        before = self.words[index - 1]
        gap = self._text[before.end : self.words[index].start]
        initial = len(before.folded) == 1 and (gap == "&" or _AFTER_INITIAL.fullmatch(gap))
        return bool(_WITHIN_NAME.fullmatch(gap) or initial)

    def is_hyphenated(self, index: int) -> bool:
        """Whether a hyphen ties a word to the one before."""
        return (
            0 < index < len(self.words) and self._text[self.words[index - 1].end : self.words[index].start] in HYPHENS
        )

    def is_clitic(self, index: int) -> bool:
        """Whether a word is the rest of another, behind an apostrophe: "'s"."""
        word = self.words[index]
        return word.folded in _CLITICS and word.start > 0 and self._text[word.start - 1] in "'’"

    def is_possessive(self, index: int) -> bool:
        """Whether a word is the "s" of a possessive."""
        return self.words[index].folded == "s" and self.is_clitic(index)

    def is_a_thing_in_letters(self, word: Word) -> bool:
        """Whether letters stand for something that calls speak of, or are a word in capitals."""
        return self.is_acronym(word) and self.kind(word) is Makeup.PLAIN

    def is_acronym(self, word: Word) -> bool:
        """Whether a word is written as letters that stand for something."""
        return _ACRONYM.fullmatch(self._text, word.start, word.end) is not None

    @cached_property
    def _pairs(self) -> list[tuple[Word, Word]]:
        """The capitalised words that stand side by side, with nothing but a space between."""
        return [
            (one, other)
            for n, (one, other) in enumerate(pairwise(self.words))
            if one.capital
            and other.capital
            and not (self._taken[n] or self._taken[n + 1])
            and len(one.folded) > 1 < len(other.folded)
            and self._text[one.end : other.start].isspace()
        ]

    @cached_property
    def _reporters(self) -> set[str]:
        """The words of names that are given with an outlet."""
        of_outlets = {word.folded for word in self.words if word.capital and is_of_an_outlet(self._text, word.end)}
        return of_outlets | {one.folded for one, other in self._pairs if other.folded in of_outlets}

    def _opens_sentence(self, word: Word) -> bool:
        """Whether a word of the language has its capital from the beginning of a sentence: "Like Okavor said"."""
        named = is_known_name(word.folded) or not self.is_ordinary(word)
        return not named and is_opened(self._text, word.start)

    @cached_property
    def _beside(self) -> dict[tuple[str, str], set[str]]:
        """What follows a word as its last name may, and what comes before it as its first name may."""
        beside: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one, other in self._pairs:
            if other.folded not in ORDINARY:
                beside["first", one.folded].add(other.folded)
            if one.folded not in ORDINARY and not self._opens_sentence(one):
                beside["last", other.folded].add(one.folded)
        return beside
