"""Names that the recogniser did not write: what it doubts is held against the sound once more.

Two things tell. Where one of the recogniser's other readings of the utterance has a name of the roster, that name was
said: it hardly ever hears one where there is none. And where a word is unlikely, or a name is due, names of the roster
that are somewhat like what was written are put in its place, and the recogniser says how much likelier or less likely
the sound makes the sentence. What comes of it says where somebody was named and who, never with which name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from string import ascii_lowercase
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ..attribution.lexicon import is_ordinary
from ..attribution.phones import likeness, outline, spoken
from ..attribution.slots import slots_of
from ..attribution.vocabulary import HONORIFICS
from ..attribution.words import fold, words_of
from .events import INAUDIBLE, HeardName, Word

Read = Callable[[], Iterable[str]]
"""Other readings of the same utterance."""
Weigh = Callable[[int, int, Sequence[str], Sequence[str]], Sequence[float]]
"""The log probability of each of some sentences, given the sound from one position to another, and names to expect."""

DOUBTED: Final = 0.5
"""Words less likely are looked at."""
_SURE: Final = 0.8
"""Where a name is due, words less likely than this."""
_LEAST_WHERE_DUE: Final = ((-6.5, 0.5), (-2.0, 0.35))
_LEAST_ELSEWHERE: Final = ((0.0, 0.7),)
_LEAST_OF_LETTERS: Final = ((0.0, 0.5),)
"""A name counts as said where it is no less likely than this against what was written (difference of log
probabilities), and as much like it. Chosen on the tuning names, see the page of the guard's benchmark."""
_SHORTEST_READ: Final = 3
_LONGEST_READ: Final = 4
"""Letters of a name that another reading tells, and words that may have been written for it."""
_READ: Final = 0.95
_READ_ELSEWHERE: Final = 0.6
"""How sure a name is that another reading has: where words are in doubt or a name is due, and elsewhere."""
_LONGEST: Final = 3
_LONGEST_OF_LETTERS: Final = 8
_LONGEST_PLACE: Final = 4
_AROUND: Final = 3
"""How many words before and after are weighed with a name."""
_MOST: Final = 8
"""How many names are weighed for one place."""
_NEAR: Final = 24
_STEEP: Final = 3.0
"""What a difference must be to be e times as sure."""
_FEW_READINGS: Final = 3
_OUTSIDE: Final = 0.1
"""How much less a guess is worth for each word of it that is not in doubt."""

_POINTS: Final = ".,?!:;"
_ENDING: Final = re.compile(r"(?<=\w\w)['’]?s[.,?!]*$")
"""Of a plural or a possessive."""
_LETTERS: Final = re.compile(r"(?:[A-Z][.\-]?){1,6}[.,?!]*")
_SOUNDS_OF_LETTERS: Final = (
    "e", "bi", "si", "di", "i", "ef", "Ji", "eC", "ai", "Je", "ke", "el", "em",
    "en", "o", "pi", "kyu", "ar", "es", "ti", "yu", "vi", "dabalyu", "eks", "wai", "zi",
)  # fmt: skip
_LETTER_SOUNDS: Final = dict(zip(ascii_lowercase, _SOUNDS_OF_LETTERS, strict=True))


class Form(NamedTuple):
    """A name as it may be written, whose it is (nobody's on the roster: empty), and the ways it may sound."""

    seat: str
    text: str
    sounds: tuple[str, ...]
    letters: bool = False

    def __repr__(self) -> str:
        """Show whose form this is, never the name."""
        return f"Form(seat={self.seat!r})"


class Guess(NamedTuple):
    """A form that may have been said instead of the words ``first`` to ``past``, and how alike it is to them."""

    first: int
    past: int
    form: Form
    alike: float


class Forms:
    """The names to listen for, by seat, to be looked through by sound. ``keep`` are names of others, that stay."""

    def __init__(self, seats: Mapping[str, Iterable[str]], keep: Iterable[str] = ()) -> None:
        named = {form.text: form for seat, names in seats.items() for name in names for form in _forms(seat, name)}
        kept = {form.text: form for name in keep for form in _forms("", name) if form.text not in named}
        self._forms = [*named.values(), *kept.values()]
        self.words: Final = frozenset(
            word.folded for form in self._forms if not form.letters for word in words_of(form.text)
        )
        """Every word of a name, folded."""
        self.seat_of: Final = {
            word.folded: form.seat
            for form in reversed(self._forms)
            if not form.letters
            for word in words_of(form.text)
            if len(word.folded) >= _SHORTEST_READ and not is_ordinary(word.folded)
        }
        """Whose name a word is that is no word of the language, by the folded word."""
        self._sounds = [(form, sound) for form in self._forms for sound in form.sounds]
        self._outlines = [outline(sound) for _, sound in self._sounds]

    def __bool__(self) -> bool:
        """Whether anybody's name is listened for."""
        return any(form.seat for form in self._forms)

    def like(self, sound: str) -> Iterator[tuple[Form, float]]:
        """The forms that may be like a string of phones, and how alike they are."""
        near = process.extract(outline(sound), self._outlines, scorer=Levenshtein.normalized_similarity, limit=_NEAR)
        for _, _, index in near:
            form, other = self._sounds[index]
            yield form, likeness(sound, other)


