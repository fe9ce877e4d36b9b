"""Time zones as a page prints them and as people name them aloud.

A zone **printed** after an hour ("3:02 P.M. EST") stands for its own offset, whatever the season: it is kept as it
stands. A zone **said** aloud ("five a.m. Eastern", and as often "EST" in July) stands for the place, and its offset is
the one of the date.
"""

import datetime
import re
import zoneinfo
from functools import cache

_HOURS_EAST: dict[str, float] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "IDT": 3, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "HAST": -10, "HADT": -9,
    "JST": 9, "KST": 9, "SGT": 8, "HKT": 8,
    "ICT": 7, "WIB": 7, "WITA": 8, "PHT": 8, "MYT": 8, "AWST": 8, "ACST": 9.5, "CHST": 10, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "TRT": 3, "GST": 4, "AZT": 4, "GET": 4,
    "IRST": 3.5, "AFT": 4.5, "PKT": 5, "UZT": 5, "NPT": 5.75, "MMT": 6.5, "PET": -5,
    "COT": -5, "ECT": -5, "VET": -4, "CLT": -4, "BRT": -3, "ART": -3, "UYT": -3, "CVT": -1,
}  # fmt: skip
"""Hours east of Greenwich by the abbreviation a page prints after a time."""

_SEASON_OR_TIME = re.compile(r"\b(?:standard|daylight|summer|winter|time)\b|[’']s\b")
_LOCAL_IN = re.compile(r"^(?:the )?local(?: time)? in ")

WASHINGTON = zoneinfo.ZoneInfo("America/New_York")
"""Where nothing says otherwise."""

_SEASONAL = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "MSK": "Europe/Moscow", "VET": "America/Caracas",
}  # fmt: skip
"""Zones whose offset the day tells: by the season, or as the law was that year."""
_ELSEWHERE = {
    "IST": ((r"\b(?:Israel|Jerusalem|Tel Aviv|West Bank)", 2), (r"\b(?:Ireland|Irish|Dublin|Belfast)\b", 1)),
    "AST": ((r"\b(?:Saudi|Jeddah|Riyadh|Gulf|Middle East|Iraq|Kuwait|Bahrain|Qatar)\b", 3),),
    "CST": ((r"\b(?:China|Beijing|Shanghai|Taiwan)\b", 8),),
}
"""Zones that bear the name of another one: by places in sight of them, their hours east of Greenwich."""

_PLACES = {
    "America/New_York": (
        "eastern", "east coast", "washington", "washington, d.c.", "d.c.", "dc", "et", "est", "edt", "florida",
        "maryland", "delaware", "new york city",
    ),
    "America/Chicago": (
        "central", "ct", "cst", "cdt", "texas", "iowa", "houston", "dallas", "milwaukee", "minneapolis", "new orleans",
    ),
    "America/Denver": ("mountain", "mt", "mst", "mdt"),
    "America/Los_Angeles": ("pacific", "west coast", "pt", "pst", "pdt", "california", "san diego", "san francisco"),
    "America/Anchorage": ("alaska", "akst", "akdt"),
    "Pacific/Honolulu": ("hawaii", "hst", "hast"),
    "Europe/Brussels": ("central european", "cet", "cest"),
    "Europe/Kyiv": ("eastern european", "eet", "eest"),
    "Europe/London": (
        "british", "uk", "u.k.", "bst", "england", "cornwall", "scotland", "wales", "northern ireland", "glasgow",
        "belfast",
    ),
    "UTC": ("utc", "gmt", "zulu", "greenwich mean", "coordinated universal"),
    "Asia/Jerusalem": ("israel", "israeli", "idt", "tel aviv", "west bank"),
    "Asia/Tokyo": ("japan", "japanese", "jst", "hiroshima", "osaka"),
    "Asia/Seoul": ("korea", "korean", "south korea", "kst", "busan"),
    "Asia/Kolkata": ("india", "indian", "delhi", "new delhi"),
    "Asia/Shanghai": ("china", "beijing"),
    "Asia/Makassar": ("bali", "wita"),
    "Asia/Jakarta": ("wib",),
    "Asia/Singapore": ("sgt",),
    "Asia/Ho_Chi_Minh": ("hanoi", "vietnam"),
    "Asia/Bangkok": ("thailand", "thai"),
    "Asia/Phnom_Penh": ("cambodia",),
    "Asia/Manila": ("philippines", "philippine"),
    "Asia/Dubai": ("uae", "u.a.e.", "abu dhabi"),
    "Asia/Qatar": ("doha",),
    "Europe/Berlin": ("munich", "germany", "german", "bonn"),
    "Europe/Rome": ("italy", "italian", "vatican city"),
    "Europe/Paris": ("france", "french"),
    "Europe/Zurich": ("geneva", "switzerland", "swiss"),
    "Europe/Moscow": ("russia", "msk"),
    "Europe/Istanbul": ("turkey", "türkiye"),
    "Europe/Amsterdam": ("netherlands", "the hague"),
    "Europe/Tirane": ("albania",),
    "Europe/Belgrade": ("kosovo",),
    "Atlantic/Reykjavik": ("iceland",),
    "Europe/Warsaw": ("poland", "polish"),
    "Europe/Vilnius": ("lithuania",),
    "Europe/Madrid": ("spain", "spanish"),
    "Europe/Dublin": ("ireland", "irish"),
    "Asia/Riyadh": ("jeddah", "saudi", "saudi arabia"),
    "Africa/Cairo": ("egypt", "sharm el-sheikh"),
    "Africa/Casablanca": ("morocco",),
    "Africa/Lagos": ("west africa", "nigeria", "wat"),
    "Atlantic/Cape_Verde": ("cape verde",),
    "Africa/Maputo": ("central africa", "cat"),
    "Africa/Nairobi": ("east africa", "eat"),
    "Africa/Johannesburg": ("sast", "south africa"),
    "Africa/Accra": ("ghana",),
    "Africa/Luanda": ("angola",),
    "America/Lima": ("peru", "pet"),
    "America/Guayaquil": ("ecuador",),
    "America/Sao_Paulo": ("brazil", "rio", "rio de janeiro", "brt"),
    "America/Mexico_City": ("mexico",),
    "America/Toronto": ("ottawa",),
    "America/Bogota": ("colombia",),
    "Australia/Sydney": ("canberra", "aest", "aedt"),
    "Asia/Almaty": ("kazakhstan",),
    "Asia/Karachi": ("pakistan",),
    "Pacific/Auckland": ("new zealand",),
    "Pacific/Tongatapu": ("tonga",),
}  # fmt: skip


