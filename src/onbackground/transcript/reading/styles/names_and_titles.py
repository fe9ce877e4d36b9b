"""The style of earnings calls: a speaker's name on a line of its own, once or always with the title, then the words.

The name is followed by a dash and the title (``Jane Doe -- Chief Financial Officer``); the operator has a line
``Operator``. Lists of participants before or after the call are written the same way, one name a line.
"""

import re
from collections import Counter

from onbackground.transcript.document import Role
from onbackground.transcript.labels import is_part
from onbackground.transcript.reading.openings import BULLETS, in_capitals_throughout, read_opening
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.division import Division, Spoken

_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|la|le|van|von|der|den|bin|al|di|da)){1,4}"
_SHORTENED = r"(?:(?<=\bCo)|(?<=\bInc)|(?<=\bCorp)|(?<=\bLtd)|(?<=\b[A-Z]))\."
_TITLED = re.compile(
    rf"(?P<part>[QA] ?[-–—]+ ?)?(?P<name>{_NAME})(?: ?(?:--+|–|—) ?| - |, )(?P<title>(?:[^.?!]|{_SHORTENED}){{2,140}})"
)
_LABELLED = re.compile(rf"(?:[{BULLETS}]\s+)?(?:[A-Z]{{2}}[A-Z .#\d]+[:：]|Q[ :：])")
_ASKING = re.compile(rf"(?P<part>[QA]) ?[-–—]+ ?(?P<name>{_NAME})")
_BARE = re.compile(_NAME)
_PART = re.compile(
    r"Operator|Moderator|Host|(?:Unidentified|Unknown|Unverified) "
    r"(?:Analyst|Participant|Speaker|Executive|Attendee|Company Representative)"
)
_LIST = re.compile(r"(?i)[\w ]{0,30}\b(?:participants|attendees|executives|analysts|call contributors)\b ?:?")
_SECTION = re.compile(
    r"(?i)(?:prepared remarks|presentation|opening remarks|corporate speakers"
    r"|q ?& ?a(?: session)?|questions?[ -](?:and|&)[ -]answers?(?: session)?)\s?:?"
)
_ANALYST = re.compile(r"(?i)\banalysts?\b|\bresearch\b|\bsecurities\b|\bcapital markets\b")
_HOST = re.compile(r"(?i)\binvestor relations\b|\bmoderator\b")


class NamesAndTitles:
    """Each turn begins with a line that is nothing but the speaker's name, and perhaps the title."""

    name = "names and titles"

    def fits(self, paragraphs: list[Paragraph]) -> float:
        """Between the fits of the other styles and above them where three lines or more head a speech."""
        lines = _one_by_one(paragraphs)
        heads = _heads(lines)
        if len(heads) < 2 or in_capitals_throughout(one.text for one in lines):
            return 0.0
        titled = any(_TITLED.fullmatch(lines[i].text) or _PART.fullmatch(lines[i].text) for i in heads)
        labelled = sum(_LABELLED.match(one.text) is not None for one in lines)
        return 1.5 if titled and labelled < len(heads) else 0.0

    def divide(self, paragraphs: list[Paragraph]) -> Division:
        """Begin a turn at every line that heads a speech; lists of participants and headings are no speech."""
        lines = _one_by_one(paragraphs)
        heads = _heads(lines)
        lists = _lists(lines)
        roles = _roles(lines, heads, lists)
        before: list[Paragraph] = []
        spoken: list[Spoken] = []
        notes: list[str] = []
        for index, paragraph in enumerate(lines):
            if index in heads:
                name = _name_in(paragraph.text)
                spoken.append(
                    Spoken(
                        paragraph.line,
                        paragraph.text,
                        [],
                        "\n",
                        "OPERATOR" if name == "Operator" else name,
                        roles[name],
                    )
                )
            elif index in lists or _SECTION.fullmatch(paragraph.text):
                notes.append(paragraph.text)
            elif not spoken:
                before.append(paragraph)
            else:
                spoken[-1].paragraphs.append(paragraph)
        return Division(before, spoken, notes)


