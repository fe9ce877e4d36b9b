"""Advance copies: who may have one, the copies, each sealed to its reader, and what is kept to trace them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from msgspec import Struct

from ...briefing.state import State
from ...log.folder import DataFolder
from ...log.recorder import Recorder
from ...sealing.boxes import seal, unseal
from ...sealing.keys import Key
from ...sealing.writing import write_over
from ...transcript.document import Transcript
from ...transcript.writing import Imprint
from ...transcript.writing.as_advance_copy import AdvanceCopies, Plate
from .naming import sides

_LONGEST_NAME: Final = 90


class AdvanceError(Exception):
    """Advance copies cannot be made, or not be traced; the message says why."""


class Reader(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An accredited reporter; ``key`` is the age recipient (``age1…``) that their copy is sealed to."""

    name: str
    outlet: str = ""
    key: str

    @property
    def title(self) -> str:
        """As the copy calls its reader, and as a leaked one names them."""
        return ", ".join(part for part in (self.name.strip(), self.outlet.strip()) if part)


class CopyMade(Struct, frozen=True, kw_only=True, tag=True):
    """A copy was made for this reader; ``plate`` is what it is compared with, should it leak."""

    at: int
    reader: Reader
    plate: str


class SealedCopy(Struct, frozen=True):
    """One reader's copy: the name of its file, which tells nothing, and the age file itself."""

    reader: Reader
    name: str
    data: bytes


def read_accredited(path: Path) -> list[Reader]:
    """The ``[[reader]]`` of a file. Raises :class:`AdvanceError`, and OSError where it cannot be read."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        readers = msgspec.convert(table.get("reader", []), list[Reader])
    except (ValueError, msgspec.ValidationError):
        raise AdvanceError(f"{path}: expected [[reader]] tables with name, outlet and key, in TOML") from None
    for number, reader in enumerate(readers, start=1):
        if not 0 < len(reader.title) <= _LONGEST_NAME or "\n" in reader.title:
            raise AdvanceError(f"{path}: reader {number}: name and outlet must have 1 to {_LONGEST_NAME} signs")
        _recipient(reader, f"{path}: reader {number}")
    if not readers or len({reader.key.strip() for reader in readers}) < len(readers):
        raise AdvanceError(f"{path}: expected at least one reader, and a key of their own for each")
    return readers


def check_allowed(state: State) -> None:
    """Raises :class:`AdvanceError` where there are to be no advance copies, or none any more."""
    if not state.ground_rules.advance_copies:
        raise AdvanceError(
            "the ground rules of this briefing allow no advance copies: advance_copies = true in its invitation does"
        )
    if state.lifts:
        raise AdvanceError("the embargo has lifted: there is nothing to be had in advance any more")


def make_copies(
    recorder: Recorder,
    folder: DataFolder,
    briefing: str,
    transcript: Transcript,
    imprint: Imprint,
    readers: Sequence[Reader],
    at: int,
) -> Iterator[SealedCopy]:
    """Set each reader's copy and seal it to them; first it is noted, durably, that they have one.

    Raises OSError and ``KeyDestroyedError``.
    """
    copies, key = AdvanceCopies(transcript, imprint), folder.ring.key_of(briefing)
    plate = _keep(folder, briefing, copies.plate())
    stream = advance_stream(briefing)
    for reader in readers:
        pdf = copies.copy(reader.title, sides(mark_of(key, reader, copies.places), copies.places).tolist())
        sealed = bytes(pyrage.encrypt(pdf, [_recipient(reader, "reader")]))
        event = msgspec.json.encode(CopyMade(at=at, reader=reader, plate=plate))
        recorder.append(stream, recorder.version(stream), [event], at)
        serial = key.subkey("advance copy", reader.key.strip()).reveal().hex()[:8]
        yield SealedCopy(reader, f"advance-{briefing}-{serial}.pdf.age", sealed)


def read_copies(recorder: Recorder, briefing: str) -> list[CopyMade]:
    """Every copy that was made."""
    return [msgspec.json.decode(record.data, type=CopyMade) for record in recorder.read(advance_stream(briefing))]


def read_plate(folder: DataFolder, briefing: str, plate: str) -> Plate:
    """What copies are compared with. Raises :class:`AdvanceError` where it is gone."""
    try:
        box = (folder.advance / briefing / plate).read_bytes()
    except FileNotFoundError:
        raise AdvanceError(f"advance/{briefing}/{plate} is gone from the data folder: put it back") from None
    return msgspec.msgpack.decode(unseal(_plate_key(folder, briefing), box, plate), type=Plate)


def mark_of(key: Key, reader: Reader, places: int) -> bytes:
    """The mark of a reader in a briefing: a bit a place, the same whenever their copy is made."""
    length = -(-places // 8)
    expand = HKDFExpand(algorithm=SHA256(), length=length, info=b"places")
    return expand.derive(key.subkey("advance mark", reader.key.strip()).reveal())


def advance_stream(briefing: str) -> str:
    """The stream in which copies are noted."""
    return f"{briefing}/advance"


def _keep(folder: DataFolder, briefing: str, plate: Plate) -> str:
    plain = msgspec.msgpack.encode(plate)
    name = hashlib.sha256(plain).hexdigest()[:16]
    place = folder.advance / briefing
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_over(place / name, seal(_plate_key(folder, briefing), plain, name))
    return name


def _plate_key(folder: DataFolder, briefing: str) -> Key:
    return folder.ring.record_key(briefing).subkey("advance plate")


def _recipient(reader: Reader, where: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(reader.key.strip())
    except pyrage.RecipientError:
        raise AdvanceError(f"{where}: key is no age recipient: it begins with age1, as age-keygen prints it") from None
