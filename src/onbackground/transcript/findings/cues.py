"""What people say that shows who they are on a call: what reporters ask, whom a chair calls, whom an answer greets."""

import re

from onbackground.transcript.document import Role, Turn

THANKS_FOR_QUESTION = re.compile(
    r"(?i)\W*(?:(?:yeah|yes|so|well|sure|great|hi|hey|hello|okay)\W+){0,2}(?:thank you|thanks)\b[^.?!]{0,25}"
    r"\bfor (?:the|that|your|those|these) (?:great |good )?questions?\b"
)
"""Matched at the beginning of a turn."""

_CALLED = re.compile(
    r"(?i)(?:\byour line is (?:now )?open\b"
    r"|\b(?:go|turn|move) (?:now |over |on |next |back )*(?:the line (?:over )?)?to (?:the line of )?(?-i:[A-Z])"
    r"|\b(?:next|final|last|first) question\b[^.?!:\[\]]{0,40}\b(?:from|to|is)\b"
    r"|\b(?:next|final|another) question(?: now)?(?:,? please)?[.?!]?$|\b(?:last|first) question(?:,? please)?[.!]?$"
    r"|\bcall(?:ing)? on (?-i:[A-Z]))[^\[\]]{0,120}$"
)
GOES_ON = re.compile(
    r"(?i)\b(?:(?:next|last|final|another) (?:question|caller|reporter)|more questions?|all the (?:time|questions)"
    r"|all (?:we have|of our) (?:time|questions)|(?:this|that) (?:concludes|ends|will conclude)"
    r"|wrap (?:it |things |this )?up|thank you all|thanks,? (?:everyone|all)"
    r"|(?:end|out) of (?:our )?time|(?:got|have) to wrap|our speakers|for joining|as a reminder)\b"
)
"""A chair goes on to the next question, or to the end."""

_THANKED = re.compile(
    r"(?i)\b(?:thank you|thanks|appreciate)\b[^.?!]{0,40}?\b(?:for )?(?:(?:doing|taking|holding|hosting|having"
    r"|organizing|the|this|your) )+(?:this|the|my|our|call|time|questions?|opportunity|briefing)\b"
)
_ASKING = (
    (re.compile(
        r"(?i)\b(?:my|a|one|two|three|quick|first|second|other|couple(?: of)?|another) "
        r"(?:quick |very |other |brief |short )*questions?\b"), 2),
    (re.compile(
        r"(?i)\b(?:(?:want|wanted|like|going|hoping) to (?:ask|see if|know|follow|get your|clarify|go back|check)"
        r"|wondering|wonder (?:if|whether)|I(?:[’']m| am|[’']d| would) (?:just )?(?:be )?curious|I was hoping)\b"), 3),
    (re.compile(
        r"(?i)\b(?:can|could|would) you (?:guys |all |just |please |also |maybe |possibly |be able to )*"
        r"(?:talk|speak|say|tell|give|clarify|explain|elaborate|share|describe|comment|confirm|walk|expand|address"
        r"|discuss|help|provide)\b"), 3),
    (re.compile(r"\?[”\"]?(?:\s+(?:And )?(?:[Tt]hank(?:s| you))[^.?!]{0,40}[.!]?)?\s*$"), 3),
    (re.compile(r"(?i)\bfollow(?:ing)?[- ]up\b"), 1),
)  # fmt: skip
_ANSWERING = (
    (re.compile(r"(?i)\b(?:thank you|thanks|appreciate)\b[^.?!]{0,20}\b(?:the|that|your) (?:\w+ )?questions?\b"), 3),
    (re.compile(r"(?i)\b(?:I would|I[’']d|I[’']ll|would) (?:just )?(?:refer|point|note|say|add)\b"), 1),
)
_GIVES_THE_FLOOR = re.compile(
    r"(?i)\b(?:you (?:all |both |guys )?(?:want|care|like|wish) to "
    r"(?:go (?:ahead|first)|take (?:that|this|it|the)|start|begin|kick|jump|chime|weigh)\b|over to you\b"
    r"|take it away\b|the floor is yours\b)"
)
_TO_THE_HOUSE = re.compile(r"(?i)\b(?:operator|moderator|instructions?|directions|queue|press (?:star|one|\d))\b")
_LONGEST_CALL = 400
"""In so many characters a reporter is called."""
_TO_GIVE_IT = 100
"""In so many the floor is given."""
_BEGINNING = 250
"""In so many a turn thanks for the call."""
_LONGEST_QUESTION = 1500
_A_QUESTION, _AN_ANSWER = 12, 25
"""Words of a question, and of an answer, at least."""
_MORE_ASKED = 4
"""By so much the cues of a question outweigh those of an answer."""


def called_in(text: str) -> re.Match[str] | None:
    """Where a reporter is called, at the end of the words of a turn."""
    end = text[-_LONGEST_CALL:].lower()
    called = any(map(end.__contains__, ("line", "question", " to ", "call")))
    return _CALLED.search(text, max(0, len(text) - _LONGEST_CALL)) if called else None


def sounds_like_reporter(turn: Turn) -> bool:
    """Whether the words of ``turn`` are those of someone who asks: thanks for the call, a request, a question."""
    text = turn.text
    if len(text) > _LONGEST_QUESTION:
        return False
    thanks = thanks_for_call(turn)
    if not (thanks or ("?" in text and has_words(text, _A_QUESTION))) or _TO_THE_HOUSE.search(text):
        return False
    said = (2 if thanks else 0) + sum(weight for cue, weight in _ASKING if cue.search(text))
    return said - sum(weight for cue, weight in _ANSWERING if cue.search(text)) >= _MORE_ASKED


def gives_the_floor(turn: Turn) -> bool:
    """Whether the last words of a turn give the floor to somebody: "Do you want to go ahead?"."""
    return _GIVES_THE_FLOOR.search(turn.text, max(0, len(turn.text) - _TO_GIVE_IT)) is not None


def thanks_for_call(turn: Turn) -> bool:
    """Whether a turn begins with a reporter's thanks: for the call, for being asked."""
    begins = turn.text[:_BEGINNING]
    thanks = any(map(begins.lower().__contains__, ("thank", "appreciate")))
    return thanks and _THANKED.search(begins) is not None


def asks(turn: Turn) -> bool:
    """Whether a reporter asks in full sentences, and is not only making sure to be heard."""
    return turn.role is Role.REPORTER and "?" in turn.text and has_words(turn.text, _A_QUESTION)


def has_words(text: str, number: int) -> bool:
    """Whether a text has so many words, or more."""
    return len(text.split(None, number - 1)) == number


def asks_nothing(turn: Turn) -> bool:
    """Whether many words are said, and no question or request among them."""
    text = turn.text
    return has_words(text, _AN_ANSWER) and "?" not in text and not any(cue.search(text) for cue, _ in _ASKING)
