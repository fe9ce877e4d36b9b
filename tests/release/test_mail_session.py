"""The connection to a mail server, against a real one on loopback."""

from __future__ import annotations

import contextlib
import datetime
import re
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Peer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from mail_list import ADA, BEN, SENDER, Post
from msgspec.structs import replace

from onbackground.briefing.sealed import Sealed
from onbackground.release.mailing.mailing import Standing
from onbackground.release.mailing.session import Answer, LostError, SmtpSession, UnreachableError
from onbackground.release.mailing.settings import MailServer

PASSWORD = "the-lantern-is-lit"
MESSAGE = b"To: ada@courier.example\r\n\r\n.one dot\r\n..two dots\r\n.\r\nend\r\n"


class Handler:
    """What a server takes; what it answers can be set."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []
        self.at_rcpt: dict[str, str] = {}
        self.at_data = "250 OK"
        self.hangs_up = False
        self.peers: set[Any] = set()
        self.was_in_tls = False
        self.greeted_by: str | None = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, peer: Peer, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.at_rcpt:
            return self.at_rcpt[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, peer: Peer, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.original_content, bytes)
        self.taken.append((list(envelope.rcpt_tos), envelope.original_content))
        self.peers.add(peer.peer)
        self.was_in_tls = peer.ssl is not None
        self.greeted_by = peer.host_name
        if self.hangs_up:
            assert server.transport is not None
            server.transport.abort()
        return self.at_data


class OnFreePort(Controller):
    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextlib.contextmanager
def server(handler: Handler, **options: Any) -> Iterator[MailServer]:
    controller = OnFreePort(handler, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield MailServer(server="127.0.0.1", port=controller.port, sender=SENDER, tls="none")
    finally:
        controller.stop()


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for localhost that signs itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    secret = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "certificate.pem"
    path.write_bytes(secret + made.public_bytes(form))
    return path


def encrypted(certificate: Path) -> dict[str, Any]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def let_in(server: SMTP, peer: Peer, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    return {"tls_context": context, "require_starttls": True, "authenticator": let_in}


def test_messages_arrive_byte_for_byte_over_one_connection(handler: Handler) -> None:
    with server(handler) as settings:
        session = SmtpSession(settings, None)
        for recipient in (ADA, BEN):
            assert session.offer(Sealed(recipient)).accepted
            assert session.send(MESSAGE) == Answer(250, "250")
        session.close()
    assert handler.taken == [([ADA], MESSAGE), ([BEN], MESSAGE)]
    assert len(handler.peers) == 1
    assert handler.greeted_by == "harbour.example"


def test_what_the_server_will_and_will_not_take_are_told_apart(handler: Handler) -> None:
    handler.at_rcpt = {ADA: "450 4.2.1 ada@courier.example is busy", BEN: "550 5.1.1 nobody"}
    with server(handler) as settings:
        session = SmtpSession(settings, None)
        later, never = session.offer(Sealed(ADA)), session.offer(Sealed(BEN))
        assert (later.temporary, later.status) == (True, "450 4.2.1")
        assert (never.temporary, never.accepted, never.status) == (False, False, "550 5.1.1")
        assert session.offer(Sealed("cal@ledger.example")).accepted
        handler.at_data = "452 4.3.1 no room"
        assert session.send(MESSAGE).temporary
        session.close()


def test_a_server_that_is_closing_is_unreachable(handler: Handler) -> None:
    handler.at_rcpt = {ADA: "421 4.3.2 closing"}
    with server(handler) as settings:
        session = SmtpSession(settings, None)
        with pytest.raises(UnreachableError, match="ends the connection"):
            session.offer(Sealed(ADA))
        session.close()


def test_no_answer_after_the_words_is_doubt(handler: Handler) -> None:
    handler.hangs_up = True
    with server(handler) as settings:
        session = SmtpSession(settings, None)
        assert session.offer(Sealed(ADA)).accepted
        with pytest.raises(LostError):
            session.send(MESSAGE)
        session.close()
    assert len(handler.taken) == 1


def test_nobody_there_is_told_in_one_line(handler: Handler) -> None:
    with server(handler) as settings:
        pass
    with pytest.raises(UnreachableError, match=r"^the mail server cannot be used \(connect\): .*refused$"):
        SmtpSession(settings, None)


def test_password_and_message_go_through_tls(handler: Handler, certificate: Path) -> None:
    with server(handler, **encrypted(certificate)) as plain:
        settings = replace(plain, server="localhost", tls="starttls", user="press", certificates=str(certificate))
        session = SmtpSession(settings, Sealed(PASSWORD))
        assert session.offer(Sealed(ADA)).accepted
        assert session.send(MESSAGE).accepted
        session.close()
    assert handler.was_in_tls


def test_a_wrong_password_is_told_and_not_shown(handler: Handler, certificate: Path) -> None:
    with server(handler, **encrypted(certificate)) as plain:
        settings = replace(plain, server="localhost", tls="starttls", user="press", certificates=str(certificate))
        with pytest.raises(UnreachableError, match=r"\(log in\): it answered 535") as told:
            SmtpSession(settings, Sealed("not-the-lantern"))
    assert "lantern" not in str(told.value)


def test_a_server_whose_certificate_is_nobodys_is_not_used(handler: Handler, certificate: Path) -> None:
    with server(handler, **encrypted(certificate)) as plain, pytest.raises(UnreachableError, match="not trusted"):
        SmtpSession(replace(plain, server="localhost", tls="starttls"), None)


def test_a_server_that_has_no_tls_is_not_used(handler: Handler) -> None:
    with server(handler) as plain, pytest.raises(UnreachableError):
        SmtpSession(replace(plain, tls="starttls"), None)
    assert handler.taken == []


def test_a_whole_mailing_over_it(handler: Handler, tmp_path: Path) -> None:
    post = Post(tmp_path, ADA, BEN).publish()
    handler.at_rcpt = {BEN: "550 5.1.1 nobody"}
    with server(handler) as settings:
        post.mailer(lambda: SmtpSession(settings, None), settings).look()
    ((recipients, data),) = handler.taken
    assert recipients == [ADA]
    assert re.search(rb"^To: ada@courier.example\r$", data, re.MULTILINE)
    assert (post.standing(ADA), post.standing(BEN)) == (Standing.SENT, Standing.REFUSED)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"tls": "none", "server": "smtp.harbour.example"}, "on this machine"),
        ({"sender": "press"}, "sender"),
        ({"unsubscribe": "https://press.harbour.example/leave"}, "{reader}"),
    ],
)
def test_settings_that_would_show_mail_to_others_are_refused(wrong: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        MailServer(**{"server": "127.0.0.1", "sender": SENDER, **wrong})  # type: ignore[arg-type]
