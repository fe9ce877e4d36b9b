"""How people talk about an embargo: they ask, answer, mend what they said, say it again, and are not sure."""

from onbackground.transcript.calendar_names import WEEKDAY
from onbackground.transcript.reading.embargo.words.vocabulary import HOUR_WORD, USE, pattern

ASKED = pattern(
    r"\b(?:any|what|and|sorry|the|—),? embargo\?|\bembargo\b[^?!]{0,30}\?$",
    r"\b(?:is|are|was|what|when|remind|confirm|repeat|clarify|until|about|there)\b[^.?!]{0,60}\bembargo(?:e?d)?\b",
    r"\b(?:did(?:n[’']t| not)|miss(?:ed)?|lost|confused|unclear)\b[^.?!]{0,40}\bembargo\b",
    rf"\b(?:when|what time|how soon) (?:can|may|could|do|should|will) (?:we|I|this|it|these)"
    rf"(?: be(?: able to)?| get to)? (?:start )?{USE}\b",
    rf"\b(?:can|may|could) we {USE} (?:this|it|that)(?: now| yet|\?| immediately| right| as (?:you|we)\b| while\b)",
    r"\bembargo\w*\b[^?]{0,60}[.—] (?:so |and )?"
    r"(?:which(?: one)? is (?:it|right|correct)|is (?:that|it)\b)[^?]{0,40}\?",
)
"""A reporter's question about the embargo on the call."""

TO_MOVE_IT = pattern(
    r"\b(?:can|could|will|would|may|might|any (?:chance|way)|possible|possibility)\b[^.?!]{0,40}"
    r"\b(?:mov|lift|chang|push|shift|shorten|break|drop|extend|waiv|relax|bring|brought)\w*[^.?!]{0,30}\bembargo\b"
)
"""That a reporter asks for another embargo, not what it is."""

IS_NONE = pattern(r"there(?:[’']s none| is none| isn[’']t (?:one|any))\W*$")
"""That there is no such thing as was named just before."""

ASKED_NOW = pattern(rf"\b(?:can|may|could) we {USE} (?:this|it|that)(?: now| immediately| right)\b")
"""That a reporter asks for leave to use it at once."""

ANSWERED_NO = pattern(
    r"(?:\w+, )?no\b|nope|none\b|there is(?: none|n[’']t)|(?:we|you)(?:[’']re| are) not\W*$",
    r"it(?:[’']s| is) not(?=\W*$|[,.;—]| (?:at all\b|(?:an? |under )?(?:\w+ )?embargo))",
)
"""That the answer to it is no."""

ANSWERED_YES = pattern(r"(?:yes|yeah|yep|correct|that(?:[’']s| is) (?:right|correct)|exactly|right)\b")
"""That it is yes."""

LEAD = pattern(r"(?:(?:yes|yeah|yep|sure|sorry|no|so|right|correct|well)\b[\s,.—–-]*)+")
"""What an answer begins with, before what it says."""

LEFT_OPEN = pattern(
    r"\bthere(?:[’']s| is| will be) (?:an?|our) (?:\w+ )?embargo\b[^—;,]{0,40}$",
    r"\bembargo\b[^.;]*\b(?:until when|how long|when it (?:lifts|ends))\W*$",
    r"\bembargo\b[^.;]*\?$|^(?:so |and )?when (?:can|may) you [^.;]*\?$",
    r"(?:n[’']t|\bnot|\bno)\b[^.;]{0,40}\b(?:time|hour)\b[^.;]{0,20}\bembargo",
    r"\bembargo\b[^.;]{0,40}\b(?:TBD|to be (?:determined|decided|set)|not set|n[’']t set)\b",
)
"""That what the embargo is will be told in the next sentence."""

OF_IT = pattern(
    r"it(?: will|[’']ll)? (?:lifts?|ends?|breaks?|expires?|comes? off|(?:be|is) (?:up|over|off|lifted))\b",
    r"(?:it|that)(?:[’']s| is|[’']ll be| will be| would be| was| had been) (?:only |just )?"
    r"(?:for|until|till|\d\d?|noon|midnight|tomorrow)\b",
    rf"(?:\d|noon|midnight|tomorrow|{HOUR_WORD}\b)[\w:., ]{{0,40}}$",
)
"""That a sentence goes on about the embargo named just before: "It comes off at 5:00"."""

MENDED = pattern(r"\b(?:sorry|excuse me|apolog\w+|rather|actually|correction|make that|changed|now)\b")
"""That a sentence mends the one before it."""

SETTLES = pattern(
    r"(?:(?:so|and|actually|you know what|okay|well|no)\b[,:—–\s]*){0,4}(?:let[’']s|we[’']ll|I[’']ll) (?:just )?"
    r"(?:say|make (?:it|that)|call it|go with|do|stick (?:to|with)|keep it (?:at|to))\b",
    r"(?:(?:so|and|but|actually|since then)\b[,:—–\s]*){0,3}(?:we(?:[’']ve| have)|(?:it|that)(?:[’']s| has) been) "
    r"(?:\w+ )?(?:pushed|moved|changed|extended|shifted|bumped)\b[^.;\d]{0,30} (?:to|until)\b",
)
"""That the hour that follows is settled on: "Actually, let's make it 2:15", "We've pushed that to 2:15"."""