def _forms(seat: str, name: str) -> Iterator[Form]:
    """The whole name, its first word, the rest and its last word; its initials, and each word of it spelled out."""
    parts = name.split() or [""]
    texts = dict.fromkeys((name, parts[0], " ".join(parts[1:]), parts[-1]))
    for text in texts:
        folded = tuple(word.folded for word in words_of(text))
        if len("".join(folded)) > 1:
            yield Form(seat, text, spoken(folded))
    for part in {parts[0], parts[-1]}:
        spelled = "".join(word.folded for word in words_of(part)).upper()
        if len(spelled) > 1:
            yield Form(seat, "-".join(spelled), (_spelled(spelled),), letters=True)
    initials = "".join(word.folded[0] for word in words_of(name)).upper()
    if len(initials) > 1:
        yield Form(seat, f"{'.'.join(initials)}.", (_spelled(initials),), letters=True)


def _spelled(letters: str) -> str:
    return "".join(_LETTER_SOUNDS[letter] for letter in letters.lower() if letter in _LETTER_SOUNDS)


def sounded(words: Sequence[Word], forms: Forms, weigh: Weigh, read: Read) -> tuple[HeardName, ...]:
    """The names that the sound of these words holds, and the words do not, in order."""
    if not forms:
        return ()
    due = due_at(words, forms.words)
    doubtful = list(places(words, forms.words, due))
    if not doubtful and not due:
        return ()
    names = list(_otherwise_read(words, forms, read()))
    taken = {n for first, past, _ in names for n in range(first, past)}
    found = [best for place in doubtful if (best := _weighed(words, place, forms, due, weigh)) is not None]
    heard = [
        _name(words, first, past, seat, _sure_of_reading(words[first:past], first, due)) for first, past, seat in names
    ]
    for margin, guess in sorted(found, key=lambda entry: -entry[0]):
        span = set(range(guess.first, guess.past))
        if not span & taken:
            taken |= span
            heard.append(_name(words, guess.first, guess.past, guess.form.seat, _confidence(margin)))
    return tuple(sorted(heard, key=lambda name: name.start))


def _name(words: Sequence[Word], first: int, past: int, seat: str, confidence: float) -> HeardName:
    return HeardName(words[first].start, words[past - 1].end, seat, confidence)


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
    words: Sequence[Word], place: tuple[int, int], forms: Forms, due: frozenset[int], weigh: Weigh
) -> tuple[float, Guess] | None:
    """The name that is likeliest in a place, if it counts and is one of the roster, and how likely it is."""
    guesses = guesses_at(words, place, forms)
    if not any(guess.form.seat for guess in guesses):
        return None
    low = max(0, min(guess.first for guess in guesses) - _AROUND)
    high = min(len(words), max(guess.past for guess in guesses) + _AROUND)
    written = " ".join(word.text for word in words[low:high])
    others = list(_instead(words, low, high, guesses))
    expected = list(dict.fromkeys(guess.form.text for guess in guesses))
    sentences = [written, *(text for text, _ in others)]
    as_written, *likely = weigh(words[low].start, words[high - 1].end, sentences, expected)
    weighed = [(one - as_written, guess) for one, (_, guess) in zip(likely, others, strict=True)]
    counting = [entry for entry in weighed if _counts(*entry, words, due)]
    best = max(counting, key=lambda entry: entry[0], default=None)
    return best if best is not None and best[1].form.seat else None


def _counts(margin: float, guess: Guess, words: Sequence[Word], due: frozenset[int]) -> bool:
    """Whether a name was said, so likely and so like what was written: little is asked where a name is due."""
    is_due = not due.isdisjoint(range(guess.first, guess.past))
    said = words[guess.first : guess.past]
    if not is_due and any(is_ordinary(one.folded) for word in said for one in words_of(word.text)):
        return False
    if not is_due and guess.first == 0 and not said[-1].text.endswith(","):
        return False  # of the first word of an utterance, the beginning may be lost
    least: tuple[tuple[float, float], ...] = _LEAST_WHERE_DUE if is_due else _LEAST_ELSEWHERE
    if guess.form.letters and not any(is_letters(word.text) for word in said):
        least = _LEAST_OF_LETTERS if is_due else ()
    return any(margin >= likely and guess.alike >= alike for likely, alike in least)


def _confidence(margin: float) -> float:
    """How sure a name is, from 0.5 where it only just counts."""
    return round(1 / (1 + math.exp((_LEAST_WHERE_DUE[0][0] - margin) / _STEEP)), 2)


