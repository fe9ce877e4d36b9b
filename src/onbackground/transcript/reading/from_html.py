"""From a web page to its paragraphs: scripts and mark-up taken away, every word kept.

The page is scanned, not built into a tree, so that no page, however broken or deep, takes longer than its length.
Nothing is fetched, and no entity is expanded but the characters that HTML itself names.
"""

import html
import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from onbackground.transcript.markdown import looks_like_markdown
from onbackground.transcript.reading.openings import read_opening
from onbackground.transcript.reading.paragraphs import Paragraph, at_hard_breaks, squeeze

_INLINE = re.compile(
    r"(?i)</?(?:a|abbr|b|big|cite|code|em|font|i|ins|label|mark|q|small|span|strong|sub|sup|time|tt|u|var|wbr)"
    r"(?:\s[^<>]*)?/?>"
)
_POSTED = re.compile(
    r"(?i)<time\b(?=[^<>]{0,500}?\b(?:class|itemprop)\s*=\s*[\"']?[^\"'<>]{0,200}?(?:publish|posted|entry-date))"
    r"[^<>]{0,500}?\bdatetime\s*=\s*[\"']?([\d:+.TZ -]{8,40})"
)
"""The hour at which a page says that it was published, where its head does not."""
_STRUCK = re.compile(r"(?i)</?(?:s|del|strike)(?:\s[^<>]*)?>")
_TAG = re.compile(r"<(?:(?P<end>/)?(?P<name>[a-zA-Z][a-zA-Z0-9-]*)|(?P<other>!--|[!?]))")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "select", "object", "textarea"})
_CLOSING = {name: re.compile(rf"(?i)</{name}\b") for name in _UNSEEN}
_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "menu", "dialog", "head"})
_CONTAINERS = frozenset({"div", "section", "article", "main", "td", "table", "blockquote", "body", "header"}) | _AROUND
_DEEPEST = 40
_PAGE = re.compile(r"(?m)^\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype html|html)\b")
_PIECE = re.compile(
    r"<(?:!--|(?:head|body|article|main|section|header|div|span|p|h[1-6]|table|center|font|blockquote|ul|ol|dl|pre)[\s>])"
)
_PARTED = re.compile(r"(?i)<(?:p|br|td)\b")
"""What parts paragraphs in a piece of a page; without it, a piece around Markdown is itself Markdown."""
_SITE = re.compile(r"\s+[-–—:·»]+\s")
_BLANK = re.compile(r"[^\S\xa0 ][^\S\xa0]*| [^\S\xa0]+")
"""All but one space."""


