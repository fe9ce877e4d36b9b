"""The style of earnings calls: a speaker's name, once or always with the title, then the words.

The name is followed by a dash and the title (``Jane Doe -- Chief Financial Officer``), on a line of its own or before a
colon (``inline_labels.py``); the operator has a line ``Operator``. Lists of participants before or after the call are
written the same way, one name a line.
"""

import re
from collections import Counter

from onbackground.transcript.document import Role
from onbackground.transcript.labels import is_known, is_part
from onbackground.transcript.reading.openings import BULLETS, in_capitals_throughout, read_opening
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.division import Division, Spoken
from onbackground.transcript.reading.styles.inline_labels import (
    ASKING,
    BARE,
    NAME,
    PART,
    TITLED,
    as_titled,
    inline_labels,
)

_LABELLED = re.compile(rf"(?:[{BULLETS}]\s+)?(?:[A-Z]{{2}}[A-Z .#\d]+[:：]|Q[ :：])")
_LIST = re.compile(r"(?i)[\w ]{0,30}\b(?:participants|attendees|executives|analysts|call contributors)\b ?:?")
_SECTION = re.compile(
    r"(?i)(?:prepared remarks|presentation|opening remarks|corporate speakers"
    r"|q ?& ?a(?: session)?|questions?[ -](?:and|&)[ -]answers?(?: session)?)\s?:?"
)
_ANALYST = re.compile(r"(?i)\banalysts?\b|\bresearch\b|\bsecurities\b|\bcapital markets\b")
_OFFICE = re.compile(
    r"(?i)\b(?:chief|c[efiort]o|president|[se]?vp|officer|director|head|chair\w*|secretary|relations|manager|counsel|"
    r"treasurer|controller|founder|partner|minister|ambassador|commissioner|administrator|advis[eo]r|spokes\w+|deputy|"
    r"assistant|executive|principal|professor|governor|mayor|senator|general|moderator)\b"
)
"""What somebody is; a title without it names the firm."""
_HOST = re.compile(r"(?i)\binvestor relations\b|\bmoderator\b")


class NamesAndTitles:
    """Each turn begins with a line that is nothing but the speaker's name, and perhaps the title."""

    name = "names and titles"

    def fits(self, paragraphs: list[Paragraph]) -> float:
        """Between the fits of the other styles and above them where three lines or more head a speech."""
        lines, inline = _one_by_one(paragraphs)
        heads = _heads(lines, inline)
        if len(heads) < 2 or in_capitals_throughout(one.text for one in lines):
            return 0.0
        titled = any(as_titled(lines[i].text) or PART.fullmatch(lines[i].text) for i in heads)
        labelled = sum(
            _LABELLED.match(one.text) is not None for index, one in enumerate(lines) if index - 1 not in inline
        )
        return 1.5 if titled and labelled < len(heads) else 0.0

    def divide(self, paragraphs: list[Paragraph]) -> Division:
        """Begin a turn at every line that heads a speech; lists of participants and headings are no speech."""
        lines, inline = _one_by_one(paragraphs)
        heads = _heads(lines, inline)
        lists = _lists(lines)
        roles = _roles(lines, heads, lists)
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        notes: list[str] = []
        for index, paragraph in enumerate(lines):
            if index in heads:
                spoken.append(_begin(paragraph, index in inline, roles))
            elif index in lists or _SECTION.fullmatch(paragraph.text):
                notes.append(paragraph.text)
            elif not spoken:
                before.append(paragraph)
            else:
                spoken[-1].paragraphs.append(paragraph)
        return Division(before, spoken, notes)


def _begin(head: Paragraph, inline: bool, roles: dict[str, Role]) -> Spoken:
    """The turn under a head; a label before a colon that is no name says itself who speaks."""
    name = _name_in(head.text)
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
    apart: list[Paragraph] = []
    inline: set[int] = set()
    for place, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0] if paragraph.lines else ""
        if place in labels:
            label, words = labels[place]
            inline.add(len(apart))
            apart += [Paragraph(paragraph.line, label, (label,)), Paragraph(paragraph.line, words, (words,))]
        elif len(paragraph.lines) > 1 and _is_head(first):
            rest = paragraph.lines[1:]
            if all(_is_head(line) for line in rest):
                apart.extend(Paragraph(paragraph.line + i, line, (line,)) for i, line in enumerate(paragraph.lines))
                continue
            apart.append(Paragraph(paragraph.line, first, (first,)))
            apart.append(Paragraph(paragraph.line + 1, " ".join(rest), rest))
        else:
            apart.append(paragraph)
    return apart, inline


