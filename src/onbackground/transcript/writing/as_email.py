"""A transcript as a message to one reader of the office's list: plain text, and the same in HTML."""

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


def to_email(
    transcript: Transcript, imprint: Imprint, briefing: str, *, sender: str, recipient: str, at: datetime.datetime
) -> bytes:
    """Return the message, ready for SMTP: short ASCII lines that end in CR LF (RFC 5322, RFC 2045).

    ``sender`` and ``recipient`` are bare addresses; nobody's name is in the message. ``at`` is when it is sent. The
    same briefing to the same reader has the same Message-ID, so sending it again can be noticed.
    Raises ValueError when an address is none.
    """
    digest = hashlib.sha256(f"{briefing}\0{recipient.casefold()}".encode()).hexdigest()[:32]
    office, reader = _address(sender, imprint.office), _address(recipient)
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Date"] = format_datetime(at)
    message["From"] = office
    message["To"] = reader
    message["Subject"] = _UNSEEN.sub(" ", transcript.title or UNTITLED).strip()
    message["Message-ID"] = f"<{digest}@{office.domain}>"
    message["List-Id"] = f"<briefings.{office.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    address = imprint.address_of(briefing)
    first = f"{address}\n\n" if address else ""
    message.set_content(first + to_text(transcript))
    message.add_alternative(filled("message.html", transcript, imprint, address=address), subtype="html")
    message.set_boundary(f"=_{digest}")
    return message.as_bytes()


def _address(bare: str, name: str = "") -> Address:
    try:
        return Address(_UNSEEN.sub(" ", name), addr_spec=bare)
    except (ValueError, IndexError, HeaderParseError):
        raise ValueError("expected one bare e-mail address, such as press@example.org") from None
