"""The line of a heading that tells when what follows may be used: "EMBARGOED UNTIL 8:00 P.M. EDT, JUNE 10, 2031"."""

import re
from collections.abc import Sequence

from onbackground.transcript.calendar_names import WEEKDAY

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_UNTIL = r"(?:until|till|at|after|upon|not before)\b"
_HELD = (
    r"(?:(?:strictly|under|news|media|press|hard|advance) ){0,2}"
    r"(?:embargo(?:ed)?\b(?: for (?:release|use)\b)?|hold(?: for release)?\b|for (?:release|wire transmission)\b|"
    r"for use (?=at|after|on|not before)|release (?:time|date)\b)"
)
_BEGINS = re.compile(rf"(?i)\W*(?:{_HELD}|not for (?:release|publication|broadcast|use)\b)")
_SAYS_SO = re.compile(
    r"(?i)^.{0,80}?(?:\b(?:this|the) (?:[\w’'-]+ ){0,4}?"
    r"(?:transcript|briefing|call|contents?|material|release|information)\b|\bnote to (?:editors|reporters)\b)"
    r"[^.]{0,60}?(?=\bembargo(?:ed)?\b[^.]{0,30}?\b(?:until|till)\b)"
)
_SAYS_UNTIL = re.compile(rf"(?i)\b{_UNTIL}")
_ENDS_IN_UNTIL = re.compile(rf"(?i)\b{_UNTIL}\W*$")
_GOES_ON = re.compile(rf"(?i)\W*(?:for release\b\W*)?{_UNTIL}")
_LEFT_OPEN = re.compile(r"(?i)(?:\b(?:until|till|for|at|after|upon)|:)\W*$|\brelease\W*$|\bembargo(?:ed)?\W*$")
_HOUR = re.compile(r"(?i)\d\s?[ap]\.?m\b|\b\d?\d[:.]\d\d\b|\b(?:noon|midnight)\b")
_DAY = re.compile(rf"(?i)\b(?:{WEEKDAY}|today|tonight|tomorrow|{_MONTH}\.? \d)")
_ONLY_A_DAY = re.compile(
    rf"(?i)\W*(?:on )?(?:{WEEKDAY}\W+)?(?:{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:20|19)\d\d)?)?\W*$"
)
_BEFORE_ITS_TIME = re.compile(
    rf"(?i)^\W*{_HELD}\W*(?:(?:until|till|at|after|on)\b)?\W*"
    rf"(?=\d|noon|midnight|today|tonight|tomorrow|{WEEKDAY}|{_MONTH}\.? \d)"
)
_UNCOLONED = re.compile(r"(?i)\b(\d{1,2})(?:([0-5]\d)(?=\s?[ap]\.?m\b)|\.([0-5]\d)(?: ?h(?:ou)?rs)?\b)")
_ZONE_APART = re.compile(r"\(([A-Z]{2,4})\)")
_ZONE_SPELT = re.compile(r"(?i)([ap])\.?m\.? ([a-z]+(?: (?!time)[a-z]+)?) time\b")
_ON_DELIVERY = re.compile(r"(?i)^\W*(?:embargoed )?for (?:release|use)\W+(?:up)?on delivery\b")
_LONGEST = 160
"""No such line is longer, in characters."""
_LINES = 3
"""It is broken over no more lines."""


def release_lines(lines: Sequence[str]) -> range:
    """The places of the lines that tell it, among the lines of a heading; empty where none does.

    A line that breaks off goes on in the next; its day may stand below it. An hour alone below it is that of the call.
    """
    for first, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        if _SAYS_SO.match(line) or _ON_DELIVERY.match(line):
            return range(first, first + 1)
        if not _BEGINS.match(line):
            continue
        text, last = line, first + 1
        for following in lines[last : first + _LINES]:
            if not _goes_on(text, following):
                break
            text, last = f"{text} {following}", last + 1
        if _HOUR.search(text) or _SAYS_UNTIL.search(text):
            return range(first, last)
    return range(0)


def _goes_on(text: str, following: str) -> bool:
    """Whether the text is not whole without the line that follows it."""
    if len(following) > _LONGEST:
        return False
    if _HOUR.search(text) is None and (_GOES_ON.match(following) or _ENDS_IN_UNTIL.search(text)):
        return _LEFT_OPEN.search(text) is not None
    return _DAY.search(text) is None and _HOUR.search(text) is not None and _ONLY_A_DAY.match(following) is not None


def release_text(lines: Sequence[str]) -> str:
    """The lines as a speaker would say them: "Embargoed until 9:00 P.M. EDT" for "FOR RELEASE: 900 P.M. (EDT)"."""
    text = _SAYS_SO.sub("", " ".join(lines))
    if _ON_DELIVERY.match(text):
        return "Embargoed until delivery"
    text = _ZONE_SPELT.sub(lambda zone: f"{zone[1].lower()}.m. {zone[2].title()} time", text)
    text = _UNCOLONED.sub(lambda hour: f"{hour[1]}:{hour[2] or hour[3]}", _ZONE_APART.sub(r"\1", text))
    return _BEFORE_ITS_TIME.sub("Embargoed until ", text)
