"""The words in which people speak of an embargo, as patterns, each for one question a reader asks of a sentence.

All are bounded: none looks further than a few words, so that a long paragraph costs no more than its length.
"""

import re


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_CALL = (
    r"(?:call|brief(?:ing)?|backgrounder|gaggle|session|conversation|discussion|tele(?:con|conference)|"
    r"Q ?(?:&|and) ?A)"
)
_THIS = r"(?:the |this |our |today[’']s |tonight[’']s |it[’']?s )?(?:[\w-]+ ){0,2}?"
_OFFICE = r"(?:\b(?:we|I)(?: will|[’']ll)?|\b(?:our|the press) (?:office|team|staff)(?: will)?)"
_YOU = (
    r"(?:you|everyone|everybody|folks|(?:the|our) (?:list|pool)|"
    r"(?:all )?(?:of )?the (?:participants|reporters|press|group|pool))\b"
)
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NOT = r"(?:\b(?:can)?not|n[’']t|\bnever|\bnothing|\bno|\brefrain from|\bavoid)"
_USE = (
    r"(?:report(?:able|ed|ing|s)?(?: on)?|publi(?:sh|cation)\w*|use|used|using|usable|released?|quot(?:ed?|ing)|"
    r"fil(?:ed?|ing)|writ(?:e|ing|ten)|post(?:ed|ing)?|run|broadcast(?:ing)?|air(?:ed|ing)?|"
    r"(?:live-?)?tweet(?:ed|ing)?|(?:go|run) with|break)"
)
_IT = (
    r"(?:,? (?:it|this|that|them|any of|all of|all|from|on|about|online|everything|anything|"
    r"(?:the|this) (?:call|contents?|information|material)|on background|what you(?:[’']ve)? hear[d]?)\b,?)"
)
_MAY_USE = rf"(?:\bfree|\bfine|\bgood|\bwelcome|\bable) to(?: go ahead and| start| begin)? {_USE}"
_YOU_MAY = (
    r"\byou(?: all| guys| folks)?(?:[’']ll| can| may| could| should)"
    r"(?: be (?:able|free) to| go ahead and| only| start)*"
)
_BEFORE = r"(?:until|till|[’']til|before|prior to|ahead of|while|during)\b"
_AFTER = (
    r"(?:as soon as|as we (?:go|speak|talk)|as you hear|once|when|after|following|at|from|beginning|starting|upon|"
    r"the (?:minute|moment|second)|right (?:away|now)|immediately|in real time|now|an hour from now|tomorrow|tonight)\b"
)
_SIGN = r"(?:green light|go-ahead|signal|word|all[- ]clear|note|e-?mail|message|advisory|alert|confirmation)"
_PAPERS = (
    r"(?:fact ?sheets?|documents?|materials?|products?|statements?|cop(?:y|ies)|texts?|excerpts?|drafts?|"
    r"releases?|reports?|memo|papers?|readout|transcript)"
)

NEEDED = (
    "embargo", "until", "till ", "’til ", "before", "prior to", "ahead of", "while we", "while the call", "real time",
    "during the call", "release time", "for use", "for your use", "for release", "for immediate", "for publication",
    "yours to", "use it", "use this", "may use", "can use", "go with", "run with", "be used", "free to", "welcome to",
    "await", "wait for",
    "report", "publish", "your stor",
)  # fmt: skip
"""One of these is in every sentence about an embargo, in small letters: the quick look before the long one."""