class _Block(NamedTuple):
    """A run of text between two block tags: its line in the file, its lines as broken by ``<br>``, where it stands."""

    line: int
    lines: list[str]
    within: tuple[int, ...]
    around: bool


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page, or a piece of one."""
    start = text[:4000].lstrip().lower()
    if _PAGE.search(start) is not None:
        return True
    return _PIECE.match(start) is not None and (_PARTED.search(text) is not None or not looks_like_markdown(text))


def read_html(text: str) -> tuple[dict[str, object], list[Paragraph]]:
    """Return what the page says of itself, under the names that front matter uses, and its paragraphs.

    A paragraph is ``outside`` if it stands in a menu, a footer or the like, or not in the part of the page that holds
    the call.
    """
    about: dict[str, object] = {}
    pieces = []
    for block in _blocks(text, about):
        for start, lines in at_hard_breaks(block.lines):
            if words := squeeze(" ".join(lines)):
                lines_seen = tuple(filter(None, map(squeeze, lines)))
                pieces.append((block, Paragraph(block.line + start, words, lines_seen, block.around)))
    spoken = [block.within for block, paragraph in pieces if not block.around and _begins_turn(paragraph.text)]
    shared = _common(spoken)
    return about, [
        msgspec.structs.replace(paragraph, outside=paragraph.outside or block.within[: len(shared)] != shared)
        for block, paragraph in pieces
    ]


def _begins_turn(text: str) -> bool:
    opening = read_opening(text)
    return opening is not None and opening.sure


def _common(paths: list[tuple[int, ...]]) -> tuple[int, ...]:
    if len(paths) < 2:
        return ()
    first, last = min(paths), max(paths)
    same = 0
    while same < min(len(first), len(last)) and first[same] == last[same]:
        same += 1
    return first[:same]


def _blocks(text: str, about: dict[str, object]) -> Iterator[_Block]:
    """Yield each run of text between block tags, and gather into ``about`` what the head says."""
    posted = _POSTED.search(text)
    text = _STRUCK.sub("~~", _INLINE.sub("", text))
    containers = _Containers()
    typed = False
    parts: list[str] = []
    line = first = 1
    counted = 0
    for kind, name, start, value in _tokens(text):
        if kind == "text":
            line += text.count("\n", counted, start)
            counted = start
            if not parts:
                first = line + len(value[: len(value) - len(value.lstrip())].split("\n")) - 1
            parts.append(html.unescape(value) if typed else _BLANK.sub(" ", html.unescape(value)))
            continue
        if name == "br":
            parts.append("\n")
            continue
        if name == "title" and kind == "end":
            about.setdefault("title", squeeze("".join(parts)).split(" | ")[0])
            parts = []
            continue
        heading = squeeze("".join(parts)) if name in {"h1", "h2", "h3"} and kind == "end" else ""
        if heading and (name == "h1" or _is_with_the_site(heading, about.get("title"))):
            about["title"] = heading
        yield from _parted(first, "".join(parts), containers)
        parts = []
        if name == "pre":
            typed = kind == "start"
        elif name == "meta" or name == "link":
            _read_about(value, about)
        elif name in _CONTAINERS and kind == "start":
            containers.begin(name)
        elif name in _CONTAINERS:
            containers.end(name)
    yield from _parted(first, "".join(parts), containers)
    if posted is not None:
        about.setdefault("published_time", posted[1].strip())


def _is_with_the_site(heading: str, title: object) -> bool:
    """Whether the title of a page is this heading of it, and behind it the name of the site."""
    return isinstance(title, str) and title.startswith(heading) and _SITE.match(title, len(heading)) is not None


class _Containers:
    """Those that are open at a place in a page, each with a number of its own."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._begun = 0
        self._around = 0

    @property
    def within(self) -> tuple[int, ...]:
        """The numbers of those that are open, the outermost first."""
        return tuple(number for _, number in self._open[:_DEEPEST])

    @property
    def around(self) -> bool:
        """Whether one of them is a menu, a footer or the like."""
        return self._around > 0

    def begin(self, name: str) -> None:
        """Open one, unless that many are open that the page must be broken."""
        if len(self._open) < 10 * _DEEPEST:
            self._begun += 1
            self._open.append((name, self._begun))
            self._around += name in _AROUND

    def end(self, name: str) -> None:
        """Close the last of this name, and those within it; nothing where none is open."""
        depth = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == name), None)
        if depth is not None:
            self._around -= sum(one in _AROUND for one, _ in self._open[depth:])
            del self._open[depth:]


def _parted(line: int, text: str, containers: _Containers) -> Iterator[_Block]:
    """The blocks of a text with an empty line between them."""
    if not text.strip():
        return
    within, around = containers.within, containers.around
    for empty, lines in groupby(text.split("\n"), key=lambda one: not one.strip()):
        if not empty:
            yield _Block(line, list(lines), within, around)


def _tokens(text: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield ("text", "", position, text), ("start", name, position, attributes) and ("end", name, position, "")."""
    position = 0
    unclosed: set[str] = set()
    for_good = False
    while position < len(text):
        tag = _TAG.search(text, position)
        if tag is None or for_good:
            yield "text", "", position, text[position:]
            return
        if tag.start() > position:
            yield "text", "", position, text[position : tag.start()]
        closing = text.find("-->" if tag["other"] == "!--" else ">", tag.end())
        if closing < 0:
            for_good = True
            position = tag.start()
            continue
        position = closing + (3 if tag["other"] == "!--" else 1)
        if tag["other"]:
            continue
        name = tag["name"].lower()
        if name in _UNSEEN:
            if not tag["end"] and name not in unclosed:
                end = _CLOSING[name].search(text, position)
                position = end.start() if end is not None else position
                if end is None:
                    unclosed.add(name)
            continue
        yield ("end" if tag["end"] else "start"), name, tag.start(), text[tag.end() : closing]


def _read_about(attributes: str, about: dict[str, object]) -> None:
    """Take title, date and address from a ``meta`` or ``link`` of the head."""
    values = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(attributes[:4000])}
    names = {
        "og:title": "title",
        "article:published_time": "published_time",
        "article:modified_time": "modified_time",
        "og:url": "source_url",
        "canonical": "source_url",
    }
    key = names.get(values.get("property", values.get("name", values.get("rel", ""))).lower())
    value = values.get("content", values.get("href", ""))
    if key is not None and value:
        about.setdefault(key, value)
