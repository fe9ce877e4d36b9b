"""Who takes part in a call in the style of earnings calls: the lists of participants, and each speaker's role."""

import re

from onbackground.transcript.document import Role
from onbackground.transcript.reading.openings import BULLETS
from onbackground.transcript.reading.paragraphs import Paragraph
from onbackground.transcript.reading.styles.titled_names import BARE, NAME, PART, as_titled, is_head, name_in

_LIST = re.compile(r"(?i)[\w ]{0,30}\b(?:participants|attendees|executives|analysts|call contributors)\b ?:?")
_OF_REPORTERS = re.compile(r"(?i)conference call|analyst")
_LEADS = re.compile(r"(?i)operator|moderator|host")
_CALLED = re.compile(rf"(?i:question|line)\b[^.?!]{{0,60}}?\b(?i:from|of|is|to)\b(?: the line of)? ({NAME})")
_NO_NAME = re.compile(r"Analyst|Participant|Attendee")
_ANALYST = re.compile(r"(?i)\banalysts?\b|\bresearch\b|\bsecurities\b|\bcapital markets\b")
_OFFICE = re.compile(
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
        if _heads_a_list(one.text):
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


def _heads_a_list(text: str) -> bool:
    if len(text) >= 80 or not text.rstrip(" :").endswith(("s", "S")):
        return False
    return _LIST.fullmatch(text) is not None and PART.fullmatch(text) is None


def roles_of(lines: list[Paragraph], heads: set[int], lists: set[int]) -> dict[str, Role]:
    """The role of every speaker, by name: from the title, the list, the letter before, or who is announced to ask."""
    titles, asking = _titles_and_askers(lines, heads, lists)
    called = _called_to_ask(lines, heads)
    of_office = any(map(_OFFICE.search, titles.values()))
    roles: dict[str, Role] = {}
    for index in sorted(heads):
        name = name_in(lines[index].text)
        if name in roles:
            continue
        title = titles.get(name, "")
        of_a_firm = title and of_office and _OFFICE.search(title) is None
        is_called = any(one.startswith(name.upper()) for one in called)
        asks = is_called or (of_a_firm and "?" in lines[index + 1].text)
        if name == "Operator":
            roles[name] = Role.OPERATOR
        elif re.match(r"Moderator|Host", name) or (_HOST.search(title) and Role.MODERATOR not in roles.values()):
            roles[name] = Role.MODERATOR
        elif asks or name in asking or _ANALYST.search(title) or _NO_NAME.search(name):
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
        if index in lists and _LIST.fullmatch(text):
            heading = text
        elif (match := as_titled(text)) is not None:
            titles.setdefault(match["name"], match.groupdict().get("title") or "")
            if (match["part"] or "").startswith("Q") or (index in lists and _OF_REPORTERS.search(heading)):
                asking.add(match["name"])
    return titles, asking


def _called_to_ask(lines: list[Paragraph], heads: set[int]) -> set[str]:
    """The names, in capitals, of those whom the operator calls for a question."""
    words = " ".join(lines[index + 1].text for index in heads if _LEADS.match(lines[index].text))
    return {name.upper() for name in _CALLED.findall(words)}
