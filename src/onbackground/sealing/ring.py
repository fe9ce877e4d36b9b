"""The key ring: the keys of each briefing, each in a file of its own, wrapped for the house; without the file, gone.

A briefing has two: one for its course, who was on it and what was decided, and one for its record, what was said. The
record can be *closed*: its key is then kept only as locked by somebody else, and nobody of the house reads it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path
from typing import Final

from .identity import Identity
from .keys import Key
from .writing import sync_folder, write_once

_SUFFIX: Final = ".age"
_RECORD: Final = ".record"
_CLOSED: Final = ".closed"


class KeyDestroyedError(Exception):
    """A briefing's key is not there: what was sealed with it can be read by nobody any more."""

    def __init__(self, briefing: str) -> None:
        super().__init__(f"the key of briefing {briefing} is not there: it was destroyed, or the folder is not whole")
        self.briefing = briefing


class RecordClosedError(KeyDestroyedError):
    """What was said is closed: nobody reads it, or adds to it, until it is opened again."""

    def __init__(self, briefing: str) -> None:
        super().__init__(briefing)
        self.args = (f"the record of briefing {briefing} is closed until its officers open it",)


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

    def begin(self, briefing: str) -> None:
        """Make both keys of a briefing that begins, unless they are there."""
        self.make(f"{briefing}{_RECORD}")
        self.make(briefing)

    def record_key(self, briefing: str) -> Key:
        """The key of what was said. Raises :class:`RecordClosedError`, and as :meth:`key_of` does."""
        if self._closed(briefing).exists():
            raise RecordClosedError(briefing)
        try:
            return self.key_of(f"{briefing}{_RECORD}")
        except KeyDestroyedError:
            raise KeyDestroyedError(briefing) from None

    def close(self, briefing: str, locked: bytes) -> None:
        """Keep the key of the record only as it is locked. Doing it twice changes nothing."""
        with contextlib.suppress(FileExistsError):
            write_once(self._closed(briefing), locked)
            sync_folder(self._folder)
        self._erase(f"{briefing}{_RECORD}")

    def closed(self, briefing: str) -> bytes | None:
        """The key of a closed record as it is locked; None where it is not closed."""
        try:
            return self._closed(briefing).read_bytes()
        except FileNotFoundError:
            return None

    def open(self, briefing: str, key: Key) -> None:
        """Have the key of a closed record again. Doing it twice changes nothing. Raises :class:`KeyDestroyedError`."""
        self.key_of(briefing)
        self._erase(f"{briefing}{_RECORD}")
        write_once(self._file(f"{briefing}{_RECORD}"), self._identity.wrap(key))
        sync_folder(self._folder)
        self._closed(briefing).unlink(missing_ok=True)

    def destroy(self, briefing: str) -> None:
        """Erase a briefing for good. Copies of the key files elsewhere are the owner's to destroy."""
        self._erase(f"{briefing}{_RECORD}")
        self._erase(briefing)
        self._closed(briefing).unlink(missing_ok=True)
        sync_folder(self._folder)

    def _erase(self, briefing: str) -> None:
        path = self._file(briefing)
        size = path.stat().st_size if path.exists() else 0
        if size:
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        self._known.pop(briefing, None)

    def _closed(self, briefing: str) -> Path:
        return self._file(briefing).with_suffix(_CLOSED)

    def _file(self, briefing: str) -> Path:
        if not briefing or "/" in briefing or briefing.startswith("."):
            raise ValueError("a briefing's name is a file's name here")
        return self._folder / f"{briefing}{_SUFFIX}"
