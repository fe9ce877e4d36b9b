"""Whether there is an embargo: what speaks of one, what says there is none or no longer, and what is another one."""

from onbackground.transcript.reading.embargo.words.vocabulary import AWAITED, CALL, PAPERS, USE, pattern

HINTS = (
    "embargo", "until", "till ", "’til ", "before", "prior to", "ahead of", "while we", "while the call", "real time",
    "during the call", "release time", "for use", "for your use", "for release", "for immediate", "for publication",
    "yours to", "use it", "use this", "may use", "can use", "go with", "run with", "be used", "free to", "welcome to",
    "await", "wait for", "lift",
    "off limits", "off-limits", "the earliest", "nothing", "nobody", "report", "publish", "stories", "your story", "can file", "to file", "fair game", "tweet", "quote", "to write",
)  # fmt: skip
"""One of these is in every sentence about an embargo, in small letters: the quick look before the long one."""

_NOT = r"(?:\b(?:can)?not|n[’']t|\bnever|\bnothing|\bno one|\bnobody|\bno|\brefrain from|\bavoid)"
_IT = (
    r"(?:,? (?:it|this|that|them|any of|all of|all|from|on|about|online|everything|anything|"
    r"(?:the|this) (?:call|contents?|information|material)|on background|your (?:stor\w+|pieces?)|"
    r"(?:what )?you(?:[’']ve)? hear[d]?(?: today| here)?)\b,?)"
)
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MAY_USE = rf"(?:\bfree|\bfine|\bgood|\bwelcome|\bable) to(?: go ahead and| start| begin)? {USE}"
_YOU_MAY = (
    r"\byou(?: all| guys| folks)?(?:[’']ll| can| may| could| should)"
    r"(?: be (?:able|free) to| go ahead and| only| start)*"
)
_BEFORE = r"(?:until|till|[’']til|before|prior to|ahead of|while|during)\b"
_AFTER = (
    r"(?:as of|as soon as|as we (?:go|speak|talk)|as you hear|once|when|(?:right |just )?after|following|at|from|beginning|starting|upon|"
    r"the (?:minute|moment|second)|right (?:away|now)|immediately|in real time|now|an hour from now|tomorrow|tonight)\b"
)

_NO_LONGER = r"\bno longer (?:[\w’']+ ){0,2}?embargo"

