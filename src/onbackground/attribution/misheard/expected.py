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
    """Find where a text tells who is named.

    Of one turn without a label nobody knows who speaks next: there it is enough that somebody is given the floor, or
    says who they are.
    """
    course = _Course(in_small_letters(text), turns)
    course.read_floor_given()
    course.read_presented()
    course.read_introduced()
    course.read_greeted()
    starts = [word.start for word in words]
    places = (course.handed, course.official, course.house, course.reporter, course.past_official())
    handed, official, house, reporter, past = ({bisect_left(starts, place) for place in one} for one in places)
    for turn, following in pairwise(turns):
        if turn.voice is Voice.OPERATOR and following.voice is Voice.REPORTER:
            reporter |= set(range(bisect_left(starts, turn.start), bisect_left(starts, turn.end)))
    return Expected(*map(frozenset, (handed, official, house, reporter, past)))


class _Course:
    """The course of a call, read for the places in its text at which somebody is named, and who that is."""

    def __init__(self, text: str, turns: list[Turn]) -> None:
        self._text = text
        self._turns = turns
        self._alone = len(turns) < 2 and turns[0].voice is Voice.OTHER
        self.handed: set[int] = set()
        self.official: set[int] = set()
        self.house: set[int] = set()
        self.reporter: set[int] = set()

    def read_floor_given(self) -> None:
        """Take down whom somebody gives the floor, announces, or leads to."""
        handed = self.official if self._alone else self.handed
        for phrase, called in ((_HANDED, handed), (_ANNOUNCED, self.official), (_LED_TO, self.official)):
            for number, place in self._after(phrase):
                late = not self._alone and self._turns[number].end - place < _LATE
                if self._calls_official(number) and (late or phrase is not _LED_TO):
                    called.add(place)
                elif late and asks_next(self._turns, number):
                    self.reporter.add(place)

    def read_presented(self) -> None:
        """Take down who is presented as one of those who speak, and whose question it is said to be."""
        named = ((_PRESENTED, self.official), (_FOR_QUESTION, self.reporter), (_QUESTION_FROM, self.reporter))
        for phrase, places in named:
            places |= {place for number, place in self._after(phrase) if self._turns[number].voice is Voice.OTHER}

    def read_introduced(self) -> None:
        """Take down who says, early in a turn, who they are."""
        for number, place in self._after(_INTRODUCED):
            turn = self._turns[number]
            if place - turn.start >= _EARLY:
                continue
            if self._alone or _is_officials(turn):
                self.official.add(place)
            elif turn.voice is Voice.REPORTER:
                self.reporter.add(place)

    def read_greeted(self) -> None:
        """Take down whom a turn begins by thanking or greeting: mostly who spoke before it."""
        for number, place in chain(self._after(_GREETED), self._after(_THANKED_FOR)):
            turn, before = self._turns[number], self._turns[number - 1]
            if not number or place - turn.start >= _EARLY:
                continue
            if turn.voice is Voice.REPORTER:
                self.house.add(place)
            elif turn.voice is Voice.OTHER and before.voice is Voice.REPORTER:
                self.reporter.add(place)
            elif turn.voice is Voice.OTHER and _is_officials(before) and not asks_next(self._turns, number):
                self.official.add(place)

    def past_official(self) -> set[int]:
        """The places at which the name of an official has just ended."""
        turns, text = self._turns, self._text
        asked = {match.start() for match in _ASKED.finditer(text)}
        past = {place for place in asked if self._calls_official(turn_at(turns, place))}
        spoken_to = {match.start() for match in _SPOKEN_TO.finditer(text)}
        past |= {place for place in spoken_to if turns[turn_at(turns, place)].voice is Voice.REPORTER}
        if not self._alone:
            past |= {
                turn.end for number, turn in enumerate(turns) if (number or turn.label) and self._calls_official(number)
            }
        return past

    def _calls_official(self, number: int) -> bool:
        """Whether somebody of the house speaks, and an official next."""
        if self._alone:
            return True
        return self._turns[number].voice is Voice.OTHER and _is_officials(next_to_speak(self._turns, number))

    def _after(self, phrase: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Each place after a phrase, with the number of its turn."""
        for match in phrase.finditer(self._text):
            yield turn_at(self._turns, match.start()), match.end()


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
