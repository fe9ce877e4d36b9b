"""The hours people say ("5:00 a.m. Eastern tomorrow, March 31st"), and the instants they mean.

An hour is read with the words around it that say its day and its zone, in any order; it becomes an instant by the
:class:`Occasion` it was said on.
"""

import datetime
import re
from collections.abc import Iterator

import msgspec

from onbackground.transcript.reading import clock_words as words
from onbackground.transcript.reading.zones import WASHINGTON, knows_zone, said_zone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Months and days of the week, by the first three letters of their names, as they are counted."""
_SMALL_HOURS = 5
"""A night goes on to this hour of the next morning."""
_USUALLY_BEGUN = 9
"""A call of which nothing tells when it began is taken to begin at this hour."""
_NEAR_HOURS = 3
"""An hour is mended to one so near in the same half of the day: "2:00 p.m. — sorry, 2:15"."""
_HOURS_SAID = ("hour", "word", "bare_hour", "spelled_hour", "clock_hour", "near", "half_past", "early", "late", "lone")
"""The groups of the pattern that hold an hour."""


class SaidTime(msgspec.Struct, frozen=True, kw_only=True):
    """An hour as said; what is None was not said. ``start`` and ``end`` are its place in the text, end excluded.

    ``hour`` is None for the top of the hour. ``afternoon`` says whether the hour counts from noon.
    ``days`` counts from the day of the call (0 for "tonight"); ``weekday`` from Monday. ``elsewhere`` is what the
    same moment is called in another zone.
    """

    start: int
    end: int
    hour: int | None
    minute: int = 0
    afternoon: bool | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    days: int | None = None
    zone: str | None = None
    elsewhere: "SaidTime | None" = None

    @property
    def dated(self) -> bool:
        """Whether a day was said with it."""
        return (self.day, self.weekday, self.days) != (None, None, None)

    def same_hour(self, other: "SaidTime") -> bool:
        """Whether both name one hour, as far as each says."""
        agree = self.afternoon is None or other.afternoon is None or self.afternoon == other.afternoon
        mine, theirs = ((one.hour or 0) % 12 if one.hour is not None else None for one in (self, other))
        return agree and (mine, self.minute) == (theirs, other.minute)

    @property
    def placed(self) -> bool:
        """Whether no zone was said with it, or one that is known."""
        return self.zone is None or knows_zone(self.zone)

    def filled_from(self, other: "SaidTime") -> "SaidTime":
        """This hour with what only ``other``, which names the same one, says of it."""
        filled = self
        if self.afternoon is None:
            filled = msgspec.structs.replace(filled, hour=other.hour, afternoon=other.afternoon)
        if not self.dated or (self.day is None and other.day is not None):
            filled = msgspec.structs.replace(
                filled, month=other.month, day=other.day, weekday=other.weekday, days=other.days
            )
        return filled if self.zone else msgspec.structs.replace(filled, zone=other.zone)

    def instead_of(self, other: "SaidTime") -> "SaidTime":
        """This hour, said to mend ``other``, with the day, the zone and the half of the day that it leaves unsaid."""
        mended = self
        if not self.dated:
            mended = msgspec.structs.replace(
                mended, month=other.month, day=other.day, weekday=other.weekday, days=other.days
            )
        if self.afternoon is None and other.afternoon is not None and self.hour and other.hour is not None:
            hour = self.hour % 12 + (12 if other.afternoon else 0)
            if abs(hour - other.hour) <= _NEAR_HOURS:
                mended = msgspec.structs.replace(mended, hour=hour, afternoon=other.afternoon)
        return mended if self.zone else msgspec.structs.replace(mended, zone=other.zone)


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


def said_times(text: str) -> Iterator[SaidTime]:
    """Yield the hours said in ``text``, in order."""
    for match in words.SAID.finditer(text):
        found = _read(match)
        if found is not None:
            yield found


def _read(match: re.Match[str]) -> SaidTime | None:
    said = match.groupdict()
    hour, minute, afternoon = _hour(said)
    if (hour is not None and hour > 23) or minute > 59:
        return None
    details = f"{said['before']} | {said['after']}"
    dates: dict[str, int] = {}
    for found in words.DATE_IN.finditer(details):
        dates = _date(found.groupdict()) | dates  # "tonight there, tomorrow morning for us"
    zone = words.ZONE_IN.search(details)
    return SaidTime(
        start=match.start(),
        end=match.end(),
        hour=hour,
        minute=minute,
        afternoon=afternoon,
        zone=zone["zone"] if zone else None,
        elsewhere=None,
        **dates,
    )


def _hour(said: dict[str, str | None]) -> tuple[int | None, int, bool | None]:
    """The hour of 24 where it is known (else of 12), the minute, and whether it counts from noon."""
    if said["top"]:
        return None, 0, None
    if said["noon"] or said["midnight"]:
        return (12, 0, True) if said["noon"] else (0, 1 if said["minute_past"] else 0, False)
    if said["military"]:
        return int(said["military"][:2]), int(said["military"][2:]), int(said["military"][:2]) >= 12
    number = next(said[key] for key in _HOURS_SAID if said[key])
    assert number is not None
    if (of_24 := _of_24(number)) is not None:
        return *of_24, of_24[0] >= 12
    number, _, dotted = number.partition(".")
    hour = int(number) if number.isdecimal() else words.NUMBERS.index(number.lower()) + 1
    spelled = (said["minute_word"] or said["spelled_minute"] or "").lower()
    minute = int(said["minute"] or said["bare_minute"] or dotted or 0) or words.MINUTES.get(
        spelled, 30 if said["half_past"] else 0
    )
    half = said["half"] or said["word_half"] or said["near_half"]
    if said["fraction"] and said["side"]:
        minute = words.FRACTIONS[said["fraction"].lower().removesuffix(" minutes")]
        if said["side"].lower() not in ("past", "after"):
            hour, minute = hour - 1 or 12, 60 - minute
    if half is None and hour <= 12:
        spoken = f"{said['before']} {said['after']}".lower()
        if re.search(r"\bmorning\b", spoken):
            half = "a"
        elif re.search(r"\b(?:afternoon|evening|night|tonight)\b", spoken):
            half = "a" if hour == 12 and "night" in spoken else "p"
    if hour > 12 or hour == 0:
        return hour, minute, hour >= 12
    if half is None:
        return hour, minute, None
    return hour % 12 + (12 if half in "pP" else 0), minute, half in "pP"


def _of_24(number: str) -> tuple[int, int] | None:
    """The hour and the minute of "twenty-two fifteen", as it is said of a clock of 24."""
    spoken = number.lower().replace(" ", "-")
    for spelled, minute in words.MINUTES_OF_24.items():
        if (hour := words.HOURS_OF_24.get(spoken.removesuffix(f"-{spelled}"))) and spoken.endswith(f"-{spelled}"):
            return hour, minute
    return None


def _date(said: dict[str, str | None]) -> dict[str, int]:
    month = said["month"] or said["month_after"]
    day = said["day"] or said["day_before"] or said["day_alone"] or said["day_number"]
    found: dict[str, int] = {}
    if day is not None:
        found["day"] = int(day)
    if month is not None:
        found["month"] = MONTHS.index(month[:3].lower()) + 1
    elif said["month_number"] is not None:
        found["month"] = int(said["month_number"])
    if said["weekday"] is not None:
        found["weekday"] = DAYS.index(said["weekday"][:3].lower())
    if said["today"] or said["tomorrow"] or said["after_tomorrow"]:
        found["days"] = 0 if said["today"] else 1 if said["tomorrow"] else 2
    return found


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
