"""When an embargo lifts: with the call, at an hour, at an event, by word of the press office."""

from onbackground.transcript.calendar_names import WEEKDAY
from onbackground.transcript.reading.embargo.words.vocabulary import AWAITED, CALL, HOUR_WORD, PAPERS, SIGN, pattern

OPENS = pattern(
    r"(?:\b(?:until|till|upon|pending|once|when(?:ever)?|as soon as|after|following|before|prior to|ahead of|"
    r"at the time|(?:tied|linked|pegged|keyed|timed) to|(?:lifts?|ends?|breaks?|expires?) with|"
    r"through(?= the (?:end|conclusion|close)\b))|[’']til|"
    r"(?<!at )(?<!for )\bthe (?:minute|moment|second))\s",
    r"\b(?:is|be) (?=the (?:start|beginning|end|conclusion|close|delivery|top) of\b)",
)
"""What opens a condition."""

AFTERWARDS = pattern(r"(?:^|[,;—] |\b(?:and|but|so) )(?:once|when|as soon as|(?:right )?after|following)\s")
"""What opens a condition before the words that there is no embargo."""

ANEW = pattern(
    r"\s?[;—–-]+\s(?:(?:yes|so|and),? )?(?=(?:until|till|upon)\s)",
    r"\s?[—–-]+\s(?=(?:we|it|that)(?:[’']ll| will)(?: be)? (?:lift|end|break)(?:s|ed|ing)?\b)",
    r"\s?[;:—–-]+\s(?:(?:so|and|again|now|but) )?(?:(?:it|that)(?:[’']s| is| would be|(?:[’']ll| will)(?: now)? be)\b)",
    r",? (?:and )?(?:that|this|which) means\s",
    r",? (?:and (?:that|this|it)|but it)(?:[’']s| is|[’']ll be| will be)\s"
    r"(?=(?:at |until |for )?(?:\d|noon\b|midnight\b|tomorrow\b))",
    r",? (?:which(?: as \w+)?(?: we)?|(?:and |but )?(?:it|that))(?:[’']ll| will)?(?: be)? "
    r"(?:lift(?:s|ed)?|ends?|breaks?|expires?|goes? away|comes? off|runs?|lasts?|holds?|stays?)\s",
    r"\s?[—–-]+\s(?=(?:\d\d?:\d\d|\d\d? ?[ap]\.?m|noon|midnight)\b)",
)
"""That the speaker begins a condition anew: "unto the call — until the call ends", "an embargo on this — it's 6:00"."""

BROKEN_OFF = pattern(r"\s?[—–-]+\s")
"""That the speaker breaks off before the condition."""

NOT_ITS_END = pattern(
    r"\W*(?:(?:that[’']s |it[’']s |is |does |will )?not|(?:is|does|wo)n[’']t)(?: lift| end)? (?:until |at )?"
    rf"(?:the )?(?:end|conclusion|close) of (?:the |this )?{CALL}\W+"
)
"""Before a condition: that it is not the end of the call."""

PARENTHESIS = pattern(
    r"(?: (?!until\b|till\b)[\w’']+){0,3},\s[^,.;—]{1,120},(?=\s(?:is|are|will|has|was|until|till|for|to|by|"
    r"lifts?|ends?|runs?|lasts?|holds?|stays?|goes)\b)",
    r",\swhich (?:was|had) (?:[^,.;—]|\.(?=m\.)|(?<=\.m)\.){1,60},(?=\s(?:is|will)\b)",
    r" (?:(?:that|which) )?(?:we|you|I)\b[^,.;—\d]{1,60}?(?=\s(?:is|will be|lifts?|ends?|runs?|expires?)\b)",
    r"\s[—–-]+\s[^—–.;]{1,100}\s[—–-]+(?=\s(?:is|will|until|lifts?|ends?)\b)",
    rf" (?:is|(?:lifts?|ends?|breaks?|expires?)(?: in)?)\s[—–-]+\s[^—–.;\d]{{1,60}}\s[—–-]+"
    rf"(?=\s(?:at|\d\d?|noon|midnight|{HOUR_WORD})\b)",
)
"""What is put in between the word and its condition: "the embargo, on background, is 4:00", "that we agreed to"."""

ON_THIS = pattern(
    r" (?:on|for|of|as) (?:(?:both )?(?:it|that|them|the [\w-]+(?: sheets?)?) and )?"
    rf"(?:the |this |our |today[’']s )(?:[\w-]+ ){{0,2}}?{CALL}\b"
)
"""What the embargo is on, between the word and its condition, where it is the call."""

