"""One connection to the office's mail server (RFC 5321): who is to have a message, and then its words."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterator
from typing import Final, Protocol

from msgspec import Struct

from ...briefing.sealed import Sealed
from .settings import MailServer

_TIMEOUT_SECONDS: Final = 60.0
_LAST_ANSWER_SECONDS: Final = 600.0
"""How long the server may take after the last word of a message (RFC 5321, section 4.5.3.2.6)."""
_STATUS: Final = re.compile(rb"\s*([245]\.\d{1,3}\.\d{1,3})\b")
_LEADING_DOT: Final = re.compile(rb"(?m)^\.")


class UnreachableError(Exception):
    """This connection is of no use any more, or there is none. Nothing went to anybody that was not told before."""


class LostError(Exception):
    """The connection ended after a message's words had gone and before the server's answer: nobody knows."""


class Answer(Struct, frozen=True):
    """What the server said: its code, with the enhanced one of RFC 3463 if there is one. Its words are not kept."""

    code: int
    status: str

    @property
    def accepted(self) -> bool:
        """Whether it takes it."""
        return self.code < 300

    @property
    def temporary(self) -> bool:
        """Whether it may take it later."""
        return 400 <= self.code < 500


class Session(Protocol):
    """A connection, ready for one message after the other."""

    def offer(self, recipient: Sealed) -> Answer:
        """Ask whether the server takes a message for this reader. Raises :class:`UnreachableError`."""
        ...

    def send(self, message: bytes) -> Answer:
        """Hand over the message to the reader who was offered last.

        Raises :class:`UnreachableError` where surely nothing arrived, :class:`LostError` where that is not sure.
        """
        ...

    def close(self) -> None:
        """End the connection."""
        ...


class SmtpSession:
    """A connection to a real server."""

    def __init__(self, settings: MailServer, password: Sealed | None) -> None:
        """Connect, over TLS as the settings say, and log in if they name a user. Raises :class:`UnreachableError`."""
        self._sender = settings.sender
        self._smtp: smtplib.SMTP
        with _as_unreachable("connect"):
            self._smtp = _connected(settings)
        try:
            with _as_unreachable("log in"):
                self._smtp.ehlo_or_helo_if_needed()
                if settings.user:
                    self._smtp.login(settings.user, password.reveal() if password else "")
        except UnreachableError:
            self.close()
            raise

    def offer(self, recipient: Sealed) -> Answer:
        """Ask whether the server takes a message for this reader. Raises :class:`UnreachableError`."""
        with _as_unreachable("MAIL"):
            self._smtp.rset()
            mail = _answer(*self._smtp.mail(self._sender))
        if not mail.accepted:
            raise UnreachableError(f"the mail server takes nothing from the sender now ({mail.status})")
        with _as_unreachable("RCPT"):
            return _still_there(_answer(*self._smtp.rcpt(recipient.reveal())))

    def send(self, message: bytes) -> Answer:
        """Hand over the message to the reader who was offered last; see :meth:`Session.send`."""
        with _as_unreachable("DATA"):
            go = _answer(*self._smtp.docmd("DATA"))
        if go.code != 354:
            return _still_there(go if go.code >= 400 else Answer(451, str(go.code)))
        try:
            self._wait_up_to(_LAST_ANSWER_SECONDS)
            self._smtp.send(_LEADING_DOT.sub(b"..", message) + b".\r\n")
            answer = _answer(*self._smtp.getreply())
            self._wait_up_to(_TIMEOUT_SECONDS)
        except (OSError, smtplib.SMTPException):
            self._smtp.close()
            raise LostError("the connection ended before the mail server said whether it has a message") from None
        if answer.code < 200 or 300 <= answer.code < 400:
            raise LostError(f"the mail server gave an answer to a message that means nothing ({answer.code})")
        return answer

    def close(self) -> None:
        """End the connection, politely where the server is still there."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    def _wait_up_to(self, seconds: float) -> None:
        if self._smtp.sock is None:
            raise smtplib.SMTPServerDisconnected
        self._smtp.sock.settimeout(seconds)


def _connected(settings: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=settings.certificates or None)
    us = (
        settings.domain
    )  # and not the name of this machine, which would be asked of a name server and told to the other
    if settings.tls == "implicit":
        return smtplib.SMTP_SSL(settings.server, settings.port, us, timeout=_TIMEOUT_SECONDS, context=context)
    smtp = smtplib.SMTP(settings.server, settings.port, us, timeout=_TIMEOUT_SECONDS)
    if settings.tls == "starttls":
        try:
            smtp.starttls(context=context)
        except BaseException:
            smtp.close()
            raise
    return smtp


@contextlib.contextmanager
def _as_unreachable(doing: str) -> Iterator[None]:
    """Tell what ended a connection in one line, without the words of the server: they may have an address in them."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        why = f"it answered {error.smtp_code}"
    except smtplib.SMTPServerDisconnected:
        why = "it ended the connection"
    except smtplib.SMTPException as error:
        why = type(error).__name__
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not trusted: {error.verify_message}"
    except OSError as error:
        why = error.strerror or type(error).__name__
    else:
        return
    raise UnreachableError(f"the mail server cannot be used ({doing}): {why}") from None


def _answer(code: int, text: bytes) -> Answer:
    enhanced = _STATUS.match(text)
    return Answer(code, f"{code} {enhanced[1].decode()}" if enhanced else str(code))


def _still_there(answer: Answer) -> Answer:
    """Raise :class:`UnreachableError` where the server ends the connection (RFC 5321, section 3.8)."""
    if answer.code in (421, -1):
        raise UnreachableError("the mail server ends the connection")
    return answer
