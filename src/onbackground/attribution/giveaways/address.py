"""Names in address that belong to nobody known: "Thanks, Kate", "Kate, go ahead", "as Kate said"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary, is_spoken_of
from onbackground.attribution.phrases import (
    ANSWERS,
    ASKED_TO,
    GREETED,
    HANDED_TO,
    LED_TO,
    THANKED,
    TOLD,
    capitalised,
    phrases,
)
from onbackground.attribution.vocabulary import BEFORE_NAMES, HEADS, HONORIFICS, RANKS, STEPS, SUFFIXES, TITLES
from onbackground.attribution.words import fold

_BEFORE, _AFTER = 70, 50
"""How far around a name is looked at, in characters."""
_NAME = re.compile(rf"(?:(?!\w+['’](?:ll|re|ve|s|d|m|t)\b){NAME}|[^\W\d_a-z][^\W\d_A-Z]+)")
_SPOKEN_TO = re.compile(rf"\b(?:{THANKED}|{GREETED}|(?:over|back)\s+to\s+you)[\s,—–]+$", re.I)
_SPOKEN_ON = re.compile(r"\s*(?:[.,?!;:—–]|$|and\b|for\b|so\b|very\b)")
_HANDED = re.compile(rf"\b{HANDED_TO}\s+$", re.I)
_LED = re.compile(rf"\b{LED_TO}\s+$", re.I)
_HANDED_ON = re.compile(r"\s*(?:[.,?!;:—–]|$|to\b|for\b|and\b|on\b|who\b|now\b|first\b|next\b|here\b)")
_OPENS = re.compile(
    r"(?:^|[.?!:;,—–]\s+|\n\s*)(?:(?:and|okay|so|well|then|now|yes|alright|maybe|perhaps|but|or)\s+)?$", re.I
)
_ASKED = re.compile(
    phrases(
        rf",?\s*[—–]?\s*(?:please,? )?(?:{ASKED_TO}|thanks|thank you)\b",
        r", please\b",
        r", (?:are )?you (?:still )?(?:there|here|with us|on)\b",
    ),
    re.I,
)
_TOGETHER = re.compile(r"\s+and\s+(?:I|myself|(?:his|her|their)\s+(?:team|colleagues|staff|office|folks|people))\b")
_SENTENCE_BEGINS = r"(?:^|[.?!:—–]\s+|\n\s*)"
_AGREED = re.compile(
    rf"{_SENTENCE_BEGINS}(?:yes|yeah|no|sure|absolutely|exactly|right|correct|great|good|okay|well|indeed|sorry"
    r"|certainly)(?:\s+\w+)?,\s+$",
    re.I,
)
_TELLING = re.compile(r"\b(?:told|tell|asked|ask|thank|thanked|join|joined)\s+$")
_GOES_ON = re.compile(r"\s*\?|,\s+(?:I|we|you|let)\b")
_COMMA = re.compile(r"\s*,")
_QUOTED = re.compile(r"\b(?:as|what|which|like|that|to|on|with|think|believe)\s+$", re.I)
_TOLD = re.compile(
    rf"\s+(?:{TOLD}|thinks?|thought|wants?|wanted|meant)\b"
    r"|['’]s\s+(?:\w+\s+)?(?:points?|comments?|remarks|overview|presentation|laydown)\b",
    re.I,
)
_COLLEAGUE = re.compile(r"\b(?:my|our|your)\s+(?:\w+\s+)?(?:colleague|friend|boss|deputy|counterpart),?\s+$", re.I)
_LET = re.compile(
    rf"\b(?:let|ask|have|invite|see\s+if|think|believe|know|maybe|perhaps|then)\s+$|{_OPENS.pattern}", re.I
)
_ANSWERS = re.compile(
    rf"\s+(?:{ANSWERS}|(?:is|was)\s+(?:(?:quite|exactly|absolutely|all)\s+)?(?:right|correct))\b", re.I
)
_IS = re.compile(r"\b(?:is|do\s+we\s+have|are\s+you\s+there,?)\s+$", re.I)
_BRING = re.compile(r"\b(?:get|have|bring|lost|had)\s+$", re.I)
_BACK = re.compile(r"\s+(?:back\b|(?:on|off)\s+the\s+(?:line|call|phone)\b)")
_PRESENT = re.compile(r"\s+(?:still\s+)?(?:on|there|here|with\s+us)\b[^.!\n]{0,20}\?", re.I)
_ANSWERED = re.compile(
    rf"{_SENTENCE_BEGINS}[^.?!:—–\n]{{0,40}}?\b(?:point|question|answer|right|correct|agreed?|yes|yeah|no|sure|sorry|okay"
    r"|ok|course|absolutely|ahead|else|exactly|indeed|said|great|good|much|you|it|that|there|wrong|today|again|all)\b"
    r"[^.?!:,—–\n]{0,12},\s+$",
    re.I,
)
_STOP = re.compile(r"\s*(?:[.?!;—–]|$)")
_EXPLAINS = re.compile(
    phrases(
        r",? (?:(?:could|can|would|will) you )?(?:(?:please|mind|just|again|kindly) )*"
        r"(?:remind(?:ing)? (?:\w+ ){1,3}how to|give (?:\w+ )?(?:the )?instructions)\b"
    ),
    re.I,
)
"""Behind the name of the operator, who says how questions are asked."""
_OF_QUESTION = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}?questions?\b|\s+(?:just\s+)?(?:asked|(?:was|is)\s+asking)\b", re.I)
_ASKED_BY = re.compile(r"\b(?:question|follow-up|response|answer|reply|responded)\s+(?:from|to)\s+$", re.I)
_PAUSED = re.compile(r"(?:^|[.,?!:;—–])\s*(?:(?:yes|yeah|no|so|and|well|okay|sorry|hi)\s*,?\s*)?$", re.I)
_PART_BEFORE = re.compile(r"(?<!\w)(?P<word>[^\W\d_a-z][\w’'-]*|St\.|Mt\.)\s+$")
_PART_AFTER = re.compile(r"\s?-|\s+(?:\(|(?:al|el|bin|de|van|von)\b|[^\W\d_a-z])|,\s+[A-Z][a-z]+[,.—]")
_PLACED = re.compile(
    r"\b(?:the|an?|in|at|of|near|outside|inside|across|through|places|communities)(?:\s+like)?\s+$|[-‐‑/]$", re.I
)
"""What makes a name one of two, or a place's: "Kate Miller", "Kate al-…", "in Kate", "Kate, Georgia,"."""
_FOR_QUESTION_BEFORE = re.compile(
    r"\b(?:thanks|thank\s+you|appreciate)\b[^.?!\n]{0,24}\bquestions?,?(?:\s+to)?\s+$", re.I
)
_FOR_QUESTION_AFTER = re.compile(
    r"[,.]?\s+(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much)?\s+for\s+(?:\w+\s+){0,2}questions?\b", re.I
)
RANKS_IN_ADDRESS = TITLES | {"general", "judge", "doctor", "professor"}
"""Ranks by which alone somebody is spoken to: "Thank you, General"."""
BEFORE_RANKS = STEPS | {"lieutenant", "rear", "vice"}
"""What stands before such a rank: "Madam Deputy Administrator", "Rear Admiral"."""
_RANK = re.compile(
    rf"(?P<sir>(?:mr|madame?)\.?\s+)?"
    rf"(?-i:(?:{capitalised(BEFORE_RANKS)})\s+)*(?-i:{capitalised(RANKS_IN_ADDRESS)})\b"
    r"(?=\s*(?:[.,?!;—–]|$|and\b|for\b))",
    re.I,
)
_TITLED = re.compile(rf"\b(?:(?:(?P<honorific>{capitalised(HONORIFICS)})|{capitalised(RANKS - HEADS)})\.?\s+)+$")
_STOPPED = re.compile(r"\s*(?:[.,?!;:—–]|$)")
_ANSWERING = re.compile(r"\b(?:yes|no|sure|sorry|please|ahead|course|to you)[\s,—–]+$", re.I)
FAMILY = re.compile(
    phrases(r"thanks|thank you|hi|hello|hey|good (?:morning|afternoon|evening)|(?:over|back|defer) to|this is")
    + r"[\s,—–]+the\s+(?P<name>[^\W\d_]{3,}s)(?=\s*(?:[.,?!;:—–]|$|and\b|for\b|with\b|from\b|again\b|here\b))",
    re.I,
)
"""A last name in the plural: "thank you, the Millers", "this is the Millers"."""
_THANKED_FAMILY = re.compile(
    r"(?:thanks|thank\s+you)(?:\s+(?:so|very)\s+much|\s+again)?[\s,—–]+the\s+(?P<name>(?-i:[^\W\d_A-Z]{3,}))"
    r"(?=\s*(?:[.,?!;:—–]|$|and\s+(?:thanks|thank|good|hello|hi)\b))",
    re.I,
)
_MAY_BE_THANKED = frozenset({"team", "moderator", "operator", "press", "speakers", "organizers", "hosts", "staff"})


