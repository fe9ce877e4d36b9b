"""A text searched for what gives an official away: what it says at a place, and the flags found so far."""

import re
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from onbackground.attribution.agencies import AGENCY_NAMES
from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.giveaways.around import Around
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_in_dictionary, is_ordinary, is_place, is_spoken_of
from onbackground.attribution.phrases import LED_TO
from onbackground.attribution.turns import MODERATING, Turn, Voice, asks_next, turn_at
from onbackground.attribution.vocabulary import HEADS, ORDINARY, PARTICLES_OF_LAST_NAMES
from onbackground.attribution.words import Word, fold, words_of
from onbackground.transcript.labels.numbers import NUMBERS

REDACTED = "[redacted]"
"""Suggested where nothing better is known."""
_SEEN = 160
"""How far a pattern looks from the word that begins it, in characters: a long text costs little."""
_BEFORE, _AFTER = 70, 50
"""How far around a name is looked at, in characters."""
_EARLY = 100
"""How far into a turn, in characters, somebody says who they are."""
_TURN_SEEN = 600
"""How far back in the moderator's turn, in characters, a pronoun may find whom it means."""
_PERSONS = frozenset({"secretary", "leader", "reporter", "journalist", "ambassador"})
_INSIDE_SENTENCE = re.compile(r"[\w,’']\s+$")
_LOWER_RANK = re.compile(r"\b(?:deputy|assistant|under)[\s-]+$", re.I)
_LONGEST_RANK = 12
_start = attrgetter("start")
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|yes|yeah|okay|sure|well|so|and|good|morning|afternoon|evening|everyone|everybody|all|there"
    r"|folks|again|thanks|thank|you|very|much|to|can|hear|me)\b\W*)*",
    re.I,
)
NAME = r"[^\W\d_a-z][^\W\d_A-Z]+(?:[-‐’'][^\W\d_]+)?(?![^\W\d_])"
"""For a pattern: a capitalised word, which may have one hyphen or apostrophe."""
NUMBER = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
"""For a pattern: the number of an official, as a word or in figures."""
_CALLED_ON = re.compile(
    rf"\b(?i:{LED_TO})\s+(?P<name>{NAME})(?=\s*(?:[.,?!;:—–]|$|next\b|now\b|with\b|from\b|for\b))"
    rf"|(?P<open>{NAME})(?=,\s+your?\s+(?:line|should|may|can|are)\b|\s+(?:with|from|at)\s+(?:the\s+)?[A-Z])"
)


