"""The published JSON Schema is what the types say, and holds for what is written."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from transcripts import transcripts

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing import json_schema, to_json

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PUBLISHED = json.loads((ROOT / "docs" / "transcript.schema.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
FORMATS = {"date": datetime.date.fromisoformat, "date-time": datetime.datetime.fromisoformat}


def _wrong(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What the schema says against ``value``; reads as much of JSON Schema as the published one uses."""
    if "$ref" in schema:
        return _wrong(value, PUBLISHED["$defs"][schema["$ref"].removeprefix("#/$defs/")], where)
    if "anyOf" in schema:
        wrong = [_wrong(value, one, where) for one in schema["anyOf"]]
        return [] if [] in wrong else [why for one in wrong for why in one]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {schema['enum']}")
    if "type" in schema and not (
        isinstance(value, TYPES[schema["type"]]) and (value is not True or schema["type"] == "boolean")
    ):
        return [f"{where}: {value!r} is no {schema['type']}"]
    if schema.get("format") in FORMATS:
        FORMATS[schema["format"]](value)
    if isinstance(value, dict):
        found += [f"{where}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, one in value.items():
            if name not in schema["properties"]:
                found.append(f"{where}: {name} is not described")
            else:
                found += _wrong(one, schema["properties"][name], f"{where}.{name}")
    if isinstance(value, list):
        for index, one in enumerate(value):
            found += _wrong(one, schema["items"], f"{where}[{index}]")
    return found


def test_the_published_schema_is_that_of_the_types() -> None:
    assert json.loads(json.dumps(json_schema())) == PUBLISHED, (
        "write docs/transcript.schema.json anew from json_schema()"
    )


def test_it_uses_nothing_that_is_not_checked_here() -> None:
    known = {"$ref", "anyOf", "enum", "type", "format", "required", "properties", "items"}
    said = {"$schema", "$defs", "title", "description", "default"}
    words = set(re.findall(r'"([$\w]+)": ', json.dumps({**PUBLISHED, "$defs": {}})))
    for one in PUBLISHED["$defs"].values():
        words |= set(one) | {word for field in one.get("properties", {}).values() for word in field}
    assert words <= known | said


@given(transcripts())
@settings(max_examples=40, deadline=None)
def test_every_call_written_fits(call: Transcript) -> None:
    assert _wrong(json.loads(to_json(call)), PUBLISHED) == []


def test_published_calls_fit() -> None:
    files = [*SHARED.glob("transcripts/*.txt"), *sorted(SHARED.glob("corpus/20*.md"))[::12]]
    if not files:
        pytest.skip("no published calls at hand (../shared)")
    for path in files:
        assert _wrong(json.loads(to_json(read_transcript(path))), PUBLISHED) == [], path.name


@pytest.mark.parametrize(
    "change", [{"turns": [{"id": "t001"}]}, {"title": 3}, {"extra": 1}, {"findings": [{"kind": "x", "reason": ""}]}]
)
def test_what_does_not_fit_is_told(change: dict[str, Any]) -> None:
    assert _wrong({**msgspec.to_builtins(Transcript()), **change}, PUBLISHED)
