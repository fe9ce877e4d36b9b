"""A briefing from a file: who is expected, under which ground rules, and the PINs made for them."""

from __future__ import annotations

import datetime
import re
import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ..briefing import commands as do
from ..briefing.pins import pin_digest
from ..briefing.sealed import Sealed
from ..briefing.terms import HOUSE, Embargo, EmbargoKind, GroundRules, Level, Role, Seat
from ..exchange.keypad import PIN_DIGITS

_NUMBERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_LETTERS: Final = "bcdfghjkmnpqrstvwxz23456789"


class InvitationError(Exception):
    """The file cannot be used; the message says where and why."""


class SeatEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[seat]]`` of the file."""

    role: Role
    name: str
    also: tuple[str, ...] = ()
    alias: str = ""
    agency: str = ""
    outlet: str = ""
    on_the_record: bool = False


class RulesEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """``[ground_rules]``: ``embargo`` is ``none``, ``conclusion``, or what must happen, in words."""

    level: Level = Level.ON_BACKGROUND
    phrase: str = "senior administration officials"
    embargo: str = "conclusion"


class Invitation(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what it is about, when it starts, the rules and the people."""

    title: str
    starts: datetime.datetime
    seat: tuple[SeatEntry, ...]
    ground_rules: RulesEntry = RulesEntry()
    announced_by_house: bool = True


class Admission(Struct, frozen=True):
    """What one person must be told: their PIN, spoken or written to them alone."""

    seat: str
    role: Role
    name: Sealed
    pin: Sealed


def read_invitation(path: Path) -> Invitation:
    """Read the file. Raises :class:`InvitationError`, which never shows a name."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Invitation)
    except OSError as error:
        raise InvitationError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvitationError(f"{path} is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise InvitationError(f"{path}: {error}") from error


def new_briefing_id() -> str:
    """A name for a briefing that tells nothing and is easy to dial and to say."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def convene(invitation: Invitation, pin_key: bytes, at: int) -> tuple[do.Convene, list[Admission]]:
    """The command that convenes the briefing, and what each person must be told."""
    seats: list[Seat] = []
    admissions: list[Admission] = []
    pins = _pins(len(invitation.seat))
    aliases = _aliases(invitation.seat)
    for number, (entry, pin, alias) in enumerate(zip(invitation.seat, pins, aliases, strict=True), start=1):
        seat = Seat(
            id=f"s{number}",
            role=entry.role,
            name=Sealed(entry.name),
            also=tuple(Sealed(other) for other in entry.also),
            alias=entry.alias or alias,
            agency=entry.agency,
            outlet=entry.outlet,
            named=entry.on_the_record,
            pin=pin_digest(pin_key, pin),
        )
        seats.append(seat)
        admissions.append(Admission(seat.id, seat.role, seat.name, Sealed(pin)))
    command = do.Convene(
        at=at,
        by=HOUSE,
        title=invitation.title,
        ground_rules=_ground_rules(invitation.ground_rules),
        seats=tuple(seats),
        starts_at=round(invitation.starts.timestamp() * 1000),
        announces=invitation.announced_by_house,
    )
    return command, admissions


def _ground_rules(entry: RulesEntry) -> GroundRules:
    words = entry.embargo.strip()
    if words in (EmbargoKind.NONE.value, EmbargoKind.CONCLUSION.value):
        embargo = Embargo(EmbargoKind(words))
    else:
        embargo = Embargo(EmbargoKind.EVENT, re.sub(r"^until\s+", "", words))
    return GroundRules(entry.level, entry.phrase, embargo)


def _pins(count: int) -> list[str]:
    pins: set[str] = set()
    while len(pins) < count:
        pins.add("".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS)))
    return list(pins)


def _aliases(entries: tuple[SeatEntry, ...]) -> Iterator[str]:
    """How the record names each seat unless the file says otherwise. A lone official has no number."""
    officials = sum(entry.role is Role.OFFICIAL for entry in entries)
    number = 0
    for entry in entries:
        if entry.on_the_record:
            yield entry.name
        elif entry.role is Role.OFFICIAL:
            number += 1
            yield "Senior Administration Official" + (f" {_NUMBERS[number - 1]}" if officials > 1 else "")
        else:
            yield "Question" if entry.role is Role.REPORTER else entry.role.value.title()
