"""Who calls, and whether they want it known (RFC 3323, RFC 3325)."""

from __future__ import annotations

from onbackground.briefing.sealed import Sealed
from onbackground.exchange.sip.fields import MalformedMessage, NameAddr, parse_name_addr, parse_uri
from onbackground.exchange.sip.message import Request

_HIDING = frozenset({"id", "user", "header"})


def is_withheld(request: Request) -> bool:
    """Whether the caller asks for privacy, or From is anonymous."""
    asked = {
        value.strip().lower() for text in request.headers.all("Privacy") for value in text.replace(",", ";").split(";")
    }
    if asked & _HIDING:
        return True
    user, host = _user_and_host(request.from_)
    return user.lower() == "anonymous" or host.lower() == "anonymous.invalid"


def caller_number(request: Request) -> Sealed:
    """Return the asserted identity's number or user, else From's; empty where it is withheld."""
    if is_withheld(request):
        return Sealed("")
    for text in request.headers.all("P-Asserted-Identity"):
        try:
            user, _ = _user_and_host(parse_name_addr(text))
        except MalformedMessage:
            continue
        if user:
            return Sealed(user)
    return Sealed(_user_and_host(request.from_)[0])


def _user_and_host(address: NameAddr) -> tuple[str, str]:
    """Return a SIP URI's user and host, or a tel URI's number; empty for what has neither."""
    scheme, _, rest = address.uri.partition(":")
    if scheme.lower() == "tel":
        return rest.partition(";")[0], ""
    try:
        uri = parse_uri(address.uri)
    except MalformedMessage:
        return "", ""
    return uri.user.partition(";")[0], uri.host
