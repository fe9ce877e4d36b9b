"""The record of a published call: what ``onbackground import --json`` prints."""

import json

from hypothesis import given, settings
from transcripts import transcripts

from onbackground.transcript.document import Finding, FindingKind, Transcript, Turn
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing.as_record import to_record, to_record_line

PAGE = """---
title: Background Press Call on the Orchard Plan
date: '2031-05-04'
published_time: 2031-05-04 09:00:00-04:00
tags: press-briefings
source_url: https://example.org/orchard
---

Via Teleconference

(May 3, 2031)

6:02 P.M. EDT

MODERATOR:  Good evening.  This call is on background, attributable to “a senior garden official,” and embargoed until
5:00 a.m. Eastern tomorrow.

For your awareness, not for your reporting, our speaker is \\[senior garden official\\].

SENIOR GARDEN OFFIAL:  (Inaudible) the pears.

Q  Why?

6:31 P.M. EDT
"""


def test_every_field() -> None:
    record = json.loads(to_record_line(read_transcript(PAGE), "calls/orchard.md"))
    turns, findings = record.pop("turns"), record.pop("findings")
    assert record == {
        "file": "calls/orchard.md",
        "title": "Background Press Call on the Orchard Plan",
        "series": "press-briefings",
        "place": None,
        "via": "Via Teleconference",
        "call_date": "2031-05-03",
        "start_time": "2031-05-03T18:02:00-04:00",
        "end_time": "2031-05-03T18:31:00-04:00",
        "published_date": "2031-05-04",
        "source": "https://example.org/orchard",
        "attribution": {"level": "on background", "phrase": "senior garden official"},
        "embargo": {
            "kind": "clock",
            "at": "2031-05-04T05:00:00-04:00",
            "text": "until 5:00 a.m. Eastern tomorrow",
        },
        "names_given": True,
    }
    assert [(turn["id"], turn["label"], turn["speaker"], turn["role"]) for turn in turns] == [
        ("t001", "MODERATOR", "MODERATOR", "moderator"),
        ("t002", "SENIOR GARDEN OFFIAL", "SENIOR GARDEN OFFICIAL", "official"),
        ("t003", "Q", "QUESTION", "reporter"),
    ]
    assert turns[2] == {
        "id": "t003",
        "label": "Q",
        "speaker": "QUESTION",
        "role": "reporter",
        "text": "Why?",
        "marks": [],
    }
    assert "misspelt-label" in {finding["kind"] for finding in findings}


def test_marks_point_into_the_text() -> None:
    record = to_record(read_transcript(PAGE), "f")
    marked = [(mark.kind.value, turn.text[mark.start : mark.end]) for turn in record.turns for mark in turn.marks]
    assert marked == [("alias", "[senior garden official]"), ("inaudible", "(Inaudible)")]


def test_findings_point_into_the_text_too() -> None:
    page = read_transcript(PAGE)
    doubt = Finding(kind=FindingKind.NAMED, reason="?", turn="t001", paragraph=1, start=0, end=3)
    whole = Finding(kind=FindingKind.TITLE, reason="?")
    call = Transcript(turns=page.turns, findings=(doubt, whole))
    record = to_record(call, "f")
    first, second = record.findings
    assert record.turns[0].text[first.start : first.end] == "For"
    assert (second.turn, second.start, second.end, second.line) == (None, None, None, None)


def test_what_is_not_printed_is_null() -> None:
    record = json.loads(to_record_line(Transcript(), "f"))
    assert record["embargo"] == {"kind": "unmentioned", "at": None, "text": None}
    assert record["attribution"] == {"level": None, "phrase": None}
    assert [record[field] for field in ("title", "call_date", "start_time", "end_time", "published_date")] == [None] * 5


@given(transcripts())
@settings(max_examples=30)
def test_any_call_has_a_record_on_one_line(call: Transcript) -> None:
    line = to_record_line(call, "f")
    assert "\n" not in line
    texts = [turn["text"] for turn in json.loads(line)["turns"]]
    assert texts == [_text(turn) for turn in call.turns]


def _text(turn: Turn) -> str:
    return "\n\n".join(turn.paragraphs)
