import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from onbackground.voice import hibari
from onbackground.voice.engine import RATE, VoiceMissingError
from onbackground.voice.hibari import NATURAL, HibariVoice, Timbre


def pitch_hz(sound: np.ndarray) -> float:
    """The strongest period of the loudest half second, by autocorrelation between 60 and 400 Hz."""
    width = RATE // 2
    loudest = int(np.argmax(np.convolve(np.square(sound), np.ones(width), "valid")))
    piece = sound[loudest : loudest + width]
    similarity = np.correlate(piece, piece, "full")[width - 1 :]
    shortest, longest = RATE // 400, RATE // 60
    return RATE / (shortest + int(np.argmax(similarity[shortest:longest])))


def test_speech_is_16_khz_mono_at_the_common_loudness_and_the_same_every_time() -> None:
    voice = HibariVoice()
    said = voice.speak("Your line is open.")
    assert said.dtype == np.float32
    assert said.ndim == 1
    assert 0.8 < len(said) / RATE < 2.0
    assert np.abs(said).max() <= 0.95
    loud = said[np.abs(said) > 0.05 * np.abs(said).max()]
    assert 20 * np.log10(np.sqrt(np.mean(loud**2))) == pytest.approx(-20, abs=1)
    np.testing.assert_array_equal(said, HibariVoice().speak("Your line is open."))


def test_a_timbre_changes_the_melody_and_not_the_length() -> None:
    text = "You are number three in the queue."
    plain = HibariVoice().speak(text)
    lower = HibariVoice(Timbre(pitch=0.6)).speak(text)
    larger = HibariVoice(Timbre(tract=1.2)).speak(text)
    assert pitch_hz(lower) == pytest.approx(0.6 * pitch_hz(plain), rel=0.1)
    assert pitch_hz(larger) == pytest.approx(pitch_hz(plain), rel=0.1)
    assert len(lower) == pytest.approx(len(plain), rel=0.02)
    assert len(larger) == pytest.approx(len(plain), rel=0.1)


def test_tempo_shortens_the_speech() -> None:
    text = "You are number three in the queue."
    assert len(HibariVoice(Timbre(tempo=1.25)).speak(text)) < 0.9 * len(HibariVoice().speak(text))


def test_nothing_to_say_is_no_sound() -> None:
    assert HibariVoice().speak(" -- ").shape == (0,)


def test_the_identity_tells_voices_apart_without_loading_them() -> None:
    assert HibariVoice().identity == hibari.identity()
    assert hibari.identity(Timbre(pitch=0.6)) != hibari.identity(NATURAL)
    assert "hibari-tts" in hibari.identity()


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(VoiceMissingError, match=r"is not installed: pip install 'hibari-tts"):
        hibari.weights()


def test_missing_weights_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Package:
        origin = str(tmp_path / "__init__.py")

    monkeypatch.setattr("importlib.util.find_spec", lambda name: Package)
    with pytest.raises(VoiceMissingError, match="pip install --force-reinstall"):
        hibari.weights()


SPEAK_AND_LIST_SOCKETS = """
import os, sys
calls = []
sys.addaudithook(lambda event, arguments: calls.append(event) if event.startswith("socket.") else None)
from onbackground.voice.hibari import HibariVoice
HibariVoice().speak("Welcome to the briefing line.")
for descriptor in os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else ():
    try:
        target = os.readlink(f"/proc/self/fd/{descriptor}")
    except FileNotFoundError:
        continue
    if target.startswith("socket:"):
        calls.append(target)
assert not calls, calls
"""


def test_speaking_writes_nothing_at_home_and_opens_no_connection(tmp_path: Path) -> None:
    """The inference library would leave a device identifier in the home folder if it were let."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    subprocess.run(
        [sys.executable, "-c", SPEAK_AND_LIST_SOCKETS], env=environment | {"HOME": str(home)}, check=True, timeout=60
    )
    assert list(home.rglob("*")) == []
