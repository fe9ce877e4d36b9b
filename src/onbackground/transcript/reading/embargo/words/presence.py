"""Whether there is an embargo: what speaks of one, what says there is none or no longer, and what is another one."""

from onbackground.transcript.reading.embargo.words.vocabulary import (
    AWAITED,
    CALL,
    HOUR_WORD,
    PAPERS,
    USE,
    pattern,
    words,
)

HINTS = (
    "embargo", "held for", "until", "till ", "’til ", "before", "prior to", "ahead of", "while we", "while the call",
    "real time", "during the call", "release time", "for use", "for your use", "for release", "for immediate",
    "yours to", "hold this for", "hold it for", "holding this", "holding it", "use it", "use this", "may use",
    "can use", "able to use", "be used", "go with", "run with", "free to", "welcome to", "await", "wait for", "lift",
    "the earliest", "report", "publish", "stories", "can file", "to file", "fair game", "tweet", "quote", "to write",
    "publication", "release date", "stand by",
)  # fmt: skip
"""One of these is in every sentence about an embargo, in small letters: the quick look before the long one."""

_NOT = r"(?:\w{2,6}n[’']t|(?:can)?not|never|nothing|no one|nobody(?:[’']s)?|no|refrain from|avoid)"
_IT = (
    r"(?:,? (?:it|this|that|them|out|any of|all of|all|from|on|about|here|online|everything|anything|"
    rf"(?:the|this|our|today[’']s) (?:call|contents?|information|material)(?: (?:of|from|on) (?:the|this|our) {CALL})?|"
    r"on background|your (?:stor\w+|pieces?)|"
    r"(?:as|to|attribut\w+ to) (?:an? )?(?:[\w-]+ ){1,4}officials?|"
    r"(?:what )?you(?:[’']ve)? hear[d]?(?: today| here)?|"
    r"the (?:first|second|third|last|other)(?: (?:part|portion|section|half|piece|topic|one))?)\b,?)"
)
_MAY_USE = (
    r"(?:(?<!so that )you(?: all| guys| folks)?(?:[’']ll| can| may| could| should)|"
    r"(?:let|allow) (?:you|everyone|everybody)(?: all| to)*|(?:free|fine|good|welcome|able) to)"
    rf"(?: be (?:able|free) to| go ahead and| only| start| begin)* {USE}"
)
_BEFORE = r"(?:until|till|[’']til|before|prior to|ahead of|while|during)\b"
_AFTER = (
    r"(?:as of|as soon as|as we (?:go|speak|talk)|as you hear|once|when|(?:right |just )?after|following|at|from|"
    r"beginning|starting|upon|the (?:minute|moment|second)|(?:right|straight) ?away|right now|"
    r"whenever|immediately|in real time|now|an hour from now|tomorrow|tonight)\b"
)

_WE_LIFTED = r"\b(?:we|I)(?:[’']ve| have)(?: \w+)? lifted (?:the|our|that) embargo\b"
_NO_LONGER = r"\bno longer (?:[\w’']+ ){0,2}?embargo"

