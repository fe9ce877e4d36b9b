"""From the text of a file to its paragraphs: lay-out taken away, every word kept.

Two kinds of text are read: Markdown hard-wrapped by a converter, and plain text as copied from a web page. Both come
out as paragraphs of one line with single spaces, struck words written ``~~so~~``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

import msgspec

from onbackground.transcript.markdown import plain_words
from onbackground.transcript.reading.capitals import is_all_capitals
from onbackground.transcript.reading.openings import begins_turn, is_half_label, read_opening
from onbackground.transcript.reading.run_in import is_quoted

_ITEM = re.compile(r"\s{0,3}(?:[-+•‣◦▪]|\d\d?\.)\s+\S")
_RULED = re.compile(
    r"\s*(?:={10,}|-{10,}|_{10,}|\*{10,}|~{10,}|—{10,}|(?:[.…]\s?){10,}|[━─]{10,}|(?:\*\s){2,}\*|\|[\s|]*)\s*"
)
_COLUMN = 100
WIDE_PAGE = 180
"""So many characters the lines of a page have at most; paragraphs on a line each are longer."""
_FEW = 2
_LINES_QUOTED = 12
"""What is quoted has no more lines before or after a label in it."""
_SHORT = 40
"""A heading is no longer, in characters."""
_MOST_LINES = 5_000
"""No page prints more before the first words of a call, nor in a turn that ends with them."""
SENTENCE_ENDS = (".", "?", "!", "”", '"', ")", "—", "--", ":", "…")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]+")
_STRAY_JOINER = re.compile(
    r"(?<![^\x00-\x7f])(?:(?<!\w)[\u200c\u200d]++(?![^\x00-\x7f])|[\u200c\u200d]++(?![^\x00-\x7f]|\w))"
)
"""A joiner or non-joiner at the edge of a word that it does not shape: Persian words and emoji need theirs."""


_STRAY_DIRECTION = re.compile(
    r"(?:(?<!\w)[{0}]++|[{0}]++(?!\w))".format("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069")
)
"""Marks of the direction of writing at the edge of a word; beside letters written from right to left they matter."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Any of all these."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_BROKEN_WORD = re.compile(
    r"(?P<before>\b(?:[A-Z][\w.’']{0,30}|(?i:anti|ex|mid|non|post|pre|pro))[-‐])\n(?=[^\W_])"
    r"|(?<=[\w.][-‐])\n(?=[^\WA-Z_])(?!(?:and|but|nor|not|or|through|to|versus)\b(?!-))"
)
"""A word broken behind its hyphen: not one that somebody breaks off ("sa- I mean"), nor "two- and three-"."""


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph: the line it begins on (from 1), its text, and its lines as printed.

    ``outside`` is what a page shows around the call: menus, footers.
    """

    line: int
    text: str
    lines: tuple[str, ...]
    outside: bool = False


def markdown_paragraphs(text: str, first_line: int = 1) -> list[Paragraph]:
    """Split Markdown into paragraphs; ``first_line`` is the number of the text's first line in its file.

    A hard line break counts as the end of a paragraph where a sentence ends there or a speaker label follows. Each
    item of a list is one.
    """
    paragraphs = []
    for line, block in _blocks(text, first_line):
        listed = _ITEM.match(block[0]) is not None
        breaks = (
            i for i in range(1, len(block)) if block[i - 1].endswith(("  ", "\\")) or (listed and _ITEM.match(block[i]))
        )
        begins = [0, *breaks]
        broken = [plain_words("\n".join(block[i:j])) for i, j in pairwise([*begins, len(block)])]
        for first, parts in at_hard_breaks(broken):
            if words := squeeze(put_together(parts)):
                start = begins[first]
                end = [*begins, len(block)][first + len(parts)]
                lines = tuple(filter(None, map(squeeze, plain_words("\n".join(block[start:end])).split("\n"))))
                paragraphs.append(Paragraph(line + start, words, lines))
    return paragraphs


def text_paragraphs(text: str) -> list[Paragraph]:
    """Split plain text into paragraphs.

    In a text without hard wraps each line is one; else empty lines part them, or indents where only some lines have
    one. A speaker label begins one always.
    """
    wrapped = _is_hard_wrapped(text)
    indented = _marks_paragraphs_by_indents(text)
    paragraphs = []
    for line, block in _blocks(text, 1):
        group: list[str] = []
        start = line
        for offset, part in enumerate(block):
            anew = group and (not wrapped or (indented and part[:1].isspace()) or _begins_anew(block, offset))
            if anew:
                paragraphs.append(_joined(start, group))
                group, start = [], line + offset
            group.append(part)
        paragraphs.append(_joined(start, group))
    return [paragraph for paragraph in paragraphs if paragraph.text]


def _begins_anew(block: list[str], place: int) -> bool:
    """Whether a speaker label begins a line: not the second half of a label, nor a Q in mid-sentence or one quoted."""
    line, following = block[place - 1], block[place]
    words = squeeze(following)
    if not begins_turn(words) or is_half_label(line.strip(), words):
        return False
    unsure = re.match(r"\s*Q\s[^\s]", following) or (is_all_capitals(following) and len(line) > _SHORT)
    if unsure and not line.rstrip().endswith(SENTENCE_ENDS):
        return False
    before = "\n".join(block[max(0, place - _LINES_QUOTED) : place])
    return not is_quoted("\n".join([before, *block[place : place + _LINES_QUOTED]]), len(before))


def _joined(line: int, parts: list[str]) -> Paragraph:
    lines = tuple(map(squeeze, parts))
    return Paragraph(line, lines[0] if len(lines) == 1 else put_together(lines), lines)


def put_together(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one; no space is put where a word is broken behind its hyphen: "high-level"."""
    text = "\n".join(filter(None, lines))
    if "-\n" in text or "‐\n" in text:
        text = _BROKEN_WORD.sub(r"\g<before>", text)
    return text.replace("\n", " ")


