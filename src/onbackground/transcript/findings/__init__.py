"""What may be wrong with a transcript: found from what it says, for a person to settle. Nothing is mended here."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import msgspec

from onbackground.transcript.document import Finding, FindingKind, Transcript, Turn, how_many_within
from onbackground.transcript.findings.anothers_part import words_of_another_part
from onbackground.transcript.findings.brackets import unbalanced_brackets
from onbackground.transcript.findings.broken_off import turns_broken_off
from onbackground.transcript.findings.called import floors_not_taken
from onbackground.transcript.findings.dates import dates_that_differ
from onbackground.transcript.findings.introductions import introduced_and_speaking
from onbackground.transcript.findings.lost import lost_turns
from onbackground.transcript.findings.named import names_given_to_nobody
from onbackground.transcript.findings.pointing import at
from onbackground.transcript.findings.repeated import repeated_words
from onbackground.transcript.findings.titles import titles_that_do_not_fit
from onbackground.transcript.findings.who_speaks import names_of_others
from onbackground.transcript.labels import is_misspelt

_OF_TURNS = (
    lost_turns,
    turns_broken_off,
    unbalanced_brackets,
    names_of_others,
    words_of_another_part,
    floors_not_taken,
    names_given_to_nobody,
    repeated_words,
)
_OF_THE_CALL = (titles_that_do_not_fit, dates_that_differ, introduced_and_speaking)
_MOST = 1000
_MOST_LOOKED_AT = 2_000_000
"""Characters; a call of three hours has some two hundred thousand, and what has ten times as many is no call."""
_ASKS_OR_ANSWERS = re.compile(r"^<[QA] ?[-–—]+ ?|>$")
_HONORIFIC = re.compile(r"(?i)\b(M[RS]|MRS|DR)\.(?= )")
"""An honorific with its period. Some offices print none, and then it is missing nowhere."""
_TITLE_AFTER = re.compile(r"(?:,| ?[–—]| --?| \() ?\w|$")
"""What follows the speaker's name in a label that has it as it is: nothing, or a title."""


def find_doubts(call: Transcript) -> tuple[Finding, ...]:
    """Return everything about ``call`` that a careful reader would stop at, in the order of the call.

    Of one kind no more than a thousand are told. Of what is longer than any call only the beginning is looked at; one
    finding says so.
    """
    turns = call.turns[: how_many_within(call.turns, _MOST_LOOKED_AT)]
    looked_at = msgspec.structs.replace(call, turns=turns)
    found: list[Finding] = []
    for of_the_call in _OF_THE_CALL:
        found += islice(of_the_call(looked_at), _MOST)
    for of_turns in (_misspelt, *_OF_TURNS):
        found += islice(of_turns(turns), _MOST)
    if len(turns) < len(call.turns):
        reason = f"of {len(call.turns):,} turns only those before this one are looked at for what may be wrong"
        found.append(at(FindingKind.NOT_EXAMINED, reason, call.turns[len(turns)]))
    order = {turn.id: number for number, turn in enumerate(call.turns)}
    found.sort(key=lambda one: (order[one.turn] if one.turn else -1, one.paragraph or 0, one.start or 0))
    return tuple(found)


def _has_the_name(turn: Turn) -> bool:
    """Whether a label is the speaker's name as it is, with or without a title after it."""
    label = _ASKS_OR_ANSWERS.sub("", turn.label) if turn.label.startswith("<") else turn.label
    after = label.removeprefix(turn.speaker)
    return label.startswith(turn.speaker) and _TITLE_AFTER.match(after) is not None


def _misspelt(turns: tuple[Turn, ...]) -> Iterator[Finding]:
    unstopped = not any(_HONORIFIC.match(turn.label) for turn in turns)
    usual = _usual_sign(turns)
    for turn in turns:
        if turn.sign is not None and "\n" in turn.sign:  # on a line of its own
            continue
        speaker = _HONORIFIC.sub(r"\1", turn.speaker) if unstopped else turn.speaker
        if turn.label and not _has_the_name(turn) and is_misspelt(turn.label, speaker):
            yield at(FindingKind.MISSPELT_LABEL, f"printed “{turn.label}”; read as “{turn.speaker}”", turn)
        elif turn.sign not in {None, usual} and turn.label and turn.label.upper() not in {"Q", "A"}:
            reason = f"the label “{turn.label}” is followed by " + (f"“{turn.sign}”" if turn.sign else "no colon")
            yield at(FindingKind.MISSPELT_LABEL, reason, turn)


def _usual_sign(turns: tuple[Turn, ...]) -> str | None:
    """What stands behind most labels of a call: there it is the publisher's style, and no slip."""
    signs = Counter(turn.sign for turn in turns if turn.label and turn.label.upper() not in {"Q", "A"})
    sign, times = next(iter(signs.most_common(1)), (None, 0))
    return sign if 2 * times > signs.total() else None
