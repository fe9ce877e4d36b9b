"""The phrases by which somebody is thanked, is handed the floor, is asked to speak, or is said to have spoken.

Each is the text of a pattern, to be matched in any case; a space in it is any number of spaces, also over a line's end.
A whole text is searched for many phrases :func:`in_small_letters`, by patterns that know no others: that takes half the
time that a pattern for any case takes.
"""

from collections.abc import Iterable

SPACES = r"\s+"


def phrases(*alternatives: str) -> str:
    """The pattern of any of these; a space in them is any number of spaces, also over a line's end."""
    return "(?:" + "|".join(phrase.replace(" ", SPACES) for phrase in alternatives) + ")"


def any_of(words: str) -> str:
    """The pattern of any of these words, which stand apart by spaces."""
    return f"(?:{'|'.join(words.split())})"


def capitalised(words: Iterable[str]) -> str:
    """The pattern of any of these words, each with a capital."""
    return f"(?:{'|'.join(sorted(map(str.capitalize, words)))})"


def in_small_letters(text: str) -> str:
    """The text in small letters, each in its place, with those that only case tells from i and s as these."""
    return text.replace("İ", "i").replace("ı", "i").replace("ſ", "s").lower()


_THE_FLOOR = r"(?:it|this|that|things|the (?:call|floor|mic|microphone|phone|line|podium|stage))"
_ALONG = r"(?: (?:over|back|off|on|now|along|straight|first|next))*"

THANKED = phrases(
    r"(?:many )?thanks(?: (?:so|very) much| a lot| a million| a ton)?(?: again)?(?: to)?",
    r"thank you(?: (?:so|very) much)?(?: again| kindly)?(?: to)?",
    r"(?:much )?appreciated?(?: (?:it|that|you|this))?",
)
"""Behind these somebody is named who is thanked."""
GREETED = phrases(r"(?:hi|hello|hey|welcome)(?: again| there| back)?", r"good (?:morning|afternoon|evening|day)")
HANDED_TO = phrases(
    rf"(?:turn|hand|pass|kick|toss|throw|send|give|bounce|punt|yield|return|leave"
    rf"|transition)(?:ing)? {_THE_FLOOR}{_ALONG} to",
    rf"(?:turn|hand|pass|kick|toss|throw)(?:ing)?{_ALONG} to",
    rf"(?:over|back|off){_ALONG} to",
    r"defer(?: (?:it|this|that))? to",
)
"""Behind these somebody is named who is given the floor."""
LED_TO = phrases(
    rf"(?:go|move|switch|come|look|yield|transition)(?:ing)?{_ALONG} to(?: the line of)?",
    r"(?:call|lean) on",
    r"bring(?:ing)? in",
    r"hear(?:ing)?(?: first| next| now)? from",
    r"(?:joined|followed)(?: \w+){0,3} by",
    r"questions?(?: \w+){0,3} (?:for|from|to|is)",
    r"(?:start|begin|open)(?:ing)?(?: (?:off|us off))? with",
    r"introduce|invite",
)
"""Behind these somebody or something is named; a first name is that of somebody who speaks next."""
TAKEN_UP = phrases(r"echo(?:ing)?|second|agree with|(?:build(?:ing)?|piggyback(?:ing)?|pick(?:ing)? up) on")
"""Behind these somebody or something is named; a first name is that of somebody who has spoken."""
ASKED_TO = phrases(
    r"(?:please )?(?:go|jump|chime|weigh|dive)(?: right)? (?:ahead|in|on)",
    r"(?:back |over )+to you",
    r"take it away|take (?:it|this|that)(?: one)?",
    r"(?:do|did) you (?:want|care|have|mind)",
    r"i (?:don[’']t know|wonder|was wondering|am not sure|[’']m not sure) (?:if|whether) you",
    r"(?:would|could|can|will|might|may) you",
    r"(?:maybe |perhaps |please |if |so )*you (?:want|can|could|may|might|wanted|have anything|would like|wish"
    r"|care)(?: to)?",
    r"if you[’'](?:d|re) (?:like|willing|there|on)",
    r"why (?:don[’']t|not) you",
    r"anything (?:to|you|else|on)",
    r"that(?: one)?[’']s (?:for you|yours)",
    r"feel free",
    r"(?:the|you have the|you[’']ve got the) (?:floor|mic)",
    r"you(?:[’']re| are) (?:up|next|on|first|back|live|unmuted)",
    r"your (?:line|mic)",
    r"what do you",
    r"i(?:[’'](?:ll|d like to|m going to)| will) (?:turn|hand|pass|give|kick|let|throw|defer)",
)
"""Before these somebody is named who is asked to speak."""
TOLD = phrases(
    r"(?:(?:just|also|already|has|had|have|rightly|earlier) )*(?:said|says|mentioned|noted|explained|outlined|covered"
    r"|answered|addressed|touched on|went (?:over|through)|walked (?:us|you|everyone) through|flagged|raised"
    r"|described|alluded"
    r"|laid out|indicated|highlighted|stated|underscored|emphasized|pointed out|told|stressed|added|suggested|put it)",
    r"(?:was|were) (?:just )?(?:saying|talking|describing|mentioning|referring)",
)
"""Behind the name of somebody who has spoken."""
ANSWERS = phrases(
    r"(?:can |will |could |may |might |would |is going to |wants to |has to |to )?(?:take|handle|speak|answer"
    r"|address|add|jump|start|begin"
    r"|talk|walk|kick|chime|weigh|open|close|wrap|lead|share|give|elaborate|expand|finish|say more)"
)
"""Behind the name of somebody who is to speak."""
AS_A_PERSON = phrases(
    r"(?:(?:just|also|already|never|actually) )*(?:knows|knew|thinks|believe[sd]|wrote|writes|flew|flies|spoke|speaks"
    r"|talk(?:s|ed)|tells|told|ask(?:s|ed)|answer(?:s|ed)|join(?:s|ed)|dial(?:s|ed)|brief(?:s|ed)|mention(?:s|ed)|touched|explain(?:s|ed)"
    r"|negotiate[sd]|work(?:s|ed)|agree[sd]|want(?:s|ed)|drafted|(?:may|might) (?:want|have|be able))",
    r"and (?:(?:the|his|her|their|our) (?:team|staff|colleagues|people|office)|I|me)",
)
"""Behind a person's name, be it May or Will: no month does this, and behind "will" no verb has such a form."""