def places(words: Sequence[Word], named: frozenset[str], due: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The runs of words that are doubtful, or letters, or somewhat unlikely where a name is due (``due``).

    Words of a name that is listened for (``named``) are right as they are.
    """
    weak = [
        not _is_right(word, named)
        and (word.probability < DOUBTED or (word.probability < _SURE and (n in due or is_letters(word.text))))
        for n, word in enumerate(words)
    ]
    n = 0
    while n < len(words):
        past = n
        while past < len(words) and weak[past] and past - n < _LONGEST_PLACE:
            past += 1
        if past > n:
            yield n, past
        n = max(past, n + 1)


def is_letters(text: str) -> bool:
    """Whether a word is written as single letters: "WWA", "K.S.", "N-G-U"; "I" and "A" are words."""
    return _LETTERS.fullmatch(text) is not None and text.strip(".,?!") not in ("I", "A")


def _is_right(word: Word, named: frozenset[str]) -> bool:
    return word.text == INAUDIBLE or any(one.folded in named for one in words_of(word.text))


def due_at(words: Sequence[Word], named: frozenset[str]) -> frozenset[int]:
    """The words where a name is due: in its slot, after Mr. or Ms., beside a word of a name (``named``)."""
    text = " ".join(word.text for word in words)
    tokens = words_of(text)
    of_token = []
    end, n = -1, -1
    for token in tokens:
        while token.start > end:
            n += 1
            end += len(words[n].text) + 1
        of_token.append(n)
    slots = slots_of(text, tokens)
    due = {of_token[n] for n in slots.begin if n < len(tokens)} | {of_token[n - 1] for n in slots.end if n}
    for n, token in enumerate(tokens):
        if token.folded in HONORIFICS and token.capital:
            due.add(of_token[n] + 1)
        elif token.folded in named and token.capital:
            beside = (m for m in (n - 1, n + 1) if 0 <= m < len(tokens))
            due |= {of_token[m] for m in beside if not is_ordinary(tokens[m].folded)}
    return frozenset(due)


def guesses_at(words: Sequence[Word], place: tuple[int, int], forms: Forms) -> list[Guess]:
    """The forms most like some of the words of a place and one beside it, the likest first."""
    found: dict[tuple[Form, int, int], Guess] = {}
    for first in range(max(0, place[0] - 1), place[1]):
        longest = _LONGEST_OF_LETTERS if is_letters(words[first].text) else _LONGEST
        for past in range(max(first, place[0]) + 1, min(len(words), place[1] + 1, first + longest) + 1):
            for sound in _sounds(words[first:past]):
                for form, alike in forms.like(sound):
                    key = form, first, past
                    if key not in found or found[key].alike < alike:
                        found[key] = Guess(first, past, form, alike)
    best: list[Guess] = []
    for guess in sorted(found.values(), key=lambda guess: _outside(guess, place) - guess.alike):
        if sum(one.form is guess.form for one in best) < 2:
            best.append(guess)
            if len(best) == _MOST:
                break
    return best


def _outside(guess: Guess, place: tuple[int, int]) -> float:
    return _OUTSIDE * (max(0, place[0] - guess.first) + max(0, guess.past - place[1]))


def _sounds(words: Sequence[Word]) -> list[str]:
    """The likeliest ways to read these words aloud, with the s of a plural or a possessive and without it."""
    texts = [word.text for word in words]
    sounds = _read_aloud(texts)
    if (bare := _ENDING.sub("", texts[-1])) != texts[-1] and not is_letters(texts[-1]):
        sounds += _read_aloud([*texts[:-1], bare])
    return sounds


def _read_aloud(texts: Iterable[str]) -> list[str]:
    """The likeliest ways to read these words aloud; letters by their names."""
    together = [""]
    for text in texts:
        if is_letters(text):
            sounds: Sequence[str] = (_spelled(text),)
        else:
            sounds = spoken(tuple(one.folded for one in words_of(text)))
        together = [one + two for one in together for two in sounds][:_FEW_READINGS]
    return together


def _instead(words: Sequence[Word], low: int, high: int, guesses: Iterable[Guess]) -> Iterator[tuple[str, Guess]]:
    """The words ``low`` to ``high`` with each guess in its place; where an s ended what was written, also with it."""
    for guess in guesses:
        said = words[guess.past - 1].text
        bare = said.rstrip(".,?!")
        endings = [""]
        if not guess.form.letters and fold(bare).endswith("s") and not fold(guess.form.text).endswith("s"):
            endings.append("s" if bare[-2:-1] not in ("'", "’") else "'s")
        for ending in endings:
            name = guess.form.text + ending + said[len(bare) :]
            texts = [word.text for word in words[low : guess.first]], [word.text for word in words[guess.past : high]]
            yield " ".join([*texts[0], name, *texts[1]]), guess
