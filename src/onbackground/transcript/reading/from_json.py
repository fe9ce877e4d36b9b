"""Read a transcript from its own JSON."""

import msgspec

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading.unreadable import UnreadableTranscript


def read_json(text: str, *, name: str = "text") -> Transcript:
    """Read what :func:`onbackground.transcript.writing.to_json` wrote.

    Raises UnreadableTranscript when the text is not JSON, or not a transcript, or a mark points at no words.
    """
    try:
        call = msgspec.json.decode(text, type=Transcript)
        if not call.turns and "turns" not in msgspec.json.decode(text, type=dict[str, msgspec.Raw]):
            raise UnreadableTranscript(name, 1, "expected a transcript in JSON (it has no `turns`)")
    except (msgspec.DecodeError, RecursionError) as error:
        raise UnreadableTranscript(name, 1, f"expected a transcript in JSON ({error})") from None
    for turn in call.turns:
        for mark in turn.marks:
            in_turn = 0 <= mark.paragraph < len(turn.paragraphs)
            if not in_turn or not 0 <= mark.start <= mark.end <= len(turn.paragraphs[mark.paragraph]):
                expected = f"expected the marks of turn {turn.id} to point into its paragraphs"
                raise UnreadableTranscript(name, 1, expected)
    return call
