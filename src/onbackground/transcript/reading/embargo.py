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
from onbackground.transcript.reading.clock_times import Occasion, SaidTime, instant, said_times
from onbackground.transcript.reading.sentences import as_meant, sentences

_FAR = 1000
"""No condition stands further, in characters, from the word it belongs to."""
_NEAR = 200
"""Nor is one taken back further from it."""
_SOON = 40
"""An answer comes before that many characters."""
_FEW = 6
"""A sentence that speaks of an embargo more often says nothing more of it."""

_CLOCK, _CONCLUSION, _EVENT, _NOTICE = EmbargoKind.CLOCK, EmbargoKind.CONCLUSION, EmbargoKind.EVENT, EmbargoKind.NOTICE


class Condition(msgspec.Struct, frozen=True):
    """What must come to pass, in the words used; of a clock, the hour."""

    kinds: frozenset[EmbargoKind]
    time: SaidTime | None
    text: str


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
    if any(words.OTHER_EMBARGO.search(text) for turn in turns for text in as_meant(turn)):
        officials, asked = [], {}  # it is an embargo on trade that is asked and spoken about
    of_officials = [one for one in _statements(officials, asked) if one.named]
    for said in (list(_statements(held, asked)), of_officials):
        whole = [one for one in said if not one.material] or said
        chosen = [one for one in whole if one.firm] or whole
        if chosen:
            return _settled(chosen, occasion)
    about = [sentence for turn in held for sentence in _about_embargo(turn)]
    for kind, pattern in ((_CONCLUSION, words.LIFTED), (EmbargoKind.NONE, words.FREE)):
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
        sentence
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
            condition = Condition(frozenset({EmbargoKind.NONE}), None, sentence)
        if condition is None and words.ANSWERED_YES.match(sentence):
            condition = _opened(asked[-1], 0)
        if condition is not None:
            return Statement(condition=condition)
    return None


def _told(sentence: str) -> Condition | None:
    """The condition in a sentence that is about the embargo without naming it: "Sure, until 5:00", "We'll tell you"."""
    opens = words.OPENS.search(sentence)
    condition = _opened(sentence, 0)
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
            and (EmbargoKind.NONE in condition.kinds or words.NONE.search(sentence[:cue_end]) is not None)
        )
        if condition is None or denied or words.MENDS.search(sentence, head_end, cue.start()):
            condition = _after(sentence, cue) or _before(sentence, cue) or condition
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


def _after(sentence: str, cue: re.Match[str]) -> Condition | None:
    """The condition that follows the word: "embargoed until …", "the embargo is now 3:00 p.m."."""
    if (between := words.PARENTHESIS.match(sentence, cue.end())) is not None:
        return _opened(sentence, between.end())
    if words.UNTIL_THEN.match(sentence, cue.end()) and (times := _hours(sentence[: cue.start()])):
        return Condition(frozenset({_CLOCK}), times[-1], sentence[times[-1].start : times[-1].end].strip(" ,"))
    if not words.EMBARGO.match(cue[0]) and words.RIGHT_AWAY.match(sentence, cue.end()):
        return Condition(frozenset({EmbargoKind.NONE}), None, sentence)
    if words.TOLD.match(cue[0]):
        return Condition(frozenset({_NOTICE}), None, cue[0])
    mends = words.MENDS.finditer(sentence, cue.end(), cue.end() + _NEAR)
    mended = [found for mend in mends if (found := _opened(sentence, mend.end()))]
    on_this = words.ON_THIS.match(sentence, cue.end())
    condition = mended[-1] if mended else _opened(sentence, (on_this or cue).end())
    if condition is None and (words.NONE.search(sentence[: cue.end()]) and not words.LIFTED.search(sentence)):
        return Condition(frozenset({EmbargoKind.NONE}), None, sentence)
    if condition is None and words.AS_IT_RUNS.search(cue[0]):
        return Condition(frozenset({_CONCLUSION}), None, sentence)
    if condition is None and words.AT_ONCE.match(cue[0]):
        return Condition(frozenset({EmbargoKind.NONE}), None, sentence)
    if condition is None and words.LEFT_OPEN.search(sentence) and (told := words.TOLD.search(sentence, cue.end())):
        return Condition(frozenset({_NOTICE}), None, sentence[told.start() :].strip(" ,."))
    return condition


