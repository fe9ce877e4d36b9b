"""What is published of a version, and what a place is that it is published in."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ..transcript.document import Transcript
from ..transcript.writing import (
    Imprint,
    to_akoma_ntoso,
    to_feed_entry,
    to_json,
    to_page,
    to_pdf,
    to_text,
    to_vtt,
)
from ..transcript.writing.files import AKOMA_NTOSO, CAPTIONS, ENTRY, JSON, PAGE, PDF, TEXT, has_captions


class Public(Protocol):
    """Where briefings are published: a :class:`.public_folder.PublicFolder`, or a bucket of an object store.

    Every method raises OSError when it cannot be done now; done again, it finishes what was begun.
    """

    def remove_leftovers(self) -> None:
        """Take away what a publication that was killed had written aside."""

    def shows(self, name: str, statement: str) -> bool:
        """Whether what is published under this name is, as a whole, what this statement was signed for."""

    def publish(self, files: Mapping[str, bytes], name: str) -> Path:
        """Put these files, by their paths, under ``name`` in place of what is there; return where they are."""

    def entries(self) -> dict[str, bytes]:
        """The entry in the feed of all that is published, by its name."""

    def renew(self, files: Mapping[str, bytes]) -> None:
        """Write files beside the briefings, each in one step and in this order, where they differ."""


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
