"""Brackets that do not pair, and aliases that lost theirs."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Turn
from onbackground.transcript.findings.aliases import Alias, bare_aliases
from onbackground.transcript.findings.pointing import at, quoted

_NEAR = 70
"""Two slips within as many characters are told as one."""
_ALIAS_WORDS = (
    r"(?:senior )?(?:[a-z]+ ){0,3}(?:officials?|moderator)(?: (?:number )?(?:one|two|three|four|five|six|\d))?"
)
_BRACKET = re.compile(r"[\[\]]")
_WRONG_KIND = re.compile(rf"(?i)[({{]{_ALIAS_WORDS}[)}}]")
_PHRASE = "enior administration official"
_UNNUMBERED = re.compile(r"\b[Ss]enior administration official\b(?! (?:number )?(?:one|two|three|four|\d)\b|[”\"])")
_IN_ADDRESS = re.compile(
    r"(?:^|[.?!] |\b(?:[Tt]hanks|[Tt]hank you|[Ss]ure|[Yy]eah|[Hh]i|[Hh]ey|[Mm]orning|[Aa]fternoon|[Ee]vening),? "
    r"|\b(?:to|from|and|or|with|is|let|you),? )$"
)
_ANNOUNCED = re.compile(
    r"(?i)\b(?:hereafter|henceforth|(?:refer|known|appear|identif|list)\w*\b[^.;]{0,60}? as|"
    r"will be|we(?: wi|[’'])ll have)[ ,:]+"
    r"(?:an? )?senior (?:[\w.]+ ){1,3}officials? (?:number )?(?:one|two|three|four|\d)\b"
)
"""That officials are called by their numbers aloud: "hereafter Senior State Department Official Number One"."""
_AS_A_PHRASE = re.compile(r"(?i)\b(?:as|attribut\w+ to)(?: an?| the)? \W?$|[“\"]$")


def unbalanced_brackets(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield brackets opened and not closed, closed and not opened, of another kind, or missing around an alias."""
    yield from _unpaired(turns)
    spoken = [paragraph for turn in turns for paragraph in turn.paragraphs]
    aliased = any("[" in paragraph for paragraph in spoken) and not any(map(_ANNOUNCED.search, spoken))
    for turn in turns:
        for index, text in enumerate(turn.paragraphs):
            for match in _WRONG_KIND.finditer(text):
                reason = f"an alias stands in other brackets than the usual ones: “{match[0]}”"
                yield at(FindingKind.UNBALANCED_BRACKET, reason, turn, index, match.span())
            for alias in _unbracketed(text) if aliased else ():
                if not _beside_a_bracket(text, alias) and not _AS_A_PHRASE.search(
                    text[max(0, alias.start - 20) : alias.start]
                ):
                    reason = f"an alias stands without brackets: “{alias.words}”"
                    yield at(FindingKind.UNBALANCED_BRACKET, reason, turn, index, (alias.start, alias.end))


def _unbracketed(text: str) -> Iterator[Alias]:
    """Aliases with a number, and such as stand where somebody is spoken to: no phrase to be quoted under."""
    yield from bare_aliases(text)
    for match in _UNNUMBERED.finditer(text) if _PHRASE in text else ():
        if _IN_ADDRESS.search(text[max(0, match.start() - 20) : match.start()]):
            yield Alias(*match.span(), match[0])


def _beside_a_bracket(text: str, alias: Alias) -> bool:
    """Whether a bracket stands open before, or closes after: then it is about pairs."""
    before, after = text[max(0, alias.start - 40) : alias.start], text[alias.end : alias.end + 14]
    return bool(re.search(r"[\[({][^.\])}]*$|\](?:, )?$", before) or re.match(r"[^.\[({]*[\])}]|\[", after))


def _unpaired(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    carried = False
    for turn in turns:
        opened: tuple[int, int] | None = None
        told = (-1, -_NEAR)
        for index, text in enumerate(turn.paragraphs):
            for match in _BRACKET.finditer(text) if "[" in text or "]" in text else ():
                place = (index, match.start())
                if match[0] == "[":
                    wrong, what, opened = opened, "is not closed", place
                elif opened is not None:
                    wrong, opened = None, None
                else:
                    wrong, what = (None if carried else place), "is not opened"
                    carried = False
                if wrong is not None and not (told[0] == wrong[0] and wrong[1] - told[1] < _NEAR):
                    yield _unbalanced(turn, *wrong, what)
                    told = wrong
        carried = False
        if opened is not None:
            carried = opened[0] == len(turn.paragraphs) - 1 and len(turn.paragraphs[-1]) - opened[1] < _NEAR
            if not (told[0] == opened[0] and opened[1] - told[1] < _NEAR):
                yield _unbalanced(turn, *opened, "is not closed")


def _unbalanced(turn: Turn, paragraph: int, position: int, what: str) -> Finding:
    near = quoted(turn.paragraphs[paragraph], position, position + 1, before=30, after=40)
    return at(FindingKind.UNBALANCED_BRACKET, f"a bracket {what}: “{near}”", turn, paragraph, (position, position + 1))
