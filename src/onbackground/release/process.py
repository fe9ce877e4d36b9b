"""The keeper as a process."""

from __future__ import annotations

import signal
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from ..log.folder import DataFolder
from ..log.recorder import LogUnavailable
from .clock import KeptClock
from .keeper import Keeper, wall_clock
from .object_store import ObjectStore, open_store
from .office import read_authority, read_mail_server, read_office, read_store
from .public_folder import PublicFolder
from .stamping import keep_stamping

_WAIT_SECONDS: Final = 1.0
_TRY_AGAIN_SECONDS: Final = 2.0

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` holds everything, ``public`` what is published, unless the office has a bucket for that."""

    data: Path
    public: Path


def run(settings: Settings) -> None:
    """Keep and publish until SIGTERM or SIGINT.

    Raises OSError where nothing could be published when the time comes, OfficeError where the office's file is wrong.
    """
    office, account = read_office(settings.data), read_store(settings.data)
    mail = read_mail_server(settings.data)
    public: PublicFolder | ObjectStore = PublicFolder(settings.public)
    if account is None:
        public.check()
    else:
        public = ObjectStore(open_store(account))
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    folder = DataFolder(settings.data)
    recorder, clock = folder.recorder(), KeptClock(folder.root / "clock")
    if (authority := read_authority(settings.data)) is not None:
        asked = folder.recorder(), authority, stop
        threading.Thread(target=keep_stamping, args=asked, name="time stamps", daemon=True).start()
    keeper = None
    while not stop.is_set():
        try:
            if keeper is None:
                public.check()  # a store that cannot be reached now may come back
                keeper = Keeper(recorder, folder, public, office, clock, sender=mail.sender if mail else "")
            keeper.look()
            recorder.wait(keeper.position, _seconds_until(keeper.next_clock()))
        except (LogUnavailable, OSError) as error:
            _log.error("the keeper waits", why=str(error))
            stop.wait(_TRY_AGAIN_SECONDS)
    recorder.close()


def _seconds_until(at: int | None) -> float:
    """How long to wait for news, so as not to be late for an instant."""
    left = _WAIT_SECONDS if at is None else (at - wall_clock()) / 1000
    return left if 0 < left < _WAIT_SECONDS else _WAIT_SECONDS
