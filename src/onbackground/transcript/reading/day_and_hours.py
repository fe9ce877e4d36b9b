"""The day of a call and its hours as instants, from what its page prints and says of itself."""

import datetime
import re

from onbackground.transcript.calendar_names import WEEKDAY, weekday_number
from onbackground.transcript.document import Role, Turn
from onbackground.transcript.reading.clock_times import said_times
from onbackground.transcript.reading.front_matter import FrontMatter
from onbackground.transcript.reading.heading import Heading
from onbackground.transcript.reading.instants import Occasion
from onbackground.transcript.reading.printed_times import Clock
from onbackground.transcript.reading.sentences import sentences
from onbackground.transcript.reading.zones import WASHINGTON, place_of, zone_at

_MET_ON = re.compile(
    r"(?i)\b(?:join|participat|host|gather|meet|here|early|late)(?:ing)?\b[^.?!]{0,40}\bon (?:a|this) "
    rf"({WEEKDAY})\b"
)
_GREETING = re.compile(r"(?i)\bgood (morning|afternoon|evening)\b")
_PART_BEGINS = {"morning": 6, "afternoon": 12, "evening": 17}
_FIRST_WORDS = 200
"""People greet each other within so many characters."""
_FIRST_TURNS = 3
_LONGEST_CALL = datetime.timedelta(hours=8)
_LONGEST_EMBARGO = 4
"""Days from a call to its page, at most, for one to be dated by the other."""


def hours_of(
    heading: Heading, ended: Clock | None, day: datetime.date | None
) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The printed hours as instants on the day of the call; a call that ends past midnight ends the day after.

    An end before the beginning that no call over midnight explains stays as printed.
    """
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
    if start and (start.tzinfo is None) == (end.tzinfo is None):
        over_midnight = end + datetime.timedelta(days=1)
        if end < start and over_midnight - start <= _LONGEST_CALL:
            return start, over_midnight
    return start, end


def day_of_call(
    heading: Heading,
    ended: Clock | None,
    about: FrontMatter,
    turns: tuple[Turn, ...],
) -> datetime.date | None:
    """The day of the call: as printed, else that of its page, or a day shortly before.

    A page is often dated by the lift of the embargo, a day or two after the call. What is said may tell the day of
    the week; ruled out is a day on which the call would have ended after the page stood as it is.
    """
    paged, out_by = about.published, about.there_by
    if heading.call_date or paged is None:
        return heading.call_date
    days = [paged - datetime.timedelta(days=back) for back in range(_LONGEST_EMBARGO + 1)]
    weekday = next((weekday_number(found[1]) for turn in turns if (found := _MET_ON.search(turn.text))), None)
    if weekday is not None:
        return next((day for day in days if day.weekday() == weekday), paged)
    if out_by is None:
        return days[1] if _is_of_the_lift(paged, heading, turns) else paged
    return next((day for day in days if _is_over(heading, ended, day, out_by)), paged)


def _is_of_the_lift(paged: datetime.date, heading: Heading, turns: tuple[Turn, ...]) -> bool:
    """Whether an embargo lifts on the very day of the week of the page, and earlier in the day than the call began."""
    if heading.start is None:
        return False
    about_it = (sentence for turn in turns[:_FIRST_TURNS] for sentence in sentences(turn.text) if "embargo" in sentence)
    return any(
        said.weekday == paged.weekday() and datetime.time(said.hour, said.minute) < heading.start.time
        for sentence in about_it
        for said in said_times(sentence)
        if said.hour is not None and said.afternoon is not None
    )


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
    about: FrontMatter,
    turns: tuple[Turn, ...],
) -> Occasion:
    """The occasion of a call; when its page was out counts only where no day is printed.

    How people are greeted in the first words tells about when it began, where no hour is printed.
    """
    printed = next((hour.tzinfo for hour in (start, end) if hour and hour.tzinfo), None)
    there = zone_at(heading.place or "")
    zone = place_of(printed, there) if printed else there
    dated = heading.call_date is not None
    greetings = {greeting.lower() for greeting in _GREETING.findall(_first_words(turns))}
    return Occasion(
        day=day,
        start=start,
        zone=zone or WASHINGTON,
        out_by=None if dated else about.out_by,
        published=None if dated else about.published_time,
        part=_PART_BEGINS[greetings.pop()] if len(greetings) == 1 else None,
    )


def _first_words(turns: tuple[Turn, ...]) -> str:
    """What is said first, by whoever says more than an operator does."""
    return next((turn.text for turn in turns if turn.role is not Role.OPERATOR), "")[:_FIRST_WORDS]