CUE = _pattern(
    r"\b(?:un)?embargo\w*",
    r"\b(?:holds?|held|holding)\b(?: on to)?"
    r"(?! (?:[\w’']+ ){0,2}(?:questions?|applause|comments?|hands?|line|moment|minutes?|seconds?)\b)"
    r"(?: [\w’']+){0,6}?(?= (?:until|till|[’']til)\b)",
    r"\b(?:sit on|keep) (?:this|it|that|all|everything|(?:the|these) \w+)\b"
    r"(?! (?:short|brief|moving|going|tight|open|on mute|(?:[\w’']+ ){0,2}?embargo\w*)\b)(?: [\w’']+){0,5}?"
    r"(?= (?:until|till|[’']til)\b)",
    rf"{_NOT}(?:,? [\w’']+){{0,6}}? {_USE}\b(?:,? [\w’']+){{0,6}}?(?= {_BEFORE})",
    rf"{_NOT}(?:,? [\w’']+){{0,3}}? {_USE} in real time\b",
    rf"\bwait\b(?=[^;?]{{0,60}}? (?:to|before(?: you)?|and) {_USE}\b)",
    rf"\bno (?:stories|tweets|posts|reporting)\b(?=[^;?]{{0,40}}? {_BEFORE})|\bhold off\b(?=[^.;]{{0,60}} until\b)",
    r"\brelease time\b",
    rf"\bthe earliest\b[^;?]{{0,30}} {_USE}\b{_IT}{{0,3}}(?= is\b)",
    rf"{_MAY_USE}\b{_IT}{{0,3}}(?=\s?,? {_AFTER}|\W*$| what (?:you|we|was|is)\b)",
    rf"\b(?:await|wait for) (?:our|my|the|a) {_SIGN}\b",
    rf"{_YOU_MAY} {_USE}\b{_IT}{{1,3}}(?=\s?,? {_AFTER}|\W*$)",
    rf"{_YOU_MAY} (?:report|publish|file|write|tweet)\b(?=\s?,? {_AFTER})",
    rf"{_YOU_MAY} {_USE} what (?:you|we)\b[^.;]{{0,60}}?(?= (?:once|when|as soon as|after)\b)",
    rf"{_YOU_MAY} {_USE}\b(?= (?:once|when|as soon as|after) (?:we|this|the call)\b)",
    rf"\b(?:can|may) (?:only )?be (?:reported(?: on)?|published|quoted|broadcast)\b(?=\s?,? {_AFTER})",
    rf"\b(?:{_CALL}|contents?|information)\b[^.;?]{{0,60}}? (?:can|may) be used\b(?=\s?,? {_AFTER})",
    rf"\b(?:nothing|none of (?:it|this)|no part)\b[^.;?]{{0,40}}? be {_USE}\b",
    rf"\byours to {_USE}\b|\breportable\b|\bfair game\b",
    r"\b(?:stories|story|pieces?|articles?) (?:can|may|should) "
    r"(?:post|run|go(?: up| live)?|publish|be published|appear)\b",
    r"\bfor (?:your )?(?:use|release|publication|reporting)\b(?=(?: only| beginning| starting| on)? "
    rf"(?:after|at|from|upon)\b (?:\d|noon|midnight|{_HOUR_WORD}\b|the (?:end|conclusion|close) of))",
    r"\bfor (?:use|release|publication|reporting)\b(?= (?:starting|beginning|from) (?:tomorrow|tonight|\d))",
    r"(?<!statement )\bfor immediate (?:use|reporting|publication|release)\b",
)
"""That a sentence is about an embargo."""

RIGHT_AWAY = _pattern(
    r"(?!\W*until\b)\W*(?:[\w’']+ ){0,3}?(?:right away|immediately|in real time|(?:right )?(?<!from )now|"
    r"as we (?:go|speak|talk)|as (?:soon as )?you hear it|at any time|any ?time)\b"
    r"(?! (?:after|following|upon|once|when|as soon)\b)",
)
"""After leave to use it: that there is no embargo."""

UNTIL_THEN = _pattern(r"\s(?:\w+ ){0,2}(?:until|till) then\b")
"""That the hour said before is the one."""

OURS = _pattern(r"\b(?:we|I)(?:[’']\w+| (?:are|am|will|wo|ca|can|do|did|would|could))?\s?$")
"""Before what must not be done: that the speakers themselves do not."""

AT_ONCE = _pattern(r"for immediate\b")
EMBARGO = _pattern(r"(?:un)?embargo")
"""Leave to use it at once, and the word itself, where a sentence about an embargo begins to be so."""

AS_IT_RUNS = _pattern(rf"{_NOT}[^.;]* in real time$|{_NOT}[^.;]* live-?tweet\w*$")
"""What must not be done on a call, but may be when it is over."""

