"""PINs: only a keyed digest of one is kept, so that the log does not give them away."""

from __future__ import annotations

import hashlib
import hmac


def pin_digest(key: bytes, pin: str) -> str:
    """The digest by which a PIN is known in the log; ``key`` belongs to the installation and is not in the log."""
    return hmac.new(key, b"onbackground pin\0" + pin.encode(), hashlib.sha256).hexdigest()
