"""Numbers said in words: ``twenty twenty-one``, ``three point five``, ``thirty-first``, ``five thirty`` as an hour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from onbackground.transcript.style.written import listed, parts

_UNITS: Final = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
ORDINALS: Final = listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
"""The words for the ordinals below twentieth, by their value."""
_TENTHS: Final = {f"{word[:-1]}ieth": value for word, value in _TENS.items()}
_DECADES: Final = {f"{word[:-1]}ies": value for word, value in _TENS.items()}
_COUNTED: Final = listed("years year months weeks days hours minutes seconds people percent countries")
_NAMED: Final = {("nine", "eleven"): "9/11", ("twenty", "four", "seven"): "24/7", ("fifty", "fifty"): "50-50"}
_CENTURIES: Final = range(16, 21)
_HALF_DAYS: Final = listed("a p am pm a.m p.m")
_OF_THE_DAY: Final = listed("eastern central mountain pacific local gmt tonight tomorrow today")
"""What tells that ``six thirty`` before it is an hour."""

LONGEST: Final = 12
"""Words of the longest number looked for."""


class SpokenNumber(Struct, frozen=True):
    """A number said in the first ``words`` words, its value and its figures, and the marks around it."""

    words: int
    value: int
    figures: str
    opening: str
    closing: str


class _Read(Struct, frozen=True):
    """A number read from the first ``length`` single words of a list."""

    length: int
    value: int
    figures: str = ""

    @property
    def text(self) -> str:
        return self.figures or f"{self.value:,}"


def spoken_number(texts: Sequence[str]) -> SpokenNumber | None:
    """The longest number that these words begin with, if it is said in words alone.

    Punctuation ends it. So does a word that is only in part a number, such as ``ten-year``, of which the number is
    written in figures if it is ten or more. ``A hundred and twenty`` is 120; ``a hundred`` alone is no number.
    """
    if len(texts) > 2 and texts[0].lower() == "a" and texts[1].lower() in ("hundred", "thousand"):
        more = spoken_number(["one", *texts[1:]])
        return more if more and more.words > 2 else None
    atoms: list[str] = []
    ends: list[int] = []
    rest = ""
    for text in texts[:LONGEST]:
        opening, word, closing = parts(text)
        pieces = word.lower().split("-")
        numeric = [piece for piece in pieces if _is_number_word(piece)]
        if (opening and atoms) or not numeric or pieces[: len(numeric)] != numeric:
            break
        atoms += numeric
        ends.append(len(atoms))
        rest = word[len("-".join(numeric)) :]
        if closing or rest:
            break
    following = parts(texts[len(ends)])[1].lower() if len(texts) > len(ends) else ""
    while ends:
        read = _number([*atoms[: ends[-1]]], following)
        opening, closing = parts(texts[0])[0], parts(texts[len(ends) - 1])[2]
        if read is not None and read.length == ends[-1] and not (rest and not _is_compound(rest)):
            return SpokenNumber(len(ends), read.value, read.text + rest, opening, closing)
        following, rest = atoms[ends[-1] - 1], ""
        ends.pop()
    return None


def in_words(value: int) -> str:
    """A number below a hundred: ``ten``, ``thirty-two``; nothing for others.

    >>> in_words(32)
    'thirty-two'
    """
    if not 0 <= value < 100:
        return ""
    unit = value % 10 if value >= 20 else value
    tens = [word for word, worth in _TENS.items() if worth == value - unit]
    units = [word for word, worth in _UNITS.items() if worth == unit and (unit or not tens)]
    return "-".join((*tens, *units))


def ordinal(value: int) -> str:
    """``1st``, ``12th``, ``23rd``."""
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _is_compound(rest: str) -> bool:
    """Whether a number may be written in figures before this: ``-year``, ``-point-plan``, not ``-thirds``."""
    return re.fullmatch(r"(-[a-z]+)+", rest) is not None and rest not in (
        "-thirds",
        "-third",
        "-fifths",
        "-odd",
        "-ish",
    )


def _is_number_word(word: str) -> bool:
    return (
        word in _UNITS
        or word in _TENS
        or word in _TENTHS
        or word in _DECADES
        or word in ORDINALS
        or word in ("hundred", "thousand", "and", "point", "oh")
    )


def _number(atoms: Sequence[str], following: str) -> _Read | None:
    if tuple(atoms) in _NAMED:
        return _Read(len(atoms), 100, _NAMED[tuple(atoms)])
    for read in (_year, _decade, _hour, _decimal, _ordinal):
        found = read(atoms, following)
        if found is not None and found.length == len(atoms):
            return found
    return _integer(atoms)


def _small(atoms: Sequence[str]) -> _Read | None:
    """Below a hundred."""
    if not atoms:
        return None
    if atoms[0] in _UNITS:
        return _Read(1, _UNITS[atoms[0]])
    if atoms[0] in _TENS:
        unit = _UNITS.get(atoms[1], 0) if len(atoms) > 1 else 0
        return _Read(2, _TENS[atoms[0]] + unit) if 0 < unit < 10 else _Read(1, _TENS[atoms[0]])
    return None


def _below_a_thousand(atoms: Sequence[str]) -> _Read | None:
    small = _small(atoms)
    if small is None or small.length == len(atoms) or atoms[small.length] != "hundred" or small.value == 0:
        return small
    length = small.length + 1
    more = _small(atoms[length + (atoms[length : length + 1] == ["and"]) :])
    if more is None:
        return _Read(length, 100 * small.value)
    joined = atoms[length : length + 1] == ["and"]
    return _Read(length + joined + more.length, 100 * small.value + more.value)


def _integer(atoms: Sequence[str]) -> _Read | None:
    first = _below_a_thousand(atoms)
    if first is None or atoms[first.length : first.length + 1] != ["thousand"] or first.value == 0:
        return first
    length = first.length + 1
    joined = atoms[length : length + 1] == ["and"]
    more = _below_a_thousand(atoms[length + joined :])
    if more is None:
        return _Read(length, 1000 * first.value)
    value = 1000 * first.value + more.value
    year = first.value == 2 and more.value < 100
    return _Read(length + joined + more.length, value, str(value) if year else "")


def _year(atoms: Sequence[str], following: str) -> _Read | None:
    """``nineteen ninety-one``, ``twenty twenty-one``, ``nineteen oh five``."""
    century = _small(atoms)
    if century is None or century.value not in _CENTURIES or following in _COUNTED:
        return None
    rest = atoms[century.length :]
    if rest[:1] == ["oh"] and len(rest) > 1 and 0 < _UNITS.get(rest[1], 0) < 10:
        value = 100 * century.value + _UNITS[rest[1]]
        return _Read(century.length + 2, value, str(value))
    year = _small(rest)
    if year is None or year.value < 10:
        return None
    value = 100 * century.value + year.value
    return _Read(century.length + year.length, value, str(value))


def _decade(atoms: Sequence[str], following: str) -> _Read | None:
    """``nineteen nineties``."""
    century = _small(atoms)
    if century is None or century.value not in _CENTURIES or len(atoms) <= century.length:
        return None
    decade = _DECADES.get(atoms[century.length])
    if decade is None:
        return None
    value = 100 * century.value + decade
    return _Read(century.length + 1, value, f"{value}s")


def _hour(atoms: Sequence[str], following: str) -> _Read | None:
    """``five thirty`` or ``five oh five``, before ``p m`` or ``tonight``."""
    if following not in (*_HALF_DAYS, *_OF_THE_DAY):
        return None
    hour = _small(atoms)
    if hour is None or not 1 <= hour.value <= 12:
        return None
    rest = atoms[hour.length :]
    oh = rest[:1] == ["oh"]
    minutes = _small(rest[oh:])
    if minutes is None or minutes.value >= 60 or oh == (minutes.value >= 10):
        return None
    return _Read(hour.length + oh + minutes.length, 100, f"{hour.value}:{minutes.value:02}")


def _decimal(atoms: Sequence[str], following: str) -> _Read | None:
    """``three point five``."""
    whole = _integer(atoms)
    if whole is None or atoms[whole.length : whole.length + 1] != ["point"]:
        return None
    digits = [_UNITS.get(atom, 10) for atom in atoms[whole.length + 1 :]]
    if not digits or max(digits) > 9:
        return None
    return _Read(len(atoms), max(whole.value, 10), f"{whole.value:,}.{''.join(map(str, digits))}")


def _ordinal(atoms: Sequence[str], following: str) -> _Read | None:
    """``tenth``, ``twenty-first``."""
    tens = _TENS.get(atoms[0], 0) if len(atoms) == 2 else 0
    last = atoms[-1]
    if len(atoms) > 1 and not tens:
        return None
    value = tens + (ORDINALS.index(last) if last in ORDINALS else _TENTHS.get(last, 0))
    a_time = last == "second" and tens > 20  # "a thirty second delay"
    if value == tens or value >= tens + 10 > 10 or a_time:
        return None
    return _Read(len(atoms), value, ordinal(value))
