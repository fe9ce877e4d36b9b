"""What an officer signs: a statement that a person can read, in one canonical form, and whether a signature is theirs.

A statement names the briefing and what is said about it, and nothing else: it counts there, for that, and nowhere
else. A move also has a number, so that a signature for one move cannot be used for a later one. Ed25519 (RFC 8032).
"""

from __future__ import annotations

import base64
import binascii
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import events as ev
from .state import State

KEY_PREFIX: Final = "ed25519:"


class OfficerKeyError(ValueError):
    """What stands there is no officer's public key."""


def statement_of(briefing: str, state: State, said: ev.FactDeclared | ev.EmbargoMoveAsked) -> str:
    """The text that is signed for this, said in this state of the briefing."""
    lines: dict[str, object]
    if isinstance(said, ev.FactDeclared):
        lines = {"declares": said.fact, "where": said.where, "reason": said.reason}
    else:
        lines = {
            "asks for the embargo": said.embargo,
            "of the section": said.section,
            "reason": said.reason,
            "as move number": state.moves_made + 1,
        }
    written = (f"{name}: {msgspec.json.encode(value).decode()}\n" for name, value in lines.items() if value != "")
    return f"On Background: an officer's statement\nbriefing: {briefing}\n{''.join(written)}"


def read_key(key: str) -> Ed25519PublicKey:
    """The signing key in an officer's public key: its first word. Raises :class:`OfficerKeyError`."""
    first = key.split()[0] if key.split() else ""
    try:
        if not first.startswith(KEY_PREFIX):
            raise ValueError
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(first.removeprefix(KEY_PREFIX), validate=True))
    except (ValueError, binascii.Error):
        raise OfficerKeyError("an officer's key is what onbackground officer new prints") from None


def is_signed(key: str, statement: str, signature: str) -> bool:
    """Whether this is the signature of the holder of ``key`` under the statement."""
    try:
        read_key(key).verify(base64.b64decode(signature, validate=True), statement.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
