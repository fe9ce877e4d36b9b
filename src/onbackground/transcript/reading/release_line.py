"""The line of a heading that tells when what follows may be used: "EMBARGOED UNTIL 8:00 P.M. EDT, JUNE 10, 2031"."""

import re
from collections.abc import Sequence

_BEGINS = re.compile(
    r"(?i)\W*(?:(?:strictly|under|news|media|press|hard) ){0,2}"
    r"(?:embargo(?:ed)?\b|hold (?:for release|until)\b|not for (?:release|publication|broadcast|use)\b|"
    r"for release (?:at|after|upon)\b)"
)
_UNTIL = r"(?:until|till|at|after|upon|not before)\b"
_GOES_ON = re.compile(rf"(?i)\W*(?:for release\b\W*)?{_UNTIL}")
_LEFT_OPEN = re.compile(r"(?i)(?:\b(?:until|till|for|at|after|upon)|:)\W*$|\brelease\W*$|\bembargo(?:ed)?\W*$")
_HOUR = re.compile(r"(?i)\d\s?[ap]\.?m\b|\b\d?\d:\d\d\b|\b(?:noon|midnight)\b")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DAY = re.compile(rf"(?i)\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|{_MONTH}\.? \d)")
_ONLY_A_DAY = re.compile(
    rf"(?i)\W*(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+)?(?:{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?"
    r"(?:,? (?:20|19)\d\d)?)?\W*$"
)
_UNCOLONED = re.compile(r"(?i)\b(\d{1,2})([0-5]\d)(?=\s?[ap]\.?m\b)")
_LONGEST = 120
"""No such line is longer, in characters."""
_LINES = 3
"""It is broken over no more lines."""


def release_lines(lines: Sequence[str]) -> range:
    """The places of the lines that tell it, among the lines of a heading; empty where none does.

    A line that breaks off goes on in the next; its day may stand below it. An hour alone below it is that of the call.
    """
    for first, line in enumerate(lines):
        if len(line) > _LONGEST or not _BEGINS.match(line):
            continue
        text, last = line, first + 1
        for following in lines[last : first + _LINES]:
            if not _goes_on(text, following):
                break
            text, last = f"{text} {following}", last + 1
        if _HOUR.search(text) or re.search(rf"(?i)\b{_UNTIL}", text):
            return range(first, last)
    return range(0)


def _goes_on(text: str, following: str) -> bool:
    """Whether the text is not whole without the line that follows it."""
    if len(following) > _LONGEST:
        return False
    if _HOUR.search(text) is None and (_GOES_ON.match(following) or re.search(rf"(?i)\b{_UNTIL}\W*$", text)):
        return _LEFT_OPEN.search(text) is not None
    return _DAY.search(text) is None and _HOUR.search(text) is not None and _ONLY_A_DAY.match(following) is not None


def release_text(lines: Sequence[str]) -> str:
    """What the lines tell, as a sentence has it: "900 P.M." with its colon."""
    return _UNCOLONED.sub(r"\1:\2", " ".join(lines))
