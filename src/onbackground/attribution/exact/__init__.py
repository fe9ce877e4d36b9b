"""Exact forms of the roster's names in a text, and the ways of breaking them up that leave them exact."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from onbackground.attribution.exact.spelled import Spelled
from onbackground.attribution.forms import Form, is_bare_word
from onbackground.attribution.lexicon import is_ordinary
from onbackground.attribution.roster import Seat, own_words
from onbackground.attribution.vocabulary import BEFORE_NAMES, HONORIFICS
from onbackground.attribution.words import HYPHENS, MARKS, Word

WEAK = frozenset({"nickname", "initials"})
"""Kinds of form that the roster does not list: they count only where the place speaks for them."""

_FEWEST_LETTERS = 3
MODALS = frozenset({"will", "may"})

LONGEST_GAP = 16  # characters: a pause inside a name, not a new thought
LONGEST_PAUSE = 40
_FILLER = r"(?:[,\s…—–-]*(?:uh|um|er|ah|uhm|you know|I mean|sorry|excuse me|that is))+,?"
_NICKNAME = r"\s[“\"‘'(][^\W\d_]{2,12}[”\"’')]\s"
PAUSE = re.compile(
    rf"[._+]|{_NICKNAME}|(?!\s*\n\s*\n)(?:[\s\-‐‑–—…]|\.{{3}})*(?:[A-Z]\.?|{_FILLER})?(?:[\s\-‐‑–—…]|\.{{3}})*"
)
"""What may stand between two parts of one person's name; also a nickname that is set off: "Ngozi “Goz” Okafor"."""

_PARAGRAPH_ENDS = re.compile(r"\.\s*\n\s*\n")
_FULL_STOP = re.compile(r"\.\s+")
_WORD_GAP = re.compile(r"[\s\-‐‑–—.,'’_+…]*")
_SPACE = re.compile(r"[ \xa0]{1,2}\n?|\n")
_FEWEST_TORN = 5
"""Letters of a name that stand in a row by no accident."""
_BESIDE = re.compile(r"\.?\s{1,2}")
_BROKEN_WORD = re.compile(rf"['’‘ʼ`´·]|[-‐‑]{{1,2}}(?:[{MARKS}]|[^\S\n])*\n?(?:[{MARKS}]|[^\S\n])*|[–—]")
_PLURAL_IN_ES = ("s", "x", "z", "h", "o", "y", "i", "u", "a")
"""The ends of names whose plural somebody may write with "es"."""
_SPELLED_OUT = re.compile(r"[\s\-‐‑–—.…·,]{1,4}")


