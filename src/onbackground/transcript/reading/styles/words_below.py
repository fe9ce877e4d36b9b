"""Labels with their colon on a line of their own: the words below are put behind it, as other pages print them."""

from collections import Counter

from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.titled_names import as_titled

_LONGEST = 120
_FEWEST = 3
"""A page with fewer such lines, all different or all the same, has them as headings; so has one with more labels that
stand before words."""


def with_words_below(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of a page, each label that stands alone with its colon together with the words below it."""
    alone = {
        index
        for index, one in enumerate(paragraphs[:-1])
        if _is_alone(one) and not paragraphs[index + 1].text.endswith(":")
    }
    times = Counter(paragraphs[index].text for index in alone)
    if len(alone) < _FEWEST or len(times) < 2 or max(times.values()) < 2:
        return paragraphs
    if sum(map(_is_before_words, paragraphs)) > len(alone):
        return paragraphs
    joined: list[Paragraph] = []
    for index, one in enumerate(paragraphs):
        if index - 1 in alone:
            label = joined.pop()
            one = Paragraph(label.line, f"{label.text} {one.text}", (*label.lines, *one.lines))
        joined.append(one)
    return joined


def _is_alone(paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but what may be a label, and a colon."""
    text = paragraph.text
    if not text.endswith(":") or len(text) > _LONGEST or len(paragraph.lines) > 1:
        return False
    opening = read_opening(f"{text} So.")
    return (opening is not None and opening.speech == "So.") or as_titled(text[:-1].rstrip()) is not None


def _is_before_words(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a speaker's label and goes on with words."""
    opening = read_opening(paragraph.text)
    return opening is not None and opening.sure and opening.speech.strip() != ""
