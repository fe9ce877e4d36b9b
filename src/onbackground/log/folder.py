"""The data folder: where everything of one house is kept until it is published."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

PIN_KEY_BYTES: Final = 32


class DataFolder:
    """The places in a data folder. One made here can be read by its owner only."""

    def __init__(self, root: Path) -> None:
        """Use ``root``, made if need be. Raises OSError where it cannot be made or written."""
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.root: Final = root

    @property
    def log(self) -> Path:
        """The event log."""
        return self.root / "log.sqlite"

    @property
    def run(self) -> Path:
        """The sockets of the running processes."""
        return self.root / "run"

    @property
    def prompts(self) -> Path:
        """The operator's rendered voice."""
        return self.root / "prompts"

    def pin_key(self) -> bytes:
        """The key under which PINs are known, made on first use."""
        path = self.root / "pin.key"
        if not path.exists():
            _write_once(path, secrets.token_bytes(PIN_KEY_BYTES))
        return path.read_bytes()


def _write_once(path: Path, data: bytes) -> None:
    """Write a file whole, beside its place, and link it there unless another process was quicker."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
    finally:
        Path(beside).unlink()
