"""Read when what was said on a call may be used, from what its chair and its officials say of the embargo.

A call states its embargo several times: at the top, before the questions, at the end; sometimes the first statement is
wrong and a later one mends it. Each sentence about it is read for its conditions. The last one of those who hold the
call counts, filled from earlier ones that name the same hour in more words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.ground_rules import Embargo, EmbargoKind
from onbackground.transcript.reading import embargo_words as words
from onbackground.transcript.reading.clock_times import Occasion, instant, said_times
from onbackground.transcript.reading.embargo_conditions import (
    Condition,
    condition_after,
    condition_before,
    condition_in,
)
from onbackground.transcript.reading.sentences import as_meant, sentences

_FAR = 1000
"""No condition stands further, in characters, from the word it belongs to."""
_NEAR = 200
"""A reporter who asks is told within so many."""
_SOON = 40
"""What is told is no event that is named after so many."""
_FEW = 6
"""A sentence that speaks of an embargo more often says nothing more of it."""

_EVENT, _NONE = EmbargoKind.EVENT, EmbargoKind.NONE


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


def read_embargo(turns: Sequence[Turn], occasion: Occasion) -> Embargo:
    """Return the embargo on a call. Reporters' words about it do not count; those of its chair count most.

    Its chair is whoever is called moderator, and whoever speaks first.
    """
    chairs = {turn.speaker for turn in turns if turn.role is Role.MODERATOR} | {turn.speaker for turn in turns[:1]}
    held = [turn for turn in turns if turn.speaker in chairs and turn.role is not Role.REPORTER]
    officials = [turn for turn in turns if turn.speaker not in chairs and turn.role is not Role.REPORTER]
    asked = {turn.id: before for before, turn in pairwise(turns) if before.role is Role.REPORTER}
    texts = (text for turn in turns for text in as_meant(turn) if "mbargo" in text or "MBARGO" in text)
    if any(map(words.OTHER_EMBARGO.search, texts)):
        officials, asked = [], {}  # it is an embargo on trade that is asked and spoken about
    of_officials = [one for one in _statements(officials, asked) if one.named]
    for said in (list(_statements(held, asked)), of_officials):
        whole = [one for one in said if not one.material] or said
        chosen = [one for one in whole if one.firm] or whole
        if chosen:
            return _settled(chosen, occasion)
    about = [sentence for turn in held for sentence in _about_embargo(turn)]
    for kind, pattern in ((EmbargoKind.CONCLUSION, words.LIFTED), (_NONE, words.FREE)):
        if (text := next((sentence for sentence in about if pattern.search(sentence)), None)) is not None:
            return Embargo(kind, text=text)
    return Embargo()


def _settled(said: list[Statement], occasion: Occasion) -> Embargo:
    """What holds when all has been said: the last statement, in the fullest words used of it."""
    last = said[-1].condition
    kinds, time, text = last.kinds, last.time, last.text
    for earlier in reversed([statement.condition for statement in said[:-1]]):
        if time and earlier.time:
            if not time.same_hour(earlier.time):
                continue
            if earlier.kinds >= kinds and earlier.time.dated >= time.dated:
                text = earlier.text
            time = time.filled_from(earlier.time)
            kinds |= earlier.kinds
        elif not time and (earlier.kinds >= kinds or (kinds == {_EVENT} and earlier.time)):
            kinds, time, text = earlier.kinds, earlier.time, earlier.text
    parts = _parts(said)
    differ = len({(part.kinds, part.time and (part.time.hour, part.time.minute)) for part in parts.values()}) > 1
    if differ and any(last.kinds == part.kinds for part in parts.values()):
        hours = [part.time for part in parts.values() if part.time]
        return Embargo(
            EmbargoKind.MIXED,
            at=max((moment for hour in hours if (moment := instant(hour, occasion))), default=None),
            text="; ".join(f"{section}: {part.text}" for section, part in parts.items()),
        )
    kind = next(iter(kinds)) if len(kinds) == 1 else EmbargoKind.MIXED
    return Embargo(kind, at=instant(time, occasion) if time else None, text=text)


def _parts(said: list[Statement]) -> dict[str, Condition]:
    """The parts of the call that have an embargo of their own; beside "everything else" also what was said before."""
    parts: dict[str, Condition] = {}
    for before, statement in zip([None, *said], said, strict=False):
        if statement.section is None:
            continue
        if before is not None and before.section is None and words.BESIDE_ANOTHER.search(statement.section):
            parts["the call"] = before.condition
        parts[statement.section] = statement.condition
    return parts


def _statements(turns: Iterable[Turn], asked: Mapping[str, Turn]) -> Iterator[Statement]:
    """What is stated in these turns, also in answer to what a reporter ``asked`` just before."""
    for turn in turns:
        if turn.id in asked and (answer := _answer(asked[turn.id], turn)) is not None:
            yield answer
            continue
        latest: Statement | None = None
        opened = False
        for sentence in _about_embargo(turn):
            found = [one for piece in _pieces(sentence) if (one := _statement(piece)) is not None]
            if not found and latest is not None and words.AGAIN.match(sentence):
                found = [again] if (again := _said_again(sentence, latest)) else []
            if not found and opened and (condition := _told(sentence)) is not None:
                found = [Statement(condition=condition)]
            opened = not found and bool(words.LEFT_OPEN.search(sentence))
            latest = found[-1] if found else None
            yield from found


def _answer(question: Turn, turn: Turn) -> Statement | None:
    """What a reporter is told who asked about the embargo: "Tomorrow at 5:00 a.m.", "No, it's not"."""
    asked = [
        sentence[: 2 * _FAR]
        for text in as_meant(question)
        if _may_be_about_it(text)
        for sentence in sentences(text)
        if words.ASKED.search(sentence)
    ]
    if not asked:
        return None
    told = " ".join(as_meant(turn))[:_NEAR]
    for sentence in sentences(told):
        condition = _told(sentence)
        if condition is None and words.ANSWERED_NO.match(sentence):
            condition = Condition(frozenset({_NONE}), None, sentence)
        if condition is None and words.ANSWERED_YES.match(sentence):
            condition = condition_in(asked[-1], 0)
        if condition is not None:
            return Statement(condition=condition)
    return None


def _told(sentence: str) -> Condition | None:
    """The condition in a sentence that is about the embargo without naming it: "Sure, until 5:00", "We'll tell you"."""
    opens = words.OPENS.search(sentence)
    condition = condition_in(sentence, 0)
    return None if condition and condition.kinds == {_EVENT} and opens and opens.start() > _SOON else condition


def _about_embargo(turn: Turn) -> Iterator[str]:
    """The sentences of a turn that may be about an embargo, each with the one after it."""
    for paragraph in as_meant(turn):
        if not _may_be_about_it(paragraph):
            continue
        close = False
        for sentence in sentences(paragraph):
            cue = words.CUE.search(sentence) if _may_be_about_it(sentence) else None
            if cue is not None or close:
                begin = max(0, cue.start() - _FAR) if cue else 0
                yield sentence[begin : begin + 2 * _FAR]
            close = cue is not None


def _may_be_about_it(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in words.NEEDED)


def _pieces(sentence: str) -> Iterator[str]:
    """The sentence, parted where it goes on to the embargo on something else; what is left unsaid there is put in."""
    begin, left_unsaid = 0, ""
    for other in words.GOES_ON.finditer(sentence):
        if words.CUE.search(sentence, begin, other.start()) is not None:
            yield left_unsaid + sentence[begin : other.start()]
            thing = "brief" if other["brief"] else "thing"
            left_unsaid = f"{other[thing]} embargoed" if other["brief"] else ""
            begin = other.end() if other["brief"] else other.start(thing)
    yield left_unsaid + sentence[begin:]


@lru_cache(4096)  # what is said of an embargo is said again and again
def _statement(sentence: str) -> Statement | None:
    cues = [cue for cue in words.CUE.finditer(sentence) if not _is_other(sentence, cue)][:_FEW]
    head_end = cue_end = 0
    condition = None
    named = False
    for cue in cues:
        denied = (
            condition is not None
            and words.EMBARGO.match(cue[0]) is not None
            and (_NONE in condition.kinds or words.NONE.search(sentence[:cue_end]) is not None)
        )
        if condition is None or denied or words.MENDS.search(sentence, head_end, cue.start()):
            condition = condition_after(sentence, cue) or condition_before(sentence, cue) or condition
            head_end, cue_end = cue.span()
            named = words.EMBARGO.match(cue[0]) is not None
    head = sentence[:head_end]
    if condition is None or (not named and words.MATERIAL.search(head)):
        return None
    return Statement(
        condition=condition,
        section=_section(head),
        material=bool(words.MATERIAL.search(head)) and not words.ABOUT_THE_CALL.search(head),
        firm=not words.HEDGED.search(sentence) and not words.ASIDE.search(head),
        named=any(map(words.EMBARGO.match, (cue[0] for cue in cues))),
    )


def _section(head: str) -> str | None:
    """The part of the call that a statement is about, by the words before it; None where it is the whole."""
    section, whole = words.SECTION.search(head), words.ABOUT_THE_CALL.search(head)
    if section is None or (whole and whole.start() < section.start() and whole[0] != "preview"):
        return None
    return section[0].lower()


def _is_other(sentence: str, cue: re.Match[str]) -> bool:
    """Whether the word stands for papers that go out under embargo, a country's embargo on trade, or another call."""
    papers = words.MATERIAL_OWN.match(sentence, cue.start())
    other_call = words.OTHER_CALL.search(sentence, 0, cue.start())
    if not words.EMBARGO.match(cue[0]) and words.OURS.search(sentence, 0, cue.start()):
        return True
    return bool(papers or other_call or words.OTHER_EMBARGO.match(sentence, max(0, cue.start() - 1)))


def _said_again(sentence: str, before: Statement) -> Statement | None:
    """A sentence that only says the hour again: "Again, that's 4:15 p.m." """
    time = next(said_times(sentence), None)
    if time is None or before.condition.time is None:
        return None
    text = sentence[time.start : time.end].strip(" ,.")
    condition = msgspec.structs.replace(before.condition, time=time, text=text)
    if time.same_hour(before.condition.time):
        condition = msgspec.structs.replace(
            before.condition, time=time.filled_from(before.condition.time), text=before.condition.text
        )
    return msgspec.structs.replace(before, condition=condition)
