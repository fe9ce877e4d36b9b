"""Whether a caller wants to stay unknown (RFC 3323). Nothing else is read of who calls."""

from __future__ import annotations

from onbackground.exchange.sip.fields import MalformedMessage, parse_uri
from onbackground.exchange.sip.message import Request

_HIDING = frozenset({"id", "user", "header"})


def is_withheld(request: Request) -> bool:
    """Whether the caller asks for privacy, or From is anonymous."""
    asked = {
        value.strip().lower() for text in request.headers.all("Privacy") for value in text.replace(",", ";").split(";")
    }
    if asked & _HIDING:
        return True
    try:
        uri = parse_uri(request.from_.uri)
    except MalformedMessage:
        return False
    return uri.user.partition(";")[0].lower() == "anonymous" or uri.host.lower() == "anonymous.invalid"
