"""The hours people say ("5:00 a.m. Eastern tomorrow, March 31st"), and the instants they mean.

An hour is read with the words around it that say its day and its zone, in any order; it becomes an instant by the
:class:`Occasion` it was said on.
"""

import datetime
import re
from collections.abc import Iterator

import msgspec

from onbackground.transcript.reading.zones import WASHINGTON, knows_zone, said_zone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Months and days of the week, by the first three letters of their names, as they are counted."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SMALL_HOURS = 5
_MINUTES = {"fifteen": 15, "thirty": 30, "forty-five": 45}
_FRACTIONS = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PART = r"(?:morning|afternoon|evening|night|[ap]\.m\.)"
_NTH = r"(?:st|nd|rd|th)"
_DATE = (
    rf"(?:(?P<month>{_MONTH}) (?:the )?(?P<day>\d\d?){_NTH}?(?:,? \d{{4}})?|"
    rf"(?:the )?(?P<day_before>\d\d?){_NTH}?(?: of)? (?P<month_after>{_MONTH})|the (?P<day_alone>\d\d?){_NTH}|"
    rf"(?P<month_number>\d\d?)/(?P<day_number>\d\d?)|"
    rf"(?P<after_tomorrow>the day after tomorrow)|(?P<tomorrow>tomorrow)(?:[’']s)?(?: {_PART})?|"
    rf"(?:next |this )?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: {_PART})?|"
    rf"(?P<today>today|tonight|this {_PART})|in the {_PART}|at night|sharp|promptly|exactly)"
)
_NAMED_ZONES = (
    r"Central European|Eastern European|Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Israeli?|"
    r"British|Japan(?:ese)?|Korean?|Greenwich Mean|Washington(?:, D\.C\.)?|D\.C\.|East Coast|West Coast"
)
_ZONE = (
    rf"(?P<zone>(?-i:(?:{_NAMED_ZONES})(?: (?:Standard|Daylight|Summer|Winter))?(?: [Tt]ime)?\b|"
    r"(?:CENTRAL EUROPEAN|EASTERN|CENTRAL|MOUNTAIN|PACIFIC|JAPAN|LOCAL)(?: (?:STANDARD|DAYLIGHT|SUMMER))?(?: TIME)?\b|"
    r"(?:E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|CES?T|BST|GMT|UTC|I[SD]T|JST|KST|SGT|AE[SD]T|WAT|EAT|CAT|EES?T|MSK|Zulu)\b|"
    r"(?:[A-Z][\w’'.]{0,30},? ){1,3}(?:(?:Standard|Daylight|Summer|Winter) )?[Tt]ime\b|(?:the )?local(?: [Tt]ime)?\b|"
    r"(?<=\bin )[A-Z][\w’']+(?: [A-Z][\w’']+)?\b))"
)
_WORD = "|".join(_NUMBERS)
_DAY_FOLLOWS = (
    r"(?: ?,? (?:tomorrow|tonight|today|this|Eastern|Pacific|local|[ECP][SD]?T|in the|at night|[A-Z][a-z]+ time)\b)"
)
_LONE = (
    rf"(?:(?<=\buntil )|(?<=\btill )|(?<=[’']til )|(?<=\bat ))(?:{_WORD}|\d\d?)(?={_DAY_FOLLOWS}| on\b|[.,;!?]|\s*$)|"
    r"(?:(?<=\bis )|(?<=[’']s )|(?<=\bto )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom ))"
    rf"(?:{_WORD}|\d\d?)(?={_DAY_FOLLOWS})"
)
_HOUR = (
    r"(?<![\w:])(?:(?:12(?::00)? )?(?P<noon>noon|midday)\b|"
    r"(?:12(?::00)? )?(?P<minute_past>(?:an?|one|1) minute (?:past|after) )?(?P<midnight>midnight)\b|"
    r"(?P<top>the top of the (?:next )?hour)\b|"
    r"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?(?: ?o[’']?clock)? ?(?:in the )?(?P<half>[ap])\.? ?m\b\.?|"
    rf"(?P<word>{_WORD})(?:[ -](?P<minute_word>fifteen|thirty|forty-five))?(?: o[’']?clock)? ?"
    r"(?P<word_half>[ap])\.? ?m\b\.?|"
    r"(?P<bare_hour>\d\d?):(?P<bare_minute>\d\d)\b|"
    rf"(?P<spelled_hour>{_WORD})[ -](?P<spelled_minute>fifteen|thirty|forty-five)(?![\w-]| ?(?:percent|days?|years?))|"
    rf"(?P<clock_hour>\d\d?|{_WORD}) ?o[’']?clock|"
    r"(?:a )?(?P<fraction>half|quarter|(?:five|ten|twenty(?:-five)?)(?: minutes)?) (?P<side>past|after|to|of|before) "
    rf"(?P<near>\d\d?|{_WORD})\b(?: ?(?P<near_half>[ap])\.? ?m\b\.?)?|"
    rf"half (?P<half_past>{_WORD})(?=[.,;!?]|$|{_DAY_FOLLOWS})|"
    r"(?P<military>[01]\d[0-5]\d|2[0-3][0-5]\d)"
    r"(?= (?:hours|Zulu|GMT|UTC|Eastern|local|tomorrow|[ECMP][SD]?T\b))(?: hours)?|"
    rf"(?P<lone>{_LONE}))"
)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


