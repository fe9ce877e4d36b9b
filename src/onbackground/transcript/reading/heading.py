"""Read what a page prints around a call: title, place, "Via Teleconference", date, the hours it began and ended."""

import datetime
import re
from collections.abc import Iterable

import msgspec

from onbackground.transcript.reading.clock_times import DAYS, MONTHS, Occasion
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.zones import WASHINGTON, place_of, printed_on, zone_at

_MONTH = (
    r"(Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(rf"(?i)\b{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:[,.] ?| )((?:20|19)\d\d)(?:\b|(?=\d\d?:\d\d))")
_IN_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>(?:20|19)?\d\d)|(?P<iso>(?:20|19)\d\d-\d\d-\d\d))(?![\w/-])"
)
_AT_END = re.compile(rf"(?i)[,(–—-] ?(?=(?:{_MONTH}\.? \d{{1,2}},? (?:20|19)\d\d|\d\d?/\d\d?/(?:20|19)?\d\d)\)?$)")
_DAY_FIRST = re.compile(rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}\.?,? ((?:20|19)\d\d)\b")
_WEEKDAY = re.compile(r"(?i)^\W*(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_CALL = r"(?:(?:the|this|press|background|conference|call|briefing|gaggle|teleconference|transcript) ){0,3}"
_HELD = r"(?:end|start|began|begin|begun|conclud|adjourn|clos)(?:ed|e[sd]|s|ing|un)?\b"
_BEFORE = (
    rf"(?:{_CALL}{_HELD}(?: (?:of|time|call|the|briefing)){{0,3}}\W*(?:at )?|(?:time|as of|via [\w ]{{3,20}})\W+|"
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
_CITY = re.compile(r"^[^\W\d_][\w.’' -]+, [^\W\d_][\w.’' -]+$")
_VENUE = re.compile(r"(?i)\b(?:center|centre|hotel|house|room|building|hall|airport|palace|base|embassy|aboard)\b")


_LONGEST = 200
"""No line that is only an hour is longer, in characters."""
_MET_ON = re.compile(
    r"(?i)\b(?:join|participat|host|gather|meet|here|early|late)(?:ing)?\b[^.?!]{0,40}\bon (?:a|this) "
    r"(mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_GREETING = re.compile(r"(?i)\bgood (morning|afternoon|evening)\b")
_PART_BEGINS = {"morning": 6, "afternoon": 12, "evening": 17}
_LONGEST_EMBARGO = 4
"""Days from a call to its page, at most, for one to be dated by the other."""


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
    """What stands before the first turn."""

    title: str | None
    place: str | None
    via: str | None
    call_date: datetime.date | None
    start: Clock | None
    rest: tuple[str, ...]


def read_heading(paragraphs: list[Paragraph], title: str | None = None) -> Heading:
    """Read the paragraphs before the first turn; ``title`` is the one the file itself gives, if it does."""
    place = via = call_date = start = None
    rest: list[str] = []
    for paragraph in paragraphs:
        for index, line in enumerate(paragraph.lines):
            if start is None and (clock := read_clock(line)) is not None:
                start = clock
                call_date = call_date or read_date(line)
            elif via is None and _VIA.match(line):
                via = _DATE.sub("", line).strip("(), –—")
                call_date = read_date(line) or call_date
            elif (call_date is None or start is None) and _prints_a_date(line) and (found := read_date(line)):
                call_date = found  # of several the last before the hour: a page prints its own date above the call's
            elif place is None and len(line) < 60 and _CITY.match(line):
                venue = paragraph.lines[index - 1] if index else ""
                place = f"{rest.pop()}, {line}" if venue and _VENUE.search(venue) and rest[-1:] == [venue] else line
            else:
                rest.append(line)
    if title is None:
        title = next((line for line in rest if _TITLE.match(line) and 12 < len(line) < 250), None)
        if title is not None:
            rest.remove(title)
    if call_date is None and title is not None and (dated := _AT_END.search(title)) is not None:
        call_date = read_date(title[dated.end() :])
    return Heading(title=title, place=place, via=via, call_date=call_date, start=start, rest=tuple(rest))


def hours_of(
    heading: Heading, ended: Clock | None, day: datetime.date | None
) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The printed hours as instants on the day of the call; a call that ends past midnight ends the day after."""
    if day is None:
        return None, None
    near = " ".join(filter(None, (heading.title, heading.place, *heading.rest)))
    local = zone_at(heading.place) if heading.place else None
    start = heading.start.on(day, near, local) if heading.start else None
    if ended is None:
        return start, None
    if heading.start and not ended.zone:
        ended = Clock(ended.time, heading.start.zone)
    end = ended.on(day, near, local)
    if start and end.tzinfo == start.tzinfo and end < start:
        end += datetime.timedelta(days=1)
    return start, end


def day_of_call(
    heading: Heading,
    ended: Clock | None,
    paged: datetime.date | None,
    out_by: datetime.datetime | None,
    said: Iterable[str],
) -> datetime.date | None:
    """The day of the call: as printed, else that of its page, ``paged``, or a day shortly before.

    A page is often dated by the lift of the embargo, a day or two after the call. What is ``said`` may tell the day of
    the week; a day on which the call would end after the page was there as it is, ``out_by``, is not it.
    """
    if heading.call_date or paged is None:
        return heading.call_date
    days = [paged - datetime.timedelta(days=back) for back in range(_LONGEST_EMBARGO + 1)]
    weekday = next((DAYS.index(found[1][:3].lower()) for text in said if (found := _MET_ON.search(text))), None)
    if weekday is not None:
        return next((day for day in days if day.weekday() == weekday), paged)
    if out_by is None:
        return paged
    return next((day for day in days if _is_over(heading, ended, day, out_by)), paged)


def _is_over(heading: Heading, ended: Clock | None, day: datetime.date, moment: datetime.datetime) -> bool:
    """Whether a call on this day was over at a moment; one of unknown hours, whether its day had begun.

    A moment to the minute was set by hand: within the hours of the call, it is that of the call itself.
    """
    start, end = hours_of(heading, ended, day)
    over = (start or end) if moment.second == 0 else (end or start)
    return over <= moment if over and over.tzinfo else day <= moment.date()


def occasion_of(
    heading: Heading,
    day: datetime.date | None,
    start: datetime.datetime | None,
    end: datetime.datetime | None,
    published: datetime.datetime | None,
    out_by: datetime.datetime | None,
    opening: str,
) -> Occasion:
    """Return the occasion of a call under ``heading``; its page was published then, and there as it is ``out_by``.

    How people are greeted in its ``opening`` words tells about when it began, where no hour is printed.
    """
    printed = next((hour.tzinfo for hour in (start, end) if hour and hour.tzinfo), None)
    zone = place_of(printed) if printed else zone_at(heading.place or "")
    if heading.call_date:
        published = out_by = None
    greetings = {greeting.lower() for greeting in _GREETING.findall(opening)}
    part = _PART_BEGINS[greetings.pop()] if len(greetings) == 1 else None
    return Occasion(day=day, start=start, zone=zone or WASHINGTON, out_by=out_by, published=published, part=part)


def _prints_a_date(line: str) -> bool:
    """Whether a line may be there for a date: a short one, no sentence, not from one day to another."""
    dates = list(_DATE.finditer(line))
    if len(dates) == 1 and dates[0].end() == len(line):
        return len(line) < 120  # "Presenter: A Senior Defense Department Official April 06, 2010"
    return len(line) < 60 and not line.endswith((".", ",")) and len(dates) < 2


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
        return datetime.date(int(year), MONTHS.index(month[:3].lower()) + 1, int(day))
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


def read_clock(line: str) -> Clock | None:
    """Return the time of a line that is nothing but one, and perhaps a date: "3:02 P.M. EDT", "END 5:25 P.M. EST"."""
    if len(line) > _LONGEST:
        return None
    undated = _WEEKDAY.sub("", _DATE.sub("", line))
    match = _TIME.match(undated.strip().removeprefix("at ") if undated != line else line)
    if match is None:
        return None
    minute = int((match["minute"] or match["long_minute"] or "0").upper().replace("O", "0"))
    if match["half"]:
        hour = int(match["hour"]) % 12 + (12 if match["half"].upper() == "P" else 0)
    else:
        hour = 12 if match["noon"] else int(match["long_hour"])
    if int(match["hour"] or 0) > 12 or hour > 23 or minute > 59:
        return None
    return Clock(datetime.time(hour, minute), (match["zone"] or "").upper().replace(".", ""))
