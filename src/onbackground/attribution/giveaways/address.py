"""Names in address that belong to nobody known: "Thanks, Kate", "Kate, go ahead", "as Kate said"."""

import re

from onbackground.attribution.flags import Reason
from onbackground.attribution.giveaways.around import OPENS, Around
from onbackground.attribution.giveaways.search import NAME, REDACTED, Search
from onbackground.attribution.given_names import is_given
from onbackground.attribution.lexicon import NAMES_THAT_ARE_WORDS, is_ordinary, is_place, is_spoken_of
from onbackground.attribution.phrases import capitalised, phrases
from onbackground.attribution.vocabulary import BEFORE_NAMES, HEADS, HONORIFICS, RANKS, STEPS, SUFFIXES, TITLES
from onbackground.attribution.words import fold, words_of

_ANY_NAME = rf"(?:(?!\w+['’](?:ll|re|ve|s|d|m|t)\b){NAME}|[^\W\d_a-z][^\W\d_A-Z]+)"
_NAME = re.compile(_ANY_NAME)
_WHOLE_NAME = re.compile(
    rf"{NAME}(?:\s+(?:[A-Z]\.|{NAME}|(?:de|da|del|van|von|bin|al|el)(?:\s+(?:la|der|den))?))*?(?:\s|-)+{_ANY_NAME}(?!\s+[A-Z])"
)
_OF_A_HEAD = re.compile(rf"\b{capitalised(HEADS)}\s+$", re.I)
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
_PART_BEFORE = re.compile(r"(?<!\w)(?P<word>[^\W\d_a-z][\w-]*|St\.|Mt\.)(?:[’']\w+)?\s+$")
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


def addressed_whole(search: Search, start: int) -> None:
    """ "I'll hand it to Kate Miller", "Kate Miller, do you want to take that?": somebody whom no list has."""
    match = search.match(_WHOLE_NAME, start)
    if match is None or not search.is_of_nobody_known(words_of(match[0])[-1].folded):
        return
    around = search.around(start, match.end())
    if _OF_A_HEAD.search(around.before):
        return
    if title := _TITLED.search(around.before):
        around = around.without(title)
    if search.is_asking(start):
        called = around.is_asked()
    else:
        called = around.is_called(likely=search.is_before_questions(start)) or around.is_said_to_be_here()
    if called and not search.calls_reporter(match.end()):
        search.flag_person(*match.span(), Reason.ADDRESSED, REDACTED)


def addressed(search: Search, start: int) -> None:
    """ "Thanks, Kate", "over to Kate", "Kate, can you take that?", "as Kate said", "good point, Kate."."""
    match = search.match(_NAME, start)
    if match is None or not search.may_be_unknown(match[0], among_words=True):
        return
    folded = fold(match[0])
    around = search.around(start, match.end())
    if _EXPLAINS.match(around.after) or (search.answers_reporter(start) and _has_asked(around)):
        return
    likely = is_given(folded) or search.is_strange(match[0])
    if around.before.rstrip().endswith("ahead,") and (search.calls_reporter(match.end()) or not likely):
        return
    if title := _TITLED.search(around.before):
        if is_spoken_of(folded) or not (likely or title["honorific"]):
            return
        around = around.without(title)
    if title or search.may_be_a_name(match[0]):
        called = around.is_called(likely=likely) or (likely and around.is_spoken_of())
        if not called and likely and not search.is_asking(start):
            called = around.is_said_to_be_here() if title else _is_somebodys_first(search, match[0], start, around)
    else:  # a word, which has a capital where somebody is spoken to
        called = around.is_thanked() and _STOPPED.match(around.after) is not None
    if called:
        search.flag(*match.span(), Reason.ADDRESSED, REDACTED)


def _has_asked(around: Around) -> bool:
    """Whether somebody is thanked for a question by what stands around a name."""
    return _FOR_QUESTION_BEFORE.search(around.before) is not None or _FOR_QUESTION_AFTER.match(around.after) is not None


def _is_somebodys_first(search: Search, name: str, start: int, around: Around) -> bool:
    """Whether a name that stands alone is the first name of nobody who asked: "so Kate covered that"."""
    passing = _PAUSED.search(around.before) is not None and _STOPPED.match(around.after) is not None
    of_reporter = search.answers_reporter(start) and passing
    if of_reporter or not _stands_alone(around):
        return False
    return _is_of_a_person(name, around) or around.is_told() or around.is_said_to_be_here()


def _stands_alone(around: Around) -> bool:
    """Whether nothing beside a name makes a longer one of it, or a place."""
    if _PART_AFTER.match(around.after) or _PLACED.search(around.before):
        return False
    beside = _PART_BEFORE.search(around.before)
    if beside is None:
        return True
    word = fold(beside["word"])
    opens = OPENS.search(around.before[: beside.start()]) is not None
    return opens and is_ordinary(word) and word not in HEADS | BEFORE_NAMES


def _is_of_a_person(name: str, around: Around) -> bool:
    """Whether a name that stands alone is a person's, of whom nobody says that they asked."""
    folded = fold(name)
    if _OF_QUESTION.match(around.after) or _ASKED_BY.search(around.before):
        return False
    if folded in NAMES_THAT_ARE_WORDS or folded in SUFFIXES:
        return False
    if is_given(folded):
        return not is_place(folded)
    return around.tells() and not is_spoken_of(folded)


def called_by_rank(search: Search, start: int) -> None:
    """ "Thank you, General", "Mr. Ambassador, the floor is yours": an official is spoken to by rank."""
    match = search.match(_RANK, start)
    if match is None:
        return
    around = search.around(*match.span())
    if match["sir"]:
        opens = OPENS.search(around.before) is not None
    else:
        opens = around.after.lstrip().startswith(",") and search.opens_turn(start)
    if opens or around.is_thanked() or _ANSWERING.search(around.before):
        search.flag(*match.span(), Reason.ADDRESSED, REDACTED)


def family_addressed(search: Search, start: int) -> None:
    """ "Thank you, the Millers", and whatever else nobody thanks: "thank you, the annoyance"."""
    match = search.match(FAMILY, start)
    if match and search.is_no_word(match["name"]):
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
    match = search.match(_THANKED_FAMILY, start)
    if match and fold(match["name"]) not in _MAY_BE_THANKED | search.known:
        search.flag(*match.span("name"), Reason.ADDRESSED, REDACTED)
