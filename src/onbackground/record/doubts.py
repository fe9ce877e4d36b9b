"""Where the sound is asked for a name: at words that are in doubt, and where somebody is named in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ..attribution.lexicon import is_ordinary
from ..attribution.misheard.slots import slots_of
from ..attribution.phrases import ASKED_TO, LED_TO, SPACES, in_small_letters, phrases
from ..attribution.vocabulary import HONORIFICS, RANKS
from ..attribution.words import Word as Token
from ..attribution.words import words_of
from .events import INAUDIBLE, Word
from .forms import is_letters

DOUBTED: Final = 0.5
"""Words less likely are looked at."""
SURE: Final = 0.97
"""Where a name is due, words less likely than this."""
LONGEST_PLACE: Final = 4
_SENTENCE_ENDED: Final = re.compile(r"[.!](?=\s)")
"""After "Thank you." somebody may be named as after "Thank you,"."""
_BEHIND: Final = re.compile(rf"\b(?!going to\b){phrases(LED_TO, ASKED_TO)},?{SPACES}")
"""Behind these a text alone tells too little for a name to be due; the sound tells more."""


def places(words: Sequence[Word], named: frozenset[str], due: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The runs of words that are doubtful, or letters, or somewhat unlikely where a name is due (``due``).

    Words of a name that is listened for (``named``) are right as they are.
    """
    weak = [
        not _is_right(word, named)
        and (word.probability < DOUBTED or (word.probability < SURE and (n in due or is_letters(word.text))))
        for n, word in enumerate(words)
    ]
    n = 0
    while n < len(words):
        past = n
        while past < len(words) and weak[past] and past - n < LONGEST_PLACE:
            past += 1
        if past > n:
            yield n, past
        n = max(past, n + 1)


def _is_right(word: Word, named: frozenset[str]) -> bool:
    return word.text == INAUDIBLE or any(one.folded in named for one in words_of(word.text))


def due_at(words: Sequence[Word], named: frozenset[str]) -> frozenset[int]:
    """The words where a name is due: in its slot, after Mr. or Ms., or a rank that no name follows, where somebody may
    be asked to speak, beside a word of a name (``named``)."""
    text = " ".join(word.text for word in words)
    tokens = words_of(text)
    of_token = []
    end, n = -1, -1
    for token in tokens:
        while token.start > end:
            n += 1
            end += len(words[n].text) + 1
        of_token.append(n)
    slots = slots_of(_SENTENCE_ENDED.sub(",", text), tokens)
    due = {of_token[n] for n in slots.begin if n < len(tokens)} | {of_token[n - 1] for n in slots.end if n}
    starts = [token.start for token in tokens]
    asked = (bisect_left(starts, match.end()) for match in _BEHIND.finditer(in_small_letters(text)))
    due |= {of_token[n] for n in asked if n < len(tokens)}
    for n, token in enumerate(tokens):
        if token.folded in HONORIFICS or (token.folded in RANKS and _is_no_name(tokens[n + 1 : n + 2])):
            due.add(of_token[n] + 1)
        elif token.folded in named and token.capital:
            beside = (m for m in (n - 1, n + 1) if 0 <= m < len(tokens))
            due |= {of_token[m] for m in beside if not is_ordinary(tokens[m].folded)}
    return frozenset(due | {n + 1 for n in due if n + 1 < len(words) and words[n].text.lower() == "the"})


def _is_no_name(following: Sequence[Token]) -> bool:
    """Whether what follows a rank cannot be a name as it is written; one that can be is mostly somebody's else."""
    return any(not token.capital or is_ordinary(token.folded) for token in following)


def behind_ranks(words: Sequence[Word]) -> frozenset[int]:
    """The words right behind a rank or an office: worth a look, though mostly those are named who are spoken about."""
    ranks = [bool(folded) and folded[-1].folded in RANKS for folded in (words_of(word.text) for word in words)]
    return frozenset(n + 1 for n, is_rank in enumerate(ranks[:-1]) if is_rank and not ranks[n + 1])
