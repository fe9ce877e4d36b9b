"""The desk as a process: one port, the log and the signals around the application. All its state is in the log."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from ..exchange.wires import PortBusyError
from ..log.folder import DataFolder
from ..log.signals import Signals, SignalsUnavailable
from .app import make_app
from .drafts import Drafts
from .gate import Desk
from .signin import SignIn
from .watch import Watch
from .wording import wording

GRACE_SECONDS: Final = 2
"""How long answers under way may take once the process is told to stop."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the desk lives: its data folder and the address it listens on; ``language`` until a browser chooses."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8080
    language: str = "en"


def run(settings: Settings) -> None:
    """Serve the desk until SIGTERM or SIGINT.

    Raises ``PortBusyError``, ``LogError`` or ``WordingError``; each says in one line what to do.
    """
    wording(settings.language)
    listening = _listen(settings.host, settings.port)
    folder = DataFolder(settings.data)
    recorder = folder.recorder()
    watch = Watch(recorder, _signals(folder, settings.port))
    sign_in = SignIn(recorder, folder.own_key("desk").reveal(), watch.state)
    desk = Desk(watch, sign_in, Drafts(recorder, folder), settings.language)
    config = uvicorn.Config(
        make_app(desk),
        access_log=False,  # addresses of links have tokens in them
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config, watch)
    # The server hands a signal on to whoever had it before, once it has stopped: that it then ends is enough.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.handle_exit)
    try:
        server.run(sockets=[listening])
    finally:
        recorder.close()


class _Server(uvicorn.Server):
    """A server that lets its event streams end before it waits for them."""

    def __init__(self, config: uvicorn.Config, watch: Watch) -> None:
        super().__init__(config)
        self._watch = watch

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._watch.hang_up()
        await super().shutdown(sockets)


def _signals(folder: DataFolder, port: int) -> Signals | None:
    """The signals, under a name that two desks do not share; without them the desk has no qualities and captions."""
    with contextlib.suppress(SignalsUnavailable):
        return Signals(folder.run, f"desk-{port}")
    return None


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        why = f"{host}:{port} cannot be used for the desk ({error.strerror}): choose another port with --web-port"
        raise PortBusyError(why) from error
    listening.listen(128)
    return listening
