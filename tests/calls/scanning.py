"""Looking for marked words and sounds in everything that a house leaves where somebody could read it.

A word is looked for as it is and in the forms in which it is likely to hide: other cases and encodings, JSON, HTML and
URL escapes, hexadecimal, base64, and all of these inside what is compressed.
"""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onbackground.exchange.rtp.pcmu import PCMU

SHORTEST: Final = 7
"""Bytes that do not come together by chance in the megabytes of a sealed call."""
STRETCH: Final = 64
"""So many samples in a row are enough to find a sound by."""
_SILENT: Final = 1_000
"""A sound that is nowhere louder could be anybody's."""
_ZLIB: Final = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_GZIP: Final = b"\x1f\x8b\x08"


class Hit(NamedTuple):
    """A secret that can be read: which, in what form, and where."""

    secret: str
    form: str
    where: str


def forms_of(secret: str) -> dict[str, bytes]:
    """The bytes to look for, by the name of the form; in small letters where that means the same."""
    small = secret.lower()
    plain = secret.encode()
    forms = {
        "UTF-8": small.encode(),
        "capitals": secret.upper().encode().lower(),
        "UTF-16, little-endian": small.encode("utf-16-le"),
        "UTF-16, big-endian": small.encode("utf-16-be"),
        "Latin-1": small.encode("latin-1", "replace"),
        "JSON": json.dumps(small).strip('"').encode(),
        "HTML": html.escape(small).encode("ascii", "xmlcharrefreplace"),
        "URL": urllib.parse.quote(small).lower().encode(),
        "form": urllib.parse.quote_plus(small).lower().encode(),
        "hexadecimal": plain.hex().encode(),
    }
    forms = {form: data for data, form in {data: form for form, data in reversed(forms.items())}.items()}
    for offset in range(3):  # where a word falls in the groups of three bytes is not known: its middle is enough
        encoded = base64.b64encode(bytes(offset) + plain)
        forms[f"base64, offset {offset}"] = encoded[4 if offset else 0 : (offset + len(plain)) // 3 * 4]
    return {form: data for form, data in forms.items() if len(data) >= SHORTEST}


def forms_of_sound(sound: NDArray[np.int16]) -> dict[str, bytes]:
    """A stretch of a sound as a file would have it, from where it is loudest."""
    loudest = max(0, min(int(np.abs(sound).argmax()) - STRETCH // 2, len(sound) - STRETCH))
    stretch = sound[loudest : loudest + STRETCH]
    return {
        "16 bits": stretch.astype("<i2").tobytes(),
        "16 bits, big-endian": stretch.astype(">i2").tobytes(),
        "floats": (stretch / np.float32(32_768)).astype("<f4").tobytes(),
        "µ-law": PCMU.encode(stretch),
    }


class Scanner:
    """Knows what must not be found, and looks for it."""

    def __init__(self, words: Iterable[str]) -> None:
        self._wanted: list[tuple[str, str, bytes]] = []
        self.add_words(words)

    @property
    def names(self) -> set[str]:
        """What is looked for."""
        return {name for name, _, _ in self._wanted}

    def add_words(self, words: Iterable[str]) -> None:
        self._wanted += [(word, form, data) for word in words for form, data in forms_of(word).items()]

    def add_sound(self, name: str, sound: NDArray[np.int16]) -> bool:
        """Look for a sound, if there is more in it than silence; whether that is so."""
        if len(sound) < STRETCH or np.abs(sound).max() <= _SILENT:
            return False
        self._wanted += [(name, form, data) for form, data in forms_of_sound(sound).items()]
        return True

    def in_bytes(self, content: bytes, where: str) -> list[Hit]:
        hits = []
        for unpacked in (content, *_unpacked(content)):
            small = unpacked.lower()
            for name, form, data in self._wanted:
                if data in (small if data == data.lower() else unpacked):
                    hits.append(Hit(name, form, where))
        return hits

    def in_folder(self, folder: Path) -> list[Hit]:
        """In every file below, and in the names of files and folders."""
        hits = []
        for path in sorted(folder.rglob("*")):
            where = str(path.relative_to(folder))
            hits += self.in_bytes(where.encode(), f"the name {where}")
            if path.is_file():
                hits += self.in_bytes(path.read_bytes(), where)
        return hits

    def in_process(self, pid: int) -> list[Hit]:
        """In what everybody on the machine sees of a process, and in its environment."""
        hits = []
        for part in ("cmdline", "environ", "comm"):
            hits += self.in_bytes(Path(f"/proc/{pid}/{part}").read_bytes(), f"{part} of process {pid}")
        return hits


def text_of_pdf(path: Path) -> bytes:
    """What a PDF shows and says about itself, as poppler reads it."""
    shown = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout
    about = subprocess.run(["pdfinfo", "-custom", str(path)], capture_output=True, check=True).stdout
    return shown + about + subprocess.run(["pdfinfo", "-meta", str(path)], capture_output=True, check=True).stdout


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(after_name[1]) == pid:
            found += family(int(stat.parent.name))
    return found


def limits_core(pid: int) -> list[str]:
    """The soft and the hard limit of a process on the size of a core dump."""
    for line in Path(f"/proc/{pid}/limits").read_text().splitlines():
        if line.startswith("Max core file size"):
            return line.split()[4:6]
    raise AssertionError(os.strerror(2))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Whatever in the content is compressed, as far as it can be unpacked."""
    for mark, bits in (*((mark, 15) for mark in _ZLIB), (_GZIP, 31)):
        at = content.find(mark)
        while at >= 0:
            try:
                unpacked = zlib.decompressobj(bits).decompress(content[at:], 10_000_000)
            except zlib.error:
                unpacked = b""
            if len(unpacked) > len(mark):
                yield unpacked
            at = content.find(mark, at + 1)