CUE = words(
    r"(?:un)?embargo\w*",
    r"(?:holds?|(?<!was )(?<!were )(?<!been )held|holding)\b(?: on to| on(?= \w+ing\b)|(?! on\b))"
    r"(?! (?:(?:(?!(?:un)?till?\b)[\w’']+ ){0,4}"
    r"(?:questions?|fire|applause|comments?|hands?|line|moment|minutes?|seconds?)\b))"
    r"(?: (?!\w*embargo)[\w’']+){0,6}?(?= (?:until|till|[’']til)\b)",
    r"hold(?:ing)? (?:this|it|that|everything|all of (?:this|it))\b"
    r"(?= for (?:tomorrow|tonight|noon|midnight|\d\d?(?::| ?[ap]\.?m)))",
    r"(?:this|it|news|everything|call|contents?|information)(?: [\w’']+){0,3}? held\b"
    r"(?= for (?:tomorrow|tonight|noon|midnight|\d\d?(?::| ?[ap]\.?m)))",
    r"stays? (?:with you|between us|here)\b(?= (?:until|till|[’']til)\b)",
    r"(?:sit on|keep) (?:this|it|that|all|everything|(?:the|these) \w+|what (?:you (?:hear|learn)|we say))\b"
    r"(?! (?:short|brief|moving|going|tight|open|on mute|(?:[\w’']+ ){0,2}?embargo\w*)\b)(?: [\w’']+){0,5}?"
    r"(?= (?:until|till|[’']til)\b)",
    rf"{_NOT}(?:,? [\w’']+){{0,6}}? {USE}\b(?! (?:the|your) (?:chat|button|\w*phone|[\w-]+ f\w+ion)\b)"
    rf"(?:,? (?!embargo)[\w’']+){{0,9}}?(?=,? {_BEFORE})",
    rf"{_NOT}(?:,? [\w’']+){{0,3}}? (?:{USE} in real time\b|live[ -]?tweet\w*\b(?! (?:from|at)\b))",
    rf"wait\b(?=[^;?]{{0,60}}? (?:to|before(?: you)?|and) {USE}\b)",
    r"wait with\b[^;?]{0,80}?(?= (?:until|till)\b)",
    rf"no (?:stories|tweets|posts|reporting)\b(?=[^;?]{{0,40}}? {_BEFORE})",
    r"release (?:date and )?time\b",
    rf"publication\b(?= {_BEFORE}[^;?]{{1,60}}? (?:is|are|will be)(?:n[’']t| not| prohibited| forbidden)\b)",
    rf"publication is (?:only )?(?:permitted|allowed)(?= {_AFTER})",
    r"(?:stays?|remains?|keep (?:this|it|all of (?:this|it))) under wraps\b(?= (?:until|till|[’']til)\b)",
    r"(?<!not )(?<!n[’']t )lift(?: time)?\b(?=(?:[’']s| is| will be| comes|:)?(?: now)?(?: at)? "
    rf"(?:\d|noon|midnight|tomorrow|{HOUR_WORD}\b|the (?:end|conclusion)\b|(?:when|once) (?:we|this|the call)\b))",
    r"the lift\b(?= (?:up |back |forward )?to (?:noon|midnight|\d\d?(?::\d\d)?(?: ?[ap]\.?m\.?)?)"
    r"(?:\W*$|,? (?:tomorrow|tonight|today|Eastern|on|this)\b))",
    r"(?:is|be) (?:the|our|your) lift(?: time)?\b",
    rf"off[- ]limits\b(?=[^.;?]{{0,30}} {_BEFORE})",
    r"(?:everything|anything|it|this|call|contents?)(?:[’']s| is| are) off[- ]limits\b",
    r"(?:^|(?<=^so )|(?<=^again, )|(?<=^remember, ))nothing\b"
    r"(?= (?:before|until|till) (?:\d|noon|midnight|tomorrow|tonight))",
    rf"nothing (?:from|on|about) (?:this|the|today[’']s) {CALL}\b(?=[^.;?]{{0,60}}? {_BEFORE})",
    rf"the earliest\b[^;?]{{0,30}} {USE}\b{_IT}{{0,3}}(?= is\b)",
    rf"{_MAY_USE}\b{_IT}{{0,3}}(?=\s?,? {_AFTER}|\W*$| what (?:you|we|was|is)\b)",
    AWAITED,
    rf"(?:can|may) (?:only )?be (?:reported(?: on)?|published|quoted|broadcast)\b(?=\s?,? {_AFTER})",
    rf"(?:{CALL}|contents?|information)\b[^.;?]{{0,60}}? (?:can|may) be used\b(?=\s?,? {_AFTER})",
    rf"(?:nothing|none of (?:it|this)|no part)\b[^.;?]{{0,40}}? be {USE}\b",
    r"nothing (?:[\w’']+ ){0,2}?(?:moves?|runs?|posts?|airs?|go(?:es)? (?:out|up|live|online))\b"
    rf"(?=[^.;?]{{0,30}} {_BEFORE})",
    rf"(?<=when )you (?:can|may) {USE}\b|when (?:can|may) you {USE}\b(?=[^.;]{{0,40}}\?)",
    r"(?:it|this|that|everything|contents?|information|call)(?:[’']s| is| are) "
    r"not for (?:use|release|publication|reporting|broadcast)\b",
    r"(?:none of (?:it|this|that|what)|nothing)\b[^.;?]{0,40}? (?:is|are) for "
    rf"(?:use|release|publication|reporting|broadcast)\b(?=[^.;?]{{0,30}} {_BEFORE})",
    rf"yours to {USE}\b|\breportable\b|\bfair game\b",
    rf"(?:your|any|all) (?:reports?|stories|story|pieces?|articles?|coverage) (?:[\w’']+ )?{_NOT} (?:to )?"
    rf"(?:appear|run|air|post|go (?:up|out|live|online)|be (?:published|posted))\b(?=[^.;?]{{0,30}} {_BEFORE})",
    rf"not a (?:word|line)\b(?=[^.;?]{{0,40}}? {_BEFORE} (?:\d\d?(?::| ?[ap]\.?m)|noon|midnight|tomorrow|tonight))",
    r"(?:stories|story|pieces?|articles?) (?:can|may|should) "
    r"(?:post|run|go(?: up| live)?|publish|be published|appear)\b",
    r"for (?:your )?(?:use|release|publication|reporting)\b(?=(?: only| beginning| starting| on)? "
    rf"(?:(?:after|at|from|upon)\b (?:\d|noon|midnight|{HOUR_WORD}\b|the (?:end|conclusion|close) of)|"
    r"upon (?:delivery|sign\w+|publication|release|announcement)))",
    r"for (?:use|release|publication|reporting)\b(?= (?:starting|beginning|from) (?:tomorrow|tonight|\d))",
    r"immediately (?:report|us|quot|publish)able\b",
    r"(?<!statement )for immediate (?:use|reporting|publication|release)\b",
)
"""That a sentence is about an embargo."""

