"""Where the course of a call tells that an official is named, or a reporter: by what is said and by who speaks next.

"I'll turn it over to …" before a turn labelled as an official's names that official, whatever speech to text made of
the name; "Thanks, …" at the beginning of the answer to a reporter names the reporter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import NamedTuple

from onbackground.attribution.phrases import SPACES, in_small_letters, phrases
from onbackground.attribution.turns import Turn, Voice, asks_next, next_to_speak, turn_at
from onbackground.attribution.vocabulary import ORDINARY
from onbackground.attribution.words import Word, words_of

_EARLY = 120
"""Characters from the beginning of a turn in which speakers greet, thank and introduce themselves."""
_LATE = 160
"""Characters before the end of a turn in which the next speaker is called."""

_HANDED = re.compile(
    r"\b"
    + phrases(
        r"(?:over|off) to(?: you)?,?",
        r"(?<!get\s)(?<!come\s)back to you,?",
        r"(?:turn|hand|pass|kick|toss)(?: (?:it|this|things|that|the (?:call|floor|mic)))?"
        r"(?: (?:over|back|off|now))* to,?",
        r"(?:throw|send|give) (?:it|this|things|the (?:call|floor|mic))(?: (?:over|back|off|now))* to,?",
    )
    + SPACES
    + phrases(r"(?:(?:my|our) (?:\w+ )?colleague, )?")
)
_ANNOUNCED = re.compile(
    r"\b"
    + phrases(
        r"leave (?:it|this|things)(?: (?:over|back|now))* to",
        r"defer(?: \w+)? to",
        r"hear(?:ing)?(?: first| now| next)? from",
        r"(?:joined|followed)(?: \w+){0,3} by",
    )
    + SPACES
)
_LED_TO = re.compile(
    r"\b"
    + phrases(
        r"(?:we|we[’']ll|let[’']s|will)(?: \w+)? (?:go|move)(?: (?:over|back|now|on|next))* to(?: the line of)?",
        r"(?:remarks|overview|comments|statement|thoughts) (?:from|by)",
        r"(?:and|so|okay|then) now,?",
    )
    + SPACES
)
_PRESENTED = re.compile(
    r"\b"
    + phrases(
        r"(?:i[’']ll|i will|let[’']s|i[’']m going to) (?:let|have)",
        r"(?:speakers?|briefers?|officials?)(?: [\w’']+){0,6} (?:(?:is|are) going to be|is|are|will be|include),?",
        r"(?:with (?:me|us)|joining us|on (?:the|this|our|today[’']s|tonight[’']s) (?:call|line|phone|briefing))"
        r"(?: \w+){0,2} (?:is|are|will be)",
        r"(?:call|line|phone|today|evening|tonight|morning|afternoon)[^.?!\n]{0,20} (?:we|i)(?: also)? have",
    )
    + SPACES
)
_GREETED = re.compile(
    r"\b"
    + phrases(
        r"(?:thanks|thank you)(?: (?:so|very) much)?(?: again)?,?(?: to)?",
        r"(?:hi|hello|hey|good (?:morning|afternoon|evening)),?",
    )
    + SPACES
)
_THANKED_FOR = re.compile(r"\b" + phrases(r"(?:thanks|thank you)(?: \w+){0,3} for [^,.?!;:\n]{3,40},") + SPACES)
_FOR_QUESTION = re.compile(
    r"\b" + phrases(r"(?:thanks|thank you|appreciate)(?: \w+){0,3} (?:questions?|follow-up),?") + SPACES
)
_QUESTION_FROM = re.compile(
    r"\bquestions?" + SPACES + phrases(r"(?:\w+ ){0,3}?(?:from|go(?:es)? to|is)(?: the line of)?") + SPACES
)
_INTRODUCED = re.compile(r"\b" + phrases(r"(?:this is|it[’']s|i[’']m|i am|my name is|my name[’']s),?") + SPACES)
_ASKED = re.compile(
    r"(?:[,.?]|(?<!\s))"  # as in slots
    + SPACES
    + phrases(
        r"(?:back )?over to you",
        r"back to you",
        r"(?:do|did) you (?:want|care|have anything)",
        r"would you (?:like|mind|want)",
        r"(?:can|could|will) you (?:take|start|talk|add|speak|address|answer|handle|want|unmute|hear)",
        r"(?:maybe |perhaps |if )you (?:want|can|could|may|might)",
        r"(?:i|we)(?:[’'](?:ll|d like to|m going to|re going to)| will| would like to| am going to)"
        r" (?:turn|hand|pass|give|kick|let|throw)",
        r"take it away",
        r"(?:if )?you[’']d like",
        r"anything (?:to|you)",
    )
    + r"\b"
)
_SPOKEN_TO = re.compile(
    r",\s+"
    + phrases(
        r"(?:i (?:know|think|believe|don’t know if) )?you(?:[’'](?:re|ve|d))?"
        r" (?:mentioned|said|just|touched|talked|spoke|noted|described|alluded|referenced|could|can)",
        r"(?:what|how|where|when) (?:can|do|did|would|are) you",
        r"(?:i|we) (?:wanted|want|would like) to ask you",
    )
    + r"\b"
)
_ENDED = re.compile(
    r"(?:['’]s\b)?(?:[\s\"”]*(?:[,.?!;:…—–]|--|\n[ \t\xa0]*\n|$)"
    r"|\s+(?:again|here|and|for|to|on|from|who|with|now|at|will|is|can|speak|talk|take|start)\b)",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(r"SENIOR|OFFI|SPEAKER|BRIEFER", re.IGNORECASE)


class Expected(NamedTuple):
    """The words at which a name begins: of an official who is given the floor, of an official, of somebody of the
    house, of a reporter; and the words that come after an official's name.
    """

    handed: frozenset[int]
    official: frozenset[int]
    house: frozenset[int]
    reporter: frozenset[int]
    past_official: frozenset[int]


def expected_in(text: str, words: list[Word], turns: list[Turn]) -> Expected:
    """Find where a text tells who is named; without turns, that somebody is given the floor, or says
    who they are, is taken for enough.
    """
    alone = len(turns) < 2 and turns[0].voice is Voice.OTHER
    starts = [word.start for word in words]
    text = in_small_letters(text)
    handed: set[int] = set()
    official: set[int] = set()
    house: set[int] = set()
    reporter: set[int] = set()

    def calls(number: int) -> bool:
        """Whether somebody of the house speaks, and an official next."""
        return alone or (turns[number].voice is Voice.OTHER and _is_officials(next_to_speak(turns, number)))

    for phrase, called in ((_HANDED, official if alone else handed), (_ANNOUNCED, official), (_LED_TO, official)):
        for number, place in _after(phrase, text, turns):
            late = not alone and turns[number].end - place < _LATE
            if calls(number) and (late or phrase is not _LED_TO):
                called.add(place)
            elif late and asks_next(turns, number):
                reporter.add(place)
    for number, place in _after(_PRESENTED, text, turns):
        if turns[number].voice is Voice.OTHER:
            official.add(place)
    for phrase in (_FOR_QUESTION, _QUESTION_FROM):
        reporter |= {place for number, place in _after(phrase, text, turns) if turns[number].voice is Voice.OTHER}
    for number, place in _after(_INTRODUCED, text, turns):
        if place - turns[number].start < _EARLY:
            if alone or _is_officials(turns[number]):
                official.add(place)
            elif turns[number].voice is Voice.REPORTER:
                reporter.add(place)
    for number, place in chain(_after(_GREETED, text, turns), _after(_THANKED_FOR, text, turns)):
        if number and place - turns[number].start < _EARLY:
            before = turns[number - 1]
            if turns[number].voice is Voice.REPORTER:
                house.add(place)
            elif turns[number].voice is Voice.OTHER and before.voice is Voice.REPORTER:
                reporter.add(place)
            elif turns[number].voice is Voice.OTHER and _is_officials(before) and not asks_next(turns, number):
                official.add(place)
    for turn, following in pairwise(turns):
        if turn.voice is Voice.OPERATOR and following.voice is Voice.REPORTER:
            reporter |= set(starts[bisect_left(starts, turn.start) : bisect_left(starts, turn.end)])
    past = {match.start() for match in _ASKED.finditer(text) if calls(turn_at(turns, match.start()))}
    past |= {
        match.start()
        for match in _SPOKEN_TO.finditer(text)
        if turns[turn_at(turns, match.start())].voice is Voice.REPORTER
    }
    past |= {turn.end for number, turn in enumerate(turns) if not alone and (number or turn.label) and calls(number)}
    return Expected(
        *(frozenset(bisect_left(starts, place) for place in one) for one in (handed, official, house, reporter, past))
    )


def is_ended(text: str, end: int) -> bool:
    """Whether a name may end here."""
    return _ENDED.match(text, end) is not None


def named_in_labels(turns: list[Turn]) -> frozenset[str]:
    """The folded words of labels that name their speakers: "MS. TIDEWATER"."""
    return frozenset(
        word.folded
        for label in {turn.label for turn in turns if turn.voice is Voice.OTHER and not _is_officials(turn)}
        for word in words_of(label)
        if word.folded not in ORDINARY
    )


def _is_officials(turn: Turn | None) -> bool:
    """Whether the label of a turn says that an official speaks."""
    return turn is not None and turn.voice is Voice.OTHER and _OFFICIAL.search(turn.label) is not None


def _after(phrase: re.Pattern[str], text: str, turns: list[Turn]) -> Iterator[tuple[int, int]]:
    """Each place after a phrase, with the number of its turn."""
    for match in phrase.finditer(text):
        yield turn_at(turns, match.start()), match.end()
