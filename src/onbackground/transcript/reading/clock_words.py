"""The words in which hours are said, with their day and their zone, as patterns."""

import re

from onbackground.transcript.calendar_names import WEEKDAY
from onbackground.transcript.labels.numbers import NUMBERS

HOURS = tuple(map(str.lower, NUMBERS))
"""The hours of a clock, from one."""
MINUTES = {"fifteen": 15, "thirty": 30, "forty-five": 45}
"""Minutes said after an hour: "six thirty"."""
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
HOURS_OF_24 = (
    {f"{nought}-{word}": hour for hour, word in enumerate(HOURS[:9], 1) for nought in ("oh", "zero")}
    | {word: hour for hour, word in enumerate(HOURS[9:] + _TEENS, 10)}
    | {f"twenty-{word}": hour for hour, word in enumerate(HOURS[:3], 21)}
)
"""The hours of a clock of 24, as they are said before their minutes: "oh five hundred", "twenty thirty hours"."""
MINUTES_OF_24 = MINUTES | {"hundred": 0}
FRACTIONS = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
"""Minutes said before an hour: "ten to six", "half past five"."""

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
    r"(?P<week_ahead>a week from (?:today|now|tonight))|"
    rf"(?P<after_tomorrow>the day after tomorrow)|(?P<tomorrow>tomorrow)(?:[’']s)?(?: {_PART})?|"
    rf"(?:(?:next|this|this coming|coming) )?(?P<weekday>{WEEKDAY})(?: {_PART})?|"
    rf"(?P<today>today|tonight|this {_PART})|in the {_PART}|at night|sharp|promptly|exactly)"
)
_NAMED_ZONES = (
    r"Central European|Eastern European|Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Israeli?|"
    r"British|Japan(?:ese)?|Korean?|Greenwich Mean|Washington(?:, D\.C\.)?|D\.C\.|East Coast|West Coast"
)
_ZONE = (
    rf"(?P<zone>(?-i:(?:U\.?S\.? )?(?:{_NAMED_ZONES})(?: (?:Standard|Daylight|Summer|Winter))?(?: [Tt]ime)?\b|"
    r"(?:CENTRAL EUROPEAN|EASTERN|CENTRAL|MOUNTAIN|PACIFIC|JAPAN|LOCAL)(?: (?:STANDARD|DAYLIGHT|SUMMER))?(?: TIME)?\b|"
    r"(?:E[SD]?T|C[SD]?T|M[SD]T|P[SD]?T|CES?T|BST|GMT|UTC|I[SD]T|JST|KST|SGT|AE[SD]T|WAT|EAT|CAT|EES?T|MSK|Zulu)\b|"
    r"(?:[A-Z][\w’'.]{0,30},? ){1,3}(?:(?:Standard|Daylight|Summer|Winter) )?[Tt]ime\b|"
    r"(?:the )?local(?: [Tt]ime)?(?: in [A-Z][\w’']+(?: [A-Z][\w’']+)?)?\b|"
    r"(?<=\bin )[A-Z][\w’']+(?: [A-Z][\w’']+)?\b))"
)
_WORD = "|".join(HOURS)
_DAY_FOLLOWS = (
    r"(?: ?,? (?:tomorrow|tonight|today|this|Eastern|Pacific|local|[ECMP][SD]?T|GMT|UTC|BST|CES?T|"
    r"in the|at night|[A-Z][a-z]+ time)\b)"
)
_MINUTES_24 = r"[ -](?:hundred|fifteen|thirty|forty[ -]five)\b"
_EARLY_24 = rf"(?:oh|zero)[ -](?:{'|'.join(HOURS[:9])}){_MINUTES_24}"
_LATE_24 = rf"(?:{'|'.join(_TEENS[:-1])}|twenty(?:[ -](?:one|two|three))?){_MINUTES_24}"
_OF_24 = (
    r"(?= (?:hours|Zulu|GMT|UTC|Eastern|local|tomorrow|tonight|today|"
    r"this (?:morning|afternoon|evening)|[ECMP][SD]?T\b))(?: hours)?"
)
_LONE = (
    r"(?:(?<=\buntil )|(?<=\btill )|(?<=[’']til )|(?<=\bat )|(?<=\bset for )|(?<=^ for )|(?<=^ of )|(?<=^ is )|"
    r"(?<=^[’']s ))"
    rf"(?:{_LATE_24}|\d\d?\.[0-5]\d|{_WORD}|\d\d?)(?={_DAY_FOLLOWS}| (?:on|when|once)\b|[.,;!?](?!\d)|\s*$)|"
    r"(?:(?<=\bis )|(?<=[’']s )|(?<=\bto )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom )|(?<=\bstill )|"
    r"(?<=\bnow ))"
    rf"(?:{_WORD}|\d\d?(?:\.[0-5]\d)?)(?={_DAY_FOLLOWS})|"
    rf"(?:^|(?<=[.?!,] )|(?<=\bfor ))(?:{_WORD}|\d\d?)"
    r"(?= (?:tomorrow|this|in the) (?:morning|afternoon|evening)\b| tonight\b)"
)
_HOUR = (
    r"(?<![\w:])(?:(?:12(?::00)? )?(?P<noon>noon|midday)\b|"
    r"(?:12(?::00)? )?(?P<minute_past>(?:an?|one|1) minute (?:past|after) )?(?P<midnight>midnight)\b|"
    r"(?P<top>the top of the (?:next )?hour)\b|"
    r"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?(?: ?o[’']?clock)? ?(?:in the )?(?P<half>[ap])\.? ?m\b\.?|"
    rf"(?P<word>{_WORD})(?:[ -](?P<minute_word>fifteen|thirty|forty-five))?(?: o[’']?clock)? ?"
    r"(?P<word_half>[ap])\.? ?m\b\.?|"
    r"(?P<bare_hour>\d\d?)[:h](?P<bare_minute>\d\d)(?: ?h(?:ou)?rs)?\b|"
    rf"(?P<spelled_hour>{_WORD})[ -](?P<spelled_minute>fifteen|thirty|forty-five)"
    r"(?![\w-]| ?(?:percent|hours|days?|years?))|"
    rf"(?P<clock_hour>\d\d?|{_WORD}) ?o[’']?clock|"
    r"(?:a )?(?P<fraction>half|quarter|(?:five|ten|twenty(?:-five)?)(?: minutes)?) (?P<side>past|after|to|of|before) "
    rf"(?P<near>\d\d?|{_WORD})\b(?: ?(?P<near_half>[ap])\.? ?m\b\.?)?|"
    rf"half (?P<half_past>{_WORD})(?=[.,;!?]|$|{_DAY_FOLLOWS})|"
    rf"(?P<military>[01]\d[0-5]\d|2[0-3][0-5]\d){_OF_24}|(?P<early>{_EARLY_24})(?: hours)?|"
    rf"(?P<late>{_LATE_24}|(?:ten|eleven|twelve){_MINUTES_24}){_OF_24}|"
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
SAID = re.compile(
    rf"(?P<before>(?:\b{_DETAIL}(?:{_GAP}|\s[—–]\s)(?:(?:at|by|around|before|that[’']s)\s)?){{0,4}}){_HOUR}(?P<after>(?:{_JOIN}{_DETAIL}){{0,5}})",
    re.IGNORECASE,
)
"""An hour, with what is said of its day and zone ``before`` and ``after`` it."""
DATE_IN = re.compile(rf"\b{_DATE}", re.IGNORECASE)
ZONE_IN = re.compile(rf"\b{_ZONE}")
"""A day, and a zone, in what is said beside an hour."""
