"""Reading published calls: plain text as copied from a web page, and Markdown with front matter."""

from onbackground.transcript.reading.published import read_transcript
from onbackground.transcript.reading.unreadable import UnreadableTranscript

__all__ = ["UnreadableTranscript", "read_transcript"]
