"""What a command says beside its results: on standard error, and in one line where it refuses."""

from __future__ import annotations

import io
import os
import select
import sys
from pathlib import Path
from typing import Final

from rich.console import Console

from .supervisor import REFUSED

READER_GONE: Final = 141
"""The exit code where who reads the output ended first, as in ``| head``: that of the signal with which others end."""

BESIDE: Final = Console(stderr=True, highlight=False)


def refuse(line: str) -> int:
    """Say in one line why nothing is done, whatever a file's name has in it; the exit code for it."""
    BESIDE.print(f"onbackground: {' '.join(line.splitlines())}", style="bold red", markup=False, soft_wrap=True)
    return REFUSED


def print_in_utf8() -> None:
    """Let results be in UTF-8 whatever the locale is, also the names of files that are not."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def reader_is_gone() -> bool:
    """Whether standard output is a pipe from which nobody reads any more."""
    pipe = select.poll()
    pipe.register(1, 0)
    return any(told & select.POLLERR for _, told in pipe.poll(0))


def printed(file: Path) -> str:
    """A path as text; bytes of it that are no UTF-8 as ``\\xff``."""
    return os.fsencode(file).decode(errors="backslashreplace")
