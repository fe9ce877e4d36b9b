"""The instants that are meant by hours as people say them, by the occasion they are said on."""

import datetime

import msgspec

from onbackground.transcript.reading.clock_times import SaidTime
from onbackground.transcript.reading.zones import WASHINGTON, said_zone

_SMALL_HOURS = 5
"""A night goes on to this hour of the next morning."""
_USUALLY_BEGUN = 9
"""A call of which nothing tells when it began is taken to begin at this hour."""


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """When and where the hours were said.

    ``day`` is the day of the call, ``start`` when it began; ``zone`` is the one meant where none is said. A page that
    prints neither day nor hours is dated by its publication: then ``out_by`` is when it was out, and an hour "tomorrow"
    that would be later still was said a day before. So it was where its page was ``published`` at that very hour, a
    day earlier: it was timed for the lift. Where it is not known when the call began, ``part`` is the hour at which the
    part of the day begins by which people were greeted.
    """

    day: datetime.date | None = None
    start: datetime.datetime | None = None
    zone: datetime.tzinfo = WASHINGTON
    out_by: datetime.datetime | None = None
    published: datetime.datetime | None = None
    part: int | None = None


def instant(said: SaidTime, occasion: Occasion) -> datetime.datetime | None:
    """The instant meant by an hour said on an occasion; None where the day cannot be known.

    "Tomorrow" is so where it is said or in the zone that is said; of two days, the first that is not over.
    """
    zone = said_zone(said.zone, occasion.zone) if said.zone else occasion.zone
    if said.hour is None:
        return _next_full_hour(occasion.start, zone)
    if occasion.day is None:
        return None
    if occasion.start is None or occasion.start.tzinfo is None:
        return _counted_from(occasion.day, said, occasion, zone)
    there = _counted_from(occasion.start.astimezone(zone).date(), said, occasion, zone)
    here = _counted_from(occasion.start.date(), said, occasion, zone) if said.days is not None else None
    return min((one for one in (there, here) if one and one >= occasion.start), default=there)


def _counted_from(
    base: datetime.date, said: SaidTime, occasion: Occasion, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """The instant of an hour if "tomorrow" is the day after ``base``."""
    assert said.hour is not None
    if said.afternoon is None:
        return _first_after(said, occasion, base, zone)
    return _on_its_day(said, said.hour, occasion, base, zone)


def _first_after(
    said: SaidTime, occasion: Occasion, base: datetime.date, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """Of "four o'clock", morning or afternoon: the first that comes after the call begins."""
    assert said.hour is not None
    hours = (
        (12,) if said.hour == 12 and said.dated else (said.hour % 12, said.hour % 12 + 12)
    )  # "12:00 on Friday": noon
    moments = [_on_its_day(said, hour, occasion, base, zone) for hour in hours]
    if occasion.published is not None and occasion.published in moments:
        return occasion.published.astimezone(zone)  # its page was timed for the lift
    if named_twice := _named_elsewhere(said, occasion, moments):
        return named_twice
    begun = _begun(occasion, base, zone)
    late = [moment for moment in moments if moment and moment >= begun]
    if said.days == 1 and moments[0] in late:
        return moments[0]
    return min(late) if late else moments[-1]


def _named_elsewhere(
    said: SaidTime, occasion: Occasion, moments: list[datetime.datetime | None]
) -> datetime.datetime | None:
    """Which of the moments is also the hour that was said for another place: "10:30 here, 14:30 GMT"."""
    told = instant(said.elsewhere, occasion) if said.elsewhere else None
    whole_days = (one for one in moments if one and told and not (one - told) % datetime.timedelta(days=1))
    return next(whole_days, None)


def _on_its_day(
    said: SaidTime, hour: int, occasion: Occasion, base: datetime.date, zone: datetime.tzinfo
) -> datetime.datetime | None:
    day = _day(said, base)
    if day is None:
        return None
    moment = datetime.datetime.combine(day, datetime.time(hour, said.minute), zone)
    started = occasion.start if occasion.start and occasion.start.tzinfo else None
    if said.days == 0 and hour < _SMALL_HOURS and (hour + said.minute == 0 or (started or moment) > moment):
        moment += datetime.timedelta(days=1)  # "midnight tonight" is the end of today, "1:00 a.m. tonight" after it
    if not said.dated:
        moment += datetime.timedelta(days=1 if moment < _begun(occasion, day, zone) else 0)
    if said.day is None and said.weekday is not None and started and moment < started:
        moment += datetime.timedelta(days=7)
    day_before = moment - datetime.timedelta(days=1)
    if said.day is None and said.weekday is None and occasion.published == day_before:
        return day_before
    out_by = occasion.out_by
    if said.day is None and out_by is not None and moment > out_by and started is None:
        moment -= _too_late(said, moment.date() - base)
    return moment


def _begun(occasion: Occasion, day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """When the call began: as printed; else with the part of the day by which people were greeted, or as is usual."""
    if occasion.start is not None and occasion.start.tzinfo is not None:
        return occasion.start
    if occasion.part is not None and occasion.day is not None and occasion.start is None:
        return datetime.datetime.combine(occasion.day, datetime.time(occasion.part), occasion.zone)
    return datetime.datetime.combine(day, datetime.time(_USUALLY_BEGUN), zone)


def _too_late(said: SaidTime, ahead: datetime.timedelta) -> datetime.timedelta:
    """By how much an hour is too late if the page that quotes it was out before the call, and so dates it wrong.

    Of the days of a week, the one nearest to the day of the page, from which the hour is ``ahead``, is meant.
    """
    if said.weekday is not None:
        return datetime.timedelta(days=7 if ahead.days > 3 else 0)
    return datetime.timedelta() if said.days == 0 else datetime.timedelta(days=1)


def _day(said: SaidTime, base: datetime.date) -> datetime.date | None:
    """The day meant by one who speaks on the day ``base``."""
    if said.day is not None:
        return _nearest(said.day, said.month, base)
    if said.weekday is not None:
        ahead = (said.weekday - base.weekday()) % 7
        return base + datetime.timedelta(days=ahead)
    return base + datetime.timedelta(days=said.days or 0)


def _nearest(day: int, month: int | None, base: datetime.date) -> datetime.date | None:
    """The date of that number (and month) nearest to ``base``; the year, and perhaps the month, is not said."""
    near = (base + datetime.timedelta(days=step) for ahead in range(190) for step in (ahead, -ahead))
    return next((one for one in near if one.day == day and month in (None, one.month)), None)


def _next_full_hour(start: datetime.datetime | None, zone: datetime.tzinfo) -> datetime.datetime | None:
    if start is None or start.tzinfo is None:
        return None
    return (start.astimezone(zone) + datetime.timedelta(hours=1)).replace(minute=0, second=0)
