"""A desk in front of a fictional briefing: called in this process, or on a loopback port for streams and browsers."""

import asyncio
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator

import pytest
import uvicorn
from desk_call import BRIEFING, DeskCall
from desk_visitor import FROM_OUR_PAGE, HOME, Browser
from litestar.testing import TestClient

from onbackground.desk.app import make_app
from onbackground.desk.gate import Desk
from onbackground.log.signals import MemorySignals, Signal


@pytest.fixture
def call() -> DeskCall:
    return DeskCall()


@pytest.fixture
def room() -> dict[str, deque[Signal]]:
    """Where what the exchange and the scribe signal is heard."""
    return {}


@pytest.fixture
def desk(call: DeskCall, room: dict[str, deque[Signal]]) -> Desk:
    return call.desk(MemorySignals(room, "desk"))


@pytest.fixture
def visitor(call: DeskCall) -> Iterator[Browser]:
    """Somebody without a session."""
    with TestClient(make_app(call.desk()), base_url=HOME, raise_server_exceptions=False) as client:
        client.headers.update(FROM_OUR_PAGE)
        yield client


@pytest.fixture
def moderator(visitor: Browser, call: DeskCall) -> Browser:
    """The moderator, signed in, with the form token in every request's header."""
    answer = visitor.post(call.link(), follow_redirects=False)
    assert answer.headers["location"] == f"/briefings/{BRIEFING}"
    token = visitor.get(f"/api/briefings/{BRIEFING}/session").json()["form_token"]
    visitor.headers["x-form-token"] = token
    return visitor


@pytest.fixture
def serve() -> Iterator[Callable[[Desk], str]]:
    """Serve a desk on a loopback port; returns its address."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def serve(desk: Desk) -> str:
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(make_app(desk), log_level="warning", access_log=False, timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
        thread.start()
        running.append((server, thread))
        desks.append(desk)
        return f"{HOME}:{listening.getsockname()[1]}"

    desks: list[Desk] = []
    yield serve
    for desk, (server, thread) in zip(desks, running, strict=True):
        desk.watch.hang_up()
        server.should_exit = True
        thread.join(timeout=10)
        assert not thread.is_alive()
