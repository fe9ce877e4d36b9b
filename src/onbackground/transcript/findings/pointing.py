"""How a finding points at the words it is about."""

from onbackground.transcript.document import Finding, FindingKind, Turn

_LONGEST_WORD = 40


def at(
    kind: FindingKind, reason: str, turn: Turn, paragraph: int | None = None, span: tuple[int, int] | None = None
) -> Finding:
    """Return a finding at ``turn``, or at the ``span`` of characters of a paragraph of it."""
    start, end = span or (None, None)
    return Finding(kind=kind, reason=reason, turn=turn.id, paragraph=paragraph, start=start, end=end)


def quoted(text: str, start: int, end: int, *, before: int = 0, after: int = 0) -> str:
    """Return the words from ``start`` to ``end`` with so many characters around them, and no word cut in two.

    What goes on without a space for longer than a word does is cut.
    """
    begin, close = max(0, start - before), min(len(text), end + after)
    first, last = max(0, begin - _LONGEST_WORD), min(len(text), close + _LONGEST_WORD)
    while begin > first and not text[begin - 1].isspace():
        begin -= 1
    while close < last and not text[close].isspace():
        close += 1
    return text[begin:close].strip(" .,")


def at_end(kind: FindingKind, reason: str, turn: Turn) -> Finding:
    """Return a finding at the last paragraph of ``turn``, where something seems to be missing."""
    if not turn.paragraphs:
        return at(kind, reason, turn)
    last = len(turn.paragraphs) - 1
    return at(kind, reason, turn, last, (0, len(turn.paragraphs[last])))
