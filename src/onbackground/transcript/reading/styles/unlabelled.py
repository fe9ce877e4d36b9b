"""Pages that name no speaker: remarks of one person, or a call published without labels."""

import re
from itertools import accumulate

from onbackground.transcript.document import FindingKind, Role
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.division import Division, Doubt, Spoken

_SENTENCE = re.compile(r"[a-z0-9”\"’')\]][.?!…][”\"’')\]]*(?:\s|$)")
_FEWEST_WORDS = 40


class Unlabelled:
    """The whole call is one turn of an unknown speaker."""

    name = "unlabelled"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = paragraphs

    def fits(self) -> float:
        """A little, where there is speech at all: some forty words in sentences."""
        words = accumulate(len(one.text.split()) for one in self._paragraphs if _is_speech(one))
        return 0.1 if any(so_many >= _FEWEST_WORDS for so_many in words) else 0.0

    def divide(self) -> Division:
        """Begin the one turn at the first paragraph that is a sentence of speech."""
        paragraphs = self._paragraphs
        first = next(index for index, one in enumerate(paragraphs) if _is_speech(one))
        line = paragraphs[first].line
        doubt = Doubt(FindingKind.NO_LABELS, "no speaker is named; the whole call is read as one turn", line)
        turn = Spoken(line, "", paragraphs[first:], "", "UNKNOWN", Role.OTHER, [doubt])
        return Division(paragraphs[:first], [turn], [])


def _is_speech(paragraph: Paragraph) -> bool:
    return len(paragraph.text.split(None, 5)) == 6 and _SENTENCE.search(paragraph.text) is not None
