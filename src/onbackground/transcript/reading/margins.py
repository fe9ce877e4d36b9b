"""Line numbers in the margin, as stenographers of courts and committees print them: lay-out, and taken away."""

import re
from itertools import pairwise

_NUMBERED = re.compile(r"[^\S\n]{0,10}(?P<number>\d{1,6})(?P<gap>[^\S\n]*)(?=[^\S\n]|(?<=\s)\S|$)")
_LOOKED_AT = 400
"""So many lines show whether all are numbered."""
_FEWEST = 10
"""Fewer lines with numbers show nothing."""


def without_line_numbers(text: str) -> str:
    """Return ``text`` without the numbers before its lines, where nearly all have one and they count; else as it is.

    Indents beyond the margin stay, and so does the number of lines.

    >>> print(without_line_numbers("\\n".join(f"{n:2d}  line" for n in range(1, 12))).split("\\n")[10])
    line
    """
    if not _are_numbered([line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]):
        return text
    lines = text.split("\n")
    found = [_NUMBERED.match(line) for line in lines]
    margin: dict[int, int] = {}  # blanks after a number, by its length: the numbers may stand left or right
    for line, one in zip(lines, found, strict=True):
        if one is not None and line[one.end() :].strip():
            length = len(one["number"])
            margin[length] = min(margin.get(length, len(line)), len(one["gap"]))
    return "\n".join(
        line if one is None else line[one.end("number") + margin.get(len(one["number"]), 0) :].rstrip()
        for line, one in zip(lines, found, strict=True)
    )


def _are_numbered(lines: list[str]) -> bool:
    """Whether nearly all of these begin with a number that is one more than the last, or 1, as on a new page."""
    numbers = [int(one["number"]) for line in lines if (one := _NUMBERED.match(line)) is not None]
    if len(numbers) < _FEWEST or len(numbers) < 0.8 * len(lines):
        return False
    counted = sum(after in (before + 1, 1) for before, after in pairwise(numbers))
    return counted >= 0.9 * (len(numbers) - 1)
