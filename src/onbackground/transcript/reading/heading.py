"""Read what a page prints around a call: title, place, "Via Teleconference", date, the hours it began and ended."""

import datetime
import re

import msgspec

from onbackground.transcript.reading.clock_times import Occasion
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.zones import WASHINGTON, place_of, printed_on, zone_at

_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_DATE = re.compile(r"(?i)\b(" + "|".join(_MONTHS) + r")\.? (\d{1,2})(?:st|nd|rd|th)?, (\d{4})\b")
_TIME = re.compile(r"(?i)^\(?(?:END\s+)?(\d{1,2}):(\d{2})\s*([AP])\.?\s?M\.?\s*([A-Z]{2,5}|UTC[+-]\d\d:\d\d)?\)?$")
_VIA = re.compile(r"(?i)^\(?via .{3,40}$|^(?:by|on)(?: the)? (?:telephone|teleconference)$")
_TITLE = re.compile(r"(?i)\b(?:background|press|briefing|call|gaggle|teleconference|remarks)\b")
_CITY = re.compile(r"^[^\W\d_][\w.’' -]+, [^\W\d_][\w.’' -]+$")
_VENUE = re.compile(r"(?i)\b(?:center|centre|hotel|house|room|building|hall|airport|palace|base|embassy|aboard)\b")


class Clock(msgspec.Struct, frozen=True):
    """A time of day as printed, with its zone as printed ("EDT"; empty where none is)."""

    time: datetime.time
    zone: str

    def on(self, day: datetime.date) -> datetime.datetime:
        """This time on ``day``, with the offset of the printed zone; without one where that is not known."""
        return datetime.datetime.combine(day, self.time, printed_on(day, self.zone))


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
            elif via is None and _VIA.match(line):
                via = line.strip("()")
            elif call_date is None and len(line) < 60 and (found := read_date(line)) is not None:
                call_date = found
            elif place is None and len(line) < 60 and _CITY.match(line):
                venue = paragraph.lines[index - 1] if index else ""
                place = f"{rest.pop()}, {line}" if venue and _VENUE.search(venue) and rest[-1:] == [venue] else line
            else:
                rest.append(line)
    if title is None:
        title = next((line for line in rest if _TITLE.search(line) and 20 < len(line) < 250), None)
        if title is not None:
            rest.remove(title)
    return Heading(title=title, place=place, via=via, call_date=call_date, start=start, rest=tuple(rest))


def occasion_of(
    heading: Heading, day: datetime.date | None, start: datetime.datetime | None, out_by: datetime.datetime | None
) -> Occasion:
    """Return the occasion of a call under ``heading``; ``out_by`` is when its page was last published or changed."""
    zone = place_of(start.tzinfo) if start and start.tzinfo else zone_at(heading.place or "")
    return Occasion(day=day, start=start, zone=zone or WASHINGTON, out_by=None if heading.call_date else out_by)


def read_date(text: str) -> datetime.date | None:
    """Return the first date like "October 7, 2021" in ``text``."""
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return datetime.date(int(match[3]), _MONTHS.index(match[1].lower()) + 1, int(match[2]))
    except ValueError:
        return None


def read_clock(line: str) -> Clock | None:
    """Return the time of a line that is nothing but one, like "3:02 P.M. EDT" or "END 5:25 P.M. EST"."""
    match = _TIME.match(line.strip())
    if match is None:
        return None
    hour, minute = int(match[1]) % 12 + (12 if match[3].upper() == "P" else 0), int(match[2])
    if int(match[1]) > 12 or minute > 59:
        return None
    return Clock(datetime.time(hour, minute), (match[4] or "").upper())
