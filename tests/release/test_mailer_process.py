"""The mailer as a process, killed by the very server it talks to: nobody gets a message twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Peer
from held_call import BRIEFING, whole_call
from mail_list import ADA, BEN, CAL, SENDER, Post
from test_mail_session import Handler, server

from onbackground.briefing.sealed import Sealed
from onbackground.log.folder import DataFolder
from onbackground.release.mailing.mailing import Mailing, Standing
from onbackground.release.mailing.readers import keep_readers, mark_of
from onbackground.release.mailing.settings import MailServer


class Killer(Handler):
    """A server that kills whoever sends to one reader, once: when it hears of them, or when it has the message."""

    def __init__(self, victim: str, when: str) -> None:
        super().__init__()
        self.victim, self.when = victim, when
        self.process: subprocess.Popen[bytes] | None = None

    def kill(self, recipient: str, when: str) -> None:
        if (recipient, when) == (self.victim, self.when) and self.process is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, peer: Peer, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.kill(address, "RCPT")
        return await super().handle_RCPT(server, peer, envelope, address, options)

    async def handle_DATA(self, server: SMTP, peer: Peer, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, peer, envelope)
        self.kill(envelope.rcpt_tos[0], "DATA")
        return answer


@contextmanager
def mailer(data: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "onbackground", "mailer", "--data", str(data)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(so: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not so():
        assert time.monotonic() < give_up, "it did not come about"
        time.sleep(0.02)


def published(root: Path, settings: MailServer) -> DataFolder:
    """A data folder whose office sends through this server, with a briefing that is out."""
    folder = DataFolder(root / "data")
    recorder = folder.recorder()
    (folder.root / "office.toml").write_text(
        f'[mail]\nserver = "127.0.0.1"\nport = {settings.port}\ntls = "none"\nsender = "{SENDER}"\n'
    )
    post = Post(root, ADA, BEN, CAL, call=whole_call(recorder=recorder))
    post.publish()
    recorder.close()
    return folder


@pytest.mark.parametrize(("when", "then"), [("RCPT", Standing.SENT), ("DATA", Standing.IN_DOUBT)])
def test_killed_at_a_reader_it_goes_on_with_the_others(tmp_path: Path, when: str, then: Standing) -> None:
    handler = Killer(BEN, when)
    with server(handler) as settings:
        folder = published(tmp_path, settings)
        recorder = folder.recorder()

        def standing(address: str) -> Standing | None:
            return Mailing(recorder, BRIEFING).standing.get(mark_of(folder, address))

        with mailer(folder.root) as process:
            handler.process = process
            assert process.wait(60) == -signal.SIGKILL
        assert standing(CAL) is Standing.WAITING
        with mailer(folder.root) as process:
            wait_until(lambda: standing(CAL) is Standing.SENT)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
        assert [standing(reader) for reader in (ADA, BEN, CAL)] == [Standing.SENT, then, Standing.SENT]
        recorder.close()
    assert Counter(recipient for recipients, _ in handler.taken for recipient in recipients) == {ADA: 1, BEN: 1, CAL: 1}


def test_without_a_mail_server_it_says_what_to_add(tmp_path: Path) -> None:
    keep_readers(DataFolder(tmp_path), [Sealed(ADA)])
    asked = subprocess.run(
        [sys.executable, "-m", "onbackground", "mailer", "--data", str(tmp_path)], capture_output=True, check=False
    )
    assert asked.returncode == 2
    assert b"add the table [mail]" in asked.stderr