CUE = pattern(
    r"\b(?:un)?embargo\w*",
    r"\b(?:holds?|held|holding)\b(?: on to| on(?= \w+ing\b)|(?! on\b))"
    r"(?! (?:(?:[\w’']+ ){0,2}(?:questions?|fire|applause|comments?|hands?|line|moment|minutes?|seconds?)\b))"
    r"(?: [\w’']+){0,6}?(?= (?:until|till|[’']til)\b)",
    r"\bstays? (?:with you|between us|here)\b(?= (?:until|till|[’']til)\b)",
    r"\b(?:sit on|keep) (?:this|it|that|all|everything|(?:the|these) \w+)\b"
    r"(?! (?:short|brief|moving|going|tight|open|on mute|(?:[\w’']+ ){0,2}?embargo\w*)\b)(?: [\w’']+){0,5}?"
    r"(?= (?:until|till|[’']til)\b)",
    rf"{_NOT}(?:,? [\w’']+){{0,6}}? {USE}\b(?! (?:the|your) (?:chat|button|\w*phone|[\w-]+ f\w+ion)\b)"
    rf"(?:,? [\w’']+){{0,6}}?(?= {_BEFORE})",
    rf"{_NOT}(?:,? [\w’']+){{0,3}}? (?:{USE} in real time\b|live-?tweet\w*)",
    rf"\bwait\b(?=[^;?]{{0,60}}? (?:to|before(?: you)?|and) {USE}\b)",
    rf"\bno (?:stories|tweets|posts|reporting)\b(?=[^;?]{{0,40}}? {_BEFORE})|\bhold off\b(?=[^.;]{{0,60}} until\b)",
    r"\brelease time\b",
    r"\blift(?: time)?\b(?=(?:[’']s| is| will be| comes|:)?(?: now)?(?: at)? "
    rf"(?:\d|noon|midnight|tomorrow|{_HOUR_WORD}\b|the (?:end|conclusion)\b|(?:when|once) (?:we|this|the call)\b))",
    r"\b(?:is|be) (?:the|our|your) lift(?: time)?\b",
    r"\b(?:everything|anything|it|this|call|contents?)(?:[’']s| is| are) off[- ]limits\b",
    r"^nothing\b(?= before (?:\d|noon|midnight))",
    rf"\bthe earliest\b[^;?]{{0,30}} {USE}\b{_IT}{{0,3}}(?= is\b)",
    rf"{_MAY_USE}\b{_IT}{{0,3}}(?=\s?,? {_AFTER}|\W*$| what (?:you|we|was|is)\b)",
    AWAITED,
    rf"{_YOU_MAY} {USE}\b{_IT}{{1,3}}(?=\s?,? {_AFTER}|\W*$)",
    rf"{_YOU_MAY} (?:report|publish|file|write|tweet)\b(?=\s?,? {_AFTER})",
    rf"{_YOU_MAY} use\b(?= (?:immediately|right away)\b)",
    rf"{_YOU_MAY} {USE} what (?:you|we)\b[^.;]{{0,60}}?(?= (?:once|when|as soon as|after)\b)",
    rf"{_YOU_MAY} {USE}\b(?= (?:once|when|as soon as|after) (?:we|this|the call)\b)",
    rf"\b(?:can|may) (?:only )?be (?:reported(?: on)?|published|quoted|broadcast)\b(?=\s?,? {_AFTER})",
    rf"\b(?:{CALL}|contents?|information)\b[^.;?]{{0,60}}? (?:can|may) be used\b(?=\s?,? {_AFTER})",
    rf"\b(?:nothing|none of (?:it|this)|no part)\b[^.;?]{{0,40}}? be {USE}\b",
    r"\bnothing (?:[\w’']+ ){0,2}?(?:moves?|runs?|posts?|airs?|go(?:es)? (?:out|up|live|online))\b"
    rf"(?=[^.;?]{{0,30}} {_BEFORE})",
    rf"(?<=\bwhen )you (?:can|may) {USE}\b",
    r"\b(?:it|this|that|everything|contents?|information|call)(?:[’']s| is| are) "
    r"not for (?:use|release|publication|reporting|broadcast)\b",
    rf"\byours to {USE}\b|\breportable\b|\bfair game\b",
    r"\b(?:stories|story|pieces?|articles?) (?:can|may|should) "
    r"(?:post|run|go(?: up| live)?|publish|be published|appear)\b",
    r"\bfor (?:your )?(?:use|release|publication|reporting)\b(?=(?: only| beginning| starting| on)? "
    rf"(?:(?:after|at|from|upon)\b (?:\d|noon|midnight|{_HOUR_WORD}\b|the (?:end|conclusion|close) of)|"
    r"upon (?:delivery|sign\w+|publication|release|announcement)))",
    r"\bfor (?:use|release|publication|reporting)\b(?= (?:starting|beginning|from) (?:tomorrow|tonight|\d))",
    r"(?<!statement )\bfor immediate (?:use|reporting|publication|release)\b",
)
"""That a sentence is about an embargo."""

EMBARGO = pattern(r"(?:un)?embargo")
"""The word itself, where a cue begins with it."""

AT_ONCE = pattern(r"for immediate\b")
"""Leave to use it at once, where a cue begins with it."""

AS_IT_RUNS = pattern(rf"{_NOT}[^.;]* in real time$|{_NOT}[^.;]* live-?tweet\w*$")
"""What must not be done on a call, but may be when it is over."""

