"""Where an officer signs with their passkey: what they are about to say in plain words, and the text that is signed."""

from __future__ import annotations

from typing import Any

from litestar import Response, post
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect
from msgspec import Struct

from ..briefing import commands as do
from ..briefing import events as ev
from ..briefing.embargo import Broken, Event
from ..briefing.passkeys import is_passkey, read_passkey
from ..briefing.refusals import Refusal
from ..briefing.state import State
from ..briefing.statements import statement_of, would_say
from .gate import AnyRequest, desk_of, own_origin, own_session, signed_in, words_for
from .outcomes import NOTHING
from .page import embargo_in_words, template, until, who
from .pages import checked_form, html
from .people import seat_view
from .wishes import as_value, command_for, from_form, wish
from .wording import Wording


class Saying(Struct, frozen=True):
    """What an officer is about to say, in words.

    ``kind`` is ``declare``, ``break`` or ``move``; ``rows`` are what belongs to it, each a name and a text. ``said_by``
    have said the same already, and so many officers are ``still_needed`` after this one.
    """

    kind: str
    what: str
    rows: list[tuple[str, str]]
    said_by: list[str]
    still_needed: int


@post("/briefings/{briefing:str}/sign", guards=[signed_in, own_origin], status_code=200, include_in_schema=False)
async def show_statement(request: AnyRequest, briefing: FromPath[str]) -> Response[Any]:
    """What a form of the desk would have the officer sign. Nothing is said yet: the page sends it, signed."""
    desk, session, words = desk_of(request), own_session(request), words_for(request)
    state = desk.watch.state(briefing)
    asked = from_form(await checked_form(request))
    command = command_for(asked, desk.now(), session.seat)
    key = state.seats[session.seat].key
    if not isinstance(command, do.Signed) or not is_passkey(key):
        raise NotFoundException
    said = would_say(state, command)
    if said is None or isinstance(said, Refusal):
        code = said.rule.name if said else NOTHING
        return Redirect(f"/briefings/{briefing}?outcome={code}", status_code=303)
    if isinstance(command, do.Declare) and isinstance(said, ev.FactDeclared):
        # With the fact that is meant now: another one may be waited for when this comes back signed.
        asked = wish("Declare", fact=said.fact)
    page = template("sign.html").render(
        t=words,
        you=session,
        title=state.title,
        saying=saying(state, said, words),
        statement=statement_of(briefing, state, said),
        value=as_value(asked),
        passkey=read_passkey(key),
    )
    return html(page)


def saying(state: State, said: ev.FactDeclared | ev.EmbargoMoveAsked, words: Wording) -> Saying:
    """What the officer is about to say."""
    titles = {section.id: section.title for section in state.ground_rules.sections}
    if isinstance(said, ev.EmbargoMoveAsked):
        officers = state.moves.get((said.section, said.embargo), ())
        kind, what = "move", embargo_in_words(said.embargo, words)
        rows = [(words("sign.now"), embargo_in_words(state.embargo_of(said.section), words))]
        if said.section:
            rows.append((words("rules.move_what"), titles[said.section]))
    else:
        officers = state.declarations.get(said.fact, ())
        kind, what = _plainly(said, words)
        rows = [(words("rules.embargo"), embargo_in_words(state.ground_rules.embargo, words))]
        for section in state.ground_rules.sections:
            rows.append((words("rules.section", title=section.title), embargo_in_words(section.embargo, words)))
    if said.reason:
        rows.append((words("rules.reason"), said.reason))
    said_by = [who(seat_view(state.seats[officer])) for officer in officers]
    return Saying(kind, what, rows, said_by, max(0, state.ground_rules.quorum.needed - len(officers) - 1))


def _plainly(said: ev.FactDeclared, words: Wording) -> tuple[str, str]:
    """Whether it is a break, and what is said to be so: an event in its own words."""
    match said.fact:
        case Broken():
            return "break", said.where
        case Event(event=event):
            return "declare", event
        case fact:
            return "declare", until(fact, words)


SIGNING = (show_statement,)
