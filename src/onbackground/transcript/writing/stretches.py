"""A paragraph cut at its marks, for forms that dress each stretch of it."""

from collections.abc import Iterable

from onbackground.transcript.document import MarkKind, Turn

Stretch = tuple[MarkKind | None, str]
"""Words, and what they are when they are more than plain speech."""

UNDRESSED = frozenset({None, MarkKind.SELF_INTERRUPTION, MarkKind.CUT_OFF})
"""What looks like plain speech in every form: a dash is its own sign."""


def paragraphs_in_stretches(turn: Turn) -> Iterable[list[Stretch]]:
    """Each paragraph of a turn as its stretches, which together are its words; of two marks that overlap, the first."""
    for index, text in enumerate(turn.paragraphs):
        stretches: list[Stretch] = []
        position = 0
        marks = (mark for mark in turn.marks if mark.paragraph == index and mark.kind not in UNDRESSED)
        for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
            if position <= mark.start < mark.end:
                stretches.append((None, text[position : mark.start]))
                stretches.append((mark.kind, text[mark.start : mark.end]))
                position = mark.end
        stretches.append((None, text[position:]))
        yield [(kind, words) for kind, words in stretches if words]
