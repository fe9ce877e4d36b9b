"""Markdown's signs: told, taken away from words, and put before what only looks like one of them."""

import html
import re
from itertools import islice

_ESCAPE = re.compile(r"\\(?<![\w:\\/.]\\)[\[*_#]")
"""A sign with a backslash before it; "C:\\*.txt" has none."""
_BOLD_OR_HEADING = re.compile(r"(?m)^(?:\s{0,5}(\*\*|__)[^*_\n]{1,90}\1|#{1,6} [^#\s])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRUCK = re.compile(r"</?(?:s|del|strike)>")
_HEADING = re.compile(r"(?m)^\s{0,3}#{1,6} (?=[^#\s])")
_AUTOLINK = re.compile(r"<([^<>\s@]{1,200}@[^<>\s]{1,200}|https?://[^<>\s]{1,2000})>")
_LINK = re.compile(
    r"!?\[([^\[\]]{0,2000})\](?:\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,200}\")?\)(?:\{[^{}]{1,400}\})?|\{[.#][^{}]{1,400}\})"
)
"""A link, or words with attributes, as pandoc writes them."""
_ATTRIBUTES = re.compile(r"(?m) \{[#.][^{}\n]{1,400}\}$")
"""Those of a heading."""
_LINKED = re.compile(r"\]\((?:https?:|mailto:|[#/.]|[\w-]{1,60}\.\w)[^()\s]{0,2000}\)")
_TITLE = re.compile(r"(?m)^# (?=[^#\s])(.+(?:\n.+){0,3})$|^(?=[^\s>=#-])(.+)\n={3,}[^\S\n]*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*{1,3}")
_UNDERSCORED = re.compile(r"(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_])")
_PRIVATE = 0x10F000
_HIDDEN = re.compile("[\U0010f021-\U0010f07e]")
_SIGN = re.compile(r"[\\*_<&#\[]")


def looks_like_markdown(text: str) -> bool:
    """Whether a text without front matter shows Markdown's signs: escaped brackets, bold, headings, links.

    >>> looks_like_markdown("\\\\[an official\\\\]"), looks_like_markdown("AT&amp;T keeps it in C:\\\\*dir, *there*")
    (True, False)
    """
    return any(shown.search(text) is not None for shown in (_ESCAPE, _BOLD_OR_HEADING, _LINKED))


def title_of(markdown: str) -> str | None:
    """The only heading of the first level; None where there are several, or none."""
    titles = [" ".join((one[1] or one[2]).split()) for one in islice(_TITLE.finditer(markdown), 2)]
    return plain_words(titles[0]) if len(titles) == 1 else None


def plain_words(markdown: str) -> str:
    """Take Markdown's signs away: escapes, emphasis, links, tags. Struck words come out as ``~~words~~``."""
    if _SIGN.search(markdown) is None:
        return markdown
    hidden = _ESCAPED.sub(lambda m: chr(_PRIVATE + ord(m[1])), markdown) if "\\" in markdown else markdown
    hidden = _HEADING.sub("", hidden) if "#" in hidden else hidden
    hidden = _AUTOLINK.sub(r"\1", _STRUCK.sub("~~", hidden)) if "<" in hidden else hidden
    for _ in range(2 if "[" in hidden else 0):  # an image may be what is linked
        hidden = _LINK.sub(r"\1", hidden)
    hidden = _ATTRIBUTES.sub("", hidden) if "{" in hidden else hidden
    hidden = _TAG.sub("", hidden) if "<" in hidden else hidden
    hidden = _EMPHASIS.sub("", hidden) if "*" in hidden else hidden
    hidden = _UNDERSCORED.sub("", hidden) if "_" in hidden else hidden
    hidden = html.unescape(hidden) if "&" in hidden else hidden
    return _HIDDEN.sub(lambda m: chr(ord(m[0]) - _PRIVATE), hidden)


def as_markdown(words: str) -> str:
    """Write words so that :func:`plain_words` reads them again; nothing is escaped where that is so anyway.

    >>> as_markdown("AT&amp;T"), as_markdown("AT&T, [an official]")
    ('AT\\\\&amp;T', 'AT&T, [an official]')
    """
    return words if plain_words(words) == words else _SIGN.sub(r"\\\g<0>", words)
