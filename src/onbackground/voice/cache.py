"""Speech rendered ahead: a folder of prompts, each under a name that tells nothing of what it says.

Whoever plays prompts only ever looks here; rendering is somebody else's work (see :mod:`.renderer`).
"""

from __future__ import annotations

import contextlib
import hmac
import os
import struct
import tempfile
from pathlib import Path
from typing import Final

import numpy as np

from ..sealing.boxes import BoxError, seal, unseal
from ..sealing.keys import Key
from .engine import RATE, Sound, Voice

_LENGTH: Final = struct.Struct("<I")
"""How many bytes of samples follow: 16 bits each, little-endian, then zeros up to a whole second."""
_FULL_SCALE: Final = 32767.0


class PromptCache:
    """Rendered prompts of one voice, sealed, in a folder that only this user can read.

    A file's name is a digest, under the key, of the voice's identity and the text, and its size is that of whole
    seconds. So a new version of the voice renders anew, and whoever guesses a text, a name in it say, cannot tell from
    the folder whether it was rendered.
    """

    def __init__(self, folder: Path, identity: str, key: Key) -> None:
        """Use ``folder``, made if need be, for the voice called ``identity``; ``key`` seals what is in it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._identity = identity
        self._sounds = key.subkey("sounds")
        self._names = key.subkey("names").reveal()

    def find(self, text: str) -> Sound | None:
        """Return ``text`` as rendered before, or None if it is not there or its file is damaged."""
        file = self._file(text)
        try:
            padded = unseal(self._sounds, file.read_bytes(), file.name)
        except (FileNotFoundError, BoxError):
            return None
        (length,) = _LENGTH.unpack_from(padded)
        samples = np.frombuffer(padded, "<i2", length // 2, offset=_LENGTH.size)
        return samples.astype(np.float32) / np.float32(_FULL_SCALE)

    def keep(self, text: str, sound: Sound) -> None:
        """Store ``sound`` as the rendering of ``text``, whole or not at all. Raises OSError when the disk is full."""
        file = self._file(text)
        samples = np.round(np.clip(sound, -1.0, 1.0) * _FULL_SCALE).astype("<i2").tobytes()
        padding = bytes(-len(samples) % (2 * RATE))
        box = seal(self._sounds, _LENGTH.pack(len(samples)) + samples + padding, file.name)
        descriptor, unfinished = tempfile.mkstemp(dir=self._folder, prefix="unfinished-")
        try:
            with os.fdopen(descriptor, "wb") as writing:
                writing.write(box)
            Path(unfinished).replace(file)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                Path(unfinished).unlink()
            raise

    def _file(self, text: str) -> Path:
        digest = hmac.digest(self._names, f"{self._identity}\0{text}".encode(), "sha256")
        return self._folder / f"{digest[:16].hex()}.prompt"


class CachedVoice:
    """A voice that says a text from the cache if it can, and renders it into the cache if not."""

    def __init__(self, voice: Voice, folder: Path, key: Key) -> None:
        """Speak as ``voice`` does, through the prompts in ``folder``, which ``key`` seals."""
        self._voice = voice
        self._prompts = PromptCache(folder, voice.identity, key)

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
