"""A house of real processes on this machine, for as long as a rehearsal lasts."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
PATIENCE: Final = 120.0
"""Seconds for a process to start, or for a file to appear."""

_MARK: Final = ".rehearsal"
"""The file that says a folder is a rehearsal's, to be cleared by the next one."""

_PORTS: Final = 20
"""How many ports from the SIP port on a house takes."""


class HouseFailedError(Exception):
    """The house did not do what it should; the message says what."""


def clear(place: Path) -> tuple[Path, Path]:
    """The data and public folders of a rehearsal in ``place``, without what an earlier one left but its voices.

    Raises :class:`HouseFailedError` where something else is kept: nobody's record is cleared away.
    """
    data, public = place / "data", place / "public"
    mark = place / _MARK
    if not mark.exists() and (data.exists() or public.exists()):
        raise HouseFailedError(f"{place} has a data or public folder that is no rehearsal's: name another with --out")
    place.mkdir(parents=True, exist_ok=True)
    mark.touch()
    for folder in (data / "tracks", data / "run", data / "bundles", place / "officers", public):
        shutil.rmtree(folder, ignore_errors=True)
    for file in data.glob("log.sqlite*"):
        file.unlink()
    return data, public


@contextlib.contextmanager
def processes(commands: Sequence[Sequence[str]]) -> Iterator[Sequence[subprocess.Popen[bytes]]]:
    """Run ``onbackground COMMAND`` for each of these, until the end of the block."""
    running = [
        subprocess.Popen([sys.executable, "-m", "onbackground", *command], stdout=subprocess.DEVNULL)
        for command in commands
    ]
    try:
        yield running
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def wait_for(running: Sequence[subprocess.Popen[bytes]], *places: Path) -> None:
    """Wait until these processes have made all these files. Raises :class:`HouseFailedError`."""
    for place in places:
        wait_until(running, place.exists, str(place))


def wait_until(running: Sequence[subprocess.Popen[bytes]], so: Callable[[], bool], what: str) -> None:
    """Wait until something is so by the work of these processes. Raises :class:`HouseFailedError`."""
    give_up = time.monotonic() + PATIENCE
    while not so():
        if any(process.poll() is not None for process in running):
            raise HouseFailedError("a process of the house ended: see what it said above")
        if time.monotonic() > give_up:
            raise HouseFailedError(f"{what} did not come within {PATIENCE:.0f} s: see what is said above")
        time.sleep(0.1)


def free_ports() -> tuple[int, int]:
    """A SIP port, and the first of the media ports, that are free on loopback now."""
    for sip_port in range(15060, 25000, 100):
        with contextlib.ExitStack() as stack:
            try:
                for port in range(sip_port, sip_port + _PORTS):
                    probe = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
                    probe.bind((HOST, port))
            except OSError:
                continue
            return sip_port, sip_port + 2
    raise HouseFailedError(f"no free ports between 15060 and 25000 on {HOST}: end what uses them")
