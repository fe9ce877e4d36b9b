"""Every embargo of the published calls can be kept, and the page about them says how it is written."""

from __future__ import annotations

import re
import tomllib
import zoneinfo
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onbackground.briefing.embargo import (
    AllOf,
    AnyOf,
    Clock,
    Conclusion,
    Condition,
    Event,
    NoEmbargo,
    Section,
    is_sound,
)
from onbackground.cli.convening import convene, read_invitation
from onbackground.cli.written_embargo import read_embargo
from onbackground.rehearsal.printed_embargo import condition_of, parts_of
from onbackground.transcript.ground_rules import Embargo, EmbargoKind
from onbackground.transcript.reading import read_transcript

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/embargoes.md").read_text()
SIX = datetime.fromisoformat("2031-07-29T06:00:00-04:00")
CLOCK = Clock(round(SIX.timestamp() * 1000))


def rows() -> Counter[str]:
    """How often each embargo of the table was found, by how it is written."""
    counted: Counter[str] = Counter()
    for number, _, written in re.findall(r"^\| (\d+) \| ([^|]+) \| `(.+)` \|$", PAGE, re.MULTILINE):
        counted[written] += int(number)
    return counted


def written(text: str) -> Condition:
    return read_embargo(tomllib.loads(f"embargo = {text}")["embargo"])


def is_like(row: Condition, found: Condition, local: datetime | None) -> bool:
    """Whether both wait for the same kind of thing, and a clock tells the hour of the same zone."""
    match row, found:
        case (AllOf(of=one), AllOf(of=other)) | (AnyOf(of=one), AnyOf(of=other)):
            return len(one) == len(other) and all(is_like(a, b, local) for a, b in zip(one, other, strict=True))
        case Clock(zone=zone), Clock(at=at):
            there = datetime.fromtimestamp(at / 1000, UTC).astimezone(zoneinfo.ZoneInfo(zone))
            return local is not None and there.utcoffset() == local.utcoffset()
        case _:
            return type(row) is type(found)


def test_every_embargo_of_the_published_calls_is_in_the_table() -> None:
    files = sorted((ROOT.parent / "shared/corpus").glob("20*.md"))
    if not files:
        pytest.skip("no published calls at hand (../shared)")
    found: Counter[str] = Counter()
    for path in files:
        embargo = read_transcript(path).ground_rules.embargo
        condition = condition_of(embargo)
        assert is_sound(condition), path.name
        assert all(is_sound(part.embargo) for part in parts_of(embargo)), path.name
        like = [row for row in rows() if is_like(written(row), condition, embargo.at)]
        assert like, (path.name, condition)
        found[like[0]] += 1
    assert found == rows()


@pytest.mark.parametrize("row", rows())
def test_what_is_in_the_table_can_be_convened(row: str) -> None:
    assert is_sound(written(row))


def test_the_example_with_parts_can_be_convened(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "invitation.toml").write_text(example)
    rules = convene(read_invitation(tmp_path / "invitation.toml"), b"key", 0)[0].ground_rules
    assert rules.embargo == AllOf(tuple(section.embargo for section in rules.sections))


@pytest.mark.parametrize(
    ("kind", "text", "condition"),
    [
        (EmbargoKind.UNMENTIONED, None, NoEmbargo()),
        (EmbargoKind.EVENT, "until the ferry has docked", Event("the ferry has docked")),
        (EmbargoKind.CLOCK, "until 6:00 a.m.", CLOCK),
        (EmbargoKind.MIXED, "until 6:00 a.m. or until the ferry docks", AnyOf((CLOCK, Event("the ferry docks")))),
        (EmbargoKind.MIXED, "until the end of the call or 6 a.m.", AnyOf((Conclusion(), CLOCK))),
        (EmbargoKind.MIXED, "until the minister speaks", Event("the minister speaks")),
    ],
)
def test_a_printed_embargo_becomes_a_condition(kind: EmbargoKind, text: str | None, condition: Condition) -> None:
    assert condition_of(Embargo(kind, SIX, text)) == condition


def test_parts_of_a_call_have_an_embargo_each() -> None:
    printed = Embargo(EmbargoKind.MIXED, SIX, "the first part: until the call concludes; the rest: until 6:00 a.m.")
    assert parts_of(printed) == (Section("part1", "first part", Conclusion()), Section("part2", "rest", CLOCK))
    assert condition_of(printed) == AllOf((Conclusion(), CLOCK))
