"""Signing in by a link that works once.

A link's token and a session's cookie are random; the log's stream ``<briefing>/desk`` keeps only their keyed digests.
That a link was used is an event there, appended with the version it was decided on: of two desks that are shown the
same link at once, one gets a conflict, reads on, and finds it used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from ..briefing.belief import fold_believed
from ..briefing.encoding import decode_event
from ..briefing.state import State
from ..log.folder import DataFolder
from ..log.recorder import Conflict, Recorder

DAY_MS: Final = 24 * 60 * 60 * 1000
"""A link works from so long before the start of the briefing until so long after it, or after it was made."""

TOKEN_BYTES: Final = 32
KEY_BYTES: Final = 32


class NoDeskError(ValueError):
    """There is no such briefing or seat, or the seat has no desk; the message says which."""


class LinkMade(msgspec.Struct, frozen=True, tag=True):
    """A link was made for this seat."""

    at: int
    seat: str
    link: str


class SignedIn(msgspec.Struct, frozen=True, tag=True):
    """A link was used; the session it began."""

    at: int
    link: str
    session: str


class SignedOut(msgspec.Struct, frozen=True, tag=True):
    """A session was ended by its owner."""

    at: int
    session: str


_Happening = LinkMade | SignedIn | SignedOut
_decoder: Final = msgspec.json.Decoder(_Happening)


class Session(msgspec.Struct, frozen=True):
    """Somebody at a desk: their briefing, their seat, and the token (hexadecimal) that their forms must carry."""

    briefing: str
    seat: str
    form_token: str

    def __repr__(self) -> str:
        """Whose session it is, without the token."""
        return f"Session({self.briefing!r}, {self.seat!r})"


def one_time_link(folder: DataFolder, briefing: str, seat: str, at: int | None = None) -> str:
    """Make a link for a moderator's or operator's seat; return its path, ``/sign-in/<briefing>/<token>``.

    The briefing must have been convened. ``at`` is now, in milliseconds since the epoch, unless given. Raises
    :class:`NoDeskError` and ``LogError``.
    """
    recorder = folder.recorder()
    try:
        made_at = round(time.time() * 1000) if at is None else at
        sign_in = SignIn(recorder, folder.own_key("desk").reveal(), lambda name: _read_state(recorder, name))
        return sign_in.make_link(briefing, seat, made_at)
    finally:
        recorder.close()


class SignIn:
    """Links and sessions of all briefings in a log. Reads and writes the log: not for an event loop's thread."""

    def __init__(self, recorder: Recorder, key: bytes, state_of: Callable[[str], State]) -> None:
        """``state_of`` gives the state of a briefing; an empty one for a briefing there is not."""
        self._recorder = recorder
        self._key = key
        self._state_of = state_of

    def make_link(self, briefing: str, seat: str, at: int) -> str:
        """See :func:`one_time_link`."""
        state = self._state_of(briefing)
        if state.phase is None:
            raise NoDeskError(f"there is no briefing {briefing!r}: convene it first")
        if seat not in state.seats:
            raise NoDeskError(f"briefing {briefing!r} has no seat {seat!r}: choose one it has")
        if not state.has_desk(seat):
            raise NoDeskError(f"seat {seat!r} has no desk: only the moderator, the operator and officers have one")
        token = _token()
        made = LinkMade(at, seat, self._digest("link", token))
        while True:
            try:
                self._append(briefing, self._doors(briefing).version, made)
            except Conflict:
                continue
            return f"/sign-in/{briefing}/{token}"

    def is_open(self, briefing: str, token: str, at: int) -> bool:
        """Whether this link would sign somebody in now."""
        return self._seat_for(briefing, self._doors(briefing), token, at) is not None

    def use(self, briefing: str, token: str, at: int) -> str | None:
        """Use a link up; return the new session's secret for the cookie, or None when the link does not work."""
        secret = _token()
        while True:
            doors = self._doors(briefing)
            if self._seat_for(briefing, doors, token, at) is None:
                return None
            signed_in = SignedIn(at, self._digest("link", token), self._digest("session", secret))
            try:
                self._append(briefing, doors.version, signed_in)
            except Conflict:
                continue
            return secret

    def session(self, briefing: str, secret: str, at: int) -> Session | None:
        """The session that a cookie belongs to, or None when it is none, has ended or its seat was removed."""
        opened = self._doors(briefing).sessions.get(self._digest("session", secret))
        if opened is None:
            return None
        since, seat = opened
        state = self._state_of(briefing)
        if seat in state.barred or at > max(since, state.starts_at) + DAY_MS:
            return None
        return Session(briefing, seat, self._digest("form", secret))

    def sign_out(self, briefing: str, secret: str, at: int) -> None:
        """End a session."""
        digest = self._digest("session", secret)
        while True:
            doors = self._doors(briefing)
            if digest not in doors.sessions:
                return
            try:
                self._append(briefing, doors.version, SignedOut(at, digest))
            except Conflict:
                continue

    def _seat_for(self, briefing: str, doors: _Doors, token: str, at: int) -> str | None:
        made = doors.links.get(self._digest("link", token))
        if made is None:
            return None
        made_at, seat = made
        state = self._state_of(briefing)
        due = state.starts_at - DAY_MS <= at <= max(made_at, state.starts_at) + DAY_MS
        return seat if due and seat not in state.barred else None

    def _doors(self, briefing: str) -> _Doors:
        records = self._recorder.read(_stream(briefing))
        return _doors(_decoder.decode(record.data) for record in records)

    def _append(self, briefing: str, expected: int, happening: _Happening) -> None:
        self._recorder.append(_stream(briefing), expected, [msgspec.json.encode(happening)], happening.at)

    def _digest(self, purpose: str, secret: str) -> str:
        message = f"onbackground desk {purpose}\0{secret}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


class _Doors(msgspec.Struct):
    """What can be opened: unused links and running sessions, by digest, each with when and for which seat."""

    version: int = 0
    links: dict[str, tuple[int, str]] = {}
    sessions: dict[str, tuple[int, str]] = {}


def _doors(happenings: Iterable[_Happening]) -> _Doors:
    doors = _Doors()
    for happening in happenings:
        doors.version += 1
        match happening:
            case LinkMade(at, seat, link):
                doors.links[link] = (at, seat)
            case SignedIn(at, link, session):
                _, seat = doors.links.pop(link)
                doors.sessions[session] = (at, seat)
            case SignedOut(_, session):
                doors.sessions.pop(session, None)
    return doors


def _read_state(recorder: Recorder, briefing: str) -> State:
    return fold_believed(briefing, (decode_event(record.data) for record in recorder.read(briefing)))


def _stream(briefing: str) -> str:
    return f"{briefing}/desk"


def _token() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).rstrip(b"=").decode()
