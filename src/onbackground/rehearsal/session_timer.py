"""When a phone's call wants a sign of life, and when it must be given up (RFC 4028)."""

from typing import Literal

from onbackground.exchange.sip.fields import parse_params

NEVER = float("inf")

Role = Literal["uac", "uas"]


class SessionTimer:
    """`refresh_at`: when the phone has to refresh; `expires_at`: when the call is dead without a refresh."""

    def __init__(self, seconds: int | None) -> None:
        self.seconds = seconds
        """What the phone asks for; None when it knows nothing of session timers."""
        self.least: int | None = None
        """What the far end said in a 422 that it must be at least."""
        self.refresh_at = NEVER
        self.expires_at = NEVER

    def next_wake(self) -> float:
        """When something is due."""
        return min(self.refresh_at, self.expires_at)

    def stop(self) -> None:
        """The call is over."""
        self.refresh_at = self.expires_at = NEVER

    def request_headers(self, refresher: Role | None = None) -> list[tuple[str, object]]:
        """What an INVITE or UPDATE of the phone says."""
        if self.seconds is None:
            return []
        seconds = max(self.seconds, self.least or 0)
        value = f"{seconds};refresher={refresher}" if refresher else str(seconds)
        return [("Session-Expires", value), *([("Min-SE", self.least)] if self.least else [])]

    def answered(self, session_expires: str | None, now: float) -> None:
        """The far end's 2xx has this Session-Expires."""
        seconds, refresher = _read(session_expires)
        self._run(seconds, now, ours=refresher == "uac")

    def asked(self, session_expires: str | None, now: float) -> list[tuple[str, object]]:
        """The far end's INVITE or UPDATE has this Session-Expires; what the phone's 2xx says to it."""
        seconds, refresher = _read(session_expires)
        if seconds is None or self.seconds is None:
            return []
        refresher = refresher or "uac"
        self._run(seconds, now, ours=refresher == "uas")
        required = [("Require", "timer")] if refresher == "uac" else []
        return [*required, ("Session-Expires", f"{seconds};refresher={refresher}")]

    def _run(self, seconds: int | None, now: float, *, ours: bool) -> None:
        self.stop()
        if seconds is None:
            return
        if ours:
            self.refresh_at = now + seconds / 2
        self.expires_at = now + seconds - (0 if ours else min(32, seconds / 3))


def _read(session_expires: str | None) -> tuple[int | None, str | None]:
    digits, semicolon, params = (session_expires or "").partition(";")
    if not digits.strip().isdigit():
        return None, None
    return int(digits), parse_params(semicolon + params).get("refresher")
