"""What people say that shows who they are on a call: what reporters ask, whom a chair calls, whom an answer greets."""

import re

from onbackground.transcript.document import Role, Turn

THANKS_FOR_QUESTION = re.compile(
    r"(?i)^\W*(?:(?:yeah|yes|so|well|sure|great|hi|hey|hello|okay)\W+){0,2}(?:thank you|thanks)\b[^.?!]{0,25}"
    r"\bfor (?:the|that|your|those|these) (?:great |good )?questions?\b"
)
CALLED = re.compile(
    r"(?i)(?:\byour line is (?:now )?open\b"
    r"|\b(?:go|turn|move) (?:now |over |on |next |back )*(?:the line (?:over )?)?to (?:the line of )?(?-i:[A-Z])"
    r"|\b(?:next|final|last|first) question\b[^.?!:\[\]]{0,40}\b(?:from|to|is)\b"
    r"|\b(?:next|final|another) question(?: now)?(?:,? please)?[.?!]?$|\b(?:last|first) question(?:,? please)?[.!]?$"
    r"|\bcall(?:ing)? on (?-i:[A-Z]))[^\[\]]{0,120}$"
)
"""A reporter is called, at the end of a turn."""
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
_TO_THE_HOUSE = re.compile(r"(?i)\b(?:operator|moderator|instructions?|directions|queue|press (?:star|one|\d))\b")


def sounds_like_reporter(turn: Turn) -> bool:
    """Whether the words of ``turn`` are those of someone who asks: thanks for the call, a request, a question."""
    text = turn.text
    if len(text) > _LONGEST_QUESTION:
        return False
    thanks = thanks_for_call(turn)
    if not (thanks or ("?" in text and len(text.split()) >= _A_QUESTION)) or _TO_THE_HOUSE.search(text):
        return False
    said = (2 if thanks else 0) + sum(weight for cue, weight in _ASKING if cue.search(text))
    return said - sum(weight for cue, weight in _ANSWERING if cue.search(text)) >= _MORE_ASKED


def thanks_for_call(turn: Turn) -> bool:
    """Whether a turn begins with a reporter's thanks: for the call, for being asked."""
    return _THANKED.search(turn.text[:_BEGINNING]) is not None


def asks(turn: Turn) -> bool:
    """Whether a reporter asks in full sentences, and is not only making sure to be heard."""
    return turn.role is Role.REPORTER and "?" in turn.text and len(turn.text.split()) >= _A_QUESTION


def asks_nothing(turn: Turn) -> bool:
    """Whether many words are said, and no question or request among them."""
    text = turn.text
    return len(text.split()) >= _AN_ANSWER and "?" not in text and not any(cue.search(text) for cue, _ in _ASKING)


_A_QUESTION = 12
_LONGEST_QUESTION = 1500
_MORE_ASKED = 4
_BEGINNING = 250
_AN_ANSWER = 25