AS_EVER = pattern(
    r",? (?:as (?:usual|always|ever|before|per usual)|per usual|like always|(?:once )?again|of course),?(?= )"
)
"""What may stand there, where nothing sets it off: "embargoed as usual until 7:30"."""

ON_IT = pattern(r"^ on (?:all of (?:this|it)|(?:this|the|our) \w+|everything|it)(?= (?:for|on)\b)")
"""What the embargo is on, before the day it ends on."""

UNTIL_THEN = pattern(
    r"\s(?:\w+ ){0,2}(?:until|till|before) (?:then|(?:the|that|this) (?:same|exact) (?:time|hour))\b",
    r"\s(?:right )?(?:at|from) (?:then|that (?:time|hour|point)|the (?:very )?same (?:time|hour))\b",
    r"\s(?:is )?(?:tied|linked|pegged|keyed|timed) to (?:that|it)\b",
)
"""That the hour said before is the one."""

UNTIL_THEN_FIRST = pattern(
    r"(?:^|[.;,—] )(?:so |and |but )?"
    r"(?:(?:until|till|before) (?:then|that (?:time|hour|point))|at (?:that|which) (?:time|hour|point|moment))\b"
)
"""The same, before the word: "The report is out at 8:30. Until then, …"."""

NO_CONDITION = pattern(
    r"\W*(?:after|following|once|when|before|as soon as) "
    r"(?:you|this,|that,|we (?:get|take|hear|turn|open|go|begin|start|dive))\b",
    r"\W*(?:once|when|as soon as|after) (?:it|that|the embargo)(?:[’']s| is| has)?(?: been)? lift(?:s|ed)\b",
    r"\W*(?:after all|until now|(?:before|until|till) (?:that|then)(?: time)?\W*$)",
)
"""What looks like a condition and is the order of the day."""

_THIS = r"(?:the |this |our |today[’']s |tonight[’']s |it[’']?s )?(?:[\w-]+ ){0,2}?"

CONCLUSION = pattern(
    rf"\b(?:conclusion|end|completion|close|finish|duration|length) of {_THIS}{CALL}\b",
    rf"\b(?:its|it[’']s|{CALL}(?:[’']s)?) (?:conclusion|end|completion|close)\b",
    r"\b(?:until|till|upon|at|on|with|through|after) (?:the |its |our )?(?:conclusion|completion|end)\b(?! of)",
    r"\b(?:after|following|(?:conclusion|end|completion|close|duration|length) of) this(?=\W*$|,)",
    r"\blifts? (?:\w+ )?afterwards?\b",
    rf"\b(?:this|(?:it|we|line|{CALL})(?:[’']ll)?(?: [\w’']+){{0,2}}?) "
    r"(?:concludes?|concluded|ends?|ended|finish(?:es|ed)?|wrap(?:s|ped)?|closes?)\b",
    rf"\b(?:it|we|this|line|{CALL})(?:[’'](?:s|re|s been)| (?:is|are|was|has been|will be|gets?))(?: all)? "
    r"(?:over|done|completed?|finished|through|concluded|ended|closed|adjourned)\b",
    rf"\b(?:it|this|line|{CALL})(?: has| will(?: have)?|[’']s)? c[oa]mes? to (?:an end|a close)\b",
    rf"\bfor the (?:remainder|rest) of {_THIS}{CALL}\b",
    r"\bfor (?:the|its) (?:whole |entire )?duration\b(?! of)|\bas long as (?:we|this|the call)\b",
    r"\b(?:last|final) of (?:our|the) (?:speakers|questions|callers)\b",
    r"\bwhen (?:it|this|(?:the|this) call) does\b|\blast question(?: has|[’']s)\b|\bwe let you (?:all )?go\b",
    rf"\b(?:end(?:s|ed)?|close[sd]?|conclude[sd]?|wraps?|finish)(?: out| up)? (?:the|this) (?:line|{CALL})\b",
    r"\b(?:I|we) (?:close|end|wrap|conclude) (?:it|this|us|things)\b",
    r"\bquestions (?:have|[’']ve) been (?:taken|answered|asked)\b",
    r"\b(?:taken|take|had) (?:the |our |your |all )*(?:last |final )?questions?\b",
    rf"\bwhile (?:we\b|{_THIS}{CALL}\b)",
    r"\b(?:off|done with|through with) (?:the|this) (?:call|line|phone)\b",
    r"\b(?:hangs?|hung) up\b|\bget off(?: (?:the|this) (?:call|line|phone)\b|(?= here|[.,;!]|$))",
    r"\bwe(?:[’']re| are| have|[’']ve)? (?:\w+ )?(?:done|finished|ended|conclude|wrap|sign off)",
    r"\bwe(?:[’']re| are) off\b|\bsays? good(?:bye| ?night)\b",
    rf"\b(?:after|following) (?:the |this |our ){{1,2}}(?:[\w-]+ )?{CALL}\b(?! (?:with|between))",
    rf"\bduring {_THIS}{CALL}\b|\b(?:lifts?|ends?|breaks?|expires?) with (?:it$|{_THIS}{CALL}\b)",
)
"""The end of the call itself, not of a meeting or a speech."""

