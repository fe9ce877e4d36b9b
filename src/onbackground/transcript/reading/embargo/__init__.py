"""Read when what was said on a call may be used, from what its chair and its officials say of the embargo.

A call states its embargo several times: at the top, before the questions, at the end; sometimes the first statement is
wrong and a later one mends it. Each sentence about it is read for its conditions. The last one of those who hold the
call counts, filled from earlier ones that name the same hour in more words.
"""

from collections.abc import Sequence
from itertools import pairwise

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.ground_rules import Embargo, EmbargoKind
from onbackground.transcript.reading.clock_times import Occasion, instant
from onbackground.transcript.reading.embargo.conditions import Condition
from onbackground.transcript.reading.embargo.statements import Statement, sentences_about_it, statements_in
from onbackground.transcript.reading.embargo.words import presence, scope
from onbackground.transcript.reading.sentences import as_meant

__all__ = ["read_embargo"]


def read_embargo(turns: Sequence[Turn], occasion: Occasion) -> Embargo:
    """Return the embargo on a call. Reporters' words about it do not count; those of its chair count most.

    Its chair is whoever is called moderator, and whoever speaks first.
    """
    chairs = {turn.speaker for turn in turns if turn.role is Role.MODERATOR} | {turn.speaker for turn in turns[:1]}
    held = [turn for turn in turns if turn.speaker in chairs and turn.role is not Role.REPORTER]
    officials = [turn for turn in turns if turn.speaker not in chairs and turn.role is not Role.REPORTER]
    asked = {turn.id: before for before, turn in pairwise(turns) if before.role is Role.REPORTER}
    texts = (text for turn in turns for text in as_meant(turn) if "mbargo" in text or "MBARGO" in text)
    if any(map(presence.OTHER_EMBARGO.search, texts)):
        officials, asked = [], {}  # it is an embargo on trade that is asked and spoken about
    of_officials = [one for one in statements_in(officials, asked) if one.named]
    at_last = [one for turn in held[1:][-1:] for one in sentences_about_it(turn)]
    for said in (list(statements_in(held, asked)), of_officials):
        whole = [one for one in said if not one.material] or said
        chosen = [one for one in whole if one.firm] or whole
        if chosen and (early := next((one for one in at_last if presence.LIFTED_EARLY.search(one)), None)) is not None:
            return Embargo(EmbargoKind.CONCLUSION, text=early)
        if chosen:
            return _settled(chosen, occasion)
    at_first, in_all = ([one for turn in turns for one in sentences_about_it(turn)] for turns in (held[:1], held))
    for kind, pattern, about in (
        (EmbargoKind.NONE, presence.FREE, at_first),
        (EmbargoKind.CONCLUSION, presence.LIFTED, in_all),
        (EmbargoKind.NONE, presence.FREE, in_all),
    ):
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
        elif not time and (earlier.kinds >= kinds or (kinds == {EmbargoKind.EVENT} and earlier.time)):
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
        if before is not None and before.section is None and scope.BESIDE_ANOTHER.search(statement.section):
            parts["the call"] = before.condition
        parts[statement.section] = statement.condition
    return parts
