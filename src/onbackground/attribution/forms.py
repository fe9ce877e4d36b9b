"""The ways in which the person of a seat may be named: whole, in part, turned round, short, by initials."""

import re
from typing import NamedTuple

from onbackground.attribution.given_names import is_given, short_forms
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS
from onbackground.attribution.roster import Seat
from onbackground.attribution.sound.homophones import homophones
from onbackground.attribution.vocabulary import ALWAYS_ORDINARY, HONORIFICS, PARTICLES, SUFFIXES
from onbackground.attribution.words import words_of


class Form(NamedTuple):
    """One way to name the person of a seat: the kind of form, and its folded words.

    ``needs_capital`` forms are ordinary words too ("may", "mark"), and name somebody only when capitalised.
    """

    seat: Seat
    kind: str
    words: tuple[str, ...]
    needs_capital: bool

    def __repr__(self) -> str:
        """Show whose form this is, never the name."""
        return f"Form(seat={self.seat.id!r}, kind={self.kind!r})"


def forms_of(seat: Seat) -> list[Form]:
    """Return every exact form that names the person, the surest first.

    Each full name, each part of it that is a name by itself, short forms of the first name, initials.
    """
    forms: list[Form] = []
    for kind, name in (("full", seat.name), *(("also", other) for other in seat.also)):
        for spelling in dict.fromkeys((name, name.translate(_UMLAUTS))):
            if (parts := _parts_of(spelling)) is not None:
                spoken = _spoken(seat, kind, parts)
                forms += [*spoken, *(variant for form in spoken for variant in _respelled(form)), *_short(seat, parts)]
    return [
        form
        for form in dict.fromkeys(forms)
        if len(form.words) > 1 or form.kind in ("initials", "last") or _names_alone(form.words[0])
    ]


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe"}
)


_SHORTEST_LAST = 4
"""Letters of a middle part that is a last name: "Thi" and "Van" are none."""


class _Parts(NamedTuple):
    """A name in parts, each of one or more words: "Jean-Luc" has two, and so has "van Berg"."""

    first: tuple[str, ...]
    middle: tuple[tuple[str, ...], ...]
    last: tuple[str, ...]

    def words(self) -> tuple[str, ...]:
        return (*self.first, *(word for part in self.middle for word in part), *self.last)

    def inherited(self) -> tuple[str, ...]:
        """The first of two last names, by which people are called: no given name, and no initial; () without."""
        before = self.middle[-1] if self.middle else ()
        if before and before[0] in _BOUND:
            return before
        given = len("".join(before)) < _SHORTEST_LAST or before[0] in PARTICLES or any(map(is_given, before))
        return () if given else before


def _parts_of(name: str) -> _Parts | None:
    """A name without "Dr." before and "Jr." after it, in parts; a single name has no last; None without any.

    "D.R.", and "DR" where not all is in capitals, are initials, and stay.
    """
    printed = _CAMEL.sub(r"\1-\2", name)
    tokens = [_folded(token, in_capitals=name.isupper()) for token in printed.split()]
    tokens = [token for token in tokens if token]
    while len(tokens) > 1 and tokens[0][0] in HONORIFICS:
        del tokens[0]
    while len(tokens) > 1 and "".join(tokens[-1]) in SUFFIXES:
        del tokens[-1]
    if not tokens:
        return None
    start = len(tokens) - 1
    while start > 1 and tokens[start - 1][0] in PARTICLES and len(tokens[start - 1]) == 1:
        start -= 1
    if start > 2 and tokens[start - 1] == ("an",) and tokens[start - 2][0] in _SONS:
        start -= 2
    last = tuple(word for token in tokens[max(start, 1) :] for word in token)
    return _Parts(tokens[0], tuple(tokens[1:start]), last)


_SONS = frozenset({"mac", "mhic", "nic"})
"""What an Irish last name begins with, before "an": "Mac an Bhaird"."""


def _folded(token: str, *, in_capitals: bool) -> tuple[str, ...]:
    words = tuple(word.folded for word in words_of(token))
    are_letters = len(words) == 1 and words[0] in HONORIFICS and token.isupper() and not in_capitals
    return tuple(words[0]) if are_letters else words


_CAMEL = re.compile(r"\b(Ma?c|De|Di|La|Le|Van|Fitz|O(?=[A-Z][a-z]))([A-Z])")
"""What a name is put together from: "McGee", "ONeil", and not "ONEIL"."""


