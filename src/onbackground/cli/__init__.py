"""The command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``onbackground``. Whatever goes wrong is said in one line; the exit code is 0 only on success."""
    from ..sealing.dumps import leave_no_dump
    from .app import run

    leave_no_dump()
    sys.exit(run(sys.argv[1:]))
