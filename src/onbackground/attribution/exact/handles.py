"""Names inside e-mail addresses, handles, hashtags, links and names of files: "jokafor@…", "#NgoziOkafor"."""

import re
from collections.abc import Iterator, Sequence

from onbackground.attribution.exact import WEAK
from onbackground.attribution.forms import Form
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_in_dictionary, is_known_name
from onbackground.attribution.roster import Seat, own_words
from onbackground.attribution.vocabulary import HONORIFICS, ORDINARY
from onbackground.attribution.words import Word, fold

_TELLTALE = re.compile(r"[@#_]|://|www\.|\.(?:com|org|net|gov|edu|pdf|docx?|txt|xlsx?|pptx?|jpe?g|png|mp[34]|wav|md)\b")
_REACH = 120
_BOUND = re.compile(r"[\s<>()\[\]{}\"“”,;]")
_LETTERS = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"[A-Z]?[^\WA-Z\d_]+|[A-Z]+(?![^\WA-Z\d_])")
_SHORTEST_PART = 2
"""Letters of half a name, and of a word that has lost the space beside a name."""
_UNSPACED = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of Chinese, Japanese and Korean, as they are folded: no space parts words, or a name from its particle."""
_LEAST = 5
"""Letters of a name that are no accident inside a longer run."""


class Handles:
    """Finds a roster's names where words are run together."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._whole: dict[str, Form] = {}
        self._inside: dict[str, Form] = {}
        self._unspaced: dict[str, Form] = {}
        self._beside_names = ORDINARY - HONORIFICS - {word for form in forms for word in form.words}
        for form in forms:
            letters = "".join(form.words)
            if form.kind in WEAK or letters in NAMES_THAT_ARE_WORDS:
                continue
            self._whole.setdefault(letters, form)
            if len(letters) >= _SHORTEST_PART and _UNSPACED.search(letters):
                self._unspaced.setdefault(letters, form)
            elif len(letters) >= _LEAST:
                self._inside.setdefault(letters, form)
        self._any_unspaced = re.compile("|".join(sorted(self._unspaced, key=len, reverse=True)))
        for form in list(self._whole.values()):
            for letters in _accounts(form):
                if letters not in ORDINARY:
                    self._whole.setdefault(letters, form)

    def find(self, text: str) -> Iterator[tuple[int, int, Seat]]:
        """Yield start, end and seat of each name inside a handle, in order."""
        past = 0
        for sign in _TELLTALE.finditer(text):
            if sign.start() < past:
                continue
            low = max(past, sign.start() - _REACH)
            start = low + max((cut.end() for cut in _BOUND.finditer(text[low : sign.start()])), default=0)
            cut = _BOUND.search(text, sign.end(), sign.end() + _REACH)
            past = cut.start() if cut else min(len(text), sign.end() + _REACH)
            for run in _LETTERS.finditer(text, start, past):
                for begin, end, seat in self._in_run(run[0], run.start()):
                    yield *_with_initials(text, begin, end, seat), seat

    def find_joined(self, words: list[Word]) -> Iterator[tuple[int, int, Seat]]:
        """Yield start, end and seat of each name that lost the space beside a word of the language: "thanksokafor"."""
        if not self._inside:
            return
        names = tuple(self._inside)
        joined = {
            letters: place
            for letters in {word.folded for word in words}
            if len(letters) > _LEAST and (letters.endswith(names) or letters.startswith(names))
            if (place := self._joined(letters)) is not None
        }
        for word in words if joined else ():
            if word.folded in joined and word.end - word.start == len(word.folded):
                begin, end, seat = joined[word.folded]
                yield word.start + begin, word.start + end, seat

    def find_unspaced(self, words: list[Word]) -> Iterator[tuple[int, int, Seat]]:
        """Yield start, end and seat of each name that no space need part from other words, or of its whole word."""
        for word in words if self._unspaced else ():
            for name in self._any_unspaced.finditer(word.folded):
                seat = self._unspaced[name[0]].seat
                if word.end - word.start != len(word.folded):
                    yield word.start, word.end, seat
                    break
                yield word.start + name.start(), word.start + name.end(), seat

    def _joined(self, letters: str) -> tuple[int, int, Seat] | None:
        """Where in a word a name stands, and whose, if what is left of it is a word of the language."""
        if is_in_dictionary(letters) or is_known_name(letters):
            return None
        for name, form in self._inside.items():
            if len(letters) < len(name) + _SHORTEST_PART:
                continue
            if letters.endswith(name) and letters[: -len(name)] in self._beside_names:
                return len(letters) - len(name), len(letters), form.seat
            if letters.startswith(name) and letters[len(name) :] in self._beside_names:
                return 0, len(name), form.seat
        return None

    def _in_run(self, run: str, start: int) -> Iterator[tuple[int, int, Seat]]:
        letters = fold(run)
        form = self._whole.get(letters)
        if form is None and len(letters) >= _LEAST:
            form = next((self._inside[name] for name in self._inside if name in letters), None)
        if form is None:
            form = next((self._whole[hump] for hump in map(fold, _HUMP.findall(run)) if hump in self._whole), None)
        if form is not None:
            yield start, start + len(run), form.seat


def _with_initials(text: str, start: int, end: int, seat: Seat) -> tuple[int, int]:
    """The same place, with an initial of the seat's before or after: "N_Okafor"."""
    initials = "".join(sorted({word[0] for word in own_words(seat)}))
    before = re.search(rf"(?<![^\W_])[{initials}][._-]$", text[max(0, start - 3) : start], re.I)
    after = re.match(rf"[._-][{initials}](?![^\W_])", text[end : end + 3], re.I)
    return start - (len(before[0]) if before else 0), end + (len(after[0]) if after else 0)


def _accounts(form: Form) -> list[str]:
    """What a person is called where letters are few: "jokafor", "okaforj", "ngozio"."""
    first, last = form.words[0], form.words[-1]
    if form.kind != "full" or len(form.words) < 2 or min(len(first), len(last)) < _SHORTEST_PART:
        return []
    every = "".join(form.words[1:])
    return [first[0] + last, first[0] + every, last + first[0], every + first[0], first + last[0]]
