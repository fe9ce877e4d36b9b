"""Running the house on one machine: its processes, each started again when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..log.folder import HANDED_ON
from ..sealing.identity import Identity

FIRST_PAUSE: Final = 0.2
"""Seconds before a process that died is started again; doubled each time it dies soon after."""

LONGEST_PAUSE: Final = 30.0
STEADY_SECONDS: Final = 10.0
"""A process that ran so long is started again without a longer pause."""

REFUSED: Final = 2
"""Exit code of a process that cannot run as it was asked to.

From one that has never run steadily that is final. Any other is started again: what it lacks now (room on the disk,
say) may come back, and the others go on meanwhile.
"""


@dataclass(slots=True)
class _Ward:
    """One process being looked after."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    start_at: float = field(default=0.0)
    proven: bool = False


class Supervisor:
    """Keeps processes running. ``told`` gets one line whenever one of them comes or goes."""

    def __init__(self, told: Callable[[str], None], identity: Identity) -> None:
        """``identity`` is the house's, handed on to every process."""
        self._identity = identity
        self._wards: list[_Ward] = []
        self._told = told
        self._stopping = False

    def add(self, name: str, arguments: Sequence[str]) -> None:
        """Look after ``onbackground ARGUMENTS``."""
        self._wards.append(_Ward(name, arguments))

    def stop(self, *_: object) -> None:
        """End all processes."""
        self._stopping = True

    def run(self) -> int:
        """Run until :meth:`stop`, a signal, or a process that refuses to run; the exit code."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        code = 0
        while not self._stopping and code == 0:
            for ward in self._wards:
                code = self._look_after(ward) or code
            time.sleep(0.05)
        self._end_all()
        return code

    def _look_after(self, ward: _Ward) -> int:
        now = time.monotonic()
        if ward.process is None:
            if now >= ward.start_at:
                ward.process = self._start(ward.arguments)
                ward.started_at = now
            return 0
        code = ward.process.poll()
        if code is None:
            return 0
        steady = now - ward.started_at >= STEADY_SECONDS
        ward.proven |= steady
        if code == REFUSED and not ward.proven:
            return REFUSED
        ward.process = None
        ward.pause = FIRST_PAUSE if steady else min(2 * ward.pause, LONGEST_PAUSE)
        ward.start_at = now + ward.pause
        self._told(f"the {ward.name} ended (exit code {code}) and is started again in {ward.pause:.1f} s")
        return 0

    def _start(self, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a process; the identity goes through a pipe, where neither arguments nor environment show it."""
        reading, writing = os.pipe()
        with os.fdopen(writing, "w", encoding="ascii") as file:
            file.write(self._identity.reveal())
        try:
            return subprocess.Popen(
                [sys.executable, "-m", "onbackground", *arguments],
                pass_fds=[reading],
                env={**os.environ, HANDED_ON: str(reading)},
            )
        finally:
            os.close(reading)

    def _end_all(self) -> None:
        running = [ward.process for ward in self._wards if ward.process is not None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
