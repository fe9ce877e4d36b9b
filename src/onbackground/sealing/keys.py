"""Keys, made so that they do not show: a representation, a traceback or a log line says nothing of them."""

from __future__ import annotations

import secrets
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


class Key:
    """A secret of 32 bytes."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        """Raises ValueError for any other length."""
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._secret = secret

    @classmethod
    def new(cls) -> Key:
        """A key nobody has had."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def subkey(self, *purpose: str) -> Key:
        """The key for one purpose, derived by HKDF with SHA-256 (RFC 5869); other purposes give unrelated keys."""
        info = b"onbackground\0" + b"\0".join(part.encode() for part in purpose)
        return Key(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret))

    def reveal(self) -> bytes:
        """The bytes of the key."""
        return self._secret

    def __repr__(self) -> str:
        return "Key(…)"

    __str__ = __repr__

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a key is not pickled: wrap it instead")
