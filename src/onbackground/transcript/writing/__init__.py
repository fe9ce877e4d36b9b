"""Writing a transcript: plain text in the published style, JSON, and a page."""

from onbackground.transcript.writing.as_json import json_schema, to_json
from onbackground.transcript.writing.as_page import to_page
from onbackground.transcript.writing.as_text import to_text

__all__ = ["json_schema", "to_json", "to_page", "to_text"]
