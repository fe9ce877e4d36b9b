"""Where each turn of a text begins and who speaks in it, as far as the labels at the beginnings of lines tell."""

import enum
import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple


class Voice(enum.Enum):
    """Who speaks: what a name means depends on it."""

    REPORTER = "reporter"
    OPERATOR = "operator"
    OTHER = "official, moderator or nobody knows"


class Turn(NamedTuple):
    """One turn: where it begins and ends in the text (without labels), who speaks, and its label ("" without one)."""

    start: int
    end: int
    voice: Voice
    label: str = ""


_LABEL = re.compile(
    r"^[ \t>*]{0,12}(?:(?P<q>Q)(?:[ \t\xa0]{2,}|[ \t\xa0](?=[A-Z])|\s?[:;])"
    r"|(?P<label>[^\W\d_a-zß-ÿ][^a-zß-ÿ\[\]:;\n]{2,60})[:;])",
    re.M,
)
MODERATING = re.compile(r"MODERATOR|OPERATOR|M[RS]S?\b|AIDE|HOST")
"""Labels of those who lead through a call."""
_REPORTER = re.compile(r"Q$|QUESTION|REPORTER|PARTICIPANT|\S[^,]*, (?:OF |WITH |FROM )?THE ")


def turns_of(text: str, voice: Voice = Voice.OTHER) -> list[Turn]:
    """Return the turns of a text in order; what stands before the first label is spoken by ``voice``."""
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() for label in labels), len(text)]
    turns = [Turn(0, ends[0], voice)]
    for match, end in zip(labels, ends[1:], strict=True):
        label = match["q"] or match["label"]
        speaks = Voice.REPORTER if _REPORTER.match(label) else Voice.OTHER
        turns.append(Turn(match.end(), end, Voice.OPERATOR if label.startswith("OPERATOR") else speaks, label))
    return turns


_start = attrgetter("start")


def turn_at(turns: Sequence[Turn], place: int) -> int:
    """The number of the turn that a place in the text is in: the last that begins there or before."""
    return bisect_right(turns, place, key=_start) - 1


def next_to_speak(turns: Sequence[Turn], number: int) -> Turn | None:
    """The turn after one, or the one after the operator's; None where nobody else speaks."""
    return next((turn for turn in turns[number + 1 : number + 3] if turn.voice is not Voice.OPERATOR), None)


def asks_next(turns: Sequence[Turn], number: int) -> bool:
    """Whether a reporter speaks after a turn, or does after the operator."""
    following = next_to_speak(turns, number)
    return following is not None and following.voice is Voice.REPORTER
