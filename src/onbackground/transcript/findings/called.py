"""Who is given the floor, and who speaks then."""

import re
from collections.abc import Iterator

from onbackground.transcript.document import Finding, FindingKind, Role, Turn
from onbackground.transcript.findings.aliases import LONGEST_ALIAS, Alias, number_of, officials_in
from onbackground.transcript.findings.cues import called_in
from onbackground.transcript.findings.pointing import at

_GIVES = re.compile(
    r"(?i)\b(?:over to(?: you,)?"
    r"|(?:turn|hand|pass|kick|throw|toss|send|give)(?:ing)? (?:it |this |things |the \w+ )?(?:over |off )*to(?: you,)?"
    r"|go(?:ing)? (?:next |now |over )*to|hear (?:first |next |now )?from"
    r"|(?:start|begin|kick off) (?:us off |things off )?with|defer to|let|invite|yield to)"
    r"(?: our| my colleague,?| the)?\s*$"
)
_TAKES = re.compile(
    r"(?i),? ?(?:over to you|(?:please )?go ahead|the floor is yours|please|take it away|to you"
    r"|(?:do you|would you|did you|if you|can you|could you|you)"
    r" (?:want|like|care|take|start|jump|speak|mind|kick|go)\b(?! me\b)"
    r"|I[’'](?:ll|d) (?:let|have) you|why don[’']t you|(?:is|will be) (?:next|first)|take (?:that|this|it))\b"
)
_OR = re.compile(r"(?i),?(?: (?:and|or|then|maybe|perhaps|to))* ")
"""Between two of whom either may take the floor."""
_OPENS = re.compile(
    r"(?i)\b(?:open (?:it|the (?:line|floor|call)|things|this)?\s*(?:up )?(?:to|for)"
    r"|take (?:some|a few|your|any|a couple)[\w ]{0,20} questions|ready (?:to go to|for|to take)[\w ]{0,20} questions?"
    r"|(?:go|move|turn) to (?:the |some |your )?(?:Q&A|questions)|queue up|instructions|directions)"
    r"\b[^.?!]*[.?!](?: [^.?!]{0,40}[.!])?$"
)
_REMARKS_FIRST = re.compile(r"(?i)\b(?:over to|hand|remarks|thoughts|few words|at the top|after (?:that|which)|then)\b")
_CUT = re.compile(r"[—–-]\s*$")
_GREETS = re.compile(
    r"(?i)(?:[’'](?:s|re|ve)\b|\W|\b(?:hi|hey|hello|good|morning|afternoon|evening|day|great|nice|to|see|hear|have|from|you"
    r"|thanks|thank|so|much|for|joining|being|here|on|how|are|is|it|the|that|going|doing|there|again|yes|yeah|sure|okay"
    r"|welcome|please|go|ahead|floor|yours|your|line|open|well|oh|and|with|us|today|back|we|i|(?-i:[A-Z]\w*))\b)*+"
)
_WAITS_FOR_THE_LINE = re.compile(
    r"(?i)\b(?:can[’']?(?:t|not)? hear|unmute|mute|muted|(?:your|the|his|her|their) (?:line|audio|phone|sound)"
    r"|lost (?-i:[A-Z])\w+|dropped|(?:one|a|just a) (?:moment|second|minute)|hold on|bear with|technical|come back to"
    r"|circle back|try again|(?:you|they|he|she) there|in the queue|no (?:more )?questions|go ahead)\b"
    r"|^\W*(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?\?"
)
_SHORTLY = 25
"""Words of a turn that only greets, at most."""
_FROM_THE_END = 160
"""In so many characters at the end of a turn the floor is given."""


def floors_not_taken(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    """Yield where a reporter is called, or an official given the floor, and somebody else speaks next."""
    for number, turn in enumerate(turns[:-1]):
        if turn.paragraphs and turn.role in (Role.MODERATOR, Role.OPERATOR):
            yield from _not_asked(turn, turns[number + 1 : number + 5])
        if turn.paragraphs and turn.role in (Role.MODERATOR, Role.OFFICIAL):
            yield from _not_handed(turn, turns[number + 1])


def _not_asked(turn: Turn, after: tuple[Turn, ...]) -> Iterator[Finding]:
    """A reporter is called, and the next to speak (but for the operator, who opens the line) is no reporter."""
    last = len(turn.paragraphs) - 1
    following = [one for one in after if one.role is not Role.OPERATOR]
    if not following or (speaks := following[0]).role not in (Role.MODERATOR, Role.OFFICIAL):
        return
    called = called_in(turn.paragraphs[last]) or _opened(turn.paragraphs[last])
    if called is None or speaks.speaker == turn.speaker or _CUT.search(turn.paragraphs[last]):
        return
    if not (following[1:2] and following[1].role is not Role.OFFICIAL and _lets_ask(speaks)):
        reason = f"a reporter is called, or any to ask, and “{speaks.label}” speaks next"
        yield at(FindingKind.NO_QUESTION, reason, turn, last, called.span())


def _lets_ask(turn: Turn) -> bool:
    """Whether a turn only greets the one who is called, or waits for the line."""
    shortly = len(turn.text.split()) <= _SHORTLY
    return shortly and bool(_GREETS.fullmatch(turn.text) or _WAITS_FOR_THE_LINE.search(turn.text))


def _opened(text: str) -> re.Match[str] | None:
    """Where questions are asked for at the end of a paragraph, and nobody else is given the floor before."""
    opened = _OPENS.search(text, max(0, len(text) - _FROM_THE_END))
    return opened if opened is not None and not _REMARKS_FIRST.search(text) else None


def _not_handed(turn: Turn, following: Turn) -> Iterator[Finding]:
    """The floor is given to an alias, and somebody else speaks next."""
    last = len(turn.paragraphs) - 1
    text = turn.paragraphs[last]
    named = [
        alias
        for alias in officials_in(text, max(0, len(text) - _FROM_THE_END - LONGEST_ALIAS))
        if len(text) - alias.end < _FROM_THE_END
    ]
    given = next((number for number, alias in enumerate(named) if _is_given(alias, text)), None)
    if given is None or following.role is Role.OPERATOR:
        return
    first = named[given]
    reason = f"the floor is given to “{first.words}”, and “{following.label}” speaks next"
    if following.role is Role.REPORTER:
        yield at(FindingKind.LOST_TURN, reason, turn, last, (first.start, first.end))
    elif following.role is Role.OFFICIAL:
        while given and _OR.fullmatch(text, named[given - 1].end, named[given].start):
            given -= 1
        wanted = {number_of(one.words) for one in named[given:]}
        speaks = number_of(following.speaker)
        if speaks and all(wanted) and speaks not in wanted:
            yield at(FindingKind.MISATTRIBUTED, reason, turn, last, (first.start, first.end))


def _is_given(alias: Alias, text: str) -> bool:
    """Whether the floor is given to an alias by what stands before or after it."""
    before = text[max(0, alias.start - 60) : alias.start]
    return _GIVES.search(before) is not None or _TAKES.match(text, alias.end) is not None
