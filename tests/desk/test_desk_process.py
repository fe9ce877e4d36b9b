"""The desk as a process of its own: it starts, ends, is killed and comes back, and loses nothing."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from desk_call import BRIEFING, DeskCall
from desk_visitor import FROM_OUR_PAGE

from onbackground.briefing.terms import Phase
from onbackground.desk.process import Settings, run
from onbackground.desk.signin import one_time_link
from onbackground.exchange.exchange import LineQuality
from onbackground.exchange.media import Quality
from onbackground.exchange.wires import PortBusyError
from onbackground.log.folder import DataFolder
from onbackground.log.signals import Signals

pytestmark = pytest.mark.realtime


RUN = """
import sys
from pathlib import Path
from onbackground.desk.process import Settings, run
run(Settings(data=Path(sys.argv[1]), port=int(sys.argv[2])))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataFolder]:
    folder = DataFolder(tmp_path / "data")
    recorder = folder.recorder()
    DeskCall(recorder, at=round(time.time() * 1000))
    recorder.close()
    yield folder


@contextmanager
def process(data: DataFolder, port: int) -> Iterator[subprocess.Popen[str]]:
    """A desk that answers; whatever it printed is in ``process.output`` afterwards."""
    desk = subprocess.Popen(
        [sys.executable, "-c", RUN, str(data.root), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_for(port, desk)
        yield desk
    finally:
        desk.kill()
        desk.wait()


def _wait_for(port: int, desk: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert desk.poll() is None, desk.stdout and desk.stdout.read()
        try:
            httpx.get(f"http://127.0.0.1:{port}/static/desk.css")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the desk does not answer")


def test_a_killed_desk_comes_back_with_its_sessions_and_the_call_as_it_was(data: DataFolder) -> None:
    port, link = free_port(), one_time_link(data, BRIEFING, "mod")
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=FROM_OUR_PAGE) as browser:
        with process(data, port) as desk:
            browser.post(link)
            token = browser.get(f"/api/briefings/{BRIEFING}/session").json()["form_token"]
            answer = browser.post(
                f"/api/briefings/{BRIEFING}/commands", json={"type": "Open"}, headers={"x-form-token": token}
            )
            assert answer.status_code == 200
            desk.send_signal(signal.SIGKILL)
            desk.wait()
        with process(data, port) as desk:
            state = browser.get(f"/api/briefings/{BRIEFING}")
            assert state.json()["phase"] == Phase.REMARKS.value
            assert browser.post(link).status_code == 404

            with browser.stream("GET", f"/briefings/{BRIEFING}/live") as stream:
                next(stream.iter_lines())
                desk.send_signal(signal.SIGTERM)
                assert desk.wait(timeout=20) == 0
            output = desk.stdout.read() if desk.stdout else ""
            secret = link.rsplit("/", 1)[1]
            assert not re.search(re.escape(secret) + "|" + token + "|Traceback|sign-in", output), output


def test_it_hears_the_signals_of_the_other_processes(data: DataFolder) -> None:
    recorder = data.recorder()
    call = DeskCall(recorder, at=round(time.time() * 1000), briefing="live")
    line = call.dial("r1")
    port, link = free_port(), one_time_link(data, "live", "mod")
    exchange = Signals(data.run, "exchange")
    poor = LineQuality("live", line, Quality(0.08, 0.0, 2.0, None, -20.0, True))
    try:
        with process(data, port), httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=FROM_OUR_PAGE) as browser:
            browser.post(link)
            with browser.stream("GET", "/api/briefings/live/events") as stream:
                lines = stream.iter_lines()
                next(lines)
                exchange.send("quality", [poor])
                assert any('"verdict":"breaking up","number":8,"speaking":true' in line for line in lines)
    finally:
        exchange.close()
        recorder.close()


def test_a_busy_port_is_one_line_that_names_it_and_the_option(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortBusyError, match=rf"127\.0\.0\.1:{port} cannot .* --web-port$") as error:
            run(Settings(data=tmp_path, port=port))
    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []
