"""Speakers who say that they are not the one the label says: "this is [Official Two]" under another's."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.aliases import Alias, bare_aliases, bracketed_aliases, number_of
from onbackground.transcript.findings.pointing import at, quoted
from onbackground.transcript.labels import resolve_label

_ADVERBS = ("actually", "just", "once", "again", "now", "also")
_THIS_IS = re.compile(
    r"(?:\b[Tt]his is|\b[Ii]t[’']s|\b[Ii]t is|\bI[’']m|\bI am|\b[Mm]y name is|\b[Ss]peaking is|\b[Yy]ou have)"
    rf"(?: (?:{'|'.join(_ADVERBS)}))*,? $"
)
_LAST_WORDS = ("is", "’s", "'s", "’m", "'m", "am", "have", *_ADVERBS)
_ENDS_OF_THIS_IS = tuple(f"{word}{sign} " for word in _LAST_WORDS for sign in ("", ","))
"""Looked for first: it is quick, and seldom there."""
_BEGINS = re.compile(
    r"(?:^|[.!?,—–]) ?"
    r"(?:(?:Yeah|Yes|Hi|Hey|Hello|So|Thanks|Thank you|Okay|And|Well|Sorry|everyone|all|guys|folks)[,.]? )*$"
)
_HERE = re.compile(r" (?:again|here|speaking|(?:on|from) the line|jumping in|with you)\b")
_OF_ANOTHER = re.compile(r"[’']s\b| (?:who|that|you|we|they|has|had|said|will|can|would|team)\b")
_NUMBER = re.compile(
    r"(?:[Nn]umber (?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)|(?:One|Two|Three|Four|Five|Six))\b"
    r"(?=[.,;—–-]|$| (?:here|again|from|speaking|jumping)\b)"
)
_TO_ALIAS = re.compile(r"(?i)\b(?:thanks|thank you)(?: so much| very much)?,? (?:to )?\[(?P<alias>[^\[\]]{3,60})\]")
_OPENING = 120
_BEFORE = 60


def names_of_others(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield where the speaker says to be another, by alias, or thanks the very one whose label it is."""
    for turn in turns:
        for index, text in enumerate(turn.paragraphs):
            for alias in _introduced(text):
                if _is_other_than(turn, alias.words):
                    said = quoted(text, alias.start, alias.end, before=8)
                    reason = f"“{said}” is said under the label “{turn.label}”: {alias.words} may be speaking"
                    yield at(FindingKind.MISATTRIBUTED, reason, turn, index, (alias.start, alias.end))
        if (own := _addressed_to_self(turn)) is not None:
            reason = f"“{own[0]}” is said under the label “{turn.label}”: another seems to be speaking"
            yield at(FindingKind.MISATTRIBUTED, reason, turn, 0, own.span())


def _introduced(text: str) -> Iterator[Alias]:
    """The aliases by which speakers introduce themselves: "this is [Official Two]", "[Official Two] here"."""
    for alias in (*bracketed_aliases(text), *bare_aliases(text)) if "[" in text or "Official" in text else ():
        said = _is_here(text, alias.start, alias.end) or _is_said_to_be(text, alias.start)
        if said and not _OF_ANOTHER.match(text, alias.end):
            yield alias
    for match in _NUMBER.finditer(text):
        here = match[0][0] in "Nn" and _is_here(text, *match.span())
        if here or _is_said_to_be(text, match.start()):
            yield Alias(*match.span(), match[0])


def _is_here(text: str, start: int, end: int) -> bool:
    """Whether a turn or sentence begins with the words, and they say who speaks: "[Official Two] here"."""
    return _HERE.match(text, end) is not None and _BEGINS.search(text[max(0, start - _BEFORE) : start]) is not None


def _is_said_to_be(text: str, place: int) -> bool:
    """Whether "this is" or the like stands before."""
    before = text[max(0, place - _BEFORE) : place]
    return before.endswith(_ENDS_OF_THIS_IS) and _THIS_IS.search(before) is not None


def _is_other_than(turn: Turn, alias: str) -> bool:
    """Whether ``alias`` names someone else than the speaker of the turn."""
    number, own = number_of(alias), number_of(turn.speaker)
    role = Role.OFFICIAL if number else resolve_label(alias)[1]
    if turn.role is not role and turn.role is not Role.OTHER:
        # An official may also moderate: of two without numbers nothing can be said.
        return {turn.role, role} != {Role.OFFICIAL, Role.MODERATOR}
    return number is not None and own is not None and number != own


def _addressed_to_self(turn: Turn) -> re.Match[str] | None:
    """The words with which somebody would thank, or call, the very one whose label it is."""
    opening = turn.paragraphs[0][:_OPENING] if turn.paragraphs else ""
    for match in _TO_ALIAS.finditer(opening) if "[" in opening else ():
        number = number_of(match["alias"])
        if turn.role is Role.MODERATOR and resolve_label(match["alias"])[1] is Role.MODERATOR:
            return match
        if turn.role is Role.OFFICIAL and number is not None and number == number_of(turn.speaker):
            return match
    return None
