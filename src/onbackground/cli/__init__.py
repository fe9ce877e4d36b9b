"""The command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``onbackground``. Whatever goes wrong is said in one line; the exit code is 0 only on success."""
    from ..sealing.dumps import leave_no_dump
    from .app import run
    from .console import print_in_utf8

    leave_no_dump()
    print_in_utf8()
    sys.exit(run(sys.argv[1:]))
