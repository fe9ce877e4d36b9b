"""From a mail (.eml), or a page saved as one (.mht), to the page or the text that it holds."""

import email
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from onbackground.transcript.reading.decoding import decode
from onbackground.transcript.reading.styles.division import Doubt
from onbackground.transcript.reading.unreadable import UnreadableTranscript

_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}:[^\n]*\n(?:[ \t][^\n]*\n){0,400}){1,400}\r?\n")
_OF_A_MAIL = re.compile(rb"(?im)^(?:mime-version|content-type|content-transfer-encoding):")
_ENCODED = re.compile(rb"(?im)^content-transfer-encoding:\s*(?:quoted-printable|base64)\b")


def is_mail(data: bytes) -> bool:
    """Whether a file begins with the header of a mail that says what it holds."""
    header = _HEADER.match(data.lstrip())
    return header is not None and _OF_A_MAIL.search(header[0]) is not None


def is_encoded(data: bytes) -> bool:
    """Whether anything in a mail is written in quoted-printable or base64, in which no word can be looked for."""
    return is_mail(data) and _ENCODED.search(data) is not None


def read_mail(data: bytes, name: str) -> tuple[str, list[Doubt]]:
    """Return the text of a mail: its page, or else its plain text below its subject; and doubts of the encoding.

    Raises UnreadableTranscript for a mail without either, or in no encoding read.
    """
    try:
        message = email.message_from_bytes(data.lstrip())
        texts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    except RecursionError:
        texts = []
    for kind in ("text/html", "text/plain"):
        for part in texts:
            if part.get_content_type() == kind:
                payload = part.get_payload(decode=True)
                text, doubts = decode(payload if isinstance(payload, bytes) else b"", name, part.get_content_charset())
                return (text if kind == "text/html" else _below(_subject(message), text)), doubts
    raise UnreadableTranscript(name, 1, "expected a mail with its text in it: save that as plain text")


def _subject(message: Message) -> str:
    subject = message.get("Subject", "")
    try:
        return " ".join(str(make_header(decode_header(subject))).split())
    except (HeaderParseError, LookupError, ValueError):
        return ""


def _below(subject: str, text: str) -> str:
    return text if not subject or subject in text else f"{subject}\n\n{text}"
