"""How a mailing stands: the events of the stream ``<briefing>/mailing``, and what they mean for each reader.

Before the words of a message go to the server it is noted that they may; after it, what the server said. A reader of
whom only the first is noted is in doubt: the message may have arrived or not, and it is not sent again unless a person
says so.
"""

from __future__ import annotations

import contextlib
import enum
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from ...log.recorder import Conflict, Recorder

GIVE_UP_MS: Final = 4 * 86_400_000
"""How long a message that the server puts off is tried (RFC 5321, section 4.5.4.1), in milliseconds."""
_PAUSES_MS: Final = tuple(60_000 * minutes for minutes in (5, 15, 30, 60, 120, 240))
"""How long until the next try, from the first on; then always the last."""


class Allowed(Struct, frozen=True, kw_only=True, tag=True):
    """The briefing is published and in place: the keeper's word that it may be mailed."""

    at: int


class Begun(Struct, frozen=True, kw_only=True, tag=True):
    """These are to have it, by their marks on the list."""

    at: int
    readers: tuple[str, ...]


class Attempted(Struct, frozen=True, kw_only=True, tag=True):
    """The server takes a message for this reader, and now gets its words."""

    at: int
    reader: str


class Sent(Struct, frozen=True, kw_only=True, tag=True):
    """The server has it."""

    at: int
    reader: str


class Deferred(Struct, frozen=True, kw_only=True, tag=True):
    """The server did not take it now (4xx); ``status`` is what it answered, in figures."""

    at: int
    reader: str
    status: str


class Refused(Struct, frozen=True, kw_only=True, tag=True):
    """The server will not take it (5xx), or put it off for too long."""

    at: int
    reader: str
    status: str


class Settled(Struct, frozen=True, kw_only=True, tag=True):
    """A person said of one in doubt, or refused, what holds: it is to be sent ``again``, or it has arrived."""

    at: int
    reader: str
    again: bool


Event = Allowed | Begun | Attempted | Sent | Deferred | Refused | Settled


class Standing(enum.StrEnum):
    """Where the message to one reader stands."""

    WAITING = "waiting"
    SENT = "sent"
    DEFERRED = "put off"
    REFUSED = "refused"
    IN_DOUBT = "in doubt"


_encoder: Final = msgspec.json.Encoder()
_decoder: Final[msgspec.json.Decoder[Event]] = msgspec.json.Decoder(Event)


def mailing_stream(briefing: str) -> str:
    """The stream in which a mailing is noted."""
    return f"{briefing}/mailing"


class Mailing:
    """One briefing's mailing, as the log has it; :meth:`catch_up` reads on."""

    def __init__(self, recorder: Recorder, briefing: str) -> None:
        self.briefing: Final = briefing
        self.allowed = False
        self.begun = False
        self.standing: dict[str, Standing] = {}
        self.status: dict[str, str] = {}
        """The server's last answer about each reader it did not take."""
        self._recorder = recorder
        self._stream = mailing_stream(briefing)
        self._version = 0
        self._begun_at = 0
        self._tries: dict[str, int] = {}
        self._until: dict[str, int] = {}
        self.catch_up()

    def catch_up(self) -> None:
        """Read what is new."""
        for record in self._recorder.read(self._stream, self._version):
            self._version = record.version
            self._apply(_decoder.decode(record.data))

    def due(self, now: int) -> list[str]:
        """Who is to be sent the message now, in the order of the list."""
        return [reader for reader in self.standing if self._is_due(reader, now)]

    def gives_up(self, now: int) -> bool:
        """Whether what is put off now has been tried for long enough."""
        return now - self._begun_at >= GIVE_UP_MS

    def allow(self, at: int) -> None:
        """Note that it may be mailed. Raises ``Conflict`` where another was quicker."""
        self._append(Allowed(at=at))

    def begin(self, readers: Iterable[str], at: int) -> None:
        """Note who is to have it, unless another was quicker."""
        with contextlib.suppress(Conflict):
            self._append(Begun(at=at, readers=tuple(readers)))
        self.catch_up()

    def note_if_due(self, event: Attempted | Deferred | Refused) -> bool:
        """Note something of a reader who is due; False where that was no longer so, and nothing is noted.

        When this returns it is durable. Only one of several who try this at once has True.
        """
        self.catch_up()
        if not self._is_due(event.reader, event.at):
            return False
        try:
            self._append(event)
        except Conflict:
            return False
        return True

    def note(self, event: Sent | Deferred | Refused | Settled) -> None:
        """Note what became of an attempt, durably."""
        while True:
            try:
                return self._append(event)
            except Conflict:
                self.catch_up()

    def _append(self, event: Event) -> None:
        self._recorder.append(self._stream, self._version, [_encoder.encode(event)], event.at)
        self.catch_up()

    def _is_due(self, reader: str, now: int) -> bool:
        match self.standing.get(reader):
            case Standing.WAITING:
                return True
            case Standing.DEFERRED:
                return self._until[reader] <= now
            case _:
                return False

    def _apply(self, event: Event) -> None:
        match event:
            case Allowed():
                self.allowed = True
            case Begun(at=at, readers=readers):
                self.begun, self._begun_at = True, at
                self.standing = dict.fromkeys(readers, Standing.WAITING)
            case Attempted(reader=reader):
                self.standing[reader] = Standing.IN_DOUBT
            case Sent(reader=reader):
                self.standing[reader] = Standing.SENT
            case Deferred(reader=reader, status=status, at=at):
                tries = self._tries[reader] = self._tries.get(reader, 0) + 1
                self._until[reader] = at + _PAUSES_MS[min(tries, len(_PAUSES_MS)) - 1]
                self.standing[reader], self.status[reader] = Standing.DEFERRED, status
            case Refused(reader=reader, status=status):
                self.standing[reader], self.status[reader] = Standing.REFUSED, status
            case Settled(reader=reader, again=again):
                self.standing[reader] = Standing.WAITING if again else Standing.SENT
