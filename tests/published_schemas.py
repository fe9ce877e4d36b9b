"""The published JSON Schemas, as a validator that is not ours reads them."""

import json
from pathlib import Path

import msgspec
from jsonschema import Draft202012Validator

from onbackground.attribution.guarded import Guarded
from onbackground.transcript.document import Transcript
from onbackground.transcript.writing.as_record import Record

DOCS = Path(__file__).parents[1] / "docs"
PUBLISHED: dict[str, type[msgspec.Struct]] = {
    "transcript.schema.json": Transcript,
    "import.schema.json": Record,
    "guard.schema.json": Guarded,
}


def schema(name: str) -> dict[str, object]:
    return json.loads((DOCS / name).read_text(encoding="utf-8"))


def wrong(value: object, name: str) -> list[str]:
    """What a published schema says against a value read from JSON."""
    validator = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]
