"""Days and hours as a page prints them: "June 10, 2031", "3:02 P.M. EDT", "Call held on June 10, 2031 at 3:00 P.M."."""

import datetime
import re
from collections.abc import Iterable

import msgspec

from onbackground.transcript.calendar_names import WEEKDAY, month_number
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.zones import printed_on

_MONTH = (
    r"(Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(rf"(?i)\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:[,.] ?| )((?:20|19)\d\d)(?:\b|(?=\d\d?:\d\d))")
_IN_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:20|19)?\d\d)|(?P<iso>(?:20|19)\d\d-\d\d-\d\d))(?![\w/-])"
)
_AT_END = re.compile(
    rf"(?i)[,(–—-] ?(?=(?:{_MONTH}\.? \d{{1,2}},? (?:20|19)\d\d|\d\d?/\d\d?/(?:20|19)?\d\d)\)?(?: [–—|-] |$))"
)
_FIGURES_AT_END = re.compile(r"(?i) (?=\d\d?/\d\d?/(?:20|19)?\d\d(?: transcript)?$)")
_DAY_FIRST = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -]((?:20|19)\d\d)\b")
_YEARLESS = re.compile(rf"(?i)\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?!,? (?:20|19)\d\d)")
_WEEKDAY = re.compile(rf"(?i)^\W*{WEEKDAY}\b")
_CALL = r"(?:(?:the|this|press|background|conference|call|briefing|gaggle|teleconference|transcript) ){0,3}"
_HELD = r"(?:end|start|began|begin|begun|conclud|adjourn|clos)(?:e[sd]|s|ing|un)?\b"
_BEFORE = (
    rf"(?:{_CALL}{_HELD}(?: (?:of|time|call|the|briefing)){{0,3}}\W*(?:at )?|"
    r"(?:(?:event )?(?:date/)?time|as of|via [\w ]{3,20})\W+|"
    r"whereupon,? at )"
)
_AFTER = rf"(?:on|at|via [\w ]{{3,20}}|{_CALL}(?:was )?{_HELD}|\d\d?:\d\d ?(?:[AP]\.?M\.?)? ?[A-Z]{{2,5}})"
_TIME = re.compile(
    rf"(?i)^[\W_]*{_BEFORE}?"
    r"(?:(?P<hour>\d{1,2})(?:\s?[:.;]?\s?(?P<minute>[\dO]\d)(?::\d\d)?)?\s*(?P<half>[AP])\s?[.,]?\s?M\b|"
    r"(?:12(?::00)? )?(?P<noon>noon)\b|"
    r"(?P<long_hour>\d\d)[:.h]?(?P<long_minute>\d\d)(?::\d\d)?(?: ?h(?:ou)?rs)?(?=\s+\(?[A-Z]{2,4}\b|\s?Z\b))"
    r"[.,]{0,2}\s*[–—-]{0,2}\s*\(?(?P<zone>(?:UTC|GMT)\s?[+-]\d{1,2}(?::\d\d)?|(?:[A-Z]\.){2,4}|"
    r"(?:(?!END\b|VIA\b)[A-Z]{2,5}|L|Z|Local(?: Time)?)\b|[A-Z][\w ]{2,30} Time\b|Eastern\b)?"
    rf"(?:\W*{_AFTER})?[\W_]*$"
)
_HELD_AT = re.compile(
    r"(?i)\b(?:call|presentation|briefing|held|recorded)\b[^.]{0,40}? "
    rf"(?P<when>(?:{_MONTH}\.? \d{{1,2}}, 20\d\d|\d{{1,2}} {_MONTH} 20\d\d|\d\d?/\d\d?/20\d\d)"
    r"(?:,| at|, at) \d\d?:\d\d.{0,20})$"
)
_PUBLISHED = re.compile(
    r"(?i)\W*(?:(?:first|date|transcript) )?(?:published|posted)(?: online)?(?: on)?\W{1,3}"
    rf"(?:{WEEKDAY},? )?(?=\d|{_MONTH}\b)"
)
_BETWEEN = re.compile(r"(?i)\s+(?:to|until)\s+|\s?[–—-]\s?")
_FIGURES = re.compile(r"\d\d?(?:[:.h]\d\d)?")
_LONGEST = 200
"""No line that is only an hour is longer, in characters."""


class Clock(msgspec.Struct, frozen=True):
    """A time of day as printed, with its zone as printed ("EDT"; empty where none is)."""

    time: datetime.time
    zone: str

    def on(self, day: datetime.date, near: str, local: datetime.tzinfo | None) -> datetime.datetime:
        """This time on ``day``, with the offset of the printed zone; without one where that is not known.

        ``near`` is what else the page says of where the call is: "IST" is another zone in Israel than in India.
        ``local`` is the zone of the printed place, for "(Local)".
        """
        if local is not None and self.zone.startswith("L"):
            there = datetime.datetime.combine(day, self.time, local)
            return there.replace(tzinfo=datetime.timezone(there.utcoffset() or datetime.timedelta()))
        return datetime.datetime.combine(day, self.time, printed_on(day, self.zone, near))


def held_at(line: str) -> tuple[Clock, datetime.date | None] | None:
    """The hour and the day at the end of a sentence that says what was held then; None where none is."""
    held = _HELD_AT.search(line)
    clock = read_clock(held["when"]) if held is not None else None
    return (clock, read_date(held["when"])) if held is not None and clock is not None else None


def published_on(line: str) -> datetime.date | None:
    """The day of a line that says when the page was published; None where it says nothing of it."""
    return read_date(line) if len(line) < _LONGEST and _PUBLISHED.match(line) is not None else None


