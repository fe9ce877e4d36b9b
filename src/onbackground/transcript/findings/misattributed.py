"""Words that seem to be another speaker's than the label says."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.aliases import Alias, bare_aliases, bracketed_aliases, number_of
from onbackground.transcript.findings.cues import (
    CALLED,
    THANKS_FOR_QUESTION,
    asks,
    asks_nothing,
    sounds_like_reporter,
    thanks_for_call,
)
from onbackground.transcript.findings.pointing import at
from onbackground.transcript.labels import resolve_label

_THIS_IS = re.compile(
    r"(?:\b[Tt]his is|\b[Ii]t[’']s|\b[Ii]t is|\bI[’']m|\bI am|\b[Mm]y name is|\b[Ss]peaking is|\b[Yy]ou have)"
    r"(?: actually| just| once| again| now| also)*,? $"
)
_BEGINS = re.compile(
    r"(?:^|[.!?,—–]) ?"
    r"(?:(?:Yeah|Yes|Hi|Hey|Hello|So|Thanks|Thank you|Okay|And|Well|Sorry|everyone|all|guys|folks)[,.]? )*$"
)
_HERE = re.compile(r" (?:again|here|speaking|(?:on|from) the line|jumping in|with you)\b")
_OF_ANOTHER = re.compile(r"[’']s\b| (?:who|that|you|we|they|has|had|said|will|can|would|team)\b")
_NUMBER = re.compile(r"(?:One|Two|Three|Four|Five|Six)\b(?=[.,;—–-]|$| (?:here|again|from|speaking)\b)")
_BEFORE_NUMBER = re.compile(r"\b[Nn]umber $")
_GROUND_RULES = re.compile(
    r"(?i)\bbackground\b.{0,80}\battribut(?:ed|able)\b|\battribut(?:ed|able) (?:to|as)\b.{0,80}\bembargo"
)
_TO_ALIAS = re.compile(r"(?i)\b(?:thanks|thank you)(?: so much| very much)?,? (?:to )?\[(?P<alias>[^\[\]]{3,60})\]")
_OPENING = 120
_IN_SHORT = 150
_BEFORE = 60
_SHORT = 40
_MUCH = 40


def misattributed(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield the words under one label that are likely another speaker's."""
    chaired = sum(turn.role is Role.MODERATOR for turn in turns) > 1
    for number, turn in enumerate(turns):
        for index, text in enumerate(turn.paragraphs):
            for alias in _introduced(text):
                if _is_other_than(turn, alias.words):
                    said = text[max(0, alias.start - 8) : alias.end].strip(" .,")
                    reason = f"“{said}” is said under the label “{turn.label}”: {alias.words} may be speaking"
                    yield at(FindingKind.MISATTRIBUTED, reason, turn, index, (alias.start, alias.end))
        if not turn.paragraphs:
            continue
        before = turns[number - 1] if number else None
        following = turns[number + 1] if number + 1 < len(turns) else None
        if (shown := _in_anothers_part(turn, before, following, chaired=chaired)) is not None:
            yield at(FindingKind.MISATTRIBUTED, shown, turn, 0, (0, len(turn.paragraphs[0])))


def _introduced(text: str) -> Iterator[Alias]:
    """The aliases by which speakers introduce themselves: "this is [Official Two]", "[Official Two] here"."""
    for alias in (*bracketed_aliases(text), *bare_aliases(text)):
        before = text[max(0, alias.start - _BEFORE) : alias.start]
        this_is = _THIS_IS.search(before) or (_BEGINS.search(before) and _HERE.match(text, alias.end))
        if this_is and not _OF_ANOTHER.match(text, alias.end):
            yield alias
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _THIS_IS.search(_BEFORE_NUMBER.sub("", before)):
            yield Alias(*match.span(), match[0])


def _is_other_than(turn: Turn, alias: str) -> bool:
    """Whether ``alias`` names someone else than the speaker of the turn."""
    number, own = number_of(alias), number_of(turn.speaker)
    role = Role.OFFICIAL if number else resolve_label(alias)[1]
    if turn.role is not role and turn.role is not Role.OTHER:
        # An official may also moderate: of two without numbers nothing can be said.
        return {turn.role, role} != {Role.OFFICIAL, Role.MODERATOR}
    return number is not None and own is not None and number != own


def _in_anothers_part(turn: Turn, before: Turn | None, following: Turn | None, *, chaired: bool) -> str | None:
    """What the words show who speaks, where the label says otherwise; the turns around must agree."""
    answered = following is not None and following.role is Role.OFFICIAL
    asked = before is not None and asks(before)
    if turn.role is Role.REPORTER:
        return _not_a_reporters(turn, asked=asked, answered=answered, chaired=chaired)
    asked_next = following is not None and following.role is Role.REPORTER
    if turn.role is Role.OFFICIAL and chaired and asked_next and _calls(turn):
        return "these seem to be the moderator’s words under an official’s label: the next question is called"
    if (
        turn.role is Role.OFFICIAL
        and chaired
        and len(turn.text.split()) <= _IN_SHORT
        and _GROUND_RULES.search(turn.text)
    ):
        return "these seem to be the moderator’s words under an official’s label: the ground rules are said"
    if (own := _addressed_to_self(turn)) is not None:
        return f"“{own}” is said under the label “{turn.label}”: another seems to be speaking"
    if turn.role in (Role.OFFICIAL, Role.MODERATOR) and not asked and sounds_like_reporter(turn):
        label = "an official’s" if turn.role is Role.OFFICIAL else "a moderator’s"
        if answered or (following is not None and asked_next and asks_nothing(following)):
            return f"these seem to be a reporter’s words under {label} label: a question, which is answered next"
        if thanks_for_call(turn):
            return f"these seem to be a reporter’s words under {label} label: thanks for the call, and a question"
    return None


def _addressed_to_self(turn: Turn) -> str | None:
    """The words with which somebody would thank, or call, the very one whose label it is."""
    for match in _TO_ALIAS.finditer(turn.text[:_OPENING]):
        number = number_of(match["alias"])
        if turn.role is Role.MODERATOR and resolve_label(match["alias"])[1] is Role.MODERATOR:
            return match[0]
        if turn.role is Role.OFFICIAL and number is not None and number == number_of(turn.speaker):
            return match[0]
    return None


def _not_a_reporters(turn: Turn, *, asked: bool, answered: bool, chaired: bool) -> str | None:
    if THANKS_FOR_QUESTION.search(turn.paragraphs[0]) and not (answered and "?" in turn.text):
        return "these seem to be an official’s words under a reporter’s label: thanks for the question"
    if asks_nothing(turn) and not thanks_for_call(turn):
        if asked:
            return (
                "these seem to be an official’s words under a reporter’s label: they follow a question, and ask nothing"
            )
        if not answered and len(turn.text.split()) >= _MUCH:
            return (
                "these seem to be an official’s words under a reporter’s label: nothing is asked, and no answer follows"
            )
    if chaired and not answered and _calls(turn):
        return "these seem to be the moderator’s words under a reporter’s label: the next question is called"
    return None


def _calls(turn: Turn) -> bool:
    """Whether a reporter is called in few words, as a chair does."""
    return bool(turn.paragraphs) and len(turn.text.split()) <= _SHORT and bool(CALLED.search(turn.paragraphs[-1]))