class Found(NamedTuple):
    """A form found in a text: its first word, the word past its end, what it stands for, whose it may be as well."""

    first: int
    past: int
    form: Form
    rivals: tuple[Seat, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether it may be of several seats."""
        return bool(self.rivals)


class Entry(msgspec.Struct, frozen=True):
    """What a run of letters stands for: the first form wins where nothing beside it tells which it is."""

    form: Form
    forms: tuple[Form, ...]
    """All that it may be: of more than one seat, it is unsure."""
    ends: frozenset[int]
    """How many letters each word of the form ends after: there the words may stand apart."""


class ExactForms:
    """All forms of a roster, indexed by their letters run together.

    A form is found with its words apart by a pause ("María — Ruiz"), broken by a hyphen or a line ("Ru-iz"), or
    spelled out ("R. U. I. Z."), and in the plural.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self._entries: dict[str, Entry] = {}
        self._gaps: set[str] = set()
        forms = list(forms)
        for form in forms:
            self._add("".join(form.words), form)
        exact = frozenset(self._entries)
        for form in forms:
            for letters in _plurals(form):
                if letters not in exact:
                    self._add(letters, form)
            self._gaps.update("".join(form.words[:count]) for count in range(1, len(form.words)))
        self._longest = max(map(len, self._entries), default=0)
        self._beginnings = {letters[:length] for letters in self._entries for length in range(1, len(letters) + 1)}

    def _add(self, letters: str, form: Form) -> None:
        known = self._entries.get(letters)
        ends = frozenset(accumulate(map(len, form.words)))
        if known is None or (known.form.kind in WEAK and form.kind not in WEAK):
            self._entries[letters] = Entry(form, (form,), ends)
        elif form.kind not in WEAK or known.form.kind in WEAK:
            freer = form if known.form.needs_capital and not form.needs_capital else known.form
            self._entries[letters] = Entry(freer, (*known.forms, form), known.ends | ends)

    def within(self, spelled: Spelled) -> Iterator[tuple[int, int, Entry]]:
        """Yield each name in letters said one by one: its first word, the word past its end, what it is."""
        i = 0
        while i < len(spelled.letters):
            fewest = min(_FEWEST_LETTERS, len(spelled.letters))
            ends = range(min(len(spelled.letters), i + self._longest), i + fewest - 1, -1)
            end = next((end for end in ends if spelled.letters[i:end] in self._entries), None)
            if end is None:
                i += 1
            else:
                yield spelled.places[i][0], spelled.places[end - 1][1], self._entries[spelled.letters[i:end]]
                i = end

    def find(self, text: str, words: list[Word], left: Sequence[bool]) -> Iterator[Found]:
        """Yield the longest form that begins at each word, from left to right, but not at those to be ``left``."""
        beginnings = self._beginnings
        past = 0
        for first in [first for first, word in enumerate(words) if word.folded in beginnings]:
            if first < past or left[first]:
                continue
            word = words[first]
            longest = self.longest(text, words, first)
            if longest is None or _is_rest_of_a_word(text, word) or _spells_on(text, words, first, longest[0]):
                continue
            end, entry = longest
            if entry.form.kind == "initials" and end - first > 1 and self._goes_on(text, words, end):
                continue
            if is_bare_word(entry.form) and (not first or words[first - 1].folded not in HONORIFICS):
                continue
            past = end
            yield _found(text, words, first, past, entry)

    def _goes_on(self, text: str, words: list[Word], past: int) -> bool:
        """Whether the last of two initials begins a name: "S. O'Brien"."""
        if words[past - 1].folded not in self._beginnings:
            return False
        name = self.longest(text, words, past - 1)
        return name is not None and name[0] > past and name[1].form.kind != "initials"

    def longest(self, text: str, words: list[Word], first: int) -> tuple[int, Entry] | None:
        """Return the longest form that begins at the word ``first``: the word past its end, and the form."""
        spelled = words[first].folded
        apart: set[int] = set()
        spaced: set[int] = set()
        best = None
        past = first + 1
        while True:
            entry = self._entries.get(spelled)
            if entry is not None and not _has_verb(words[first:past]):
                within = apart - entry.ends
                if not within or (within <= spaced and _is_torn(text, words[first:past], entry.form)):
                    best = past, entry
            if best is not None and best[0] == past and _begins_another(text, words[max(first, past - 2) : past + 1]):
                return best
            if past == len(words) or spelled + words[past].folded not in self._beginnings:
                return best
            if words[past].folded == "s" and len(words[past - 1].folded) > 1:
                return best
            if not self._is_broken(text, words[past - 1], words[past]):
                space = _SPACE.fullmatch(text, words[past - 1].end, words[past].start) is not None
                if not space and not (spelled in self._gaps and self._is_pause(text, words[past - 1], words[past])):
                    return best
                apart.add(len(spelled))
                if space:
                    spaced.add(len(spelled))
            spelled += words[past].folded
            past += 1

    def _is_pause(self, text: str, word: Word, following: Word) -> bool:
        """Whether two words of a name may stand so; not "a fair grant. Will", where both are words."""
        if following.start - word.end > LONGEST_GAP or not _WORD_GAP.fullmatch(text, word.end, following.start):
            return False
        if _PARAGRAPH_ENDS.match(text, word.end):
            return False
        ended = len(word.folded) > 1 and _FULL_STOP.fullmatch(text, word.end, following.start)
        return not ended or not (is_ordinary(word.folded) and is_ordinary(following.folded))

    def _is_broken(self, text: str, word: Word, following: Word) -> bool:
        """Whether one word of a name may be broken so."""
        if following.start - word.end > LONGEST_GAP:
            return False
        gap = text[word.end : following.start]
        if len(word.folded) == len(following.folded) == 1 and _SPELLED_OUT.fullmatch(gap):
            return True
        return _BROKEN_WORD.fullmatch(gap) is not None


def _is_rest_of_a_word(text: str, word: Word) -> bool:
    """Whether a letter ends a word before it: the "t" of "don't — I'm", which is no Tim."""
    return len(word.folded) == 1 and word.start > 1 and text[word.start - 1] in "'’" and text[word.start - 2].isalpha()


def _spells_on(text: str, words: list[Word], first: int, past: int) -> bool:
    """Whether letters spelled one by one go on where a name among them ends: "S-A-M-I-M"."""
    if past == len(words) or past - first < _FEWEST_LETTERS or len(words[past].folded) > 1:
        return False
    gap = text[words[past - 1].end : words[past].start]
    return gap in HYPHENS and all(len(word.folded) == 1 for word in words[first:past])


def _begins_another(text: str, letters: list[Word]) -> bool:
    """Whether the last of three letters is the first of another name spelled out: other things stand between."""
    if len(letters) < 3 or any(len(letter.folded) > 1 for letter in letters):
        return False
    one, other, following = letters
    return text[one.end : other.start].rstrip(HYPHENS) != text[other.end : following.start].rstrip(HYPHENS)


def _found(text: str, words: list[Word], first: int, past: int, entry: Entry) -> Found:
    """Whose name this is: where several may be meant, an honorific, an initial or another name beside it tells."""
    seats = {form.seat.id for form in entry.forms}
    if len(seats) == 1:
        return Found(first, past, entry.form)
    before, after = _neighbour(text, words, first, -1), _neighbour(text, words, past - 1, 1)
    for form in entry.forms:
        parts = own_words(form.seat) - set(form.words)
        if before in parts or after in parts or _has_initial(form, parts, before, after):
            return Found(first, past, form)
    lasts = [form for form in entry.forms if form.kind == "last"]
    if lasts and before in BEFORE_NAMES:
        return Found(first, past, lasts[0], _but(lasts[0].seat, lasts))
    whose = next((form for form in entry.forms if form.kind in ("first", "also")), entry.form)
    return Found(first, past, whose, _but(whose.seat, entry.forms))


def _but(seat: Seat, forms: Iterable[Form]) -> tuple[Seat, ...]:
    """Whose forms these are, but for one seat."""
    return tuple({form.seat.id: form.seat for form in forms if form.seat.id != seat.id}.values())


def _has_initial(form: Form, parts: set[str] | frozenset[str], before: str, after: str) -> bool:
    """Whether the initial of a person's other name stands where it would: "J. Stone", "Joan S."."""
    beside = before if form.kind == "last" else after
    return len(form.words) == 1 and len(beside) == 1 and beside in {part[0] for part in parts}


def _neighbour(text: str, words: list[Word], index: int, step: int) -> str:
    """The word beside another, if it may belong to the same name: "j" in "J. Stone"; "" for none."""
    if not 0 <= index + step < len(words):
        return ""
    one, other = sorted((words[index], words[index + step]), key=lambda word: word.start)
    beside = words[index + step]
    fits = beside.capital and _BESIDE.fullmatch(text, one.end, min(other.start, one.end + 4))
    return beside.folded if fits else ""


def _is_torn(text: str, words: list[Word], form: Form) -> bool:
    """Whether a name was written as several words: "Oka for", "but ler"; they may be no words of the language."""
    if form.kind in WEAK or sum(len(word.folded) for word in words) < _FEWEST_TORN:
        return False
    pieces = [word for word in words if word.folded not in form.words]
    if any(len(word.folded) == 1 for word in pieces):
        return False
    capital = all(word.capital and not text[word.start : word.end].isupper() for word in pieces)
    return capital or not all(is_ordinary(word.folded) for word in pieces)


def _has_verb(words: list[Word]) -> bool:
    """Whether a name beside "will" or "may" is the subject of it: "Hill may"."""
    if len(words) == 1 or not any(word.folded in MODALS and not word.capital for word in words):
        return False
    return any(word.capital for word in words)


def _plurals(form: Form) -> list[str]:
    """ "The Okafors", however the recogniser writes it; in small letters it would be another word."""
    if form.kind not in {"first", "last", "also"} and (form.kind != "full" or len(form.words) > 1):
        return []
    letters = "".join(form.words)
    if len(letters) == 1:
        return []
    plurals = [f"{letters}s"]
    if letters.endswith(_PLURAL_IN_ES):
        plurals.append(f"{letters}es")
    if letters.endswith("y"):
        plurals.append(f"{letters[:-1]}ies")
    return plurals
