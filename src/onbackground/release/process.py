"""The keeper as a process."""

from __future__ import annotations

import errno
import os
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
from .office import read_mail_server, read_office

_WAIT_SECONDS: Final = 1.0
_TRY_AGAIN_SECONDS: Final = 2.0

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Settings:
    """``data`` holds everything, ``public`` what is published."""

    data: Path
    public: Path


def run(settings: Settings) -> None:
    """Keep and publish until SIGTERM or SIGINT.

    Raises OSError where nothing could be published when the time comes, OfficeError where the office's file is wrong.
    """
    _check_place(settings.public)
    office, mail = read_office(settings.data), read_mail_server(settings.data)
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    folder = DataFolder(settings.data)
    recorder, clock = folder.recorder(), KeptClock(folder.root / "clock")
    keeper = Keeper(recorder, folder, settings.public, office, clock, sender=mail.sender if mail else "")
    while not stop.is_set():
        try:
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


def _check_place(public: Path) -> None:
    """Find out now, and not at the lift, that the public folder cannot be written to. It is not made yet."""
    there = next(place for place in (public, *public.absolute().parents) if place.exists())
    if not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))
