"""The mailer: sends what is published to everyone on the list, each once, and goes on where it was stopped."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Final

import structlog

from ...briefing.sealed import Sealed
from ...log.folder import DataFolder
from ...log.recorder import Recorder
from ...sealing.ring import KeyDestroyedError
from ...transcript.writing import addressed
from ..bundle import kept, opened
from ..quorum import Locks
from ..versions import WithdrawalAsked, read_releases
from .mailing import Attempted, Deferred, Mailing, Refused, Sent, mailing_stream
from .readers import message_id, read_readers
from .session import Answer, LostError, Session, UnreachableError
from .settings import MailServer

_FIRST_PAUSE_MS: Final = 5_000
_LONGEST_PAUSE_MS: Final = 300_000

_log = structlog.get_logger()


class Mailer:
    """Follows what may be mailed, and hands it to the office's mail server, one message a reader."""

    def __init__(
        self,
        recorder: Recorder,
        folder: DataFolder,
        settings: MailServer,
        connect: Callable[[], Session],
        now: Callable[[], int],
    ) -> None:
        """``connect`` opens a session, or raises ``UnreachableError``; ``now`` is in milliseconds since the epoch."""
        self._recorder = recorder
        self._folder = folder
        self._settings = settings
        self._connect = connect
        self._now = now
        self._mailings: dict[str, Mailing] = {}
        self._letter: tuple[str, int, bytes] = ("", 0, b"")
        self._session: Session | None = None
        self._pause = _FIRST_PAUSE_MS
        self._not_before = 0

    def look(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Send all that is due, unless the server is being left alone for a while; ``stop`` ends it after a message.

        Raises ``LogUnavailable`` where it cannot be noted what goes out: then nothing does.
        """
        if self._now() < self._not_before:
            return
        try:
            for mailing, reader in self._due():
                if stop():
                    return
                self._send(mailing, reader)
                self._pause = _FIRST_PAUSE_MS
        except UnreachableError as error:
            self._not_before = self._now() + self._pause
            self._pause = min(2 * self._pause, _LONGEST_PAUSE_MS)
            _log.warning("mail waits", why=str(error), seconds=(self._not_before - self._now()) // 1000)
        except KeyDestroyedError as erased:
            self._mailings.pop(erased.briefing, None)
        finally:
            self._hang_up()

    def _due(self) -> Iterator[tuple[Mailing, str]]:
        suffix = mailing_stream("")
        for stream in self._recorder.streams():
            if not stream.endswith(suffix):
                continue
            briefing = stream.removesuffix(suffix)
            mailing = self._mailings.setdefault(briefing, Mailing(self._recorder, briefing))
            mailing.catch_up()
            if mailing.allowed and not mailing.begun:
                mailing.begin(read_readers(self._folder), self._now())
            due = mailing.due(self._now())
            if due and self._letter_of(briefing):
                readers = read_readers(self._folder)
                yield from ((mailing, reader) for reader in due if reader in readers)

    def _send(self, mailing: Mailing, reader: str) -> None:
        """Send one message, on the connection there is; a server may end one after some messages, and take another."""
        address, letter = read_readers(self._folder).get(reader), self._letter_of(mailing.briefing)
        if address is None or not letter:
            return
        fresh = self._session is None
        try:
            self._try(mailing, reader, address, letter)
        except UnreachableError:
            self._hang_up()
            if fresh:
                raise
            self._try(mailing, reader, address, letter)

    def _try(self, mailing: Mailing, reader: str, address: Sealed, letter: bytes) -> None:
        self._session = self._session or self._connect()
        answer = self._session.offer(address)
        if answer.accepted:
            at = self._now()
            message = self._addressed(mailing.briefing, reader, address, letter, at)
            if not mailing.note_if_due(Attempted(at=at, reader=reader)):
                return
            try:
                answer = self._session.send(message)
            except LostError as error:
                self._hang_up()
                _log.warning(
                    "a message is in doubt and not sent again", briefing=mailing.briefing, reader=reader, why=str(error)
                )
                return
            except UnreachableError:
                mailing.note(Deferred(at=self._now(), reader=reader, status="421"))
                raise
            mailing.note(self._outcome(mailing, reader, answer))
        else:
            mailing.note_if_due(self._not_taken(mailing, reader, answer))

    def _outcome(self, mailing: Mailing, reader: str, answer: Answer) -> Sent | Deferred | Refused:
        return Sent(at=self._now(), reader=reader) if answer.accepted else self._not_taken(mailing, reader, answer)

    def _not_taken(self, mailing: Mailing, reader: str, answer: Answer) -> Deferred | Refused:
        at = self._now()
        if answer.temporary and not mailing.gives_up(at):
            return Deferred(at=at, reader=reader, status=answer.status)
        _log.warning("a message was refused", briefing=mailing.briefing, reader=reader, status=answer.status)
        return Refused(at=at, reader=reader, status=answer.status)

    def _letter_of(self, briefing: str) -> bytes:
        """What is to be sent now: the letter of the last version; nothing where that is withdrawn, or is to be."""
        releases = read_releases(self._recorder, briefing)
        if not releases.versions or releases.withdrawn or isinstance(releases.asked, WithdrawalAsked):
            return b""
        version = releases.versions[-1].version
        if self._letter[:2] != (briefing, version):
            box = kept(self._folder, briefing, version)
            bundle = opened(box, briefing, version, Locks(self._recorder, briefing)) if box else None
            self._letter = (briefing, version, bundle.letter if bundle else b"")
        return self._letter[2]

    def _addressed(self, briefing: str, reader: str, address: Sealed, letter: bytes, at: int) -> bytes:
        return addressed(
            letter,
            recipient=address.reveal(),
            id_=message_id(self._folder, briefing, reader, self._settings.domain),
            at=datetime.datetime.fromtimestamp(at // 1000, datetime.UTC),
            unsubscribe=self._settings.unsubscribe.replace("{reader}", reader),
        )

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
        self._session = None
