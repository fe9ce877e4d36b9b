"""Dates of a page and of what is said that do not go together."""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from onbackground.transcript.calendar_names import MONTHS, WEEKDAYS, month_number
from onbackground.transcript.document import Finding, FindingKind, Transcript
from onbackground.transcript.findings.pointing import at

_DATE = re.compile(
    rf"({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? ((?:19|20)\d\d)\b)?",
)
_BEFORE = re.compile(
    r"(?:\b(?P<near>today|tonight|tomorrow|yesterday)(?: (?:morning|afternoon|evening|night))?,? (?:(?:on|is) )?)?"
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),? (?:the )?)?$",
    re.IGNORECASE,
)
_CALL_OF = re.compile(
    r"(?i)^[^,:;–—|-]{0,40}\b(?:call|briefing|gaggle|conference|roundtable|teleconference) (?:of|on|from) $"
)
_APART_BEFORE = re.compile(r"(?:[,(|:–—]| -) ?$")
_APART_AFTER = re.compile(r" ?(?:[,|:–—]|- )")
_WHAT_IS_TO_COME = re.compile(r"(?i)\b(?:preview\w*|ahead|upcoming|in advance|tomorrow)\b")
_DAYS = ("day", "night", "morrow")
"""One of these is in the name of every day: looked for first, for most dates have none before them."""
_LOOK_BACK = 50
_NEAR_THE_CALL = 45
_LONG_BEFORE_IT_IS_OUT = 30
_IN_TITLE = 14
_AROUND = 3


class _Date(NamedTuple):
    """A date as printed; without a year its day is the one nearest to the call."""

    words: str
    span: tuple[int, int]
    day: datetime.date
    with_year: bool
    weekday: str | None
    near: str | None


def dates_that_differ(call: Transcript) -> Iterator[Finding]:
    """Yield the dates of the page that do not go together, and those said that do not go with the call's day."""
    yield from _of_the_page(call)
    yield from _of_the_hours(call)
    for line in (call.title or "", *call.front):
        for date in _dates(line, call.call_date):
            reason = _wrong_weekday(date, call.call_date) or _of_another_year(date, call.call_date)
            if reason is not None:
                yield Finding(kind=FindingKind.DATE, reason=reason)
    for turn in call.turns:
        for index, text in enumerate(turn.paragraphs):
            for date in _dates(text, call.call_date):
                reason = _wrong_weekday(date, call.call_date) or _far_from_the_call(date, call.call_date)
                if reason is not None:
                    yield at(FindingKind.DATE, reason, turn, index, date.span)


def _of_the_page(call: Transcript) -> Iterator[Finding]:
    lifts = call.ground_rules.embargo.at
    if lifts is not None and call.start is not None and call.start.tzinfo is not None and lifts < call.start:
        reason = f"the embargo lifts at {lifts:%Y-%m-%d %H:%M %z}, before the call begins: one of the dates is wrong"
        yield Finding(kind=FindingKind.DATE, reason=reason)
    if call.call_date is None:
        return
    title = call.title or ""
    for date in _dates(title, call.call_date):
        far = date.with_year and abs((date.day - call.call_date).days) > _IN_TITLE
        if far or (date.day != call.call_date and _is_of_the_call(title, date)):
            reason = f"the title says “{date.words}”, and the call was on {call.call_date}"
            yield Finding(kind=FindingKind.DATE, reason=reason)
    if call.published is None:
        return
    days = (call.published - call.call_date).days
    if days < 0:
        yield Finding(kind=FindingKind.DATE, reason=f"published {call.published}, before the call on {call.call_date}")
    elif days > _LONG_BEFORE_IT_IS_OUT:
        yield Finding(kind=FindingKind.DATE, reason=f"published {call.published}, {days} days after the call")


def _is_of_the_call(title: str, date: _Date) -> bool:
    """Whether a date in a title is the call's and not that of what it is about: set apart, or "press call of"."""
    before, after = title[: date.span[0]], title[date.span[1] :]
    if _CALL_OF.search(before):
        return True
    set_apart = (not before and _APART_AFTER.match(after)) or (not after.strip(" ).") and _APART_BEFORE.search(before))
    return bool(set_apart) and not _WHAT_IS_TO_COME.search(title)


def _of_the_hours(call: Transcript) -> Iterator[Finding]:
    """An end before the beginning, and hours of two zones."""
    start, end = call.start, call.end
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return
    if end < start:
        reason = f"the call begins at {start:%H:%M} and ends at {end:%H:%M}, before that: one of the hours is wrong"
        yield Finding(kind=FindingKind.DATE, reason=reason)
    if start.utcoffset() != end.utcoffset():
        reason = f"the call begins at {start:%H:%M %z} and ends at {end:%H:%M %z}: hours of two zones"
        yield Finding(kind=FindingKind.DATE, reason=reason)


def _dates(text: str, call_date: datetime.date | None) -> Iterator[_Date]:
    for match in _DATE.finditer(text):
        day = _day(month_number(match[1]), int(match[2]), int(match[3]) if match[3] else None, call_date)
        if day is None:
            continue
        begin = max(0, match.start() - _LOOK_BACK)
        words = text[begin : match.start()]
        before = _BEFORE.search(words) if any(map(words.lower().__contains__, _DAYS)) else None
        weekday, near = (before["weekday"], before["near"]) if before else (None, None)
        span = (begin + before.start() if before else match.start(), match.end())
        yield _Date(text[slice(*span)], span, day, bool(match[3]), weekday, near)


def _day(month: int, day: int, year: int | None, call_date: datetime.date | None) -> datetime.date | None:
    """The day that is meant; without a year the one nearest to the call."""
    years = [year] if year else [call_date.year + one for one in (-1, 0, 1)] if call_date else []
    days = []
    for one in years:
        try:
            days.append(datetime.date(one, month, day))
        except ValueError:
            continue
    return min(days, key=lambda one: abs((one - call_date).days) if call_date else 0, default=None)


def _wrong_weekday(date: _Date, call_date: datetime.date | None) -> str | None:
    weekday = WEEKDAYS[date.day.weekday()]
    if date.weekday is None or weekday == date.weekday.title():
        return None
    if not date.with_year and (call_date is None or abs((date.day - call_date).days) > _NEAR_THE_CALL):
        return None
    return f"“{date.words}”: {date.day} is a {weekday}"


def _of_another_year(date: _Date, call_date: datetime.date | None) -> str | None:
    if call_date is None or date.day == call_date or (date.day.month, date.day.day) != (call_date.month, call_date.day):
        return None
    return f"“{date.words}” is printed, and the call is read as of {call_date}"


def _far_from_the_call(date: _Date, call_date: datetime.date | None) -> str | None:
    """A day said to be today, or about, that is far from the day of the call."""
    if date.near is None or call_date is None or abs((date.day - call_date).days) <= _AROUND:
        return None
    return f"“{date.words}” is said on a call of {call_date}"
