"""Who somebody on a briefing is, as the desk shows it, and what an officer signs with. Pure."""

from __future__ import annotations

import enum

from msgspec import Struct

from ..briefing.passkeys import awaits_passkey, fingerprint, is_passkey
from ..briefing.terms import Role, Seat


class SeatView(Struct, frozen=True):
    """Who somebody is. ``name`` is null for officials on background: it is asked for one by one."""

    id: str
    role: Role
    alias: str
    name: str | None
    outlet: str
    agency: str
    phrase: str


def seat_view(seat: Seat) -> SeatView:
    """Who somebody is, without the name of an official on background."""
    hidden = seat.role is Role.OFFICIAL and not seat.named
    return SeatView(
        seat.id, seat.role, seat.alias, None if hidden else seat.name.reveal(), seat.outlet, seat.agency, seat.phrase
    )


class KeyKind(enum.Enum):
    """What an officer signs with."""

    NONE = "none"
    """Nothing: believed as the desk lets them in."""
    FILE = "file"
    PASSKEY = "passkey"
    AWAITED = "awaited"
    """A passkey that is not enrolled yet."""


class OfficerView(Struct, frozen=True):
    """An officer, what they sign with, and the fingerprint of that key (empty while there is none)."""

    seat: str
    key: KeyKind
    fingerprint: str


def officer_view(seat: Seat) -> OfficerView:
    """What the officer in this seat signs with."""
    if not seat.key:
        return OfficerView(seat.id, KeyKind.NONE, "")
    if awaits_passkey(seat.key):
        return OfficerView(seat.id, KeyKind.AWAITED, "")
    return OfficerView(seat.id, KeyKind.PASSKEY if is_passkey(seat.key) else KeyKind.FILE, fingerprint(seat.key))
