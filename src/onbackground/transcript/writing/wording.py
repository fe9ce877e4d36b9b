"""Dates and hours as a press office prints them."""

import datetime


def printed_date(day: datetime.date) -> str:
    """As in "May 3, 2031"."""
    return f"{day:%B} {day.day}, {day.year}"


def printed_hour(moment: datetime.datetime) -> str:
    """As in "6:02 P.M. EDT"; the offset stands where the zone has no name, nothing where there is no zone."""
    hour = f"{moment.hour % 12 or 12}:{moment:%M} {'P' if moment.hour >= 12 else 'A'}.M."
    return f"{hour} {moment.tzname() or ''}".rstrip()


def printed_elapsed(milliseconds: int) -> str:
    """As in "1:02:07", hours, minutes and seconds since the call began."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
