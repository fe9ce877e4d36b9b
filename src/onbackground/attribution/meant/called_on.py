"""What is said around a name that tells whether its bearer asks or answers: called on, thanked, given the floor."""

import re

from onbackground.attribution.phrases import phrases
from onbackground.attribution.vocabulary import ABBREVIATED

CALLING = re.compile(
    r"\b(?:go(?:ing)?(?:\s+(?:on|back|over|next|now))*\s+to|line\s+of|com(?:e|es|ing)\s+from"
    r"|call(?:ing)?\s+on|hear\s+from|turn\s+to|we(?:\s+have|['’]ve(?:\s+got)?)|first|next|last|lastly|finally)\b[^.?!\[\]]*$",
    re.I,
)
ASKS_NEXT = re.compile(
    r"(?i:\bquestions?\b[^.?!\[\]]{0,40}\b(?:from|go(?:es|ing)?\s+to|is)\s+(?:the\s+line\s+of\s+)?)"
    r"(?:[A-Z][\w’'-]+\s+){0,2}$"
    r"|(?i:\bunmute\s+(?:yourself|your\s+line|now),?\s+$)"
)
BEGINS_SENTENCE = re.compile(r"(?:^|[.?!:—]|\n\s*\n)\s*(?:(?!thanks\b)\w+,\s+){0,2}$", re.I)
LINE_OPENS = re.compile(
    r"(?:\s+[A-Z]\w+)?(?:\s+next)?[,.?]?\s+(?:(?:please,?\s+)?(?:go\s+(?:right\s+)?ahead|unmute)|your?\s+(?:line|should))\b",
    re.I,
)
BROKEN_INTO = re.compile(r"\s*[—–-]")
ASKS_MORE = re.compile(
    r"[,.?]?\s+(?:(?:did|do)\s+you\s+have\s+(?:a|any|another)\s+(?:follow|question)"
    r"|(?:can|could|would|will)\s+you\s+(?:please\s+)?(?:repeat|restate|ask)\s+(?:your|that|the)\b[^.?!]{0,20}\bquestion)",
    re.I,
)
QUESTION_OF = re.compile(
    r"['’]s?\s*[—–-]*\s*(?:\w+\s+){0,2}?questions?\b"
    r"|\s+(?:has\s+|had\s+|just\s+)?asked\s*(?:[.,?]|(?:first|about|earlier|before|already|last)\b)"
    r"|\s+(?:was|is)\s+(?:just\s+)?asking\b",
    re.I,
)
ASKED_BY = re.compile(
    r"\b(?:questions?|follow-ups?)\s+(?:that\s+came\s+)?from\s+$|\b(?:response|answer|reply|answered|responded)\s+to\s+$"
    r"|\byou\s+(?:just\s+)?(?:asked|raised)\b[^.?!\[\]]{0,60},\s+$",
    re.I,
)
ASKED_BY_AFTER = re.compile(r"(?:['’]s)?\s*(?:[,.?!;:—–]|--|$)|\s+(?:and\s+[A-Z]|about\b|earlier\b)")
THANKED_FOR_QUESTION = re.compile(
    r"\b(?:thanks?|thank\s+you|appreciate|great|good|fair|excellent|important)\b[^.?!\[\]]{0,30}\bquestions?,?\s+$",
    re.I,
)
_A_QUESTION = (
    r"\b(?:question|follow-up|one|this|that|it|another)(?:['’]s|\s+(?:is|would\s+be|goes))?"
    r"(?:\s+(?:probably|really|more|best|maybe|one))*"
)
QUESTION_FOR = re.compile(rf"{_A_QUESTION}\s+for\s+$", re.I)
ASKED_OF = re.compile(rf"(?:{_A_QUESTION}|(?:^|[.?!;:—–,])(?:\s*(?:and|then|so))*)\s*\b(?:for|to)\s+$", re.I)
"""Before the name of whom a reporter asks; of the first, nothing but a question is."""
NAMED_TO_THE_END = re.compile(r"(?:[\s,]+(?:the\s+)?[A-Z][\w.&’'-]+){0,7}(?:\s+next)?\W*")
"""The rest of a turn that ends with whom it calls on, and the outlet: " Merrow, Fable Courier."."""
INTRODUCING = re.compile(
    r"\b(?:this\s+is|it['’]s|i['’]m|i\s+am|my\s+name\s+is|my\s+name['’]s)[\s,]+(?-i:[A-Z][\w’'-]+\s+)?$", re.I
)
OPENING = re.compile(r"[^.?!:]{0,60}[,—–]?\s*$|(?:[\w’' ,]{1,40}[.!—–]+\s+){1,2}(?:[\w’']+,?\s+){0,4}$")
VOCATIVE_BEFORE = re.compile(
    r"(?:^|[,.?!:;—–]|\b(?:thanks|you|hi|hey|hello|yes|yeah|sure|so|sorry|and))[\s,—–]*$", re.I
)
VOCATIVE_AFTER = re.compile(r"\s*(?:[,.?!;:—–]|--|$)")
HANDED = re.compile(
    r"\b(?:over|back|turn|hand|pass|defer|kick|throw|toss)\b[^.?!]{0,20}\bto\s+(?:you,?\s+)?$"
    r"|\b(?:as|like|what|let|have|joined\s+by|colleague,?)\s+$",
    re.I,
)
_OFFERED = re.compile(
    r"\b"
    + phrases(
        "(?:anything|something)(?: else)? (?:from|for) you",
        "(?:anything|something|want(?:ed)?|like|care) to (?:add(?: (?:to|on) (?:that|this|it))?|jump in)",
        "(?:get|got|is|was) that (?:right|fair|correct)",
    )
    + r"[\s,]+$",
    re.I,
)
"""Before the name of somebody to whom the floor is offered, who may as well have asked."""
_KNOWS = re.compile(
    r",?\s+"
    + phrases(
        r"please[.,]",
        r"anything\b",
        r"(?:jump|chime|weigh) in\b",
        r"correct me\b",
        r"(?:over|back) to you\b",
        r"is that (?:right|fair|correct)\b",
        r"you (?:were|led|wrote|drafted|negotiated|ran)\b",
        r"(?:I think )?(?:that|this)(?: one)?(?:['’]s| is) yours\b",
        r"for (?:laying|walking|running|setting|explaining|outlining|covering|summing|summarizing)\b",
    ),
    re.I,
)
"""After the name of somebody who is spoken to as one who answers, though one of that name has asked."""
PRESENT_BEFORE = re.compile(
    rf"(?:{_A_QUESTION}\s+for|\b(?:know|see|sure)\s+(?:if|whether)|\b(?:echo|agree\s+with|I\s+see))\s+$", re.I
)
PRESENT_AFTER = re.compile(
    r"\s+"
    + phrases(
        "(?:may|might|would|could) (?:also )?(?:want|like|have|be able)",
        "is (?:also |right )?(?:on the (?:line|call|phone)|here|with us|nodding|shaking|(?:better|best) placed)",
        "wanted to (?:add|say|speak|jump|come in)",
        "(?:is|was) (?:absolutely |exactly |quite )?(?:right|correct)",
        "and (?:I|me)|told (?:me|us)",
        "left off",
        "(?:just |already )?(?:covered|walked (?:you |us )?through|ran (?:you )?through|went (?:over|through))",
    )
    + r"\b",
    re.I,
)
"""Before and after the name of somebody of whom an official or the moderator speaks as one on the call."""
TAKES = re.compile(
    r",?\s+(?:(?:do\s+you|if\s+you|did\s+you|you)\s+(?:want|care)|would\s+you\s+like|anything\b|over\s+to\s+you"
    r"|(?:can|could|will|would)\s+you\s+(?:take|start|talk|add|speak|address|answer|handle|maybe|please)"
    r"|maybe\s+you|you\s+can|why\s+don|take\s+(?:that|it)|I['’](?:ll|d\s+like\s+to)\s+(?:turn|hand|pass|give|kick|let|throw))",
    re.I,
)
YOUR_QUESTION = re.compile(
    r"\s*[,.—–][^.?!\[\]]{0,40}\b(?:your|for\s+(?:the|that|those))\s+(?:\w+\s+)?(?:questions?|follow-up|second|first|point)\b",
    re.I,
)
GREETING = re.compile(
    r"\s*(?:(?:thanks?|thank\s+you|hi|hey|hello|good\s+\w+|yes|yeah|no|sure|well|so|great|okay|very\s+much|so\s+much|again)\b"
    r"[\s,.—–]+){1,5}",
    re.I,
)
CALLS_SOMEBODY = re.compile(r"\bquestion\b|\bgo\s+to\b|\byour\s+line\b|\bunmute|\bline\s+of\b", re.I)


TITLE = re.compile(rf"\b(?:{'|'.join(sorted(ABBREVIATED))})\.\s+$", re.I)
"""What the full stop of "Dr." is: no end of a sentence."""
ON_RECORD = re.compile(r"(?:MR|MS|MRS|DR)\.?\s")


def may_answer(before: str, after: str) -> bool:
    """Whether somebody is spoken to as one who answers, by what stands around the name, whoever of it has asked."""
    return _OFFERED.search(before) is not None or _KNOWS.match(after) is not None