def without_date(line: str) -> str:
    """A line without a date that is printed in it with its year."""
    return _DATE.sub("", line)


def date_at_end(title: str) -> datetime.date | None:
    """The day at the end of a title, set apart or in figures."""
    dated = _AT_END.search(title) or _FIGURES_AT_END.search(title)
    return read_date(title[dated.end() :]) if dated is not None else None


def prints_a_date(line: str) -> bool:
    """Whether a line may be there for a date: a short one, no sentence, not from one day to another."""
    dates = list(_DATE.finditer(line))
    if len(dates) == 1 and dates[0].end() == len(line):
        return len(line) < 120  # "Presenter: A Senior Harbor Official June 10, 2031"
    return len(line) < 60 and not line.endswith((".", ",")) and len(dates) < 2


def publication_in(paragraphs: Iterable[Paragraph]) -> datetime.date | None:
    """The first day on which these say that the page was published."""
    return next(filter(None, (published_on(line) for paragraph in paragraphs for line in paragraph.lines)), None)


def last_date_in(paragraphs: Iterable[Paragraph]) -> datetime.date | None:
    """The last date for which a line of these is there."""
    printed = [line for paragraph in paragraphs for line in paragraph.lines if prints_a_date(line)]
    return next(filter(None, map(read_date, reversed(printed))), None)


def impossible_in(line: str) -> str | None:
    """What is wrong with a line that prints a day or an hour that no calendar or clock has; None where nothing is."""
    if read_date(line) is None and prints_a_date(line):
        day = _DATE.search(line) or _DAY_FIRST.search(line) or _IN_FIGURES.search(line)
        if day is not None:
            return f"“{day[0]}” is printed, and there is no such day"
    if len(line) <= _LONGEST and (hour := _hour_in(line)) is not None and _on_the_clock(hour) is None:
        return f"“{line}” is printed, and there is no such hour"
    return None


def read_date(text: str) -> datetime.date | None:
    """Return the first date like "October 7, 2021", "7 October 2021", "10/7/2021" or "2021-10-07" in ``text``.

    Years before 1900 have no calls, nor zones of whole minutes.
    """
    match = _DATE.search(text)
    if match is not None:
        month, day, year = match.groups()
    elif (match := _DAY_FIRST.search(text)) is not None:
        day, month, year = match.groups()
    else:
        return _in_figures(text)
    try:
        return datetime.date(int(year), month_number(month), int(day))
    except ValueError:
        return None


def _in_figures(text: str) -> datetime.date | None:
    match = _IN_FIGURES.search(text)
    try:
        if match is None or match["iso"]:
            return datetime.date.fromisoformat(match["iso"]) if match else None
        year = int(match["year"])
        return datetime.date(year + 2000 if year < 100 else year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def day_beside(line: str, near: datetime.date | None) -> datetime.date | None:
    """The day without its year beside the hour of a line, in the year in which it is nearest to the day ``near``."""
    found = _YEARLESS.search(line)
    if found is None or near is None:
        return None
    years = (near.year - 1, near.year, near.year + 1)
    days = [day for year in years if (day := read_date(f"{found[1]} {found[2]}, {year}")) is not None]
    return min(days, key=lambda day: abs(day - near), default=None)


def read_clock(line: str) -> Clock | None:
    """Return the time of a line that is nothing but one, and perhaps a date: "3:02 P.M. EDT", "END 5:25 P.M. EST"."""
    hour = _hour_in(line) if len(line) <= _LONGEST else None
    time = _on_the_clock(hour) if hour is not None else None
    return Clock(time, (hour["zone"] or "").upper().replace(".", "")) if hour is not None and time is not None else None


def hours_between(line: str) -> tuple[Clock, Clock] | None:
    """The two hours of a line that tells when a call began and ended: "8:17 to 8:49 P.M. EDT"; None of another.

    Of one hour in two zones it tells no end.
    """
    parts = _BETWEEN.split(line) if len(line) <= _LONGEST else []
    if len(parts) != 2 or (last := read_clock(parts[1])) is None:
        return None
    first = read_clock(parts[0]) or _in_figures_before(parts[0], parts[1], last)
    if first is None or (first.zone and last.zone and first.zone != last.zone):
        return None
    return Clock(first.time, first.zone or last.zone), Clock(last.time, last.zone or first.zone)


def _in_figures_before(figures: str, following: str, last: Clock) -> Clock | None:
    """An hour in figures alone, before another: it is in the same half of the day, or in the one before."""
    if _FIGURES.fullmatch(alone := _undated(figures)) is None:
        return None
    first = read_clock(_FIGURES.sub(alone, following, count=1))
    if first is not None and first.time > last.time and first.time.hour >= 12:
        return Clock(first.time.replace(hour=first.time.hour - 12), first.zone)
    return first


def _hour_in(line: str) -> re.Match[str] | None:
    """The hour of a line that is nothing but one, and perhaps a date."""
    undated = _undated(line)
    return _TIME.match(undated.removeprefix("at ") if undated != line else line)


def _undated(line: str) -> str:
    """A line without the day in it."""
    for dated in (_DATE, _DAY_FIRST, _IN_FIGURES, _YEARLESS, _WEEKDAY):
        line = dated.sub("", line)
    return line.strip(" ,|")


def _on_the_clock(match: re.Match[str]) -> datetime.time | None:
    """The time of a printed hour; None where no clock shows it."""
    minute = int((match["minute"] or match["long_minute"] or "0").upper().replace("O", "0"))
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].upper() == "P" else 0)
    else:
        hour = 12 if match["noon"] else int(match["long_hour"])
    if int(match["hour"] or 0) > 12 or hour > 23 or minute > 59:
        return None
    return datetime.time(hour, minute)
