"""What each sentence about an embargo states, and each answer to a reporter who asks about it.

A sentence is about it from a cue on: the word itself, leave to use what is said, or what must not be done with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import msgspec

from onbackground.transcript.document import Turn
from onbackground.transcript.ground_rules import EmbargoKind
from onbackground.transcript.reading.clock_times import said_times
from onbackground.transcript.reading.embargo.conditions import (
    Condition,
    condition_after,
    condition_before,
    condition_in,
    mended_condition,
)
from onbackground.transcript.reading.embargo.words import lifting, presence, scope, talk
from onbackground.transcript.reading.sentences import as_meant, sentences, without_restarts

_FAR = 1000
"""No condition stands further, in characters, from the word it belongs to."""
_NEAR = 200
"""A reporter who asks is told within so many."""
_SOON = 40
"""What is told is no event that is named after so many."""
_FEW = 6
"""A sentence that speaks of an embargo more often says nothing more of it."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence that says when an embargo lifts; ``named`` is whether it says the word.

    ``section`` is the part of the call it is about, if not the whole; ``material`` is whether it is about papers that
    go with the call only; ``firm`` is False where the speaker is not sure, or tells of an earlier arrangement.
    """

    condition: Condition
    section: str | None = None
    material: bool = False
    firm: bool = True
    named: bool = True


def statements_in(turns: Iterable[Turn], asked: Mapping[str, Turn]) -> Iterator[Statement]:
    """What is stated in these turns, also in answer to what a reporter ``asked`` just before."""
    for turn in turns:
        if turn.id in asked and (answer := _answer(asked[turn.id], turn)) is not None:
            yield answer
            continue
        latest: Statement | None = None
        opened = named = on_papers = False
        for sentence in sentences_about_it(turn):
            found = [one for piece in _pieces(sentence) if (one := statement_in(piece)) is not None]
            if not found and (one := _going_on(sentence, latest, opened=opened, named=named)) is not None:
                found = [one]
            if on_papers and scope.THE_EMBARGO.match(sentence):
                found = [msgspec.structs.replace(one, material=True) for one in found]
            on_papers = (on_papers and not found) or bool(presence.MATERIAL_OWN.search(sentence))
            opened = not found and bool(talk.LEFT_OPEN.search(sentence))
            named = not found and _names_it(sentence)
            latest = found[-1] if found else latest if talk.TAKES_BACK.match(sentence) else None
            yield from found


def _going_on(sentence: str, latest: Statement | None, *, opened: bool, named: bool) -> Statement | None:
    """What a sentence states that does not name the embargo, and goes on about it.

    ``latest`` is what was stated last in this turn. ``opened`` says that the sentence before left open when the embargo
    lifts, ``named`` that it spoke of one and stated nothing.
    """
    settles = talk.SETTLES.match(sentence)
    if latest is not None and (settles or talk.AGAIN.match(sentence)) and (again := _said_again(sentence, latest)):
        return again
    of_it = opened or (named and (settles or talk.OF_IT.match(sentence)))
    if of_it and (condition := _told(sentence)):
        return Statement(condition=condition)
    if named and talk.IS_NONE.match(sentence):
        return Statement(condition=Condition.only(EmbargoKind.NONE, sentence))
    if named and (told := lifting.TOLD.search(sentence)):
        notice = Condition.only(EmbargoKind.NOTICE, sentence[told.start() :].rstrip(" ."))
        return Statement(condition=notice, firm=False)
    return None


@lru_cache(4096)
def _names_it(sentence: str) -> bool:
    """Whether a sentence speaks of an embargo on the call, and does not say that there is none."""
    cues = (cue for cue in presence.CUE.finditer(sentence) if presence.EMBARGO.match(cue[0]))
    return not presence.NONE.search(sentence) and not all(_is_other(sentence, cue) for cue in cues)


def _answer(question: Turn, turn: Turn) -> Statement | None:
    """What a reporter is told who asked about the embargo: "Tomorrow at 5:00 a.m.", "No, it's not"."""
    asked = [
        sentence[: 2 * _FAR]
        for text in as_meant(question)
        if _may_be_about_it(text)
        for sentence in _each_with_the_next(list(sentences(text)))
        if talk.ASKED.search(sentence)
    ]
    if not asked:
        return None
    of_papers = scope.EMBARGO_ON_PAPERS.search(asked[-1]) is not None
    confirmed = None
    for sentence in sentences(without_restarts(" ".join(as_meant(turn))[:_NEAR])):
        condition = _told(sentence) if confirmed is None or talk.OF_IT.match(sentence) else None
        denied = talk.ANSWERED_NO.match(sentence) and not talk.TO_MOVE_IT.search(asked[-1])
        if condition is None and (denied or presence.RIGHT_AWAY.match(sentence)):
            condition = Condition.only(EmbargoKind.NONE, sentence)
        if condition is not None:
            return Statement(condition=condition, material=of_papers)
        if talk.ANSWERED_YES.match(sentence):
            confirmed = condition_in(asked[-1], 0)
            if confirmed is None and (talk.ASKED_NOW.search(asked[-1]) or presence.NONE.search(asked[-1])):
                confirmed = Condition.only(EmbargoKind.NONE, sentence)
    return Statement(condition=confirmed, material=of_papers) if confirmed is not None else None


def _each_with_the_next(spoken: list[str]) -> Iterator[str]:
    """Each sentence, and before it the two that may be one question: "The note says seven. Is that right?" """
    for before, sentence in zip(["", *spoken], spoken, strict=False):
        if sentence.endswith("?") and before:
            yield f"{before} {sentence}"
        yield sentence


@lru_cache(4096)
def _told(sentence: str) -> Condition | None:
    """The condition in a sentence that is about the embargo without naming it: "Sure, until 5:00", "We'll tell you"."""
    opens = lifting.OPENS.search(sentence)
    lead = talk.LEAD.match(sentence)
    condition = mended_condition(sentence, lead.end() if lead else 0)
    if condition and condition.kinds == {EmbargoKind.EVENT} and opens and opens.start() > _SOON:
        return None
    return condition


def may_be_about_it(turn: Turn) -> bool:
    """Whether a turn has a word without which it can say nothing about an embargo."""
    return any(map(_may_be_about_it, as_meant(turn)))


def sentences_about_it(turn: Turn) -> Iterator[str]:
    """The sentences of a turn that may be about an embargo, each with the one after it.

    One that only refers to the sentence before it has that before it: "It's 5:00 p.m. That's the embargo."
    """
    for paragraph in as_meant(turn):
        if not _may_be_about_it(paragraph):
            continue
        close = False
        before = ""
        for sentence in sentences(paragraph):
            may_be = _may_be_about_it(sentence)
            sentence = without_restarts(sentence) if may_be else sentence
            cue = presence.CUE.search(sentence) if may_be else None
            refers_back = talk.REFERS_BACK.match(sentence) or (
                talk.FIRM.match(sentence) and talk.OF_WHAT_IS_SAID.match(before)
            )
            if cue is not None and refers_back:
                yield f"{before[-_NEAR:]} {sentence[: 2 * _FAR]}"
            elif cue is not None or close:
                begin = max(0, cue.start() - _FAR) if cue else 0
                yield sentence[begin : begin + 2 * _FAR]
            close = cue is not None or (close and talk.TAKES_BACK.match(sentence) is not None)
            before = sentence


def _may_be_about_it(text: str) -> bool:
    """Whether the long look is worth its time."""
    lowered = text.lower()
    return any(map(lowered.__contains__, presence.HINTS))


def _pieces(sentence: str) -> Iterator[str]:
    """The sentence, parted where it goes on to the embargo on something else; what is left unsaid there is put in."""
    begin, left_unsaid = 0, ""
    for other in scope.GOES_ON.finditer(sentence):
        if presence.CUE.search(sentence, begin, other.start()) is not None:
            yield left_unsaid + sentence[begin : other.start()]
            left_unsaid = f"{other['brief']} embargoed" if other["brief"] else ""
            begin = other.end() if other["brief"] else other.start(other.lastgroup or 0)
    yield left_unsaid + sentence[begin:]


@lru_cache(4096)  # what is said of an embargo is said again and again
def statement_in(sentence: str) -> Statement | None:
    """What a sentence states: the condition at its first cue that has one.

    A later cue counts instead where the speaker takes that one back, or where it said that there is no embargo and
    the word follows ("not embargoed until the end; it is embargoed until 5:00").
    """
    cues = [cue for cue in presence.CUE.finditer(sentence) if not _is_other(sentence, cue)][:_FEW]
    head_end = cue_end = 0
    condition = None
    named = False
    for cue in cues:
        denied = (
            condition is not None
            and presence.EMBARGO.match(cue[0]) is not None
            and (EmbargoKind.NONE in condition.kinds or presence.NONE.search(sentence[:cue_end]) is not None)
        )
        if condition is None or denied or talk.MENDS.search(sentence, head_end, cue.start()):
            condition = condition_after(sentence, cue) or condition_before(sentence, cue) or condition
            head_end, cue_end = cue.span()
            named = presence.EMBARGO.match(cue[0]) is not None
    head = sentence[:head_end]
    section = _section(sentence[:cue_end])
    material = _is_about_papers(head) and not scope.ABOUT_THE_CALL.search(sentence[:cue_end])
    if condition is None or (not named and material and section is None):
        return None
    return Statement(
        condition=condition,
        section=section,
        material=material,
        firm=not talk.HEDGED.search(sentence) and not talk.ASIDE.search(head),
        named=any(map(presence.EMBARGO.match, (cue[0] for cue in cues))),
    )


def _is_about_papers(head: str) -> bool:
    """Whether a statement is about papers, by the words before it: not "the first, which is the readout of …"."""
    papers, section = scope.MATERIAL.search(head), scope.SECTION.search(head)
    if scope.FOLLOWS.search(head):
        return False
    return papers is not None and (section is None or papers.start() <= section.end() + 1)


def _section(head: str) -> str | None:
    """The part of the call that a statement is about, by the words before it; None where it is the whole."""
    section, whole = scope.SECTION.search(head), scope.ABOUT_THE_CALL.search(head)
    if section is None or (whole and whole.start() < section.start() and whole[0] != "preview"):
        return None
    return section[0].lower()


def _is_other(sentence: str, cue: re.Match[str]) -> bool:
    """Whether a cue is about papers that go with the call, another call, trade, or what the speakers do themselves."""
    begin = cue.start()
    return bool(
        presence.MATERIAL_OWN.match(sentence, begin)
        or presence.OTHER_CALL.search(sentence, 0, begin)
        or presence.OTHER_EMBARGO.match(sentence, max(0, begin - 1))
        or (presence.OURS.search(sentence, 0, begin) and not _is_theirs_too(sentence, cue))
    )


def _is_theirs_too(sentence: str, cue: re.Match[str]) -> bool:
    """Whether what the speakers do themselves is what the reporters are to do: "we're holding this until 9:00"."""
    return presence.EMBARGO.match(cue[0]) is not None or bool(
        presence.OURS_AND_YOURS.match(cue[0]) and lifting.AN_HOUR.match(sentence, cue.end())
    )


def _said_again(sentence: str, before: Statement) -> Statement | None:
    """A sentence that only says the hour again: "Again, that's 4:15 p.m." """
    time, was = next(said_times(sentence), None), before.condition
    if time is None:
        return None
    hour = sentence[time.start : time.end]
    clock = Condition(frozenset({EmbargoKind.CLOCK}), time, hour.strip(" ,."))
    if talk.SETTLES.match(sentence):
        return msgspec.structs.replace(before, condition=clock.instead_of(was), firm=True)
    if was.kinds == {EmbargoKind.CLOCK} and was.time is None:  # the day was said before
        return msgspec.structs.replace(before, condition=condition_in(f"{was.text} at {hour}", 0) or was)
    if was.kinds == {EmbargoKind.EVENT} and not lifting.ABOUT.search(sentence):
        return msgspec.structs.replace(before, condition=clock)
    if was.time is None:
        return None
    if was.time.zone and time.zone not in (None, was.time.zone) and not talk.MENDED.search(sentence):
        elsewhere = msgspec.structs.replace(was.time, elsewhere=time)  # "That's 2:30 p.m. GMT"
        return msgspec.structs.replace(before, condition=msgspec.structs.replace(was, time=elsewhere))
    if time.same_hour(was.time):
        condition = msgspec.structs.replace(was, time=time.filled_from(was.time))
    else:
        condition = msgspec.structs.replace(was, time=time.instead_of(was.time), text=clock.text)
    return msgspec.structs.replace(before, condition=condition)