def addressed(search: Search, start: int) -> None:
    """ "Thanks, Kate", "over to Kate", "Kate, can you take that?", "as Kate said", "good point, Kate."."""
    match = search.match(_NAME, start)
    if match is None or not search.may_be_unknown(match[0], among_words=True):
        return
    before, after = search.text[max(0, start - _BEFORE) : start], search.text[match.end() : match.end() + _AFTER]
    if _EXPLAINS.match(after) or (search.answers_reporter(start) and _has_asked(before, after)):
        return
    likely = is_given(fold(match[0])) or search.is_strange(match[0])
    if before.rstrip().endswith("ahead,") and (search.calls_reporter(match.end()) or not likely):
        return
    if title := _TITLED.search(before):
        if is_spoken_of(fold(match[0])) or not (likely or title["honorific"]):
            return
        before = before[: title.start()]
    if title or search.may_be_a_name(match[0]):
        called = _is_called(before, after, likely=likely) or (likely and _is_spoken_of(before, after))
        if likely and not (called or title or search.is_asking(start)) and _stands_alone(before, after):
            passing = _PAUSED.search(before) is not None and _STOPPED.match(after) is not None
            of_reporter = search.answers_reporter(start) and passing
            called = not of_reporter and (_is_with_us(before, after) or _is_somebodys(match[0], before, after))
    else:  # a word, which has a capital where somebody is spoken to
        called = _SPOKEN_TO.search(before) is not None and _STOPPED.match(after) is not None
    if called:
        search.flag(*match.span(), Reason.ADDRESSED, REDACTED)


