"""The names of months and of days of the week, in their order."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""Any day of the week, as part of a pattern."""
_MONTHS_BY_BEGINNING = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_WEEKDAYS_BY_BEGINNING = {day[:3].lower(): number for number, day in enumerate(WEEKDAYS)}


def month_number(name: str) -> int:
    """Return the number of a month, January being 1, by its name or the three letters or more that stand for it.

    >>> month_number("Sept."), month_number("MARCH")
    (9, 3)
    """
    return _MONTHS_BY_BEGINNING[name[:3].lower()]


def weekday_number(name: str) -> int:
    """Return the number of a day of the week, Monday being 0 as in :mod:`datetime`."""
    return _WEEKDAYS_BY_BEGINNING[name[:3].lower()]
