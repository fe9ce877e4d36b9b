"""A transcript as plain text in the published style: ``LABEL: speech``, an empty line between paragraphs."""

from onbackground.transcript.document import Mark, MarkKind, Transcript, Turn
from onbackground.transcript.writing.wording import printed_date, printed_hour


def to_text(transcript: Transcript) -> str:
    """Return the call as text; struck words are written ``~~so~~``."""
    blocks = [block for block in _heading(transcript) if block]
    for turn in transcript.turns:
        blocks.extend(_turn(turn))
    if transcript.end is not None:
        blocks.append(printed_hour(transcript.end))
    return "\n\n".join(blocks) + "\n"


def _heading(transcript: Transcript) -> list[str]:
    where = [line for line in (transcript.via, transcript.place) if line]
    return [
        transcript.title or "",
        "\n".join(where),
        f"({printed_date(transcript.call_date)})" if transcript.call_date else "",
        printed_hour(transcript.start) if transcript.start else "",
    ]


def _turn(turn: Turn) -> list[str]:
    paragraphs = [
        _with_struck(text, [mark for mark in turn.marks if mark.paragraph == index])
        for index, text in enumerate(turn.paragraphs)
    ]
    label = "Q    " if turn.label == "Q" else f"{turn.label}: "
    return [label + paragraphs[0], *paragraphs[1:]] if paragraphs else []


def _with_struck(text: str, marks: list[Mark]) -> str:
    for mark in sorted(marks, key=lambda mark: mark.start, reverse=True):
        if mark.kind is MarkKind.STRUCK:
            text = f"{text[: mark.start]}~~{text[mark.start : mark.end]}~~{text[mark.end :]}"
    return text
