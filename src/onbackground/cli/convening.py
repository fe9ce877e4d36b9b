"""A briefing from a file: who is expected, under which ground rules, and the PINs made for them."""

from __future__ import annotations

import datetime
import re
import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from msgspec import Struct
from msgspec.structs import replace

from ..attribution.roster import RosterError
from ..attribution.roster_file import refuse_names_in_aliases
from ..briefing import commands as do
from ..briefing.embargo import Quorum, Section
from ..briefing.passkeys import link_key, to_base64url
from ..briefing.pins import pin_digest
from ..briefing.refusals import Refusal
from ..briefing.sealed import Sealed
from ..briefing.statements import KEY_PREFIX, OfficerKeyError, check_key
from ..briefing.terms import HOUSE, Fillers, GroundRules, Level, Role, Seat
from ..desk.signin import one_time_link
from ..exchange.keypad import PIN_DIGITS
from ..log.briefings import Asked, Briefings
from ..log.folder import DataFolder
from ..release.assembly import roster_of
from ..sealing.identity import IdentityError, wrap_for
from ..sealing.officers import recipient_in
from .written_embargo import EmbargoError, read_embargo

_NUMBERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_PASSKEY: Final = "passkey"
"""What stands for the key of an officer who is to enrol a passkey."""

_LETTERS: Final = "bcdfghjkmnpqrstvwxz23456789"


class InvitationError(Exception):
    """The file cannot be used; the message says where and why."""


class SeatEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[seat]]`` of the file."""

    role: Role
    name: str
    also: tuple[str, ...] = ()
    alias: str = ""
    title: str = ""
    agency: str = ""
    outlet: str = ""
    on_the_record: bool = False
    officer: bool = False
    key: str = ""


class SectionEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``[[ground_rules.section]]``: a part of the call with an embargo of its own."""

    title: str
    embargo: str | dict[str, Any]


class RulesEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """``[ground_rules]``: embargoes as in :mod:`.written_embargo`; ``lifted_by`` is how many officers must agree."""

    level: Level = Level.ON_BACKGROUND
    phrase: str = "senior administration officials"
    embargo: str | dict[str, Any] = "conclusion"
    section: tuple[SectionEntry, ...] = ()
    lifted_by: int = 1
    clock_needs_officers: bool = False
    audio_released: bool = False
    advance_copies: bool = False


