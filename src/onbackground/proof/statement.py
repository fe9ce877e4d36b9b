"""What an office signs: that this is published of that record, or that it is withdrawn."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from .merkle import leaf_hash
from .notes import Key, NoteError, Signer, open_note, sign_note

_FORM: Final = "onbackground-statement@v1"


class Publication(Struct, frozen=True, kw_only=True, tag="publication", omit_defaults=True, forbid_unknown_fields=True):
    """One version of a transcript is published.

    ``date`` is the office's word for when, in ISO 8601. ``record`` is the root of the sealed record, which has
    ``turns`` turns; ``published`` the root over what is published of it. ``previous`` is the digest of the statement
    before this one, which it replaces for the ``reason`` given. ``files`` are the published forms, by name, with the
    SHA-256 of each. All digests are base64.
    """

    briefing: str
    version: int
    title: str
    date: str
    turns: int
    record: str
    published: str
    previous: str = ""
    reason: str = ""
    files: dict[str, str] = {}


class Withdrawal(Struct, frozen=True, kw_only=True, tag="withdrawal", forbid_unknown_fields=True):
    """What was published is withdrawn, for the reason given; what stood there is not to be used any more."""

    briefing: str
    version: int
    title: str
    date: str
    previous: str
    reason: str


Statement = Publication | Withdrawal


def sign_statement(statement: Statement, by: Signer) -> str:
    """The statement as a signed note: also what the log of roots has as its entry. Raises NoteError."""
    if by.key.name == _FORM:
        raise NoteError(f"the name of a key may not be {_FORM}")
    return sign_note(f"{_FORM}\n{msgspec.json.format(msgspec.json.encode(statement), indent=2).decode()}\n", by)


def open_statement(note: str, key: Key) -> Statement:
    """The statement in a signed note, once the signature has been checked. Raises NoteError."""
    form, _, text = open_note(note, key).partition("\n")
    if form != _FORM:
        raise NoteError("what is signed is no statement about a transcript")
    try:
        statement: Statement = msgspec.json.decode(text, type=Statement)
    except (msgspec.DecodeError, RecursionError):
        raise NoteError("the statement signed cannot be read: it may be of a later version of this program") from None
    return statement


def statement_digest(note: str) -> bytes:
    """What names a statement: the hash that its entry has in the log of roots."""
    return leaf_hash(note.encode())
