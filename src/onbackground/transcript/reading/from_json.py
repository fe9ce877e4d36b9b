"""Read a transcript from its own JSON."""

import msgspec

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading.unreadable import UnreadableTranscript


def read_json(text: str, *, name: str = "text") -> Transcript:
    """Read what :func:`onbackground.transcript.writing.to_json` wrote.

    Raises UnreadableTranscript when the text is not JSON, or not a transcript.
    """
    try:
        return msgspec.json.decode(text, type=Transcript)
    except msgspec.DecodeError as error:
        raise UnreadableTranscript(name, 1, f"expected a transcript in JSON ({error})") from None
