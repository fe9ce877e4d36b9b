"""Who else is named in a text: whom the moderator calls on, who introduces themselves as a reporter, whole names.

"Our next question is from David Sandoval with the Fable Courier" makes David, in the answer that follows, the
reporter, and not the official of that name. Only what is said in the text counts; what it leaves open is not settled.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Set

from rapidfuzz.distance import OSA

from onbackground.attribution.given_names import short_forms
from onbackground.attribution.meant.called_on import (
    ASKED_BY,
    ASKED_BY_AFTER,
    ASKED_OF,
    ASKS_MORE,
    ASKS_NEXT,
    BEGINS_SENTENCE,
    BROKEN_INTO,
    CALLING,
    CALLS_SOMEBODY,
    GREETING,
    HANDED,
    INTRODUCING,
    LINE_OPENS,
    NAMED_TO_THE_END,
    ON_RECORD,
    OPENING,
    PRESENT_AFTER,
    PRESENT_BEFORE,
    QUESTION_OF,
    TAKES,
    THANKED_FOR_QUESTION,
    TITLE,
    VOCATIVE_AFTER,
    VOCATIVE_BEFORE,
    YOUR_QUESTION,
    may_answer,
)
from onbackground.attribution.meant.mention import Mention
from onbackground.attribution.meant.passage import bare_after, bare_before
from onbackground.attribution.meant.verdict import Verdict
from onbackground.attribution.outlets import is_of_an_outlet
from onbackground.attribution.sound.sounding import slips_in
from onbackground.attribution.turns import MODERATING, Turn, Voice, asks_next, turn_at
from onbackground.attribution.words import words_of

_SEEN = 90
_TAIL = 300
"""How near the end of a turn the reporter who speaks next is called on."""
_LONGEST_EXCHANGE = 12
"""Turns: a question with its follow-ups and their answers."""


def _words(text: str) -> list[str]:
    return [word.folded for word in words_of(text)]


class Others:
    """What a text tells about people who share a name with the roster.

    ``silent`` mentions are surely the seat's: they show at most that the person is there.
    ``witnesses`` are the mentions by which another of the name is known.
    """

    def __init__(
        self, text: str, turns: list[Turn], mentions: Iterable[Mention], silent: Container[Mention] = ()
    ) -> None:
        self._text = text
        self._turns = turns
        self._is_a_talk = any(turn.label or turn.voice is not Voice.OTHER for turn in turns)
        self._on_record: set[str] = set()
        self._reporters: set[tuple[str, int]] = set()
        self._here: set[str] = set()
        self._whole: dict[str, list[tuple[int, str]]] = defaultdict(list)
        mentions = list(mentions)
        self._own = frozenset[str]().union(*(mention.own for mention in mentions))
        self.witnesses: set[Mention] = set()
        for mention in mentions:
            if mention.whole or (mention.partner and mention not in silent):
                if not mention.whole:
                    self.witnesses.add(mention)
                for name in mention.names:
                    self._whole[name].append((mention.start, mention.partner))
        self._present = {name for one in mentions if self._shows_presence(one) for name in one.own}
        for mention in mentions:
            if not mention.whole and mention not in silent and self._learn(mention):
                self.witnesses.add(mention)

    def settle(self, mention: Mention) -> Verdict | None:
        """What a single name is, by what the text says elsewhere; None where that leaves open what it was before."""
        (name,), start, end = mention.names, mention.start, mention.end
        before, after = self._around(start, end)
        number = turn_at(self._turns, start)
        handed = HANDED.search(before) or TAKES.match(after)
        if self._calls(start, end):
            return Verdict.OTHER
        if self._is_question_of(start, end, number):
            open_whose = not self._is_a_talk and QUESTION_OF.match(self._text, end) is not None
            return Verdict.UNSURE if open_whose else Verdict.OTHER
        vocative = VOCATIVE_BEFORE.search(before) is not None and VOCATIVE_AFTER.match(after) is not None
        asks = self._turns[number].voice is Voice.REPORTER  # and speaks to no other reporter
        invited = asks or may_answer(before, after)
        if mention.short and not handed:
            spoken_to = (vocative and not invited) or self._introduces(start, end)
            verdict = self._settle_short(mention, number, spoken_to=spoken_to)
            if verdict is not None:
                return verdict
        if (name, number) in self._reporters:
            if asks:
                return Verdict.OTHER if self._introduces(start, end) else None
            if vocative and not handed and not self._answers_official(number, start):
                return Verdict.UNSURE if invited or self._moderates_answer(number) else Verdict.OTHER
        if vocative or handed or mention.called or INTRODUCING.search(before):
            if self._is_on_record(mention, number):
                spoken_to = vocative and not (handed or invited)
                return Verdict.OTHER if spoken_to or self._meets_speaker(mention, number) else Verdict.UNSURE
            return Verdict.UNSURE if self._greets_after_question(number, start) and not handed else None
        return self._settle_spoken_about(mention, number)

    def _settle_short(self, mention: Mention, number: int, *, spoken_to: bool) -> Verdict | None:
        """What a short form is that the roster does not list: the reporter's who bears it, if it is ``spoken_to``."""
        names = {mention.names[0], *(short_forms(mention.names[0]) & mention.own)}
        asks = any((name, number) in self._reporters for name in names)
        _, partner = self._last_whole(names, mention.start)
        if not (asks or partner):
            return None
        is_reporters = asks or partner in self._here
        return Verdict.UNSURE if is_reporters and not spoken_to else Verdict.OTHER

    def _settle_spoken_about(self, mention: Mention, number: int) -> Verdict | None:
        """What a name is by which somebody is spoken about: seldom a reporter's, who is spoken to."""
        place, partner = self._last_whole(set(mention.names), mention.start)
        if not partner:
            return Verdict.UNSURE if mention.names[0] in self._on_record else None
        reach = 0 if mention.surname else 1  # turns in which a whole name tells of its parts
        if turn_at(self._turns, place) < number - reach:
            return Verdict.UNSURE
        before, after = self._around(mention.start, mention.end)
        if self._turns[number].voice is Voice.REPORTER:
            may_be_here = ASKED_OF.search(before)
        else:
            may_be_here = PRESENT_BEFORE.search(before) or PRESENT_AFTER.match(after)
        return Verdict.UNSURE if may_be_here or partner in self._here else Verdict.OTHER

    def _shows_presence(self, mention: Mention) -> bool:
        """Whether a mention shows that the person of the roster is on the call, and is no other of that name."""
        before, after = self._around(mention.start, mention.end)
        return mention.whole or bool(HANDED.search(before) or TAKES.match(after))

    def _greets_after_question(self, number: int, start: int) -> bool:
        """Whether the answer to a reporter begins with thanks, a greeting or a yes to somebody."""
        turn = self._turns[number]
        near = self._follows_question(number) and start - turn.start < _SEEN
        return near and GREETING.fullmatch(self._text, turn.start, start) is not None

    def _learn(self, mention: Mention) -> bool:
        """Take down what a mention tells about another of the name; return whether it tells anything."""
        number = turn_at(self._turns, mention.start)
        meets = self._meets_speaker(mention, number)
        if meets:
            self._on_record.add(mention.names[0])
        if mention.partner and INTRODUCING.search(self._around(mention.start, mention.end)[0]):
            self._here.add(mention.partner)
        if self._calls(mention.start, mention.end) or self._introduces(mention.start, mention.end):
            begin = number
        elif self._is_question_of(mention.start, mention.end, number) or (
            not mention.own & self._present
            and not MODERATING.match(self._turns[number].label)
            and not TAKES.match(self._text, mention.end)
            and self._greets_after_question(number, mention.start)
        ):
            begin = number - 1
        else:
            return meets
        self._reporters.update((mention.names[0], one) for one in range(begin, self._past_exchange(number)))
        if mention.partner:
            self._here.add(mention.partner)
        return True

    def _past_exchange(self, number: int) -> int:
        """The turn past the exchange that a turn begins: the next one in which somebody else is called on."""
        past = min(len(self._turns), number + _LONGEST_EXCHANGE)
        for later in range(number + 1, past):
            if self._turns[later].voice is not Voice.REPORTER and asks_next(self._turns, later):
                turn = self._turns[later]
                if CALLS_SOMEBODY.search(self._text, max(turn.start, turn.end - _TAIL), turn.end):
                    return later + 1
        return past

    def _calls(self, start: int, end: int) -> bool:
        """Whether somebody is called on here to ask."""
        number = turn_at(self._turns, start)
        if self._turns[number].voice is Voice.REPORTER:
            return False
        before, after = self._around(start, end)
        if HANDED.search(before) and not asks_next(self._turns, number):
            return False
        if ASKS_NEXT.search(before) or (ASKS_MORE.match(after) and BEGINS_SENTENCE.search(before)):
            return True
        calling = CALLING.search(before) is not None
        if len(self._turns) == 1:
            return calling and is_of_an_outlet(self._text, end)
        if not asks_next(self._turns, number) or self._turns[number].end - end > _TAIL:
            return False
        rest, following = self._text[end : self._turns[number].end], self._turns[number + 1]
        if "?" in rest and BROKEN_INTO.match(self._text, following.start):
            return False
        ends = NAMED_TO_THE_END.fullmatch(rest) is not None
        opens = ends or LINE_OPENS.match(after) is not None or is_of_an_outlet(self._text, end)
        return opens and (calling or BEGINS_SENTENCE.search(before) is not None)

    def _introduces(self, start: int, end: int) -> bool:
        """Whether a reporter says here who they are."""
        turn = self._turns[turn_at(self._turns, start)]
        before, _ = self._around(start, end)
        if turn.voice is not Voice.REPORTER or start - turn.start > _TAIL:
            return False
        if INTRODUCING.search(before):
            return True
        return is_of_an_outlet(self._text, end) and VOCATIVE_BEFORE.search(before) is not None

    def _is_question_of(self, start: int, end: int, number: int) -> bool:
        """Whether a question is said to be this person's."""
        before, after = self._around(start, end)
        if QUESTION_OF.match(self._text, end) or (ASKED_BY.search(before) and ASKED_BY_AFTER.match(after)):
            return True
        if self._turns[number].voice is Voice.REPORTER:
            return False
        if THANKED_FOR_QUESTION.search(before):
            return True
        asked = VOCATIVE_BEFORE.search(before) and YOUR_QUESTION.match(after)
        return asked is not None and not TAKES.match(after) and self._follows_question(number)

    def _follows_question(self, number: int) -> bool:
        return number > 0 and self._turns[number - 1].voice is Voice.REPORTER

    def _answers_official(self, number: int, start: int) -> bool:
        """Whether the first words of a turn are spoken to somebody who has just spoken and is no reporter."""
        turn = self._turns[number]
        opening = OPENING.fullmatch(self._text[turn.start : start][: _SEEN + 1]) is not None
        return opening and (number == 0 or self._turns[number - 1].voice is Voice.OTHER)

    def _moderates_answer(self, number: int) -> bool:
        """Whether the moderator speaks after somebody's answer: to that official, or to the reporter who asked."""
        answered = number > 0 and self._turns[number - 1].voice is Voice.OTHER
        return answered and MODERATING.match(self._turns[number].label) is not None

    def _meets_speaker(self, mention: Mention, number: int) -> bool:
        """Whether this name is that of a label of somebody else: as they introduce themselves, or another of the house
        begins or ends a turn beside theirs with it.
        """
        turn = self._turns[number]
        if mention.surname or turn.voice is Voice.REPORTER:
            return False
        before, after = self._around(mention.start, mention.end)
        if INTRODUCING.search(before):
            return self._is_on_the_record(turn)
        if HANDED.search(before):
            near = self._turns[number + 1 : number + 2] if turn.end - mention.end < _SEEN else []
        else:
            spoken_to = VOCATIVE_BEFORE.search(before) and VOCATIVE_AFTER.match(after) and not may_answer(before, after)
            opens = mention.start - turn.start < _SEEN and spoken_to
            near = self._turns[number - 1 : number] if number and opens else []
        return any(one.label != turn.label and self._is_on_the_record(one) for one in near)

    def _is_on_the_record(self, turn: Turn) -> bool:
        """Whether the label of a turn names its speaker, and that is nobody of the roster."""
        return ON_RECORD.match(turn.label) is not None and not any(map(self._is_own, _words(turn.label)))

    def _is_own(self, word: str) -> bool:
        """Whether a word of a label is one of the roster's names, or such a name misspelt."""
        slips = slips_in(word)
        return word in self._own or any(OSA.distance(word, own, score_cutoff=slips) <= slips for own in self._own)

    def _is_on_record(self, mention: Mention, number: int) -> bool:
        """Whether somebody of this name speaks under a name of their own, which is not the seat's."""
        if mention.names[0] not in self._on_record:
            return False
        seat_is_named = any(not partner for _, partner in self._whole.get(mention.names[0], ()))
        return self._meets_speaker(mention, number) if seat_is_named else True

    def _last_whole(self, names: Set[str], start: int) -> tuple[int, str]:
        """Where the whole name with any of these names stands that came last, and what another's had beside it."""
        before = ((whole, bisect_right(whole, (start, ""))) for name in names if (whole := self._whole.get(name)))
        return max((whole[past - 1] for whole, past in before if past), default=(start, ""))

    def _around(self, start: int, end: int) -> tuple[str, str]:
        floor = self._turns[turn_at(self._turns, start)].start
        before = TITLE.sub("", self._text[max(floor, start - _SEEN) : start])
        return bare_before(before), bare_after(self._text[end : end + _SEEN])
