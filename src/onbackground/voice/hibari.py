"""The first voice engine: hibari, a small English speech synthesiser whose weights come inside its package."""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np
import soxr

from .engine import RATE, Sound, VoiceMissingError
from .pacing import read_aloud

if TYPE_CHECKING:
    from hibari import Hibari

_PACKAGE: Final = "hibari-tts>=0.2.1,<0.3"

_LEVEL: Final = 10 ** (-20 / 20)
"""Loudness of the speech, root mean square: 20 dB below full scale, the usual headroom of telephone speech."""

_CEILING: Final = 0.95


class Timbre(msgspec.Struct, frozen=True):
    """What sets one speaker apart from another; all three are factors on the engine's own voice.

    ``pitch`` raises (above 1) or lowers the melody. ``tract`` is the length of the vocal tract: above 1 is a larger
    speaker with darker vowels. ``tempo`` is the pace.
    """

    pitch: float = 1.0
    tract: float = 1.0
    tempo: float = 1.0


NATURAL: Final = Timbre()
"""The voice as the engine has it; the operator's."""


class HibariVoice:
    """Hibari's built-in American English voice, or the same voice with another timbre."""

    def __init__(self, timbre: Timbre = NATURAL) -> None:
        """Load the weights, half a second the first time. Raises :class:`VoiceMissingError` where there are none."""
        self._timbre = timbre
        self._hibari = _hibari()

    @property
    def identity(self) -> str:
        """See :func:`identity`."""
        return identity(self._timbre)

    def speak(self, text: str) -> Sound:
        """Return ``text`` as speech: float32, mono, 16 kHz, the same samples every time."""
        return read_aloud(self._say, text)

    def _say(self, sentence: str) -> Sound:
        phrases = [self._synthesise(phonemes) for phonemes in self._hibari.phonemize(sentence)]
        return _levelled(np.concatenate(phrases)) if phrases else np.zeros(0, np.float32)

    def _synthesise(self, phonemes: str) -> Sound:
        """Run the model and turn its spectra and melody into sound at :data:`RATE`.

        Playing the result faster or slower by ``tract`` moves the formants, and with them melody and pace; so these
        two are set off against it beforehand. A fixed seed makes the breath noise the same every time.
        """
        from hibari import dsp

        pitch, tract, tempo = self._timbre.pitch, self._timbre.tract, self._timbre.tempo
        inputs = {
            "ids": np.array([self._hibari.ids(phonemes)], np.int64),
            "speed": np.array([tempo * tract], np.float32),
        }
        *spectra, melody = (output[0] for output in self._hibari.sess.run(None, inputs))
        wave = dsp.synth(*spectra, melody * (pitch * tract), np.random.default_rng(0))
        return np.asarray(soxr.resample(wave, dsp.SR / tract, RATE), np.float32)


def identity(timbre: Timbre = NATURAL) -> str:
    """Name the voice exactly, without loading it: package version, voice and timbre."""
    version = importlib.metadata.version("hibari-tts")
    return f"hibari-tts {version} heart pitch={timbre.pitch} tract={timbre.tract} tempo={timbre.tempo}"


def weights() -> Path:
    """Return the file with the weights. Raises :class:`VoiceMissingError` where the package or the file is missing."""
    package = importlib.util.find_spec("hibari")
    if package is None or package.origin is None:
        raise VoiceMissingError(f"the operator's voice is not installed: pip install '{_PACKAGE}'")
    file = Path(package.origin).parent / "assets" / "hibari.onnx"
    if not file.is_file():
        raise VoiceMissingError(
            f"the operator's voice has lost its weights: pip install --force-reinstall '{_PACKAGE}'"
        )
    return file


@functools.cache
def _hibari() -> Hibari:
    """Load hibari once a process: one thread, offline, telemetry off."""
    # The inference library reads this while it is imported; without it, it writes a device identifier into the
    # user's cache folder and prepares to report usage.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    file = weights()
    from hibari import Hibari

    # With the file named, hibari has nothing to look for on the network.
    return Hibari(model=str(file), threads=1)


def _levelled(speech: Sound) -> Sound:
    """Bring speech to the common loudness, its pauses left out of the measurement."""
    loud = np.abs(speech) > 0.05 * np.abs(speech).max(initial=0.0)
    if not loud.any():
        return speech
    gain = _LEVEL / float(np.sqrt(np.mean(np.square(speech[loud]))))
    levelled: Sound = np.clip(speech * np.float32(gain), -_CEILING, _CEILING)
    return levelled
