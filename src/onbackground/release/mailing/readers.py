"""The office's list: the addresses of its readers, sealed, and the marks by which everything else knows them.

An address stands in the list alone. The log, and what the house says of itself, have a mark in its place: a keyed
digest that tells nothing to whoever has not the house's key. So whoever is taken off the list is forgotten.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from ...briefing.sealed import Sealed
from ...log.folder import DataFolder
from ...sealing.boxes import seal, unseal
from ...sealing.writing import write_over
from ...transcript.writing import is_address

_PURPOSE: Final = "readers"
_MARK_BYTES: Final = 10


class ListError(Exception):
    """A list cannot be used; the message says which line, and shows no address."""


def parse_list(text: str) -> list[Sealed]:
    """The addresses of a file: one a line, ``#`` begins a remark. Raises :class:`ListError`."""
    addresses = []
    for number, line in enumerate(text.splitlines(), start=1):
        address = line.partition("#")[0].strip()
        if not address:
            continue
        if not is_address(address) or len(address) > 254:
            raise ListError(f"line {number}: expected one bare e-mail address in ASCII, such as ada@example.org")
        addresses.append(Sealed(address))
    return addresses


def read_readers(folder: DataFolder) -> dict[str, Sealed]:
    """Every reader's address, by their mark. Raises ``BoxError`` where the list is another house's."""
    try:
        box = (folder.mailing / _PURPOSE).read_bytes()
    except FileNotFoundError:
        return {}
    addresses = msgspec.json.decode(unseal(folder.own_key(_PURPOSE), box, _PURPOSE), type=list[str])
    return {mark_of(folder, address): Sealed(address) for address in addresses}


def keep_readers(folder: DataFolder, addresses: Iterable[Sealed]) -> Mapping[str, Sealed]:
    """Let the list be these, each once, in place of what it was; durably. Returns it."""
    readers: dict[str, Sealed] = {}
    for address in addresses:
        readers.setdefault(mark_of(folder, address.reveal()), address)
    folder.mailing.mkdir(mode=0o700, exist_ok=True)
    plain = msgspec.json.encode([address.reveal() for address in readers.values()])
    write_over(folder.mailing / _PURPOSE, seal(folder.own_key(_PURPOSE), plain, _PURPOSE))
    return readers


def mark_of(folder: DataFolder, address: str) -> str:
    """The mark of a reader: the same for one address, however its letters are written large or small."""
    return _keyed(folder, "reader", address.casefold())


def message_id(folder: DataFolder, briefing: str, reader: str, domain: str) -> str:
    """The Message-ID of what this reader gets of this briefing, without its brackets. It tells nothing of either."""
    return f"{_keyed(folder, 'message', briefing, reader)}@{domain}"


def _keyed(folder: DataFolder, *parts: str) -> str:
    key = folder.own_key("mailing marks").reveal()
    digest = hmac.digest(key, "\0".join(parts).encode(), hashlib.sha256)
    return base64.b32encode(digest[:_MARK_BYTES]).decode().lower()
