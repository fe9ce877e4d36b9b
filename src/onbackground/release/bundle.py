"""The bundle: every form of one version with its proof, made ahead and kept sealed until it goes out.

A box is sealed under the briefing's own key and bound to briefing and version. What waits for officers with key files
is under a key of its own in it, which only their shares open (:mod:`.quorum`). A box stays when the version is
published: from the boxes the whole public folder can be made again.
"""

from __future__ import annotations

import base64
import contextlib
import datetime
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ..briefing.sealed import Sealed
from ..briefing.state import State
from ..log.folder import DataFolder
from ..proof.document import FILE_NAME as PROOF
from ..proof.document import Proof, read_proof, write_proof
from ..sealing.boxes import BoxError, seal, unseal
from ..sealing.keys import Key
from ..sealing.writing import write_over
from ..transcript.writing import Imprint
from .quorum import Locked, Locks

_WORDS_OF_TITLE: Final = 6
_LONGEST_SLUG: Final = 60
_TOKEN_BYTES: Final = 10


class Bundle(Struct, frozen=True, kw_only=True):
    """One version ready to go out.

    ``proof`` is dated, and signed again, when it goes out; it is among ``files`` then. ``letter`` is what the list
    gets, empty where the office sends no mail.
    """

    version: int
    name: str
    edits: int
    withheld: tuple[str, ...]
    sealed: int
    note: str
    files: dict[str, bytes]
    proof: bytes
    letter: bytes = b""

    def __repr__(self) -> str:
        """Show which it is, and nothing of what is in it."""
        return f"Bundle(version={self.version})"

    @property
    def unsent(self) -> Proof:
        """The proof as it was made."""
        return read_proof(self.proof)

    def with_proof(self, proof: Proof) -> dict[str, bytes]:
        """All files of the folder of this version."""
        return {**self.files, PROOF: write_proof(proof)}


class Kept(Struct, frozen=True):
    """A bundle in its box. ``inputs`` is the digest of all that it was made from.

    Where officers are needed for it, it is sealed once more, under a key of its own that is ``locked``.
    """

    inputs: bytes
    content: bytes
    locked: Locked | None


def keep(
    folder: DataFolder, briefing: str, bundle: Bundle, inputs: bytes, lock: Callable[[Key], Locked] | None
) -> None:
    """Put a bundle into its box, safely on disk, in place of an earlier one of that version. Raises OSError.

    With a ``lock`` it is under a fresh key, of which nothing is kept but what that made of it.
    """
    path = _path(folder, briefing, bundle.version)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = Kept(inputs, msgspec.msgpack.encode(bundle), None)
    if lock:
        key = Key.new()
        kept = Kept(inputs, seal(key, kept.content, _place(briefing, bundle.version)), lock(key))
    box = seal(_key(folder, briefing), msgspec.msgpack.encode(kept), _place(briefing, bundle.version))
    write_over(path, box)


def kept(folder: DataFolder, briefing: str, version: int) -> Kept | None:
    """The box of a version; None when there is none, or it is damaged. Raises ``KeyDestroyedError``."""
    with contextlib.suppress(FileNotFoundError, BoxError, msgspec.MsgspecError):
        box = _path(folder, briefing, version).read_bytes()
        plain = unseal(_key(folder, briefing), box, _place(briefing, version))
        return msgspec.msgpack.decode(plain, type=Kept)
    return None


def opened(kept: Kept, briefing: str, version: int, locks: Locks) -> Bundle | None:
    """The bundle in a box; None while officers' shares are missing."""
    content = kept.content
    if kept.locked:
        key = locks.unlock(kept.locked)
        if key is None:
            return None
        content = unseal(key, content, _place(briefing, version))
    return msgspec.msgpack.decode(content, type=Bundle)


def proof_key(key: Key, sealed: int) -> bytes:
    """The key of a briefing's proof; a record that is sealed anew has another."""
    return key.subkey("proof", *([str(sealed)] if sealed > 1 else [])).reveal()


def public_name(state: State, title: str, key: Key) -> str:
    """The folder a briefing is published in, as ``2031-05-03-harbour-talks-`` and 16 letters and digits.

    Readable, and not to be guessed by whoever has not the briefing's key.
    """
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower())[:_WORDS_OF_TITLE])[:_LONGEST_SLUG].strip("-")
    token = base64.b32encode(key.subkey("public name").reveal()[:_TOKEN_BYTES]).decode().lower()
    day = datetime.datetime.fromtimestamp(state.opened_at / 1000, datetime.UTC).date() if state.opened_at else None
    return "-".join(part for part in (str(day or ""), slug, token) if part)


def digest_of(*inputs: object) -> bytes:
    """A digest of what a bundle is made from; it stays sealed with it."""
    return hashlib.sha256(msgspec.json.encode(inputs, enc_hook=_revealed)).digest()


def content_of(state: State, office: Imprint) -> tuple[object, ...]:
    """What of a briefing's state is in its bundle."""
    seats = [state.seats[seat] for seat in sorted(state.seats)]
    return (state.title, seats, state.ground_rules, state.fillers, state.opened_at, state.concluded_at, office)


def _revealed(value: object) -> object:
    if isinstance(value, Sealed):
        return value.reveal()
    raise NotImplementedError(type(value).__name__)


def _key(folder: DataFolder, briefing: str) -> Key:
    return folder.ring.key_of(briefing).subkey("bundle")


def _path(folder: DataFolder, briefing: str, version: int) -> Path:
    return folder.bundles / briefing / str(version)


def _place(briefing: str, version: int) -> str:
    return f"{briefing}/bundle@{version}"
