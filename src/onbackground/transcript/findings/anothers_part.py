"""Words that show a part in the call other than the label's: a question, an answer, what the chair says."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.cues import (
    THANKS_FOR_QUESTION,
    asks,
    asks_nothing,
    called_in,
    gives_the_floor,
    has_words,
    sounds_like_reporter,
    thanks_for_call,
)
from onbackground.transcript.findings.pointing import at

_GROUND_RULES = re.compile(
    r"(?i)\bbackground\b.{0,80}\battribut(?:ed|able)\b|\battribut(?:ed|able) (?:to|as)\b.{0,80}\bembargo"
)
_LEADS = re.compile(
    r"(?i)\b(?:concludes (?:our|the|this)|all the (?:time|questions) we have|open (?:it|the line) up"
    r"|(?:directions|instructions) (?:again )?(?:on|to|for)|take (?:some|a few|your) questions)\b"
)
_WORDS_THAT_LEAD = ("conclude", "all the", "up", "directions", "instructions", "take")
"""One of these is in what leads a call: the quick look before the long one."""
_WORDS_OF_A_CALL = 40
_A_CHAIRS_TURN = 900
_MUCH = 40
_WHOSE = {Role.OFFICIAL: "an official’s", Role.MODERATOR: "a moderator’s", Role.REPORTER: "a reporter’s"}


def words_of_another_part(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield the turns whose words are a reporter's, an official's or the chair's, where the label says otherwise."""
    led = sum(turn.role is Role.MODERATOR for turn in turns) > 1
    for number, turn in enumerate(turns):
        if not turn.paragraphs or turn.role not in _WHOSE:
            continue
        before = turns[number - 1] if number else None
        after = turns[number + 1] if number + 1 < len(turns) else None
        shown = _under_reporter(turn, before, after) if turn.role is Role.REPORTER else _not_asking(turn, before, after)
        if shown is None and led:
            shown = _of_the_chair(turn, after)
        if shown is not None:
            reason = f"these seem to be {shown[0]} words under {_WHOSE[turn.role]} label: {shown[1]}"
            yield at(FindingKind.MISATTRIBUTED, reason, turn, 0, (0, len(turn.paragraphs[0])))


def _under_reporter(turn: Turn, before: Turn | None, after: Turn | None) -> tuple[str, str] | None:
    """An official's words under a reporter's label: whose, and what shows it."""
    answered = _is(after, Role.OFFICIAL)
    if THANKS_FOR_QUESTION.match(turn.paragraphs[0]) and not (answered and "?" in turn.text):
        return "an official’s", "thanks for the question"
    if not asks_nothing(turn) or thanks_for_call(turn):
        return None
    if before is not None and asks(before):
        return "an official’s", "they follow a question, and ask nothing"
    if not answered and has_words(turn.text, _MUCH):
        return "an official’s", "nothing is asked, and no answer follows"
    return None


def _not_asking(turn: Turn, before: Turn | None, after: Turn | None) -> tuple[str, str] | None:
    """A reporter's words under an official's or a moderator's label, or an official's under a moderator's."""
    if before is not None and asks(before):
        thanks = turn.role is Role.MODERATOR and "[" not in turn.text and THANKS_FOR_QUESTION.match(turn.paragraphs[0])
        return ("an official’s", "thanks for the question") if thanks else None
    if not sounds_like_reporter(turn) or (turn.role is Role.MODERATOR and gives_the_floor(turn)):
        return None
    if _is(after, Role.OFFICIAL) or (after is not None and _is(after, Role.REPORTER) and asks_nothing(after)):
        return "a reporter’s", "a question, which is answered next"
    return ("a reporter’s", "thanks for the call, and a question") if thanks_for_call(turn) else None


def _of_the_chair(turn: Turn, after: Turn | None) -> tuple[str, str] | None:
    """The chair's words under another label: a reporter is called, the ground rules said, the call opened or closed."""
    if turn.role is Role.MODERATOR:
        return None
    calls = not has_words(turn.text, _WORDS_OF_A_CALL + 1) and called_in(turn.paragraphs[-1])
    if calls:
        shown = "the next question is called" if _is(after, Role.REPORTER) else None
    else:
        shown = "they lead the call" if len(turn.text) <= _A_CHAIRS_TURN and _leads(turn.text) else None
    return ("the moderator’s", shown) if shown is not None and not thanks_for_call(turn) else None


def _leads(text: str) -> bool:
    """Whether the ground rules are said, or the call is led on or closed."""
    lowered = text.lower()
    if "attribut" in lowered and _GROUND_RULES.search(text):
        return True
    return any(map(lowered.__contains__, _WORDS_THAT_LEAD)) and _LEADS.search(text) is not None


def _is(turn: Turn | None, role: Role) -> bool:
    return turn is not None and turn.role is role
