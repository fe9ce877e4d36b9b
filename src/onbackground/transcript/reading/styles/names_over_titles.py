"""The style of calls set as a book of speeches: the speaker's name on a line, the title on the line below, the words.

A letter at the end of either line, or on a line of its own, says who asks (``Q``) and who answers (``A``). The operator
has no title, and stands before a colon or on a line alone. Rules, mostly of dots, part the speeches; headings part the
lists of participants, the presentation and the questions.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from onbackground.transcript.document import Role
from onbackground.transcript.reading.capitals import in_capitals_throughout
from onbackground.transcript.reading.paragraphs import Paragraph, put_together
from onbackground.transcript.reading.styles.division import Division, Spoken
from onbackground.transcript.reading.styles.headings import heads_a_list, heads_a_section, heads_back_matter
from onbackground.transcript.reading.styles.participants import (
    OF_REPORTERS,
    Heard,
    roles_among,
    without_bullet,
)
from onbackground.transcript.reading.styles.title_lines import (
    LINKING,
    LONGEST_NAME,
    MARK,
    ends_in_a_firm,
    goes_on_in,
    is_title,
)
from onbackground.transcript.reading.styles.titled_names import LABELLED, NAME, NUMBERED, OF_A_CALL, PART

_LETTERS = frozenset({"Q", "A"})
_DEGREES = r"(?:,? (?:Jr|Sr|II|III|IV|CFA|CPA|Esq|M\.?D|Ph\.?D)\.?){0,2}"
_NAME_LINE = re.compile(rf"(?P<name>(?:(?:Mr|Ms|Mrs|Dr)\.? )?{NAME}){_DEGREES}")
_INLINE = re.compile(rf"(?P<part>{PART.pattern}): (?P<words>\S.*)")
_MOST_LINES = 6
"""Name, title and letter are on no more lines."""
_LINES = 3
"""A name, a title and words are on so many lines: as many labels as that do not leave room for most speeches."""
_FEWEST = 2
"""So many names over titles show the style."""


class _Line(msgspec.Struct, frozen=True, gc=False):
    """A printed line: its paragraph, its number in the file, its text, whether it begins the paragraph."""

    paragraph: int
    number: int
    text: str
    begins: bool


class _Head(NamedTuple):
    """What heads a speech: the first line of the words, the name, the title, the letter that says who asks."""

    end: int
    name: str
    title: str
    mark: str


class NamesOverTitles:
    """Each turn begins with a line that is a name, and one below it that is a title."""

    name = "names over titles"

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._labelled = sum(LABELLED.match(one.text) is not None for one in paragraphs)
        self._lines = (
            _lines_of(paragraphs) if _LINES * self._labelled < sum(len(one.lines) for one in paragraphs) else []
        )
        self._lists = _listed(self._lines)
        self._heads = _heads(self._lines, self._lists)

    def fits(self) -> float:
        """Above the fits of the other styles where names stand over titles and head most speeches.

        One is enough beside the operator.
        """
        over = sum(head.title != "" for head in self._heads.values())
        led = any(head.name == "Operator" for head in self._heads.values())
        if over + led < _FEWEST or not over or in_capitals_throughout(line.text for line in self._lines):
            return 0.0
        return 1.75 if self._labelled < over + led else 0.0

    def divide(self) -> Division:
        """Begin a turn at every head; lists of participants and headings are no speech."""
        lines, heads = self._lines, self._heads
        roles = _roles(lines, heads, self._lists)
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        notes: list[str] = []
        for first, last in _stretches(lines, heads, self._lists):
            if first in heads:
                spoken.append(_begin(lines, first, heads[first], roles))
            elif first in self._lists or heads_a_section(lines[first].text):
                notes += [line.text for line in lines[first:last]]
            else:
                words = _words(self._paragraphs, lines[first:last])
                (spoken[-1].paragraphs if spoken else before).append(words)
        return Division(before, spoken, notes)


def _lines_of(paragraphs: list[Paragraph]) -> list[_Line]:
    """Every printed line of the page; the operator's label before a colon counts as one.

    The initial that stands for a picture over a name is lay-out.
    """
    lines: list[_Line] = []
    for index, paragraph in enumerate(paragraphs):
        for offset, text in enumerate(paragraph.lines):
            inline = _INLINE.fullmatch(text) if text[:12].istitle() or text.startswith("OPERATOR") else None
            parts = (f"{inline['part']}:", inline["words"]) if inline is not None else (text,)
            lines += [_Line(index, paragraph.line + offset, part, offset == 0) for part in parts]
    initials = {place for place, line in enumerate(lines) if len(line.text) == 1 and _is_initial(lines, place)}
    return [line for place, line in enumerate(lines) if place not in initials] if initials else lines


def _is_initial(lines: list[_Line], place: int) -> bool:
    """Whether a line is nothing but the first letter of the name below it."""
    following = MARK.sub("", lines[place + 1].text) if place + 1 < len(lines) else ""
    return following.startswith(lines[place].text) and _NAME_LINE.fullmatch(following) is not None


def _heads(lines: list[_Line], lists: set[int]) -> dict[int, _Head]:
    """What heads a speech, by its first line: names over titles, those known by then alone, parts in the call."""
    found = ((place, _head_at(lines, place)) for place in range(len(lines) - 1) if place not in lists)
    heads = {place: head for place, head in found if head is not None and head.end < len(lines)}
    heads = {place: head for place, head in heads.items() if not head.title or head.end not in heads}
    known = {head.name for head in heads.values() if head.title} | _names_in(lines, lists)
    for place, line in enumerate(lines[:-1] if known else []):
        if not line.begins or len(line.text) > LONGEST_NAME or place in lists or place in heads:
            continue
        text = MARK.sub("", line.text)
        if text in known:
            heads[place] = _Head(place + 1, text, "", line.text[len(text) :].strip())
    return heads


def _head_at(lines: list[_Line], place: int) -> _Head | None:
    """What heads a speech from this line on; None where nothing does."""
    text = lines[place].text
    if len(text) > LONGEST_NAME or not text[:1].isupper() or ": " in text:
        return None
    bare = MARK.sub("", text)
    mark = text[len(bare) :].strip()
    part = bare.removesuffix(":")
    if PART.fullmatch(part) or bare == "OPERATOR:":
        end = place + 1 + (lines[place + 1].text in _LETTERS if place + 1 < len(lines) else 0)
        return _Head(end, "Operator" if part.isupper() else NUMBERED.sub("", part), "", mark)
    name = _NAME_LINE.fullmatch(bare)
    return _over_a_title(lines, place, name["name"], mark) if name and OF_A_CALL.search(bare) is None else None


def _over_a_title(lines: list[_Line], place: int, name: str, mark: str) -> _Head | None:
    """The head that a name is, with the title below it and words below that; None where there is none."""
    end = place + 1
    title: list[str] = []
    while end < len(lines) and end < place + _MOST_LINES:
        line = lines[end].text
        if line in _LETTERS:
            mark += line
        elif is_title(line) if not title else goes_on_in(title[-1], line):
            title.append(MARK.sub("", line))
            mark += line[len(title[-1]) :].strip()
        else:
            break
        end += 1
    if not title or end == len(lines) or heads_a_section(lines[end].text) or heads_a_list(lines[end].text):
        return None
    return _Head(end, name, " ".join(title), mark[:1])


def _listed(lines: list[_Line]) -> set[int]:
    """The lines of lists of participants: from the heading of one to a section, the operator, or the first speech."""
    listed: set[int] = set()
    within = False
    for place, line in enumerate(lines):
        if heads_a_list(line.text):
            within = True
        elif within and (heads_a_section(line.text) or PART.fullmatch(line.text.removesuffix(":"))):
            within = False
        elif within and _is_said(line.text):
            within = False
            first = next(
                (at for at in range(place - 2, place - _MOST_LINES, -1) if _speaks_at(lines, at, place)), place
            )
            listed.difference_update(range(first, place))
        if within:
            listed.add(place)
    return listed


def _speaks_at(lines: list[_Line], place: int, words: int) -> bool:
    head = _head_at(lines, place) if place >= 0 else None
    return head is not None and head.end == words


def _is_said(line: str) -> bool:
    """Whether a line is of somebody's words: a sentence, or in letters no title has."""
    if line.endswith((".", "?", "!")) and not ends_in_a_firm(line):
        return _NAME_LINE.fullmatch(line) is None
    return sum(word[0].islower() and word not in LINKING for word in line.split()) > 2


