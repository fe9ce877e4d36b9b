"""``onbackground mail``: the office's list, and how a mailing stands."""

from __future__ import annotations

import getpass
import json
import time
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import App, Parameter

from ..log.folder import DataFolder
from ..release.correcting import ReleaseError
from ..release.mailing.mailing import Mailing, Settled, Standing
from ..release.mailing.readers import ListError, keep_readers, parse_list, read_readers
from ..release.mailing.settings import keep_password
from .options import DATA, DataOption, JsonOption, existing, unlocked

app = App(name="mail")

ReaderArgument = Annotated[str, Parameter(help="A reader's mark, as mail status and mail readers print it.")]

_TO_SETTLE: Final = (Standing.IN_DOUBT, Standing.REFUSED)


@app.command
def readers(file: Path | None = None, /, *, data: DataOption = DATA) -> None:
    """Let the office's list be the addresses in FILE, one a line; without it, print the list.

    Example: onbackground mail readers list.txt --data /srv/briefings
    """
    if file is None:
        for mark, address in read_readers(existing(data)).items():
            print(mark, address.reveal())
        return
    try:
        addresses = parse_list(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ListError(f"{file} is no list: it is not text in UTF-8") from None
    except ListError as error:
        raise ListError(f"{file}: {error}") from None
    print(f"The list has {_readers(len(keep_readers(unlocked(data), addresses)))}.")


@app.command
def remove(reader: ReaderArgument, /, *, data: DataOption = DATA) -> None:
    """Take a READER off the list; their address is forgotten.

    Example: onbackground mail remove 5k3qv5ztm2xwa4ne --data /srv/briefings
    """
    folder = existing(data)
    readers = read_readers(folder)
    if readers.pop(reader, None) is None:
        raise ListError(f"no reader of the list has the mark {reader}: see them with onbackground mail readers")
    print(f"The list has {_readers(len(keep_readers(folder, readers.values())))}.")


@app.command
def password(*, data: DataOption = DATA) -> None:
    """Keep the password of the mail server, sealed; it is asked for.

    Example: onbackground mail password --data /srv/briefings
    """
    keep_password(unlocked(data), getpass.getpass("Password of the mail server: "))


@app.command
def status(briefing: str, /, *, data: DataOption = DATA, json_: JsonOption = False) -> int:
    """How the mailing of a BRIEFING stands, and who is in doubt or was refused; 1 if there is anybody to settle.

    Example: onbackground mail status b7k2xm --data /srv/briefings
    """
    folder = existing(data)
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
    if json_:
        print(json.dumps({"allowed": mailing.allowed, "counts": counts, "settle": waiting_for_a_person}))
    elif not mailing.begun:
        print("Nothing of it goes out by mail yet: it is not published, or had no letter when it was.")
    else:
        print(", ".join(f"{count} {standing}" for standing, count in counts.items() if count) or "The list was empty.")
        for one in waiting_for_a_person:
            address = one["address"] or "(no longer on the list)"
            print(f"{one['reader']}  {one['standing']} {one['status']}".rstrip() + f"  {address}")
    return 1 if waiting_for_a_person else 0


@app.command
def settle(
    briefing: str,
    reader: ReaderArgument,
    what: Annotated[Literal["arrived", "again"], Parameter(help="It has arrived, or is to be sent again.")],
    /,
    *,
    data: DataOption = DATA,
) -> int:
    """Settle what nobody but a person can know: whether the message to a READER in doubt has arrived.

    Example: onbackground mail settle b7k2xm 5k3qv5ztm2xwa4ne again --data /srv/briefings
    """
    mailing = _mailing(existing(data), briefing)
    if mailing.standing.get(reader) not in _TO_SETTLE:
        raise ReleaseError(f"nothing is to be settled about the reader {reader}: see onbackground mail status")
    mailing.note(Settled(at=round(time.time() * 1000), reader=reader, again=what == "again"))
    return status(briefing, data=data)


def _mailing(folder: DataFolder, briefing: str) -> Mailing:
    return Mailing(folder.recorder(), briefing)


def _readers(count: int) -> str:
    return f"{count} reader{'' if count == 1 else 's'}"