RIGHT_AWAY = pattern(
    r"(?!\W*until\b)\W*(?:[\w’']+ ){0,3}?(?:right away|immediately|in real time|(?:as of )?(?:right )?(?<!from )now|"
    r"as we (?:go|speak|talk)|as (?:soon as )?(?:you hear|(?:I|we) say) it|at any time|any ?time)\b"
    r"(?! (?:after|following|upon|once|when|as soon)\b)",
)
"""After leave to use it: that there is no embargo."""

NONE = pattern(
    r"(?:\bnot|n[’']t|\bnever) (?:[\w’']+ ){0,4}?embargo\w*",
    r"\bwithout (?:an? |any )?embargo",
    r"\b(?:no|zero) (?!longer\b)(?:\w+ )?embargo|\b(?:nothing|none)\b(?: [\w’']+){0,6}? (?:embargoed|under (?:an |any )?embargo)",
    r"(?:\b(?:is|are|be)|[’'](?:s|re))(?: \w+){0,2} unembargoed$",
    r"\b(?:drop|waiv|scrapp?|remov)(?:e|ed|ped|ing|ping)? (?:the|our|any|that) embargo",
)
"""That there is none."""

FREE = pattern(
    _NO_LONGER,
    r"\bembargo-free\b|\bembargo\b\W+there(?:[’']s| is) none\b",
    r"\bunembargoed,? (?:[\w-]+,? ){0,3}?(?:update|remarks|(?:press )?" + CALL + r")\b",
)
"""That what is said next is under none."""

LIFTED = pattern(
    r"\bembargo\b(?:(?!, so\b)[^.;]){0,50}? "
    r"(?:is|are|has|have|[’']s)(?: \w+){0,2} (?:lifted|broken|over|up|off|expired|ended)\b",
    r"\bembargo\b[^.;]{0,50}? (?:now|officially|hereby) (?:lifts?|ends?|breaks?)\b",
    r"\bembargo\b[^.;]{0,50}? (?:lift(?:s|ing)?|ends?|breaks?)(?: \w+)? (?:now|immediately)\b",
    _NO_LONGER,
)
"""That it is over as the words are said."""

OURS = pattern(r"\b(?:we|I)(?:[’']\w+| (?:are|am|will|wo|ca|can|do|did|would|could))?\s?$")
"""Before what must not be done: that the speakers themselves do not."""

MATERIAL_OWN = pattern(
    rf"(?:un)?embargoed (?:(?!until|till|upon|pending|for|at)[\w-]+ ){{0,2}}?"
    rf"(?:{PAPERS}|versions?|remarks|previews?|sessions?|portions?)\b"
    r"(?! (?:\w+ )?until)",
    r"embargo fact ?sheet",
    rf"embargo (?:also )?(?:applies to|goes for) (?:(?:the|our|those) )?{PAPERS}\b",
    r"unembargoed\b(?=,? (?!(?:and|so|but|from|on|which)\b)\w)",
)
"""The word as an adjective of something that goes with the call."""

OTHER_EMBARGO = pattern(
    r"[ -]embargo\w* (?:on|against) (?:all |the )?(?:Cuba|Russia|Iran|North|Venezuela|(?:im|ex)port|oil|arms|trade|"
    r"shipment|weapon|good)",
    r"[ -]embargo\w* (?:policy|Cuba)|[ -]embargo (?:that )?[\w. ]{2,40}? imposed\b",
    r"(?:(?<=arms)|(?<=weapons)|(?<=trade)|(?<=oil)|(?<=grain)) embargo",
)
"""An embargo on trade, or on arms, from the character before the word."""

OTHER_CALL = pattern(
    rf"\b(?:tomorrow[’']s|yesterday[’']s|(?:the|our) next) (?:[\w-]+ ){{0,2}}?{CALL}\b",
    r"(?:[’']ll| will) (?:be )?(?:have|having|hold|holding|host|hosting|do|doing) "
    rf"(?:another|a (?:second|separate|different|later)) (?:[\w-]+ ){{0,2}}?{CALL}\b",
)
"""A call that is not this one."""