def _has_asked(before: str, after: str) -> bool:
    """Whether somebody is thanked for a question by what stands around a name."""
    return _FOR_QUESTION_BEFORE.search(before) is not None or _FOR_QUESTION_AFTER.match(after) is not None


def _is_called(before: str, after: str, *, likely: bool) -> bool:
    """Whether somebody is thanked, handed the floor or asked to speak by what stands around a name.

    What stands after it is looked at first: that is soon done, and most names end there.
    """
    called = (
        (_SPOKEN_ON.match(after) and _SPOKEN_TO.search(before))
        or (_HANDED_ON.match(after) and _is_handed(before, likely=likely))
        or (_ASKED.match(after) and _OPENS.search(before))
        or (_STOP.match(after) and _ANSWERED.search(before))
    )
    return bool(called)


def _is_handed(before: str, *, likely: bool) -> bool:
    """Whether somebody is handed the floor, or presented, by what stands before a name."""
    handed = _HANDED.search(before) or _COLLEAGUE.search(before) or (likely and _LED.search(before))
    return bool(handed)


def _is_spoken_of(before: str, after: str) -> bool:
    """Whether somebody on the call is spoken of: "as … said", "let … take that", "is … on the line?"."""
    spoken_of = (
        (_TOLD.match(after) and _QUOTED.search(before))
        or (_ANSWERS.match(after) and _LET.search(before))
        or (_PRESENT.match(after) and _IS.search(before))
        or (_BACK.match(after) and _BRING.search(before))
    )
    return bool(spoken_of)


def _is_with_us(before: str, after: str) -> bool:
    """Whether somebody is with the speaker, or spoken to in passing: "Kate and I", "I told Kate", "yes, Kate, and"."""
    told = _COLLEAGUE.search(before) or _TELLING.search(before) or _TOGETHER.match(after)
    called = (_AGREED.search(before) and _COMMA.match(after)) or (_OPENS.search(before) and _GOES_ON.match(after))
    return bool(told or called)


def _stands_alone(before: str, after: str) -> bool:
    """Whether nothing beside a name makes a longer one of it, or a place."""
    if _PART_AFTER.match(after) or _PLACED.search(before):
        return False
    beside = _PART_BEFORE.search(before)
    if beside is None:
        return True
    word = fold(beside["word"])
    opens = _OPENS.search(before[: beside.start()]) is not None
    return opens and is_ordinary(word) and word not in HEADS | BEFORE_NAMES


def _is_somebodys(name: str, before: str, after: str) -> bool:
    """Whether what stands alone is a first name of nobody who asked: "so Kate covered that"."""
    folded = fold(name)
    if _OF_QUESTION.match(after) or _ASKED_BY.search(before):
        return False
    if folded in NAMES_THAT_ARE_WORDS or is_spoken_of(folded) or folded in SUFFIXES:
        return False
    return is_given(folded) or _TOLD.match(after) is not None


def called_by_rank(search: Search, start: int) -> None:
    """ "Thank you, General", "Mr. Ambassador, the floor is yours": an official is spoken to by rank."""
    match = search.match(_RANK, start)
    if match is None:
        return
    before = search.text[max(0, start - _BEFORE) : start]
    opens = (
        _OPENS.search(before) if match["sir"] else _COMMA.match(search.text, match.end()) and search.opens_turn(start)
    )
    if _SPOKEN_TO.search(before) or _ANSWERING.search(before) or opens:
        search.flag(*match.span(), Reason.ADDRESSED, REDACTED)


def family_addressed(search: Search, start: int) -> None:
    """ "Thank you, the Millers", and whatever else nobody thanks: "thank you, the annoyance"."""
    match = search.match(FAMILY, start)
    if match and search.is_no_word(match["name"]):
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
    match = search.match(_THANKED_FAMILY, start)
    if match and fold(match["name"]) not in _MAY_BE_THANKED | search.known:
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
