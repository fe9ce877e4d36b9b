"""Unsealing: the words behind brackets, published later, with the salts that let anyone check them."""

from __future__ import annotations

import base64
import binascii
from typing import Final, Literal

import msgspec
from msgspec import Struct

from .differing import printable_line
from .document import UnreadableProofError

FILE_NAME: Final = "transcript.unsealed.json"
"""What the file is called beside the proof it is of."""


class UnsealedWords(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the record: the turn it is in, and its disclosure (RFC 9901: base64url of salt and words)."""

    turn: str
    disclosure: str


class Unsealed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an office unseals of the record with this root."""

    form: Literal["onbackground-unsealed@v1"] = "onbackground-unsealed@v1"
    record: str
    words: tuple[UnsealedWords, ...]


def write_unsealed(unsealed: Unsealed) -> bytes:
    """What is unsealed as a file."""
    return msgspec.json.format(msgspec.json.encode(unsealed), indent=1) + b"\n"


def read_unsealed(data: bytes) -> Unsealed:
    """Read what was unsealed; nothing in it is checked yet. Raises UnreadableProofError."""
    try:
        return msgspec.json.decode(data, type=Unsealed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableProofError(f"nothing is unsealed in it ({printable_line(str(error))})") from None


def disclosed_words(disclosure: str) -> str:
    """The words in a disclosure. Raises UnreadableProofError."""
    try:
        text = base64.b64decode(disclosure + "=" * (-len(disclosure) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(text, type=tuple[str, str])[1]
    except (binascii.Error, ValueError, RecursionError):
        raise UnreadableProofError("something unsealed is damaged") from None
