"""Pages that hold the same call twice."""

from collections.abc import Iterable

from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.division import Doubt

_LONG = 120
_ALIKE = 0.9
_MOST_TRIED = 20
_BEGINNING = 10_000
"""In so many paragraphs somebody speaks, and soon at length."""


def first_copy(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[Doubt]]:
    """Leave out the second copy of a call, and say so; also say where the copy left out reads otherwise."""
    keys = [paragraph.text.replace(" ", "") for paragraph in paragraphs]
    begins = _next_spoken(paragraphs, range(len(keys))[:_BEGINNING])
    if begins is None:
        return paragraphs, []
    long = (i for i in range(len(keys))[begins : begins + _BEGINNING] if len(keys[i]) > _LONG)
    first = _next_spoken(paragraphs, long)
    second = _begins_again(keys, first) if first is not None else None
    if first is None or second is None:
        return paragraphs, []
    lead, length = first - begins, second - first
    cut = second - lead
    while begins and keys[cut - 1] == keys[begins - 1]:  # the heading again
        begins, cut = begins - 1, cut - 1
    line = paragraphs[cut].line
    left_out = f"the call is stored twice; the copy from line {line} on is left out"
    otherwise = [
        paragraphs[j]
        for i, j in zip(range(first, second - lead), range(second, len(keys)), strict=False)
        if keys[i] != keys[j]
    ]
    return paragraphs[:cut] + paragraphs[second + length :], [
        Doubt(FindingKind.STORED_TWICE, left_out, line),
        *(
            Doubt(FindingKind.STORED_TWICE, f"the copy left out reads otherwise: {one.text}", one.line)
            for one in otherwise
        ),
    ]


def _begins_again(keys: list[str], first: int) -> int | None:
    """Where the long paragraph ``first`` stands again, and nearly all that follows it does; None where it does not."""
    again = [index for index in range(first + 2, len(keys)) if keys[index] == keys[first]]
    for second in again[:_MOST_TRIED]:
        length = second - first
        same = sum(keys[i] == keys[j] for i, j in zip(range(first, second), range(second, len(keys)), strict=False))
        if same >= _ALIKE * min(length, len(keys) - second) and same >= 0.5 * length:
            return second
    return None


def _next_spoken(paragraphs: list[Paragraph], places: Iterable[int]) -> int | None:
    return next((place for place in places if read_opening(paragraphs[place].text) is not None), None)
