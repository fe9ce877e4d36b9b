"""The style of earnings calls: a speaker's name, once or always with the title, then the words.

The name is followed by a dash and the title (``Jane Doe -- Chief Financial Officer``), on a line of its own or before a
colon (``inline_labels.py``); the operator has a line ``Operator``. Lists of participants before or after the call are
written the same way, one name a line.
"""

from collections import Counter
from itertools import pairwise

from onbackground.transcript.document import Role
from onbackground.transcript.labels import is_known
from onbackground.transcript.reading.capitals import in_capitals_throughout
from onbackground.transcript.reading.paragraphs import Paragraph, put_together
from onbackground.transcript.reading.styles.division import Division, Spoken
from onbackground.transcript.reading.styles.headings import heads_a_section, heads_back_matter
from onbackground.transcript.reading.styles.inline_labels import inline_labels
from onbackground.transcript.reading.styles.participants import listed_in, roles_of, without_bullet
from onbackground.transcript.reading.styles.titled_names import (
    BARE,
    DASHED,
    LABELLED,
    NUMBERED,
    PART,
    as_titled,
    is_head,
    name_in,
)
from onbackground.transcript.reading.styles.words_below import with_words_below


class NamesAndTitles:
    """Each turn begins with a line that is nothing but the speaker's name, and perhaps the title."""

    name = "names and titles"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._lines, self._inline = _one_by_one(with_words_below(paragraphs))
        self._lists = listed_in(self._lines)
        self._heads = _heads(self._lines, self._inline, self._lists)

    def fits(self) -> float:
        """Between the fits of the other styles and above them where three lines or more head a speech."""
        lines, inline, heads = self._lines, self._inline, self._heads
        alone = len(heads) == 1 and not any(NUMBERED.search(lines[i].text) for i in heads)
        if not heads or alone or in_capitals_throughout(one.text for one in lines):
            return 0.0
        titled = any(as_titled(lines[i].text) or PART.fullmatch(lines[i].text) for i in heads)
        labelled = sum(
            LABELLED.match(one.text) is not None for index, one in enumerate(lines) if index - 1 not in inline
        )
        return 1.5 if titled and labelled < len(heads) else 0.0

    def divide(self) -> Division:
        """Begin a turn at every line that heads a speech; lists of participants and headings are no speech."""
        roles = roles_of(self._lines, self._heads, self._lists)
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        notes: list[str] = []
        for index, paragraph in enumerate(self._lines):
            if index in self._heads:
                spoken.append(_begin(paragraph, index in self._inline, roles))
            elif index in self._lists or heads_a_section(paragraph.text):
                notes.append(paragraph.text)
            elif not spoken:
                before.append(paragraph)
            else:
                spoken[-1].paragraphs.append(paragraph)
        return Division(before, spoken, notes)


def _begin(head: Paragraph, inline: bool, roles: dict[str, Role]) -> Spoken:
    """The turn under a head; a label before a colon that is no name says itself who speaks."""
    name = name_in(head.text)
    if inline and is_known(name):
        return Spoken(head.line, head.text, [])
    return Spoken(
        head.line, head.text, [], None if inline else "\n", "OPERATOR" if name == "Operator" else name, roles[name]
    )


def _one_by_one(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], set[int]]:
    """Set a speaker's line, or label before a colon, apart from the words that follow it in the same paragraph.

    Also tell which of them are labels before a colon.
    """
    labels = inline_labels([paragraph.text for paragraph in paragraphs])
    known = {name_in(line) for paragraph in paragraphs for line in paragraph.lines[:1] if is_head(line)}
    listed = {line for paragraph in paragraphs for line in paragraph.lines if len(line) < 60 and BARE.fullmatch(line)}
    apart: list[Paragraph] = []
    inline: set[int] = set()
    for place, paragraph in enumerate(paragraphs):
        if place in labels:
            label, words = labels[place]
            inline.add(len(apart))
            apart += [Paragraph(paragraph.line, label, (label,)), Paragraph(paragraph.line, words, (words,))]
        elif len(paragraph.lines) > 1:
            apart += _cut_at_heads(paragraph, known, listed)
        else:
            apart.append(paragraph)
    return apart, inline


def _cut_at_heads(paragraph: Paragraph, known: set[str], listed: set[str]) -> list[Paragraph]:
    """The paragraph, or each head in it and the words below it.

    A head begins a paragraph; further down it is only what names one who is ``listed``, or the operator.
    """
    lines = paragraph.lines
    alone = {
        place
        for place, line in enumerate(lines)
        if place
        and (PART.fullmatch(line) or (listed and DASHED.search(line) and is_head(line) and name_in(line) in listed))
    }
    if is_head(lines[0]) or (BARE.fullmatch(lines[0]) and name_in(lines[0]) in known):
        alone |= set(range(len(lines))) if all(map(is_head, lines[1:])) else {0}
    if not alone:
        return [paragraph]
    alone |= {place for place, line in enumerate(lines) if heads_a_section(line)}
    notices = {place for place, line in enumerate(lines) if heads_back_matter(line)}
    begins = sorted({0, len(lines)} | alone | {place + 1 for place in alone} | notices)
    pieces = (lines[first:last] for first, last in pairwise(begins))
    return [
        Paragraph(paragraph.line + first, put_together(piece), piece)
        for first, piece in zip(begins, pieces, strict=False)
    ]


def _heads(lines: list[Paragraph], inline: set[int], lists: set[int]) -> set[int]:
    """The lines that head a speech: before words, outside lists; a bare name counts once it is known."""
    heads = {index for index, one in enumerate(lines) if is_head(one.text)}
    listed = {name_in(without_bullet(lines[i].text)) for i in lists}
    titled = {name_in(lines[i].text) for i in heads}
    bare = Counter(name_in(one.text) for one in lines if len(one.text) < 60 and BARE.fullmatch(one.text))
    known = listed | titled | {name for name, times in bare.items() if times > 2}
    return inline | {
        index
        for index, one in enumerate(lines[:-1])
        if index not in lists
        and (index in heads or (BARE.fullmatch(one.text) and name_in(one.text) in known))
        and index + 1 not in heads
        and name_in(following := lines[index + 1].text) not in known
        and index - 1 not in inline
        and not heads_a_section(following)
    }
