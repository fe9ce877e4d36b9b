"""The command as its users run it: a process, with what it prints and its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    said: str


def start(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """Run ``onbackground`` with these arguments."""
    return subprocess.Popen(
        [sys.executable, "-m", "onbackground", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def run(*arguments: str, seconds: float = 60) -> Ran:
    """Run it to its end."""
    process = start(*arguments)
    out, said = process.communicate(timeout=seconds)
    return Ran(process.returncode, out, said)


def refused(*arguments: str) -> str:
    """The one line with which a command refuses; fails unless there is one line, no output, and a code but 0."""
    ran = run(*arguments)
    assert ran.code == 2, ran
    assert ran.out == ""
    lines = ran.said.strip().splitlines()
    assert len(lines) == 1, ran.said
    assert lines[0].startswith("onbackground: ")
    return lines[0].removeprefix("onbackground: ")
