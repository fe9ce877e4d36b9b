"""Which names may have been said in a place: those that sound like what is written there, or like another reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from ..attribution.words import fold, words_of
from .doubts import LONGEST_PLACE
from .events import Word
from .forms import Form, Forms, is_letters, sounds_of

GoOn = Callable[[str], Iterable[str]]
"""How the same utterance may go on after some words of it."""

_LONGEST: Final = 3
_LONGEST_OF_LETTERS: Final = 8
_FARTHEST: Final = 8
"""Words of an utterance that are compared with another reading."""
_LONGEST_READING: Final = 5
_MOST: Final = 8
"""How many names are weighed for one place."""
_OUTSIDE: Final = 0.1
"""How much less a guess is worth for each word of it that is not in doubt."""


class Guess(NamedTuple):
    """A form that may have been said instead of the words ``first`` to ``past``, and how alike it is to them.

    Where it is like some words of another reading, ``before`` and ``after`` are the words of that around it, and
    ``said`` the last one it is like.
    """

    first: int
    past: int
    form: Form
    alike: float
    said: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def _key(text: str) -> str:
    return "".join(word.folded for word in words_of(text)) or text


class Otherwise(NamedTuple):
    """Words that may have been said instead of the words ``first`` to ``past``."""

    first: int
    past: int
    words: tuple[str, ...]


def otherwise_at(words: Sequence[Word], place: tuple[int, int], go_on: GoOn) -> list[Otherwise]:
    """What else may have been said from a word on, up to where it goes on as it is written."""
    first, past = place
    written = [_key(word.text) for word in words[first : first + _FARTHEST]]
    found: dict[Otherwise, None] = {}
    for text in go_on(" ".join(word.text for word in words[:first])):
        read = text.split()
        codes = SequenceMatcher(None, written, [_key(word) for word in read], autojunk=False).get_opcodes()
        for n, (tag, begin, end, begin_read, end_read) in enumerate(codes[:2]):
            anchored = n + 1 < len(codes) or first + end == len(words)
            short = end - begin <= LONGEST_PLACE and end_read - begin_read <= _LONGEST_READING
            if tag == "replace" and anchored and short and first + begin < past:
                found[Otherwise(first + begin, first + end, tuple(read[begin_read:end_read]))] = None
    return list(found)


def guesses_at(
    words: Sequence[Word], place: tuple[int, int], forms: Forms, others: Iterable[Otherwise] = ()
) -> list[Guess]:
    """The forms most like some of the words of a place and one beside it, or of what else may have been said there,
    the likest first."""
    found: dict[tuple[Form, int, int], Guess] = {}

    def compare(
        first: int, past: int, said: Sequence[str], before: Sequence[str] = (), after: Sequence[str] = ()
    ) -> None:
        longest = _LONGEST_OF_LETTERS if is_letters(said[0]) else _LONGEST
        if len(said) <= longest:
            for sound in sounds_of(said):
                for form, alike in forms.like(sound):
                    key = form, first, past
                    if key not in found or found[key].alike < alike:
                        found[key] = Guess(first, past, form, alike, said[-1], tuple(before), tuple(after))

    for first in range(max(0, place[0] - 1), place[1]):
        for past in range(max(first, place[0]) + 1, min(len(words), place[1] + 1) + 1):
            compare(first, past, [word.text for word in words[first:past]])
    for first, past, read in others:
        for begin in range(len(read)):
            for end in range(begin + 1, len(read) + 1):
                compare(first, past, read[begin:end], read[:begin], read[end:])
    best: list[Guess] = []
    for guess in sorted(found.values(), key=lambda guess: _outside(guess, place) - guess.alike):
        if sum(one.form is guess.form for one in best) < 2:
            best.append(guess)
            if len(best) == _MOST:
                break
    return best


def _outside(guess: Guess, place: tuple[int, int]) -> float:
    return _OUTSIDE * (max(0, place[0] - guess.first) + max(0, guess.past - place[1]))


def instead(words: Sequence[Word], low: int, high: int, guesses: Iterable[Guess]) -> Iterator[tuple[str, Guess]]:
    """The words ``low`` to ``high`` with each guess in its place; where an s ended what was written, also with it."""
    for guess in guesses:
        said = guess.said
        bare = said.rstrip(".,?!")
        endings = [""]
        if not guess.form.letters and fold(bare).endswith("s") and not fold(guess.form.text).endswith("s"):
            endings.append("s" if bare[-2:-1] not in ("'", "’") else "'s")
        for ending in endings:
            name = guess.form.text.rstrip(".") + ending + (said[len(bare) :] or "." * guess.form.text.endswith("."))
            texts = [word.text for word in words[low : guess.first]], [word.text for word in words[guess.past : high]]
            yield " ".join([*texts[0], *guess.before, name, *guess.after, *texts[1]]), guess
