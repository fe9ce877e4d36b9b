"""What each published call at hand says about itself, against a table written by hand from reading them.

``stated_facts.tsv`` has a line for each call: the kind of its embargo and its instant, the date of the call, the hours
printed, the level and the phrase of attribution, and whether officials were named for the reporters' awareness.
"""

import csv
import datetime
from pathlib import Path

import pytest

from onbackground.transcript.reading import read_transcript

SHARED = Path(__file__).resolve().parents[3] / "shared"
with (Path(__file__).parent / "stated_facts.tsv").open(encoding="utf-8") as table:
    FACTS = list(csv.DictReader(table, delimiter="\t"))

KNOWN_MISSES = {
    "2024-06-13-background-press-call-on-the-g7.md": "“Central” is Central European there, which the page does not say"
}


def _iso(moment: datetime.datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""


@pytest.mark.parametrize("facts", FACTS, ids=[facts["file"][:40] for facts in FACTS])
def test_what_a_call_says_of_itself(facts: dict[str, str]) -> None:
    path = SHARED / ("transcripts" if facts["file"].endswith(".txt") else "corpus") / facts["file"]
    if not path.exists():
        pytest.skip(f"the published call {facts['file']} is not at hand (../shared)")
    if facts["file"] in KNOWN_MISSES:
        pytest.xfail(KNOWN_MISSES[facts["file"]])
    call = read_transcript(path)
    rules = call.ground_rules
    assert {
        "file": path.name,
        "kind": rules.embargo.kind.value,
        "at": _iso(rules.embargo.at),
        "call_date": str(call.call_date or ""),
        "start": _iso(call.start)[11:],
        "end": _iso(call.end)[11:],
        "level": rules.attribution.level or "",
        "phrase": rules.attribution.phrase or "",
        "names": "yes" if rules.names_given else "no",
    } == facts
