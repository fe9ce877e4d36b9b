"""In which encoding a file is read, and what is refused: no byte is lost, and none is guessed at in silence."""

import pytest

from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading import UnreadableTranscript, read_transcript

CALL = "MODERATOR: Good morning, Zoë — we “begin”.\n\nQ  Why?\n"
XHTML = "<?xml version='1.0' encoding='{}'?><html><p>MODERATOR: Caf\xe9.</p><p>Q  Why?</p></html>"
WESTERN = "<html><head><meta charset='{}'></head><p>MODERATOR: Caf\xe9.</p><p>Q  Why?</p></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_the_file_says_it_is(encoding: str) -> None:
    call = read_transcript(CALL.encode(encoding))
    assert (call.turns, call.findings) == (read_transcript(CALL).turns, ())


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "iso-8859-15"])
def test_what_the_page_says_it_is(encoding: str) -> None:
    for page in (WESTERN, XHTML):
        call = read_transcript(page.format(encoding).encode("latin-1"))
        assert (call.turns[0].text, call.findings) == ("Café.", ())


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"), ("cp1252", "Windows-1252")]
)
def test_what_the_file_plainly_is(encoding: str, name: str) -> None:
    call = read_transcript(CALL.encode(encoding))
    assert call.turns == read_transcript(CALL).turns
    assert [finding.kind for finding in call.findings] == [FindingKind.ENCODING]
    assert f"read as {name}, which it does not say it is" in call.findings[0].reason


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"MODERATOR: Hi.\n\nQ  caf\xe9\n", "line 3: expected text in UTF-8, found a byte that is not"),
        (b"%PDF-1.7\n" + CALL.encode(), "line 1: expected text, found a PDF: save it as plain text"),
        (b"PK\x03\x04 word/document.xml", "line 1: expected text, found a word processor's file or an archive"),
        (b"\x1f\x8b\x08\0\0\0", "line 1: expected text, found a compressed file"),
        (b"PK\x05\x06" + b"\0" * 18, "line 1: expected text, found an archive"),
        (rb"{\rtf1 MODERATOR: Hi.}", "line 1: expected text, found a word processor's file"),
        (CALL.encode("utf-16") + b"\0", "line 4: expected text in UTF-16, found a byte that is not"),
        ("MODERATOR: Hi.\n\n".encode("utf-16") + b"\x00\xd8", "line 3: expected text in UTF-16, found a byte"),
        (WESTERN.format("windows-1252").encode() + b"\x81", "line 1: expected text in CP1252, found a byte"),
        (b"MODERATOR: Hi.\n\nQ  W\0hy?\n", "line 3: expected text, found a NUL character: save it as UTF-8 text"),
        (CALL.encode("utf-32-le"), "line 1: expected text"),
        (b"\0" * 4096, "line 1: expected text, found a NUL character"),
        (b" \r\n\t", "line 1: expected a call; the file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_text_says_where(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableTranscript, match=f"^call.txt, {message}"):
        read_transcript(data, name="call.txt")
