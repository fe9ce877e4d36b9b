"""Read a transcript from its own JSON."""

import re

import msgspec

from onbackground.transcript.document import Finding, Transcript, Turn
from onbackground.transcript.reading.unreadable import UnreadableTranscript

_QUOTED = re.compile(r"(?s)(?<=value) .*(?= - at )")


def read_json(text: str, *, name: str = "text") -> Transcript:
    """Read what :func:`onbackground.transcript.writing.to_json` wrote.

    Raises UnreadableTranscript when the text is not JSON, or not a transcript, when two turns have one id, or when a
    mark or a finding points at no words.
    """
    try:
        call = msgspec.json.decode(text, type=Transcript)
        if not call.turns and "turns" not in msgspec.json.decode(text, type=dict[str, msgspec.Raw]):
            raise UnreadableTranscript(name, 1, "expected a transcript in JSON (it has no `turns`)")
    except (msgspec.DecodeError, RecursionError) as error:
        told = _QUOTED.sub("", str(error))  # what was said is in no error
        raise UnreadableTranscript(name, 1, f"expected a transcript in JSON ({told})") from None
    turns = {turn.id: turn for turn in call.turns}
    if len(turns) < len(call.turns):
        raise UnreadableTranscript(name, 1, "expected turns that each have an id of their own")
    for turn in call.turns:
        if not all(_is_within(turn, mark.paragraph, mark.start, mark.end) for mark in turn.marks):
            raise UnreadableTranscript(name, 1, f"expected the marks of turn {turn.id} to point into its paragraphs")
    for number, finding in enumerate(call.findings, 1):
        if not _points_at_words(finding, turns):
            raise UnreadableTranscript(name, 1, f"expected finding {number} to point into the paragraphs of a turn")
    return call


def _points_at_words(finding: Finding, turns: dict[str, Turn]) -> bool:
    """Whether a finding is about the whole, or about a turn that is there and words that are in it."""
    if finding.turn is None or finding.paragraph is None:
        return finding.turn is None or finding.turn in turns
    turn = turns.get(finding.turn)
    start, end = finding.start or 0, finding.end
    return turn is not None and _is_within(turn, finding.paragraph, start, start if end is None else end)


def _is_within(turn: Turn, paragraph: int, start: int, end: int) -> bool:
    in_turn = 0 <= paragraph < len(turn.paragraphs)
    return in_turn and 0 <= start <= end <= len(turn.paragraphs[paragraph])
