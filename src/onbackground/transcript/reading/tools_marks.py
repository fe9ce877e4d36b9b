"""What programs add that make text of a page: numbers of links, marks of struck words and of turns."""

import re

_LINKS = re.compile(
    r"\n[^\S\n]*(?:References|Links):?\n"
    r"(?:\s*(?:(?:Visible|Hidden) links:?|\[?\d{1,5}[\].] *(?:[a-z]{2,12}:|[#/.])[^\n]*)(?:\n|$))+\s*$"
)
"""The list of links at the end, as text browsers print it."""
_LINK = re.compile(r"(?m)^\s*\[?(\d{1,5})[\].] ")
_NUMBER_OF_LINK = re.compile(r"\[(\d{1,5})\](?=\S)")
_STRUCK = re.compile(r"\[(DEL|S): ?([^\[\]]{1,500}?) ?:\1\]")
"""Struck words, as lynx and w3m print them."""
_MARK = (
    r"(?:\[\d{1,5}\]|<a href=\"#t[^<>\n]*>)?\[?t\d{3,}[b-z]?"
    r"(?:</a>|\]\(#[^()\s]*\)(?:\{[^{}\n]*\})?)?(?: +\d+:\d\d:\d\d)?"
)
_TURN = re.compile(rf"[^\S\n]*{_MARK}[^\S\n]*")
_BESIDE = re.compile(rf"(?<=\S)[^\S\n]{{2,}}{_MARK}[^\S\n]*$")
"""The address of a turn and its time, beside or below its label, as a page written here prints them."""
_FEWEST = 2
_REACH = 3
"""No mark stands more lines below its label."""


def without_tools_marks(text: str) -> str:
    """Return ``text`` without numbers of links and marks of turns, struck words as ``~~so~~``; as many lines as before.

    >>> without_tools_marks("It [1]opens [S:today:S] soon.\\nReferences\\n 1. https://press.example.org/\\n").strip()
    'It opens ~~today~~ soon.'
    """
    if "[DEL:" in text or "[S:" in text:
        text = _STRUCK.sub(r"~~\2~~", text)
    return _without_turn_marks(_without_links(text))


def is_turn_mark(words: str) -> bool:
    """Whether words are the address of a turn and nothing else."""
    return words[:1] in "[<t" and _TURN.fullmatch(words) is not None


def _without_links(text: str) -> str:
    begins = max(text.rfind("\nReferences"), text.rfind("\n   References"), text.rfind("\nLinks"))
    listed = _LINKS.match(text, begins) if begins >= 0 else None
    if listed is None:
        return text
    most = max(map(int, _LINK.findall(listed[0])), default=0)
    said = _NUMBER_OF_LINK.sub(lambda one: "" if 0 < int(one[1]) <= most else one[0], text[:begins])
    return said + "\n" * listed[0].count("\n")


def _without_turn_marks(text: str) -> str:
    """The text without the marks of turns; a label takes the place of the mark below it."""
    if "t00" not in text:
        return text
    lines = text.split("\n")
    below = [place for place, line in enumerate(lines) if is_turn_mark(line.strip())]
    beside = [place for place, line in enumerate(lines) if _BESIDE.search(line) is not None]
    if len(below) + len(beside) < _FEWEST:
        return text
    for place in beside:
        lines[place] = _BESIDE.sub("", lines[place])
    for place in below:
        label = next((at for at in range(place - 1, max(-1, place - 1 - _REACH), -1) if lines[at].strip()), None)
        lines[place] = lines[label] if label is not None else ""
        if label is not None:
            lines[label] = ""
    return "\n".join(lines)
