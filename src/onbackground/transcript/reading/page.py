"""From the text of a file to one page, whatever it is written in: what it says of itself, and its paragraphs."""

import re
from itertools import takewhile
from typing import NamedTuple

import msgspec

from onbackground.transcript.markdown import looks_like_markdown, title_of
from onbackground.transcript.reading.copies import first_copy
from onbackground.transcript.reading.from_html import looks_like_html, read_html
from onbackground.transcript.reading.margins import without_line_numbers
from onbackground.transcript.reading.paragraphs import Paragraph, markdown_paragraphs, text_paragraphs
from onbackground.transcript.reading.running_heads import without_running_heads
from onbackground.transcript.reading.styles.division import Doubt
from onbackground.transcript.reading.tools_marks import is_turn_mark, without_tools_marks
from onbackground.transcript.reading.unreadable import UnreadableTranscript

_LONGEST_FRONT_MATTER = 65_536
_MOST_LINES = 500_000
_MOST_TAGS = 300_000
_LINE_END = re.compile("\r\n|[\r\v\x85\u2028]")
"""Also those that word processors put where a line is broken within a paragraph."""
_CAPTION = re.compile(r"(?m)^(?:\d+:)?\d\d:\d\d[.,]\d{3} --> (?:\d+:)?\d\d:\d\d[.,]\d{3}")
"""The times over one caption, of WebVTT or SubRip."""
_QUOTED = re.compile(r"(?m)^> ?")
_UNQUOTED = re.compile(r"(?m)^(?!>)[^\S\n]*\S")
_STARRED = re.compile(r"(?m)^([^\S\n]*)\*([A-Z][^*_\n:]{0,60}:)\*(?=\s)")
"""A label between stars, as a mail has it that was in bold."""
_FENCE = re.compile(r"(?m)^:{3,}(?:[^\S\n]*\{[^{}\n]*\}|[^\S\n][\w-]+)?[^\S\n]*$")
"""The beginning or end of a part of Markdown, as pandoc sets it off."""
_NESTED = re.compile(r"(?:[\[{]\s*){20}|(?:[-?:] +){20}")


class Page(NamedTuple):
    """A page: its front matter, the paragraphs of its text, those around the text, and what is odd about it.

    ``above`` of those around the text stand before all of it.
    """

    front_matter: dict[str, object]
    paragraphs: list[Paragraph]
    outside: list[Paragraph]
    above: int
    doubts: list[Doubt]


def read_page(text: str, name: str) -> Page:
    """Read plain text, Markdown or HTML. Raises UnreadableTranscript for captions, and broken front matter."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff")).replace("\u2029", "\n\n")
    front_matter: dict[str, object] = {}
    if text.count("\n") > _MOST_LINES:
        raise UnreadableTranscript(
            name, _MOST_LINES, f"expected the end of the call: no call has {_MOST_LINES:,} lines"
        )
    text = _unquoted(text)
    if looks_like_html(text):
        if text.count("<") > _MOST_TAGS:
            raise UnreadableTranscript(name, 1, f"expected the page of a call: no such page has {_MOST_TAGS:,} tags")
        front_matter, paragraphs = read_html(text)
        paragraphs = [one for one in paragraphs if not is_turn_mark(one.text)]
    elif text.startswith("---\n"):
        front_matter, body, first_line = _split_front_matter(text, name)
        paragraphs = markdown_paragraphs(_without_layout(_unquoted(body)), first_line)
    else:
        _refuse_captions(text, name)
        markdown = looks_like_markdown(text)
        text = _without_layout(_FENCE.sub("", text) if markdown else text)
        if markdown and (title := title_of(text)) is not None:
            front_matter["title"] = title
        paragraphs = markdown_paragraphs(text) if markdown else text_paragraphs(_STARRED.sub(r"\1\2", text))
    inside, doubts = first_copy([paragraph for paragraph in paragraphs if not paragraph.outside])
    above = sum(1 for _ in takewhile(lambda paragraph: paragraph.outside, paragraphs))
    return Page(front_matter, inside, [paragraph for paragraph in paragraphs if paragraph.outside], above, doubts)


def _without_layout(text: str) -> str:
    return without_running_heads(without_line_numbers(without_tools_marks(text)))


def _refuse_captions(text: str, name: str) -> None:
    if (caption := _CAPTION.search(text)) is not None and _CAPTION.search(text, caption.end()) is not None:
        line = text.count("\n", 0, caption.start()) + 1
        raise UnreadableTranscript(name, line, "expected a transcript, found captions: name the text they are of")


def _unquoted(text: str) -> str:
    """A text without the marks of a quotation, where all of it is one."""
    if not text.lstrip().startswith(">") or _UNQUOTED.search(text) is not None:
        return text
    return _QUOTED.sub("", text)


def _split_front_matter(text: str, name: str) -> tuple[dict[str, object], str, int]:
    end = text.find("\n---\n", 3, _LONGEST_FRONT_MATTER)
    if end < 0:
        raise UnreadableTranscript(name, 1, "expected a line “---” that closes the front matter begun here")
    if _NESTED.search(text, 0, end) is not None:
        raise UnreadableTranscript(name, 2, "expected front matter in YAML, a field a line; found lists inside lists")
    try:
        front_matter = msgspec.yaml.decode(text[4 : end + 1], type=dict[str, object])
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        reason = str(error).split("\n")[0]
        raise UnreadableTranscript(name, 2, f"expected front matter in YAML ({reason})") from None
    return front_matter, text[end + 5 :], text.count("\n", 0, end + 5) + 1
