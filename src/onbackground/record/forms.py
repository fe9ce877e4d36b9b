"""The names to listen for, in the forms in which they may be said, and the sounds of words and of letters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from string import ascii_lowercase
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ..attribution.bare_names import bare_name
from ..attribution.guard import Guard
from ..attribution.lexicon import is_ordinary
from ..attribution.roster import Roster, Seat
from ..attribution.sound.phones import likeness, outline, spoken
from ..attribution.words import words_of

_SHORTEST_READ: Final = 3
"""Letters of a name that is known by one word of it."""
_NEAR: Final = 24
"""How many forms are compared by sound, of those that seem alike at first sight."""
_FEW_READINGS: Final = 3
_POINTS: Final = ".,?!:;"
_ENDING: Final = re.compile(r"(?<=\w\w)['’]?s[.,?!]*$")
"""Of a plural or a possessive."""
_LETTERS: Final = re.compile(r"(?:[A-Z][.\-]?){1,6}[.,?!]*")
_SOUNDS_OF_LETTERS: Final = (
    "e", "bi", "si", "di", "i", "ef", "Ji", "eC", "ai", "Je", "ke", "el", "em",
    "en", "o", "pi", "kyu", "ar", "es", "ti", "yu", "vi", "dabalyu", "eks", "wai", "zi",
)  # fmt: skip
_LETTER_SOUNDS: Final = dict(zip(ascii_lowercase, _SOUNDS_OF_LETTERS, strict=True))
_NUMBERS: Final = {
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine",
}  # fmt: skip
"""What the recogniser writes in digits may have been part of a name."""


class Form(NamedTuple):
    """A name as it may be written, whose it is (nobody's on the roster: empty), and the ways it may sound."""

    seat: str
    text: str
    sounds: tuple[str, ...]
    letters: bool = False

    def __repr__(self) -> str:
        """Show whose form this is, never the name."""
        return f"Form(seat={self.seat!r})"


class Forms:
    """The names to listen for, by seat, to be looked through by sound. ``keep`` are names of others, that stay."""

    def __init__(self, seats: Mapping[str, Sequence[str]], keep: Sequence[str] = ()) -> None:
        self._names = seats
        self._keep = keep
        named: dict[str, Form] = {}
        self._sharing: dict[str, dict[str, None]] = defaultdict(dict)
        for form in (form for seat, names in seats.items() for name in names for form in _forms(seat, bare_name(name))):
            named[form.text] = form
            self._sharing[form.text][form.seat] = None
        kept = {form.text: form for name in keep for form in _forms("", bare_name(name)) if form.text not in named}
        self._forms = [*named.values(), *kept.values()]
        self._seats: dict[str, set[str]] = defaultdict(set)
        for form in self._forms:
            for word in () if form.letters else words_of(form.text):
                self._seats[word.folded].add(form.seat)
        self.words: Final = frozenset(self._seats)
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

    def seats_of(self, folded: Iterable[str]) -> frozenset[str]:
        """Whose names have any of some folded words."""
        return frozenset(seat for word in folded for seat in self._seats.get(word, ()))

    def sharing(self, form: Form) -> Iterable[str]:
        """Whose name is written like this form: nobody's on the roster, its seat's, or those of several."""
        return self._sharing.get(form.text, ("",))

    @cached_property
    def _guard(self) -> Guard:
        people = (Seat(id=seat, name=one, also=tuple(also), alias=seat) for seat, (one, *also) in self._names.items())
        return Guard(Roster(tuple(people)), self._keep)

    def named_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where the guard finds somebody named in a text, misheard or not: from, to, and whose name it is."""
        return ((one.start, one.end, one.seat) for one in self._guard.apply(text).replacements)

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


def is_letters(text: str) -> bool:
    """Whether a word is written as single letters: "WWA", "K.S.", "N-G-U"; "I" and "A" are words."""
    return _LETTERS.fullmatch(text) is not None and text.strip(".,?!") not in ("I", "A")


def sounds_of(texts: Sequence[str]) -> list[str]:
    """The likeliest ways to read these words aloud, with the s of a plural or a possessive and without it."""
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
            sounds = spoken(tuple(one.folded for one in words_of(_NUMBERS.get(text.rstrip(_POINTS), text))))
        together = [one + two for one in together for two in sounds][:_FEW_READINGS]
    return together
