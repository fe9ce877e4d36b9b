"""A text searched for what gives an official away: what it says at a place, and the flags found so far."""

import re
from functools import cached_property
from itertools import pairwise

from onbackground.attribution.flags import Flag, Reason
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary, is_spoken_of
from onbackground.attribution.turns import Turn, Voice, turn_at
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.words import Word, fold

REDACTED = "[redacted]"
"""Suggested where nothing better is known."""
_SEEN = 160
"""How far a pattern looks from the word that begins it, in characters: a long text costs little."""
NAME = r"[^\W\d_a-z][^\W\d_A-Z]+(?:[-‐’'][^\W\d_]+)?(?![^\W\d_])"
"""For a pattern: a capitalised word, which may have one hyphen or apostrophe."""


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
        self._words = words
        self._turns = turns
        self._flagged: set[tuple[int, int]] = set()

    def match(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Match a pattern at a place, as far as it may look."""
        return pattern.match(self.text, start, start + _SEEN)

    def may_be_unknown(self, word: str) -> bool:
        """Whether it may be a first name that belongs to nobody known."""
        return self.may_be_a_name(word) and fold(word) not in self._persons

    @cached_property
    def _persons(self) -> set[str]:
        """First names of those who are named whole in the text: "Kylie" where "Kylie Atwood" is called."""
        return {
            one.folded
            for one, other in pairwise(self._words)
            if one.capital and other.capital and other.start - one.end == 1 and self.text[one.end].isspace()
            if len(one.folded) > 1 and other.folded not in ORDINARY
        }

    def may_be_a_name(self, word: str) -> bool:
        """Whether it may be a name, and none that stays."""
        folded = fold(word)
        return (
            folded not in ORDINARY
            and folded not in self.known
            and (is_given(folded) or folded not in NAMES_THAT_ARE_WORDS)
            and not word.isupper()
        )

    def is_no_word(self, word: str) -> bool:
        """Whether it is neither a word of the language, in singular or plural, nor anybody or anything spoken of."""
        folded = fold(word)
        forms = {folded, folded.removesuffix("s"), folded.removesuffix("es"), f"{folded.removesuffix('ies')}y"}
        return not any(is_ordinary(form) or is_spoken_of(form) or form in self.known for form in forms)

    def is_asking(self, start: int) -> bool:
        """Whether a reporter or the operator speaks there."""
        return self._turns[turn_at(self._turns, start)].voice is not Voice.OTHER

    def flag(self, start: int, end: int, reason: Reason, suggestion: str) -> None:
        """Flag a stretch once; one that an alias covers, or begins or ends in, needs none."""
        if (start, end) not in self._flagged and not any(place in self.within for place in (start, end - 1)):
            self._flagged.add((start, end))
            found = self.text[start:end]
            self.flags.append(Flag(start=start, end=end, found=found, reason=reason, suggestion=suggestion))
