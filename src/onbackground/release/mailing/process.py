"""The mailer as a process of its own: what a mail server does or does not do delays no lift."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import Final

import structlog

from ...log.folder import DataFolder
from ...log.recorder import LogUnavailable
from ...sealing.boxes import BoxError
from ..keeper import wall_clock
from ..office import OfficeError, read_mail_server
from .mailer import Mailer
from .session import SmtpSession
from .settings import read_password

_WAIT_SECONDS: Final = 1.0

_log = structlog.get_logger()


def run(data: Path) -> None:
    """Send until SIGTERM or SIGINT. Raises ``OfficeError`` where the office's file names no server, or a wrong one."""
    server = read_mail_server(data)
    if server is None:
        raise OfficeError(f"{data / 'office.toml'} names no mail server: add the table [mail]")
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    folder = DataFolder(data)
    recorder = folder.recorder()
    mailer = Mailer(recorder, folder, server, lambda: SmtpSession(server, read_password(folder)), wall_clock)
    while not stop.is_set():
        try:
            mailer.look(stop.is_set)
        except (BoxError, LogUnavailable, OSError) as error:
            _log.error("the mailer waits", why=str(error))
        stop.wait(_WAIT_SECONDS)
    recorder.close()