_WEEKDAY = rf"(?:this |next |this coming |coming )?{WEEKDAY}"
_MONTH_DAY = (
    r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber) "
    r"(?:the )?\d\d?(?:st|nd|rd|th)?"
)
_DATE = r"(?:the )?(?:[A-Z]\w{2,8} )?\d\d?(?:st|nd|rd|th)?"

_UNTIL_A_DAY = (
    r"(?P<day>until (?:later )?(?:the day after )?"
    rf"(?:tomorrow|tonight|today|this \w+|next week|{_WEEKDAY}|{_MONTH_DAY})"
    r"(?: (?:morning|afternoon|evening|night|[ap]\.?m))?"
    rf"(?:,? {_WEEKDAY})?(?:,? {_DATE})?)"
)

DAY = pattern(rf"{_UNTIL_A_DAY}(?:,? at)?$")
"""A day without an hour."""

_NUMBER = rf"(?:\d+|{HOUR_WORD}|fifteen|twenty(?:-four)?|thirty|forty(?:-five|-eight)?|sixty|ninety)"
_TIME = rf"(?:an?|half an|(?:another )?{_NUMBER})(?: more)? (?:minutes?|hours?|days?)(?: and a half)?"

SPAN = pattern(
    rf"(?:(?:is|are|will be|[’']s|stays?|remains?|holds?|lasts?) )?for (?:about )?(?:the next )?{_TIME}(?: from now)?$",
    r"(?:will |[’']ll |is to |is going to )?(?:be )?(?:lift(?:s|ed)?|ends?|breaks?|expires?|is over|is off) "
    rf"(?:(?:in|within) (?:about )?{_TIME}|{_TIME} from now)$",
    rf"(?:until|till) {_TIME} from now$",
)
"""So long from now: an hour that nobody names."""

DAY_WHEN = pattern(rf"{_UNTIL_A_DAY},? (?=when\b)")
"""The same, before what happens on it: "until Tuesday, when she testifies at 10:00"."""

DAY_BEFORE = pattern(
    r"(?:^|[,;—] |\b(?:and|so|but|when) )(?:(?:as )?(?:it|this|that)(?:[’']s| is) )?(?:(?:on|for|come|only) )?"
    rf"(?P<day>(?:(?:the day after )?tomorrow|tonight|{_WEEKDAY}|{_MONTH_DAY})(?: (?:morning|afternoon|evening|night))?"
    rf"(?:,? {_WEEKDAY})?(?:,? {_DATE})?),? (?:that )?(?:the|our|your) $"
)
"""The same, right before the word: "on Friday the embargo lifts at 9:00"."""

ITS_DAY = pattern(
    rf"(?:that[’']s )?(?P<day>(?:tomorrow|{_WEEKDAY}|{_DATE})(?:,? {_WEEKDAY})?(?:,? {_DATE})?)(?:,? at)?$"
)
"""The same, where the speaker says it anew: "sorry, June 11th"."""

AN_HOUR = pattern(
    r" (?:until|till|[’']til) (?:after )?(?:\d|noon|midnight|tomorrow|tonight|this (?:morning|afternoon|evening)\b|"
    rf"{_WEEKDAY}|{HOUR_WORD}\b)"
)
"""After the word: until an hour or a day."""

UNTIL_AN_HOUR = pattern(rf",\s(?:or |so |that is,? )?(?=(?:until|till) (?:\d|noon|midnight|tomorrow|{HOUR_WORD}\b))")
"""That a condition is told again as an hour: "for an hour after this call, until 10:30"."""

ITS_HOUR = pattern(
    r"\s?[—–-]+\s(?:[^—–.;\d]{1,40}\s[—–-]+\s)?(?:(?:so|at|again|that[’']s|that is)[\s,]+){0,2}"
    rf"(?=\d|noon|midnight|{HOUR_WORD}\b)"
)
"""That the hour of a day follows it, set off by a dash."""

