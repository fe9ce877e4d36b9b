"""The keeper as a process: it publishes what is due, also after it was killed, and ends when told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from held_call import EVENT, whole_call

from onbackground.briefing import commands as do
from onbackground.log.folder import DataFolder

pytestmark = pytest.mark.realtime


@contextmanager
def keeper(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    places = ["--data", str(tmp_path / "data"), "--public", str(tmp_path / "public")]
    process = subprocess.Popen(
        [sys.executable, "-m", "onbackground", "keeper", *places], stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for_page(public: Path, process: subprocess.Popen[str]) -> Path:
    give_up = time.monotonic() + 30
    while not (found := list(public.glob("[!.]*/index.html"))):
        assert process.poll() is None
        assert time.monotonic() < give_up, "no page appeared"
        time.sleep(0.02)
    return found[0]


def test_it_publishes_at_the_lift_and_again_after_being_killed(tmp_path: Path) -> None:
    recorder = DataFolder(tmp_path / "data").recorder()
    call = whole_call(EVENT, recorder=recorder)
    with keeper(tmp_path) as process:
        call.give(do.Declare(at=call.now, by="mod"))
        page = wait_for_page(tmp_path / "public", process)
        process.kill()
    published = page.stat().st_mtime_ns
    (tmp_path / "public" / ".unpublished-left").mkdir()
    with keeper(tmp_path) as process:
        while (tmp_path / "public" / ".unpublished-left").exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr
        assert "Wexford" not in process.stderr.read()
    recorder.close()
    assert page.stat().st_mtime_ns == published
