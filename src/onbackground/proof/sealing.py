"""The sealed record: every word, with a salt, under one root.

An entry of the tree is a disclosure as in SD-JWT (RFC 9901, section 4.2.2): the base64url of ``["SALT", VALUE]``. The
first entry of a turn is its head, the next are its words in order; what one pair of brackets hides is one entry,
however many words it is. Each turn is a tree, and the roots of the turns are the entries of the record's tree.

Salts come from the briefing's proof key, so nothing need be stored. The salts of published words come from a key of
their turn, which is published with it; those of hidden words from one that never is.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from typing import Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from msgspec import Struct

from .merkle import leaf_hash, tree_root
from .pieces import Hidden, RecordedTurn, turn_words

KEY_LENGTH: Final = 32
_SALT_LENGTH: Final = 16


class Head(Struct, frozen=True):
    """What the record says of a turn besides its words; ``entries`` is how many follow, so that none can be two."""

    turn: str
    label: str
    entries: int


class SealedTurn(Struct, frozen=True):
    """One turn sealed: the hashes of its entries, its root, and the key of its published words' salts."""

    id: str
    key: bytes
    leaves: tuple[bytes, ...]
    root: bytes


class SealedRecord(Struct, frozen=True):
    """A record sealed: its root, and the turns under it."""

    root: bytes
    turns: tuple[SealedTurn, ...]


class Salts:
    """All salts of a record, from its proof key of 32 bytes. One key seals one record: never use it for another."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise ValueError(f"a proof key has {KEY_LENGTH} bytes")
        self._open = HKDFExpand(SHA256(), KEY_LENGTH, b"onbackground proof: published words").derive(key)
        self._hidden = HKDFExpand(SHA256(), KEY_LENGTH, b"onbackground proof: hidden words").derive(key)

    def turn_key(self, turn: str) -> bytes:
        """The key of the salts of this turn's published words: published with the turn."""
        return hmac.digest(self._open, turn.encode(), "sha256")[:_SALT_LENGTH]

    def hidden(self, turn: str, entry: int) -> bytes:
        """The salt of a hidden entry: published only when the entry is unsealed."""
        return hmac.digest(self._hidden, _number(entry) + turn.encode(), "sha256")[:_SALT_LENGTH]


def open_salt(turn_key: bytes, entry: int) -> bytes:
    """The salt of a published entry of a turn, by its number in the turn (0 is the head)."""
    return hmac.digest(turn_key, _number(entry), "sha256")[:_SALT_LENGTH]


def disclosure(salt: bytes, value: str | Head) -> bytes:
    """The entry itself: who has it knows what it says, and can check it against the tree."""
    text = msgspec.json.encode((base64.urlsafe_b64encode(salt).rstrip(b"=").decode(), value))
    return base64.urlsafe_b64encode(text).rstrip(b"=")


def seal_record(turns: Sequence[RecordedTurn], key: bytes) -> SealedRecord:
    """Seal a record under its proof key of 32 bytes; doing it again gives the same. Raises ValueError for the key."""
    salts = Salts(key)
    sealed = tuple(_seal_turn(turn, salts) for turn in turns)
    return SealedRecord(tree_root([leaf_hash(turn.root) for turn in sealed]), sealed)


def hidden_words(hidden: Hidden) -> str:
    """What an entry says of hidden words: the words, with one space between them."""
    return " ".join(hidden.text.split())


def _seal_turn(turn: RecordedTurn, salts: Salts) -> SealedTurn:
    key, words = salts.turn_key(turn.id), turn_words(turn)
    leaves = [leaf_hash(disclosure(open_salt(key, 0), Head(turn.id, turn.label, len(words))))]
    for entry, word in enumerate(words, start=1):
        if isinstance(word, Hidden):
            leaves.append(leaf_hash(disclosure(salts.hidden(turn.id, entry), hidden_words(word))))
        else:
            leaves.append(leaf_hash(disclosure(open_salt(key, entry), word)))
    return SealedTurn(turn.id, key, tuple(leaves), tree_root(leaves))


def _number(entry: int) -> bytes:
    return entry.to_bytes(4, "big")
