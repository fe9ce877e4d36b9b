"""``onbackground mail``: the office's list, and how a mailing stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from ..log.folder import DataFolder
from ..release.correcting import ReleaseError
from ..release.mailing.mailing import Mailing, Settled, Standing
from ..release.mailing.readers import ListError, keep_readers, parse_list, read_readers

_TO_SETTLE: Final = (Standing.IN_DOUBT, Standing.REFUSED)


def replace_list(folder: DataFolder, file: Path) -> None:
    """Let the list be what the file says, and tell how many it has. Raises ``ListError`` and OSError."""
    try:
        addresses = parse_list(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ListError(f"{file} is no list: it is not text in UTF-8") from None
    except ListError as error:
        raise ListError(f"{file}: {error}") from None
    print(f"The list has {_readers(len(keep_readers(folder, addresses)))}.")


def show_list(folder: DataFolder) -> None:
    """Print every reader's mark and address."""
    for mark, address in read_readers(folder).items():
        print(mark, address.reveal())


def remove_reader(folder: DataFolder, reader: str) -> None:
    """Take a reader off the list. Raises ``ListError`` for one who is not on it."""
    readers = read_readers(folder)
    if readers.pop(reader, None) is None:
        raise ListError(f"no reader of the list has the mark {reader}: see them with onbackground mail readers")
    print(f"The list has {_readers(len(keep_readers(folder, readers.values())))}.")


def show_mailing(folder: DataFolder, briefing: str, *, as_json: bool) -> int:
    """Print how the mailing stands; 1 where there is something for a person to settle."""
    mailing, addresses = _mailing(folder, briefing), read_readers(folder)
    counts = {one.value: sum(found is one for found in mailing.standing.values()) for one in Standing}
    waiting_for_a_person = [
        {
            "reader": reader,
            "address": addresses[reader].reveal() if reader in addresses else "",
            "standing": standing.value,
            "status": mailing.status.get(reader, "") if standing is Standing.REFUSED else "",
        }
        for reader, standing in mailing.standing.items()
        if standing in _TO_SETTLE
    ]
    if as_json:
        print(json.dumps({"allowed": mailing.allowed, "counts": counts, "settle": waiting_for_a_person}))
    elif not mailing.begun:
        print("Nothing of it goes out by mail yet: it is not published, or had no letter when it was.")
    else:
        print(", ".join(f"{count} {standing}" for standing, count in counts.items() if count) or "The list was empty.")
        for one in waiting_for_a_person:
            address = one["address"] or "(no longer on the list)"
            print(f"{one['reader']}  {one['standing']} {one['status']}".rstrip() + f"  {address}")
    return 1 if waiting_for_a_person else 0


def settle_reader(folder: DataFolder, briefing: str, reader: str, *, again: bool, at: int) -> None:
    """Note what a person says of a reader in doubt, or refused. Raises ``ReleaseError`` where there is no doubt."""
    mailing = _mailing(folder, briefing)
    if mailing.standing.get(reader) not in _TO_SETTLE:
        raise ReleaseError(f"nothing is to be settled about the reader {reader}: see onbackground mail status")
    mailing.note(Settled(at=at, reader=reader, again=again))


def _mailing(folder: DataFolder, briefing: str) -> Mailing:
    return Mailing(folder.recorder(), briefing)


def _readers(count: int) -> str:
    return f"{count} reader{'' if count == 1 else 's'}"
