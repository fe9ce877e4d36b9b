"""The words of a published page, by what they are: those of each turn, and those around them."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Final

from msgspec import Struct, field

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
     "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)  # fmt: skip
_EMPTY: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LAYOUT: Final = frozenset({"class", "style", "lang", "width", "height", "align"})
"""Attributes that say nothing: all others are read aloud, followed, run, or looked for by somebody."""
_WORDS_ALONE: Final = frozenset({"title", "textarea"})
_HIDING: Final = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "select", "template", "textarea", "xmp"}
)
_STRUCK: Final = frozenset({"del", "s", "strike"})


class Article(Struct):
    """One turn as a page has it: its id, its label, its paragraphs, and what stands beside them."""

    id: str
    label: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


class Page(Struct):
    """A page: its turns, the blocks of text outside them, and the lines with what readers take for different things.

    Those are comments, elements that hide words, markup where only words may stand, and ends of what never began.
    """

    articles: list[Article] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)

    @property
    def around(self) -> list[str]:
        """All blocks around the words of turns; one that stands beside those of a turn begins with its id."""
        beside = (f"{article.id}: {text}" for article in self.articles for text in article.beside)
        return [*self.outside, *beside]


def read_page(text: str) -> Page:
    """Read a page: each ``article`` is a turn, its ``h3`` the label, what has the class ``said`` the paragraphs.

    Struck words come out between tildes (``~~so~~``). Every attribute that is not lay-out counts as text around the
    turns: names that are read aloud, where links lead, times for machines. Of style sheets nothing comes out.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return reader.page


class _Reader(HTMLParser):
    """Sorts text by the elements it is in.

    The elements that are open are on a stack, each with the list its text goes to; ``_tags`` counts them by name.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, list[str]]] = [("", self.page.outside)]
        self._tags: Counter[str] = Counter()
        self._block: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at_tag(tag)
        self._doubt(tag in _HIDING or self._open[-1][0] in _WORDS_ALONE)
        attributes = dict(attrs)
        if tag not in _EMPTY:
            self._open.append((tag, self._target(tag, attributes)))
            self._tags[tag] += 1
        self._around().extend(f'{name}="{value or ""}"' for name, value in attrs if name not in _LAYOUT)

    def handle_endtag(self, tag: str) -> None:
        self._at_tag(tag)
        self._doubt(not self._tags[tag])
        closed = ""
        while self._tags[tag] and closed != tag:
            closed = self._open.pop()[0]
            self._tags[closed] -= 1

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] != "style":
            self._block.append(data)

    def handle_comment(self, data: str) -> None:
        self._doubt(True)

    def handle_pi(self, data: str) -> None:
        self._doubt(True)

    def unknown_decl(self, data: str) -> None:
        self._doubt(True)

    def end_block(self) -> None:
        """Put away the text since the last block."""
        words = " ".join("".join(self._block).split())
        if words:
            self._open[-1][1].append(words)
        self._block = []

    def _at_tag(self, tag: str) -> None:
        if tag in _STRUCK:
            self._block.append("~~")
        elif tag == "q":
            self._block.append('"')
        if tag not in _INLINE:
            self.end_block()

    def _doubt(self, doubtful: bool) -> None:
        if doubtful:
            self.page.doubtful.append(self.getpos()[0])

    def _around(self) -> list[str]:
        """Where what is no word of a turn goes."""
        return self.page.articles[-1].beside if self._tags["article"] else self.page.outside

    def _target(self, tag: str, attributes: dict[str, str | None]) -> list[str]:
        """Where the text of a new element goes."""
        into = self._open[-1][1]
        if tag == "article":
            self.page.articles.append(Article(attributes.get("id") or ""))
            return self.page.articles[-1].beside
        if self._tags["article"] and into is self._around():
            if tag == "h3":
                return self.page.articles[-1].label
            if "said" in (attributes.get("class") or "").split():
                return self.page.articles[-1].said
        return into
