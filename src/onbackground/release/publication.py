"""Publication: all forms of a transcript appear at once, in a folder that any web server can serve."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

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
from ..transcript.writing.files import AKOMA_NTOSO, CAPTIONS, ENTRY, FEED, JSON, PAGE, PDF, TEXT, has_times

_ASIDE: Final = ".unpublished-"


def forms(transcript: Transcript, imprint: Imprint, briefing: str) -> dict[str, bytes]:
    """Every published form of a transcript, by file name; the same bytes whenever they are made."""
    written = {
        PAGE: to_page(transcript, imprint, briefing).encode(),
        PDF: to_pdf(transcript, imprint),
        TEXT: to_text(transcript).encode(),
        JSON: to_json(transcript).encode(),
        AKOMA_NTOSO: to_akoma_ntoso(transcript, imprint, briefing),
        ENTRY: to_feed_entry(transcript, imprint, briefing),
    }
    if has_times(transcript):
        written[CAPTIONS] = to_vtt(transcript).encode()
    return {file.name: data for file, data in written.items()}


def publish(transcript: Transcript, public: Path, name: str, imprint: Imprint) -> Path:
    """Write every form into ``public/name``, name it in the feed of all briefings, and return that folder.

    The files are written aside, synced, and put in place in one step: killed at any moment, all are there or none.
    Doing it again changes nothing but what is missing. Raises OSError when there is no room.
    """
    place = public / name
    if not place.exists():
        public.mkdir(parents=True, exist_ok=True)
        with _aside(public) as aside:
            for file, data in forms(transcript, imprint, name).items():
                _write_synced(aside / file, data)
            aside.chmod(0o755)
            _sync_folder(aside)
            aside.rename(place)
            _sync_folder(public)
    _renew_feed(public, imprint)
    return place


def _renew_feed(public: Path, imprint: Imprint) -> None:
    """Let the feed name every briefing in the public folder, if it does not yet."""
    entries = {entry.parent.name: entry.read_bytes() for entry in public.glob(f"[!.]*/{ENTRY.name}")}
    feed, data = public / FEED.name, to_feed(entries, imprint)
    if not feed.exists() or feed.read_bytes() != data:
        with _aside(public) as aside:
            _write_synced(aside / FEED.name, data)
            (aside / FEED.name).rename(feed)
            _sync_folder(public)
            aside.rmdir()


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


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
