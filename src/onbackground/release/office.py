"""The office that publishes: what it says of itself (``office.toml`` in the data folder), and the key it signs with."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from ..log.folder import DataFolder
from ..proof.notes import NoteError, Signer, read_key, signer
from ..sealing.writing import write_once
from ..transcript.writing import Imprint
from .mailing.settings import MailServer
from .object_store import Account
from .stamping import Authority


class OfficeError(Exception):
    """The file cannot be used; the message says where it is and what is wrong with it."""


def read_office(data: Path) -> Imprint:
    """Return what ``office.toml`` in the data folder says; where there is none, the usual.

    Raises OfficeError when it says something that nobody knows here, and OSError when it cannot be read.
    """
    return _read(data).imprint


def read_mail_server(data: Path) -> MailServer | None:
    """Return the server the office sends mail through, if ``office.toml`` names one; raises as :func:`read_office`."""
    return _read(data).mail


def read_store(data: Path) -> Account | None:
    """Return the bucket that is published to, if ``office.toml`` names one; raises as :func:`read_office`."""
    return _read(data).store


def read_authority(data: Path) -> Authority | None:
    """Return whom to ask for time stamps, if ``office.toml`` names one; raises as :func:`read_office`."""
    return _read(data).authority


class _Office(Struct, frozen=True):
    imprint: Imprint = Imprint()
    mail: MailServer | None = None
    store: Account | None = None
    authority: Authority | None = None


def _read(data: Path) -> _Office:
    path = data / "office.toml"
    if not path.exists():
        return _Office()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        mail = msgspec.convert(table.pop("mail", None), MailServer | None)
        store = msgspec.convert(table.pop("store", None), Account | None)
        if store and path.stat().st_mode & 0o077:
            raise ValueError(f"it has a secret in it, and others can read it: chmod 600 {path}")
        authority = msgspec.convert(table.pop("time_stamp", None), Authority | None)
        return _Office(msgspec.convert(table, Imprint), mail, store, authority)
    except (ValueError, msgspec.ValidationError) as error:
        raise OfficeError(f"{path}: {error}") from None


def signer_of(folder: DataFolder, domain: str) -> Signer:
    """The office's Ed25519 key, derived from the house's own: who has the house's identity can sign, and nobody else.

    The name it signs under is the ``domain`` when it is first used, and stays: it is kept beside the key's public half
    in ``office.key``. Raises OfficeError where that file is of another key.
    """
    private = Ed25519PrivateKey.from_private_bytes(folder.own_key("office signature").reveal())
    if not folder.office_key.exists():
        with contextlib.suppress(FileExistsError):
            write_once(folder.office_key, f"{signer(domain, private).key}\n".encode())
    try:
        kept = read_key(folder.office_key.read_text(encoding="utf-8"))
    except (NoteError, UnicodeDecodeError) as error:
        raise OfficeError(f"{folder.office_key}: {error}") from None
    ours = signer(kept.name, private)
    if ours.key != kept:
        raise OfficeError(f"{folder.office_key} is the key of another house: put back the one it had")
    return ours
