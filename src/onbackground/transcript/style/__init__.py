"""The published style: how words that were heard are written, and where a paragraph begins.

The rules are those of printed background calls: ``2021``, ``10 percent``, ``$3.5 billion``, ``5:00 a.m.``, ``March
31st``, two to nine in words; what is broken off has a dash with spaces; quotation marks and apostrophes are curly.
Whisper writes much of this by itself, not always alike; what is right already stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from onbackground.transcript.style.fillers import Fillers, without_fillers
from onbackground.transcript.style.numbers import in_figures
from onbackground.transcript.style.paragraphs import begins_paragraph
from onbackground.transcript.style.spelling import as_typeset, spelt
from onbackground.transcript.style.written import Written, ends_sentence

__all__ = ["Fillers", "Written", "as_typeset", "begins_paragraph", "ends_sentence", "written"]


def written(words: Sequence[str], fillers: Fillers = Fillers.PUBLISHED) -> list[Written]:
    """Write down words as heard, each with its punctuation.

    >>> [piece.text for piece in written("Um, it's ten percent by twenty twenty one.".split())]
    ['It’s', '10', 'percent', 'by', '2021.']
    """
    pieces = [Written(word, number, number) for number, word in enumerate(words)]
    return spelt(in_figures(without_fillers(pieces, fillers)))
