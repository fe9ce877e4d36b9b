"""Writing a transcript: text in the published style, JSON, page, PDF, Akoma Ntoso, captions, feed entry, message."""

from onbackground.transcript.writing.as_akoma_ntoso import to_akoma_ntoso
from onbackground.transcript.writing.as_email import addressed, is_address, to_letter
from onbackground.transcript.writing.as_feed_entry import to_feed, to_feed_entry
from onbackground.transcript.writing.as_json import to_json
from onbackground.transcript.writing.as_page import to_page, to_tombstone
from onbackground.transcript.writing.as_pdf import to_pdf
from onbackground.transcript.writing.as_text import to_text
from onbackground.transcript.writing.as_vtt import to_vtt
from onbackground.transcript.writing.imprint import Imprint, Paper
from onbackground.transcript.writing.json_schema import schema_of

__all__ = [
    "Imprint",
    "Paper",
    "addressed",
    "is_address",
    "schema_of",
    "to_akoma_ntoso",
    "to_feed",
    "to_feed_entry",
    "to_json",
    "to_letter",
    "to_page",
    "to_pdf",
    "to_text",
    "to_tombstone",
    "to_vtt",
]
