"""Addresses at which what is published is changed or withdrawn: seen first as it will look, then asked for."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from litestar import Response, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import Redirect
from msgspec import Struct

from ..log.recorder import LogError
from ..release.correcting import Proposal
from ..release.editing.deciding import LONGEST_TEXT, Amendment, Refused
from ..transcript.document import Transcript, Turn
from ..transcript.writing import to_text
from .api import BriefingId, FormToken, Problem
from .gate import AnyRequest, check_form_token, desk_of, own_origin, own_session, signed_in, wants_json, words_for
from .page import SAID_IN, Outcome, template
from .pages import as_published, checked_form, html
from .transcript_pages import Refusal
from .wishes import as_value, fields_of


class CorrectPublished(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Change what is published, in a new version: correct words, say who speaks, cut a turn in two."""

    wish: Amendment
    reason: str = ""


class Withdraw(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Put a tombstone in the place of all versions."""

    reason: str = ""


class ProposedTurn(Struct, frozen=True):
    """A turn that a correction changes, as text with struck words between ``~~``; ``before`` is empty for a new one."""

    id: str
    before: str
    after: str


class Proposed(Struct, frozen=True):
    """The version that a correction would make, the note it would carry, and the turns that change."""

    version: int
    note: str
    turns: tuple[ProposedTurn, ...]


Asked = CorrectPublished | Withdraw


async def _proposal(request: AnyRequest, asked: CorrectPublished) -> Proposal | Refused:
    desk, me = desk_of(request), own_session(request)
    state, at = desk.watch.state(me.briefing), desk.now()
    propose = desk.drafts.propose
    return await desk.watch.in_log(lambda: propose(me.briefing, state, asked.wish, asked.reason, me.seat, at))


async def _ask(request: AnyRequest, asked: Asked) -> Refused | None:
    desk, me = desk_of(request), own_session(request)
    state, at, drafts = desk.watch.state(me.briefing), desk.now(), desk.drafts
    if isinstance(asked, Withdraw):
        return await desk.watch.in_log(lambda: drafts.withdraw(me.briefing, state, asked.reason, me.seat, at))
    return await desk.watch.in_log(lambda: drafts.correct(me.briefing, state, asked.wish, asked.reason, me.seat, at))


def _proposed(proposal: Proposal) -> Proposed:
    turns = tuple(
        ProposedTurn(after.id, _text(before) if before else "", _text(after)) for before, after in proposal.changed
    )
    return Proposed(proposal.version, proposal.note, turns)


def _text(turn: Turn) -> str:
    return to_text(Transcript(turns=(turn,))).strip()


def _from_form(form: dict[str, str]) -> Asked:
    """What a form asks for: an edit as it is asked for before publication, or a withdrawal; and its reason.

    Raises ``msgspec.ValidationError``.
    """
    fields = fields_of(form)
    if fields["type"] != Withdraw.__name__:
        fields = {"type": CorrectPublished.__name__, "reason": fields.pop("reason", ""), "wish": fields}
    asked: Asked = msgspec.convert(fields, Asked, strict=False)
    return asked


@post("/briefings/{briefing:str}/transcript/proposal", guards=[signed_in, own_origin], include_in_schema=False)
async def show_proposal(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """A correction of what is published as it will look, to be published or changed; or, with ``whole``, its page."""
    form = await checked_form(request)
    words, me = words_for(request), own_session(request)
    whole = bool(form.pop("whole", ""))
    try:
        asked = _from_form(form)
    except msgspec.ValidationError:
        asked = None
    if not isinstance(asked, CorrectPublished):
        return Redirect(f"/briefings/{briefing}/transcript", status_code=303)
    proposal = await _proposal(request, asked)
    if whole and isinstance(proposal, Proposal):
        desk = desk_of(request)
        return as_published(await desk.watch.in_log(lambda: desk.drafts.page(proposal)))
    refused = words(f"edit_refused.{proposal.name}") if isinstance(proposal, Refused) else ""
    page = template("proposal.html").render(
        t=words,
        you=me,
        said_in=SAID_IN,
        briefing=briefing,
        asked=asked,
        do=as_value(asked.wish),
        longest=LONGEST_TEXT,
        refused=refused,
        proposed=_proposed(proposal) if isinstance(proposal, Proposal) else None,
    )
    return html(page)


@post("/briefings/{briefing:str}/transcript/release", guards=[signed_in, own_origin], include_in_schema=False)
async def ask_by_form(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """Correct or withdraw what is published. Scripts get the line to say; browsers without get the page again."""
    form, words = await checked_form(request), words_for(request)
    try:
        asked = _from_form(form)
        refused = await _ask(request, asked)
    except (msgspec.ValidationError, LogError) as error:
        refused, code = None, "log" if isinstance(error, LogError) else "incomplete"
        outcome, status = Outcome(words(f"errors.{code}"), urgent=True), 503 if code == "log" else 400
    else:
        code, status = refused.name if refused else type(asked).__name__, 200
        line = f"edit_refused.{code}" if refused else f"edited.{code}"
        outcome = Outcome(words(line), urgent=refused is not None)
    if wants_json(request):
        return Response(outcome, status_code=status)
    return Redirect(f"/briefings/{briefing}/transcript?outcome={code}", status_code=303)


_REFUSED: Final = {
    403: ResponseSpec(Problem, description="The form token is not this session's."),
    409: ResponseSpec(Refusal, description="It is refused; nothing has changed."),
}


def _refusal(refused: Refused) -> Response[Any]:
    return Response(Refusal(refused.name, refused.value), status_code=409)


@post(
    "/api/briefings/{briefing:str}/transcript/proposal",
    guards=[signed_in, own_origin],
    status_code=200,
    summary="A correction of what is published, as it would look",
    responses=_REFUSED,
)
async def read_proposal(
    request: AnyRequest, briefing: BriefingId, data: JSONBody[CorrectPublished], token: FormToken = ""
) -> Response[Proposed | Refusal]:
    """What a correction would change, and what the new version would say of itself. Nothing is written."""
    check_form_token(request, token)
    proposal = await _proposal(request, data)
    return _refusal(proposal) if isinstance(proposal, Refused) else Response(_proposed(proposal), status_code=200)


@post(
    "/api/briefings/{briefing:str}/transcript/release",
    guards=[signed_in, own_origin],
    status_code=202,
    summary="Correct or withdraw what is published",
    responses={**_REFUSED, 503: ResponseSpec(Problem, description="The log cannot be written; nothing has changed.")},
)
async def ask_for_release(
    request: AnyRequest, briefing: BriefingId, data: JSONBody[Asked], token: FormToken = ""
) -> Response[Refusal | None]:
    """Ask for another version, or for a withdrawal; the keeper makes and publishes it."""
    check_form_token(request, token)
    refused = await _ask(request, data)
    return _refusal(refused) if refused else Response(None, status_code=202)


CORRECTIONS: Final = (show_proposal, ask_by_form, read_proposal, ask_for_release)