def _opened(sentence: str, start: int) -> Condition | None:
    clause = _clause(sentence, start)
    opens = words.OPENS.search(clause)
    if opens is not None and not clause[opens.end() :].strip():  # "until — at its conclusion"
        broken_off = words.BROKEN_OFF.match(sentence, start + len(clause))
        return _opened(sentence, broken_off.end()) if broken_off else None
    begun_anew = words.ANEW.match(sentence, start + len(clause))
    anew = _opened(sentence, begun_anew.end()) if begun_anew else None
    if opens is None or any(time.start < opens.start() for time in _hours(clause)):
        return _condition(clause, opened=False) or anew
    if words.CONCLUSION.search(clause[: opens.start()]):  # "at the end of the call, when it lifts"
        return _condition(clause[: opens.start()], opened=False)
    condition = clause[opens.start() :]
    if words.DAY.match(condition.strip(" ,.")) and (dash := words.ITS_HOUR.match(sentence, start + len(clause))):
        condition = f"{condition.rstrip()} — {_clause(sentence, dash.end())}"
    return _condition(condition, opened=True) or anew


def _before(sentence: str, cue: re.Match[str]) -> Condition | None:
    """The condition that precedes the word: "with the conclusion of this call, the embargo is lifted"."""
    head = sentence[: cue.start()]
    lifts = words.LIFTS.search(sentence, cue.end()) or words.USES.search(cue[0])
    if (ends := words.CONCLUSION.search(head)) is not None and (lifts or words.USES.search(head)):
        begin = min([ends.start(), *(one.start() for one in words.OPENS.finditer(head))])
        return Condition(frozenset({_CONCLUSION}), None, head[begin : ends.end()].strip(" ,"))
    times = _hours(head)
    if times and cue.start() - times[-1].end < 40:
        text = head[times[-1].start : times[-1].end].strip(" ,")
        tail = words.ON_IT.sub("", sentence[cue.end() : cue.end() + _NEAR])
        in_full = next(said_times(text + tail), times[-1])  # "a 5:00 a.m. embargo on all of this for Wednesday"
        return Condition(frozenset({_CLOCK}), times[-1] if times[-1].dated else in_full, text)
    if words.TOLD.search(head):
        return Condition(frozenset({_NOTICE}), None, head.strip(" ,"))
    if lifts and (told := words.TOLD.search(sentence, cue.end())) is not None:
        return Condition(frozenset({_NOTICE}), None, sentence[told.start() :].strip(" ,."))
    opens = words.OPENS.search(head)
    if opens is not None and lifts and not words.NO_CONDITION.match(head, opens.start()):
        return _condition(head[opens.start() :], opened=True)
    return None


def _clause(sentence: str, start: int) -> str:
    """The sentence from ``start`` to where something else begins to be said."""
    ends = words.CLAUSE_ENDS.search(sentence, start)
    return sentence[start : ends.start() if ends else len(sentence)]


def _condition(clause: str, *, opened: bool) -> Condition | None:
    """Read "until 5:00 a.m. tomorrow or when the statement goes out" part by part."""
    times = _hours(clause)
    kinds: set[EmbargoKind] = set()
    end = times[0].end if times else len(clause)
    position = 0
    for cut in [*words.PARTS.finditer(clause), None]:
        part = clause[position : cut.start() if cut else len(clause)]
        kind = _kind(part, first=position == 0, opened=opened)
        hours = [time for time in times if position <= time.start < position + len(part)]
        if kind is _CONCLUSION and hours:  # "the end of the call at 3:30", "3:30, when we are done": the first counts
            over = words.CONCLUSION.search(part)
            if over is not None and position + over.start() < hours[0].start:
                times = [time for time in times if time not in hours]
            else:
                kind = None
        if kind is not None and not (hours and kind is _EVENT):
            kinds.add(kind)
            end = max(end, position + len(part))
        position = cut.end() if cut else len(clause)
    if times:
        kinds.add(_CLOCK)
    if not kinds:
        return None
    return Condition(frozenset(kinds), _best_placed(times), clause[:end].strip(' ,.”"'))


def _best_placed(times: list[SaidTime]) -> SaidTime | None:
    """Of the names of one moment in several zones the first; where its zone is not known, one whose zone is."""
    if not times or times[0].placed:
        return times[0] if times else None
    known = next((time for time in times[1:] if time.zone and time.placed), None)
    if known is None or known.dated:
        return known or times[0]
    return msgspec.structs.replace(
        known, month=times[0].month, day=times[0].day, weekday=times[0].weekday, days=times[0].days
    )


def _hours(text: str) -> list[SaidTime]:
    """The hours in a text, without those that are named only to be taken back: "not 5:00 p.m."."""
    times = [time for time in said_times(text) if not words.TAKEN_BACK.search(text, 0, time.start)]
    return [time for time in times if time is times[-1] or not words.MOVED.search(text, 0, time.start)]


def _kind(part: str, *, first: bool, opened: bool) -> EmbargoKind | None:
    if words.CONCLUSION.search(part):
        return _CONCLUSION
    if words.TOLD.search(part):
        return _NOTICE
    if words.DAY.match(part.strip(" ,.")):
        return _CLOCK
    if (first and opened and not words.NO_CONDITION.match(part)) or (not first and words.HAPPENS.match(part)):
        return _EVENT
    return None


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
