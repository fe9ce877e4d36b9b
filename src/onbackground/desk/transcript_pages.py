"""Addresses of the transcript at the desk: its page, its forms, and the same as JSON."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Final, get_args

import msgspec
from litestar import MediaType, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect, ServerSentEvent, ServerSentEventMessage
from msgspec import Struct

from ..briefing.state import State
from ..briefing.terms import Role
from ..log.recorder import LogError
from ..release.editing.deciding import Refused, Wish
from ..release.editing.events import Edit
from .api import BriefingId, FormToken, Problem
from .drafts import Standing
from .gate import (
    AnyRequest,
    check_form_token,
    desk_of,
    own_origin,
    own_session,
    session_of,
    signed_in,
    wants_json,
    words_for,
)
from .live import BEAT_SECONDS
from .page import Outcome, message, who
from .pages import as_published, checked_form, difference, html, sse
from .people import seat_view
from .transcript import TranscriptView, transcript_view
from .transcript_page import TranscriptPage, news, told
from .wishes import fields_of
from .wording import Wording

LOOK_SECONDS: Final = 0.25
"""How often an open page looks for a change."""


class Made(Struct, frozen=True):
    """An edit was made; ``version`` is its number."""

    version: int


class Refusal(Struct, frozen=True):
    """Why an edit was not made."""

    refused: str
    sentence: str


class WhatWasHeard(Struct, frozen=True):
    """What was said at a flag, as it was heard."""

    text: str

    def __repr__(self) -> str:
        """Nothing of it."""
        return "WhatWasHeard()"


async def _standing(request: AnyRequest) -> tuple[State, Standing]:
    desk, briefing = desk_of(request), own_session(request).briefing
    state = desk.watch.state(briefing)
    return state, await desk.watch.in_log(lambda: desk.drafts.standing(briefing, state))


async def _seen(request: AnyRequest) -> tuple[State, Standing, TranscriptView]:
    state, standing = await _standing(request)
    return state, standing, transcript_view(own_session(request).briefing, state, standing, own_session(request).seat)


# ── The page ───────────────────────────────────────────────────────────────────────────────────────────────────────


@get("/briefings/{briefing:str}/transcript", guards=[signed_in], include_in_schema=False)
async def show_transcript(request: AnyRequest, briefing: FromPath[str]) -> Response[str]:
    """The transcript. ``heard`` asks what was heard at a flag, ``outcome`` says what came of the form just sent."""
    state, standing, view = await _seen(request)
    words, asked_for = words_for(request), request.query_params.get("heard", "")
    heard = _heard(state, standing, view, asked_for, own_session(request).seat)
    page = TranscriptPage(view, state, own_session(request), words, _own(request, standing), heard or "")
    return html(page.whole(asked_for if heard else "", _outcome(request.query_params.get("outcome", ""), words)))


@get("/briefings/{briefing:str}/transcript/page", guards=[signed_in], include_in_schema=False)
async def show_page(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """The page as it would be published now; none where that is done, or what was said is closed."""
    state, standing = await _standing(request)
    if standing.releases.versions or standing.releases.closed:
        return Redirect(f"/briefings/{briefing}/transcript", status_code=303)
    desk = desk_of(request)
    return as_published(await desk.watch.in_log(lambda: desk.drafts.preview(briefing, state)))


@get("/briefings/{briefing:str}/transcript/live", guards=[signed_in], include_in_schema=False)
async def keep_transcript_up_to_date(request: AnyRequest, briefing: FromPath[str]) -> ServerSentEvent:
    """Server-sent events: what has changed of the page, what others did, a ``beat``."""
    return ServerSentEvent(_messages(request))


async def _messages(request: AnyRequest) -> AsyncIterator[ServerSentEventMessage]:
    words, me = words_for(request), own_session(request)
    regions: dict[str, str] = {}
    turns: dict[str, str] = {}
    last: tuple[State, TranscriptView] | None = None
    async for moved in _live(request):
        if not moved:
            yield ServerSentEventMessage(data="", event="beat")
            continue
        state, standing, view = await _seen(request)
        own = _own(request, standing)
        page = TranscriptPage(view, state, me, words, own)
        before, regions = regions, page.regions()
        if fresh := difference(before, regions):
            yield sse("regions", fresh)
        before, turns = turns, page.turns()
        if before != turns:
            yield sse("rows", {"into": "turns", "order": list(turns), "rows": difference(before, turns)})
        for entry in view.history[last[1].version :] if last else ():
            if entry.number not in own:
                by = who(seat_view(state.seats[entry.by])) if entry.by in state.seats else ""
                yield sse("said", Outcome(told(entry, by, words)))
        for line in news(*last, state, view, words) if last else ():
            yield sse("said", Outcome(line))
        last = state, view
        yield sse("shown", view.version)


def _own(request: AnyRequest, standing: Standing) -> frozenset[int]:
    """The numbers of the edits that were made in this session."""
    desk, me = desk_of(request), own_session(request)
    return frozenset(n for n, edit in enumerate(standing.edits.events, 1) if desk.is_own(edit, me))


async def _live(request: AnyRequest) -> AsyncIterator[bool]:
    """Yield True at once and after every change, False when nothing has changed for a while.

    Words and edits are beside the events that the desk follows, so it looks for new ones again and again.
    """
    desk, briefing = desk_of(request), own_session(request).briefing
    known: object = None
    silent = 0.0
    while not desk.watch.closing and await session_of(request, briefing) is not None:
        state = desk.watch.state(briefing)
        with contextlib.suppress(LogError):
            now = await desk.watch.in_log(lambda: desk.drafts.versions(briefing, state))  # noqa: B023 -- awaited here
            if now != known:
                known, silent = now, 0.0
                yield True
                continue
        await asyncio.sleep(LOOK_SECONDS)
        silent += LOOK_SECONDS
        if silent >= BEAT_SECONDS:
            silent = 0.0
            yield False


@post("/briefings/{briefing:str}/transcript/do", guards=[signed_in, own_origin], include_in_schema=False)
async def edit_by_form(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """A form's edit. Scripts ask for JSON and get the line to say; browsers without get the page again."""
    form = await checked_form(request)
    words, back = words_for(request), f"/briefings/{briefing}/transcript"
    status, before = 200, (await _standing(request))[1]
    try:
        wish: Wish = msgspec.convert(fields_of(form), Wish, strict=False)
        made = await _edit(request, wish)
        code = made.name if isinstance(made, Refused) else type(made).__name__
        outcome = _outcome(code, words) or Outcome("")
    except msgspec.ValidationError:
        status, outcome = 400, Outcome(words("errors.incomplete"), urgent=True)
    except LogError:
        status, outcome = 503, Outcome(words("errors.log"), urgent=True)
    if wants_json(request):
        after = (await _standing(request))[1]
        text = outcome.text if outcome.urgent else outcome.text + _opened(before, after, words)
        return Response(Outcome(text, outcome.urgent, after.edits.version if status == 200 else 0), status_code=status)
    if status != 200:
        page = message(words, "mistake", outcome.text, back=back)
        return Response(page, status_code=status, media_type=MediaType.HTML)
    return Redirect(f"{back}?outcome={code}", status_code=303)


