"""The words in which a chair says when what is said may be used, where nobody speaks of an embargo, as patterns."""

from onbackground.transcript.reading.embargo_words import CALL, NOT, pattern

_MAY = (
    r"(?:(?:can|may|could)(?: (?:all|then|only|start|begin))?|(?:[’']re|are|(?:[’']ll|will) be) (?:\w+ )?"
    r"(?:free|welcome|able|cleared|good|okay|allowed) to(?: start| begin)?)"
)
_USE_IT = (
    r"(?:(?:report|publish|file|write|tweet|broadcast)(?:ing)?"
    r"(?! (?:(?:it|this|that) in the (?:chat|queue|box|Q)|(?:your |any |an? )?questions?)\b)"
    r"(?: (?:on )?(?:it|this|that|everything|(?:all|any) of (?:it|this)|your (?:stories|story|pieces?)))?|"
    r"(?:us(?:e|ing)|run(?:ning)? with|go(?:ing)? with|post(?:ing)?) (?:it|this|that|everything|all of (?:it|this)|"
    r"(?:the|any|all)(?: of the)? (?:materials?|contents?|information|quotes?|call)))"
)
USABLE = pattern(
    rf"\b(?:you|everyone|everybody|folks|reporters)(?: all)? ?{_MAY} {_USE_IT}\b",
    rf"\b(?:{CALL}|contents?|information|materials?|everything|all of (?:it|this))\b[^.;?]{{0,60}}? (?:can|may) be "
    r"(?:used|usable|reported|reportable|published|quoted)\b",
    r"\b(?:hold|keep)(?:ing)? (?:it|this|these|that|everything|all of (?:it|this)|the \w+) "
    r"(?:off|out of|under|to yoursel\w+|quiet|confidential|close|in confidence|between us)\b[^.;?]{0,30}?(?= until\b)",
    r"\b(?:nothing|none of (?:it|this|what)|no part)\b[^.;?]{0,40}? "
    r"be (?:published|reported|used|broadcast|posted|quoted)\b",
    rf"{NOT}(?: [\w’']+){{0,6}}? (?:report|publish|tweet|post|fil(?:e|ing))(?:ing)?\b(?: [\w’']+){{0,3}}?"
    r"(?= (?:while|during|as long as)\b)",
    rf"{NOT}(?: [\w’']+){{0,6}}?,? (?:tweets?|tweeting|posts?|posting|stor(?:y|ies)|fil(?:e|ing)|broadcast|air)\b"
    r"(?: [\w’']+){0,3}?(?= (?:until|before|prior to)\b)",
    r"\bfor (?:use|publication|reporting|release)\b"
    r"(?= (?:starting|beginning|at|from|after|on|tomorrow|tonight|once|when)\b)",
    r"\bsit(?:ting)? on (?:it|this|that|these|everything)\b(?= until\b)",
    r"\bwait(?:ing)?\b(?= (?:until|till)\b[^;?]{3,60}? (?:to|before you) "
    r"(?:publish|report|file|post|tweet|use|write|run)\b)",
)
"""That a sentence says when what is said may be used, without the word; where a chair lays down the rules."""

AT_ONCE = pattern(
    r"\bfor immediate (?:use|release|publication|reporting|broadcast)\b",
    rf"\b{_MAY} {_USE_IT} (?:in real time|right away|immediately|live|now|as we (?:go|speak|talk))\b"
    r"(?! (?:after|following|when))",
)
"""That it may be used as it is said."""
