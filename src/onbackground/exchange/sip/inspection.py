"""What a request must pass before it is acted on, in the order of RFC 3261 §8.2."""

from __future__ import annotations

from onbackground.exchange.sip.dtmf_info import MEDIA_TYPES
from onbackground.exchange.sip.fields import uri_scheme
from onbackground.exchange.sip.message import Request

METHODS = ("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE")
EXTENSIONS = ("timer",)
SDP = "application/sdp"

ALLOW = ("Allow", ", ".join(METHODS))
ACCEPT = ("Accept", SDP)
SUPPORTED = ("Supported", ", ".join(EXTENSIONS))

Refusal = tuple[int, str, list[tuple[str, object]]]
"""Status, reason phrase (empty for the usual one) and header fields."""


def inspect(request: Request) -> Refusal | None:
    """Return how to refuse a request that asks for what we do not speak, or None."""
    if request.method not in METHODS:
        return 405, "", [ALLOW]
    if uri_scheme(request.uri) != "sip":
        return 416, "", []
    unknown = sorted(request.headers.options("Require") - set(EXTENSIONS))
    if unknown:
        return 420, "", [("Unsupported", ", ".join(unknown))]
    return _inspect_content(request) or _inspect_accept(request)


def _inspect_content(request: Request) -> Refusal | None:
    if not request.body or "handling=optional" in (request.headers.get("Content-Disposition") or "").lower():
        return None
    if request.headers.options("Content-Encoding") - {"identity"}:
        return 415, "", [("Accept-Encoding", "identity")]
    if request.method in ("INVITE", "UPDATE") and request.content_type != SDP:
        return 415, "", [ACCEPT]
    if request.method == "INFO" and request.content_type not in MEDIA_TYPES:
        return 415, "", [("Accept", ", ".join(MEDIA_TYPES))]
    return None


def _inspect_accept(request: Request) -> Refusal | None:
    if request.method not in ("INVITE", "UPDATE") or "Accept" not in request.headers:
        return None
    types = {value.partition(";")[0].strip() for value in request.headers.options("Accept")}
    return None if types & {SDP, "application/*", "*/*"} else (406, "", [ACCEPT])


def has_session(request: Request) -> bool:
    """Whether the body is a session description; what else may be there was marked optional."""
    return bool(request.body) and request.content_type == SDP
