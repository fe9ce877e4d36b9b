"""The key ring: one key a briefing, each in a file of its own, wrapped for the house. Without the file it is gone."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

from .identity import Identity
from .keys import Key
from .writing import write_once

_SUFFIX: Final = ".age"


class KeyDestroyedError(Exception):
    """A briefing's key is not there: what was sealed with it can be read by nobody any more."""

    def __init__(self, briefing: str) -> None:
        super().__init__(f"the key of briefing {briefing} is not there: it was destroyed, or the folder is not whole")
        self.briefing = briefing


class KeyRing:
    """The keys of all briefings of a house. Safe to use from several processes and threads."""

    def __init__(self, folder: Path, identity: Identity) -> None:
        """Keep them in ``folder``, made if need be."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._identity = identity
        self._known: dict[str, Key] = {}

    def key_of(self, briefing: str) -> Key:
        """A briefing's key. Raises :class:`KeyDestroyedError`, and ``IdentityError`` where it does not unwrap."""
        path = self._file(briefing)
        if briefing in self._known and path.exists():
            return self._known[briefing]
        try:
            wrapped = path.read_bytes()
        except FileNotFoundError:
            self._known.pop(briefing, None)
            raise KeyDestroyedError(briefing) from None
        return self._known.setdefault(briefing, self._identity.unwrap(wrapped))

    def make(self, briefing: str) -> Key:
        """The key of a briefing that begins, made unless another process was quicker; safely on disk."""
        path = self._file(briefing)
        if not path.exists():
            with contextlib.suppress(FileExistsError):
                write_once(path, self._identity.wrap(Key.new()))
        return self.key_of(briefing)

    def destroy(self, briefing: str) -> None:
        """Erase a briefing for good. Copies of the key file elsewhere are the owner's to destroy."""
        path = self._file(briefing)
        size = path.stat().st_size if path.exists() else 0
        if size:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        self._known.pop(briefing, None)

    def _file(self, briefing: str) -> Path:
        if not briefing or "/" in briefing or briefing.startswith("."):
            raise ValueError("a briefing's name is a file's name here")
        return self._folder / f"{briefing}{_SUFFIX}"
