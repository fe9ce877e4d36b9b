"""Names that the recogniser did not write: what it doubts is held against the sound once more.

Two things tell. Where one of the recogniser's other readings of the utterance has a name of the roster, that name was
said: it hardly ever hears one where there is none. And where a word is unlikely, or a name is due, names of the roster
that are somewhat like what was written are put in its place, and the recogniser says how much likelier or less likely
the sound makes the sentence. What comes of it says where somebody was named and who, never with which name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from ..attribution.lexicon import is_ordinary
from ..attribution.words import words_of
from .doubts import DOUBTED, due_at, places
from .events import HeardName, Word
from .forms import Forms, is_letters
from .guesses import GoOn, Guess, guesses_at, instead, otherwise_at

Read = Callable[[], Iterable[str]]
"""Other readings of the same utterance."""
Weigh = Callable[[int, int, Sequence[str], Sequence[str]], Sequence[float]]
"""The log probability of each of some sentences, given the sound from one position to another, and names to expect."""

_Least = tuple[tuple[float, float], ...]
_LEAST_WHERE_DUE: Final[_Least] = ((-9.0, 0.8), (-6.5, 0.5), (-2.0, 0.35))
_LEAST_ELSEWHERE: Final[_Least] = ((-6.0, 0.85), (0.0, 0.7))
_LEAST_OF_BEGINNING: Final[_Least] = ((-6.0, 0.85),)
_LEAST_OF_ORDINARY: Final[_Least] = ((-3.0, 0.9),)
_LEAST_OF_LETTERS: Final[_Least] = ((-4.5, 0.9), (0.0, 0.5))
"""A name counts as said where it is no less likely than this against what was written (difference of log
probabilities), and as much like it: where a name is due, elsewhere, at the beginning of an utterance (which may be
lost), instead of words of the language, and of letters. Chosen on the tuning names, see the page of the guard's
benchmark."""
_LONGEST_READ: Final = 4
"""Words that may have been written for a name that another reading tells."""
_READ: Final = 0.95
_READ_ELSEWHERE: Final = 0.4
"""How sure a name is that another reading has: where words are in doubt or a name is due, and elsewhere."""
_AROUND: Final = 3
"""How many words before and after are weighed with a name."""
_INSTEAD_OF_WORDS: Final = 0.4
"""How sure a name is that is less likely than the words of the language that stand for it, where none is due."""
_STEEP: Final = 3.0
"""What a difference must be to be e times as sure."""


def sounded(words: Sequence[Word], forms: Forms, weigh: Weigh, read: Read, go_on: GoOn) -> tuple[HeardName, ...]:
    """The names that the sound of these words holds, and the words do not, in order."""
    if not forms:
        return ()
    due = due_at(words, forms.words)
    doubtful = list(places(words, forms.words, due))
    if not doubtful and not due:
        return ()
    names = list(_otherwise_read(words, forms, read()))
    taken = {n for first, past, _ in names for n in range(first, past)}
    found = [best for place in doubtful if (best := _weighed(words, place, forms, due, weigh, go_on)) is not None]
    heard = [
        _name(words, first, past, seat, _sure_of_reading(words[first:past], first, due)) for first, past, seat in names
    ]
    for margin, guess in sorted(found, key=lambda entry: -entry[0]):
        span = set(range(guess.first, guess.past))
        if not span & taken:
            taken |= span
            heard.append(_name(words, guess.first, guess.past, guess.form.seat, _confidence(margin, guess, words, due)))
    return tuple(sorted(heard, key=lambda name: name.start))


def _name(words: Sequence[Word], first: int, past: int, seat: str, confidence: float) -> HeardName:
    last = words[past - 1]
    return HeardName(words[first].start, max(last.end, last.start + 1), seat, confidence)  # a word may have no length


def _otherwise_read(words: Sequence[Word], forms: Forms, others: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The words instead of which another reading has somebody's name: first, past, and whose."""
    written = [(n, one.folded) for n, word in enumerate(words) for one in words_of(word.text)]
    taken: set[int] = set()
    for other in others:
        read = [token.folded for token in words_of(other)]
        for code in SequenceMatcher(None, [token for _, token in written], read, autojunk=False).get_opcodes():
            tag, begin, end, begin_read, end_read = code
            seats = [seat for word in read[begin_read:end_read] if (seat := forms.seat_of.get(word))]
            if tag != "replace" or not seats or forms.words & {token for _, token in written[begin:end]}:
                continue
            first, past = written[begin][0], written[end - 1][0] + 1
            if past - first <= _LONGEST_READ and taken.isdisjoint(range(first, past)):
                taken.update(range(first, past))
                yield first, past, seats[0]


