"""A transcript as plain text in the published style: ``LABEL: speech``, an empty line between paragraphs.

Of a call read from a page every character is written that is not lay-out: its labels and signs as printed, and the
lines before and after it as they stood. Of a call held here the heading is made from what is known of it.
"""

from onbackground.transcript.document import Mark, MarkKind, Transcript, Turn
from onbackground.transcript.writing.wording import printed_date, printed_hour


def to_text(transcript: Transcript) -> str:
    """Return the call as text; struck words are written ``~~so~~``."""
    blocks = _front(transcript) if transcript.front else [block for block in _heading(transcript) if block]
    for turn in transcript.turns:
        blocks.extend(_turn(turn))
    blocks.extend(transcript.notes)
    if transcript.footers:
        blocks.extend(transcript.footers)
    elif transcript.end is not None:
        blocks.append(printed_hour(transcript.end))
    return "\n\n".join(blocks) + "\n"


def _front(transcript: Transcript) -> list[str]:
    """The lines printed before the call; the title and the date too, where the page gives them elsewhere."""
    lines = list(transcript.front)
    if transcript.title is not None and not any(transcript.title in line for line in lines):
        lines.insert(0, transcript.title)
    date = printed_date(transcript.call_date) if transcript.call_date else ""
    return lines if any(date in line for line in lines) else [*lines, f"({date})"]


def _heading(transcript: Transcript) -> list[str]:
    where = [line for line in (transcript.via, transcript.place) if line]
    return [
        transcript.title or "",
        "\n".join(where),
        f"({printed_date(transcript.call_date)})" if transcript.call_date else "",
        printed_hour(transcript.start) if transcript.start else "",
    ]


def _turn(turn: Turn) -> list[str]:
    paragraphs = [_with_struck(text, marks) for text, marks in turn.marked]
    if not turn.label:
        return paragraphs
    sign = turn.sign if turn.sign is not None else "" if turn.label == "Q" else ":"
    if sign == "\n" or not paragraphs:
        return [turn.label + sign.strip(), *paragraphs]
    gap = "    " if turn.label == "Q" and not sign else " "
    return [turn.label + sign + gap + paragraphs[0], *paragraphs[1:]]


def _with_struck(text: str, marks: list[Mark]) -> str:
    for mark in reversed(marks):
        if mark.kind is MarkKind.STRUCK:
            text = f"{text[: mark.start]}~~{text[mark.start : mark.end]}~~{text[mark.end :]}"
    return text
