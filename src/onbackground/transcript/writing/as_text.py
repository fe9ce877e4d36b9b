"""A transcript as plain text in the published style: ``LABEL: speech``, an empty line between paragraphs.

Of a call read from a page every character is written that is not lay-out: its labels and signs as printed, and the
lines before and after it as they stood. What the page says of itself and does not print stands in front matter, and
then the text is Markdown. Of a call held here the heading is made from what is known of it.
"""

from collections.abc import Sequence

import msgspec

from onbackground.transcript.document import Mark, MarkKind, Transcript, Turn
from onbackground.transcript.markdown import as_markdown
from onbackground.transcript.writing.wording import printed_date, printed_hour


def to_text(transcript: Transcript) -> str:
    """Return the call as text; struck words are written ``~~so~~``."""
    about = _not_printed(transcript)
    blocks = _before_the_call(transcript, bool(about))
    for turn in transcript.turns:
        blocks.extend(_turn(turn))
    blocks.extend(transcript.notes)
    if transcript.footers:
        blocks.extend(transcript.footers)
    elif transcript.end is not None:
        blocks.append(printed_hour(transcript.end))
    if not about:
        return "\n\n".join(blocks) + "\n"
    return f"---\n{msgspec.yaml.encode(about).decode()}---\n\n" + "\n\n".join(map(as_markdown, blocks)) + "\n"


def _not_printed(transcript: Transcript) -> dict[str, str]:
    """What the page says of itself, under the names that front matter uses; nothing where all of it is printed."""
    known = {
        "tags": transcript.series,
        "source_url": transcript.source,
        "date": transcript.published,
        "published_time": transcript.published_time,
        "modified_time": transcript.modified_time,
    }
    about = {name: str(value) for name, value in known.items() if value is not None}
    untold = transcript.front and (transcript.title or "") not in " ".join(transcript.front)
    return {"title": transcript.title or "", **about} if about or untold else {}


def _before_the_call(transcript: Transcript, titled: bool) -> list[str]:
    """The lines that the page prints before the call; of a call that has none a heading, unless it is ``titled``."""
    if transcript.front:
        return _with_title_whole(transcript.front, transcript.title or "")
    hour = printed_hour(transcript.start) if transcript.start else ""
    where = "\n".join(line for line in (transcript.via, transcript.place) if line)
    if titled and not (where or hour):
        return []
    day = f"({printed_date(transcript.call_date)})" if transcript.call_date else ""
    return [block for block in ("" if titled else transcript.title, where, day, hour) if block]


def _with_title_whole(front: Sequence[str], title: str) -> list[str]:
    """The lines before a call, those of a title that is printed over several of them in one block."""
    for first in range(len(front)):
        for past in range(first + 2, len(front) + 1):
            if not title.startswith(together := " ".join(front[first:past])):
                break
            if together == title:
                return [*front[:first], "\n".join(front[first:past]), *front[past:]]
    return list(front)


def _turn(turn: Turn) -> list[str]:
    paragraphs = [_with_struck(text, marks) for text, marks in turn.marked]
    if not turn.label:
        return paragraphs
    sign = turn.sign if turn.sign is not None else "" if turn.label == "Q" else ":"
    if "\n" in sign or not paragraphs:
        return [turn.label + sign.rstrip(), *paragraphs]
    gap = "    " if turn.label == "Q" and not sign else " "
    return [turn.label + sign + gap + paragraphs[0], *paragraphs[1:]]


def _with_struck(text: str, marks: list[Mark]) -> str:
    for mark in reversed(marks):
        if mark.kind is MarkKind.STRUCK:
            text = f"{text[: mark.start]}~~{text[mark.start : mark.end]}~~{text[mark.end :]}"
    return text
