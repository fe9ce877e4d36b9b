"""The style of pages that set each label on a line of its own without a colon: ``MODERATOR``, and the words below."""

from collections import Counter
from functools import lru_cache
from itertools import dropwhile

from onbackground.transcript.document import Role
from onbackground.transcript.labels import MOST_LABELS, is_known, is_misspelt, is_part, resolve_label
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.paragraphs import SENTENCE_ENDS, Paragraph, put_together
from onbackground.transcript.reading.styles.division import Division, Spoken
from onbackground.transcript.reading.styles.titled_names import LABELLED

_LONGEST = 90
_FEWEST = 4
"""A page with fewer such lines may have them in its heading."""


class LabelsAlone:
    """Each turn begins with a line that is nothing but its label."""

    name = "labels alone"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._heads = _heads(paragraphs)

    def fits(self) -> float:
        """Above labels and colons where more lines are labels alone; above names and titles where officials are."""
        labels = [self._paragraphs[index].lines[0] for index in self._heads]
        labelled = sum(LABELLED.match(one.text) is not None for one in self._paragraphs) if labels else 0
        if len(labels) < _FEWEST or len(set(labels)) < 2 or labelled >= len(labels):
            return 0.0
        return 1.6 if any(resolve_label(label)[1] is Role.OFFICIAL for label in labels) else 1.25

    def divide(self) -> Division:
        """Begin a turn at every line that is a label; what stands below it in its paragraph are the first words."""
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        for index, one in enumerate(self._paragraphs):
            if index not in self._heads:
                (spoken[-1].paragraphs if spoken else before).append(one)
                continue
            label, *words = one.lines
            below = [Paragraph(one.line + 1, put_together(words), tuple(words))] if words else []
            spoken.append(Spoken(one.line, label, below, "\n"))
        return Division(before, spoken, [])


def _heads(paragraphs: list[Paragraph]) -> set[int]:
    """The paragraphs whose first line is a label, and below which words follow; a name counts if it returns."""
    labels = {index: one.lines[0] for index, one in enumerate(paragraphs) if one.lines and _is_label(one.lines[0])}
    times = Counter(labels.values())
    heads = [
        index
        for index, label in labels.items()
        if (is_known(label) or times[label] > 1 or label.endswith(")"))
        and (len(paragraphs[index].lines) > 1 or (index + 1 < len(paragraphs) and index + 1 not in labels))
    ]
    return set(dropwhile(lambda index: not _is_said(paragraphs, index), heads))


def _is_said(paragraphs: list[Paragraph], head: int) -> bool:
    """Whether what stands below a line ends as speech does: above the first turn it may be a heading's."""
    below = paragraphs[head if len(paragraphs[head].lines) > 1 else head + 1]
    return below.text.endswith(SENTENCE_ENDS)


@lru_cache(MOST_LABELS)
def _is_label(line: str) -> bool:
    """Whether a line is a label that would begin a turn if a colon and words followed it."""
    if line == "Q":
        return True
    if not 1 < len(line) <= _LONGEST or ":" in line or line.endswith((".", "?", "!", ",")):
        return False
    if not all(word[0].isupper() or word[0] in "#([0123456789" for word in line.split()):
        return False
    if is_part(line):  # but "Moderation" is none, nor is "Senior Officials"
        slip = is_misspelt(line, resolve_label(line)[0])
        return not slip or (line[-1] not in "sS" and (line.isupper() or " " in line))
    opening = read_opening(f"{line}: So.")
    return opening is not None and opening.label == line and opening.sure