def _is_head(text: str) -> bool:
    if len(text) > 200:
        return False
    if text.endswith((".", "?", "!", ":")) and not text.endswith(("Inc.", "Corp.", "Ltd.", "Jr.", "Co.")):
        return False
    if not any(pattern.fullmatch(text) is not None for pattern in (PART, TITLED, ASKING)):
        return False
    opening = read_opening(text) if text[:2].isalpha() and text[:2].isupper() else None
    return opening is None or not is_part(opening.label)


def _heads(lines: list[Paragraph], inline: set[int]) -> set[int]:
    """The lines that head a speech: before words, outside lists; a bare name counts once it is known."""
    lists = _lists(lines)
    heads = {index for index, one in enumerate(lines) if _is_head(one.text)}
    listed = {_name_in(lines[i].text) for i in lists}
    titled = {_name_in(lines[i].text) for i in heads}
    bare = Counter(one.text for one in lines if len(one.text) < 60 and BARE.fullmatch(one.text))
    known = listed | titled | {name for name, times in bare.items() if times > 2}
    return inline | {
        index
        for index, one in enumerate(lines[:-1])
        if index not in lists
        and (index in heads or (one.text in known and one.text in bare))
        and index + 1 not in heads
        and (following := lines[index + 1].text) not in known
        and index - 1 not in inline
        and not _SECTION.fullmatch(following)
    }


def _lists(lines: list[Paragraph]) -> set[int]:
    """The lines of lists of participants, each with the line that heads the list."""
    listed: set[int] = set()
    within = False
    for index, one in enumerate(lines):
        if _heads_a_list(one.text):
            within = True
        elif within and (PART.fullmatch(one.text) or not (_is_head(one.text) or BARE.fullmatch(one.text))):
            within = False
        if within:
            listed.add(index)
    return listed


def _heads_a_list(text: str) -> bool:
    if len(text) >= 80 or not text.rstrip(" :").endswith(("s", "S")):
        return False
    return _LIST.fullmatch(text) is not None and PART.fullmatch(text) is None


def _name_in(text: str) -> str:
    match = as_titled(text)
    return match["name"] if match is not None else text


def _roles(lines: list[Paragraph], heads: set[int], lists: set[int]) -> dict[str, Role]:
    """The role of every speaker, by name: from the title, the list, the letter before, or who is announced to ask."""
    roles: dict[str, Role] = {}
    titles: dict[str, str] = {}
    asking: set[str] = set()
    heading = ""
    for index in sorted(heads | lists):
        text = lines[index].text
        match = as_titled(text)
        name = _name_in(text)
        if index in lists and _LIST.fullmatch(text):
            heading = text.lower()
        elif match is not None:
            titles.setdefault(name, match.groupdict().get("title") or "")
            if (match["part"] or "").startswith("Q") or (
                index in lists and re.search(r"conference call|analyst", heading)
            ):
                asking.add(name)
    operator = " ".join(lines[i + 1].text for i in heads if re.match(r"(?i)operator|moderator|host", lines[i].text))
    called = {
        one.upper()
        for one in re.findall(
            rf"(?i:question|line)\b[^.?!]{{0,60}}?\b(?i:from|of|is|to)\b(?: the line of)? ({NAME})", operator
        )
    }
    of_office = any(map(_OFFICE.search, titles.values()))
    for index in sorted(heads):
        name = _name_in(lines[index].text)
        title = titles.get(name, "")
        if name == "Operator":
            role = Role.OPERATOR
        elif re.match(r"Moderator|Host", name) or (_HOST.search(title) and Role.MODERATOR not in roles.values()):
            role = Role.MODERATOR
        elif (
            name in asking
            or _ANALYST.search(title)
            or re.search(r"Analyst|Participant|Attendee", name)
            or any(one.startswith(name.upper()) for one in called)
            or (title and of_office and _OFFICE.search(title) is None and "?" in lines[index + 1].text)
        ):
            role = Role.REPORTER
        else:
            role = Role.OFFICIAL
        roles.setdefault(name, role)
    return roles