def _names_in(lines: list[_Line], lists: set[int]) -> set[str]:
    """The names that stand over titles in lists."""
    over = ((place, _head_at(lines, place)) for place in lists)
    return {head.name for _, head in over if head is not None and head.title}


def _roles(lines: list[_Line], heads: dict[int, _Head], lists: set[int]) -> dict[str, Role]:
    """The role of every speaker, by name."""
    titles: dict[str, str] = {}
    asking: set[str] = set()
    reporters = False
    for place in sorted(lists):
        if heads_a_list(lines[place].text):
            reporters = OF_REPORTERS.search(lines[place].text) is not None
        elif reporters:
            asking.add(without_bullet(lines[place].text))
    speak = [head for _, head in sorted(heads.items())]
    for head in speak:
        titles.setdefault(head.name, head.title)
        if head.mark == "Q":
            asking.add(head.name)
    heard = [Heard(head.name, titles[head.name], lines[head.end].text, head.name in asking) for head in speak]
    led = [lines[head.end : head.end + _MOST_LINES] for head in speak if head.name == "Operator"]
    return roles_among(heard, (line.text for said in led for line in said))


def _stretches(lines: list[_Line], heads: dict[int, _Head], lists: set[int]) -> Iterator[tuple[int, int]]:
    """Where each head, and each run of lines of one paragraph, begins and ends."""
    parted = lists | {place for place, line in enumerate(lines) if heads_a_section(line.text)}
    first = 0
    while first < len(lines):
        last = heads[first].end if first in heads else first + 1
        while (
            first not in heads
            and last < len(lines)
            and last not in heads
            and lines[last].paragraph == lines[first].paragraph
            and (last in parted) == (first in parted)
            and not heads_back_matter(lines[last].text)
        ):
            last += 1
        yield first, last
        first = last


def _begin(lines: list[_Line], first: int, head: _Head, roles: dict[str, Role]) -> Spoken:
    """The turn under a head. The label is the name; what is printed between it and the words is the sign."""
    text = lines[first].text
    speaker = "OPERATOR" if head.name == "Operator" else head.name
    if text.endswith(":"):
        return Spoken(lines[first].number, text[:-1], [], None, speaker, roles[head.name])
    label = MARK.sub("", text)
    below = [line.text for line in lines[first + 1 : head.end]]
    sign = "\n".join([text[len(label) :], *below, ""])
    return Spoken(lines[first].number, label, [], sign, speaker, roles[head.name])


def _words(paragraphs: list[Paragraph], lines: list[_Line]) -> Paragraph:
    """The paragraph that these lines are: as it was read, or what is left of it beside heads and headings."""
    whole = paragraphs[lines[0].paragraph]
    texts = tuple(line.text for line in lines)
    if texts == whole.lines:
        return whole
    return Paragraph(lines[0].number, put_together(texts), texts)
