"""A paragraph cut at its marks, for forms that dress each stretch of it."""

from collections.abc import Iterator

from onbackground.transcript.document import MarkKind, Turn

Stretch = tuple[MarkKind | None, str]
"""Words, and what they are when they are more than plain speech."""

_UNDRESSED = frozenset({MarkKind.SELF_INTERRUPTION, MarkKind.CUT_OFF})
"""What looks like plain speech in every form: a dash is its own sign."""


def paragraphs_in_stretches(turn: Turn) -> Iterator[list[Stretch]]:
    """Yield each paragraph of a turn as stretches, which together are its words; of marks that overlap, the first."""
    for text, marks in turn.marked:
        stretches: list[Stretch] = []
        position = 0
        for mark in marks:
            if mark.kind not in _UNDRESSED and position <= mark.start < mark.end:
                stretches.append((None, text[position : mark.start]))
                stretches.append((mark.kind, text[mark.start : mark.end]))
                position = mark.end
        stretches.append((None, text[position:]))
        yield [(kind, words) for kind, words in stretches if words]
