"""Publication: all files of a version appear at once, in a folder that any web server can serve."""

from __future__ import annotations

import contextlib
import ctypes
import datetime
import gzip
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ..sealing.writing import sync_folder
from ..transcript.document import Transcript
from ..transcript.writing import (
    Imprint,
    to_akoma_ntoso,
    to_feed,
    to_feed_entry,
    to_json,
    to_page,
    to_pdf,
    to_text,
    to_vtt,
)
from ..transcript.writing.files import AKOMA_NTOSO, CAPTIONS, ENTRY, FEED, JSON, PAGE, PDF, TEXT, has_captions

_ASIDE: Final = ".unpublished-"
_HERE: Final = -100  # AT_FDCWD, linux/fcntl.h
_EXCHANGE: Final = 2  # RENAME_EXCHANGE, linux/fs.h


def forms(
    transcript: Transcript,
    imprint: Imprint,
    name: str,
    *,
    version: int | None = None,
    revised: datetime.datetime | None = None,
) -> dict[str, bytes]:
    """Every published form of a transcript, by file name; the same bytes whenever they are made.

    ``name`` is the folder. A page with a ``version`` links the proof beside it, and the versions before; ``revised``
    is when it was made, if it is not the first.
    """
    written = {
        PAGE: to_page(transcript, imprint, name, version).encode(),
        PDF: to_pdf(transcript, imprint),
        TEXT: to_text(transcript).encode(),
        JSON: to_json(transcript).encode(),
        AKOMA_NTOSO: to_akoma_ntoso(transcript, imprint, name),
        ENTRY: to_feed_entry(transcript, imprint, name, revised),
    }
    if has_captions(transcript):
        written[CAPTIONS] = to_vtt(transcript).encode()
    return {file.name: data for file, data in written.items()}


def compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a web server can hand out in place of those files that become smaller so, named ``FILE.gz``."""
    packed = {f"{file}.gz": gzip.compress(data, mtime=0) for file, data in files.items() if file != PDF.name}
    return {file: data for file, data in packed.items() if len(data) < len(files[file.removesuffix(".gz")])}


def publish(files: Mapping[str, bytes], public: Path, name: str) -> Path:
    """Write these files, by their paths, into ``public/name`` and return that folder.

    They are written aside, synced, and put in place in one step, also in the place of an earlier version: killed at
    any moment, all are there or none. Raises OSError when there is no room.
    """
    place = public / name
    public.mkdir(parents=True, exist_ok=True)
    with _aside(public) as aside:
        folders = {(aside / file).parent for file in files} | {aside}
        for folder in sorted(folders):
            folder.mkdir(exist_ok=True)
        for file, data in files.items():
            _write_synced(aside / file, data)
        for folder in sorted(folders, reverse=True):
            folder.chmod(0o755)
            sync_folder(folder)
        _put_in_place(aside, place)
        sync_folder(public)
    return place


def renew_feed(public: Path, imprint: Imprint) -> None:
    """Let the feed name every briefing in the public folder, if it does not yet."""
    entries = {entry.parent.name: entry.read_bytes() for entry in public.glob(f"[!.]*/{ENTRY.name}")}
    renew(public, {FEED.name: to_feed(entries, imprint)})


def renew(public: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside the folders of the briefings, each in one step and in this order, where they differ."""
    there = {file: public / file for file in files}
    public.mkdir(parents=True, exist_ok=True)
    changed = [file for file, path in there.items() if not path.exists() or path.read_bytes() != files[file]]
    if not changed:
        return
    with _aside(public) as aside:
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


def remove_leftovers(public: Path) -> None:
    """Take away what a publication that was killed had written aside."""
    for aside in public.glob(f"{_ASIDE}*"):
        shutil.rmtree(aside)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
