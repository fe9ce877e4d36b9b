"""Locks: what is locked for a condition opens when officers have handed over their shares of its facts, and not before.

Each fact that officers declare has a lock: an age identity (X25519) under a key that is split among them, k of n. To
lock something takes the recipient alone, so it can be done again and again; to open it takes k shares. What waits for
all of several facts is wrapped for one after the other, what waits for any of them for each apart.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from ..briefing.embargo import AllOf, AnyOf, Broken, Condition, Fact, NoEmbargo
from .boxes import BoxError, seal, unseal
from .identity import Identity, IdentityError, wrap_for
from .keys import Key
from .shares import ShareError, Split, combine, split

_boxes: Final = msgspec.msgpack.Decoder(list[bytes])


class Lock(Struct, frozen=True):
    """A lock, with each officer's share wrapped for that officer; without shares it opens nothing."""

    recipient: str
    identity: bytes
    split: Split
    shares: dict[str, bytes]

    def share_of(self, officer: str, keys: Identity) -> Key:
        """An officer's share, opened with their own keys. Raises :class:`~.shares.ShareError`."""
        try:
            return keys.unwrap(self.shares[officer])
        except (KeyError, IdentityError):
            raise ShareError(f"the share of the officer in seat {officer} is not for this key") from None

    def opened(self, shares: Mapping[str, Key]) -> Identity | None:
        """What opens the lock; None while shares are missing. Those that are not these officers' do not count."""
        good = {officer: share for officer, share in shares.items() if self.split.accepts(officer, share)}
        if len(good) < self.split.needed:
            return None
        try:
            return Identity(unseal(combine(self.split, good), self.identity, self.recipient).decode())
        except BoxError:
            return None


def new_lock(needed: int, officers: Mapping[str, str]) -> Lock:
    """A lock that opens with the shares of so many of these officers, each given with their age recipient.

    Raises :class:`~.shares.ShareError` where a key cannot be split so.
    """
    key, identity = Key.new(), Identity.new()
    kept, shares = split(key, needed, list(officers))
    return Lock(
        recipient=identity.recipient,
        identity=seal(key, identity.reveal().encode(), identity.recipient),
        split=kept,
        shares={officer: wrap_for(officers[officer], share.reveal()) for officer, share in shares.items()},
    )


def lock(secret: bytes, condition: Condition, lock_of: Callable[[Fact], Lock]) -> bytes:
    """A secret that opens when officers have handed over what the condition takes, or what a broken embargo takes."""
    locked = [_lock(secret, condition, lock_of), wrap_for(lock_of(Broken()).recipient, secret)]
    return msgspec.msgpack.encode(locked)


def unlock(locked: bytes, condition: Condition, opened: Callable[[Fact], Identity | None]) -> bytes | None:
    """What was locked by this condition; None while the locks that have been ``opened`` are not enough."""
    by_condition, by_break = _boxes.decode(locked)
    secret = _unlock(by_condition, condition, opened)
    return _open(by_break, opened(Broken())) if secret is None else secret


def _lock(secret: bytes, condition: Condition, lock_of: Callable[[Fact], Lock]) -> bytes:
    match condition:
        case NoEmbargo():
            return secret
        case AllOf(of=parts):
            for part in parts:
                secret = _lock(secret, part, lock_of)
            return secret
        case AnyOf(of=parts):
            return msgspec.msgpack.encode([_lock(secret, part, lock_of) for part in parts])
        case fact:
            return wrap_for(lock_of(fact).recipient, secret)


def _unlock(locked: bytes, condition: Condition, opened: Callable[[Fact], Identity | None]) -> bytes | None:
    match condition:
        case NoEmbargo():
            return locked
        case AllOf(of=parts):
            inner: bytes | None = locked
            for part in reversed(parts):
                inner = None if inner is None else _unlock(inner, part, opened)
            return inner
        case AnyOf(of=parts):
            tries = (_unlock(box, part, opened) for box, part in zip(_boxes.decode(locked), parts, strict=True))
            return next((secret for secret in tries if secret is not None), None)
        case fact:
            return _open(locked, opened(fact))


def _open(locked: bytes, identity: Identity | None) -> bytes | None:
    """What was wrapped for a lock; None while that is not open, or where the lock was made anew since."""
    with contextlib.suppress(IdentityError):
        return identity.open(locked) if identity else None
    return None
