"""Numbers as a stenographer writes them: in figures from ten on, and wherever something is measured, paid or dated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onbackground.transcript.calendar_names import MONTHS
from onbackground.transcript.style.quantities import (
    LONGEST,
    ORDINALS,
    SpokenNumber,
    in_words,
    ordinal,
    spoken_number,
)
from onbackground.transcript.style.written import Written, begins_sentence, capitalised, listed, parts

_SCALES: Final = ("million", "billion", "trillion")
_SMALL: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_KEYS: Final = tuple("0123456789")
_KEY_OF: Final = dict(zip(_SMALL, _KEYS, strict=True))
_MEASURES: Final = listed("year month week day night hour minute second mile foot point page person member state step")
_HALF_DAYS: Final = re.compile(r"([ap])\.?m\.?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(1[0-2]|0?[1-9])(?::([0-5]\d))?")
_CLOCK_IN_ONE: Final = re.compile(rf"({_CLOCK.pattern})({_HALF_DAYS.pattern})", re.IGNORECASE)
_FIGURES: Final = re.compile(r"\d+")
_NUMBERED: Final = listed(
    "number official phase part step tier level title section article chapter page question item resolution flight "
    "route highway gate room group"
)
"""What a number after it tells apart, and does not count."""
_THROUGH: Final = ("to", "through", "and", "until")
_YEARS_PRINTED: Final = range(1700, 2100)
"""Other numbers of four figures are a quantity and have a comma."""
_WITHIN: Final = re.compile(r"(?:early|mid|late|this|last|next)", re.IGNORECASE)
_RANGE: Final = ("to", "or")


def in_figures(pieces: Sequence[Written]) -> list[Written]:
    """Write numbers, sums, percentages, dates and hours as they are printed."""
    return _opening(_measuring(_counted(_dated(_on_the_clock(_paid(_of_a_hundred(_spoken(_keyed(pieces)))))))))


def _keyed(pieces: Sequence[Written]) -> list[Written]:
    """``press star one`` is ``press *1``."""
    done: list[Written] = []
    for piece in pieces:
        opening, word, closing = parts(piece.text)
        key = word if word in _KEYS else _KEY_OF.get(word.lower(), "")
        if key and not opening and done and done[-1].text == "star":
            done[-1] = Written(f"*{key}{closing}", done[-1].first, piece.last)
        else:
            done.append(piece)
    return done


def _measuring(pieces: Sequence[Written]) -> list[Written]:
    """``1,900 mile border`` is ``1,900-mile border``: after a number other than one, a measure in the singular.

    ``20 year old`` is ``20-year-old``, and ``5-year`` ``five-year``.
    """
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        number = done[-1].text if done else ""
        counted = number.lower() in _SMALL[2:] or re.fullmatch(r"\d{1,3}(,\d{3})*", number)
        joined = counted and number != "1" and piece.text in _MEASURES
        few = re.fullmatch(rf"([2-9])(-(?:{'|'.join(_MEASURES)})\b.*)", piece.text)
        before_noun = joined and n + 1 < len(pieces) and pieces[n + 1].text[:1].islower()
        aged = parts(piece.text)[1] == "old" and re.search(r"[a-z0-9]-(?:year|month|week|day)$", number)
        if before_noun or aged:
            done[-1] = Written(f"{number}-{piece.text}", done[-1].first, piece.last)
        elif few:
            done.append(Written(_SMALL[int(few[1])] + few[2], piece.first, piece.last))
        else:
            done.append(piece)
    return done


def _opening(pieces: Sequence[Written]) -> list[Written]:
    """No sentence begins with figures below a hundred where a word follows: ``Fifty people``, ``Ninety percent``."""
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        figures = re.fullmatch(r"([1-9]\d?)( percent\W*)?", piece.text)
        counts = figures and (figures[2] or (n + 1 < len(pieces) and pieces[n + 1].text[:1].islower()))
        if figures and counts and begins_sentence(pieces, n):
            text = capitalised(in_words(int(figures[1]))) + (figures[2] or "")
            done.append(Written(text, piece.first, piece.last))
        else:
            done.append(piece)
    return done


def _spoken(pieces: Sequence[Written]) -> list[Written]:
    """Numbers in words become figures, unless they are below ten and nothing is measured, or begin a sentence."""
    done: list[Written] = []
    n = 0
    while n < len(pieces):
        number = spoken_number([piece.text for piece in pieces[n : n + LONGEST]])
        if number is None:
            done.append(pieces[n])
            n += 1
            continue
        said = pieces[n : n + number.words]
        following = [parts(piece.text)[1].lower() for piece in pieces[n + number.words : n + number.words + 4]]
        month = _ends_with_month(done)
        measured = number.figures[-1].isdigit() and not number.closing and _is_measured(_behind_range(following))
        small = number.value < len(_SMALL) and not (month or measured)
        if small or _runs_on(number, done):
            done += said
        elif begins_sentence(pieces, n) and not (_is_year(number) or measured):
            done += _hyphenated(number, said)
        else:
            text = f"{number.opening}{number.figures}{number.closing}"
            done.append(Written(text, said[0].first, said[-1].last))
        n += number.words
    return done


def _runs_on(number: SpokenNumber, done: Sequence[Written]) -> bool:
    """Whether it goes with a number in words before it: ``seven thirty``, ``three or four hundred``."""
    if number.value < len(_SMALL) or not done:
        return False
    last = [piece.text.lower() for piece in done[-2:]]
    shared = number.words == 2 and number.figures.endswith("00") and last[-1] in _RANGE
    return last[-1] in _SMALL or (shared and last[0] in _SMALL)


def _is_year(number: SpokenNumber) -> bool:
    return number.figures == str(number.value) and number.value in _YEARS_PRINTED


def _hyphenated(number: SpokenNumber, said: Sequence[Written]) -> list[Written]:
    """``Twenty two``, which stays in words, as ``Twenty-two``."""
    if len(said) != 2 or in_words(number.value).split("-") != [parts(piece.text)[1].lower() for piece in said]:
        return list(said)
    return [Written(f"{said[0].text}-{said[1].text}", said[0].first, said[1].last)]


def _behind_range(following: Sequence[str]) -> Sequence[str]:
    """What is counted by the first of two numbers: ``to seven percent`` is ``percent``."""
    ranging = following[:1] and following[0] in _RANGE and following[1:2] and following[1] in (*_SMALL, *_KEYS)
    return following[2:] if ranging else following


def _ends_with_month(done: Sequence[Written]) -> bool:
    """Whether a number that follows is a day: ``on March``, but not ``in March``, in which so many are counted."""
    if not done or parts(done[-1].text)[1] not in MONTHS or parts(done[-1].text)[2]:
        return False
    before = [piece.text.lower() for piece in done[-3:-1]]
    if before and _WITHIN.fullmatch(before[-1]):
        before.pop()
    return before[-1:] != ["in"]


def _is_measured(following: Sequence[str]) -> bool:
    """Whether what follows a number is always counted in figures."""
    if not following:
        return False
    unit = following[0]
    if unit in (*_SCALES, "percent", "%", "dollars", "dollar", "am", "pm", "a.m", "p.m"):
        return True
    return following[:2] in (["per", "cent"], ["a", "m"], ["p", "m"])


def _of_a_hundred(pieces: Sequence[Written]) -> list[Written]:
    """``40%`` and ``40 per cent`` are ``40 percent``."""
    done: list[Written] = []
    for piece in pieces:
        opening, word, closing = parts(piece.text)
        if word == "%" and done:
            done.append(Written(f"percent{closing}", piece.first, piece.last))
        elif re.fullmatch(r"[\d.,]+%", word):
            done.append(Written(f"{opening}{word[:-1]} percent{closing}", piece.first, piece.last))
        elif word == "cent" and done and done[-1].text == "per":
            done[-1] = Written(f"percent{closing}", done[-1].first, piece.last)
        else:
            done.append(piece)
    return done


def _paid(pieces: Sequence[Written]) -> list[Written]:
    """``50 billion dollars`` is ``$50 billion``."""
    done: list[Written] = []
    for piece in pieces:
        _, word, closing = parts(piece.text)
        sum_ = -2 if done and done[-1].text in _SCALES else -1
        paid = word in ("dollars", "dollar") and len(done) >= -sum_ and re.fullmatch(r"\d[\d.,]*", done[sum_].text)
        if paid and not done[sum_].text.endswith(","):
            ranging = len(done) >= 2 - sum_ and done[sum_ - 1].text in _RANGE
            for place in (sum_ - 2, sum_) if ranging else (sum_,):
                if re.fullmatch(r"\d[\d.,]*", done[place].text):
                    done[place] = Written(f"${done[place].text}", done[place].first, done[place].last)
            done[-1] = Written(f"{done[-1].text}{closing}", done[-1].first, piece.last)
        else:
            done.append(piece)
    return done


def _on_the_clock(pieces: Sequence[Written]) -> list[Written]:
    """``5 PM``, ``5pm`` and ``5 p m`` are ``5:00 p.m.``."""
    done: list[Written] = []
    for piece in pieces:
        opening, word, closing = parts(piece.text)
        if done and done[-1].text in ("a", "p") and word.lower() == "m" and len(done) > 1:
            hour = _CLOCK.fullmatch(parts(done[-2].text)[1])
            if hour:
                done[-2] = Written(_hour(done[-2].text), done[-2].first, done[-2].last)
                done[-1] = Written(f"{done[-1].text}.m.{closing.removeprefix('.')}", done[-1].first, piece.last)
                continue
        half = _HALF_DAYS.fullmatch(word)
        together = _CLOCK_IN_ONE.fullmatch(word)
        if half and done and _CLOCK.fullmatch(parts(done[-1].text)[1]) and not parts(done[-1].text)[2]:
            done[-1] = Written(_hour(done[-1].text), done[-1].first, done[-1].last)
            text = f"{half[1].lower()}.m.{closing.removeprefix('.')}"
            done.append(Written(text, piece.first, piece.last))
        elif together:
            half_day = f"{word.rstrip('.mM')[-1].lower()}.m."
            text = f"{opening}{_hour(together[1])} {half_day}{closing.removeprefix('.')}"
            done.append(Written(text, piece.first, piece.last))
        else:
            done.append(piece)
    return done


def _hour(text: str) -> str:
    return text if ":" in text else re.sub(r"(\d+)", r"\1:00", text, count=1)


def _dated(pieces: Sequence[Written]) -> list[Written]:
    """A day after its month is an ordinal, unless the year follows: ``March 31st``, but ``March 31, 2021``."""
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        opening, word, closing = parts(piece.text)
        year = n + 1 < len(pieces) and re.fullmatch(r"[12]\d{3}", parts(pieces[n + 1].text)[1])
        days = [parts(before.text) for before in done[-3:]]
        is_day = _FIGURES.fullmatch(word) and 1 <= int(word) <= 31 and not opening
        after_month = _ends_with_month(done)
        after_day = (
            len(days) == 3
            and days[0][1] in MONTHS
            and re.fullmatch(r"\d+(st|nd|rd|th)", days[1][1])
            and not days[1][2]
            and days[2][1] in _THROUGH
        )
        if is_day and not year and (after_month or after_day):
            done.append(Written(f"{ordinal(int(word))}{closing}", piece.first, piece.last))
        else:
            done.append(piece)
    return done


def _counted(pieces: Sequence[Written]) -> list[Written]:
    """What was heard in figures: small numbers of things in words, large ones with commas."""
    done: list[Written] = []
    for n, piece in enumerate(pieces):
        opening, word, closing = parts(piece.text)
        text = piece.text
        if word[:1].isdigit() and not opening and not closing and _counts(pieces, n):
            if len(word) == 1:
                text = _SMALL[int(word)]
            elif small := re.fullmatch(r"([1-9])(?:st|nd|rd|th)", word):
                text = ORDINALS[int(small[1])]
            elif _FIGURES.fullmatch(word) and len(word) >= 4 and int(word) not in _YEARS_PRINTED:
                text = f"{int(word):,}"
        elif paid := re.fullmatch(r"\$(\d{4,})", word):
            text = f"{opening}${int(paid[1]):,}{closing}"
        done.append(Written(text, piece.first, piece.last))
    return done


def _counts(pieces: Sequence[Written], n: int) -> bool:
    """Whether a figure counts things: it stands before a word, not after a name or beside another number."""
    before = [parts(piece.text)[1] for piece in pieces[max(0, n - 2) : n]]
    following = [parts(piece.text)[1] for piece in pieces[n + 1 : n + 4]]
    if not following or not following[0].islower() or begins_sentence(pieces, n):
        return False
    if following[0] != "of":
        following = following[:2]
    elif following[1:2] and following[1] in MONTHS:
        return False
    within = before[-1] in MONTHS and pieces[n].text.isdigit()  # no day, or it were an ordinal by now
    named = before[-1][:1].isupper() and not within and not begins_sentence(pieces, n - 1)
    if named or before[-1].lower() in _NUMBERED or _is_measured([word.lower() for word in following]):
        return False
    return not any(word.lstrip("$")[:1].isdigit() for word in (*before, *following))
