"""An embargo as it is written in a briefing's file.

``"conclusion"``, ``"none"``, or what must happen in words: ``"the ferry has docked"``; a time with its zone:
``{ at = 2031-04-01T17:00:00, zone = "America/New_York" }``; ``{ notice = "the harbour office" }``; and several of
these: ``{ all = [...] }`` for the last of them, ``{ any = [...] }`` for the first.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo

from ..briefing.embargo import AllOf, AnyOf, Clock, Conclusion, Condition, Event, NoEmbargo, Notice

_EXPECTED = (
    'write "conclusion", "none", what must happen in words, { at = …, zone = … }, { notice = … }, { all = […] } '
    "or { any = […] }"
)


class EmbargoError(ValueError):
    """What is written is no embargo; the message says what may be."""


def read_embargo(written: object) -> Condition:
    """The condition that is written. Raises :class:`EmbargoError`."""
    match written:
        case "none":
            return NoEmbargo()
        case "conclusion":
            return Conclusion()
        case str(words) if words.strip():
            return Event(re.sub(r"^until\s+", "", words.strip()))
        case {"at": datetime.datetime() as time, "zone": str(zone), **rest} if not rest:
            return _clock(time, zone)
        case {"event": str(words), **rest} if not rest and words.strip():
            return Event(words)
        case {"notice": str(office), **rest} if not rest and office.strip():
            return Notice(office)
        case {"all": list(several), **rest} if not rest and len(several) > 1:
            return AllOf(tuple(read_embargo(one) for one in several))
        case {"any": list(several), **rest} if not rest and len(several) > 1:
            return AnyOf(tuple(read_embargo(one) for one in several))
    raise EmbargoError(_EXPECTED)


def _clock(time: datetime.datetime, zone: str) -> Clock:
    try:
        local = time if time.tzinfo else time.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        raise EmbargoError(f'there is no time zone "{zone}"; write one like "America/New_York"') from None
    return Clock(round(local.timestamp() * 1000), zone)