OTHER_EMBARGO = _pattern(
    r"[ -]embargo\w* (?:on|against) (?:all |the )?(?:Cuba|Russia|Iran|North|Venezuela|(?:im|ex)port|oil|arms|trade|"
    r"shipment|weapon|good)",
    r"[ -]embargo\w* (?:policy|Cuba)|[ -]embargo (?:that )?[\w. ]{2,40}? imposed\b",
    r"(?:(?<=arms)|(?<=weapons)|(?<=trade)|(?<=oil)|(?<=grain)) embargo",
)
"""An embargo on trade, or on arms, from the character before the word."""

OTHER_CALL = _pattern(
    rf"\b(?:tomorrow[’']s|yesterday[’']s|(?:the|our) next) (?:[\w-]+ ){{0,2}}?{_CALL}\b",
    r"(?:[’']ll| will) (?:be )?(?:have|having|hold|holding|host|hosting|do|doing) "
    rf"(?:another|a (?:second|separate|different|later)) (?:[\w-]+ ){{0,2}}?{_CALL}\b",
)
"""A call that is not this one."""

ON_THIS = _pattern(rf" (?:on|for|of) (?:the |this |our |today[’']s )(?:[\w-]+ ){{0,2}}?{_CALL}\b")
ON_IT = _pattern(r"^ on (?:all of (?:this|it)|(?:this|the|our) \w+|everything|it)(?= (?:for|on)\b)")
"""What an embargo is on: where it is the call, and before the day it ends on."""

MATERIAL_OWN = _pattern(
    rf"(?:un)?embargoed (?:(?!until|till|upon|for|at)[\w-]+ ){{0,2}}?"
    rf"(?:{_PAPERS}|versions?|remarks|previews?|sessions?|portions?)\b"
    r"(?! (?:\w+ )?until)",
    r"embargo fact ?sheet",
    r"unembargoed\b(?=,? (?!(?:and|so|but|from|on|which)\b)\w)",
)
"""The word as an adjective of something that goes with the call."""

OPENS = _pattern(
    r"(?:\b(?:until|till|upon|pending|once|when(?:ever)?|as soon as|after|following|before|prior to|ahead of|"
    r"at the time|(?:tied|linked|pegged|keyed) to|(?:lifts?|ends?|breaks?|expires?) with|"
    r"through(?= the (?:end|conclusion|close)\b))|[’']til|"
    r"(?<!at )(?<!for )\bthe (?:minute|moment|second))\s",
    r"\b(?:is|be) (?=the (?:start|beginning|end|conclusion|close|delivery|top) of\b)",
    r"\bimmediately (?:after|following)\s",
)
"""What opens a condition."""

ANEW = _pattern(
    r"\s?[—–-]+\s(?=(?:until|till|upon)\s)",
    r"\s?[;:—–-]+\s(?:(?:so|and|again|now|but) )?(?:(?:it|that)(?:[’']s| is| will be| would be)\b)",
)
"""That the speaker begins a condition anew: "unto the call — until the call ends", "an embargo on this — it's 6:00"."""

PARENTHESIS = _pattern(r"(?: [\w’']+){0,3},\s[^,.;—]{1,60},(?=\s(?:is|are|will|has|was|until|till|for|lifts?|ends?)\b)")
"""What is put in between the word and its condition: "the embargo, on background, is 4:00"."""

BROKEN_OFF = _pattern(r"\s?[—–-]+\s")
"""That the speaker breaks off before the condition."""

NO_CONDITION = _pattern(
    r"\W*(?:after|following|once|when|before) (?:you|this,|that,|we (?:get|take|hear|turn|open|go|begin|start|dive))\b",
    r"\W*(?:after all|until now)\b",
)
"""What looks like a condition and is the order of the day."""

