"""Who may come in: sessions, the origin of requests, and the headers that every answer carries.

Whoever has no session for a briefing gets the same answer as at an address that does not exist.
"""

from __future__ import annotations

import hmac
import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.exceptions import NotFoundException
from litestar.handlers import BaseRouteHandler
from litestar.types import Message, Scope

from ..release.editing.events import Edit
from .drafts import Drafts
from .signin import Session, SignIn
from .watch import Watch
from .wording import Wording, languages, wording

LANGUAGE_COOKIE: Final = "language"
LONGEST_SESSION_SECONDS: Final = 48 * 60 * 60

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}

AnyRequest = Request[Any, Any, Any]
Connection = ASGIConnection[Any, Any, Any, Any]


class StaleFormError(Exception):
    """A form or request of another site, or of another session."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all handlers share. ``now`` gives milliseconds since the epoch.

    ``made`` are the edits made at this desk, each with the form token of its session: two people may sit at one seat.
    """

    watch: Watch
    sign_in: SignIn
    drafts: Drafts
    language: str
    now: Callable[[], int] = lambda: round(time.time() * 1000)
    made: dict[Edit, str] = field(default_factory=dict)

    def is_own(self, edit: Edit, session: Session) -> bool:
        """Whether an edit was made in this session, or for one of another desk in its seat."""
        made = self.made.get(edit)
        return made == session.form_token if made else edit.by == session.seat


def desk_of(connection: Connection) -> Desk:
    """The desk that serves this connection."""
    desk: Desk = connection.app.state.desk
    return desk


async def session_of(connection: Connection, briefing: str) -> Session | None:
    """Whose session for this briefing the connection carries."""
    desk = desk_of(connection)
    secret = connection.cookies.get(cookie_name(briefing))
    if not secret or desk.watch.state(briefing).phase is None:
        return None
    return await desk.watch.in_log(lambda: desk.sign_in.session(briefing, secret, desk.now()))


async def signed_in(connection: Connection, _: BaseRouteHandler) -> None:
    """A guard: lets through who has a session for the briefing in the path, and leaves it in the request's state."""
    session = await session_of(connection, connection.path_params["briefing"])
    if session is None:
        raise NotFoundException
    connection.state.session = session


def own_session(request: AnyRequest) -> Session:
    """The session that :func:`signed_in` found."""
    session: Session = request.state.session
    return session


async def own_origin(connection: Connection, _: BaseRouteHandler) -> None:
    """A guard: refuses what another site's page sends.

    Browsers say where a request comes from in ``Sec-Fetch-Site``; without it, ``Origin`` must be ours. (A form sent
    under a ``no-referrer`` policy has the origin ``null``, so the first is asked first.)
    """
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise StaleFormError
        return
    origin = connection.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != connection.headers.get("host"):
        raise StaleFormError


def check_form_token(request: AnyRequest, token: str) -> None:
    """Refuse a form that was not made for this session. Raises :class:`StaleFormError`."""
    session: Session = request.state.session
    if not hmac.compare_digest(token.encode(), session.form_token.encode()):
        raise StaleFormError


def cookie_name(briefing: str) -> str:
    """The cookie of a briefing's session, so that one browser can hold several."""
    return f"desk-{briefing}"


def session_cookie(request: AnyRequest, briefing: str, secret: str) -> Cookie:
    """The cookie that carries a session; without a secret, the one that takes it away."""
    return Cookie(
        key=cookie_name(briefing),
        value=secret,
        max_age=LONGEST_SESSION_SECONDS if secret else 0,
        httponly=True,
        samesite="strict",
        secure=not _is_loopback(request.headers.get("host", "")),
    )


def language_cookie(request: AnyRequest, language: str) -> Cookie:
    """The cookie that remembers a language."""
    secure = not _is_loopback(request.headers.get("host", ""))
    return Cookie(
        key=LANGUAGE_COOKIE, value=language, max_age=365 * 86_400, httponly=True, samesite="lax", secure=secure
    )


def words_for(connection: Connection) -> Wording:
    """The wording in the language that was chosen, else in the desk's."""
    chosen = connection.cookies.get(LANGUAGE_COOKIE, "")
    return wording(chosen if chosen in languages() else desk_of(connection).language)


def wants_json(request: AnyRequest) -> bool:
    """Whether a script of ours asks, which shows the answer's one line by itself."""
    return "application/json" in request.headers.get("accept", "")


async def add_headers(message: Message, scope: Scope) -> None:
    """Add what every answer carries."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        headers.setdefault("cache-control", "no-store")


def _is_loopback(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
