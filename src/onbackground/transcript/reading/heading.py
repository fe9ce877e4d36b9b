"""Read what a page prints around a call: title, place, "Via Teleconference", date, the hours it began and ended."""

import datetime
import re
from collections.abc import Iterable

import msgspec

from onbackground.transcript.calendar_names import WEEKDAY, month_number
from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.release_line import release_lines, release_text
from onbackground.transcript.reading.styles.division import Doubt
from onbackground.transcript.reading.zones import printed_on

_MONTH = (
    r"(Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(rf"(?i)\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:[,.] ?| )((?:20|19)\d\d)(?:\b|(?=\d\d?:\d\d))")
_IN_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:20|19)?\d\d)|(?P<iso>(?:20|19)\d\d-\d\d-\d\d))(?![\w/-])"
)
_AT_END = re.compile(rf"(?i)[,(–—-] ?(?=(?:{_MONTH}\.? \d{{1,2}},? (?:20|19)\d\d|\d\d?/\d\d?/(?:20|19)?\d\d)\)?$)")
_FIGURES_AT_END = re.compile(r"(?i) (?=\d\d?/\d\d?/(?:20|19)?\d\d(?: transcript)?$)")
_DAY_FIRST = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}\.?,?[ -]((?:20|19)\d\d)\b")
_YEARLESS = re.compile(rf"(?i)\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?!,? (?:20|19)\d\d)")
_WEEKDAY = re.compile(rf"(?i)^\W*{WEEKDAY}\b")
_CALL = r"(?:(?:the|this|press|background|conference|call|briefing|gaggle|teleconference|transcript) ){0,3}"
_HELD = r"(?:end|start|began|begin|begun|conclud|adjourn|clos)(?:ed|e[sd]|s|ing|un)?\b"
_BEFORE = (
    rf"(?:{_CALL}{_HELD}(?: (?:of|time|call|the|briefing)){{0,3}}\W*(?:at )?|"
    r"(?:(?:event )?(?:date/)?time|as of|via [\w ]{3,20})\W+|"
    r"whereupon,? at )"
)
_AFTER = rf"(?:end|on|at|via [\w ]{{3,20}}|{_CALL}(?:was )?{_HELD}|\d\d?:\d\d ?(?:[AP]\.?M\.?)? ?[A-Z]{{2,5}})"
_TIME = re.compile(
    rf"(?i)^[\W_]*{_BEFORE}?"
    r"(?:(?P<hour>\d{1,2})(?:\s?[:.;]?\s?(?P<minute>[\dO]\d)(?::\d\d)?)?\s*(?P<half>[AP])\s?[.,]?\s?M\b|"
    r"(?:12(?::00)? )?(?P<noon>noon)\b|"
    r"(?P<long_hour>\d\d)[:.h]?(?P<long_minute>\d\d)(?::\d\d)?(?: ?h(?:ou)?rs)?(?=\s+\(?[A-Z]{2,4}\b))"
    r"[.,]{0,2}\s*[–—-]{0,2}\s*\(?(?P<zone>(?:UTC|GMT)\s?[+-]\d{1,2}(?::\d\d)?|(?:[A-Z]\.){2,4}|"
    r"(?:(?!END\b|VIA\b)[A-Z]{2,5}|L|Local(?: Time)?)\b|[A-Z][\w ]{2,30} Time\b|Eastern\b)?"
    rf"(?:\W*{_AFTER})?[\W_]*$"
)
_VIA = re.compile(r"(?i)^\(?via .{3,40}$|^(?:by|on)(?: the)? (?:telephone|teleconference)$")
_TITLE = re.compile(
    r"(?i)^(?!.*(?:\boffice of the\b|\bpress (?:secretary|operations)$|\broom$|\.$)).*"
    r"\b(?:background(?:er)?|press|briefing|call|gaggle|teleconference|roundtable|remarks|"
    r"officials? (?:on|preview\w*|discuss\w*|brief\w*))\b"
)
_HELD_AT = re.compile(
    rf"(?i)\b(?:call|presentation)\b[^.]{{0,40}}? (?P<when>{_MONTH}\.? \d{{1,2}}, 20\d\d at \d\d?:\d\d.{{0,20}})$"
)
"""The day and the hour at the end of a sentence that says what was held then."""
_OF_ANY_CALL = re.compile(r"(?i)(?:conference|press|earnings) call transcripts?|edited transcript of .*")
_CITY = re.compile(r"^[^\W\d_][\w.’' -]+, [^\W\d_a-z][\w.’' -]+$")
_NO_CITY = re.compile(
    r"(?i)\b(?:briefing|backgrounder|gaggle|(?:press|conference) call)\b(?! (?:room|cent))|"
    r", (?:[\w.]+ )*(?:secretary|representative|ambassador|envoy|director|advis[eo]r|spokes\w+)\b"
)
"""A title, or a name and an office, with the comma of a place."""
_VENUE = re.compile(r"(?i)\b(?:center|centre|hotel|house|room|building|hall|airport|palace|base|embassy|aboard)\b")