CONCLUSION = _pattern(
    rf"\b(?:conclusion|end|completion|close|finish|duration|length) of {_THIS}{_CALL}\b",
    rf"\b(?:its|it[’']s|{_CALL}(?:[’']s)?) (?:conclusion|end|completion|close)\b",
    r"\b(?:until|till|upon|at|on|with|through|after) (?:the |its )?(?:conclusion|completion|end)\b(?! of)",
    r"\b(?:after|following|(?:conclusion|end|completion|close) of) this\W*$|\blifts? (?:\w+ )?afterwards?\b",
    rf"\b(?:this|(?:it|we|{_CALL})(?: [\w’']+){{0,2}}?) "
    r"(?:concludes?|concluded|ends?|ended|finish(?:es|ed)?|wraps?|closes?)\b",
    rf"\b(?:it|we|this|{_CALL})(?:[’'](?:s|re)| (?:is|are|was|has been|will be|gets?))(?: all)? "
    r"(?:over|done|completed?|finished|through|concluded|ended|closed)\b",
    r"\bwhen (?:it|this|the call) does\b|\blast question has\b|\bwe let you (?:all )?go\b",
    rf"\b(?:ends?|closes?|concludes?|wraps?|finish)(?: out| up)? (?:the|this) {_CALL}\b",
    r"\b(?:taken|take|had) (?:the |our |your |all )*(?:last |final )?questions?\b",
    rf"\bwhile (?:we\b|{_THIS}{_CALL}\b)",
    r"\b(?:hang|hung) up\b|\bget off(?: (?:the|this) (?:call|line|phone)\b|(?= here|[.,;!]|$))",
    r"\b(?:off|done with|through with) (?:the|this) (?:call|line|phone)\b",
    r"\bwe(?:[’']re| are| have|[’']ve)? (?:\w+ )?(?:done|finished|conclude|wrap|sign off)",
    r"\bwe(?:[’']re| are) off\b",
    rf"\b(?:after|following) (?:the |this |our ){{1,2}}(?:[\w-]+ )?{_CALL}\b(?! (?:with|between))",
    rf"\bduring {_THIS}{_CALL}\b",
)
"""The end of the call itself, not of a meeting or a speech."""

DAY = _pattern(
    r"until (?:later )?(?:the day after )?(?:tomorrow|tonight|today|this \w+|next week|"
    r"(?:this |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:morning|afternoon|evening|night|[ap]\.?m))?"
    r"(?:,? (?:the )?(?:[A-Z]\w{2,8} )?\d\d?(?:st|nd|rd|th)?)?$"
)
"""A day without an hour."""

ITS_HOUR = _pattern(
    r"\s?[—–-]+\s(?:[^—–.;\d]{1,40}\s[—–-]+\s)?(?:(?:so|at|again|that[’']s|that is)[\s,]+){0,2}(?=\d|noon|midnight)"
)
"""That the hour of a day follows it, set off by a dash."""

TOLD = _pattern(
    r"\b(?:further|other(?:wise)?) notice\b",
    r"\b(?:until|till) (?:otherwise |you[’']re |you are )?(?:notified|told|advised|instructed|cleared)\b",
    rf"(?<!what ){_OFFICE} (?:[\w’']+ )?(?:tell|notif(?:y|ie)|inform|alert|advise|e-?mail|text|signal|ping)s? {_YOU}",
    rf"{_OFFICE} (?:[\w’']+ )?lets? {_YOU}(?: \w+)? know",
    rf"{_OFFICE} confirms? (?:to you|by|with|via|that|it|this)\b",
    rf"{_OFFICE} (?:tell|notify|inform|alert|advise|announce|e-?mail|say)\b(?: [\w’'-]+){{0,4}}? "
    r"when (?:(?:the|this|our) )?$",
    rf"{_OFFICE} (?:get|come|circle|be) back to {_YOU}|\b(?:await|wait for) (?:our|my|the|a) {_SIGN}\b",
    rf"{_OFFICE} (?:give|send|shoot|drop|put out|circulate)s? (?:[\w’']+ ){{0,3}}?"
    rf"(?:{_SIGN}|notice)\b",
    r"\b(?:we|I) say so\b|\bwe lift (?:it|the embargo|this)",
    r"\byou(?: will|[’']ll)? (?:get|hear|receive|see) (?:[\w’-]+ ){0,4}?"
    r"(?:from (?:us|me|my|our|the)|word|notice|green light|go-ahead|e-?mail|"
    r"message|advisory|alert|confirmation|all[- ]clear)",
    r"\b(?:on|at) our (?:signal|word|notice|go)\b|\bword from (?:us|me|our)\b",
)
"""Word from the press office."""

HAPPENS = _pattern(
    r"\W*(?:until|till|upon|when(?:ever)?|once|after|as soon as|following|released?\b|the (?:time|moment))",
    r"\W*(?:[\w.,’'-]+ ){1,6}?(?:release|begins?|starts?|speaks?|lands?|arriv\w+|publish\w*|post\w*|goes|issued?|"
    r"announce\w*|delivers?|remarks|speech)\b",
)
"""An event, where it is the second of two conditions and nothing opens it."""

