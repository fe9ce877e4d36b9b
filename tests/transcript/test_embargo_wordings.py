"""An embargo in many wordings: a table of sentences of our own, each said on a call of its own, and what it means.

A row of `embargo_wordings.tsv` is the kind of embargo, its instant (none where no hour is said), what the chair says
before the questions, and, if they matter, what at the end, a reporter's question, and the answer to it. The call is on
a Tuesday, June 10th 2031, at 4:05 p.m. in Washington.
"""

import datetime
import zoneinfo
from pathlib import Path

import pytest

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.reading.embargo import read_embargo
from onbackground.transcript.reading.instants import Occasion

HOME = zoneinfo.ZoneInfo("America/New_York")
TUESDAY = Occasion(day=datetime.date(2031, 6, 10), start=datetime.datetime(2031, 6, 10, 16, 5, tzinfo=HOME), zone=HOME)
TABLE = Path(__file__).with_name("embargo_wordings.tsv").read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.parametrize("row", TABLE)
def test_a_wording(row: str) -> None:
    kind, at, said, end, question, answer = (row + "\t" * 5).split("\t")[:6]
    spoken = [
        ("MODERATOR", Role.MODERATOR, f"Good afternoon, and thanks for joining. {said}"),
        ("OFFICIAL", Role.OFFICIAL, "Thank you. Tomorrow the Mayor will explain why the dues have to change."),
        ("QUESTION", Role.REPORTER, "How much will a ship pay?"),
        ("OFFICIAL", Role.OFFICIAL, "That depends on its length."),
        *([("QUESTION", Role.REPORTER, question), ("MODERATOR", Role.MODERATOR, answer)] if question else []),
        ("MODERATOR", Role.MODERATOR, end or "Thanks, everyone. That’s all for today."),
    ]
    turns = [
        Turn(id=f"t{n:03d}", label=who, speaker=who, role=role, paragraphs=(text,))
        for n, (who, role, text) in enumerate(spoken, 1)
    ]
    embargo = read_embargo(turns, TUESDAY)
    assert (embargo.kind.value, embargo.at and embargo.at.astimezone(HOME)) == (
        kind,
        datetime.datetime.fromisoformat(at).astimezone(HOME) if at else None,
    )
