"""How a finding points at the words it is about."""

from onbackground.transcript.document import Finding, FindingKind, Turn


def at(
    kind: FindingKind, reason: str, turn: Turn, paragraph: int | None = None, span: tuple[int, int] | None = None
) -> Finding:
    """Return a finding at ``turn``, or at the ``span`` of characters of a paragraph of it."""
    start, end = span or (None, None)
    return Finding(kind=kind, reason=reason, turn=turn.id, paragraph=paragraph, start=start, end=end)


def at_end(kind: FindingKind, reason: str, turn: Turn) -> Finding:
    """Return a finding at the last paragraph of ``turn``, where something seems to be missing."""
    if not turn.paragraphs:
        return at(kind, reason, turn)
    last = len(turn.paragraphs) - 1
    return at(kind, reason, turn, last, (0, len(turn.paragraphs[last])))
