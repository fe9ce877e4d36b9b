"""Boxes: bytes sealed under a key and bound to the place where they are kept.

AES-256-GCM-SIV (RFC 8452): a repeated nonce would show no more than that two boxes of one place hold the same. The
place is associated data: a box moved or copied to another place does not open there.
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from .keys import Key

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
OVERHEAD: Final = NONCE_BYTES + TAG_BYTES
"""How much longer a box is than what is in it."""


class BoxError(Exception):
    """A box does not open: another key, another place, or changed bytes. The message says no more, on purpose."""


def seal(key: Key, plain: bytes, place: str) -> bytes:
    """``plain`` in a box that opens only with this key, at this place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCMSIV(key.reveal()).encrypt(nonce, plain, place.encode())


def unseal(key: Key, box: bytes, place: str) -> bytes:
    """What is in the box. Raises :class:`BoxError`."""
    try:
        return AESGCMSIV(key.reveal()).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise BoxError("a sealed box does not open: it was changed or moved, or this is not its key") from None
