"""The data folder: where everything of one house is kept until it is published, sealed."""

from __future__ import annotations

import contextlib
import functools
import os
from pathlib import Path
from typing import Final

from ..sealing.identity import Identity, keep_identity, read_identity
from ..sealing.keys import Key
from ..sealing.ring import KeyRing
from .sealed import SealedRecorder
from .sqlite import SqliteRecorder

HANDED_ON: Final = "ONBACKGROUND_IDENTITY_FD"
"""The environment variable that names the open file from which a process of the house reads the identity."""

_OWN: Final = "_house"
"""The ring's key for what belongs to no briefing."""


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

    @property
    def bundles(self) -> Path:
        """What is to be published, and what has been: sealed."""
        return self.root / "bundles"

    @property
    def advance(self) -> Path:
        """What advance copies are compared with, should one leak: sealed."""
        return self.root / "advance"

    @property
    def mailing(self) -> Path:
        """The list of those who get what is published by mail, and the password of the mail server: sealed."""
        return self.root / "mailing"

    @property
    def office_key(self) -> Path:
        """The public key under which the office signs; no secret."""
        return self.root / "office.key"

    @property
    def house_key(self) -> Path:
        """The identity of the house, as it is or under a passphrase."""
        return self.root / "house.key"

    @functools.cached_property
    def identity(self) -> Identity:
        """The identity of the house: handed on by the process that started this one, else from its file.

        The file is made on first use. Raises ``IdentityError`` for one under a passphrase that was not given.
        """
        if (handed_on := os.environ.get(HANDED_ON)) is not None:
            return _read_handed_on(int(handed_on))
        if not self.house_key.exists():
            with contextlib.suppress(FileExistsError):
                keep_identity(self.house_key, Identity.new())
        return read_identity(self.house_key)

    def unlock(self, passphrase: str) -> None:
        """Use the identity that is kept under a passphrase. Raises ``IdentityError`` when it is another's."""
        self.identity = read_identity(self.house_key, passphrase)

    @functools.cached_property
    def ring(self) -> KeyRing:
        """The keys of the briefings. Raises ``IdentityError``."""
        return KeyRing(self.root / "keys", self.identity)

    def own_key(self, purpose: str) -> Key:
        """A key of the house for what belongs to no briefing: its PINs, the tokens of its desk."""
        return self.ring.make(_OWN).subkey(purpose)

    def own_stream(self, purpose: str) -> str:
        """The name of a stream of the log that belongs to no briefing, and outlasts them."""
        self.ring.make(_OWN)
        return f"{_OWN}/{purpose}"

    def pin_key(self) -> bytes:
        """The key under which PINs are known."""
        return self.own_key("pins").reveal()

    def recorder(self) -> SealedRecorder:
        """Open the log. Raises ``LogError`` and ``IdentityError``."""
        return SealedRecorder(SqliteRecorder(self.log), self.ring)


@functools.cache
def _read_handed_on(descriptor: int) -> Identity:
    """The identity from an open file, which can be read once."""
    with os.fdopen(descriptor, encoding="ascii") as file:
        return Identity(file.read())