def _opened(before: Standing, after: Standing, words: Wording) -> str:
    """How many flags are open that were not, as an edit may open flags again; nothing where that is none."""
    more = len({flag.key for flag in after.draft.open} - {flag.key for flag in before.draft.open})
    return " " + words("edited.more_open", more=more) if more else ""


async def _edit(request: AnyRequest, wish: Wish) -> Edit | Refused:
    desk, me = desk_of(request), own_session(request)
    state, at = desk.watch.state(me.briefing), desk.now()

    def edit() -> Edit | Refused:
        made = desk.drafts.edit(me.briefing, state, wish, me.seat, at)
        if not isinstance(made, Refused):
            desk.made[made] = me.form_token
        return made

    return await desk.watch.in_log(edit)


def _outcome(code: str, words: Wording) -> Outcome | None:
    """The line for a code; None for what is none."""
    if code in Refused.__members__:
        return Outcome(words(f"edit_refused.{code}"), urgent=True)
    if code in _MISTAKES:
        return Outcome(words(f"errors.{code}"), urgent=True)
    return Outcome(words(f"edited.{code}")) if code in _EDITS else None


_EDITS: Final = (*(edit.__name__ for edit in get_args(Edit)), "CorrectPublished", "Withdraw")

_MISTAKES: Final = ("incomplete", "log")


def _heard(state: State, standing: Standing, view: TranscriptView, flag: str, you: str) -> str | None:
    """What was said at a flag, for the moderator only; None where there is no such flag."""
    if state.seats[you].role is not Role.MODERATOR:
        return None
    key = next((one.key for one in view.flags if one.id == flag), None)
    raised = standing.draft.flag(key) if key else None
    return raised.found.reveal() if raised else None


# ── The same as JSON ───────────────────────────────────────────────────────────────────────────────────────────────


@get("/api/briefings/{briefing:str}/transcript", guards=[signed_in], summary="The transcript as it stands")
async def read_transcript(request: AnyRequest, briefing: BriefingId) -> Response[TranscriptView]:
    """Every turn as it would be published now, word by word with its place in the recording; the flags that keep it
    back; who changed what. All of it is guarded.
    """
    _, _, view = await _seen(request)
    return Response(view, headers={"etag": f'"{view.version}"'})


@get(
    "/api/briefings/{briefing:str}/transcript/heard/{flag:str}",
    guards=[signed_in],
    summary="What was heard at one flag",
)
async def read_heard(request: AnyRequest, briefing: BriefingId, flag: FromPath[str]) -> WhatWasHeard:
    """What was said there, names too; for the moderator. ``flag`` is ``flag-TRACK-START-END-REASON-NTH``."""
    state, standing, view = await _seen(request)
    heard = _heard(state, standing, view, flag, own_session(request).seat)
    if heard is None:
        raise NotFoundException
    return WhatWasHeard(heard)


@post(
    "/api/briefings/{briefing:str}/transcript/edits",
    guards=[signed_in, own_origin],
    status_code=200,
    summary="Edit the transcript",
    responses={
        403: ResponseSpec(Problem, description="The form token is not this session's."),
        409: ResponseSpec(Refusal, description="It is refused; nothing has changed."),
        503: ResponseSpec(Problem, description="The log cannot be written; nothing has changed."),
    },
)
async def edit_transcript(
    request: AnyRequest, briefing: BriefingId, data: JSONBody[Wish], token: FormToken = ""
) -> Response[Made | Refusal]:
    """Correct or confirm words, say who speaks, cut a turn, settle or override flags, take one of these back.

    Time and author are set here.
    """
    check_form_token(request, token)
    outcome = await _edit(request, data)
    if isinstance(outcome, Refused):
        return Response(Refusal(outcome.name, outcome.value), status_code=409, media_type=MediaType.JSON)
    return Response(Made((await _standing(request))[1].edits.version))


TRANSCRIPT: Final = (
    show_transcript,
    show_page,
    keep_transcript_up_to_date,
    edit_by_form,
    read_transcript,
    read_heard,
    edit_transcript,
)
