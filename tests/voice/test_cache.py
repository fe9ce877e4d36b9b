from pathlib import Path

import numpy as np
import pytest

from onbackground.voice.cache import CachedVoice, PromptCache
from onbackground.voice.engine import Sound

SECRET = "The next question comes from the line of Ada Fairweather."


class Counting:
    """A voice that says a text's bytes and counts how often it was asked."""

    def __init__(self, identity: str = "counting 1") -> None:
        self.identity = identity
        self.spoken = 0

    def speak(self, text: str) -> Sound:
        self.spoken += 1
        return np.frombuffer(text.encode(), np.uint8).astype(np.float32) / 256


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_text_is_rendered_once_and_sounds_the_same_ever_after(tmp_path: Path) -> None:
    voice = Counting()
    first = CachedVoice(voice, tmp_path).speak(SECRET)
    again = CachedVoice(voice, tmp_path).speak(SECRET)
    assert voice.spoken == 1
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(first, Counting().speak(SECRET), atol=1 / 32767)
    assert first.dtype == np.float32


def test_another_voice_renders_anew(tmp_path: Path) -> None:
    CachedVoice(Counting("counting 1"), tmp_path).speak(SECRET)
    newer = Counting("counting 2")
    CachedVoice(newer, tmp_path).speak(SECRET)
    assert newer.spoken == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_rendering_ahead_fills_the_cache(tmp_path: Path) -> None:
    voice = Counting()
    CachedVoice(voice, tmp_path).render_ahead(["One.", "Two.", "One."])
    assert voice.spoken == 2
    assert PromptCache(tmp_path, voice.identity).find("Two.") is not None


def test_what_was_never_rendered_is_not_found(tmp_path: Path) -> None:
    assert PromptCache(tmp_path, "counting 1").find(SECRET) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:7],
        lambda data: data[:-1],
        lambda data: data + b"\0\0",
        lambda data: data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
        lambda data: b"RIFF" + data[4:],
    ],
    ids=["empty", "no header", "torn", "too long", "one bit", "another format"],
)  # type: ignore[misc]
def test_a_damaged_file_is_rendered_again(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    voice = Counting()
    whole = CachedVoice(voice, tmp_path).speak(SECRET)
    file = only_file(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert PromptCache(tmp_path, voice.identity).find(SECRET) is None
    np.testing.assert_array_equal(CachedVoice(voice, tmp_path).speak(SECRET), whole)
    assert voice.spoken == 2


def test_the_folder_shows_no_words_and_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    CachedVoice(Counting(), folder).speak(SECRET)
    assert "Fairweather" not in only_file(folder).name
    assert folder.stat().st_mode & 0o077 == 0
    assert only_file(folder).stat().st_mode & 0o077 == 0


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        PromptCache(tmp_path, "counting 1").keep(SECRET, np.zeros(10, np.float32))
    assert list(tmp_path.iterdir()) == []


def test_sound_beyond_full_scale_is_limited(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path, "counting 1")
    cache.keep("loud", np.array([2.0, -2.0, 0.5], np.float32))
    kept = cache.find("loud")
    assert kept is not None
    np.testing.assert_allclose(kept, [1.0, -1.0, 0.5], atol=1e-4)
