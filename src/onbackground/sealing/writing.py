"""Writing a secret file so that whoever looks finds all of it or nothing; bringing a folder to disk."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_once(path: Path, data: bytes) -> None:
    """Write a file for its owner only, whole and safely on disk, beside its place first.

    Raises FileExistsError where there is one already, and then changes nothing.
    """
    beside = path.parent / f".new-{secrets.token_hex(8)}"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    finally:
        beside.unlink()


def sync_folder(folder: Path) -> None:
    """Bring to disk which files a folder holds. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
