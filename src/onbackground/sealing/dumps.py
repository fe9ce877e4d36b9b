"""Core dumps: a process of the house holds keys and what was said, and must leave none of it behind when it dies."""

from __future__ import annotations

import ctypes
import os
import resource
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4
"""From ``linux/prctl.h``."""


def leave_no_dump() -> None:
    """Let the system write no image of this process, and no other process of its user read its memory.

    To be called at the start of each process: one that it starts begins anew, but for the limit on the size of a dump.
    Raises OSError where the system refuses.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A limit of zero does not bind a dump that goes through a pipe to a program (core(5)); this does.
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
