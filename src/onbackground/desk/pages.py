"""The pages: sign-in, the desk, its forms, and the events that keep it up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import msgspec
from litestar import MediaType, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect, ServerSentEvent, ServerSentEventMessage
from msgspec.structs import replace

from ..log.briefings import Asked
from ..log.recorder import LogError
from .api import current_view
from .gate import (
    AnyRequest,
    check_form_token,
    cookie_name,
    desk_of,
    language_cookie,
    own_origin,
    own_session,
    session_cookie,
    signed_in,
    wants_json,
    words_for,
)
from .live import live_view
from .outcomes import code_of, news, outcome_for
from .page import Outcome, Page, SeatName, message, sign_in_form
from .wishes import command_for, from_form
from .wording import Wording, languages

T = TypeVar("T")


@get("/sign-in/{briefing:str}/{token:str}", include_in_schema=False)
async def show_link(request: AnyRequest, briefing: FromPath[str], token: FromPath[str]) -> Response[str]:
    """The page behind a link. Looking at it uses nothing up."""
    desk = desk_of(request)
    if not await desk.watch.in_log(lambda: desk.sign_in.is_open(briefing, token, desk.now())):
        raise NotFoundException
    return html(sign_in_form(words_for(request)))


@post("/sign-in/{briefing:str}/{token:str}", guards=[own_origin], include_in_schema=False)
async def use_link(request: AnyRequest, briefing: FromPath[str], token: FromPath[str]) -> Response[Any]:
    """Use the link up and begin a session."""
    desk = desk_of(request)
    secret = await desk.watch.in_log(lambda: desk.sign_in.use(briefing, token, desk.now()))
    if secret is None:
        raise NotFoundException
    cookie = session_cookie(request, briefing, secret)
    return Redirect(f"/briefings/{briefing}", status_code=303, cookies=[cookie])


@get("/briefings/{briefing:str}", guards=[signed_in], include_in_schema=False)
async def show_desk(request: AnyRequest, briefing: FromPath[str]) -> Response[str]:
    """The desk. ``name`` asks for an official's name, ``outcome`` says what came of the form just sent."""
    desk, state, words = desk_of(request), desk_of(request).watch.state(briefing), words_for(request)
    asked_for = state.seats.get(request.query_params.get("name", ""))
    revealed = SeatName(asked_for.id, asked_for.name.reveal()) if asked_for else None
    outcome = outcome_for(request.query_params.get("outcome", ""), state, words)
    page = Page(current_view(request), own_session(request), words, desk.now(), revealed)
    return html(page.whole(outcome))


@get("/briefings/{briefing:str}/live", guards=[signed_in], include_in_schema=False)
async def keep_up_to_date(request: AnyRequest, briefing: FromPath[str]) -> ServerSentEvent:
    """Server-sent events: what has changed of the page, something ``said``, a ``beat``."""
    return ServerSentEvent(_messages(request))


async def _messages(request: AnyRequest) -> AsyncIterator[ServerSentEventMessage]:
    desk, session, words = desk_of(request), own_session(request), words_for(request)
    regions: dict[str, str] = {}
    listeners: dict[str, str] = {}
    qualities: dict[str, dict[str, object]] = {}
    version: int | None = None
    async for changed in live_view(request):
        if not changed:
            yield ServerSentEventMessage(data="", event="beat")
        view = current_view(request)
        page = Page(view, session, words, desk.now())
        before, regions = regions, page.regions()
        if fresh := difference(before, regions):
            yield sse("regions", fresh)
        before, listeners = listeners, page.listeners()
        if before != listeners:
            rows = difference(before, listeners)
            yield sse("rows", {"into": "listener-rows", "order": list(listeners), "rows": rows})
        heard, qualities = qualities, page.qualities()
        if new := difference(heard, qualities):
            yield sse("qualities", new)
        if version != view.version:
            yield sse("shown", view.version)
        for happened in desk.watch.recent[session.briefing]:
            if version is not None and happened.after.version > version:
                said = news(happened, session.seat, words)
                if said is not None:
                    yield sse("said", said)
        version = view.version


def difference(before: dict[str, T], after: dict[str, T]) -> dict[str, T]:
    """What is new or different, by its name."""
    return {name: value for name, value in after.items() if before.get(name) != value}


def sse(event: str, data: object) -> ServerSentEventMessage:
    """A message to a page that is kept up to date."""
    return ServerSentEventMessage(data=msgspec.json.encode(data).decode(), event=event)


@post("/briefings/{briefing:str}/do", guards=[signed_in, own_origin], include_in_schema=False)
async def give_command(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """A form's command. Scripts ask for JSON and get the line to say; browsers without get the page again."""
    form = await checked_form(request)
    desk, session, words = desk_of(request), own_session(request), words_for(request)
    scripted = wants_json(request)
    try:
        asked = from_form(form)
        answer = await desk.watch.ask(Asked(briefing, command_for(asked, desk.now(), session.seat)))
    except msgspec.ValidationError:
        return _said(scripted, words("errors.incomplete"), 400, briefing, words)
    except LogError:
        return _said(scripted, words("errors.log"), 503, briefing, words)
    code = code_of(asked, answer)
    if scripted:
        outcome = outcome_for(code, desk.watch.state(briefing), words) or Outcome("")
        return Response(replace(outcome, version=answer.version), status_code=200)
    return Redirect(f"/briefings/{briefing}?outcome={code}", status_code=303)


@post("/briefings/{briefing:str}/language", guards=[signed_in, own_origin], include_in_schema=False)
async def choose_language(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """Remember a language in this browser."""
    chosen = (await checked_form(request)).get("language", "")
    cookies = [language_cookie(request, chosen)] if chosen in languages() else []
    return Redirect(f"/briefings/{briefing}", status_code=303, cookies=cookies)


@post("/briefings/{briefing:str}/sign-out", guards=[signed_in, own_origin], include_in_schema=False)
async def sign_out(request: AnyRequest, briefing: FromPath[str]) -> Response[str]:
    """End the session."""
    await checked_form(request)
    desk, secret = desk_of(request), request.cookies[cookie_name(briefing)]
    await desk.watch.in_log(lambda: desk.sign_in.sign_out(briefing, secret, desk.now()))
    response = html(message(words_for(request), "signed_out"))
    response.set_cookie(session_cookie(request, briefing, ""))
    return response


async def checked_form(request: AnyRequest) -> dict[str, str]:
    """The fields of a form of this session, its token checked and left out. Raises :class:`StaleFormError`."""
    fields = await request.form()
    form = {name: value for name, value in fields.items() if isinstance(value, str)}
    check_form_token(request, form.pop("token", ""))
    return form


def _said(scripted: bool, text: str, status: int, briefing: str, words: Wording) -> Response[Any]:
    if scripted:
        return Response(Outcome(text, urgent=True), status_code=status)
    page = message(words, "mistake", text, back=f"/briefings/{briefing}")
    return Response(page, status_code=status, media_type=MediaType.HTML)


def html(text: str) -> Response[str]:
    """A page as an answer."""
    return Response(text, media_type=MediaType.HTML, status_code=200)


def as_published(page: str) -> Response[str]:
    """A page as readers are going to see it: it has its own style, and may do nothing else."""
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox"
    headers = {"content-security-policy": policy}
    return Response(page, headers=headers, media_type="text/html; charset=utf-8", status_code=200)


PAGES = (show_link, use_link, show_desk, keep_up_to_date, give_command, choose_language, sign_out)
