"""The quorum's hold on a bundle: the locks of a briefing, and the shares its officers have handed over.

They are events of the stream ``<briefing>/shares``, sealed like all of the log for the house alone.
"""

from __future__ import annotations

import contextlib
from typing import Final

import msgspec
from msgspec import Struct

from ..briefing.embargo import Clock, Condition, Fact, NoEmbargo, facts_of, remaining
from ..briefing.state import State
from ..log.recorder import Append, Conflict, Recorder
from ..sealing.identity import Identity
from ..sealing.keys import KEY_BYTES, Key
from ..sealing.locks import Lock, lock, new_lock, unlock
from ..sealing.officers import recipient_in
from ..sealing.shares import MOST_OFFICERS


class LockMade(Struct, frozen=True, kw_only=True, tag=True):
    """From here on what waits for a fact can be locked by it; of two the first counts."""

    fact: Fact
    lock: Lock


class ShareHanded(Struct, frozen=True, kw_only=True, tag=True):
    """An officer hands over their share of a fact's lock. One that is not theirs counts for nothing."""

    fact: Fact
    by: str
    share: bytes

    def __repr__(self) -> str:
        """Show whose it is, and not the share."""
        return f"ShareHanded(by={self.by!r})"


QuorumEvent = LockMade | ShareHanded

_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final[msgspec.msgpack.Decoder[QuorumEvent]] = msgspec.msgpack.Decoder(QuorumEvent)


def shares_stream(briefing: str) -> str:
    """The stream of a briefing's locks and shares."""
    return f"{briefing}/shares"


def holders(state: State) -> dict[str, str]:
    """The officers among whom keys are split, each with their age recipient.

    None unless each of them has a key file: who signs with anything else cannot hold a share.
    """
    officers = state.ground_rules.quorum.officers
    found = {officer: recipient_in(state.seats[officer].key) for officer in officers if officer in state.seats}
    return found if 0 < len(officers) == len(found) <= MOST_OFFICERS and all(found.values()) else {}


def officers_wait(state: State) -> Condition:
    """What of the embargo takes officers: all but times, unless the rules say that these do too."""
    embargo, times = state.ground_rules.embargo, frozenset[Fact]()
    if not state.ground_rules.quorum.for_clock:
        times = frozenset(fact for fact in facts_of(embargo) if isinstance(fact, Clock))
    return remaining(embargo, times)


def is_split(state: State) -> bool:
    """Whether it takes officers' shares to open what is made ahead."""
    return bool(holders(state)) and officers_wait(state) != NoEmbargo()


class Locked(Struct, frozen=True):
    """A key, locked by what of the embargo took officers then."""

    condition: Condition
    box: bytes


class Locks:
    """The locks of one briefing, as the log has them."""

    def __init__(self, recorder: Recorder, briefing: str) -> None:
        self._recorder = recorder
        self._stream = shares_stream(briefing)
        self._version = 0
        self._locks: dict[Fact, Lock] = {}
        self._shares: dict[Fact, dict[str, Key]] = {}

    def lock(self, key: Key, state: State) -> Locked:
        """Lock a key by the embargo as it is; it opens when that holds, or when the embargo is broken."""
        condition = officers_wait(state)
        return Locked(condition, lock(key.reveal(), condition, lambda fact: self._lock_of(fact, state)))

    def unlock(self, locked: Locked) -> Key | None:
        """The key that was locked; None while shares are missing."""
        self._read()
        secret = unlock(locked.box, locked.condition, self._opened)
        return Key(secret) if secret is not None else None

    def hand_over(self, fact: Fact, officer: str, keys: Identity, state: State, at: int) -> None:
        """Put an officer's share into the log, once. Raises ``ShareError`` where these are not their keys."""
        share = self._lock_of(fact, state).share_of(officer, keys)
        while officer not in self._shares[fact]:
            self._append(ShareHanded(fact=fact, by=officer, share=share.reveal()), at)

    def _lock_of(self, fact: Fact, state: State) -> Lock:
        """The lock of a fact, made unless there is one."""
        self._read()
        while fact not in self._locks:
            made = new_lock(state.ground_rules.quorum.needed, holders(state))
            self._append(LockMade(fact=fact, lock=made), state.starts_at)
        return self._locks[fact]

    def _opened(self, fact: Fact) -> Identity | None:
        return self._locks[fact].opened(self._shares[fact]) if fact in self._locks else None

    def _append(self, event: QuorumEvent, at: int) -> None:
        with contextlib.suppress(Conflict):
            self._recorder.append_group([Append(self._stream, self._version, [_encoder.encode(event)], at)])
        self._read()

    def _read(self) -> None:
        for record in self._recorder.read(self._stream, self._version):
            self._version = record.version
            match _decoder.decode(record.data):
                case LockMade(fact=fact, lock=made) if fact not in self._locks:
                    self._locks[fact], self._shares[fact] = made, {}
                case ShareHanded(fact=fact, by=by, share=share) if self._accepts(fact, by, share):
                    self._shares[fact][by] = Key(share)

    def _accepts(self, fact: Fact, by: str, share: bytes) -> bool:
        return fact in self._locks and len(share) == KEY_BYTES and self._locks[fact].split.accepts(by, Key(share))
