"""Names that the recogniser did not write: what it doubts is held against the sound once more.

Two things tell. Where the recogniser's other readings of the utterance have a name of the roster, as it is written or
misheard (:mod:`~onbackground.record.other_readings`), that name was said. And where a word is unlikely, or a name is
due, names of the roster that are somewhat like what was written are put in its place, and the recogniser says how much
likelier or less likely the sound makes the sentence. What comes of it says where somebody was named and who, never with
which name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from ..attribution.lexicon import is_ordinary
from ..attribution.words import words_of
from .doubts import DOUBTED, behind_ranks, due_at, places
from .events import NOBODY, HeardName, Word
from .forms import Forms, is_letters
from .guesses import GoOn, Guess, guesses_at, instead, otherwise_at
from .likelihood import NEARLY, Weigh, around, margins, worth
from .other_readings import names_misread, names_read
from .written_names import doubtful_names

Read = Callable[[], Iterable[str]]
"""Other readings of the same utterance."""
_Least = tuple[tuple[float, float], ...]
_LEAST_WHERE_DUE: Final[_Least] = ((-9.0, 0.8), (-6.5, 0.5), (-2.0, 0.35))
_LEAST_ELSEWHERE: Final[_Least] = ((-6.0, 0.85), (0.0, 0.7))
_LEAST_OF_BEGINNING: Final[_Least] = ((-6.0, 0.85),)
_LEAST_OF_ORDINARY: Final[_Least] = ((-3.0, 0.9), (0.0, 0.7))
_LEAST_OF_LETTERS: Final[_Least] = ((-4.5, 0.9), (0.0, 0.5))
"""A name counts as said where it is no less likely than this against what was written (difference of log
probabilities), and as much like it: where a name is due, elsewhere, at the beginning of an utterance (which may be
lost), instead of words of the language, and of letters. Chosen on the tuning names, see the page of the guard's
benchmark."""
_READ: Final = 0.95
_READ_ELSEWHERE: Final = 0.4
_MISREAD: Final = 0.5
"""How sure a name is that another reading has: where words are in doubt or a name is due, and elsewhere; and where
other readings have it misheard."""
_INSTEAD_OF_WORDS: Final = 0.4
"""How sure a name is that is less likely than the words of the language that stand for it, where none is due."""
_STEEP: Final = 3.0
"""What a difference must be to be e times as sure."""


def sounded(words: Sequence[Word], forms: Forms, weigh: Weigh, read: Read, go_on: GoOn) -> tuple[HeardName, ...]:
    """The names that the sound of these words holds, and the words do not, in order."""
    if not forms:
        return ()
    due = due_at(words, forms.words)
    written = [
        _Said(first, past, NOBODY, 0.0, others=others)
        for first, past, others in doubtful_names(words, forms, due, weigh, go_on)
    ]
    doubtful = list(places(words, forms.words, due | behind_ranks(words)))
    if not doubtful and not due:
        return tuple(_name(words, one) for one in written)
    weighed = [best for place in doubtful if (best := _weighed(words, place, forms, due, weigh, go_on)) is not None]
    weighed.sort(key=lambda one: -one.worth)
    chosen: list[_Said] = []
    readings = list(read())
    for first, past, seat in names_read(words, forms, readings):
        sure = _READ if _may_be_misheard(words, first, past, due) else _READ_ELSEWHERE
        chosen.append(_with_weighed(_Said(first, past, seat, sure), weighed))
    for one in weighed:
        if not any(one.meets(other) for other in chosen):
            chosen.append(one)
    for first, past, seat, others in names_misread(words, forms, readings):
        sure = _MISREAD if _may_be_misheard(words, first, past, due) else _READ_ELSEWHERE
        misread = _Said(first, past, seat, sure, others=others)
        if not any(misread.meets(other) for other in chosen):
            chosen.append(misread)
    chosen += [one for one in written if not any(one.meets(other) for other in chosen)]
    return tuple(_name(words, one) for one in sorted(chosen, key=lambda one: one.first))


class _Said(NamedTuple):
    """Who was named by the words ``first`` to ``past``, how sure that is, and who else may have been.

    ``worth`` is how likely that name is beside others (:func:`~onbackground.record.likelihood.worth`).
    """

    first: int
    past: int
    seat: str
    confidence: float
    worth: float = 0.0
    others: tuple[str, ...] = ()

    def meets(self, other: _Said) -> bool:
        return self.first < other.past and other.first < self.past


def _with_weighed(read: _Said, weighed: Iterable[_Said]) -> _Said:
    """A name that another reading has, and what the sound says of the same place, which knows better whose it is."""
    best = next((one for one in weighed if one.meets(read)), None)
    if best is None:
        return read
    if best.seat == read.seat:
        return read._replace(confidence=max(read.confidence, best.confidence), others=best.others)
    others = dict.fromkeys((read.seat, *best.others))
    return best._replace(others=tuple(others))


def _name(words: Sequence[Word], said: _Said) -> HeardName:
    first, last = words[said.first], words[said.past - 1]
    end = max(last.end, last.start + 1)  # a word may have no length
    return HeardName(first.start, end, said.seat, said.confidence, said.others)


def _may_be_misheard(words: Sequence[Word], first: int, past: int, due: frozenset[int]) -> bool:
    """Whether a name is due there, or a word is in doubt: words that are clear, where none is due, speak against it."""
    is_due = not due.isdisjoint(range(first, past))
    return is_due or any(word.probability < DOUBTED for word in words[first:past])


def _weighed(
    words: Sequence[Word], place: tuple[int, int], forms: Forms, due: frozenset[int], weigh: Weigh, go_on: GoOn
) -> _Said | None:
    """The name that is likeliest in a place, if it counts and is one of the roster."""
    guesses = guesses_at(words, place, forms, otherwise_at(words, place, go_on))
    if not any(guess.form.seat for guess in guesses):
        return None
    low, high = around(words, [(guess.first, guess.past) for guess in guesses])
    others = list(instead(words, low, high, guesses))
    likely = margins(words, low, high, [text for text, _ in others], (guess.form.text for guess in guesses), weigh)
    weighed = [(margin, guess) for margin, (_, guess) in zip(likely, others, strict=True)]
    counting = [entry for entry in weighed if _counts(*entry, words, due)]
    counting.sort(key=lambda entry: -worth(*entry))
    if not counting or not counting[0][1].form.seat:
        return None
    margin, best = counting[0]
    likeliest = worth(margin, best)
    near = (guess.form for margin, guess in counting if worth(margin, guess) > likeliest - NEARLY)
    seats = dict.fromkeys(seat for form in near for seat in forms.sharing(form))
    rivals = tuple(seat for seat in seats if seat != best.form.seat)
    confidence = _confidence(margin, best, words, due)
    return _Said(best.first, best.past, best.form.seat, confidence, likeliest, rivals)


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
