"""Reading published calls: plain text as copied from a web page, Markdown with front matter, JSON and Akoma Ntoso."""

from onbackground.transcript.reading.from_akoma_ntoso import read_akoma_ntoso
from onbackground.transcript.reading.from_json import read_json
from onbackground.transcript.reading.published import read_transcript
from onbackground.transcript.reading.unreadable import UnreadableTranscript

__all__ = ["UnreadableTranscript", "read_akoma_ntoso", "read_json", "read_transcript"]