NONE = _pattern(
    r"(?:\bnot|n[’']t|\bnever) (?:[\w’']+ ){0,4}?embargo\w*",
    r"\bwithout (?:an? |any )?embargo",
    r"\b(?:no|zero) (?:\w+ )?embargo|\b(?:nothing|none)\b(?: [\w’']+){0,6}? embargoed",
    r"(?:\b(?:is|are|be)|[’'](?:s|re))(?: \w+){0,2} unembargoed$",
    r"\b(?:drop|waiv|scrapp?|remov)(?:e|ed|ped|ing|ping)? (?:the|our|any|that) embargo",
)
"""That there is none."""

FREE = _pattern(
    r"\bembargo-free\b|\bembargo\b\W+there(?:[’']s| is) none\b",
    r"\bunembargoed,? (?:[\w-]+,? ){0,3}?(?:update|remarks|(?:press )?" + _CALL + r")\b",
)
"""That what is said next is under none."""

LIFTED = _pattern(
    r"\bembargo\b(?:(?!, so\b)[^.;]){0,50}? "
    r"(?:is|are|has|have|[’']s)(?: \w+){0,2} (?:lifted|broken|over|up|off|expired|ended)\b",
    r"\bembargo\b[^.;]{0,50}? (?:now|officially|hereby) (?:lifts?|ends?|breaks?)\b",
    r"\bembargo\b[^.;]{0,50}? (?:lifts?|ends?|breaks?)(?: \w+)? now\b",
    r"\bno longer (?:[\w’']+ ){0,2}?embargo",
)
"""That it is over as the words are said."""

LIFTS = _pattern(r"\b(?:lift\w*|break\w*|broken|ends?|ended|expires?|over|done|off|up|comes off)\b")
"""That the sentence says when it ends."""

USES = _pattern(r"\b(?:use|report|publish|write|file|free to)\b")
"""That the sentence says when the words may be used."""

PARTS = _pattern(r",?\s+(?:and/or|or|and|whichever)\s+|\s?/\s?")
"""What parts two conditions."""

