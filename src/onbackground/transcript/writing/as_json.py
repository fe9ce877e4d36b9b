"""A transcript as JSON: the document itself, with the stable id of every turn."""

import msgspec

from onbackground.transcript.document import Transcript


def to_json(transcript: Transcript) -> str:
    """Return the transcript as indented JSON; reading it again gives the same transcript.

    Fields that say nothing are left out, but for the turns: without them it would be no transcript.
    """
    fields = msgspec.to_builtins(transcript)
    fields.setdefault("turns", [])
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode() + "\n"