EMBARGO = pattern(r"(?:un)?embargo")
"""The word itself, where a cue begins with it."""

AT_ONCE = pattern(r"(?:for )?immediate(?:ly)?\b")
"""Leave to use it at once, where a cue begins with it."""

AS_IT_RUNS = words(rf"{_NOT}[^.;]* (?:in real time|live[ -]?tweet\w*)$")
"""What must not be done on a call, but may be when it is over."""

RIGHT_AWAY = pattern(
    r"(?!\W*until\b)\W*(?:(?!(?:not?|never|\w+n[’']t)\b)[\w’']+ ){0,3}?"
    r"(?:(?:right|straight) ?away|immediately|in real time|(?:as of )?(?:right )?(?<!from )now|"
    r"as we (?:go|speak|talk)|as (?:soon as )?(?:you hear|(?:I|we) say) it|at any time|any ?time|"
    r"whenever you (?:like|want|wish|please))\b"
    r"(?! (?:after|following|upon|once|when|as soon)\b)",
)
"""After leave to use it: that there is no embargo."""

NONE = pattern(
    r"(?:\bnot|n[’']t|\bnever) (?:[\w’']+ ){0,4}?embargo\w*",
    r"\bwithout (?:an? |any )?embargo",
    r"\b(?:no|zero) (?!longer\b)(?:(?:need|reason) (?:for|to) (?:an |any )?|\w+ )?embargo",
    r"\b(?:nothing|none)\b(?: [\w’']+){0,6}? (?:embargoed|under (?:an |any )?embargo)",
    r"(?:\b(?:is|are|be)|[’'](?:s|re))(?: \w+){0,2} unembargoed$",
    r"\b(?:drop|waiv|scrapp?|remov)(?:e|ed|ped|ing|ping)? (?:the|our|any|that) embargo",
)
"""That there is none."""

FREE = pattern(
    _NO_LONGER,
    _WE_LIFTED,
    r"\bembargo-free\b|\bembargo\b\W+there(?:[’']s| is) none\b|\bembargo\b[^.;]{0,60}\bno longer (?:one|any|applies)\b",
    r"\bembargo\b[^.;]{0,60}\b(?:does not|doesn[’']t) apply\b(?! (?:to|for|until|till)\b)",
    r"\bunembargoed,? (?:[\w-]+,? ){0,3}?(?:update|remarks|(?:press )?" + CALL + r")\b",
)
"""That what is said next is under none."""