MOVED = pattern(r"\bfrom\s$|\b(?:just|right|shortly|a little|soon) (?:past|after)\s$")
"""Before an hour: it does not count where another follows ("from 5:00 to 6:00", "just past midnight, 12:01 a.m.")."""

THE_EVENT = pattern(r"^(?:until|till|upon|after|following) (?:the|that|this|our|his|her|their) (?P<event>\w+)$")
"""A condition that is an event of one word."""

TAKEN_BACK = pattern(
    r"\b(?:not|no longer|(?<!\bno earlier )(?<!\bno sooner )(?<!\bnot earlier )than|instead of|rather than)\s$"
)
"""Before an hour: it does not count ("not 5:00")."""

_OFFICE = r"(?:\b(?:we|I)(?: will|[’']ll)?|\b(?:our|the|my)(?: press)? (?:office|team|staff)(?: will)?)"
_YOU = (
    r"(?:you|everyone|everybody|folks|(?:the|our) (?:list|pool)|"
    r"(?:all )?(?:of )?the (?:participants|reporters|press|group|pool))\b"
)

TOLD = pattern(
    r"\b(?:further|other(?:wise)?) notice\b",
    r"\b(?:until|till) (?:otherwise |you(?:[’']re| are|(?:[’']ve| have) been) )?"
    r"(?:notified|told|advised|instructed|cleared)\b",
    r"\b(?:until|till|once|when) \w+ (?:sends?|e-?mails?|texts?|tells?|alerts?) you\b",
    r"\b(?:until|till) (?:we|I) (?:reach out|follow up|write|e-?mail)\b",
    rf"(?<!what ){_OFFICE} (?:[\w’']+ )?(?:tell|notif(?:y|ie)|inform|alert|advise|e-?mail|text|signal|ping)s? {_YOU}",
    rf"{_OFFICE} (?:[\w’']+ )?lets? {_YOU}(?: \w+)? know",
    rf"{_OFFICE}(?:[’']ve| have)? confirm(?:s|ed)? (?:to (?:all of )?you|by|with|via|that|it|this)\b",
    rf"{_OFFICE} (?:tell|notify|inform|alert|advise|announce|e-?mail|say)\b(?: [\w’'-]+){{0,4}}? "
    r"when (?:(?:the|this|our) )?$",
    rf"{_OFFICE} (?:(?:get|come|circle|be) back|reach out) (?:to|with) {_YOU}|{AWAITED}",
    rf"{_OFFICE}(?:[’']ve| have)? (?:gives?|given|sends?|sent|shoots?|drops?|puts? out|circulates?) "
    r"(?:[\w’']+ ){0,3}?"
    rf"(?:{SIGN}|notice)\b",
    r"\b(?:we|I) say (?:so\b|(?:that )?(?:it|this)(?:[’']s| is)(?: not\b|n[’']t\b| no longer\b))",
    r"\bwe lift (?:it|the embargo|this)",
    r"\byou(?: will|[’']ll|[’']ve| have)? (?:get|got|gotten|hear|heard|receive|received|see|seen) (?:[\w’-]+ ){0,6}?"
    r"(?:from (?:us|me|my|our|the)|word|notice|green light|go-ahead|e-?mail|"
    r"message|advisory|alert|confirmation|all[- ]clear)",
    rf"{_OFFICE} (?:(?:be|stay|get) in touch|follow up)\b",
    rf"\b(?:stand by|look out|watch) for (?:an?|our|the|my) {SIGN}\b|\blifted (?:by|via|in) (?:an? )?{SIGN}\b",
    rf"\b\w+ will (?:e-?mail|text|alert|notify) {_YOU}(?=[^.;]{{0,30}} when\b)",
    r"\b(?:on|at) our (?:signal|word|notice|go)\b|\bword from (?:us|me|our)\b",
)
"""Word from the press office."""

TOLD_WHEN = pattern(
    rf"(?: (?!{PAPERS}\b)[\w’']+){{0,4}}? (?:when|once|as soon as) "
    r"(?:it|that|this|the embargo|we lift|you(?: can| may)?)\b"
)
"""After it: that it will say when the words may be used."""

HAPPENS = pattern(
    r"\W*(?:until|till|upon|when(?:ever)?|once|after|as soon as|following|released?\b|the (?:time|moment))",
    r"\W*(?:[\w.,’'-]+ ){1,6}?(?:release|begins?|starts?|speaks?|lands?|arriv\w+|publish\w*|post\w*|goes|issued?|"
    r"announce\w*|delivers?|sent|circulated|remarks|speech)\b",
)
"""An event, where it is the second of two conditions and nothing opens it."""