class Search:
    """One text being searched: ``aliases`` are the stretches that are an alias, ``known`` the words of kept names."""

    def __init__(
        self, text: str, words: list[Word], aliases: list[tuple[int, int]], known: set[str], turns: list[Turn]
    ) -> None:
        self.text = text
        self.aliases = aliases
        self.within = {offset for start, end in aliases for offset in range(start, end)}
        self.known = known
        self.flags: list[Flag] = []
        self._unknown: set[str] = set()
        self._told: set[int] = set()
        self._words = words
        self._turns = turns
        self._flagged: dict[int, set[int]] = {}

    def match(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Match a pattern at a place, as far as it may look."""
        return pattern.match(self.text, start, start + _SEEN)

    def around(self, start: int, end: int) -> Around:
        """What stands around a name in its turn, as far as it matters."""
        begin = max(self._turns[turn_at(self._turns, start)].start, start - _BEFORE)
        return Around(self.text[begin:start], self.text[end : end + _AFTER])

    def may_be_unknown(self, word: str, *, among_words: bool = False) -> bool:
        """Whether it may be a first name that belongs to nobody known; ``among_words`` also one that is a word."""
        return self.may_be_a_name(word, among_words=among_words) and fold(word) not in self._persons

    @cached_property
    def _persons(self) -> set[str]:
        """Names of those who are named whole in the text, and first names of reporters called on: "Odalys Wren"."""
        called = {
            fold(match["name"] or match["open"])
            for number, turn in enumerate(self._turns)
            if turn.voice is not Voice.REPORTER and asks_next(self._turns, number)
            for match in _CALLED_ON.finditer(self.text, max(turn.start, turn.end - _SEEN), turn.end)
        }
        whole = [(one.folded, other.folded) for one, other in self.pairs if other.capital and self.text[one.end] != "-"]
        first = {one for one, other in whole if len(one) > 1 and other not in ORDINARY}
        last = {other for one, other in whole if is_given(one)}
        return (called | first | last) - self._unknown

    @cached_property
    def pairs(self) -> list[tuple[Word, Word]]:
        """Capitalised words with the next, which is one too or belongs to a last name: "Ana Moe", "Ana de"."""
        firsts = [first for first, word in enumerate(self._words[:-1]) if word.capital]
        return [
            (one, other)
            for one, other in (self._words[first : first + 2] for first in firsts)
            if other.start - one.end == 1 and (other.capital or other.folded in PARTICLES_OF_LAST_NAMES)
            if self.text[one.end].isspace() or self.text[one.end] == "-"
        ]

    def may_be_a_first_name(self, folded: str) -> bool:
        """Whether somebody's whole name may begin with a word."""
        if folded in ORDINARY or folded in HEADS or is_place(folded):
            return False
        return is_given(folded) or self.is_strange(folded)

    def is_of_nobody_known(self, last: str) -> bool:
        """Whether a last name is neither kept nor on the label of anybody."""
        return not (last in ORDINARY or last in HEADS or last in self.known or last in self._labelled)

    @cached_property
    def _labelled(self) -> set[str]:
        return {word.folded for turn in self._turns for word in words_of(turn.label)}

    def may_be_a_name(self, word: str, *, among_words: bool = False) -> bool:
        """Whether it may be a name, and none that stays; ``among_words`` also one that is a word."""
        folded = fold(word)
        return (
            folded not in ORDINARY
            and folded not in self.known
            and (among_words or is_given(folded) or folded not in NAMES_THAT_ARE_WORDS)
            and not word.isupper()
        )

    def is_no_word(self, word: str) -> bool:
        """Whether it is neither a word of the language, in singular or plural, nor anybody or anything spoken of."""
        folded = fold(word)
        forms = {folded, folded.removesuffix("s"), folded.removesuffix("es"), f"{folded.removesuffix('ies')}y"}
        return not any(is_ordinary(form) or is_spoken_of(form) or form in self.known for form in forms)

    def is_strange(self, word: str) -> bool:
        """Whether it is in no dictionary, and no name of anybody or anything spoken of."""
        folded = fold(word)
        return not (is_in_dictionary(folded) or is_spoken_of(folded) or folded in self.known)

    def opens_turn(self, start: int) -> bool:
        """Whether nothing but a greeting stands before in the turn, as where speakers say who they are."""
        begin = self._turns[turn_at(self._turns, start)].start
        return start - begin < _EARLY and _GREETING.fullmatch(self.text, begin, start) is not None

    def is_by_moderator_of_nobody(self, start: int) -> bool:
        """Whether the moderator speaks there, and has named nobody else, nor anything, before in the turn."""
        turn = self._turns[turn_at(self._turns, start)]
        if not MODERATING.match(turn.label):
            return False
        begin = max(turn.start, start - _TURN_SEEN)
        before = self._words[bisect_left(self._words, begin, key=_start) : bisect_left(self._words, start, key=_start)]
        return not any(word.start not in self.within and self._may_be_meant(word) for word in before)

    def _may_be_meant(self, word: Word) -> bool:
        """Whether a pronoun may mean what a word names: a head of state, or what has a capital inside a sentence."""
        before = self.text[max(0, word.start - _LONGEST_RANK) : word.start]
        if word.folded in HEADS or word.folded in _PERSONS:
            return _LOWER_RANK.search(before) is None
        nobody = word.folded == "i" or word.folded in AGENCY_NAMES or self.text[word.start : word.end].isupper()
        return word.capital and not nobody and _INSIDE_SENTENCE.search(before) is not None

    def is_anothers_name(self, word: str, start: int) -> bool:
        """Whether a word with a capital may be a name, and is in no alias."""
        return start not in self.within and fold(word) not in ORDINARY

    def is_asking(self, start: int) -> bool:
        """Whether a reporter or the operator speaks there."""
        return self._turns[turn_at(self._turns, start)].voice is not Voice.OTHER

    def is_before_questions(self, start: int) -> bool:
        """Whether reporters ask later, and none has asked before: whoever is led to is no reporter."""
        return start < self._first_question

    @cached_property
    def _first_question(self) -> int:
        return next((turn.start for turn in self._turns if turn.voice is Voice.REPORTER), 0)

    def answers_reporter(self, start: int) -> bool:
        """Whether what is said there answers the turn of a reporter."""
        number = turn_at(self._turns, start)
        asked = number > 0 and self._turns[number - 1].voice is Voice.REPORTER
        return asked and self._turns[number].voice is Voice.OTHER

    def calls_reporter(self, end: int) -> bool:
        """Whether a turn of the house ends there, near enough, and a reporter asks next."""
        number = turn_at(self._turns, end)
        return asks_next(self._turns, number) and self._turns[number].end - end < _EARLY

    def is_labelled(self, start: int, name: str) -> bool:
        """Whether the label of the turn there has any of the words of a name: it is on the record."""
        label = {word.folded for word in words_of(self._turns[turn_at(self._turns, start)].label)}
        return not label.isdisjoint(word.folded for word in words_of(name))

    def is_flagged_from(self, start: int) -> bool:
        """Whether a flag begins at a place."""
        return start in self._flagged

    def is_flagged(self, place: int) -> bool:
        """Whether the last flag covers a place: what was found there says enough."""
        return bool(self.flags) and self.flags[-1].start <= place < self.flags[-1].end

    def flag_person(self, start: int, end: int, reason: Reason, suggestion: str) -> None:
        """Flag the whole name of somebody unknown, whose names alone are to be flagged too."""
        self._unknown.update(word.folded for word in words_of(self.text[start:end]))
        self.flag(start, end, reason, suggestion)
        self._told.update(range(start, end))

    def flag(self, start: int, end: int, reason: Reason, suggestion: str) -> None:
        """Flag a stretch once; one that an alias or a person's flag covers, or begins or ends in, needs none."""
        ends = (start, end - 1)
        told = end in self._flagged.get(start, ()) or not (self.within.isdisjoint(ends) and self._told.isdisjoint(ends))
        if not told:
            self._flagged.setdefault(start, set()).add(end)
            found = self.text[start:end]
            self.flags.append(Flag(start=start, end=end, found=found, reason=reason, suggestion=suggestion))
