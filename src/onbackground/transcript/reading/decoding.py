"""From the bytes of a file to its text: UTF-8, what the file says it is, or what it plainly is; nothing is guessed at.

No byte is left out or replaced: what is in none of these is refused.
"""

import re

from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading.styles.division import Doubt
from onbackground.transcript.reading.unreadable import UnreadableTranscript

_NAME = r"(windows-1252|iso-8859-15?|latin-?1)\b"
_WESTERN = re.compile(rf"(?i){_NAME}")
_CHARSET = re.compile(rf"(?i)<(?:meta[^>]{{0,200}}charset|\?xml[^>]{{0,200}}encoding)=[\"']?{_NAME}")
_WINDOWS_TYPE = re.compile(rb"[A-Za-z.?!,\s:][\x85\x91-\x97]|[\x85\x91-\x97][A-Za-z\s]")
_NEVER_IN_WINDOWS = re.compile(rb"[\0\x81\x8d\x8f\x90\x9d]")
_NO_TEXT = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a word processor's file or an archive",
    b"PK\x05\x06": "an archive",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"\xd0\xcf\x11\xe0": "a word processor's file",
    b"{\\rtf": "a word processor's file",
}
"""The first bytes of files in which calls are kept, too, and which are no text."""
_LOOKED_AT = 4096
"""So many bytes show whether every second one is NUL, as in UTF-16 of a Latin script."""


def decode(data: bytes, name: str, charset: str | None = None) -> tuple[str, list[Doubt]]:
    """Return the text of a file, and the doubt about its encoding where neither it nor ``charset`` says which it is.

    Raises UnreadableTranscript when the file is no text, or in none of the encodings read.
    """
    text, doubts = _decoded(data, name, charset)
    refuse_nul(text, name)
    return text, doubts


def named_encoding(page: str) -> str | None:
    """The Western encoding that a page, or its beginning, says it is in."""
    named = _CHARSET.search(page[:2000])
    return named[1] if named is not None else None


def refuse_nul(text: str, name: str) -> None:
    """Raise UnreadableTranscript for what has a NUL character in it: that is a file of another kind, or damaged."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableTranscript(name, line, "expected text, found a NUL character: save it as UTF-8 text")


def _decoded(data: bytes, name: str, charset: str | None) -> tuple[str, list[Doubt]]:
    for beginning, kind in _NO_TEXT.items():
        if data.startswith(beginning):
            raise UnreadableTranscript(name, 1, f"expected text, found {kind}: save it as plain text")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _in(data, "utf-16", name), []
    if (order := _byte_order(data[:_LOOKED_AT])) is not None:
        reason = "the file is read as UTF-16, which it does not say it is"
        return _in(data, f"utf-16-{order}", name), [Doubt(FindingKind.ENCODING, reason, 1)]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        western = _WESTERN.fullmatch(charset or "")
        declared = western[0] if western is not None else named_encoding(data[:2000].decode("ascii", errors="ignore"))
        if declared is not None:
            return _in(data, "iso-8859-15" if declared.lower() == "iso-8859-15" else "cp1252", name), []
        line = data.count(b"\n", 0, error.start) + 1
        if _WINDOWS_TYPE.search(data) is not None and _NEVER_IN_WINDOWS.search(data) is None:
            reason = "the file is not in UTF-8; it is read as Windows-1252, which it does not say it is"
            return data.decode("cp1252"), [Doubt(FindingKind.ENCODING, reason, line)]
        raise _refused(name, line, "UTF-8") from None


def _byte_order(data: bytes) -> str | None:
    """The order of bytes, "le" or "be", of text in UTF-16 without a mark: nearly all of either half are NUL."""
    for order, empty, full in (("le", data[1::2], data[::2]), ("be", data[::2], data[1::2])):
        if len(empty) > 1 and empty.count(0) > 0.8 * len(empty) and not full.count(0):
            return order
    return None


def _in(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="ignore").count("\n") + 1
        raise _refused(name, line, encoding.upper()) from None


def _refused(name: str, line: int, encoding: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        name, line, f"expected text in {encoding}, found a byte that is not: save it as UTF-8 text"
    )
