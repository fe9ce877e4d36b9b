"""What several commands take: their options, and the data folder that one of them names."""

from __future__ import annotations

import errno
import getpass
import sys
from pathlib import Path
from typing import Annotated, Final

from cyclopts import CycloptsError, Parameter

from ..log.folder import DataFolder
from ..sealing.identity import is_protected

DATA: Final = Path("data")
STANDARD_INPUT: Final = Path("-")

DataOption = Annotated[Path, Parameter(name="--data", help="The folder that everything is kept in.")]
LanguageOption = Annotated[str, Parameter(name="--language", help="Of the operator's voice and the desk: en or es.")]
ModelOption = Annotated[str, Parameter(name="--model", help="Speech to text: a model's name, or its folder.")]
WebPortOption = Annotated[int, Parameter(name="--web-port", help="The desk's pages and API, on loopback.")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, for machines.")]


def named(_type: object, file: Path | tuple[Path, ...]) -> None:
    """Refuse an option that no command has where a file's name is expected; "-" is standard input."""
    for one in file if isinstance(file, tuple) else (file,):
        if str(one).startswith("-") and one != STANDARD_INPUT:
            raise CycloptsError(msg=f"Unknown option: {one}. A file of that name is ./{one}.")


def contents_of(file: Path) -> bytes:
    """The bytes of a file, or of standard input. Raises OSError for a file that cannot be read."""
    if file != STANDARD_INPUT:
        return file.read_bytes()
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed", "-")
    return sys.stdin.buffer.read()


class FolderMissingError(Exception):
    """There is nothing in the data folder; the message says which option names another."""


def existing(data: Path) -> DataFolder:
    """A data folder with a log in it; one that is not there is not made."""
    if not (data / "log.sqlite").exists():
        raise FolderMissingError(f"there is no log in {data}: name the data folder with --data")
    return unlocked(data)


def unlocked(data: Path) -> DataFolder:
    """A data folder; where its identity is under a passphrase, that is asked for. Raises ``IdentityError``."""
    folder = DataFolder(data)
    if folder.house_key.exists() and is_protected(folder.house_key):
        folder.unlock(getpass.getpass("Passphrase of the house: "))
    return folder
