"""Read what a page prints around a call: title, place, "Via Teleconference", date, the hours it began and ended."""

import datetime
import re

import msgspec

from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading.capitals import is_in_capitals
from onbackground.transcript.reading.paragraphs import WIDE_PAGE, Paragraph
from onbackground.transcript.reading.printed_times import (
    Clock,
    date_at_end,
    day_beside,
    held_at,
    hours_between,
    impossible_in,
    prints_a_date,
    published_on,
    read_clock,
    read_date,
    without_date,
)
from onbackground.transcript.reading.release_line import release_lines, release_text
from onbackground.transcript.reading.styles.division import Doubt

_VIA = re.compile(r"(?i)^\(?via .{3,40}$|^(?:by|on)(?: the)? (?:telephone|teleconference)$")
_OF_THE_OFFICE = r"(?:\boffice of the\b|\bpress (?:secretary|operations)$|\broom$|\.$)"
_NO_TITLE = re.compile(rf"(?i){_OF_THE_OFFICE}|^the white house$|^for (?:immediate )?release\b|\bauditorium$")
_TITLE = re.compile(
    rf"(?i)^(?!\W*[*•+-]\s|.*(?:\s[/»›>|•]\s|{_OF_THE_OFFICE})).*"
    r"\b(?:background(?:er)?|press|briefing|call|gaggle|teleconference|roundtable|remarks|"
    r"officials? (?:on|preview\w*|discuss\w*|brief\w*))\b"
)
_OF_A_MAIL = re.compile(r"(?i)(?:from|to|cc|bcc|sent|date|reply-to|importance|attachments?): ")
_SUBJECT = re.compile(r"(?i)^subject: (?:(?:re|fwd?): )*")
_OF_ANY_CALL = re.compile(
    r"(?i)(?:conference|press|earnings) call transcripts?|background briefing|edited transcript of .*"
)
_CITY = re.compile(r"^[^\W\d_][\w.’' -]+, [^\W\d_a-z][\w.’' -]+$")
_NO_CITY = re.compile(
    r"(?i)\b(?:briefing|backgrounder|gaggle|(?:press|conference) call)\b(?! (?:room|cent))|"
    r", (?:[\w.]+ )*(?:secretary|representative|ambassador|envoy|director|advis[eo]r|spokes\w+)\b"
)
"""A title, or a name and an office, with the comma of a place."""
_VENUE = re.compile(r"(?i)\b(?:center|centre|hotel|house|room|building|hall|airport|palace|base|embassy|aboard)\b")


