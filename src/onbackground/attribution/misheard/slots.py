"""Where in a text a person's name is due: "Thanks, …", "turn it over to …", "… can take that question".

What stands in such a slot is taken for a name far more readily than the same words elsewhere.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from onbackground.attribution.phrases import ASKED_TO, SPACES, in_small_letters, phrases
from onbackground.attribution.words import Word

_THANKS = re.compile(
    r"\b"
    + phrases(
        r"(?:many )?thanks(?: (?:so|very) much)?(?: again)?,?(?: to)?",
        r"thank you(?: (?:so|very) much)?(?: again)?,?(?: to)?",
        r"(?<!get\s)(?<!come\s)(?:over|back) to you,?",
        r"my name is",
    )
    + SPACES
)
_OPENERS = re.compile(
    r"\b"
    + phrases(
        r"(?:over|back|off|kudos) to",
        r"(?:turn|hand|pass|kick|toss|throw|send|leave)(?: (?:it|this|things|that|the (?:call|floor|mic)))? to",
        r"defer to",
        r"(?:start|begin|open|close|finish)(?:ing)?(?: (?:off|us off|out))? with",
        r"(?:turn|call) on",
        r"(?:bring in|introduce|(?:hear|heard|hearing|remarks|comments|overview|response) from|joined(?: \w+){0,5} by)",
        r"(?<!of\s)(?<!a\s)(?<!the\s)welcome",
        r"(?:speakers?|briefers?|officials?|colleagues?)(?: \w+)?(?: on (?:the|this|today’s) call)?(?: today)?"
        r" (?:(?:is|are) going to be|is|are|will be|include),?",
        r"questions? (?:is )?for",
        r"(?:call|line|phone|reporting|awareness|today|tonight|up),? (?:you |we )(?:also |will )?(?:have|will have)",
        r"(?:speaker|official|sao|colleague)(?: \w+){0,3},? who is",
        r"(?:my|our|your) (?:(?:final|first|second|next|other|good|dear) )?(?:colleague|speaker|friend),?",
        r"(?:(?:here )?with|joining) (?:me|us)(?: today)? (?:is|are)",
        r"(?:sure|sorry|please|ditto),",
        r"(?:good (?:morning|afternoon|evening)|hi|hello|hey|thank you|thanks)"
        r"(?:,? (?:everyone|everybody|all|again|there|folks))?[.,!—–]* ?(?:and )?(?:i am|i[’']m|this is|it is|it[’']s)",
    )
    + SPACES
)
_TALKED_TO = re.compile(
    r"\b"
    + phrases(
        r"(?:speak|spoke|spoken|speaking|talk|talked|talking|check|checked|checking|(?:follow|followed|following) up"
        r"|confer|consult|connect|coordinate|touch base|catch up|circle back|agree|agreed|in touch|sit down|sat down)"
        r"(?: \w+)? with",
        r"(?:speak|speaking|answer|answering) for",
        r"(?:reach(?:ed|ing)? out|get back|got back) to",
    )
    + SPACES
)
"""What is done with persons, and with others too: "I talked with …", "I don’t want to speak for …"."""
_MAYBE_OPENERS = re.compile(
    r"\b"
    + phrases(
        r"(?:i am|i[’']m|this is|it[’']s|it is),?",
        r"(?:as|what|like|that|which|and|to|ask|let|invite|have|get|from|lost|for|with|both|way)",
        r"(?:every|some|any)thing|points|building on|ditto to",
        r"i (?:think|know|believe|hope|guess)",
        r"(?:maybe|perhaps|if|while|then|build on|echo|reiterate|piggyback on)",
    )
    + SPACES
)
_HAS = r"(?:(?:just|also|already|has|had|have|correctly|rightly) ){0,3}"
_TOLD = (
    "said|says|mentioned|noted|explained|outlined|described|detailed|alluded|laid out|indicated|highlighted|stated"
    "|underscored|emphasized|listed|announced|confirmed|argued|warned|promised|proposed|reported|testified"
)
_WAS_TELLING = r"(?:was|were) (?:just )?(?:saying|talking|describing|mentioning|referring)"
_CLOSERS = re.compile(
    r"(?:,|(?<!\s))"  # from the first of a run of spaces only: long runs stay cheap
    + SPACES
    + phrases(
        r"(?:do|would|will|could|can|did) you",
        r"(?:if|why don’t|why don't|anything) you",
        r"(?:are|were) you",
        r"(?:is|was) there",
        r"i (?:don[’']t know|wonder|was wondering) (?:if|whether)",
        rf"{_HAS}(?:{_TOLD}|pointed|told|talked|spoke|discussed|raised|referenced|suggested|shared|covered|articulated"
        r"|previewed|summarized|addressed|stressed|added|echoed|flagged|reiterated|walked (?:us|you|through)|touched on"
        r"|(?:went|ran) through|put it)",
        _WAS_TELLING,
        r"made\b",
        r"(?:can|could|will|would|may|might|should)(?: also| now| then)? (?:take|speak|begin|start|add|answer|address"
        r"|jump|want|talk|walk|give|open|follow|probably|be able|go through|share|say|elaborate|expand|lead|run through"
        r"|lay out|chime|weigh|have more|have (?:a few|some) (?:words|remarks)|well (?:want|have)|handle|field|cover"
        r"|tackle|touch on|underscore|stress|note|mention|agree)",
        r"(?:wants|would like|want|is going) to",
        r"(?:has|have|had) (?:anything|something|more|nothing) to",
        r"(?:is|was) (?:quite |exactly |absolutely )?right\b",
        r"(?:please|go ahead|speaking|here|again),?",
        r"(?:who|who’s|who's) (?:will|is|are|can|has|have|leads?|runs?)",
        r"(?:i|we)(?:[’']ll| will) (?:turn|hand|pass|kick|go)",
        r"(?:back |over )+to (?:you|him|her)",
        r"for (?:opening|his|her|their|your|some|that|the|a|this|joining|doing)",
        r"to (?:answer|begin|start|open|kick|say|give|take|add|elaborate|speak|walk|talk|weigh|chime|jump)",
        r"from the",
        r"and (?:others|myself|i (?:will|would|are|were|have|had|both|can|discussed|talked|spoke))",
        r"(?:or|and) (?:to|for|by|from) (?:me|us|him|her|our|my|the|others|somebody)",
        r"(?:back )?(?:on|off|to) (?:the (?:line|call|phone)|mute)",
        r"back on",
        r"(?:here )?with (?:us|me)",
        r"(?:is|are|was|were|will be) (?:joining|traveling|leading|meeting|speaking|running|going|in the room"
        r"|on the line)",
        r"(?:has|have) (?:the|been|some|already)",
        r"(?:talk|give|speak|kick|add|take|touch|confirm|explain|answer|offer|weigh|jump|chime|walk|start|begin"
        r"|finish|respond|comment|elaborate|outline|say|go) "
        r"(?:in|a|an|about|off|on|to|this|that|us|you|some|the|with|here|more|first|base)",
        r"(?:has|had) (?:to (?:run|go|drop|leave)|time for)",
        r"did a (?:\w+ )?job",
    )
    + r"\b"
    r"|,\s+"
    + phrases(
        r"you(?:[’'](?:re|ve))? (?:were|are|may|can|could|mentioned|said|just|talked|spoke|touched|want|wanted|might"
        r"|have)",
        r"i (?:can|should|invite|guess|defer|know you|think you|thought you|believe you|want to ask|wanted to ask)",
        r"i[’'](?:ll|d) (?:start|begin|take|add|let|defer|ask|just|only)",
        r"go for it",
        ASKED_TO,
    )
    + r"\b"
    r"|[’']s"
    + SPACES
    + r"(?:\w+\s+)?"
    + phrases(r"(?:points?|remarks|comments?|laydown|layout|answers?|presentation|overview|summary|explanation)")
    + r"\b"
)
_SAID = re.compile(
    r"\b(?:as|like|what)"
    + SPACES
    + r"(?P<who>(?:(?:mr|mrs|ms|miss|dr)\.?"
    + SPACES
    + r")?[^\W\d_][^\s,.;:?!()\[\]—–]*(?:"
    + SPACES
    + r"(?!the\b)[^\W\d_][^\s,.;:?!()\[\]—–]*){0,3}?)"
    + SPACES
    + phrases(rf"{_HAS}(?:{_TOLD}|pointed out)", _WAS_TELLING)
    + r"\b"
)
_GOES_ON = re.compile(
    r"\s+(?:and|or|for|to|on|from|who|with|now|at|will|is|was|are|were|can|could|has|had|have|in|about|after|before|as"
    r"|but|here|again|first|next|if|so|then|when|because)\b"
)
_PUNCTUATED = re.compile(r"[ \t\"”’']*(?:[,.?!;:…—–]|--|$)")
_BEGINS = re.compile(r"(?:^|[.?!:;…—–”\",]|(?<!\w)\n|--)[\s \"”’')\]]*$|^\s*$")


class Slots(NamedTuple):
    """The words at which a name is due to begin, of somebody spoken to or of anybody, among these of somebody who was
    talked to, or may begin; those before which one may have ended; and the names of those who have spoken: "as … said".
    """

    thanked: frozenset[int]
    begin: frozenset[int]
    talked_to: frozenset[int]
    may_begin: frozenset[int]
    end: frozenset[int]
    said: frozenset[tuple[int, int]]


def slots_of(text: str, words: list[Word]) -> Slots:
    """Find the slots of a text, as indexes of its words; ``end`` has the words that come after a name."""
    starts = [word.start for word in words]
    text = in_small_letters(text)
    thanked = {bisect_left(starts, match.end()) for match in _THANKS.finditer(text)}
    begin = thanked | {bisect_left(starts, match.end()) for match in _OPENERS.finditer(text)}
    talked_to = {bisect_left(starts, match.end()) for match in _TALKED_TO.finditer(text)} - begin
    may_begin = {bisect_left(starts, match.end()) for match in _MAYBE_OPENERS.finditer(text)}
    end = {bisect_left(starts, match.start()) for match in _CLOSERS.finditer(text)}
    said = {
        (bisect_left(starts, match.start("who")), bisect_left(starts, match.end("who")))
        for match in _SAID.finditer(text)
    }
    return Slots(
        frozenset(thanked),
        frozenset(begin | talked_to),
        frozenset(talked_to),
        frozenset(may_begin),
        frozenset(end),
        frozenset(said),
    )


def is_closed(text: str, end: int) -> bool:
    """Whether a pause, or the end of a sentence, follows."""
    return _PUNCTUATED.match(text, end) is not None


def is_gone_on(text: str, end: int) -> bool:
    """Whether a small word follows that is no part of a name, and goes on about it."""
    return _GOES_ON.match(text, end) is not None


def is_opened(text: str, start: int) -> bool:
    """Whether a pause, or the end of a sentence, comes before."""
    return _BEGINS.search(text[max(0, start - 4) : start]) is not None