def _sure_of_reading(instead_of: Sequence[Word], first: int, due: frozenset[int]) -> float:
    """How sure a name is that another reading has: words that are clear, where no name is due, speak against it."""
    is_due = not due.isdisjoint(range(first, first + len(instead_of)))
    return _READ if is_due or any(word.probability < DOUBTED for word in instead_of) else _READ_ELSEWHERE


def _weighed(
    words: Sequence[Word], place: tuple[int, int], forms: Forms, due: frozenset[int], weigh: Weigh, go_on: GoOn
) -> tuple[float, Guess] | None:
    """The name that is likeliest in a place, if it counts and is one of the roster, and how likely it is."""
    guesses = guesses_at(words, place, forms, otherwise_at(words, place, go_on))
    if not any(guess.form.seat for guess in guesses):
        return None
    low = max(0, min(guess.first for guess in guesses) - _AROUND)
    high = min(len(words), max(guess.past for guess in guesses) + _AROUND)
    written = " ".join(word.text for word in words[low:high])
    others = list(instead(words, low, high, guesses))
    expected = list(dict.fromkeys(guess.form.text for guess in guesses))
    sentences = [written, *(text for text, _ in others)]
    as_written, *likely = weigh(words[low].start, words[high - 1].end, sentences, expected)
    weighed = [(one - as_written, guess) for one, (_, guess) in zip(likely, others, strict=True)]
    counting = [entry for entry in weighed if _counts(*entry, words, due)]
    best = max(counting, key=lambda entry: entry[0], default=None)
    return best if best is not None and best[1].form.seat else None


def _counts(margin: float, guess: Guess, words: Sequence[Word], due: frozenset[int]) -> bool:
    """Whether a name was said, so likely and so like what was written: little is asked where a name is due."""
    return any(margin >= likely and guess.alike >= alike for likely, alike in _least(guess, words, due))


def _least(guess: Guess, words: Sequence[Word], due: frozenset[int]) -> _Least:
    said = words[guess.first : guess.past]
    is_due = _is_due(guess, due)
    if guess.form.letters and not any(is_letters(word.text) for word in said):
        return _LEAST_OF_LETTERS if is_due else ()
    if is_due:
        return _LEAST_WHERE_DUE
    if _is_of_the_language(said):
        return _LEAST_OF_ORDINARY
    return _LEAST_OF_BEGINNING if guess.first == 0 and not said[-1].text.endswith(",") else _LEAST_ELSEWHERE


def _is_due(guess: Guess, due: frozenset[int]) -> bool:
    return not due.isdisjoint(range(guess.first, guess.past))


def _is_of_the_language(said: Sequence[Word]) -> bool:
    return any(is_ordinary(one.folded) for word in said for one in words_of(word.text))


def _confidence(margin: float, guess: Guess, words: Sequence[Word], due: frozenset[int]) -> float:
    """How sure a name is, from 0.5 where it only just counts; less where words of the language are likelier."""
    if margin < 0 and not _is_due(guess, due) and _is_of_the_language(words[guess.first : guess.past]):
        return _INSTEAD_OF_WORDS
    return round(1 / (1 + math.exp((_LEAST_WHERE_DUE[0][0] - margin) / _STEEP)), 2)