def _blocks(text: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines that are neither blank nor ruled across the page, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate(text.split("\n"), first_line):
        if line.strip() and _RULED.fullmatch(line) is None:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []
    if block:
        yield text.count("\n") + 1 + first_line - len(block), block


def at_hard_breaks(block: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Split the lines of a block where a broken line also ends a paragraph; each part with its place in the block."""
    start = 0
    for index in range(1, len(block) + 1):
        if index == len(block) or _ends_paragraph(block[index - 1], block[index]):
            yield start, block[start:index]
            start = index


def _ends_paragraph(line: str, following: str) -> bool:
    if is_half_label(line.strip(), squeeze(following)):
        return False
    if _ITEM.match(line) and _ITEM.match(following):
        return True
    opening = read_opening(squeeze(following))
    small = following.strip()[:1].islower()
    if opening is not None and opening.sure and not small:
        return True
    return line.rstrip().endswith(SENTENCE_ENDS) and (opening is not None or not small)


def _is_hard_wrapped(text: str) -> bool:
    """Whether no line is longer than a typist's column; or than a wide page, and sentences go on from line to line."""
    lines = [line for line in text.split("\n") if line.strip() and (len(line) <= _COLUMN or not _RULED.fullmatch(line))]
    lengths = sorted(map(len, lines))
    width = lengths[int(len(lengths) * 0.98) if len(lengths) > 1 else 0] if lengths else 0
    if _COLUMN < width <= WIDE_PAGE:
        go_on = sum(
            following.lstrip()[0].islower() and not line.rstrip().endswith(SENTENCE_ENDS)
            for line, following in pairwise(lines)
        )
        return go_on >= max(_FEW, 0.05 * len(lines))
    return 0 < width <= _COLUMN


def _marks_paragraphs_by_indents(text: str) -> bool:
    """Whether some lines are indented, and most are not."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 0 < sum(line[:1].isspace() for line in lines) < 0.6 * len(lines)


def last_of(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The last paragraphs, as many as have no more lines together than anybody prints around a call."""
    lines = [*accumulate(len(one.lines) for one in reversed(paragraphs))]
    return paragraphs[len(paragraphs) - bisect_right(lines, _MOST_LINES) :]


def squeeze(text: str) -> str:
    """One line, single spaces, nothing invisible but what shapes a word or has a direction to tell."""
    if text.isascii() or _UNSEEN.search(text) is None:
        return " ".join(text.split())
    seen = _INVISIBLE.sub("", text)
    if _RIGHT_TO_LEFT.search(seen) is None:
        seen = _STRAY_DIRECTION.sub("", seen)
    joined = "\u200c" in seen or "\u200d" in seen
    return " ".join((_STRAY_JOINER.sub("", seen) if joined else seen).split())
