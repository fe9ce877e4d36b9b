"""What an embargo is on: the whole call, a part of it, or papers that go with it."""

from onbackground.transcript.reading.embargo.words.vocabulary import CALL, PAPERS, pattern

ABOUT_THE_CALL = pattern(
    r"\b(?:calls?|briefing|gaggle|contents?|conversation|discussion|everything|information|preview|"
    r"all of (?:this|it))\b"
)
"""That a statement is about the whole of the call."""

MATERIAL = pattern(
    rf"\b(?<!opening ){PAPERS}\b",
    r"\bthe [\w-]+ (?:that )?we(?:[’']ve| have)? (?:just )?(?:sent|circulated|shared|e-?mailed)\b",
    r"\b(?:send|sent|shar|circulat|distribut|e-?mail|hand)(?:e|es|ed|ing)?\b[^.;]{0,80} (?:with|under) an? (?:\w+ )?$",
)
"""Papers that go with a call, or that they are sent."""

FOLLOWS = pattern(r", so (?:the|our|your|that) $")
"""Before the word: that the embargo, on the call, is so for what was just said of a paper."""

EMBARGO_ON_PAPERS = pattern(rf"\bembargo on (?:the|that|your|those) (?:[\w-]+ ){{0,4}}?{PAPERS}\b")
"""That a reporter asks about papers."""

THE_EMBARGO = pattern(
    r"(?:so |and )?(?:the|that|its|their) embargo (?:(?:will )?(?:lifts?|ends?|breaks?)|is|will be)\b"
)
"""That a sentence says of the embargo nothing but when it lifts: after one on papers, it is on them."""

_SAID_ON = r"\bwhat (?:is said|we say|you hear|was said) (?:on|about) (?:the |our |this )?(?:[\w-]+ )?[\w-]+"
SECTION = pattern(
    r"\bthis (?:[\w-]+ ){0,2}?(?:part|portion|section|segment|half)\b",
    r"\b(?:opening|on[- ]the[- ]record|background|Q ?(?:&|and) ?A|question\w*(?:[- ]and[- ]answer)?) "
    r"(?:part|portion|section|half|remarks|statements?|session)\b",
    r"\bQ ?(?:&|and) ?A\b|\bquestions and answers\b|\bremarks at the (?:top|beginning|start)\b",
    r"\bthe (?:portion|section|segment|part)s? (?:of (?:the|this|our) \w+ )?(?:on|about|covering|that|which|with)\b"
    r"(?: (?:the |our )?[\w-]+(?= (?:is|are|will)\b| embargo))?",
    r"\bthe (?:[\w-]+ ){1,2}(?:part|portion|section|segment|piece|half)\b",
    r"\bthe (?:first|second|third|last|other|former|latter|rest)(?: (?:topic|one))?\b",
    r"\b(?:everything|all|anything) else\b|\bthe remainder\b",
    rf"\banything (?:on|about) the (?!(?:[\w-]+ )?{CALL}\b)[\w-]+",
    r"\bpart (?:one|two|three|[123])\b",
    _SAID_ON,
    r"^except\b",
)
"""A part of the call."""

BESIDE_ANOTHER = pattern(r"(?:the (?:rest|remainder)|(?:everything|all|anything) else|except)$")
"""A part that is one only beside what was spoken of just before."""

_THING = r"(?:except(?: for)? )?(?:the|this|our|all|everything|anything|any|those|these|what)\b"

GOES_ON = pattern(
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<thing>{_THING}(?:,? [\w’'&-]+){{0,6}}?,?)"
    r"(?=(?:,? which)? (?:is|are|will be|remains?)\b(?: [\w’']+){0,3}? embargo)",
    r"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<rest>the rest|everything else)"
    r"(?=,? you (?:can|may)\b)",
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<none>there(?:[’']s| is) no embargo)"
    rf"(?= on (?:the|this|our|today[’']s) (?:[\w-]+ )?{CALL}\b)",
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<brief>"
    rf"(?:part (?:one|two|three|[123])|the (?:first|second|third|last|other|latter)|{_THING}(?: [\w’'&-]+){{0,5}}?"
    rf"(?:(?<=everything) else| (?:{CALL}|{PAPERS}|rest|remainder|part|portion|section|half|remarks))|"
    r"the (?:part|portion|section|half) (?:about|on|of) (?:the |our )?(?:[\w-]+ )?[\w-]+))"
    r"(?: itself| alone)?(?= (?:until|till)\b)",
)
"""Where a sentence goes on to the embargo on something else: "and the fact sheet is embargoed", "the rest until"."""