class Invitation(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what it is about, when it starts (now, unless it says), the rules and the people."""

    title: str
    seat: tuple[SeatEntry, ...]
    starts: datetime.datetime | None = None
    ground_rules: RulesEntry = RulesEntry()
    announced_by_house: bool = True
    fillers: Fillers = Fillers.PUBLISHED


class Admission(Struct, frozen=True):
    """What one person must be told, and nobody else: their PIN, and the path of the link to their desk, if any.

    ``enrolment`` is the path of the link with which an officer enrols their passkey. It has the private half of the
    link's key behind the ``#``, where no browser sends it anywhere, and it is kept nowhere.
    """

    seat: str
    role: Role
    name: Sealed
    pin: Sealed
    link: str = ""
    enrolment: Sealed | None = None


def read_invitation(path: Path) -> Invitation:
    """Read the file. Raises :class:`InvitationError`, which never shows a name."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvitationError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InvitationError(f"{path} is not TOML: it is not text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise InvitationError(f"{path} is not TOML: {_without_values(error)}") from None
    try:
        seats = _seats(table.pop("seat", []))
        return msgspec.convert({**table, "seat": seats}, Invitation)
    except msgspec.ValidationError as error:
        raise InvitationError(f"{path}: {_without_values(error)}") from None


def _seats(tables: object) -> list[SeatEntry]:
    """Every ``[[seat]]``. Raises ``ValidationError``, which says which one is wrong."""
    seats: list[SeatEntry] = []
    for number, table in enumerate(msgspec.convert(tables, list[dict[str, Any]]), start=1):
        try:
            seats.append(msgspec.convert(table, SeatEntry))
        except msgspec.ValidationError as error:
            raise msgspec.ValidationError(f"seat {number}: {error}") from None
    return seats


def _without_values(error: Exception) -> str:
    """What is wrong, without what stands there: it may be somebody's name."""
    roles = ", ".join(role.value for role in Role)
    levels = ", ".join(level.value for level in Level)
    fillers = ", ".join(one.value for one in Fillers)
    line = re.sub(r"enum value '.*' - at `\$\.role`", f"role: write one of {roles}", str(error))
    line = re.sub(r"enum value '.*' - at `\$\.ground_rules\.level`", f"level: write one of {levels}", line)
    line = re.sub(r"enum value '.*' - at `\$\.fillers`", f"fillers: write one of {fillers}", line)
    return re.sub(r"'[^']{2,}'", "a value", line)


def admit(invitation: Invitation, folder: DataFolder, at: int) -> tuple[str, list[Admission]]:
    """Convene the briefing in this folder's log; its id, and what each person must be told.

    Raises :class:`InvitationError` where the rules refuse it.
    """
    command, admissions = convene(invitation, folder.pin_key(), at)
    recorder = folder.recorder()
    briefing = new_briefing_id()
    outcome = Briefings(recorder).ask([Asked(briefing, command)])[0].outcome
    recorder.close()
    if isinstance(outcome, Refusal):
        raise InvitationError(f"the briefing cannot be convened: {outcome}")
    at_a_desk = {seat.id for seat in command.seats if seat.role in (Role.MODERATOR, Role.OPERATOR)}
    at_a_desk.update(command.ground_rules.quorum.officers)
    return briefing, [
        replace(
            one,
            link=one_time_link(folder, briefing, one.seat) if one.seat in at_a_desk else "",
            enrolment=Sealed(f"/enrol#{briefing}.{one.seat}.{one.enrolment.reveal()}") if one.enrolment else None,
        )
        for one in admissions
    ]


def new_briefing_id() -> str:
    """A name for a briefing that tells nothing and is easy to dial and to say."""
    return "".join(secrets.choice(_LETTERS) for _ in range(6))


def convene(invitation: Invitation, pin_key: bytes, at: int) -> tuple[do.Convene, list[Admission]]:
    """The command that convenes the briefing, and what each person must be told.

    Raises :class:`InvitationError` for a seat whose name could not be kept out of the record.
    """
    seats: list[Seat] = []
    admissions: list[Admission] = []
    pins = _pins(len(invitation.seat))
    aliases = _aliases(invitation.seat)
    for number, (entry, pin, alias) in enumerate(zip(invitation.seat, pins, aliases, strict=True), start=1):
        key, enrolment = _link_key() if entry.key == _PASSKEY else (entry.key, None)
        seat = Seat(
            id=f"s{number}",
            role=entry.role,
            name=Sealed(entry.name),
            also=tuple(Sealed(other) for other in entry.also),
            alias=entry.alias or alias,
            title=entry.title,
            agency=entry.agency,
            outlet=entry.outlet,
            named=entry.on_the_record,
            key=key,
            pin=pin_digest(pin_key, pin),
        )
        seats.append(seat)
        admissions.append(Admission(seat.id, seat.role, seat.name, Sealed(pin), enrolment=enrolment))
    named = any(entry.officer for entry in invitation.seat)
    for number, entry in enumerate(invitation.seat, start=1):
        if entry.key and entry.key != _PASSKEY:
            _check_key(number, entry.key)
        elif entry.key and not (entry.officer if named else entry.role in (Role.MODERATOR, Role.OPERATOR)):
            raise InvitationError(
                f"the briefing cannot be convened: seat {number}: key: a passkey is an officer's; write officer = true"
            )
    try:
        refuse_names_in_aliases(roster_of(seats))
    except RosterError as error:
        raise InvitationError(f"the briefing cannot be convened: {error}") from None
    command = do.Convene(
        at=at,
        by=HOUSE,
        title=invitation.title,
        ground_rules=_ground_rules(invitation),
        seats=tuple(seats),
        starts_at=round(invitation.starts.timestamp() * 1000) if invitation.starts else at,
        announces=invitation.announced_by_house,
        fillers=invitation.fillers,
    )
    return command, admissions


def _ground_rules(invitation: Invitation) -> GroundRules:
    entry = invitation.ground_rules
    officers = tuple(f"s{number}" for number, seat in enumerate(invitation.seat, start=1) if seat.officer)
    try:
        return GroundRules(
            entry.level,
            entry.phrase,
            read_embargo(entry.embargo),
            tuple(
                Section(f"part{number}", section.title, read_embargo(section.embargo))
                for number, section in enumerate(entry.section, start=1)
            ),
            Quorum(entry.lifted_by, officers, entry.clock_needs_officers),
            entry.audio_released,
            entry.advance_copies,
        )
    except EmbargoError as error:
        raise InvitationError(f"the briefing cannot be convened: its embargo is not understood; {error}") from None


def _check_key(number: int, key: str) -> None:
    try:
        check_key(key)
        if key.startswith(KEY_PREFIX):
            wrap_for(recipient_in(key), b"")
    except OfficerKeyError as error:
        raise InvitationError(f"the briefing cannot be convened: seat {number}: key: {error}") from None
    except IdentityError:
        raise InvitationError(
            f"the briefing cannot be convened: seat {number}: key: its second half, age1…, is missing or wrong, "
            "for which the officer's share is sealed; write the whole line that onbackground officer new prints"
        ) from None


def _link_key() -> tuple[str, Sealed]:
    """A new link's key: what stands in the seat, and the private half, which is written nowhere else."""
    private = ec.generate_private_key(ec.SECP256R1())
    point = private.public_key().public_numbers()
    numbers = (private.private_numbers().private_value, point.x, point.y)
    return link_key(private.public_key()), Sealed(to_base64url(b"".join(one.to_bytes(32) for one in numbers)))


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
            yield "Senior Administration Official" + (f" {_numeral(number)}" if officials > 1 else "")
        else:
            yield "Question" if entry.role is Role.REPORTER else entry.role.value.title()


def _numeral(number: int) -> str:
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else str(number)
