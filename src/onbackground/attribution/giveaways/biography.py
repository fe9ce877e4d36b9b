"""What an official was before, where they come from, who is at home: "when I was ambassador in …", "my wife"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import REDACTED, Search
from onbackground.attribution.phrases import any_of, phrases

_POST = any_of(
    """ambassador secretary director deputy envoy minister chief counsel attorney professor governor mayor senator
    commissioner officer superintendent consul analyst prosecutor negotiator adviser advisor aide lawyer judge clerk
    pilot commander scientist doctor physician nurse teacher educator journalist reporter banker engineer economist
    diplomat lieutenant sergeant soldier marine sailor captain colonel general admiral sheriff coordinator spokesperson
    administrator counselor representative inspector researcher executive staffer architect intern detective agent
    farmer firefighter founder"""
)
_SEAT = f"(?:{_POST}|head|president|chair|chairman|chairwoman|fellow|member|partner|author|lead|student)"
_KIN = any_of(
    """husband wife spouse fianc[ée]e? sons? daughters? kids? children father mother dad mom parents brothers? sisters?
    grand(?:father|mother|parents|son|daughter) twins family"""
)
_BORN = "(?:mother|father|parent|grandmother|grandfather|veteran|immigrant|refugee|survivor|native|daughter|son)"
_TIME = "(?:years?|months?|weeks?|decades?)"
_NUMBER = phrases(
    r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|many|several|a few|some",
    r"most of|almost|nearly|over|about",
)
_BODY = any_of(
    """delegation team office campaign mission negotiations? talks company firm agency department bureau division
    brigade fleet embassy authority ministry lab institute command"""
)
_MANAGED = phrases(
    r"commanded|led|served|run|worked|negotiated|spent|lived|taught|headed|chaired|grown up|fought|flown|practi[cs]ed"
)
_SINGLING = r"(?:first|only|youngest|oldest|last|(?:most|least|highest|longest|lowest)[ -]\w+)"
_ADMITS = "(?:admit|say|tell|acknowledge)"
_SINGLED_OUT = (
    rf"(?:the|our) {_SINGLING} (?:[\w-]+ ){{0,2}}?"
    r"(?:woman|man|person|official|immigrant|veteran|one|(?-i:[A-Z])[a-z]+)"
    rf" (?:to (?!{_ADMITS})|(?:who|in|on|ever|at|from) )\w+"
)
_PAST_VERB = r"(?:\w{2,}ed|ran|led|flew|built|wrote|taught|held|kept|drove|fought|sat|sold|grew|did|was|made)"
_SAYING = "(?:said|mentioned|noted|talked|called|asked|wanted|used|tried|promised|waited|watched|hoped|worried)"
_AND_MORE = r"\b(?: \w+){0,3}"

_DID = phrases(
    r"served(?! notice)|used to (?:be|run|lead|work|serve|teach|live)|commanded|grew up|taught|retired|deployed",
    r"negotiated|practi[cs]ed|graduated|enlisted|clerked|immigrated|studied|majored|interned|ran for|headed|chaired",
    r"founded|joined the|went to (?:school|college|university)|sat on the board",
)
_WAS_MADE = phrases(
    r"stationed|posted|confirmed|appointed|nominated|sworn in|serving (?:in|as)|born|raised|elected|hired|recruited",
    r"deployed|commissioned|promoted|detailed|assigned|based in",
)
_HAS_BEEN = phrases(
    r"here|at|with|an?|the|doing|working|running|leading",
    r"in (?:this|the|government|office|politics|uniform)",
)
_OWN_PAST = phrases(
    rf"I was (?:the |an? |our )?(?:(?:U\.S\.|[\w'’-]+) ){{0,3}}?{_SEAT}\b(?: (?:in|at|of|to|for) (?:the )?\w+)?",
    rf"I(?: was|(?:['’]ve| have| had) (?:\w+ )?been|(?: \w+)? got) (?:\w+ )?{_WAS_MADE}\b(?: \w+){{0,2}}",
    rf"I (?:previously |once |also |later |first )*{_DID}{_AND_MORE}",
    r"I (?:once |also )?(?:led|lead|ran|run|managed?|oversaw|oversee|direct|directed|head) (?:the |an? |our )"
    rf"(?:\w+ ){{0,2}}?{_BODY}\b",
    rf"I (?:previously |once |also )?(?:spent|worked|lived) (?:\w+ ){{0,3}}?"
    rf"(?:(?:the )?(?:last|past|first|better part) )?{_NUMBER} (?:\w+ ){{0,2}}?{_TIME}{_AND_MORE}",
    r"I (?:just |only |recently )?(?:came|moved|transferred) (?:\w+ ){0,3}?from (?:the )?(?-i:[A-Z])\w+",
    r"I (?:just |only |recently )?started (?:in|at) (?:this|the|my)(?: new)? (?:job|role|post|position)\b",
    r"I come from (?:an?|the) (?:\w+ ){0,3}?(?:family|town|village|line|background)\b",
    rf"I(?:['’]ve| have) (?:now |only |just )?(?:{_MANAGED}|held|been {_HAS_BEEN}) (?:\w+ ){{0,6}}?"
    rf"(?:for|since|over) (?:[\w-]+ ){{0,3}}?(?:{_TIME}|\d{{4}})\b",
    r"I(?:['’]ve| have) (?:\w+ )?been (?:in|at|with|on) (?:this|the|my) (?:new )?"
    r"(?:post|job|role|position|office|seat)\b",
    r"I(?:['’]m| am) (?:originally |actually )?(?:from|a native of) (?-i:[A-Z])\w+",
    r"I(?:['’]m| am) (?:an? )?(?:[\w-]+ ){1,3}by (?:birth|training|trade|profession|background|education|marriage)",
    rf"I(?:['’]m| am|['’]ve been| was) {_SINGLED_OUT}",
    rf"I(?:['’]m| am|['’]ve been| was) the {_SINGLING} (?!one |person )(?:[\w-]+ ){{1,3}}?to (?!{_ADMITS})\w+",
    rf"I(?:['’]m| am) an? (?:\w+ )?(?:{_POST}|\w{{2,}}(?:ician|ologist|neer))(?=[,.;!—–]| (?:so|and|but|who)\b)",
    rf"my (?:\w+ ){{1,2}}as (?:an? |the )?{_POST}\b",
    r"my (?:\w+ )?(?:students|patients|constituents|parishioners|troops|sailors|soldiers|classmates|clients)\b",
    rf"I (?!have\b|had\b)(?:\w+ly )?(?!{_SAYING}){_PAST_VERB} [^.?!,;\n]{{3,70}}?"
    rf"(?: for {_NUMBER} (?:\w+ )?(?:years|decades)"
    r"|,? before (?:any of |all )?(?:this|that)(?: job| post| role)?(?=[.,;!?]|$))",
    r"I (?:\w+ ){1,4}?(?:in|for|with) the "
    r"(?-i:Army|Navy|Air Force|Marines?|Marine Corps|Coast Guard|Foreign Service|Peace Corps)\b",
    r"I was in (?:the (?:military|senate|private sector|reserves)|uniform)\b",
    r"I(?:['’]ve| have) (?:done|had) (?:this|the|my) (?:job|role|post|position)\b(?: \w+){0,2}",
    r"since I (?:first )?(?:became|arrived|joined (?!the call|this call|you)|took (?:this|the|over|on|my))\b"
    r"(?: \w+){0,2}",
    r"I(?:['’]m| am) the (?:one|person|official) who\b(?: \w+){1,2}",
    r"I(?:['’]ve| have)? (?:\w+ )?testified\b(?: \w+){0,2}",
    r"I (?:was|worked|served|started) (?:up )?on the hill\b",
    r"my (?:\w+ )?(?:thesis|memoirs?|own book|book (?:on|about))\b|in my book\b",
    r"my boss,? (?:the )?(?-i:[A-Z])\w+",
    r"my (?:immediate )?predecessors?\b",
    r"my (?:confirmation|nomination|swearing|promotion|retirement)\b",
    r"my (?:\w+ )?(?:time|tenure|years|days|service|career|stint|posting|tour)s?"
    r" (?:in|at|as|with|of|on|running|leading) (?!here\b)\w+(?: \w+)?",
    r"my (?:previous|former|prior|last|old|earlier) "
    r"(?:job|role|post|posting|life|position|assignment|career|capacity|unit|firm|boss|command|district)\b",
    r"my (?:very )?(?:first|last|final) (?:day|week|month|year) (?:in|at|on|as|with)\b(?: \w+){0,2}",
    rf"my (?:(?:late|ex|own|two|three|four|older|younger|eldest|oldest|little)[ -])*{_KIN}\b",
    r"my (?:home ?town|home (?:state|district|country|village|city)|alma mater|native \w+|doctorate|dissertation"
    r"|ph\.?d)\b",
    r"(?:when|before|after) I (?:first )?(?:left the (?-i:[A-Z])\w+|entered|got to|moved to"
    r"|took (?:this|the|my|on this)|came (?:to|over)|ran|led|headed|commanded|joined (?!the call|this call|you|late)"
    rf"|(?:worked|lived|taught|served|practi[cs]ed) (?:at|for|in|as|with|under)){_AND_MORE}",
    r"back when I was(?: \w+){1,3}",
    r"when I was (?:still )?(?:at|with) (?:the )?(?-i:[A-Z])\w+",
    r"I(?:['’]m| am) an? (?-i:[A-Z])\w+(?=[,.])",
)
"""What nobody says but of themselves."""
_PAST = phrases(
    r"(?:before|prior to) (?:joining|coming to|entering|taking (?:this|the|my|on this)|becoming) (?:(?:the|a|an|this"
    r"|my) )?\w+",
    r"(?:before|prior to) (?:this|my current) (?:job|role|post|posting|position)",
    rf"having (?:\w+ly |once |also )?(?:{_MANAGED}|been (?:an?|the) (?:\w+ )?{_POST}){_AND_MORE}",
    rf"as an? (?!(?:former|onetime|retired|career|veteran|lifelong) )(?:\w+ )?(?:{_POST}|{_BORN})"
    r"(?: (?:by|of|in) \w+|(?=,| who\b| myself\b))",
    rf"as the (?:\w+ )?{_BORN} of \w+",
    rf"as {_SINGLED_OUT}",
    rf"as (?!(?:an?|your|our|my|former|retired) )(?:the )?(?:[\w'’-]+ ){{0,3}}?(?:{_POST}|head)"
    r"(?: (?:of|for|in) \w+(?: \w+){0,2})?(?=,? (?:I|my)\b)",
    r"as an? (?:\w+ )?\w{3,}(?:ian|ist|neer)(?=,? (?:I|my)\b)",
    r"as an? (?-i:[A-Z])\w+[ -]american(?=,? (?:I|my)\b)",
    r"as the (?:one|person|official) who(?: \w+){1,2}",
    r"as some(?:one|body) (?:who|from)(?: \w+){1,3}",
)
"""What is said of oneself where the sentence goes on with "I", and of anybody else."""
_FORMER = phrases(r"(?:former|onetime|retired|career|veteran|lifelong) (?:\w+ )?[a-z]\w+")
_POSTED = re.compile(
    rf",?\s+(?:(?:who\s+is|who['’]s|is|as)\s+)?(?:the|our|an?)\s+(?P<post>(?:(?:U\.S\.|[\w'’-]+)\s+){{0,4}}(?i:{_POST}))\b"
    rf"|,\s+(?P<title>(?:(?:U\.S\.|[A-Z][\w'’-]*)\s+){{0,4}}(?=[A-Z])(?i:{_POST}))\b(?!\s+[A-Z])"
)
"""A post with an article, or one in capitals behind a comma."""
SPEAKERS = ("colleague", "official", "speaker", "briefer")
_SPEAKER = re.compile(
    rf"(?:{'|'.join(SPEAKERS)})(?:\s+(?:today|tonight|here|now))?(?=\s+is\b|,\s+(?:an?|our|the)\b)", re.I
)
_SAID = re.compile(rf"(?P<own>{_OWN_PAST})|(?P<past>{_PAST})|{_FORMER}", re.I)
_AS = re.compile(r"\b(?:as|being|(?P<am>I['’]m|I\s+am))\s+(?:an?|the|your)\s+$", re.I)
_OF_ONESELF = re.compile(r"[^.?!\n]{0,90}?\b(?:I|me|myself)\b")


def past(search: Search, start: int) -> None:
    """ "When I was ambassador in …", "my predecessor", "as a mother of …, I": where an official speaks."""
    match = search.match(_SAID, start)
    if match is None or search.is_asking(start) or search.is_flagged(start) or _quoted(search, start):
        return
    of_oneself = _OF_ONESELF.match(search.text, start) is not None
    former = _AS.search(search.text[max(0, start - 16) : start])
    if match["past"]:
        own = of_oneself
    else:
        own = match["own"] is not None or (former is not None and (of_oneself or former["am"] is not None))
    if own:
        search.flag(*match.span(), Reason.BIOGRAPHY, REDACTED)


_OF_WHO_IS_ASKED = re.compile(
    phrases(
        rf"when you were (?:the |an? |our )?(?:[\w'’-]+ ){{0,3}}?{_SEAT}\b",
        r"when you were (?:still )?(?:at|with) (?:the )?(?-i:[A-Z])\w+",
        r"your (?:confirmation|nomination|swearing|promotion)\b",
        r"your (?:time|tenure|years|days|career|stint|posting) (?:in|at|as|with) (?!here\b|advance\b)\w+",
    ),
    re.I,
)


def asked(search: Search, start: int) -> None:
    """ "When you were ambassador", "your confirmation": what a reporter or the moderator knows of an official."""
    match = search.match(_OF_WHO_IS_ASKED, start)
    if match:
        search.flag(*match.span(), Reason.BIOGRAPHY, REDACTED)


def posted(search: Search, start: int) -> None:
    """ "Our first speaker is the director for …": the post of somebody on the call."""
    match = search.match(_SPEAKER, start)
    if match and (post := search.match(_POSTED, match.end())):
        search.flag(*post.span(post.lastgroup or 0), Reason.BIOGRAPHY, REDACTED)


def posts_of_aliases(search: Search) -> None:
    """A post right behind an alias: "[One], our envoy for …", "[One], Deputy Director for …"."""
    for _, end in search.aliases:
        post = search.match(_POSTED, end)
        if post is not None and not search.is_flagged_from(post.start(post.lastgroup or 0)):
            search.flag(*post.span(post.lastgroup or 0), Reason.BIOGRAPHY, REDACTED)


def _quoted(search: Search, start: int) -> bool:
    return search.text[max(0, start - 2) : start].rstrip().endswith(("“", '"'))
