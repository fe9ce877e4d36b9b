"""The JSON Schema of what is written: the document, the record of a call, and what the guard gives back."""

import inspect
from typing import Any

import msgspec

from onbackground.transcript.document import Transcript

_ALWAYS_WRITTEN = {Transcript.__name__: ["turns"]}
"""What has a default, and is written all the same."""


def schema_of(written: type[msgspec.Struct]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of ``written`` as JSON: the fields it must have, and none that are unknown.

    Readers are laxer: they pass over unknown fields, which a later version may write.
    """
    schema = msgspec.json.schema(written)
    for name, described in schema["$defs"].items():
        _closed(described, _ALWAYS_WRITTEN.get(name, []))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _closed(described: dict[str, Any], always: list[str]) -> None:
    if "properties" in described:
        described["required"] = [*described["required"], *always]
        described["additionalProperties"] = False
    if "description" in described:
        described["description"] = inspect.cleandoc(described["description"]).replace("``", "`")
