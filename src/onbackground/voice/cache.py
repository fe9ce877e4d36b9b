"""Speech rendered ahead: a folder of prompts, each under a name that tells nothing of what it says.

Whoever plays prompts only ever looks here; rendering is somebody else's work (see :mod:`.renderer`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np

from .engine import RATE, Sound, Voice

_HEADER: Final = struct.Struct("<4sIII")
"""Mark, sample rate, number of samples, CRC-32 of the samples; then the samples, 16 bits each, little-endian."""

_MARK: Final = b"OBP1"
_FULL_SCALE: Final = 32767.0


class PromptCache:
    """Rendered prompts of one voice in a folder that only this user can read.

    A file's name is a digest of the voice's identity and the text, so a new version of the voice renders anew and
    a listing of the folder shows no words. The sound itself does hold them: keep the folder with the briefing's data.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        """Use ``folder``, made if need be, for the voice called ``identity``."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._identity = identity

    def find(self, text: str) -> Sound | None:
        """Return ``text`` as rendered before, or None if it is not there or its file is damaged."""
        try:
            data = self._file(text).read_bytes()
        except FileNotFoundError:
            return None
        if len(data) < _HEADER.size:
            return None
        mark, rate, length, checksum = _HEADER.unpack_from(data)
        samples = memoryview(data)[_HEADER.size :]
        if (mark, rate, 2 * length) != (_MARK, RATE, len(samples)) or zlib.crc32(samples) != checksum:
            return None
        return np.frombuffer(samples, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)

    def keep(self, text: str, sound: Sound) -> None:
        """Store ``sound`` as the rendering of ``text``, whole or not at all. Raises OSError when the disk is full."""
        samples = np.round(np.clip(sound, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes()
        header = _HEADER.pack(_MARK, RATE, len(samples) // 2, zlib.crc32(samples))
        descriptor, unfinished = tempfile.mkstemp(dir=self._folder, prefix="unfinished-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(header)
                file.write(samples)
            Path(unfinished).replace(self._file(text))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(unfinished).unlink()
            raise

    def _file(self, text: str) -> Path:
        digest = hashlib.blake2b(f"{self._identity}\0{text}".encode(), digest_size=16)
        return self._folder / f"{digest.hexdigest()}.prompt"


class CachedVoice:
    """A voice that says a text from the cache if it can, and renders it into the cache if not."""

    def __init__(self, voice: Voice, folder: Path) -> None:
        """Speak as ``voice`` does, through the prompts in ``folder``."""
        self._voice = voice
        self._prompts = PromptCache(folder, voice.identity)

    @property
    def identity(self) -> str:
        """The identity of the voice behind the cache."""
        return self._voice.identity

    def speak(self, text: str) -> Sound:
        """Return ``text`` as speech, with the samples of its first rendering."""
        known = self._prompts.find(text)
        if known is not None:
            return known
        self._prompts.keep(text, self._voice.speak(text))
        kept = self._prompts.find(text)
        if kept is None:
            raise OSError("a prompt was written but cannot be read back: check the disk that holds the data folder")
        return kept

    def render_ahead(self, texts: Iterable[str]) -> None:
        """Make sure that every one of ``texts`` is in the cache."""
        for text in texts:
            self.speak(text)
