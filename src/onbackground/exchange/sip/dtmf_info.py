"""Keys told by INFO: `application/dtmf-relay` and `application/dtmf`, as phones have long sent them."""

from __future__ import annotations

import re

MEDIA_TYPES = ("application/dtmf-relay", "application/dtmf")

DEFAULT_DURATION_MS = 160

_KEYS = {**{key: key for key in "0123456789*#ABCD"}, "10": "*", "11": "#"}
_SIGNAL = re.compile(r"^Signal[ \t]*=[ \t]*([0-9A-Da-d*#]{1,2})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_DURATION = re.compile(r"^Duration[ \t]*=[ \t]*([0-9]{1,5})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def read_digit(content_type: str, body: bytes) -> tuple[str, int] | None:
    """Return the key and its duration in milliseconds, or None where the body tells no key we know."""
    text = body.decode("ascii", "replace")
    duration = _DURATION.search(text)
    if content_type == "application/dtmf-relay":
        signal = _SIGNAL.search(text)
        key = signal[1] if signal else ""
    else:
        key = text.strip()
    digit = _KEYS.get(key.upper())
    return None if digit is None else (digit, int(duration[1]) if duration else DEFAULT_DURATION_MS)
