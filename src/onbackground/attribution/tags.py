"""Names with tags inside them: "Oka<b>for</b>" goes with its last tag too, so that what was well formed stays so."""

import re
from collections.abc import Iterator

import msgspec

from onbackground.attribution.spans import Span

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)[^<>]*?(/?)>")
_AT_THE_END = re.compile(r"<([A-Za-z][\w:.-]*)\b[^<>]{0,300}>\Z")
_LONGEST = 310
"""So many characters before a name are looked at for the tag that opens what closes in it."""


def with_whole_tags(source: str, spans: list[Span]) -> list[Span]:
    """Stretches of ``source`` that have a tag without its other half take that too where it is right beside them.

    Where it is not, what stands before the tag, and behind it, become a stretch each: "<b>My Oka</b>for".
    """
    whole: list[Span] = []
    for span in spans:
        floor = whole[-1].end if whole else 0
        whole += _whole(source, span, floor) if "<" in source[span.start : span.end] else [span]
    return whole


def _whole(source: str, span: Span, floor: int) -> Iterator[Span]:
    """A stretch with the other halves of its tags, none of which begins before ``floor``; or its pieces."""
    while (name := _half_of(source[span.start : span.end])) is not None:
        end = _TAG.match(source, span.end)
        begin = _AT_THE_END.search(source, max(floor, span.start - _LONGEST), span.start)
        if end is not None and end[1] and end[2] == name:
            span.end = end.end()
        elif begin is not None and begin[1] == name:
            span.start = begin.start()
        else:
            yield from _between_tags(source, span)
            return
    yield span


def _half_of(found: str) -> str | None:
    """The name of a tag that opens or closes in a stretch alone; None where all do both, or as many close as open."""
    closed: list[str] = []
    opened: list[str] = []
    for tag in _TAG.finditer(found):
        if tag[3] or tag[2].lower() in {"br", "wbr"}:
            continue
        if not tag[1]:
            opened.append(tag[2])
        elif opened and opened[-1] == tag[2]:
            opened.pop()
        else:
            closed.append(tag[2])
    if closed == opened[::-1]:
        return None
    return opened[-1] if opened else closed[0]


def _between_tags(source: str, span: Span) -> Iterator[Span]:
    """The pieces of a stretch between its tags."""
    start = span.start
    for tag in _TAG.finditer(source, span.start, span.end):
        if start < tag.start():
            yield msgspec.structs.replace(span, start=start, end=tag.start())
        start = tag.end()
    if start < span.end:
        yield msgspec.structs.replace(span, start=start)
