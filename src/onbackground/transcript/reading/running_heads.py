"""Running heads and feet: what a document in pages prints again on each of them. Lay-out, and taken away."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from onbackground.transcript.reading.paragraphs import SENTENCE_ENDS, WIDE_PAGE

_NUMBER = re.compile(r"(?i)\W{0,3}(?:page:?\s*)?(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}")
_RIGHTS = re.compile(
    r"(?:[Cc]opyright\b|COPYRIGHT\b|©|\([cC]\)).{0,12}?\d|[Aa]ll [Rr]ights [Rr]eserved|ALL RIGHTS RESERVED"
)
_PAGED = re.compile(r"(?i)\f|copyright|©|\(c\)|all rights|\n[^\S\n]*\W{0,3}(?:page:?\s*)?\d{1,4}\b[^\n]{0,14}\n")
_PRINTED_AT = re.compile(r"\s*\d\d?/\d\d?/\d\d(?:\d\d)?, \d\d?:\d\d(?: [AP]M)?(?:\s\s|$)")
"""When a browser printed a page: at the head of each sheet, and no day or hour of the call."""
_DIGITS = re.compile(r"\d+")
_LONGEST = 1_000
"""No running line is longer, in characters."""
_SHORT = 24
"""Nor is a line that is a number of a page and nothing else, its figures counted as one each."""
_REACH = 6
"""No running head or foot has more lines."""
_FEWEST_BETWEEN = 4
"""So many lines at least stand between two numbers of pages."""
_FEWEST_NUMBERS = 3
"""So many numbers show pages where nothing else returns on them."""
_OF_PAGES = 0.4
"""Left and right pages may have heads of their own, and some pages none."""
_OF_TIMES = 0.8
"""So often at least, of all times, a running line stands at the end or beginning of a page."""
_SPEECH = re.compile(r"\S+(?: +\S+){4,} .*[a-z\d][.?!]\W?")


def without_running_heads(text: str) -> str:
    """Return ``text`` without the lines that return where its pages end and begin; as it is where none do.

    Numbers that count the pages, copyright lines and form feeds show where. What is printed so before anybody speaks
    stays once, but for the numbers of pages, and when they were printed. A paragraph that goes on over the page is put
    together; the number of lines stays as it is.
    """
    if _PAGED.search(text) is None:
        return text
    lines = text.split("\n")
    printed = [place for place, line in enumerate(lines) if line.strip()]
    alike = _DIGITS.sub("0", text).split("\n")
    keys = [" ".join(alike[place].split()) for place in printed]
    ends = _ends_of_pages([lines[place] for place in printed], keys)
    fed = {at for at, place in enumerate(printed) if "\f" in lines[place]}
    if not ends and not fed:
        return text
    said = (at for at, place in enumerate(printed) if at not in ends and _SPEECH.fullmatch(lines[place].strip()))
    speaks = next(said, len(printed))
    running = _running(keys, ends, fed, speaks)
    if not running and len(ends) < _FEWEST_NUMBERS:
        return text
    first = {key: at for at, key in reversed(list(enumerate(keys)))}
    whenever = (at for at in ends | running if _NUMBER.fullmatch(keys[at]) or _PRINTED_AT.match(lines[printed[at]]))
    around = {at for at in ends | running if at > speaks or first[keys[at]] != at} | set(whenever)
    gone = {printed[at] for at in around}
    return "\n".join(_joined(["" if place in gone else line for place, line in enumerate(lines)], sorted(gone)))


def _ends_of_pages(lines: list[str], keys: list[str]) -> set[int]:
    """Which lines stand at the end or beginning of a page: numbers that count, copyright lines that return."""
    numbers = [
        (at, int(found[1]))
        for at, line in enumerate(lines)
        if len(keys[at]) < _SHORT and (found := _NUMBER.fullmatch(" ".join(line.split()))) is not None
    ]
    counting: set[int] = set()
    for (at, number), (following, next_number) in pairwise(numbers):
        if next_number == number + 1 and following - at > _FEWEST_BETWEEN:
            counting |= {at, following}
    times = Counter(keys)
    rights = {key for key, so_many in times.items() if so_many > 1 and len(key) < _LONGEST and _RIGHTS.search(key)}
    return counting | {at for at, key in enumerate(keys) if key in rights}


def _running(keys: list[str], ends: set[int], fed: set[int], speaks: int) -> set[int]:
    """The lines next to the ends of pages, one by one from there, that return there and hardly anywhere else.

    What is printed before anybody speaks may be a running line wherever it stands.
    """
    everywhere = Counter(key for key in keys[speaks:] if len(key) < _LONGEST)
    breaks = ends | fed
    pages = sum(breaks.isdisjoint(range(at + 1, at + _REACH + 1)) for at in breaks)
    found: set[int] = set()
    for step, edges in (
        (1, {-1} | {at for at in ends if at + 1 not in ends} | {at - 1 for at in fed}),
        (-1, {len(keys)} | {at for at in ends if at - 1 not in ends} | fed),
    ):
        seen: set[int] = set()
        near: Counter[str] = Counter()
        later: Counter[str] = Counter()
        for _ in range(_REACH):
            nearest = {at + step for at in edges if 0 <= at + step < len(keys) and at + step not in ends}
            near.update(keys[at] for at in nearest - seen)
            later.update(keys[at] for at in nearest - seen if at >= speaks)
            seen |= nearest
            returning = {
                key
                for key in {keys[at] for at in nearest}
                if near[key] >= max(2, _OF_PAGES * pages) and later[key] >= _OF_TIMES * everywhere[key]
            }
            passed = {at for at in nearest if keys[at] in returning}
            found |= passed
            edges = passed | {at - step for at in nearest - passed}
            edges |= {at for at in range(min(speaks, _LONGEST)) if keys[at] in returning}
    return found


def _joined(lines: list[str], gone: Iterable[int]) -> list[str]:
    """Put together the paragraphs that the end of a page breaks: lines move up, as many empty ones down."""
    for begin, end in _gaps(lines, gone):
        if begin == 0 or end == len(lines) or not _goes_on(lines[begin - 1].strip(), lines[end].strip()):
            continue
        close = next((place for place in range(end, len(lines)) if not lines[place].strip()), len(lines))
        if max(len(lines[begin - 1]), len(lines[end])) > WIDE_PAGE:  # a paragraph is one line
            lines[begin - 1] = f"{lines[begin - 1].rstrip()} {lines[end].lstrip()}"
            lines[begin:close] = ["", *lines[end + 1 : close], *[""] * (end - begin)]
        else:
            lines[begin:close] = lines[end:close] + [""] * (end - begin)
    return lines


def _gaps(lines: list[str], gone: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of empty lines in which something was taken away, the last first."""
    stretches: list[tuple[int, int]] = []
    for place in gone:
        if stretches and place < stretches[-1][1]:
            continue
        begin = end = place
        while begin > 0 and not lines[begin - 1].strip():
            begin -= 1
        while end < len(lines) and not lines[end].strip():
            end += 1
        stretches.append((begin, end))
    return reversed(stretches)


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence goes on over the page."""
    return not before.endswith(SENTENCE_ENDS) and (after[:1].islower() or len(before) > 60)
