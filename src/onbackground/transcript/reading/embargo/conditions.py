"""What must come to pass before an embargo lifts, as a sentence says it after or before the word.

A condition is read part by part ("5:00 a.m. tomorrow or when the statement goes out"); the first that is named counts,
unless the speaker takes it back.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from onbackground.transcript.ground_rules import EmbargoKind
from onbackground.transcript.reading.clock_times import SaidTime, said_times
from onbackground.transcript.reading.embargo.words import lifting, presence, talk

_NEAR = 200
"""A condition is taken back, or goes on after the word, no further in characters from it."""
_CLOSE = 40
"""An hour before the word is its condition within so many."""

_CLOCK, _CONCLUSION, _EVENT = EmbargoKind.CLOCK, EmbargoKind.CONCLUSION, EmbargoKind.EVENT
_NOTICE, _NONE = EmbargoKind.NOTICE, EmbargoKind.NONE


class Condition(msgspec.Struct, frozen=True):
    """What must come to pass, in the words used; of a clock, the hour."""

    kinds: frozenset[EmbargoKind]
    time: SaidTime | None
    text: str

    @classmethod
    def only(cls, kind: EmbargoKind, text: str) -> "Condition":
        """A condition of one kind, and no hour."""
        return cls(frozenset({kind}), None, text)

    @classmethod
    def at(cls, time: SaidTime, text: str) -> "Condition":
        """An hour said in a text, in its words there."""
        return cls(frozenset({EmbargoKind.CLOCK}), time, text[time.start : time.end].strip(" ,"))

    def instead_of(self, other: "Condition | None") -> "Condition":
        """This condition, said to mend the ``other``: what it leaves unsaid of its hour holds on."""
        if self.time is None or other is None or other.time is None:
            return self
        return msgspec.structs.replace(self, time=self.time.instead_of(other.time))

    def on_day(self, day: str) -> "Condition":
        """This condition with its hour, if it has one, on the day that is said so."""
        told = next(said_times(f"{day} at noon"), None)
        if self.time is None or told is None:
            return self
        return msgspec.structs.replace(self, time=self.time.on_day_of(told))


def condition_after(sentence: str, cue: re.Match[str]) -> Condition | None:
    """The condition that follows the word: "embargoed until …", "the embargo is now 3:00 p.m."."""
    if (between := lifting.PARENTHESIS.match(sentence, cue.end())) is not None:
        return condition_in(sentence, between.end())
    if lifting.UNTIL_THEN.match(sentence, cue.end()) and (times := _hours(sentence[: cue.start()])):
        return Condition.at(times[-1], sentence)
    if not presence.EMBARGO.match(cue[0]) and presence.RIGHT_AWAY.match(sentence, cue.end()):
        return _only(_NONE, sentence)
    if lifting.TOLD.match(cue[0]):
        return _only(_NOTICE, cue[0])
    begin = (lifting.ON_THIS.match(sentence, cue.end()) or cue).end()
    as_ever = lifting.AS_EVER.match(sentence, begin)
    condition = mended_condition(sentence, as_ever.end() if as_ever else begin)
    if condition is None:
        return _of_itself(sentence, cue)
    if condition.time is None:
        return _at_its_hour(condition, sentence[: cue.start()]) or condition
    if condition.time.dated:
        return condition
    if (told := lifting.DAY_BEFORE.search(sentence[: cue.start()])) is not None:
        return condition.on_day(told["day"])
    return _soon_after(condition, _hours(sentence[: cue.start()])[-1:])


def _soon_after(condition: Condition, before: list[SaidTime]) -> Condition:
    """A bare hour right after one ``before`` with its day: "she speaks at 9:30 a.m. tomorrow, the embargo is 10:00"."""
    if condition.time is None or condition.time.afternoon is not None or not before or not before[0].dated:
        return condition
    time = condition.time.instead_of(before[0])
    soon = time.afternoon is not None and (time.hour, time.minute) > (before[0].hour, before[0].minute)
    return msgspec.structs.replace(condition, time=time) if soon else condition


def _at_its_hour(condition: Condition, head: str) -> Condition | None:
    """An event at the hour told of it before the word: "The parade is at 9:00, and … until the parade"."""
    event = lifting.THE_EVENT.match(condition.text)
    if event is None or condition.kinds != {_EVENT} or (named := head.rfind(event["event"])) < 0:
        return None
    hour = next((time for time in _hours(head) if named < time.start < named + _CLOSE), None)
    if hour is None or lifting.ABOUT.search(head, named, hour.end):
        return None
    return Condition.at(hour, head)


def mended_condition(sentence: str, start: int) -> Condition | None:
    """The condition from ``start`` on that holds in the end: "it was 6:00, and we've brought it forward to 4:00"."""
    condition = condition_in(sentence, start)
    for mend in talk.MENDS.finditer(sentence, start, start + _NEAR):
        if (mended := condition_in(sentence, mend.end())) is not None:
            condition = mended.instead_of(condition)
        elif condition and (day := lifting.ITS_DAY.match(_clause(sentence, mend.end()).strip(" ,."))):
            condition = condition.on_day(day["day"])
    return condition


def _of_itself(sentence: str, cue: re.Match[str]) -> Condition | None:
    """What a sentence says without a condition: that there is no embargo, that it ends with the call or by a word."""
    none = presence.NONE.search(sentence[: cue.end()])
    if none is not None and not presence.LIFTED.search(sentence):
        return _none_from(sentence[: none.start()]) or _only(_NONE, sentence)
    if presence.AS_IT_RUNS.search(cue[0]):
        return _only(_CONCLUSION, sentence)
    if presence.AT_ONCE.match(cue[0]):
        return _only(_NONE, sentence)
    told = lifting.TOLD.search(sentence, cue.end())
    if told and (talk.LEFT_OPEN.search(sentence) or lifting.TOLD_WHEN.match(sentence, told.end())):
        return _only(_NOTICE, sentence[told.start() :].rstrip(" ."))
    return None


def _none_from(head: str) -> Condition | None:
    """When there is no embargo any more, by the words before that: "once we are done, there's no embargo"."""
    afterwards = lifting.AFTERWARDS.search(head)
    condition = condition_in(head, afterwards.start()) if afterwards is not None else None
    return condition if condition is not None and condition.kinds <= {_CLOCK, _CONCLUSION} else None


def _only(kind: EmbargoKind, text: str) -> Condition:
    return Condition.only(kind, text.strip(" ,"))


def condition_in(sentence: str, start: int) -> Condition | None:
    """The first condition from ``start`` on: with the word that opens it, or an hour without one."""
    denied = lifting.NOT_ITS_END.match(sentence, start)
    start = denied.end() if denied else start
    clause = _clause(sentence, start)
    opens = lifting.OPENS.search(clause)
    if opens is not None and not clause[opens.end() :].strip():  # "until — at its conclusion"
        broken_off = lifting.BROKEN_OFF.match(sentence, start + len(clause))
        return condition_in(sentence, broken_off.end()) if broken_off else None
    anew = lifting.ANEW.match(sentence, start + len(clause))
    dash = lifting.ITS_HOUR.match(sentence, start + len(clause))
    if opens is None and dash and (day := lifting.ITS_DAY.match(clause.strip(" ,."))):
        return _condition(f"{day['day']} — {_clause(sentence, dash.end())}", opened=False)
    if opens is None or any(time.start < opens.start() for time in _hours(clause)):
        return _condition(clause, opened=False) or (condition_in(sentence, anew.end()) if anew else None)
    if (until := lifting.UNTIL_AN_HOUR.search(clause, opens.end())) is not None:  # "after this call, until 10:30"
        return _condition(clause[until.end() :], opened=True)
    if lifting.CONCLUSION.search(clause[: opens.start()]):  # "at the end of the call, when it lifts"
        return _condition(clause[: opens.start()], opened=False)
    condition = clause[opens.start() :]
    if dash and (day := lifting.DAY.match(condition.strip(" ,."))):
        condition = f"{day['day']} — {_clause(sentence, dash.end())}"
    found = _condition(condition, opened=True)
    if anew and (found is None or (found.kinds == {_CLOCK} and found.time is None)):
        return condition_in(sentence, anew.end()) or found
    return found


def condition_before(sentence: str, cue: re.Match[str]) -> Condition | None:
    """The condition that precedes the word: "with the conclusion of this call, the embargo is lifted"."""
    head = sentence[: cue.start()]
    lifts = lifting.LIFTS.search(sentence, cue.end()) or lifting.USES.search(cue[0]) or lifting.THAT_IS.search(head)
    if (ends := lifting.CONCLUSION.search(head)) is not None and (lifts or lifting.USES.search(head)):
        begin = min([ends.start(), *(one.start() for one in lifting.OPENS.finditer(head))])
        return _only(_CONCLUSION, head[begin : ends.end()])
    times = _hours(head)
    if (then := lifting.UNTIL_THEN_FIRST.search(head)) is not None:
        return Condition.at(times[-1], head) if times else _only(_EVENT, head[: then.start()])
    if times and cue.start() - times[-1].end < _CLOSE and not lifting.APART.search(head, times[-1].end):
        said = Condition.at(times[-1], head)
        tail = lifting.ON_IT.sub("", sentence[cue.end() : cue.end() + _NEAR])
        in_full = next(said_times(said.text + tail), times[-1])  # "a 5:00 a.m. embargo on all of this for Wednesday"
        return said if times[-1].dated else msgspec.structs.replace(said, time=in_full)
    if lifting.TOLD.search(head):
        return _only(_NOTICE, head)
    if lifts and (told := lifting.TOLD.search(sentence, cue.end())) is not None:
        return _only(_NOTICE, sentence[told.start() :].rstrip(" ."))
    opens = lifting.OPENS.search(head)
    if opens is not None and lifts and not lifting.NO_CONDITION.match(head, opens.start()):
        return _condition(head[opens.start() :], opened=True)
    return None


def _clause(sentence: str, start: int) -> str:
    """The sentence from ``start`` to where something else begins to be said."""
    ends = lifting.CLAUSE_ENDS.search(sentence, start)
    return sentence[start : ends.start() if ends else len(sentence)]


def _condition(clause: str, *, opened: bool) -> Condition | None:
    """Read "until 5:00 a.m. tomorrow or when the statement goes out" part by part."""
    times = _hours(clause)
    if times and not times[0].dated and (day := lifting.DAY_WHEN.match(clause)):
        on_it = next(said_times(f"{day['day']} at {clause[times[0].start : times[0].end]}"))
        times[0] = times[0].filled_from(on_it)
    one_of = lifting.ONE_OF.match(clause) is not None or lifting.WHICHEVER.search(clause) is not None
    kinds: set[EmbargoKind] = set()
    end = times[0].end if times else len(clause)
    for part in _parts(clause):
        kind = _kind_beside(part, times, one_of=one_of, opened=opened)
        hours = [time for time in times if part.start <= time.start < part.end]
        if kind is _CONCLUSION and hours:  # "the end of the call at 3:30", "3:30, when we are done": the first counts
            over = lifting.CONCLUSION.search(part.text)
            if over is not None and part.start + over.start() < hours[0].start:
                times = [time for time in times if time not in hours]
            else:
                kind = None
        if kind is _EVENT and hours and lifting.EXPECTED.search(clause, part.start, hours[0].end):
            times = [time for time in times if time not in hours]  # "when she speaks, at about 3:30"
            hours = []
        if kind is not None and not (hours and kind is _EVENT):
            kinds.add(kind)
            end = max(end, part.end)
    if times:
        kinds.add(_CLOCK)
    if not kinds:
        return None
    return Condition(frozenset(kinds), _best_placed(times), clause[:end].strip(' ,.”"'))


class _Part(NamedTuple):
    """A part of a clause: where it begins in it, its words, and what parts it from the one before ("" of the first)."""

    start: int
    text: str
    parted_by: str

    @property
    def end(self) -> int:
        """Where it ends in the clause."""
        return self.start + len(self.text)


def _parts(clause: str) -> Iterator[_Part]:
    start, parted_by = 0, ""
    for cut in lifting.PARTS.finditer(clause):
        yield _Part(start, clause[start : cut.start()], parted_by)
        start, parted_by = cut.end(), cut[0]
    yield _Part(start, clause[start:], parted_by)


def _kind_beside(part: _Part, times: list[SaidTime], *, one_of: bool, opened: bool) -> EmbargoKind | None:
    """What a part waits for, beside the hours of its clause; ``one_of`` says that either part may count."""
    kind = _kind(part.text, first=part.start == 0, opened=opened)
    at_the_hour = times and times[0].end <= part.start and part.parted_by.strip(" ,") == "and"
    if "whichever" in part.parted_by.lower():
        kind = None  # "whichever is first", "whichever way it goes"
    elif kind is None and one_of and part.start and not any(part.start <= time.start for time in times):
        kind = _EVENT
    if kind is _EVENT and at_the_hour and not one_of and not lifting.OPENS.search(part.text):
        kind = None  # "until 9:00, and the report goes out then": what nothing opens happens at the hour
    if kind is None and lifting.UNLESS.search(part.parted_by) and lifting.BEFORE_THEN.search(part.text):
        kind = _EVENT
    return kind


def _best_placed(times: list[SaidTime]) -> SaidTime | None:
    """Of the names of one moment in several zones the first; where its zone is not known, one whose zone is."""
    if not times:
        return None
    known = next((time for time in times[1:] if time.zone and time.placed), None)
    if times[0].placed:
        return msgspec.structs.replace(times[0], elsewhere=known) if times[0].afternoon is None else times[0]
    if known is None or known.dated:
        return known or times[0]
    return known.on_day_of(times[0])


def _hours(text: str) -> list[SaidTime]:
    """The hours in a text, without those that are named only to be taken back: "not 5:00 p.m."."""
    times = [time for time in said_times(text) if not lifting.TAKEN_BACK.search(text, 0, time.start)]
    return [time for time in times if time is times[-1] or not lifting.MOVED.search(text, 0, time.start)]


def _kind(part: str, *, first: bool, opened: bool) -> EmbargoKind | None:
    """What a part waits for: the ``first`` for an event only if a word ``opened`` it, others if something happens."""
    if lifting.CONCLUSION.search(part):
        return _CONCLUSION
    if lifting.TOLD.search(part):
        return _NOTICE
    if lifting.DAY.match(alone := part.strip(" ,.")) or lifting.SPAN.match(alone):
        return _CLOCK
    if (first and opened and not lifting.NO_CONDITION.match(part)) or (not first and lifting.HAPPENS.match(part)):
        return _EVENT
    return None
