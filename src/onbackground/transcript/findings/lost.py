"""Where somebody seems to have spoken, and it is not printed."""

import re
from collections.abc import Iterator
from itertools import pairwise

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.aliases import BRACKETED
from onbackground.transcript.findings.cues import GOES_ON, THANKS_FOR_QUESTION, asks, asks_nothing, called_in
from onbackground.transcript.findings.heard import asked_if_heard, is_answered
from onbackground.transcript.findings.pointing import at, at_end

_COURTESY = re.compile(
    r"(?i)(?:\W|[’']s\b|\b(?:thank|thanks|you|so|very|much|great|okay|ok|all|right|perfect|good|and|now|for|that|the"
    r"|question|let[’']s|we|we[’']ll|can|will|i|think|have|take|our|do|to|it|is|with|go|a|one|more|up|time|well|then|also|again"
    r"|speakers?|us|hello|hi|everybody|joining|being"
    r"|next|first|last|final|another|your|line|from|of|open|other|sorry|everyone|folks|guys|operator|awesome"
    r"|excellent|appreciate)\b)*"
)
_THANKS_TO_ALIAS = re.compile(
    r"(?i)\b(?:thanks|thank you)(?: so much| very much| again)?,?(?: to| both)?(?:,? (?:and )?\[[^\[\]]{3,60}\])+"
)

_BEGINS = re.compile(
    r"(?i)(?:\W|\b(?:yes|yeah|oh|okay|so|well|great|thanks|thank you|and)\b)*"
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|day))\b[^?]*$"
    r"|(?:(?:hi|hello)\W+)?(?:can|could|may|might) I ask\b"
    r"|(?:I (?:just )?(?:have|had|wanted to ask)|I[’']ve got|just)"
    r" (?:a|one|two|three|a couple(?: of)?|my|you|about)\b[^?]*$)"
)
_NO_QUESTION = re.compile(
    r"(?i)\b(?:no (?:more )?questions?|asked|answered|covered|same|colleague|nothing|bye|I[’']m (?:good|done))\b"
)
_A_REPLY = 30
"""Words of an answer to who asks to be heard, at most."""
_A_BEGINNING = 20
"""Words of a turn in which a reporter only begins, at most."""
_CHAIRS = (Role.MODERATOR, Role.OPERATOR)
_SHARED = frozenset({"QUESTION", "REPORTER", "UNIDENTIFIED REPORTER"})
"""Labels of several reporters."""


def lost_turns(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield the turns after which, or in which, words are missing: one finding for each place."""
    for turn, following in pairwise(turns):
        if (reason := _missing(turn, following)) is not None:
            yield at_end(FindingKind.LOST_TURN, reason, turn)
    if turns and not turns[-1].paragraphs:
        yield at(FindingKind.LOST_TURN, _without_words(turns[-1]), turns[-1])


def _without_words(turn: Turn) -> str:
    return f"the label “{turn.label}” stands without words"


def _missing(turn: Turn, following: Turn) -> str | None:
    """Why something seems to be missing between two turns, or in the first of them."""
    if not turn.paragraphs:
        return _without_words(turn)
    if turn.paragraphs == following.paragraphs:
        return None  # told as repeated
    if (asked := asked_if_heard(turn)) is not None:
        what = f"“{asked[0].strip()}” is asked"
        if turn.speaker == following.speaker and not _may_be_another(turn, following, asked):
            return f"{what}, and the same label follows: the answer is not printed"
        if not is_answered(asked, turn, following):
            return f"{what}, and what follows is no answer to it: turns seem lost"
    if turn.speaker == following.speaker and _stands_for_one(turn):
        return f"“{turn.speaker}” is printed twice in a row: what was said between seems lost"
    if following.role is Role.REPORTER and asks(turn) and not asks_nothing(following):
        return "a question, and another reporter’s words follow it: the answer is not printed"
    if turn.role is following.role is Role.REPORTER and _only_begins(turn):
        return "a reporter only begins, and another label follows: what was said between seems lost"
    if turn.role in _CHAIRS and following.role is Role.OFFICIAL and THANKS_FOR_QUESTION.match(following.text):
        return f"“{following.label}” thanks for a question next, and none is printed"
    if following.role in _CHAIRS and asks(turn) and _goes_on(following):
        return f"a question, and “{following.label}” goes on to the next: the answer is not printed"
    return None


def _may_be_another(turn: Turn, following: Turn, asked: re.Match[str]) -> bool:
    """Whether another bearer of an official's label answers, in few words."""
    shared = turn.role is Role.OFFICIAL and not _stands_for_one(turn)
    return shared and len(following.text.split()) <= _A_REPLY and is_answered(asked, turn, following)


def _only_begins(turn: Turn) -> bool:
    """Whether a reporter greets, or says that a question comes, and nothing more."""
    short = len(turn.text.split()) <= _A_BEGINNING
    return short and _BEGINS.match(turn.text) is not None and _NO_QUESTION.search(turn.text) is None


def _goes_on(turn: Turn) -> bool:
    """Whether a chair only thanks and goes on, to the next question or the end of the call."""
    text = _THANKS_TO_ALIAS.sub("thanks", turn.text)
    if BRACKETED.search(text):
        return False
    found = filter(None, (called_in(text), GOES_ON.search(text)))
    cue = min((one.start() for one in found), default=None)
    return cue is not None and _COURTESY.fullmatch(text[:cue]) is not None


def _stands_for_one(turn: Turn) -> bool:
    """Whether one person alone bears the label; several reporters, and officials without a number, share theirs."""
    if turn.role in _CHAIRS:
        return True
    if turn.role is Role.REPORTER:
        return turn.speaker not in _SHARED
    return turn.role is Role.OFFICIAL and not turn.speaker.endswith(("OFFICIAL", "ANSWER"))
