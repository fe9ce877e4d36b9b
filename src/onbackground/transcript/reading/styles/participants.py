"""Who takes part in a call in the style of earnings calls: the lists of participants, and each speaker's role."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from onbackground.transcript.document import Role
from onbackground.transcript.reading.openings import BULLETS
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.headings import heads_a_list
from onbackground.transcript.reading.styles.titled_names import BARE, NAME, PART, as_titled, is_head, name_in

OF_REPORTERS = re.compile(r"(?i)conference ?call|analyst|other")
_LEADS = re.compile(r"(?i)operator|moderator|host")
_CALLED = re.compile(rf"(?i:question|line)\b[^.?!]{{0,60}}?\b(?i:from|of|is|to)\b(?: the line of)? ({NAME})")
_NO_NAME = re.compile(r"Analyst|Participant|Attendee")
ANALYST = re.compile(r"(?i)\banalysts?\b|\bresearch\b|\bsecurities\b|\bcapital markets\b")
OFFICE = re.compile(
    r"(?i)\b(?:chief|c[efiort]o|president|[se]?vp|officer|director|head|chair\w*|secretary|relations|manager|counsel|"
    r"treasurer|controller|founder|partner|minister|ambassador|commissioner|administrator|advis[eo]r|spokes\w+|deputy|"
    r"assistant|executive|principal|professor|governor|mayor|senator|general|moderator)\b"
)
"""What somebody is; a title without it names the firm."""
_HOST = re.compile(r"(?i)\binvestor relations\b|\bIR\b|\bmoderator\b")


def listed_in(lines: list[Paragraph]) -> set[int]:
    """The lines of lists of participants, each with the line that heads the list."""
    listed: set[int] = set()
    within = False
    for index, one in enumerate(lines):
        if heads_a_list(one.text):
            within = True
        elif within and (
            PART.fullmatch(one.text) or not (is_head(one.text) or BARE.fullmatch(without_bullet(one.text)))
        ):
            within = False
        if within:
            listed.add(index)
    return listed


def without_bullet(text: str) -> str:
    """A line of a list without what stands before it."""
    return text.lstrip(f"{BULLETS} ")


class Heard(NamedTuple):
    """One who speaks: name, title so far as known, first words, and whether the page marks them as asking."""

    name: str
    title: str
    words: str
    asks: bool


def roles_of(lines: list[Paragraph], heads: set[int], lists: set[int]) -> dict[str, Role]:
    """The role of every speaker, by name: from the title, the list, the letter before, or who is announced to ask."""
    titles, asking = _titles_and_askers(lines, heads, lists)
    names = ((index, name_in(lines[index].text)) for index in sorted(heads))
    heard = [Heard(name, titles.get(name, ""), lines[index + 1].text, name in asking) for index, name in names]
    return roles_among(heard, [lines[index + 1].text for index in heads if _LEADS.match(lines[index].text)])


def roles_among(heard: list[Heard], led: Iterable[str]) -> dict[str, Role]:
    """The role of each who is heard, by name; ``led`` is what those say who lead the call, who call people to ask."""
    called = {name.upper() for name in _CALLED.findall(" ".join(led))}
    of_office = any(OFFICE.search(one.title) for one in heard)
    roles: dict[str, Role] = {}
    for name, title, words, asks in heard:
        if name in roles:
            continue
        of_a_firm = title and of_office and OFFICE.search(title) is None
        is_called = any(one.startswith(name.upper()) for one in called)
        if name == "Operator":
            roles[name] = Role.OPERATOR
        elif re.match(r"Moderator|Host", name) or (_HOST.search(title) and Role.MODERATOR not in roles.values()):
            roles[name] = Role.MODERATOR
        elif asks or is_called or (of_a_firm and "?" in words) or ANALYST.search(title) or _NO_NAME.search(name):
            roles[name] = Role.REPORTER
        else:
            roles[name] = Role.OFFICIAL
    return roles


def _titles_and_askers(lines: list[Paragraph], heads: set[int], lists: set[int]) -> tuple[dict[str, str], set[str]]:
    """The title of each name, and the names that a list or the letter before them says to ask."""
    titles: dict[str, str] = {}
    asking: set[str] = set()
    heading = ""
    for index in sorted(heads | lists):
        text = lines[index].text
        if index in lists and heads_a_list(text):
            heading = text
        elif (match := as_titled(text)) is not None:
            titles.setdefault(match["name"], match.groupdict().get("title") or "")
            if (match["part"] or "").startswith("Q") or (index in lists and OF_REPORTERS.search(heading)):
                asking.add(match["name"])
    return titles, asking