_FULL = 70
"""In a page with hard wraps a line that is longer, with the next word, is full: the next goes on in it."""
_PAGE_AFTER = datetime.timedelta(days=4)
"""A page is made no longer after its call, where its title bears the day of that."""


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the first turn; ``release`` is the line that tells when it may be used."""

    title: str | None
    place: str | None
    via: str | None
    call_date: datetime.date | None
    start: Clock | None
    end: Clock | None = None
    rest: tuple[str, ...]
    release: str | None = None
    doubts: tuple[Doubt, ...] = ()


class _Printed(msgspec.Struct):
    """What was read of a heading so far; ``rest`` are the lines that are none of the others."""

    place: str | None = None
    via: str | None = None
    call_date: datetime.date | None = None
    start: Clock | None = None
    end: Clock | None = None
    rest: list[str] = msgspec.field(default_factory=list)
    before: str = ""
    """The line before."""
    days: int = 0
    """How many lines are there for a date alone."""

    def take(self, line: str, published: datetime.date | None) -> None:
        """Take in one line more; or the parts of one that has the hour at its end, set off by bars."""
        *parts, last = line.split(" | ")
        if parts and read_clock(last) is not None:
            for part in (*parts, last):
                self.take(part, published)
            return
        if published_on(line) is not None:
            self.rest.append(line)
        elif self.start is None and (hours := _hours(line)) is not None:
            self.start, self.end = hours
            self.call_date = day_beside(line, self.call_date or published) or self.call_date or read_date(line)
        elif self.start is None and (held := held_at(line)) is not None:
            self.start, self.call_date = held
            self.rest.append(line)
        elif self.via is None and _VIA.match(line):
            self.via = without_date(line).strip("(), –—")
            self.call_date = read_date(line) or self.call_date
        elif (self.call_date is None or self.start is None) and prints_a_date(line) and (found := read_date(line)):
            self.call_date = found  # of several the last before the hour: a page prints its own date above the call's
            if _TITLE.match(line):
                self.rest.append(line)
            else:
                self.days += 1
        elif self.place is None and len(line) < 60 and _CITY.match(line) and not _NO_CITY.search(line):
            in_venue = self.rest[-1:] == [self.before] and _VENUE.search(self.before) is not None
            self.place = f"{self.rest.pop()}, {line}" if in_venue else line
        else:
            self.rest.append(line)
        self.before = line


def _hours(line: str) -> tuple[Clock, Clock | None] | None:
    """When a line says that the call began, and when it ended, if it tells that too; None where it is no hour."""
    clock = read_clock(line)
    return hours_between(line) or ((clock, None) if clock is not None else None)


def read_heading(
    paragraphs: list[Paragraph], title: str | None = None, published: datetime.date | None = None
) -> Heading:
    """Read the paragraphs before the first turn.

    ``title`` and the day it was ``published`` are what the file itself gives, if it does.
    """
    lines = [(line, paragraph.line + n) for paragraph in paragraphs for n, line in enumerate(paragraph.lines)]
    heads_a_mail = any(_SUBJECT.match(line) for line, _ in lines)
    if heads_a_mail:  # whose sender is no title, and its hour not the call's
        lines = [(line, number) for line, number in lines if not _OF_A_MAIL.match(line)]
    impossible = ((impossible_in(line), number) for line, number in lines)
    release = release_lines([line for line, _ in lines])
    printed = _Printed()
    for index, (line, _) in enumerate(lines):
        if index not in release:  # whose day and hour are those of the lift
            printed.take(line, published)
    if title is None:
        more = {line for paragraph in paragraphs for line in paragraph.lines[1:]}
        title = _take_title(lines, printed.rest, more)
    released = release_text([lines[index][0] for index in release]) or None
    call_date = _day_of(title, printed.call_date) if printed.days < 2 else printed.call_date
    if call_date is None and published is None and released is not None:
        call_date = read_date(released)
    return Heading(
        title=title,
        place=printed.place,
        via=printed.via,
        call_date=call_date,
        start=printed.start,
        end=printed.end,
        rest=tuple(printed.rest),
        release=released,
        doubts=tuple(Doubt(FindingKind.DATE, reason, number) for reason, number in impossible if reason is not None),
    )


def _take_title(lines: list[tuple[str, int]], rest: list[str], more: set[str]) -> str | None:
    """Take the title from the ``rest`` of a heading's lines, which are given with their numbers.

    ``more`` are those that are not the first of their paragraph.
    """
    titles = [line for line in rest if _TITLE.match(line) and 12 < len(line) < 250]
    title = next((line for line in titles if not _OF_ANY_CALL.fullmatch(line)), titles[0] if titles else None)
    if title is None:
        return None
    whole = [title, *_goes_on_in(title, lines, rest, more)]
    for line in whole:
        rest.remove(line)
    return _SUBJECT.sub("", " ".join(whole))


def _day_of(title: str | None, printed: datetime.date | None) -> datetime.date | None:
    """The day at the end of the title where none is printed, or only one that may be of a page made days after."""
    titled = date_at_end(title) if title is not None else None
    if titled is None or printed is None:
        return printed or titled
    return titled if datetime.timedelta() < printed - titled <= _PAGE_AFTER else printed


def _goes_on_in(title: str, lines: list[tuple[str, int]], rest: list[str], within: set[str]) -> list[str]:
    """The lines right below the first of a title that are only more of it: in capitals, or where that is full."""
    first, number = next(one for one in lines if one[0] == title)
    more: list[str] = []
    if is_in_capitals(first):
        for line, at in lines:
            if at == number + len(more) + 1 and line in rest and is_in_capitals(line) and not _NO_TITLE.search(line):
                more.append(line)
    else:
        below = next((line for line, at in lines if at == number + 1), "")
        full = len(first) + 1 + len(below.partition(" ")[0]) > _FULL and len(first) <= WIDE_PAGE
        if full and below in within and below in rest:
            more.append(below)
    return more
