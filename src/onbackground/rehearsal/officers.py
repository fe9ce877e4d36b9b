"""The officers of a rehearsal: where its embargo waits for what somebody must declare, two of three have to sign it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..briefing.embargo import Clock, Conclusion, Condition, Quorum, facts_of
from ..briefing.sealed import Sealed
from ..briefing.terms import Role, Seat
from ..sealing.officers import OfficerKeys

QUORUM: Final = 2
_NUMBERS: Final = ("One", "Two", "Three")


def appoint(embargo: Condition, place: Path) -> tuple[Seat, ...]:
    """Make three officers' keys, a file each in ``place``, and return their seats; nobody's where none is needed.

    A call that lifts its embargo by its conclusion, or a time by coming, needs no officer. Raises FileExistsError where
    there are keys already.
    """
    if all(isinstance(fact, Conclusion | Clock) for fact in facts_of(embargo)):
        return ()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tuple(_officer(place / f"officer-{n}", f"Press Officer {number}") for n, number in enumerate(_NUMBERS, 1))


def quorum_of(officers: tuple[Seat, ...]) -> Quorum:
    """Two of these officers, if there are any."""
    return Quorum(QUORUM, tuple(officer.id for officer in officers)) if officers else Quorum()


def _officer(file: Path, alias: str) -> Seat:
    keys = OfficerKeys.new()
    keys.keep(file)
    return Seat(
        id=file.name,
        role=Role.LISTENER,
        name=Sealed(alias),
        alias=alias,
        pin=f"{file.name} does not dial in",
        key=keys.public,
    )
