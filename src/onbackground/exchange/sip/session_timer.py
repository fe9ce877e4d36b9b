"""Session timers: a call whose other end has vanished ends by itself (RFC 4028)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onbackground.exchange.sip.message import Request, Response

MIN_INTERVAL = 90
"""Seconds: the shortest session interval we let others ask for (Min-SE)."""
INTERVAL = 1800
"""Seconds: the session interval we ask for."""
MAX_INTERVAL = 86_400
"""Seconds: a longer interval is brought down to this."""

_VALUE = re.compile(r"([0-9]{1,10})[ \t]*(?:;.*)?")
_REFRESHER = re.compile(r";[ \t]*refresher[ \t]*=[ \t]*(uac|uas)\b", re.IGNORECASE)


class IntervalTooSmall(ValueError):  # noqa: N818 - named as the status that answers it, 422
    """They want to refresh more often than we allow; the answer is 422 with `Min-SE: 90`."""


class MalformedTimer(ValueError):  # noqa: N818 - named as what it is
    """Session-Expires or Min-SE is no number."""


@dataclass(frozen=True, slots=True)
class SessionTimer:
    """What was agreed.

    Attributes:
        interval: seconds after which an unrefreshed session is over.
        ours: whether we are the refresher.
        required: whether the other end knows session timers, so that our answer may require them.

    """

    interval: int
    ours: bool
    required: bool = True

    @property
    def refresh_after(self) -> float:
        """Seconds after which the refresher refreshes (§7.2)."""
        return self.interval / 2

    @property
    def expires_after(self) -> float:
        """Seconds after which the other end hangs up (§10)."""
        return self.interval - min(32.0, self.interval / 3)

    def answer_headers(self) -> list[tuple[str, object]]:
        """Return what a 2xx says of it (§9)."""
        value = f"{self.interval};refresher={'uas' if self.ours else 'uac'}"
        headers: list[tuple[str, object]] = [("Session-Expires", value)]
        return [*headers, ("Require", "timer")] if self.required else headers


def negotiate(request: Request) -> SessionTimer | None:
    """Agree to a timer as the server of an INVITE or UPDATE (§9); None where neither side has one.

    Raises:
        IntervalTooSmall: when the request is to be answered 422.
        MalformedTimer: when it is to be answered 400.

    """
    wanted, least = _seconds(request, "Session-Expires"), _seconds(request, "Min-SE") or 0
    known = "timer" in request.headers.options("Supported")
    if wanted is None:
        return SessionTimer(min(max(INTERVAL, least), MAX_INTERVAL), ours=False) if known else None
    if wanted < MIN_INTERVAL and known:
        raise IntervalTooSmall
    interval = min(max(wanted, MIN_INTERVAL), MAX_INTERVAL)
    if not known:  # a proxy asks for it on behalf of a phone that knows nothing of timers
        return SessionTimer(interval, ours=True, required=False)
    return SessionTimer(interval, ours=_refresher(request) == "uas")


def agreed(response: Response, proposed: SessionTimer) -> SessionTimer:
    """Return what a 2xx to our own refresh agrees to (§7.2); a silent one leaves the refreshing to us."""
    try:
        interval = _seconds(response, "Session-Expires")
    except MalformedTimer:
        interval = None
    if interval is None:
        return proposed
    return SessionTimer(min(max(interval, MIN_INTERVAL), MAX_INTERVAL), ours=_refresher(response) != "uas")


def least_interval(response: Response) -> int:
    """Return the Min-SE of a 422 in seconds, or 0 where it says nothing we could follow."""
    try:
        least = _seconds(response, "Min-SE") or 0
    except MalformedTimer:
        return 0
    return least if least <= MAX_INTERVAL else 0


def _seconds(message: Request | Response, name: str) -> int | None:
    text = message.headers.get(name)
    if text is None:
        return None
    match = _VALUE.fullmatch(text)
    if match is None:
        raise MalformedTimer
    return int(match[1])


def _refresher(message: Request | Response) -> str | None:
    match = _REFRESHER.search(message.headers.get("Session-Expires") or "")
    return match[1].lower() if match else None