_GAP = r"[\s,]{1,3}"
_DETAIL = rf"(?:{_unnamed(_DATE)}|{_unnamed(_ZONE)})"
_JOIN = (
    rf"(?:{_GAP}|\s?[—–-]+\s)"
    r"(?:(?:on|for|in|at|by|and|the|back|out|over|which is|that is|that[’']s|again|is)[\s,]+){0,2}"
)
_SAID = re.compile(
    rf"(?P<before>(?:\b{_DETAIL}(?:{_GAP}|\s[—–]\s)(?:(?:at|by|around|before|that[’']s)\s)?){{0,4}}){_HOUR}(?P<after>(?:{_JOIN}{_DETAIL}){{0,5}})",
    re.IGNORECASE,
)
_DATE_IN = re.compile(rf"\b{_DATE}", re.IGNORECASE)
_ZONE_IN = re.compile(rf"\b{_ZONE}")


_HOURS_SAID = ("hour", "word", "bare_hour", "spelled_hour", "clock_hour", "near", "half_past", "lone")


class SaidTime(msgspec.Struct, frozen=True, kw_only=True):
    """An hour as said; what is None was not said. ``start`` and ``end`` are its place in the text, end excluded.

    ``hour`` is None for the top of the hour. ``afternoon`` says whether the hour counts from noon.
    ``days`` counts from the day of the call (0 for "tonight"); ``weekday`` from Monday.
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


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """When and where the hours were said.

    ``day`` is the day of the call, ``start`` when it began; ``zone`` is the one meant where none is said. A page that
    prints neither day nor hours is dated by its publication: then ``out_by`` is when it was out, and an hour "tomorrow"
    that would be later still was said a day before. So it was where its page was ``published`` at that very hour, a
    day earlier: it was timed for the lift.
    """

    day: datetime.date | None = None
    start: datetime.datetime | None = None
    zone: datetime.tzinfo = WASHINGTON
    out_by: datetime.datetime | None = None
    published: datetime.datetime | None = None


def said_times(text: str) -> Iterator[SaidTime]:
    """Yield the hours said in ``text``, in order."""
    for match in _SAID.finditer(text):
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
    for found in _DATE_IN.finditer(details):
        dates = _date(found.groupdict()) | dates  # "tonight there, tomorrow morning for us"
    zone = _ZONE_IN.search(details)
    return SaidTime(
        start=match.start(),
        end=match.end(),
        hour=hour,
        minute=minute,
        afternoon=afternoon,
        zone=zone["zone"] if zone else None,
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
    hour = int(number) if number.isdecimal() else _NUMBERS.index(number.lower()) + 1
    spelled = (said["minute_word"] or said["spelled_minute"] or "").lower()
    minute = int(said["minute"] or said["bare_minute"] or 0) or _MINUTES.get(spelled, 30 if said["half_past"] else 0)
    half = said["half"] or said["word_half"] or said["near_half"]
    if said["fraction"] and said["side"]:
        minute = _FRACTIONS[said["fraction"].lower().removesuffix(" minutes")]
        if said["side"].lower() not in ("past", "after"):
            hour, minute = hour - 1 or 12, 60 - minute
    if half is None and hour <= 12:
        spoken = f"{said['before']} {said['after']}".lower()
        if re.search(r"\bmorning\b", spoken):
            half = "a"
        elif re.search(r"\b(?:afternoon|evening|night|tonight)\b", spoken):
            half = "p"
    if hour > 12 or hour == 0:
        return hour, minute, hour >= 12
    if half is None:
        return hour, minute, None
    return hour % 12 + (12 if half in "pP" else 0), minute, half in "pP"


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
    """The instant meant by an hour said on an occasion; None where the day cannot be known."""
    zone = said_zone(said.zone, occasion.zone) if said.zone else occasion.zone
    if said.hour is None:
        return _next_full_hour(occasion.start, zone)
    if occasion.day is None:
        return None
    base = occasion.start.astimezone(zone).date() if occasion.start and occasion.start.tzinfo else occasion.day
    if said.afternoon is None:
        return _first_after(said, occasion, base, zone)
    return _on_its_day(said, said.hour, occasion, base, zone)


def _first_after(
    said: SaidTime, occasion: Occasion, base: datetime.date, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """Of "four o'clock", morning or afternoon: the first that comes after the call begins."""
    assert said.hour is not None
    hours = (said.hour % 12, said.hour % 12 + 12)
    moments = [_on_its_day(said, hour, occasion, base, zone) for hour in hours]
    if occasion.published is not None and occasion.published in moments:
        return occasion.published.astimezone(zone)  # its page was timed for the lift
    begun = occasion.start or datetime.datetime.combine(base, datetime.time(12), zone)
    late = [moment for moment in moments if moment and begun.tzinfo and moment >= begun]
    if said.days == 1 and (moments[0] in late or not begun.tzinfo or not occasion.start):
        return moments[0]
    return min(late) if late else moments[1]


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
        begun = started or datetime.datetime.combine(day, datetime.time(9 if hour >= 12 else 12), zone)
        moment += datetime.timedelta(days=1) if moment < begun else datetime.timedelta()
    if said.day is None and said.weekday is not None and started and moment < started:
        moment += datetime.timedelta(days=7)
    day_before = moment - datetime.timedelta(days=1)
    if said.day is None and said.weekday is None and occasion.published == day_before:
        return day_before
    out_by = occasion.out_by
    if said.day is None and out_by is not None and moment > out_by and started is None:
        moment -= _too_late(said, moment.date() - base)
    return moment


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
