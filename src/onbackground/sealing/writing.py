"""Writing a secret file so that whoever looks finds all of it or nothing; bringing a folder to disk."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path


def write_once(path: Path, data: bytes) -> None:
    """Write a file for its owner only, whole and safely on disk, beside its place first.

    Raises FileExistsError where there is one already, and then changes nothing.
    """
    with _beside(path, data) as beside:
        os.link(beside, path)


def write_over(path: Path, data: bytes) -> None:
    """Write a file for its owner only, whole and safely on disk, in the place of what was there. Raises OSError."""
    with _beside(path, data) as beside:
        beside.replace(path)
        sync_folder(path.parent)


@contextlib.contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """The same bytes on disk in a hidden file beside the place, which is taken away in the end."""
    beside = path.parent / f".new-{secrets.token_hex(8)}"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring to disk which files a folder holds. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