def _spoken(seat: Seat, kind: str, parts: _Parts) -> list[Form]:
    """The whole name, without its middle, turned round; and each part and each half of a part."""
    alone = len(parts.words()) > 1 or _names_alone(parts.first[0])
    forms = [_form(seat, kind if alone else "last", parts.words())]  # "Mrs. O"
    inherited = parts.inherited()
    if parts.last:
        if inherited:
            forms += [_form(seat, "last", (*inherited, *parts.last)), _form(seat, kind, (*parts.first, *inherited))]
        forms.append(_form(seat, kind, (*parts.first, *parts.last)))
        if not set(parts.last) & _BOUND:
            forms.append(_form(seat, kind, (*parts.first, parts.last[-1])))
        forms.append(_form(seat, kind, (*parts.last, *parts.first)))
    middle = [("last" if part == inherited else "middle", part) for part in parts.middle]
    roles = [("first", parts.first), *middle, ("last", parts.last)]
    for role, part in roles if parts.last or len(parts.first) > 1 else []:
        if part and not (role == "middle" and part[0] in PARTICLES and len(part) == 1):
            forms.append(_form(seat, role, part))
            if not set(part) & _BOUND:
                forms += [_form(seat, role, (word,)) for word in part if word not in PARTICLES or len(part) == 1]
    return forms


_BOUND = frozenset({"mc", "mac", "fitz"})
"""Beginnings of a name whose rest is another name: no MacDonald is called Donald."""


def _respelled(form: Form) -> list[Form]:
    """The same with ö written oe, or the other way about: "Müller" is "Mueller" too."""
    spelled = tuple(_DIGRAPH.sub(lambda pair: pair[0][0], word) if len(word) > 4 else word for word in form.words)
    return [form._replace(words=spelled)] if spelled != form.words else []


_DIGRAPH = re.compile(r"(?<=[^aeiouq])(?:ae|oe|ue)(?=[^aeiou])")


def _short(seat: Seat, parts: _Parts) -> list[Form]:
    """Short forms of the first name that the roster does not list, with the last name and alone; initials."""
    short = sorted(short_forms(parts.first[0])) if len(parts.first) == 1 else []
    forms = [_form(seat, "nickname", (one,)) for one in short]
    if parts.last:
        forms += [_form(seat, "full", (one, *parts.last)) for one in short]
        begins = {parts.first[0][0], "".join(word[0] for word in parts.first)}
        middle = "".join(part[0][0] for part in parts.middle)
        ends = {parts.last[0][0], parts.last[-1][0], "".join(word[0] for word in parts.last)}
        more = {middle, *ends, *(middle + end for end in ends)}
        letters = sorted({begin + rest for begin in begins for rest in more} - begins)
        forms += [Form(seat, "initials", (one,), needs_capital=True) for one in letters]
    return forms


def homophones_of(seat: Seat) -> list[Form]:
    """Common first names that sound like the person's, alone and with the last name."""
    parts = _parts_of(seat.name)
    if parts is None or len(parts.first) != 1 or not parts.last:
        return []
    alike = sorted(homophones(parts.first[0]))
    return [
        form for one in alike for form in (_form(seat, "nickname", (one,)), _form(seat, "full", (one, *parts.last)))
    ]


def is_bare_word(form: Form) -> bool:
    """Whether a form is one word that names somebody behind "Ms." at most: a letter, or "he", or "so"."""
    return len(form.words) == 1 and form.kind == "last" and not _names_alone(form.words[0])


def _names_alone(word: str) -> bool:
    """Whether a word of a name, standing alone, can name somebody: no initial, no word like "he" or "so"."""
    return len(word) > 1 and word not in ALWAYS_ORDINARY


def _form(seat: Seat, kind: str, words: tuple[str, ...]) -> Form:
    if "".join(words) in HONORIFICS and all(len(word) == 1 for word in words):
        return Form(seat, "initials", ("".join(words),), needs_capital=True)  # "DR", and never "Dr."
    ordinary = len(words[0]) < 3 or words[0] in NAMES_THAT_ARE_WORDS | PARTICLES | ALWAYS_ORDINARY
    return Form(seat, kind, words, needs_capital=ordinary and len(words) == 1)
