"""A public folder: all files of a version appear in it at once, for any web server to serve."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ..proof.document import FILE_NAME as PROOF
from ..proof.document import UnreadableProofError, read_proof
from ..sealing.writing import sync_folder
from ..transcript.writing.files import ENTRY

_ASIDE: Final = ".unpublished-"
_HERE: Final = -100  # AT_FDCWD, linux/fcntl.h
_EXCHANGE: Final = 2  # RENAME_EXCHANGE, linux/fs.h


class PublicFolder:
    """A folder of this machine, made when something is first published."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def check(self) -> None:
        """Find out now, and not at the lift, that the folder cannot be written to. It is not made yet."""
        there = next(place for place in (self._root, *self._root.absolute().parents) if place.exists())
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))

    def remove_leftovers(self) -> None:
        """Take away what a publication that was killed had written aside."""
        for aside in self._root.glob(f"{_ASIDE}*"):
            shutil.rmtree(aside)

    def shows(self, name: str, statement: str) -> bool:
        """Whether the folder of this name is the one that this statement was signed for."""
        with contextlib.suppress(FileNotFoundError, UnreadableProofError):
            return read_proof((self._root / name / PROOF).read_bytes()).statement == statement
        return False

    def publish(self, files: Mapping[str, bytes], name: str) -> Path:
        """Write these files, by their paths, into the folder ``name`` and return that folder.

        They are written aside, synced, and put in place in one step, also in the place of an earlier version: killed at
        any moment, all are there or none. Raises OSError when there is no room.
        """
        place = self._root / name
        self._root.mkdir(parents=True, exist_ok=True)
        with _aside(self._root) as aside:
            folders = {(aside / file).parent for file in files} | {aside}
            for folder in sorted(folders):
                folder.mkdir(exist_ok=True)
            for file, data in files.items():
                _write_synced(aside / file, data)
            for folder in sorted(folders, reverse=True):
                folder.chmod(0o755)
                sync_folder(folder)
            _put_in_place(aside, place)
            sync_folder(self._root)
        return place

    def entries(self) -> dict[str, bytes]:
        """The entry in the feed of all that is published, by its folder."""
        return {entry.parent.name: entry.read_bytes() for entry in self._root.glob(f"[!.]*/{ENTRY.name}")}

    def renew(self, files: Mapping[str, bytes]) -> None:
        """Write files beside the folders of the briefings, each in one step and in this order, where they differ."""
        there = {file: self._root / file for file in files}
        self._root.mkdir(parents=True, exist_ok=True)
        changed = [file for file, path in there.items() if not path.exists() or path.read_bytes() != files[file]]
        if not changed:
            return
        with _aside(self._root) as aside:
            for file in changed:
                there[file].parent.mkdir(parents=True, exist_ok=True)
                _write_synced(aside / "new", files[file])
                (aside / "new").rename(there[file])
                sync_folder(there[file].parent)
            aside.rmdir()


def _put_in_place(aside: Path, place: Path) -> None:
    """Give a folder its name; what had it before is exchanged for it and removed."""
    if not place.exists():
        aside.rename(place)
        return
    if not _exchange(aside, place):
        before = aside.with_name(f"{aside.name}-before")
        place.rename(before)
        aside.rename(place)
        before.rename(aside)
    shutil.rmtree(aside)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; False where the system has no such step (renameat2, Linux)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


@contextlib.contextmanager
def _aside(public: Path) -> Iterator[Path]:
    """A hidden folder to write in, which only its owner can read; taken away when something goes wrong."""
    aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=public))
    try:
        yield aside
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(aside)
        raise


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
