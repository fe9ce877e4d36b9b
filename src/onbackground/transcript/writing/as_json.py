"""A transcript as JSON: the document itself, with the stable id of every turn."""

import msgspec

from onbackground.transcript.document import Transcript


def to_json(transcript: Transcript) -> str:
    """Return the transcript as indented JSON; reading it again gives the same transcript."""
    encoder = msgspec.json.Encoder(order="deterministic")
    return msgspec.json.format(encoder.encode(transcript), indent=2).decode() + "\n"


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of what :func:`to_json` writes; it is published as ``docs/transcript.schema.json``."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Transcript)}