EXPECTED = pattern(
    r"\b(?:begins?|starts?|finish\w*|ends?|ended|concludes?|concluded|speaks?|spoken|speech|remarks|lands?|arriv\w+|"
    r"publish\w*|post\w*|releas\w+|goes|issued?|announc\w+|delivers?|delivered|signs?|signed|takes?|done)\b"
    rf"[^.;—]{{0,60}}?\b(?:approximately|around|about|roughly)\s(?=\d|noon|midnight|{HOUR_WORD}\b)"
)
"""Before an hour: that it is only about when the event is expected."""

ABOUT = pattern(r"\b(?:approximately|around|about|roughly|by)\s(?=\d|noon|midnight)")
"""Before an hour: that it is not sure."""

UNLESS = pattern(r"\b(?:unless|or)\b")
"""What parts two conditions where only one of them must come to pass."""

ONE_OF = pattern(r"\W*(?:until|till|upon|at) the (?:later|latter|earlier|sooner|first|last) of\s")
"""What opens two conditions where either counts: "until the later of noon and the landing"."""

WHICHEVER = pattern(r"\bwhichever (?:one )?(?:is|comes|happens|should)\b")
"""The same, behind them: "until noon or the landing, whichever is first"."""

BEFORE_THEN = pattern(
    r"^(?!\W*(?:not?|never|any)\b)[^.;]{3,60}\b(?:(?:before|by) (?:then|that)|sooner|earlier|first)\b",
    r"^\W*(?:sooner|earlier|before (?:then|that)),? (?:if|when|should|in case)\b",
)
"""That something may happen before the hour: "unless the court rules before then"."""

LIFTS = pattern(r"\b(?:lift\w*|break\w*|broken|ends?|ended|expires?|over|done|off|up|away)\b")
"""That the sentence says when it ends."""

APART = pattern(r"\b(?:and|but) (?:please )?(?:respect|honou?r|observe|remember|keep|mind|note)\b")
"""Between an hour and the word: that the hour is something else's."""

THAT_IS = pattern(r"\b(?:that|this|those|these)(?:[’']s| is| are) (?:when |what )?(?:the|our|your) (?:[\w’']+ ){0,3}$")
"""Before the word: that what was said before it is when it ends."""

USES = pattern(r"\b(?:use|report|publish|write|file|free to)\b")
"""That the sentence says when the words may be used."""

PARTS = pattern(r",?\s+(?:and/or|or,?|and|whichever|unless)\s+(?!\w+ minutes\b|a half\b)|\s?/\s?")
"""What parts two conditions: not "ten or fifteen minutes", nor "an hour and a half"."""

CLAUSE_ENDS = pattern(
    r";|—(?! or\b)|\.(?=\s|$|[”\"])(?<![A-Z]\.[A-Z]\.)",
    r",? (?!and a half\b|as a reminder\b|and that(?:[’']s| is) (?:in )?(?:[\w.]+ ){1,2}time\b)"
    r"(?:and|(?<!or )so|but|(?<!soon )(?<!time )(?<!long )as|(?<!ve )given|"
    r"because|since|(?<!ends )(?<!lifts )with|again|although|though) "
    r"(?:that|it|it[’']s|we|we[’']re|this|is|are|I|I[’']ll|you|they|an?|attribut\w+|on background|"
    r"the (?:calls?|contents?|speakers?|officials?)\b|"
    r"the (?:fact ?sheets?|materials?) (?:is|are|will)(?: \w+)? embargo|"
    r"the (?:fact ?sheet|statement|report|release)[’']s (?:is|will)\b|"
    r"should|will|also|may|all|our|by joining|at the|after|following|during|"
    r"for your|has|any|joining|you[’']re|let|please|just|then|here|always|usual)\b",
    r"[,—] ?(?:probably|presumably|hopefully|(?:most )?likely|(?:and )?we (?:expect|hope|think))\b",
    r",? (?:attribut\w+|on background|under background|by joining|because|(?<!ve )given|"
    r"which (?!(?:as [\w ]{1,20} )?(?:is|are|will be|begins?|starts?)\b))",
    r", (?:(?:so )?with that|over to|(?:I|we)(?:[’']ll| will)(?! (?:say|be|have|lift)\b))\b",
)
"""Where a sentence goes on to something else."""
