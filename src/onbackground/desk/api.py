"""The JSON API: the same abilities as the page, documented at ``/schema/openapi.json``."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import msgspec
from litestar import MediaType, Request, Response, get, post
from litestar.exceptions import ClientException, NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, HeaderParameter, JSONBody, PathParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage
from msgspec import Struct

from ..briefing.refusals import Refusal
from ..briefing.terms import Role
from ..log.briefings import Asked
from .actions import RefusalView, refusal_view
from .gate import check_form_token, desk_of, own_origin, own_session, signed_in
from .live import live_view
from .view import BriefingView, view
from .watch import Moved
from .wishes import Wish, command_for

ApiRequest = Request[Any, Any, Any]


class Problem(Struct, frozen=True):
    """What went wrong and what to do, in one line."""

    problem: str


class Done(Struct, frozen=True):
    """A command was carried out: the events in the log now (none: it was so already) and the version after them."""

    version: int
    events: list[dict[str, Any]]


class SessionView(Struct, frozen=True):
    """Whose session this is. Commands carry ``form_token`` in the header ``X-Form-Token``."""

    briefing: str
    seat: str
    role: Role
    form_token: str


class NameView(Struct, frozen=True):
    """The real name in a seat."""

    seat: str
    name: str


MOVED = Problem("The briefing is no longer at that version: read its state again and decide on that.")
LOG = Problem("The log cannot be written at present: nothing has changed; try again in a moment.")

BriefingId = Annotated[str, PathParameter(description="The briefing's id, as in the address of its desk.")]
Expected = Annotated[
    str | None,
    HeaderParameter(name="If-Match", description="Carry the command out only on this version (the ETag of the state)."),
]
FormToken = Annotated[
    str, HeaderParameter(name="X-Form-Token", description="The session's token: see the session's own address.")
]


def current_view(request: ApiRequest) -> BriefingView:
    """The briefing of this request's session, as its seat sees it."""
    desk, session = desk_of(request), own_session(request)
    watch = desk.watch
    return view(
        session.briefing,
        watch.state(session.briefing),
        session.seat,
        desk.now(),
        watch.qualities(session.briefing),
        watch.captions(session.briefing),
        watch.troubles(),
    )


@get("/api/briefings/{briefing:str}", guards=[signed_in], summary="The state of the briefing")
async def read_state(request: ApiRequest, briefing: BriefingId) -> Response[BriefingView]:
    """Everything the page shows: lines with their quality, floor, queue, questions, ground rules, captions, and what
    can be done about each, with the reason where the rules would refuse it.
    """
    seen = current_view(request)
    return Response(seen, headers={"etag": f'"{seen.version}"'})


@get(
    "/api/briefings/{briefing:str}/events",
    guards=[signed_in],
    summary="The state, again and again",
    media_type="text/event-stream",
    response_headers=[],
)
async def follow_state(request: ApiRequest, briefing: BriefingId) -> ServerSentEvent:
    """Server-sent events named ``view``, each a whole state as JSON: at once, and after every change. Between them,
    at least every ten seconds, comes an event named ``beat``. Nothing has to be caught up with after a reconnection.
    """

    async def messages() -> AsyncIterator[ServerSentEventMessage]:
        async for changed in live_view(request):
            if changed:
                data = msgspec.json.encode(current_view(request)).decode()
                yield ServerSentEventMessage(data=data, event="view")
            else:
                yield ServerSentEventMessage(data="", event="beat")

    return ServerSentEvent(messages())


@get("/api/briefings/{briefing:str}/session", guards=[signed_in], summary="Whose session this is")
async def read_session(request: ApiRequest, briefing: BriefingId) -> SessionView:
    """The seat in which commands are given, and the token they need."""
    session = own_session(request)
    role = desk_of(request).watch.state(briefing).seats[session.seat].role
    return SessionView(briefing, session.seat, role, session.form_token)


@get("/api/briefings/{briefing:str}/seats/{seat:str}/name", guards=[signed_in], summary="The name in one seat")
async def read_name(request: ApiRequest, briefing: BriefingId, seat: FromPath[str]) -> NameView:
    """Reveal one name, officials' too. Names of officials are in no other answer."""
    known = desk_of(request).watch.state(briefing).seats.get(seat)
    if known is None:
        raise NotFoundException
    return NameView(seat, known.name.reveal())


@post(
    "/api/briefings/{briefing:str}/commands",
    guards=[signed_in, own_origin],
    status_code=200,
    summary="Give a command",
    responses={
        403: ResponseSpec(Problem, description="The form token is not this session's."),
        409: ResponseSpec(RefusalView, description="The rules refuse it; nothing has changed."),
        412: ResponseSpec(Problem, description="The briefing is no longer at the version of If-Match."),
        503: ResponseSpec(Problem, description="The log cannot be written; nothing has changed."),
    },
)
async def give_command(
    request: ApiRequest,
    briefing: BriefingId,
    data: JSONBody[Wish],
    token: FormToken = "",
    expected: Expected = None,
) -> Response[Done | RefusalView | Problem]:
    """Give one of the commands of the rules. Its time and its author are set here, from the session."""
    check_form_token(request, token)
    desk, session = desk_of(request), own_session(request)
    asked = Asked(briefing, command_for(data, desk.now(), session.seat))
    answer = await desk.watch.ask(asked, _version(expected))
    match answer.outcome:
        case Refusal() as refusal:
            return Response(refusal_view(refusal), status_code=409, media_type=MediaType.JSON)
        case Moved():
            return Response(MOVED, status_code=412, media_type=MediaType.JSON)
        case events:
            return Response(Done(answer.version, [msgspec.to_builtins(event) for event in events]))


def _version(expected: str | None) -> int | None:
    if expected is None or expected == "*":
        return None
    digits = expected.removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16):
        raise ClientException("If-Match is no version: send the ETag of the state")
    return int(digits)


API = (read_state, follow_state, read_session, read_name, give_command)
