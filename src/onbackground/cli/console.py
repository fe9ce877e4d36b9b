"""What a command says beside its results: on standard error, and in one line where it refuses."""

from __future__ import annotations

from typing import Final

from rich.console import Console

from .supervisor import REFUSED

BESIDE: Final = Console(stderr=True, highlight=False)


def refuse(line: str) -> int:
    """Say why nothing is done; the exit code for it."""
    BESIDE.print(f"onbackground: {line}", style="bold red", markup=False, soft_wrap=True)
    return REFUSED
