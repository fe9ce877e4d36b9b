"""The parts of a script as the seats of a briefing, with a PIN for each."""

from __future__ import annotations

import secrets

from msgspec.structs import replace

from ..briefing import commands as do
from ..briefing.pins import pin_digest
from ..briefing.sealed import Sealed
from ..briefing.terms import HOUSE, Seat
from ..exchange.keypad import PIN_DIGITS
from .officers import quorum_of
from .script import Part, Script


def new_pins(script: Script) -> dict[str, str]:
    """A PIN for every part, no two alike."""
    pins: dict[str, str] = {}
    while len(pins) < len(script.parts):
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if pin not in pins.values():
            pins[script.parts[len(pins)].id] = pin
    return pins


def convene(
    script: Script, pins: dict[str, str], pin_key: bytes, at: int, *, announces: bool, officers: tuple[Seat, ...] = ()
) -> do.Convene:
    """The command that convenes a script's briefing; ``officers`` are to declare what its embargo waits for."""
    return do.Convene(
        at=at,
        by=HOUSE,
        title=script.title,
        ground_rules=replace(script.ground_rules, quorum=quorum_of(officers)),
        seats=(*(_seat(part, pin_digest(pin_key, pins[part.id])) for part in script.parts), *officers),
        starts_at=at,
        announces=announces,
    )


def _seat(part: Part, pin: str) -> Seat:
    return Seat(
        id=part.id,
        role=part.role,
        name=Sealed(part.name),
        also=tuple(Sealed(other) for other in part.also),
        alias=part.alias,
        outlet=part.outlet,
        title=part.title,
        agency=part.agency,
        named=part.named,
        pin=pin,
    )
