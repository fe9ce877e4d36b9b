"""The published JSON Schemas are what the types say, hold for what is written, and refuse what is not."""

import json
from pathlib import Path
from typing import Any

import pytest
from any_transcript import any_transcript
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from transcripts import transcripts

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing import schema_of, to_json
from onbackground.transcript.writing.as_record import to_record_line
from published_schemas import PUBLISHED, schema, wrong

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CALL = """Press Call on the Orchard

MODERATOR: This is on background, until noon. [Official One], over to you.

SENIOR GARDEN OFFICIAL ONE: The lock — (inaudible) — opens.

Q  Can you hear me?

Q  Great.
"""


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_schema_is_that_of_the_types(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert json.loads(json.dumps(schema_of(PUBLISHED[name]))) == schema(name), (
        f"write docs/{name} anew from schema_of()"
    )


@given(transcripts())
@settings(max_examples=40, deadline=None)
def test_every_call_written_fits(call: Transcript) -> None:
    assert wrong(json.loads(to_json(call)), "transcript.schema.json") == []
    assert wrong(json.loads(to_record_line(call, "f")), "import.schema.json") == []


@given(any_transcript())
@settings(max_examples=40, deadline=None)
def test_documents_of_every_shape_fit(call: Transcript) -> None:
    assert wrong(json.loads(to_json(call)), "transcript.schema.json") == []


def test_a_call_of_which_nothing_is_known_fits() -> None:
    assert json.loads(to_json(Transcript())) == {"turns": []}
    assert wrong({"turns": []}, "transcript.schema.json") == []


def test_published_calls_fit() -> None:
    files = [*SHARED.glob("transcripts/*.txt"), *SHARED.glob("corpus/20*.md")]
    if not files:
        pytest.skip("no published calls at hand (../shared)")
    for path in files:
        call = read_transcript(path)
        assert wrong(json.loads(to_json(call)), "transcript.schema.json") == [], path.name
        assert wrong(json.loads(to_record_line(call, path.name)), "import.schema.json") == [], path.name


def _document() -> dict[str, Any]:
    return json.loads(to_json(read_transcript(CALL)))


def _record() -> dict[str, Any]:
    return json.loads(to_record_line(read_transcript(CALL), "call.txt"))


@pytest.mark.parametrize(
    "change",
    [
        {"title": 3},
        {"extra": 1},
        {"start": "noon"},
        {"end": "2031-06-10T24:00:00Z"},
        {"published_time": "today"},
        {"call_date": "2031-13-01"},
    ],
)
def test_a_document_that_does_not_fit_is_told(change: dict[str, Any]) -> None:
    assert wrong(_document(), "transcript.schema.json") == []
    assert wrong({**_document(), **change}, "transcript.schema.json")


@pytest.mark.parametrize(
    "change",
    [{"title": 3}, {"extra": 1}, {"start_time": "noon"}, {"embargo": {"kind": "soon", "at": None, "text": ""}}],
)
def test_a_record_that_does_not_fit_is_told(change: dict[str, Any]) -> None:
    assert wrong(_record(), "import.schema.json") == []
    assert wrong({**_record(), **change}, "import.schema.json")


@pytest.mark.parametrize("part", ["turns", "findings"])
def test_every_part_is_closed_and_has_what_it_must(part: str) -> None:
    for written, name in ((_document, "transcript.schema.json"), (_record, "import.schema.json")):
        more, less = written(), written()
        more[part][0]["extra"] = 1
        del less[part][0][{"turns": "label", "findings": "reason"}[part]]
        assert wrong(more, name)
        assert wrong(less, name)


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("value", [{}, {"foo": 1}, [], None])
def test_what_is_something_else_fits_none(name: str, value: object) -> None:
    assert wrong(value, name)
