"""Time stamps of what is published: asked for once it is out, beside the keeper, which never waits for one."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
import urllib.request
from typing import Annotated, Final

import msgspec
import structlog
from msgspec import Meta, Struct

from ..log.briefings import Briefings
from ..log.recorder import Conflict, LogUnavailable, Recorder
from ..proof.stamps import StampError, check_answer, stamp_request
from ..sealing.ring import KeyDestroyedError
from .versions import Published, Withdrawn, read_releases, release_stream

_PATIENCE_SECONDS: Final = 20.0
_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 600.0
_LONGEST_ANSWER: Final = 1_000_000

_log = structlog.get_logger()


class Authority(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The table ``[time_stamp]`` of ``office.toml``: the address of the authority that is asked."""

    address: Annotated[str, Meta(pattern=r"^https?://[!-~]+$")]


class Stamped(Struct, frozen=True):
    """An authority's ``answer`` about a ``statement`` of the office; in the stream ``<briefing>/stamps``."""

    statement: str
    answer: bytes


def stamps_stream(briefing: str) -> str:
    """The stream in which time stamps are noted."""
    return f"{briefing}/stamps"


def read_stamps(recorder: Recorder, briefing: str) -> dict[str, bytes]:
    """The authority's answers, by the statements they are about."""
    found = (msgspec.json.decode(one.data, type=Stamped) for one in recorder.read(stamps_stream(briefing)))
    return {one.statement: one.answer for one in found}


class Stamper:
    """Asks for a stamp of every statement that has none."""

    def __init__(self, recorder: Recorder, authority: Authority) -> None:
        self._recorder = recorder
        self._authority = authority
        self._briefings = Briefings(recorder)
        self._seen: dict[str, int] = {}

    @property
    def position(self) -> int:
        """How far the log has been followed."""
        return self._briefings.position

    def look(self) -> None:
        """Ask for what is missing. Raises OSError or StampError where the authority does not give it."""
        self._briefings.catch_up()
        for briefing in self._briefings.states:
            version = self._recorder.version(release_stream(briefing))
            if version == self._seen.get(briefing, 0):
                continue
            with contextlib.suppress(KeyDestroyedError):
                self._stamp_all(briefing)
            self._seen[briefing] = version

    def _stamp_all(self, briefing: str) -> None:
        stamps = read_stamps(self._recorder, briefing)
        for event in read_releases(self._recorder, briefing).events:
            if isinstance(event, Published | Withdrawn) and event.statement not in stamps:
                self._stamp(briefing, event)

    def _stamp(self, briefing: str, event: Published | Withdrawn) -> None:
        stream = stamps_stream(briefing)
        version = self._recorder.version(stream)
        stamped = Stamped(event.statement, ask(self._authority, event.statement))
        self._recorder.append(stream, version, [msgspec.json.encode(stamped)], round(time.time() * 1000))
        _log.info("stamped", briefing=briefing)


def ask(authority: Authority, statement: str) -> bytes:
    """The authority's answer about a statement, of which it gets the digest. Raises OSError or StampError."""
    question = stamp_request(statement)
    request = urllib.request.Request(
        authority.address, question.as_bytes(), {"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as answer:
            found: bytes = answer.read(_LONGEST_ANSWER)
    except http.client.HTTPException:
        raise StampError("what answers there does not speak HTTP") from None
    check_answer(found, question, statement)
    return found


def keep_stamping(recorder: Recorder, authority: Authority, stop: threading.Event) -> None:
    """Stamp until told to stop; an authority that does not answer is asked again, ever less often."""
    stamper, pause = Stamper(recorder, authority), _FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            stamper.look()
            recorder.wait(stamper.position, 1.0)
            pause = _FIRST_PAUSE_SECONDS
        except (LogUnavailable, Conflict, OSError, StampError) as error:
            _log.warning("no time stamp yet", why=str(error))
            stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
    recorder.close()
