"""The web application: pages and API over one watch on the log."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import AsyncIterator
from hashlib import sha256
from importlib import resources
from typing import Any, Final

import structlog
from litestar import Litestar, MediaType, Response, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath

from ..log.recorder import LogError
from .api import API, LOG, Problem
from .corrections import CORRECTIONS
from .enrolling import ENROLMENT
from .gate import AnyRequest, Desk, StaleFormError, add_headers, wants_json, words_for
from .page import Outcome, message
from .pages import PAGES
from .playing import play
from .signing import SIGNING
from .transcript_pages import TRANSCRIPT

_log = structlog.get_logger()

LONGEST_BODY: Final = 64 * 1024
MEDIA_TYPES: Final = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


def make_app(desk: Desk) -> Litestar:
    """The application; it follows the log while it runs."""

    @contextlib.asynccontextmanager
    async def following(_: Litestar) -> AsyncIterator[None]:
        await desk.watch.start()
        follower = asyncio.create_task(desk.watch.run())
        try:
            yield
        finally:
            follower.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await follower
            desk.watch.close()

    return Litestar(
        [*PAGES, *API, *TRANSCRIPT, play, *CORRECTIONS, *ENROLMENT, *SIGNING, static_file],
        state=State({"desk": desk}),
        lifespan=[following],
        before_send=[add_headers],
        exception_handlers={
            HTTPException: refuse,
            StaleFormError: refuse_stale,
            LogError: refuse_log,
            Exception: fail,
        },
        openapi_config=OpenAPIConfig(
            title="On Background: the desk",
            version="1",
            description=(
                "What the moderator and the operator of a background briefing can see and do. Sign in with a "
                "one-time link: its page sets the session's cookie. Whatever the session may not see answers 404."
            ),
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        request_max_body_size=LONGEST_BODY,
        logging_config=None,
    )


def _read_static() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in resources.files(__package__).joinpath("static").iterdir()}


STATIC: Final = _read_static()


@get("/static/{name:str}", include_in_schema=False)
async def static_file(request: AnyRequest, name: FromPath[str]) -> Response[bytes | None]:
    """A script or a style sheet."""
    content = STATIC.get(name)
    if content is None:
        raise NotFoundException
    tag = f'"{sha256(content).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(None, status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=MEDIA_TYPES[name.rpartition(".")[2]])


def refuse(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Refuse a request. What is not there and what is not for this browser look the same."""
    if error.status_code in (401, 404, 405):
        return _answer(request, 404, "not_found", "There is nothing here for you.")
    return _answer(request, error.status_code, "mistake", f"That was not understood: {error.detail}.", "incomplete")


def refuse_stale(request: AnyRequest, _: StaleFormError) -> Response[Any]:
    """Refuse what another site or another session's page has sent."""
    return _answer(request, 403, "mistake", "The form token is missing or not this session's.", "stale")


def refuse_log(request: AnyRequest, _: LogError) -> Response[Any]:
    """Say that the log is out of reach."""
    return _answer(request, 503, "mistake", LOG.problem, "log")


def fail(request: AnyRequest, error: Exception) -> Response[Any]:
    """Say that something is broken here: where, in the process's output; nothing of it, in the answer."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("the desk failed", error=type(error).__name__, file=place.filename, line=place.lineno)
    return _answer(request, 500, "mistake", "The desk failed; nothing has changed.", "log")


def _answer(request: AnyRequest, status: int, page: str, problem: str, why: str = "") -> Response[Any]:
    if request.url.path.startswith("/api/"):
        return Response(Problem(problem), status_code=status, media_type=MediaType.JSON)
    words = words_for(request)
    text = words(f"errors.{why}") if why else ""
    if wants_json(request):
        return Response(Outcome(text or words("connection.over"), urgent=True), status_code=status)
    return Response(message(words, page, text), status_code=status, media_type=MediaType.HTML)