def _one_by_one(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Set a speaker's line apart from the words that follow it in the same paragraph."""
    apart: list[Paragraph] = []
    for paragraph in paragraphs:
        first = paragraph.lines[0] if paragraph.lines else ""
        if len(paragraph.lines) > 1 and _is_head(first):
            rest = paragraph.lines[1:]
            if all(_is_head(line) for line in rest):
                apart.extend(Paragraph(paragraph.line + i, line, (line,)) for i, line in enumerate(paragraph.lines))
                continue
            apart.append(Paragraph(paragraph.line, first, (first,)))
            apart.append(Paragraph(paragraph.line + 1, " ".join(rest), rest))
        else:
            apart.append(paragraph)
    return apart


def _is_head(text: str) -> bool:
    if len(text) > 200:
        return False
    if text.endswith((".", "?", "!", ":")) and not text.endswith(("Inc.", "Corp.", "Ltd.", "Jr.", "Co.")):
        return False
    if not any(pattern.fullmatch(text) is not None for pattern in (_PART, _TITLED, _ASKING)):
        return False
    opening = read_opening(text) if text[:2].isalpha() and text[:2].isupper() else None
    return opening is None or not is_part(opening.label)


def _heads(lines: list[Paragraph]) -> set[int]:
    """The lines that head a speech: before words, outside lists; a bare name counts once it is known."""
    lists = _lists(lines)
    heads = {index for index, one in enumerate(lines) if _is_head(one.text)}
    listed = {_name_in(lines[i].text) for i in lists}
    titled = {_name_in(lines[i].text) for i in heads}
    bare = Counter(one.text for one in lines if len(one.text) < 60 and _BARE.fullmatch(one.text))
    known = listed | titled | {name for name, times in bare.items() if times > 2}
    return {
        index
        for index, one in enumerate(lines[:-1])
        if index not in lists
        and (index in heads or (one.text in known and one.text in bare))
        and index + 1 not in heads
        and (following := lines[index + 1].text) not in known
        and not _SECTION.fullmatch(following)
    }


def _lists(lines: list[Paragraph]) -> set[int]:
    """The lines of lists of participants, each with the line that heads the list."""
    listed: set[int] = set()
    within = False
    for index, one in enumerate(lines):
        if _heads_a_list(one.text):
            within = True
        elif within and (_PART.fullmatch(one.text) or not (_is_head(one.text) or _BARE.fullmatch(one.text))):
            within = False
        if within:
            listed.add(index)
    return listed


def _heads_a_list(text: str) -> bool:
    if len(text) >= 80 or not text.rstrip(" :").endswith(("s", "S")):
        return False
    return _LIST.fullmatch(text) is not None and _PART.fullmatch(text) is None


def _name_in(text: str) -> str:
    match = _TITLED.fullmatch(text) or _ASKING.fullmatch(text)
    return match["name"] if match is not None else text


def _roles(lines: list[Paragraph], heads: set[int], lists: set[int]) -> dict[str, Role]:
    """The role of every speaker, by name: from the title, the list, the letter before, or who is announced to ask."""
    roles: dict[str, Role] = {}
    titles: dict[str, str] = {}
    asking: set[str] = set()
    heading = ""
    for index in sorted(heads | lists):
        text = lines[index].text
        match = _TITLED.fullmatch(text) or _ASKING.fullmatch(text)
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
    called = set(
        re.findall(rf"(?i:question|line)\b[^.?!]{{0,60}}?\b(?i:from|of|is|to)\b(?: the line of)? ({_NAME})", operator)
    )
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
            or (not title and any(one.startswith(name) for one in called))
        ):
            role = Role.REPORTER
        else:
            role = Role.OFFICIAL
        roles.setdefault(name, role)
    return roles
