"""The identity of a house: an age identity (X25519) for which the keys of its briefings are wrapped.

The format is age-encryption.org/v1. It is kept in a file, as it is or under a passphrase. With the data folder alone,
without this file or without its passphrase, nothing sealed opens.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyrage

from .keys import Key
from .writing import write_once

_PROTECTED: Final = b"age-encryption.org/"


class IdentityError(Exception):
    """The identity cannot be had; the message says what to do."""


class Identity:
    """Opens what was wrapped for the house. It does not show itself."""

    __slots__ = ("_identity",)

    def __init__(self, text: str) -> None:
        """Use the identity written ``AGE-SECRET-KEY-1…``. Raises :class:`IdentityError`."""
        try:
            self._identity = pyrage.x25519.Identity.from_str(text.strip())
        except pyrage.IdentityError:
            raise IdentityError("this is no age identity: it must begin with AGE-SECRET-KEY-1") from None

    @classmethod
    def new(cls) -> Identity:
        """An identity nobody has had."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @property
    def recipient(self) -> str:
        """For whom to wrap: ``age1…``, no secret."""
        return str(self._identity.to_public())

    def reveal(self) -> str:
        """The identity as text."""
        return str(self._identity)

    def wrap(self, key: Key) -> bytes:
        """A key that only this identity unwraps."""
        return wrap_for(self.recipient, key.reveal())

    def unwrap(self, wrapped: bytes) -> Key:
        """The key that was wrapped. Raises :class:`IdentityError`."""
        try:
            return Key(self.open(wrapped))
        except ValueError:
            raise IdentityError("a key does not unwrap: it is damaged") from None

    def open(self, wrapped: bytes) -> bytes:
        """What was wrapped by :func:`wrap_for`. Raises :class:`IdentityError`."""
        try:
            return bytes(pyrage.decrypt(wrapped, [self._identity]))
        except pyrage.DecryptError:
            raise IdentityError("a key does not unwrap: it is another house's, or damaged") from None

    def __repr__(self) -> str:
        return "Identity(…)"

    __str__ = __repr__


def wrap_for(recipient: str, secret: bytes) -> bytes:
    """A secret that only the identity of this recipient (``age1…``) opens. Raises :class:`IdentityError`."""
    try:
        return bytes(pyrage.encrypt(secret, [pyrage.x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError:
        raise IdentityError("this is no age recipient: it must begin with age1") from None


def keep_identity(path: Path, identity: Identity, passphrase: str = "") -> None:
    """Write an identity to a file for its owner only, under a passphrase if there is one (scrypt, a few seconds).

    Raises FileExistsError rather than overwrite one: with it everything that was sealed would be lost.
    """
    text = identity.reveal().encode()
    data = pyrage.passphrase.encrypt(text, passphrase) if passphrase else text + b"\n"
    write_once(path, data)


def is_protected(path: Path) -> bool:
    """Whether the identity in this file asks for a passphrase. Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_PROTECTED)) == _PROTECTED


def read_identity(path: Path, passphrase: str = "") -> Identity:
    """The identity in a file. Raises :class:`IdentityError`, and OSError where it cannot be read."""
    data = path.read_bytes()
    if not data.startswith(_PROTECTED):
        return Identity(data.decode("ascii", "replace"))
    if not passphrase:
        raise IdentityError(f"{path} is protected: give its passphrase")
    try:
        return Identity(bytes(pyrage.passphrase.decrypt(data, passphrase)).decode("ascii", "replace"))
    except pyrage.DecryptError:
        raise IdentityError(f"this is not the passphrase of {path}") from None
