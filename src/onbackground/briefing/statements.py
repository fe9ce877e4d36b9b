"""What an officer signs: a statement that a person can read, in one canonical form, and whether a signature is theirs.

A statement names the briefing and what is said about it, and nothing else: it counts there, for that, and nowhere
else. A move also has a number, so that a signature for one move cannot be used for a later one. An officer signs with a
key in a file (Ed25519, RFC 8032) or with a passkey (:mod:`.passkeys`).
"""

from __future__ import annotations

import base64
import binascii
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec.structs import replace

from . import commands as do
from . import events as ev
from .passkeys import has_signed, is_passkey, read_passkey
from .refusals import Refusal
from .rules import decide
from .state import State

KEY_PREFIX: Final = "ed25519:"

UNSIGNED: Final = "unsigned"
"""Stands for the signature while it is found out what is to be signed."""


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


def would_say(state: State, command: do.Signed) -> ev.FactDeclared | ev.EmbargoMoveAsked | Refusal | None:
    """What an officer says by this command, before it is signed; None where it is so already, or was said before."""
    outcome = decide(state, replace(command, signature=UNSIGNED))  # type: ignore[arg-type]
    if isinstance(outcome, Refusal):
        return outcome
    return next((event for event in outcome if isinstance(event, ev.FactDeclared | ev.EmbargoMoveAsked)), None)


def check_key(key: str) -> None:
    """See that an officer can sign with this key. Raises :class:`OfficerKeyError`."""
    if not is_passkey(key):
        read_key(key)
        return
    try:
        read_passkey(key)
    except ValueError:
        raise OfficerKeyError("a passkey is what the page of its enrolment shows") from None


def read_key(key: str) -> Ed25519PublicKey:
    """The Ed25519 key in an officer's public key: its first word. Raises :class:`OfficerKeyError`."""
    first = key.split()[0] if key.split() else ""
    try:
        if not first.startswith(KEY_PREFIX):
            raise ValueError
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(first.removeprefix(KEY_PREFIX), validate=True))
    except (ValueError, binascii.Error):
        raise OfficerKeyError("an officer's key is what onbackground officer new prints") from None


def is_signed(key: str, statement: str, signature: str) -> bool:
    """Whether this is the signature of the holder of ``key`` under the statement."""
    if is_passkey(key):
        return has_signed(key, statement, signature)
    try:
        read_key(key).verify(base64.b64decode(signature, validate=True), statement.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
