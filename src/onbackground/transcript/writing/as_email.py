"""A transcript as a letter to the office's list, plain text and the same in HTML, and what addresses it to one reader.

The letter is made once, without anybody's address; each reader gets it as a message of their own.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from onbackground.transcript.document import Transcript
from onbackground.transcript.writing.as_page import filled
from onbackground.transcript.writing.as_text import to_text
from onbackground.transcript.writing.facts import UNTITLED
from onbackground.transcript.writing.imprint import Imprint

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def to_letter(transcript: Transcript, imprint: Imprint, briefing: str, sender: str) -> bytes:
    """Return what is the same for every reader, in the same bytes whenever it is made.

    It is a message of short ASCII lines that end in CR LF (RFC 5322, RFC 2045), which :func:`addressed` completes.
    Raises ValueError when ``sender`` is no bare address.
    """
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    office = _address(sender, imprint.office)
    message["From"] = office
    message["Subject"] = _UNSEEN.sub(" ", transcript.title or UNTITLED).strip()
    message["List-Id"] = f"<briefings.{office.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    address = imprint.address_of(briefing)
    text = (f"{address}\n\n" if address else "") + to_text(transcript)
    message.set_content(text)
    message.add_alternative(filled("message.html", transcript, imprint, address=address), subtype="html")
    message.set_boundary(f"=_{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:32]}")
    return message.as_bytes()


def addressed(letter: bytes, *, recipient: str, id_: str, at: datetime.datetime, unsubscribe: str = "") -> bytes:
    """Return the letter as the message to one reader, ready for SMTP.

    ``recipient`` is a bare address and nobody else's is in the message. ``id_`` is the Message-ID without its angle
    brackets, ``at`` when it is sent. ``unsubscribe`` is a ``mailto:`` or ``https:`` address that knows the reader
    (RFC 2369); one of the web is also for unsubscribing with one click (RFC 8058). Raises ValueError when the
    address is none.
    """
    fields = [f"Date: {format_datetime(at)}", f"To: {_address(recipient)}", f"Message-ID: <{id_}>"]
    if unsubscribe:
        fields.append(f"List-Unsubscribe: <{unsubscribe}>")
    if unsubscribe.startswith("https:"):
        fields.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    return "".join(f"{field}\r\n" for field in fields).encode("ascii") + letter


def is_address(text: str) -> bool:
    """Whether this is one bare e-mail address, in ASCII."""
    try:
        return text.isascii() and _address(text).domain != ""
    except ValueError:
        return False


def _address(bare: str, name: str = "") -> Address:
    try:
        return Address(_UNSEEN.sub(" ", name), addr_spec=bare)
    except (ValueError, IndexError, HeaderParseError):
        raise ValueError("expected one bare e-mail address, such as press@example.org") from None
