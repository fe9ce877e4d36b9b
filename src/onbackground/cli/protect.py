"""``onbackground protect``: the identity of the house under a passphrase."""

from __future__ import annotations

import getpass

from ..sealing.identity import keep_identity
from .console import refuse
from .options import DATA, DataOption, existing


def protect(*, data: DataOption = DATA) -> int:
    """Put the house's identity under a passphrase, which is asked for from then on whenever the house is started.

    Without the passphrase nothing in the data folder can be read again: keep a copy where the office keeps its keys.

    Example: onbackground protect --data /srv/briefings
    """
    folder = existing(data)
    passphrase = getpass.getpass("New passphrase of the house: ")
    if not passphrase or passphrase != getpass.getpass("Once more: "):
        return refuse("the two are not the same, or empty: nothing has changed")
    protected = folder.house_key.with_suffix(".protected")
    protected.unlink(missing_ok=True)
    keep_identity(protected, folder.identity, passphrase)
    protected.replace(folder.house_key)
    print(f"{folder.house_key} is under the passphrase.")
    return 0
