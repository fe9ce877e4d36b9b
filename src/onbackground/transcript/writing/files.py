"""The files a call is published as, beside its page: the name of each, what a reader calls it, and its media type."""

import msgspec

from onbackground.transcript.document import Transcript


class File(msgspec.Struct, frozen=True):
    """One published form; ``media_type`` is as IANA registers it."""

    name: str
    title: str
    media_type: str


PAGE = File("index.html", "Page", "text/html")
PDF = File("transcript.pdf", "PDF", "application/pdf")
TEXT = File("transcript.txt", "Plain text", "text/plain")
JSON = File("transcript.json", "JSON", "application/json")
AKOMA_NTOSO = File("transcript.xml", "Akoma Ntoso", "application/akn+xml")
CAPTIONS = File("transcript.vtt", "Captions", "text/vtt")
ENTRY = File("entry.atom", "Feed entry", "application/atom+xml")
PROOF = File("transcript.proof.json", "Proof", "application/json")
FEED = File("feed.atom", "All briefings", "application/atom+xml")
"""Beside the folders of the briefings, not in one of them."""


def other_forms(transcript: Transcript) -> list[File]:
    """What a reader may want beside the page."""
    return [PDF, TEXT, JSON, AKOMA_NTOSO, *([CAPTIONS] if has_captions(transcript) else [])]


def has_captions(transcript: Transcript) -> bool:
    """Whether there are captions: the sound they belong to is released, and a recording gave every turn its time."""
    if not transcript.ground_rules.audio_released:
        return False
    return bool(transcript.turns) and all(turn.start is not None and turn.end is not None for turn in transcript.turns)
