"""The hours people say ("5:00 a.m. Eastern tomorrow, March 31st").

An hour is read with the words around it that say its day and its zone, in any order. What instant it means is in
:mod:`onbackground.transcript.reading.instants`.
"""

import re
from collections.abc import Iterator

import msgspec

from onbackground.transcript.calendar_names import month_number, weekday_number
from onbackground.transcript.reading import clock_words as words
from onbackground.transcript.reading.zones import knows_zone

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

    def on_day_of(self, other: "SaidTime") -> "SaidTime":
        """This hour on the day that was said of ``other``."""
        return msgspec.structs.replace(self, month=other.month, day=other.day, weekday=other.weekday, days=other.days)

    def filled_from(self, other: "SaidTime") -> "SaidTime":
        """This hour with what only ``other``, which names the same one, says of it."""
        filled = self
        if self.afternoon is None:
            filled = msgspec.structs.replace(filled, hour=other.hour, afternoon=other.afternoon)
        if not self.dated or (self.day is None and other.day is not None):
            filled = filled.on_day_of(other)
        return filled if self.zone else msgspec.structs.replace(filled, zone=other.zone)

    def instead_of(self, other: "SaidTime") -> "SaidTime":
        """This hour, said to mend ``other``, with the day, the zone and the half of the day that it leaves unsaid."""
        mended = self
        if not self.dated:
            mended = mended.on_day_of(other)
        if self.afternoon is None and other.afternoon is not None and self.hour and other.hour is not None:
            hour = self.hour % 12 + (12 if other.afternoon else 0)
            if abs(hour - other.hour) <= _NEAR_HOURS:
                mended = msgspec.structs.replace(mended, hour=hour, afternoon=other.afternoon)
        return mended if self.zone else msgspec.structs.replace(mended, zone=other.zone)


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
    hour, minute = _hour_and_minute(number, said)
    if hour > 12 or hour == 0:
        return hour, minute, hour >= 12
    half = said["half"] or said["word_half"] or said["near_half"] or _half_beside(said, hour)
    if half is None:
        return hour, minute, None
    return hour % 12 + (12 if half in "pP" else 0), minute, half in "pP"


def _hour_and_minute(number: str, said: dict[str, str | None]) -> tuple[int, int]:
    """An hour as it is said, "six", "6" or "6.30", and its minute; of "ten to six" five, and fifty."""
    number, _, dotted = number.partition(".")
    hour = int(number) if number.isdecimal() else words.HOURS.index(number.lower()) + 1
    if said["fraction"] and said["side"]:
        minute = words.FRACTIONS[said["fraction"].lower().removesuffix(" minutes")]
        return (hour, minute) if said["side"].lower() in ("past", "after") else (hour - 1 or 12, 60 - minute)
    in_figures = int(said["minute"] or said["bare_minute"] or dotted or 0)
    in_words = (said["minute_word"] or said["spelled_minute"] or "").lower()
    return hour, in_figures or words.MINUTES.get(in_words, 30 if said["half_past"] else 0)


def _half_beside(said: dict[str, str | None], hour: int) -> str | None:
    """The half of the day, "a" or "p", by the part of it that is said beside the hour: "tomorrow morning"."""
    spoken = f"{said['before']} {said['after']}".lower()
    if re.search(r"\bmorning\b", spoken):
        return "a"
    if re.search(r"\b(?:afternoon|evening|night|tonight)\b", spoken):
        return "a" if hour == 12 and "night" in spoken else "p"
    return None


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
        found["month"] = month_number(month)
    elif said["month_number"] is not None:
        found["month"] = int(said["month_number"])
    if said["weekday"] is not None:
        found["weekday"] = weekday_number(said["weekday"])
    if said["week_ahead"]:
        found["days"] = 7
    elif said["today"] or said["tomorrow"] or said["after_tomorrow"]:
        found["days"] = 0 if said["today"] else 1 if said["tomorrow"] else 2
    return found
