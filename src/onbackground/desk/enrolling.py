"""Where an officer makes the passkey that they sign with: a page behind a link that only they have.

The page is the same for everybody. What the link has behind its ``#`` stays in the browser; what it signs there opens
the seat and enrols the passkey. Whoever has no such link gets the same answer as at an address that does not exist.
"""

from __future__ import annotations

from litestar import Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import JSONBody
from msgspec import Struct

from ..briefing import commands as do
from ..briefing.passkeys import (
    ALGORITHMS,
    enrolment_of,
    fingerprint,
    is_from_link,
    is_passkey,
    read_passkey,
    registered,
)
from ..briefing.refusals import Refusal
from ..briefing.rules import refused
from ..log.briefings import Asked
from .api import ApiRequest, Problem
from .gate import AnyRequest, desk_of, own_origin, words_for
from .page import template, who
from .pages import html
from .people import seat_view


class LinkUsed(Struct, frozen=True):
    """Whose link it is, with the link's signature under the statement of their enrolment."""

    briefing: str
    seat: str
    signature: str


class PasskeyMade(Struct, frozen=True):
    """What the browser made for the seat, with the link's signature over it."""

    briefing: str
    seat: str
    registration: str
    signature: str


class SeatToEnrol(Struct, frozen=True):
    """The seat that the link is for, and the passkeys (base64url) of which none may be its own."""

    title: str
    seat: str
    others: list[str]


class Enrolled(Struct, frozen=True):
    """The officer's key is settled; the fingerprint is to be read out."""

    text: str
    key: str
    fingerprint: str


@get("/enrol", include_in_schema=False)
async def show_enrolment(request: AnyRequest) -> Response[str]:
    """The page. Which briefing and seat it is for, the browser knows by the link."""
    statement = enrolment_of("{briefing}", "{seat}")
    return html(template("enrol.html").render(t=words_for(request), statement=statement, algorithms=ALGORITHMS))


@post("/enrol/seat", guards=[own_origin], status_code=200, include_in_schema=False)
async def show_seat(request: ApiRequest, data: JSONBody[LinkUsed]) -> Response[SeatToEnrol | Problem]:
    """The seat, to who has its link."""
    state, words = desk_of(request).watch.state(data.briefing), words_for(request)
    seat = state.seats.get(data.seat)
    if seat is None or not is_from_link(seat.key, enrolment_of(data.briefing, data.seat), data.signature):
        raise NotFoundException
    late = refused(state, do.EnrolPasskey(at=desk_of(request).now(), by=seat.id, key="", registration="", signature=""))
    if late is not None:
        return Response(Problem(words(f"rule.{late.rule.name}")), status_code=409)
    others = [read_passkey(one.key).credential for one in state.seats.values() if is_passkey(one.key)]
    return Response(SeatToEnrol(state.title, who(seat_view(seat)), others))


@post("/enrol/passkey", guards=[own_origin], status_code=200, include_in_schema=False)
async def enrol(request: ApiRequest, data: JSONBody[PasskeyMade]) -> Response[Enrolled | Problem]:
    """Put the passkey in the seat."""
    desk, words = desk_of(request), words_for(request)
    seat = desk.watch.state(data.briefing).seats.get(data.seat)
    if seat is None or not is_from_link(seat.key, data.registration, data.signature):
        raise NotFoundException
    try:
        passkey = registered(data.briefing, seat.id, data.registration)
    except ValueError:
        return Response(Problem(words("enrol.not_made")), status_code=409)
    key = str(passkey)
    enrolment = do.EnrolPasskey(
        at=desk.now(), by=seat.id, key=key, registration=data.registration, signature=data.signature
    )
    outcome = (await desk.watch.ask(Asked(data.briefing, enrolment))).outcome
    if isinstance(outcome, Refusal):
        return Response(Problem(words(f"rule.{outcome.rule.name}")), status_code=409)
    return Response(Enrolled(words("enrol.done"), key, fingerprint(key)))


ENROLMENT = (show_enrolment, show_seat, enrol)
