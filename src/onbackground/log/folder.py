"""The data folder: where everything of one house is kept until it is published."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

PIN_KEY_BYTES: Final = 32


class DataFolder:
    """The places in a data folder. Only its owner can read it."""

    def __init__(self, root: Path) -> None:
        """Use ``root``, made if need be. Raises OSError where it cannot be made or written."""
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.chmod(0o700)
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
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(PIN_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        return path.read_bytes()
