"""A key split among n officers so that any k of them have it, and fewer have nothing.

Every officer's share is a key of its own. For each choice of k officers the split key is sealed once more, under a key
derived from their k shares together (HKDF with SHA-256), so only standard primitives are used. Ten officers at most:
252 boxes for five of ten.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from .boxes import seal, unseal
from .keys import KEY_BYTES, Key

MOST_OFFICERS: Final = 10


class ShareError(Exception):
    """A key cannot be split so, or a share is not what it should be; the message says which officer's."""


class Split(Struct, frozen=True):
    """What is kept of a split key; it opens nothing without ``needed`` shares.

    ``marks`` are the officers, each with a digest by which their share is known. ``boxes`` has the key once for each
    choice of officers, in the order of :func:`itertools.combinations`.
    """

    needed: int
    marks: dict[str, bytes]
    boxes: tuple[bytes, ...]

    def accepts(self, officer: str, share: Key) -> bool:
        """Whether this is that officer's share."""
        return officer in self.marks and hmac.compare_digest(self.marks[officer], _mark(officer, share))


def split(key: Key, needed: int, officers: Sequence[str]) -> tuple[Split, dict[str, Key]]:
    """Split a key; returns what is kept, and each officer's share. Raises :class:`ShareError`."""
    if not 1 <= needed <= len(officers) <= MOST_OFFICERS or len(set(officers)) < len(officers):
        raise ShareError(f"a key is split among at most {MOST_OFFICERS} officers, of whom at least one is needed")
    shares = {officer: Key.new() for officer in sorted(officers)}
    boxes = tuple(
        seal(_together(shares, chosen), key.reveal(), _place(chosen)) for chosen in combinations(shares, needed)
    )
    return Split(needed, {officer: _mark(officer, share) for officer, share in shares.items()}, boxes), shares


def combine(kept: Split, shares: Mapping[str, Key]) -> Key:
    """The key that was split, from the shares of enough officers.

    Raises :class:`ShareError` for too few, or one that is not that officer's; ``BoxError`` for a box that was changed.
    """
    for officer, share in shares.items():
        if not kept.accepts(officer, share):
            raise ShareError(f"what the officer in seat {officer} handed over is not their share")
    if len(shares) < kept.needed:
        raise ShareError(f"{kept.needed} officers are needed, and {len(shares)} handed over their share")
    chosen = tuple(sorted(shares))[: kept.needed]
    place = list(combinations(sorted(kept.marks), kept.needed)).index(chosen)
    return Key(unseal(_together(shares, chosen), kept.boxes[place], _place(chosen)))


def _together(shares: Mapping[str, Key], chosen: Sequence[str]) -> Key:
    """One key from several shares: whoever lacks one of them has nothing of it."""
    secret = b"".join(shares[officer].reveal() for officer in chosen)
    info = b"onbackground\0shares\0" + _place(chosen).encode()
    return Key(HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret))


def _place(chosen: Sequence[str]) -> str:
    return "\0".join(chosen)


def _mark(officer: str, share: Key) -> bytes:
    return share.subkey("share", officer).reveal()
