"""An officer's keys, in one file: one to sign with (Ed25519), and an age identity for which their share is wrapped."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ..briefing.statements import KEY_PREFIX
from .identity import Identity, IdentityError
from .writing import write_once

_FIRST: Final = "ONBACKGROUND-OFFICER-1"
_PROTECTED: Final = b"age-encryption.org/"


class OfficerFileError(Exception):
    """An officer's file cannot be used; the message says what to do."""


class OfficerKeys:
    """Signs for an officer, and opens what is wrapped for them. It does not show itself."""

    __slots__ = ("_signing", "identity")

    def __init__(self, signing: Ed25519PrivateKey, identity: Identity) -> None:
        self._signing = signing
        self.identity: Final = identity
        """Opens what is wrapped for the officer."""

    @classmethod
    def new(cls) -> OfficerKeys:
        """Keys nobody has had."""
        return cls(Ed25519PrivateKey.generate(), Identity.new())

    @property
    def public(self) -> str:
        """What the invitation says in ``key``: the public key for signatures, and for whom to wrap. No secret."""
        key = base64.b64encode(self._signing.public_key().public_bytes_raw()).decode()
        return f"{KEY_PREFIX}{key} {self.identity.recipient}"

    def sign(self, statement: str) -> str:
        """The signature under a statement."""
        return base64.b64encode(self._signing.sign(statement.encode())).decode()

    def keep(self, path: Path, passphrase: str = "") -> None:
        """Write the keys to a file for its owner only, under a passphrase if there is one. Raises FileExistsError."""
        secret = base64.b64encode(self._signing.private_bytes_raw()).decode()
        text = f"{_FIRST}\n{secret}\n{self.identity.reveal()}\n".encode()
        write_once(path, pyrage.passphrase.encrypt(text, passphrase) if passphrase else text)

    def __repr__(self) -> str:
        return "OfficerKeys(…)"

    __str__ = __repr__


def recipient_in(key: str) -> str:
    """For whom to wrap an officer's shares, as an invitation's ``key`` says it; empty where it only signs."""
    return next((word for word in key.split()[1:] if word.startswith("age1")), "")


def read_officer_keys(path: Path, passphrase: str = "") -> OfficerKeys:
    """The keys in a file. Raises :class:`OfficerFileError`, and OSError where it cannot be read."""
    data = path.read_bytes()
    if data.startswith(_PROTECTED):
        try:
            data = pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError:
            raise OfficerFileError(f"this is not the passphrase of {path}") from None
    try:
        first, secret, identity = data.decode("ascii").split()
        if first != _FIRST:
            raise ValueError
        signing = Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True))
        return OfficerKeys(signing, Identity(identity))
    except (ValueError, IdentityError):
        raise OfficerFileError(f"{path} is no officer's key: make one with onbackground officer new") from None