TAKES_BACK = pattern(
    r"(?:(?:so|and|but)\b,? )?(?:that|it|this)(?:[’']s| is| was) "
    r"(?:a (?:typo|mistake)|an error|wrong|incorrect|not (?:right|correct))\b"
)
"""That what was said in the sentence before is not so, and the next will say what is."""

AGAIN = pattern(
    r"(?:(?:so|and|again|once again|once more|(?:I[’']m )?sorry|excuse me|my apologies|rather|actually|correction|"
    r"just to be clear|to repeat)\b"
    r"[,:—–\s]*){0,4}(?:that[’']s|that is|that would be|it[’']s(?! been\b)|make that|it is|until|the embargo|"
    r"\d|noon|midnight|tomorrow(?! (?:the|we|he|she|they)\b)|"
    r"the (?:right|correct|actual|new) (?:time|hour|one)\b|"
    r"making sure|we[’']re|it should(?:[’']ve| have)? (?:said?|say|read|been?))"
)
"""That a sentence only says the hour again."""

REFERS_BACK = pattern(
    r"\W*(?:(?:so|and|but),? )?(?:(?:(?:it|that|this|we|everything)(?:[’'](?:s|re)| is| are) )?embargoed )?"
    r"(?:until|till|before) (?:then|that (?:time|hour|point))\b",
    r"\W*(?:(?:and|so|again)\b,? )?(?:that|this|it|those|these)(?:[’']s| is| are| will be| would be) "
    r"(?:(?:when|what) )?(?:the|our|your)(?: [\w’']+){0,3}? embargo\b",
    rf"\W*(?:(?:and|so)\b,? )?(?:that|this)(?:[’']s| is| will be) when you (?:can|may|could) {USE}\b",
    r"[^.;]{0,20}\bembargo\b(?: will)? (?:lifts?|ends?|breaks?|expires?)(?: right)? then\b",
)
"""That the sentence before says when the embargo lifts: "That's the embargo." """

FIRM = pattern(
    r"\W*(?:(?:and|so|again)\b,? )?(?:the|that|this|our)(?: \w+)? embargo (?:is|will be|stays|remains)(?: \w+)? "
    r"(?:firm|hard|strict|absolute|final|real|fixed|serious)\b(?![^.;]*\d)"
)
"""That the embargo is one: the sentence before may say until when."""

OF_WHAT_IS_SAID = pattern(
    r"(?:(?:so|and|again),? )?(?:(?:it|this|that|everything|all of (?:it|this))(?:[’']s| is| goes| will be| can be)|"
    r"until|not before|\d\d?|noon|midnight|tomorrow)\b"
)
"""That a sentence speaks of what is said on the call, or only of an hour."""

MENDS = pattern(
    r"[—–,.-]\s*(?:hang on|hold on|wait)\b(?! until\b)",
    r"\b(?:so|but)\b[^.;\d]{0,40}? (?:let[’']s|we[’']ll) (?:just )?(?:say|call it|make it|go with)\b",
    r"[—–,.-]\s*(?:I[’']m |I am |so )?(?:sorry|excuse me|pardon me|correction|I mean|or rather|let me correct|"
    r"I misspoke|make that|my apologies|no,|actually)\b",
    r"\b(?:it|that)(?:[’']s| is| will be) now\b|\b(?:but|so) we(?:[’']re| are) now\b|\bchanging (?:that|this|it)\b",
    r"\b(?:pushed|moved|changed|extended|shifted|bumped|brought)"
    r"(?: (?:back|up|out|forward|it|that|the (?:time|hour|embargo))){0,2} to\b",
    rf"\b(?:today|tonight)\s?[—–-]+\s(?=tomorrow\b)|\b{WEEKDAY}\s?[—–-]+\s(?={WEEKDAY}\b)",
    r"\bnot (?:until|till|at|for) [^.;]{1,30}? but (?=(?:until|till|at|for)\b)",
    r"\bthe (?:right|correct|actual|new) (?:time|hour|one)(?:[’']s| is| will be)\b",
    r"\bbut (?:now )?(?:(?:we|it|that|let)(?:[’']\w+)?(?: [\w’']+){0,3}? )?"
    r"(?:chang|mov|push|mak|call|say|extend|go)(?:e|es|ed|ing)?(?= (?:it|this|that|the|to|by|back|out)\b)",
)
"""That the speaker takes back what was just said."""

HEDGED = pattern(r"\b(?:I think|I believe|I guess|my understanding|if I recall|not sure|hopefully)\b|\?$")
"""That the speaker is not sure."""

ASIDE = pattern(
    r"\b(?:mentioned|invit(?:e|es|ation|ed)|originally|previously|earlier|(?:was|were) (?:supposed|going)|used to|"
    r"(?:was|were|been|had) (?:told|said|planned)|(?:advisory|e-?mail|note) (?:said|says))\b[^,]*$"
)
"""That a statement tells of an earlier arrangement."""
