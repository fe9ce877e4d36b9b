"""Read when what was said on a call may be used, from what its chair and its officials say of the embargo.

A call states its embargo several times: at the top, before the questions, at the end; sometimes the first statement is
wrong and a later one mends it. Each sentence about it is read for its conditions. The last one of those who hold the
call counts, filled from earlier ones that name the same hour in more words.
"""

from collections.abc import Sequence
from itertools import pairwise

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.ground_rules import Embargo, EmbargoKind
from onbackground.transcript.reading.clock_times import SaidTime, said_times
from onbackground.transcript.reading.embargo.conditions import Condition
from onbackground.transcript.reading.embargo.statements import (
    Statement,
    may_be_about_it,
    sentences_about_it,
    statement_in,
    statements_in,
)
from onbackground.transcript.reading.embargo.words import presence, scope
from onbackground.transcript.reading.instants import Occasion, instant
from onbackground.transcript.reading.sentences import as_meant, sentences

__all__ = ["read_embargo"]

_END, _FEW = 1000, 5
"""What is said at the very end is in so many characters of so many paragraphs."""
_SHORT = 40
"""A sentence of fewer characters that names an hour says nothing else."""


def read_embargo(turns: Sequence[Turn], occasion: Occasion, release: str | None = None) -> Embargo:
    """Return the embargo on a call. Reporters' words about it do not count; those of its chair count most.

    Its chair is whoever is called moderator, and whoever speaks first. ``release`` is the line printed above the call
    that tells when it may be used: it counts as said first, and against who says that there is no embargo.
    """
    printed = statement_in(release) if release is not None else None
    chairs = {turn.speaker for turn in turns if turn.role is Role.MODERATOR} | {turn.speaker for turn in turns[:1]}
    chaired = [turn for turn in turns if turn.speaker in chairs and turn.role is not Role.REPORTER]
    opening, last = chaired[:1], chaired[1:][-1:]
    about = [turn for turn in turns if may_be_about_it(turn)]
    telling, asked = _telling(turns, about)
    held = [turn for turn in telling if turn.speaker in chairs]
    officials = [turn for turn in telling if turn.speaker not in chairs]
    if _speak_of_another(about):
        officials, asked = [], {}  # it is an embargo on trade that is asked and spoken about
    of_officials = [one for one in statements_in(officials, asked) if one.named]
    for said in (list(statements_in(held, asked)), of_officials):
        whole = [one for one in said if not one.material] or said
        chosen = [one for one in whole if one.firm] or whole
        if printed is not None:
            chosen = [one for one in chosen if one.condition.kinds != {EmbargoKind.NONE}]
            chosen = [printed, *chosen] if chosen else []
        if chosen and (early := _lifted_early(chosen, last)) is not None:
            return Embargo(EmbargoKind.CONCLUSION, text=early)
        if chosen:
            return _settled(chosen, _dated_at_last(last), occasion)
    return _settled([printed], [], occasion) if printed is not None else _without_condition(opening, held)


def _telling(turns: Sequence[Turn], about: list[Turn]) -> tuple[list[Turn], dict[str, Turn]]:
    """The turns ``about`` the embargo, and answers to a reporter's about it; and the question that each answers."""
    ids = {turn.id for turn in about}
    asked = {turn.id: before for before, turn in pairwise(turns) if before.role is Role.REPORTER and before.id in ids}
    telling = [turn for turn in turns if turn.role is not Role.REPORTER and (turn.id in ids or turn.id in asked)]
    return telling, asked


def _speak_of_another(about: list[Turn]) -> bool:
    """Whether an embargo on trade, or on arms, is spoken of."""
    texts = (text for turn in about for text in as_meant(turn) if "mbargo" in text or "MBARGO" in text)
    return any(map(presence.OTHER_EMBARGO.search, texts))


def _without_condition(opening: list[Turn], held: list[Turn]) -> Embargo:
    """What the chairs say without a condition: that there is no embargo, or that it is over as they say so."""
    at_first, in_all = ([one for turn in some for one in sentences_about_it(turn)] for some in (opening, held))
    for kind, pattern, heard in (
        (EmbargoKind.NONE, presence.FREE, at_first),
        (EmbargoKind.CONCLUSION, presence.LIFTED, in_all),
        (EmbargoKind.NONE, presence.FREE, in_all),
    ):
        if (text := next((sentence for sentence in heard if pattern.search(sentence)), None)) is not None:
            return Embargo(kind, text=text)
    return Embargo()


def _lifted_early(said: list[Statement], last: list[Turn]) -> str | None:
    """The words of the last turn that lift the embargo before its time, or give leave to use all that was said."""
    at_last = (sentence for turn in last for sentence in sentences_about_it(turn))
    early = next((sentence for sentence in at_last if presence.LIFTED_EARLY.search(sentence)), None)
    if early is not None or len(said) < 2 or said[-2].condition.kinds == {EmbargoKind.NONE} or not _frees(said[-1]):
        return early
    return said[-1].condition.text if said[-1] in statements_in(last, {}) else None


def _frees(statement: Statement) -> bool:
    """Whether it gives leave to use all that was said, without a word of an embargo: "You are free to use it now"."""
    return statement.condition.kinds == {EmbargoKind.NONE} and not statement.named and statement.section is None


def _dated_at_last(last: list[Turn]) -> list[SaidTime]:
    """The hours with their days in short sentences at the very end: "Monday, 10:00 a.m." """
    ends = (text[-_END:] for turn in last for text in as_meant(turn)[-_FEW:])
    short = (one for text in ends for one in sentences(text) if len(one) < _SHORT)
    return [time for one in short for time in said_times(one) if time.dated]


def _settled(said: list[Statement], days: list[SaidTime], occasion: Occasion) -> Embargo:
    """What holds when all has been said: the last statement, in the fullest words used of it.

    An hour whose day nobody told has the one of ``days``, hours with a day beside them, that names the same hour.
    """
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
        elif not time and (earlier.kinds >= kinds or (kinds == {EmbargoKind.EVENT} and earlier.time)):
            kinds, time, text = earlier.kinds, earlier.time, earlier.text
    if time and not time.dated:
        time = next((time.filled_from(day) for day in days if time.same_hour(day)), time)
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
        if before is not None and before.section is None and scope.BESIDE_ANOTHER.search(statement.section):
            parts["the call"] = before.condition
        parts[statement.section] = statement.condition
    return parts
