"""The words in which people speak of an embargo, as patterns, each for one question a reader asks of a sentence.

All are bounded: none looks further than a few words, so that a long paragraph costs no more than its length.
"""

import re


def pattern(*alternatives: str) -> re.Pattern[str]:
    """Any of the alternatives, in capitals or small letters."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


CALL = (
    r"(?:call|brief(?:ing)?|backgrounder|gaggle|session|conversation|discussion|tele(?:con|conference)|"
    r"Q ?(?:&|and) ?A)"
)
_THIS = r"(?:the |this |our |today[’']s |tonight[’']s |it[’']?s )?(?:[\w-]+ ){0,2}?"
_OFFICE = r"(?:\b(?:we|I)(?: will|[’']ll)?|\b(?:our|the press) (?:office|team|staff)(?: will)?)"
_YOU = r"(?:you|everyone|everybody|folks|(?:all )?(?:of )?the (?:participants|reporters|press|group|pool))\b"
NOT = r"(?:\b(?:can)?not|n[’']t|\bnever|\bnothing|\bno)"
_PAPERS = (
    r"(?:fact ?sheets?|documents?|materials?|products?|statements?|cop(?:y|ies)|texts?|excerpts?|drafts?|"
    r"releases?|reports?|memo|papers?|readout|transcript)"
)

NEEDED = ("embargo", "until", "before", "prior to", "release time", "free to")
"""One of these is in every sentence about an embargo, in small letters: the quick look before the long one."""

CUE = pattern(
    r"\b(?:un)?embargo\w*",
    r"\b(?:held|hold|holding)\b(?: on to)?(?! (?:[\w’']+ ){0,3}?(?:questions?|comments?|thoughts?|applause|line|"
    r"phones?|remarks|hands?|meetings?|events?|hearings?|elections?|talks|press|moment|minutes?|seconds?) |"
    r" (?:on|here|there) until\b)(?: [\w’']+){0,6}?(?= until\b)",
    rf"{NOT}(?: [\w’']+){{0,6}}? (?:report\w*|publish\w*|publication|use|used|usable|released?|quoted?)"
    r"(?: [\w’']+){0,6}?(?= (?:until|before|prior to)\b)",
    r"\brefrain\w* from (?:\w+ ){0,3}?(?:report\w*|publish\w*|tweet\w*|post\w*|using|writing)\b"
    r"(?=[^;?]{0,40}? until\b)",
    r"\brelease time\b",
    r"\bfree to (?:report|publish|write|file|use)\b(?=[^.]{0,30} (?:as soon as|once|when|after)\b)",
)
"""That a sentence is about an embargo."""

OTHER_EMBARGO = pattern(
    r"[ -]embargo\w* (?:on|against) (?:all |the )?(?:Cuba|Russia|Iran|North|Venezuela|(?:im|ex)port|oil|arms|trade|"
    r"shipment|weapon|good)",
    r"[ -]embargo\w* (?:policy|Cuba)|[ -]embargo (?:that )?[\w. ]{2,40}? imposed\b",
    r"(?:(?<=arms)|(?<=weapons)|(?<=trade)|(?<=oil)|(?<=grain)) embargo",
)
"""An embargo on trade, or on arms, from the character before the word."""

MATERIAL_OWN = pattern(
    rf"(?:un)?embargoed (?:(?!until|till|upon|for|at)[\w-]+ ){{0,2}}?"
    rf"(?:{_PAPERS}|versions?|remarks|previews?|sessions?|portions?)\b"
    r"(?! (?:\w+ )?until)",
    r"embargo fact ?sheet",
    r"unembargoed\b",
)
"""The word as an adjective of something that goes with the call."""

OPENS = pattern(
    r"(?:\b(?:until|till|upon|pending|once|when(?:ever)?|as soon as|after|following|before|prior to|at the time|"
    r"(?:tied|linked|pegged|keyed) to|(?<!at )(?<!for )the (?:moment|minute|instant)|"
    r"(?:lifts?|ends?|breaks?|expires?) with)|[’']til)\s",
    r"\bimmediately (?:after|following)\s",
)
"""What opens a condition."""

ANEW = pattern(r"\s?[—–-]+\s(?=(?:until|till|upon)\s)")
"""That the speaker begins a condition anew: "unto the call — until the call ends"."""

BROKEN_OFF = pattern(r"\s?[—–-]+\s")
"""That the speaker breaks off before the condition."""

NO_CONDITION = pattern(
    r"\W*(?:after|following|once|when|before) (?:you|this,|that,|we (?:get|take|hear|turn|open|go|begin|start|dive))\b|"
    r"\W*until now\b"
)
"""What looks like a condition and is the order of the day."""

CONCLUSION = pattern(
    rf"\b(?:conclusion|end|completion|close|finish|duration|length) of {_THIS}{CALL}\b",
    rf"\b(?:its|it[’']s|(?:the|this|our|today[’']s) (?:[\w-]+ ){{0,2}}{CALL}[’']s|"
    rf"{CALL}[’']s) (?:conclusion|end|completion|close)\b",
    r"\b(?:until|till|upon|at|on|with|through|after) (?:the |its )?(?:conclusion|completion|end)\b(?! of)",
    r"\b(?:after|following|(?:conclusion|end|completion|close) of) this\W*$|\blifts? (?:\w+ )?afterwards?\b",
    rf"\b(?:this|(?:it|we|{CALL})(?: [\w’']+){{0,2}}?) "
    r"(?:concludes?|concluded|ends?|ended|finish(?:es|ed)?|wraps?|closes?)\b",
    rf"\b(?:it|we|this|{CALL})(?:[’'](?:s|re)| (?:is|are|was|has been|will be|gets?))(?: all)? "
    r"(?:over|done|completed?|finished|concluded|ended|closed)\b",
    rf"\b(?:I|we) (?:end|close|finish|wrap|conclude)(?: up| out)? (?:the|this|our) {CALL}\b",
    rf"\b{CALL} (?:conclusion|completion|end)\b|\bwhen (?:it|this|the call) does\b|\b(?:last|final) question\b",
    r"\b(?:hang|hung) up\b|\bget off (?:the|this) (?:call|line|phone)",
    r"\b(?:off|done with|through with) (?:the|this) (?:call|line|phone)\b",
    r"\bwe(?:[’']re| are| have|[’']ve)? (?:\w+ )?(?:done|finished|conclude|wrap|sign off)",
    r"\bwe(?:[’']re| are) off\b",
    rf"\b(?:after|following) (?:the |this |our ){{1,2}}(?:[\w-]+ )?{CALL}\b(?! (?:with|between))",
    rf"\b(?:during|while) {_THIS}{CALL}\b",
    r"\b(?:while|as long as) we(?:[’']re| are) (?:\w+ )?(?:on|speaking|talking|here)\b",
)
"""The end of the call itself, not of a meeting or a speech."""

DAY = pattern(
    r"until (?:later )?(?:the day after )?(?:tomorrow|tonight|today|this \w+|next week|"
    r"(?:this |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:morning|afternoon|evening|night|[ap]\.?m))?$"
)
"""A day without an hour."""

ITS_HOUR = pattern(r"\s?[—–-]+\s(?:(?:so|at|again|that[’']s|that is)[\s,]+){0,2}(?=\d|noon|midnight)")
"""That the hour of a day follows it, set off by a dash."""

TOLD = pattern(
    r"\b(?:further|other(?:wise)?) notice\b",
    r"\b(?:until|till) (?:otherwise |you[’']re |you are )?(?:notified|told|advised|instructed|cleared)\b",
    rf"(?<!what ){_OFFICE} (?:[\w’']+ )?(?:tell|notif(?:y|ie)|inform|alert|advise|e-?mail|text|signal|ping)s? {_YOU}",
    rf"{_OFFICE} (?:[\w’']+ )?lets? {_YOU}(?: \w+)? know",
    rf"{_OFFICE} (?:give|send)s? (?:[\w’']+ ){{0,3}}?"
    r"(?:green light|go-ahead|notice|signal|word|all[- ]clear|note|e-?mail|message)",
    rf"{_OFFICE} (?:get|come|circle|write) back to {_YOU}",
    rf"{_OFFICE} confirms? (?:to you|by|with|via|that|it|this)\b",
    r"\b(?:we|I) say so\b|\bwe lift (?:it|the embargo|this)",
    r"\byou(?: will|[’']ll)? (?:get|hear|receive|see) (?:[\w’-]+ ){0,4}?"
    r"(?:from (?:us|me|my|our|the)|word|notice|green light|go-ahead|e-?mail)",
    r"\b(?:on|at) our (?:signal|word|notice|go)\b|\bword from (?:us|me|our)\b",
    rf"{_OFFICE} (?:tell|notify|inform|alert|advise|announce|e-?mail|say)\b(?: [\w’'-]+){{0,4}}? "
    r"when (?:(?:the|this|our) )?$",
)
"""Word from the press office."""

HAPPENS = pattern(
    r"\W*(?:until|till|upon|when(?:ever)?|once|after|as soon as|following|released?\b|the (?:time|moment))",
    r"\W*(?:[\w.,’'-]+ ){1,6}?(?:release|begins?|starts?|speaks?|lands?|arriv\w+|publish\w*|post\w*|goes|issued?|"
    r"announce\w*|delivers?|remarks|speech)\b",
)
"""An event, where it is the second of two conditions and nothing opens it."""

NONE = pattern(
    r"(?:\bnot|n[’']t|\bnever) (?:[\w’']+ ){0,4}?embargo\w*",
    r"\bwithout (?:an? |any )?embargo",
    r"\b(?:no|zero) (?:\w+ )?embargo",
    r"\b(?:nothing|none)\b(?: [\w’']+){0,6}? embargoed",
)
"""That there is none."""

FREE = pattern(
    r"\bunembargoed,? (?:[\w-]+,? ){0,3}?(?:update|remarks|(?:press )?" + CALL + r")\b",
    rf"(?:\b(?:it|this|everything|{CALL}) (?:is|will be)|[’']s)(?: \w+)? unembargoed\b",
    r"\bembargo-free\b|\bembargo\b\W+there(?:[’']s| is) none\b",
)
"""That what is said next is under none."""

LIFTED = pattern(
    r"\bembargo\b[^.;]{0,50}? (?:is|are|has|have|[’']s)(?: \w+){0,2} (?:lifted|broken|over|up|off|expired|ended)\b",
    r"\bembargo\b[^.;]{0,50}? (?:now|officially|hereby) (?:lifts?|ends?|breaks?)\b",
    r"\bembargo\b[^.;]{0,50}? (?:lifts?|ends?|breaks?)(?: (?:\w+ )?now| with (?:it|this|that))\b",
    r"\bno longer (?:[\w’']+ ){0,2}?embargo",
)
"""That it is over as the words are said."""

LIFTS = pattern(r"\b(?:lift\w*|break\w*|broken|ends?|ended|expires?|over|done|off|up|comes off)\b")
"""That the sentence says when it ends."""

OTHER_CALL = pattern(
    rf"\b(?:tomorrow[’']s|yesterday[’']s|(?:the|our) next) (?:[\w-]+ ){{0,2}}?{CALL}\b",
    r"(?:[’']ll| will) (?:be )?(?:have|having|hold|holding|host|hosting|do|doing) "
    rf"(?:another|a (?:second|separate|different|later)) (?:[\w-]+ ){{0,2}}?{CALL}\b",
)
"""A call that is not this one."""

USES = pattern(r"\b(?:use|report|publish|write|file|free to)\b")
"""That the sentence says when the words may be used."""

PARTS = pattern(r",?\s+(?:and/or|or|and|whichever)\s+|\s?/\s?")
"""What parts two conditions."""

CLAUSE_ENDS = pattern(
    r"[;—]|\.(?=\s|$|[”\"])(?<![ap]\.m\.)",
    r",? (?:and|so|but|(?<!soon )(?<!time )as|given|because|since|with|again|although|though) "
    r"(?:that|it|it[’']s|we|we[’']re|this|is|are|I|I[’']ll|you|they|an?|attribut\w+|on background|"
    r"the (?:calls?|contents?|speakers?|officials?)\b|"
    r"the (?:fact ?sheets?|materials?) (?:is|are|will)(?: \w+)? embargo|"
    r"should|will|also|may|all|our|by joining|at the|after|following|during|"
    r"for your|has|any|joining|you[’']re|let|please|just|then|here|always|usual)\b",
    r"[,—] ?(?:probably|presumably|hopefully|(?:most )?likely|(?:and )?we (?:expect|hope|think))\b",
    r",? (?:attribut\w+|on background|under background|which (?!(?:is|will be)\b)|by joining|because|given)",
    r", (?:(?:so )?with that|over to|(?:I|we)(?:[’']ll| will)(?! (?:say|be|have)\b))\b",
)
"""Where a sentence goes on to something else."""

MATERIAL = pattern(rf"\b{_PAPERS}\b")
"""Papers that go with a call."""

ABOUT_THE_CALL = pattern(
    r"\b(?:calls?|briefing|gaggle|contents?|conversation|discussion|everything|information|preview|"
    r"all of (?:this|it))\b"
)
"""That a statement is about the whole of the call."""

SECTION = pattern(
    r"\bthis (?:[\w-]+ ){0,2}?(?:part|portion|section|segment|half)\b",
    r"\b(?:opening|on[- ]the[- ]record|background|Q ?(?:&|and) ?A|question\w*(?:[- ]and[- ]answer)?) "
    r"(?:part|portion|section|half|remarks|session)\b",
    r"\bQ ?(?:&|and) ?A\b|\bquestions and answers\b",
    r"\bthe (?:portion|section|segment|part)s? (?:of (?:the|this|our) \w+ )?(?:on|about|covering|that|which|with)\b",
    r"\bthe (?:first|second|third|last|other|former|latter|rest)(?: (?:part|portion|section|half|piece|topic|one))?\b",
    r"\b(?:everything|all|anything) else\b|\bthe remainder\b",
    r"^except\b",
)
"""A part of the call."""

BESIDE_ANOTHER = pattern(r"(?:the (?:rest|remainder)|(?:everything|all|anything) else|except)$")
"""A part that is one only beside what was spoken of just before."""

_THING = r"(?:except(?: for)? )?(?:the|this|our|all|everything|anything|any|those|these)\b"
GOES_ON = pattern(
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<thing>{_THING}(?: [\w’'&-]+){{0,6}}?)"
    r"(?=(?:,? which)? (?:is|are|will be|remains?)\b(?: [\w’']+){0,3}? embargo)",
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<brief>{_THING}(?: [\w’'&-]+){{0,5}}?"
    rf"(?:(?<=everything) else| (?:{CALL}|{_PAPERS}|rest|remainder|part|portion|section|half|remarks)))(?= until\b)",
)
"""Where a sentence goes on to the embargo on something else: "and the fact sheet is embargoed", "the rest until"."""

ASIDE = pattern(r"\b(?:mentioned|invit(?:e|es|ation|ed)|originally|previously|earlier|was supposed|used to)\b[^,]*$")
"""That a statement tells of an earlier arrangement."""

TAKEN_BACK = pattern(r"\b(?:not|from|than|instead of|rather than)\s$")
"""Before an hour: it is the one that does not count."""

MENDS = pattern(
    r"[—–,.-]\s*(?:I[’']m |I am |so )?(?:sorry|excuse me|pardon me|correction|I mean|or rather|let me correct|"
    r"I misspoke|make that|my apologies|no,|actually)\b",
    r"\b(?:but|so) (?:it|we)(?:[’']s|[’']re| is| are) now\b|\bchang(?:e|ing) (?:that|this|it)\b",
    r"\b(?:it|that)(?:[’']s| is| will be) now\b",
    r"\b(?:pushed|moved|changed|extended|shifted|bumped)(?: back| up| out)? (?:from [\w:. ]{1,20}? )?to\b",
)
"""That the speaker takes back what was just said."""

HEDGED = pattern(r"\b(?:I think|I believe|I guess|my understanding|if I recall|not sure|hopefully)\b|\?$")
"""That the speaker is not sure."""

NAMED = pattern(
    r"\bthere[’']?s?(?: is| will be)? (?:an?|our) (?:\w+ )?embargo\b[^—;,]{0,40}$",
    r"\b(?:is|are|be|it[’']s|we[’']re) (?:also )?(?:embargoed|under (?:an? )?(?:\w+ )?embargo)\W*$",
)
"""That there is an embargo, and no more of it."""

ON_THIS = pattern(rf" (?:on|for|of) (?:the |this |our |today[’']s )(?:[\w-]+ ){{0,2}}?{CALL}\b")
"""What an embargo is on, where it is the call."""

ON_IT = pattern(r"^ on (?:all of (?:this|it)|(?:this|the|our) \w+|everything|all this|it)(?= (?:for|on)\b)")
"""What an embargo is on, before the day it ends on."""

AGAIN = pattern(
    r"(?:(?:so|and|again|once again|once more|(?:I[’']m )?sorry|excuse me|my apologies|rather|actually|correction|"
    r"just to be clear|to repeat)\b"
    r"[,:—–\s]*){0,4}(?:that[’']s|that is|that would be|it[’']s|make that|it is|until|the embargo|\d|noon|midnight|"
    r"tomorrow|making sure|we[’']re)"
)
"""That a sentence only says the hour again."""