_PAGE_AFTER = datetime.timedelta(days=4)
"""A page is made no longer after its call, where its title bears the day of that."""
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


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the first turn; ``release`` is the line that tells when it may be used."""

    title: str | None
    place: str | None
    via: str | None
    call_date: datetime.date | None
    start: Clock | None
    rest: tuple[str, ...]
    release: str | None = None
    doubts: tuple[Doubt, ...] = ()


def read_heading(
    paragraphs: list[Paragraph], title: str | None = None, published: datetime.date | None = None
) -> Heading:
    """Read the paragraphs before the first turn.

    ``title`` and the day it was ``published`` are what the file itself gives, if it does.
    """
    place = via = call_date = start = None
    days = 0
    before = ""
    rest: list[str] = []
    doubts: list[Doubt] = []
    lines = [(line, paragraph.line) for paragraph in paragraphs for line in paragraph.lines]
    release = release_lines([line for line, _ in lines])
    for index, (line, number) in enumerate(lines):
        if (impossible := impossible_in(line)) is not None:
            doubts.append(Doubt(FindingKind.DATE, impossible, number))
        if index in release:
            continue  # its day and hour are those of the lift
        if start is None and (clock := read_clock(line)) is not None:
            start = clock
            call_date = _day_beside(line, call_date or published) or call_date or read_date(line)
        elif start is None and (held := _HELD_AT.search(line)) and (clock := read_clock(held["when"])):
            start = clock
            call_date = read_date(held["when"])
            rest.append(line)
        elif via is None and _VIA.match(line):
            via = _DATE.sub("", line).strip("(), –—")
            call_date = read_date(line) or call_date
        elif (call_date is None or start is None) and _prints_a_date(line) and (found := read_date(line)):
            call_date = found  # of several the last before the hour: a page prints its own date above the call's
            if _TITLE.match(line):
                rest.append(line)
            else:
                days += 1
        elif place is None and len(line) < 60 and _CITY.match(line) and not _NO_CITY.search(line):
            place = f"{rest.pop()}, {line}" if rest[-1:] == [before] and _VENUE.search(before) else line
        else:
            rest.append(line)
        before = line
    if title is None:
        titles = [line for line in rest if _TITLE.match(line) and 12 < len(line) < 250]
        title = next((line for line in titles if not _OF_ANY_CALL.fullmatch(line)), titles[0] if titles else None)
        if title is not None:
            rest.remove(title)
    released = release_text([lines[index][0] for index in release]) or None
    if days < 2:
        call_date = _day_of(title, call_date)
    if call_date is None and published is None and released is not None:
        call_date = read_date(released)
    return Heading(
        title=title,
        place=place,
        via=via,
        call_date=call_date,
        start=start,
        rest=tuple(rest),
        release=released,
        doubts=tuple(doubts),
    )


def _day_of(title: str | None, printed: datetime.date | None) -> datetime.date | None:
    """The day at the end of the title where none is printed, or only one that may be of a page made days after."""
    dated = (_AT_END.search(title) or _FIGURES_AT_END.search(title)) if title is not None else None
    titled = read_date(title[dated.end() :]) if title is not None and dated is not None else None
    if titled is None or printed is None:
        return printed or titled
    return titled if datetime.timedelta() < printed - titled <= _PAGE_AFTER else printed


def _prints_a_date(line: str) -> bool:
    """Whether a line may be there for a date: a short one, no sentence, not from one day to another."""
    dates = list(_DATE.finditer(line))
    if len(dates) == 1 and dates[0].end() == len(line):
        return len(line) < 120  # "Presenter: A Senior Defense Department Official April 06, 2010"
    return len(line) < 60 and not line.endswith((".", ",")) and len(dates) < 2


def last_date_in(paragraphs: Iterable[Paragraph]) -> datetime.date | None:
    """The last date for which a line of these is there."""
    printed = [line for paragraph in paragraphs for line in paragraph.lines if _prints_a_date(line)]
    return next(filter(None, map(read_date, reversed(printed))), None)


def impossible_in(line: str) -> str | None:
    """What is wrong with a line that prints a day or an hour that no calendar or clock has; None where nothing is."""
    if read_date(line) is None and _prints_a_date(line):
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


def _day_beside(line: str, near: datetime.date | None) -> datetime.date | None:
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


def _hour_in(line: str) -> re.Match[str] | None:
    """The hour of a line that is nothing but one, and perhaps a date."""
    undated = _WEEKDAY.sub("", _YEARLESS.sub("", _DAY_FIRST.sub("", _DATE.sub("", line)))).strip(" ,|")
    return _TIME.match(undated.removeprefix("at ") if undated != line else line)


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