CLAUSE_ENDS = _pattern(
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

MATERIAL = _pattern(rf"\b{_PAPERS}\b")
"""Papers that go with a call."""

ABOUT_THE_CALL = _pattern(
    r"\b(?:calls?|briefing|gaggle|contents?|conversation|discussion|everything|information|preview|"
    r"all of (?:this|it))\b"
)
"""That a statement is about the whole of the call."""

SECTION = _pattern(
    r"\bthis (?:[\w-]+ ){0,2}?(?:part|portion|section|segment|half)\b",
    r"\b(?:opening|on[- ]the[- ]record|background|Q ?(?:&|and) ?A|question\w*(?:[- ]and[- ]answer)?) "
    r"(?:part|portion|section|half|remarks|session)\b",
    r"\bQ ?(?:&|and) ?A\b|\bquestions and answers\b",
    r"\bthe (?:portion|section|segment|part)s? (?:of (?:the|this|our) \w+ )?(?:on|about|covering|that|which|with)\b",
    r"\bthe (?:[\w-]+ ){1,2}(?:part|portion|section|segment)\b",
    r"\bthe (?:first|second|third|last|other|former|latter|rest)(?: (?:part|portion|section|half|piece|topic|one))?\b",
    r"\b(?:everything|all|anything) else\b|\bthe remainder\b",
    r"^except\b",
)
"""A part of the call."""

BESIDE_ANOTHER = _pattern(r"(?:the (?:rest|remainder)|(?:everything|all|anything) else|except)$")
"""A part that is one only beside what was spoken of just before."""

_THING = r"(?:except(?: for)? )?(?:the|this|our|all|everything|anything|any|those|these)\b"
GOES_ON = _pattern(
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<thing>{_THING}(?:,? [\w’'&-]+){{0,6}}?,?)"
    r"(?=(?:,? which)? (?:is|are|will be|remains?)\b(?: [\w’']+){0,3}? embargo)",
    rf"(?:[;—,]|\b(?:and|but|while|whereas)\b)\s+(?:(?:and|but|while)\s+)?(?P<brief>{_THING}(?: [\w’'&-]+){{0,5}}?"
    rf"(?:(?<=everything) else| (?:{_CALL}|{_PAPERS}|rest|remainder|part|portion|section|half|remarks)))"
    r"(?: itself| alone)?(?= (?:until|till)\b)",
)
"""Where a sentence goes on to the embargo on something else: "and the fact sheet is embargoed", "the rest until"."""

ASIDE = _pattern(r"\b(?:mentioned|invit(?:e|es|ation|ed)|originally|previously|earlier|was supposed|used to)\b[^,]*$")
"""That a statement tells of an earlier arrangement."""

MOVED = _pattern(r"\bfrom\s$")
TAKEN_BACK = _pattern(r"\b(?:not|no longer|than|instead of|rather than)\s$")
"""Before an hour: it is the one that does not count (of one moved "from 5:00 to 6:00" only where another follows)."""

MENDS = _pattern(
    r"[—–,.-]\s*(?:I[’']m |I am |so )?(?:sorry|excuse me|pardon me|correction|I mean|or rather|let me correct|"
    r"I misspoke|make that|my apologies|no,|actually)\b",
    r"\b(?:it|that)(?:[’']s| is| will be) now\b|\b(?:but|so) we(?:[’']re| are) now\b|\bchanging (?:that|this|it)\b",
    r"\b(?:pushed|moved|changed|extended|shifted|bumped)(?: back| up| out)? to\b",
    r"[,—-] but (?:(?:now )?let[’']s (?:now )?(?:call|make|say) (?:it|that)|"
    r"(?:we[’']ve |we[’']re |it[’']s |we )?(?:now |been )?"
    r"(?:changed|moved|moving|pushed|pushing|making|calling)(?: (?:it|that))?)\b",
)
"""That the speaker takes back what was just said."""

ASKED = _pattern(
    r"\b(?:any|what|and|sorry|the|—),? embargo\?|\bembargo\b[^?!]{0,30}\?$",
    r"\b(?:is|are|was|what|when|remind|confirm|repeat|clarify|until|about|there)\b[^.?!]{0,60}\bembargo(?:e?d)?\b",
    rf"\b(?:when|what time|how soon) (?:can|may|could|do|should|will) (?:we|I|this|it|these)"
    rf"(?: be(?: able to)?| get to)? (?:start )?{_USE}\b",
    rf"\b(?:can|may|could) we {_USE} (?:this|it|that)(?: now| yet|\?| immediately| right)",
)
"""A reporter's question about the embargo on the call."""

ANSWERED_NO = _pattern(r"(?:(?:\w+, )?no\b|nope|none\b|there is(?: none|n[’']t)|it(?:[’']s| is) not\b)")
ANSWERED_YES = _pattern(r"(?:yes|yeah|yep|correct|that(?:[’']s| is) (?:right|correct)|exactly|right)\b")
"""How its answer begins."""

LEFT_OPEN = _pattern(
    r"\bthere(?:[’']s| is| will be) (?:an?|our) (?:\w+ )?embargo\b[^—;,]{0,40}$",
    r"\bembargo\b[^.;]*\?$",
    r"(?:n[’']t|\bnot|\bno)\b[^.;]{0,40}\b(?:time|hour)\b[^.;]{0,20}\bembargo",
    r"\bembargo\b[^.;]{0,40}\b(?:TBD|to be determined|not set|n[’']t set)\b",
)
"""That what the embargo is will be told in the next sentence."""

HEDGED = _pattern(r"\b(?:I think|I believe|I guess|my understanding|if I recall|not sure|hopefully)\b|\?$")
"""That the speaker is not sure."""

AGAIN = _pattern(
    r"(?:(?:so|and|again|once again|once more|(?:I[’']m )?sorry|excuse me|my apologies|rather|actually|correction|"
    r"just to be clear|to repeat)\b"
    r"[,:—–\s]*){0,4}(?:that[’']s|that is|that would be|it[’']s|make that|it is|until|the embargo|\d|noon|midnight|"
    r"tomorrow|making sure|we[’']re)"
)
"""That a sentence only says the hour again."""
