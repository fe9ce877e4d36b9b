"""Signed notes and their keys, in the form of the C2SP specification ``signed-note`` with Ed25519 signatures.

A note is a text, an empty line, and lines ``— NAME SIGNATURE``. The same form carries the statements of an office and
the checkpoints of a log, so the tools that exist for such logs read both.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

_ED25519: Final = b"\x01"
_KEY_LENGTH: Final = 32
_NAME: Final = re.compile(r"[^\s+]+")
_SIGNATURE_LINE: Final = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_MOST_SIGNATURES: Final = 100


class NoteError(ValueError):
    """A key or a note is not what it should be; the message says why, in one line."""


class Key(Struct, frozen=True):
    """The public key of a signer, with the name it signs under."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        """Check the name and the length. Raises NoteError."""
        if not _NAME.fullmatch(self.name) or not self.name.isprintable():
            raise NoteError("the name of a key has neither spaces nor “+” nor unprintable characters in it")
        if len(self.public) != _KEY_LENGTH:
            raise NoteError(f"an Ed25519 key has {_KEY_LENGTH} bytes")

    @property
    def id(self) -> bytes:
        """The four bytes that begin every signature by this key."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """What people compare: the digest of the key itself, whatever its name."""
        return "SHA256:" + base64.b64encode(sha256(self.public).digest()).decode().rstrip("=")

    def __str__(self) -> str:
        """The key as one line of text: name, id and key."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"


class Signer(Struct, frozen=True):
    """A key that signs: ``sign`` returns the Ed25519 signature (64 bytes) of what it is given."""

    key: Key
    sign: Callable[[bytes], bytes]


def signer(name: str, private: Ed25519PrivateKey) -> Signer:
    """A signer of this name. Raises NoteError."""
    return Signer(Key(name, private.public_key().public_bytes_raw()), private.sign)


def read_key(text: str) -> Key:
    """Read a key as :class:`Key` is printed. Raises NoteError."""
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise NoteError("a key is NAME+ID+KEY on one line")
    name, id_, encoded = parts
    raw = decode_base64(encoded)
    if raw[:1] != _ED25519:
        raise NoteError("the key is not an Ed25519 key")
    key = Key(name, raw[1:])
    if key.id.hex() != id_:
        raise NoteError("the id in the key does not belong to it: a character may have been lost")
    return key


def sign_note(text: str, by: Signer) -> str:
    """The text, which must end with a newline, as a signed note. Raises NoteError."""
    _check_text(text)
    line = base64.b64encode(by.key.id + by.sign(text.encode())).decode()
    return f"{text}\n— {by.key.name} {line}\n"


def open_note(note: str, key: Key) -> str:
    """The text of a note, once this key's signature has been checked; others' are ignored. Raises NoteError."""
    text, separator, lines = note.rpartition("\n\n")
    text += "\n"
    if not separator or not lines.endswith("\n"):
        raise NoteError("there is no signed note")
    _check_text(text)
    signatures = [_SIGNATURE_LINE.fullmatch(line) for line in lines[:-1].split("\n", _MOST_SIGNATURES)]
    signed = False
    for found in signatures:
        if found is None:
            raise NoteError("a line of signature is damaged")
        signature = decode_base64(found[2])
        if found[1] == key.name and signature[:4] == key.id:
            _check(signature[4:], text, key)
            signed = True
    if not signed:
        raise NoteError("it is not signed by this key")
    return text


def decode_base64(text: str) -> bytes:
    """Decode strictly (RFC 4648, section 4). Raises NoteError."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("something that should be base64 is not") from None
    if base64.b64encode(raw).decode() != text:
        raise NoteError("something that should be base64 is not")
    return raw


def _check(signature: bytes, text: str, key: Key) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except (InvalidSignature, ValueError):
        raise NoteError("the signature does not fit: the text was changed, or signed by another key") from None


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
        raise NoteError("a note ends with a newline and has no control characters")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoteError("a note is text in UTF-8") from None