def _printed_zone(printed: str) -> datetime.timezone | None:
    """The zone of a printed abbreviation ("EDT") or offset ("UTC-04:00"); None if it is not known."""
    if printed in _HOURS_EAST:
        return datetime.timezone(datetime.timedelta(hours=_HOURS_EAST[printed]), printed)
    if (east := re.fullmatch(r"(?:UTC|GMT)\s?([+-])(\d{1,2})(?::(\d\d))?", printed)) is not None:
        offset = datetime.timedelta(hours=int(east[2]) % 24, minutes=int(east[3] or 0))
        return datetime.timezone(-offset if east[1] == "-" else offset)
    return None


def printed_on(day: datetime.date, printed: str, near: str = "") -> datetime.tzinfo | None:
    """The zone printed on a page of ``day``; one without a season in it ("ET") has the offset of that day.

    ``near`` is what the page says of where the call is, for zones of one name.
    """
    for elsewhere, hours in _ELSEWHERE.get(printed, ()):
        if re.search(elsewhere, near, re.IGNORECASE):
            return datetime.timezone(datetime.timedelta(hours=hours), printed)
    words = _SEASON_OR_TIME.sub("", printed.lower()).strip()
    place = _SEASONAL.get(printed) or (_names().get(words) if len(words) > 5 else None)
    if place is not None:
        noon = datetime.datetime.combine(day, datetime.time(12), zoneinfo.ZoneInfo(place))
        return datetime.timezone(noon.utcoffset() or datetime.timedelta(), printed)
    return _printed_zone(printed)


def said_zone(words: str, here: datetime.tzinfo) -> datetime.tzinfo:
    """The zone people mean by ``words`` ("Eastern Time", "Paris time", "local"); ``here`` where it is not known."""
    key = _said(words)
    if key == "ist":
        jerusalem = zoneinfo.ZoneInfo("Asia/Jerusalem")
        return jerusalem if place_of(here) == jerusalem else zoneinfo.ZoneInfo("Asia/Kolkata")
    if key == "central" and str(place_of(here)).startswith("Europe/"):
        key = "central european"
    name = _names().get(key)
    return zoneinfo.ZoneInfo(name) if name else here


def knows_zone(words: str) -> bool:
    """Whether it is known what zone people mean by ``words``; "local" is the one they are in."""
    key = _said(words)
    return key in _names() or key.removeprefix("the ") in {"local", "ist"}


def _said(words: str) -> str:
    said = _LOCAL_IN.sub("", words.lower())
    return _SEASON_OR_TIME.sub("", said).strip(" ,’'").removeprefix("u.s. ").removeprefix("us ")


def place_of(zone: datetime.tzinfo, near: datetime.tzinfo | None = None) -> datetime.tzinfo:
    """The place whose zone is printed so: what "EDT" is in June is "EST" in December. Others stay as they are.

    ``near`` is the zone of the place that is printed with it, and counts first.
    """
    if not isinstance(zone, datetime.timezone):
        return zone
    name = _names().get((zone.tzname(None) or "").lower())
    places = (near, zoneinfo.ZoneInfo(name) if name else None)
    return next((place for place in places if place is not None and _has(place, zone)), zone)


def _has(place: datetime.tzinfo, zone: datetime.timezone) -> bool:
    """Whether it is ever so late at a place as this zone says, in winter or in summer."""
    seasons = (datetime.datetime(2024, month, 1, tzinfo=place) for month in (1, 7))
    return zone.utcoffset(None) in {season.utcoffset() for season in seasons}


def zone_at(place: str) -> datetime.tzinfo | None:
    """The zone of a printed place ("Lima Convention Center, Lima, Peru"), by its city or country, if one is known."""
    parts = [part.strip(" .").lower() for part in reversed(place.split(","))]
    name = next((_names()[part] for part in parts if part in _names()), None)
    return zoneinfo.ZoneInfo(name) if name else None


@cache
def _names() -> dict[str, str]:
    """Every way to name a zone, in small letters: its cities, and what is said instead of them."""
    cities = {
        name.rpartition("/")[2].replace("_", " ").lower(): name
        for name in zoneinfo.available_timezones()
        if name.startswith(("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/"))
    }
    return cities | {said: name for name, ways in _PLACES.items() for said in ways}
