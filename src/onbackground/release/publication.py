"""Publication: all forms of a transcript appear at once, in a folder that any web server can serve."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from ..transcript.document import Transcript
from ..transcript.writing import to_json, to_page, to_text


def forms(transcript: Transcript) -> dict[str, bytes]:
    """Every published form of a transcript, by file name."""
    return {
        "index.html": to_page(transcript).encode(),
        "transcript.txt": to_text(transcript).encode(),
        "transcript.json": to_json(transcript).encode(),
    }


def publish(transcript: Transcript, public: Path, name: str) -> Path:
    """Write every form into ``public/name`` and return that folder.

    The files are written aside, synced, and put in place in one step: killed at any moment, all are there or none.
    Doing it again changes nothing. Raises OSError when there is no room.
    """
    place = public / name
    if place.exists():
        return place
    public.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".unpublished-", dir=public))
    try:
        for file, data in forms(transcript).items():
            _write_synced(aside / file, data)
        aside.chmod(0o755)
        _sync_folder(aside)
        aside.rename(place)
        _sync_folder(public)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(aside)
        raise
    return place


def remove_leftovers(public: Path) -> None:
    """Take away what a publication that was killed had written aside."""
    for aside in public.glob(".unpublished-*"):
        shutil.rmtree(aside)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