LIFTED = pattern(
    r"\bembargo\b(?:(?!, so\b)[^.;]){0,50}?"
    r"(?: (?:is|are|has|have)|[’']s)(?: \w+){0,2} (?:lifted|broken|over|up|off|expired|ended)\b",
    r"\bembargo\b[^.;]{0,50}? (?:lift(?:s|ing)?|ends?|breaks?)(?: \w+)? (?:now|immediately)\b",
    r"\bembargo\b[^.;]{0,50}? (?:now|officially|hereby) (?:lifts?|ends?|breaks?)\b",
    r"\bembargo comes off\W*$",
    _NO_LONGER,
    _WE_LIFTED,
)
"""That it is over as the words are said."""

LIFTED_EARLY = pattern(
    r"\b(?:we|I)(?:[’'](?:re|ve|ll|m))?(?: (?!not\b)\w+){0,5}? lift(?:ing|ed)?(?: up)? "
    r"(?:the|this|that|our) embargo(?: \w+){0,5}? (?:now|early|immediately)\b",
    r"\bembargo (?:is|has been) (?:being )?lifted early\b",
)
"""Said at the end of a call: that it is over although it was to last longer."""

OURS = pattern(r"\b(?:we|I)(?:[’']\w+| (?:are|am|will|wo|ca|can|do|did|would|could))?\s?$")
"""Before what must not be done: that the speakers themselves do not."""

OURS_AND_YOURS = pattern(
    r"hold(?:ing)? (?:this|it|all of (?:this|it)|everything|the (?:call|contents?|information|news))$"
)
"""What the speakers do as the reporters do: "we're holding this until 9:00"."""

MATERIAL_OWN = pattern(
    rf"(?:un)?embargoed (?:(?!until|till|upon|pending|for|at)\w[\w-]* ){{0,2}}?"
    rf"(?:{PAPERS}|versions?|remarks|previews?|sessions?|portions?)\b"
    r"(?! (?:\w+ )?until)",
    r"embargo fact ?sheet",
    rf"embargo (?:also )?(?:applies to|goes for) (?:(?:the|our|those) )?{PAPERS}\b",
    r"unembargoed\b(?=,? (?!(?:and|so|but|from|on|which)\b)\w)",
)
"""The word as an adjective of something that goes with the call."""

OTHER_EMBARGO = pattern(
    r"[ -]embargo\w* (?:on|against) (?:all |the |their |its |those )?"
    r"(?:Cuba|Russia|Iran|North|Venezuela|(?:im|ex)port|oil|arms|trade|"
    r"ship(?:ment|ping)|weapon|good|coal|gas|steel|grain|wheat|timber|fuel|energy|food|medic|crude|sales?\b|technolog)",
    r"[ -]embargo\w* (?:policy|Cuba)|[ -]embargo (?:that )?[\w. ]{2,40}? imposed\b",
    r"(?:(?<=arms)|(?<=weapons)|(?<=trade)|(?<=oil)|(?<=grain)|(?<=coal)|(?<=gas)|(?<=fuel)|(?<=export)) embargo",
)
"""An embargo on trade, or on arms, from the character before the word."""

OTHER_CALL = pattern(
    r"\b(?:yesterday|last (?:night|week|time))[’']s (?:one )?(?:was|were) $",
    rf"\b(?:tomorrow[’']s|yesterday[’']s|(?:the|our) next) (?:[\w-]+ ){{0,2}}?{CALL}\b"
    rf"(?!.*?\b(?:this (?:one|{CALL})|today[’']s)\b)",
    r"(?:[’']ll| will) (?:be )?(?:have|having|hold|holding|host|hosting|do|doing) "
    rf"(?:another|a (?:second|separate|different|later)) (?:[\w-]+ ){{0,2}}?{CALL}\b",
)
"""A call that is not this one."""
