"""Find names as speech to text mishears them: "Okafor" written Akifur, Achafer or O'Kaffer.

Only what looks like a name in its place is weighed: a capitalised word that is no ordinary word, is not written small
elsewhere in the same text, and is nobody's kept name; alone or with the one or two words after it, for a name may be
split. It must sound like a name of the roster and be spelled not too differently; after an honorific, or next to
another name of the same person, less is asked.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein

from onbackground.attribution.roster import Form, Seat
from onbackground.attribution.sounds import sound_keys
from onbackground.attribution.spans import Span
from onbackground.attribution.vocabulary import HONORIFICS, NAMES_THAT_ARE_WORDS, ORDINARY
from onbackground.attribution.words import Word

_LONGEST = 3
_SHORTEST = 4
_LONGEST_ACRONYM = 5
_AFTER_HONORIFIC = "*"
_WITHIN_NAME = re.compile(r"[ \t]|['’]|[-‐‑]\s?")
_SENTENCE_START = re.compile(r"(?:^|[.?!:…”\"\n])[\s”\"’')\]]*$|^\s*$")


class _Target(msgspec.Struct, frozen=True):
    """A name that may be misheard: its letters run together, and its sounds."""

    seat: Seat
    letters: str
    keys: tuple[str, ...]
    kind: str
    whole: bool


class Heard(NamedTuple):
    """A misheard name: its first word, the word past its end, whose name it is, which part of it, how sure that is."""

    first: int
    past: int
    seat: Seat
    part: str
    confidence: float


class Hearing:
    """Weighs name-like words of a text against the names of a roster. ``keep`` are folded words that stay."""

    def __init__(self, forms: Iterable[Form], keep: set[str]) -> None:
        targets: dict[str, _Target] = {}
        for form in forms:
            letters = "".join(form.words)
            if len(letters) >= _SHORTEST and form.kind != "middle" and not form.needs_capital:
                targets.setdefault(
                    letters, _Target(form.seat, letters, sound_keys(letters), form.kind, len(form.words) > 1)
                )
        self._targets = list(targets.values())
        self._keep = keep
        self._weigh = lru_cache(maxsize=65_536)(self._weigh_letters)

    def find(self, text: str, words: list[Word], taken: list[bool], nearby: dict[int, Seat]) -> Iterator[Heard]:
        """Yield each misheard name, in order.

        ``taken`` tells for each word whether it is not to be looked at; ``nearby`` gives, for a word that stands
        next to an exact form, whose form that is.
        """
        small = {word.folded for word in words if not word.capital}
        i = 0
        while i < len(words):
            found = None
            if words[i].capital and not taken[i] and not _is_acronym(text[words[i].start : words[i].end]):
                found = self._at(text, words, i, taken, nearby, small)
            if found is None:
                i += 1
            else:
                yield found
                i = found.past

    def complete(self, text: str, words: list[Word], taken: list[bool], spans: list[Span]) -> None:
        """Widen each first name by the last name after it, and each last name by the first name before it.

        However the other half was misheard, a name-like word right beside half of a name is taken for it.
        """
        small = {word.folded for word in words if not word.capital}

        def names(index: int) -> bool:
            word = words[index]
            printed = text[word.start : word.end]
            likely = word.capital and len(printed) > 1 and not _is_acronym(printed)
            return likely and not taken[index] and not self.is_ordinary(word, small)

        for span in spans:
            if span.part == "first":
                gap = r"\s"
                while span.past < min(len(words), span.first + _LONGEST) and names(span.past):
                    if not re.fullmatch(gap, text[span.end : words[span.past].start]):
                        break
                    taken[span.past] = True
                    span.end = words[span.past].end
                    span.past += 1
                    gap = r"['’\-‐‑]"
            elif span.part == "last" and span.first and names(span.first - 1):
                before = words[span.first - 1]
                if text[before.end : span.start].isspace() and not _begins_sentence(text, before):
                    taken[span.first - 1] = True
                    span.start = before.start
                    span.first -= 1

    def _at(
        self, text: str, words: list[Word], i: int, taken: list[bool], nearby: dict[int, Seat], small: set[str]
    ) -> Heard | None:
        """The best reading of the words from ``i`` on as a name, if there is one."""
        best = None
        letters = ""
        strict = _begins_sentence(text, words[i])
        for past in range(i + 1, min(i + _LONGEST, len(words)) + 1):
            word = words[past - 1]
            if taken[past - 1] or (past > i + 1 and not _WITHIN_NAME.fullmatch(text[words[past - 2].end : word.start])):
                break
            letters += word.folded
            run = words[i:past]
            if all(self.is_ordinary(one, small) for one in run):
                continue
            split = past > i + 1
            lenient = self._lenient_seat(text, words, i, past, nearby)
            reading = self._weigh(letters, strict or (split and not all(one.capital for one in run)), lenient)
            if reading is not None and (best is None or reading[1] > best.confidence):
                best = Heard(i, past, reading[0].seat, reading[0].kind, reading[1])
        return best

    def is_ordinary(self, word: Word, small: set[str]) -> bool:
        """Whether a word needs no name to explain it; ``small`` are the words written small in the same text."""
        return (
            word.folded in ORDINARY
            or word.folded in NAMES_THAT_ARE_WORDS
            or word.folded in self._keep
            or (word.folded in small and len(word.folded) > 1)
        )

    def _lenient_seat(self, text: str, words: list[Word], first: int, past: int, nearby: dict[int, Seat]) -> str | None:
        """Whose name is likely here: anybody's last name after an honorific, else the seat named next to it."""
        if first and words[first - 1].folded in HONORIFICS:
            return _AFTER_HONORIFIC
        for index, other in ((first, first - 1), (past - 1, past)):
            if index in nearby and 0 <= other < len(words):
                low, high = sorted((words[index], words[other]), key=lambda word: word.start)
                if text[low.end : high.start].isspace():
                    return nearby[index].id
        return None

    def _weigh_letters(self, letters: str, strict: bool, lenient: str | None) -> tuple[_Target, float] | None:
        """The name that these letters most likely stand for, and how sure that is; None if none is likely."""
        best: tuple[_Target, float] | None = None
        if len(letters) < _SHORTEST - 1:
            return None
        for target in self._targets:
            if abs(len(letters) - len(target.letters)) > 4:
                continue
            spelled = Levenshtein.normalized_similarity(letters, target.letters)
            if spelled < 0.4:
                continue
            pairs = [(key, other) for key in sound_keys(letters) for other in target.keys]
            sounded = max(Levenshtein.normalized_similarity(key, other) for key, other in pairs)
            begins_alike = any(key[:1] == other[:1] for key, other in pairs)
            expected = lenient == target.seat.id or (lenient == _AFTER_HONORIFIC and target.kind == "last")
            likely = _likely(target, spelled, sounded, begins_alike, strict, expected)
            confidence = round((spelled + sounded) / 2 - 0.01, 3)
            if likely and (best is None or confidence > best[1]):
                best = target, confidence
        return best


def _begins_sentence(text: str, word: Word) -> bool:
    return _SENTENCE_START.search(text[max(0, word.start - 4) : word.start]) is not None


def _is_acronym(word: str) -> bool:
    return 1 < len(word) <= _LONGEST_ACRONYM and word.isupper()


def _likely(target: _Target, spelled: float, sounded: float, begins_alike: bool, strict: bool, expected: bool) -> bool:
    """Whether letters spelled and sounding this alike stand for the target."""
    consonants = min(len(key.replace("A", "")) for key in target.keys)
    if spelled == 1.0:
        return True
    if expected:
        return (sounded >= 0.7 and spelled >= 0.5) or sounded == 1.0
    if not begins_alike:
        return False
    if strict:
        return sounded == 1.0 and consonants >= 2 and spelled >= 0.7
    if target.whole:
        return sounded >= 0.8 and spelled >= 0.65
    if sounded == 1.0:
        return spelled >= (0.4 if consonants >= 3 else 0.72)
    return sounded >= 0.8 and spelled >= 0.75 and len(target.letters) >= 6 and consonants >= 3
