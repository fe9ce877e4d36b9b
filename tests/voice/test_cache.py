from pathlib import Path

import numpy as np
import pytest

from onbackground.sealing.keys import Key
from onbackground.voice.cache import CachedVoice, PromptCache
from onbackground.voice.engine import Sound

KEY = Key(bytes(range(32)))
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
    first = CachedVoice(voice, tmp_path, KEY).speak(SECRET)
    again = CachedVoice(voice, tmp_path, KEY).speak(SECRET)
    assert voice.spoken == 1
    np.testing.assert_array_equal(first, again)
    np.testing.assert_allclose(first, Counting().speak(SECRET), atol=1 / 32767)
    assert first.dtype == np.float32


def test_another_voice_renders_anew(tmp_path: Path) -> None:
    CachedVoice(Counting("counting 1"), tmp_path, KEY).speak(SECRET)
    newer = Counting("counting 2")
    CachedVoice(newer, tmp_path, KEY).speak(SECRET)
    assert newer.spoken == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_what_was_never_rendered_is_not_found(tmp_path: Path) -> None:
    assert PromptCache(tmp_path, "counting 1", KEY).find(SECRET) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:7],
        lambda data: data[:-1],
        lambda data: data + b"\0\0",
        lambda data: data[:-5] + bytes([data[-5] ^ 1]) + data[-4:],
    ],
    ids=["empty", "shorter than any", "torn", "too long", "one bit"],
)  # type: ignore[misc]
def test_a_damaged_file_is_rendered_again(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    voice = Counting()
    whole = CachedVoice(voice, tmp_path, KEY).speak(SECRET)
    file = only_file(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert PromptCache(tmp_path, voice.identity, KEY).find(SECRET) is None
    np.testing.assert_array_equal(CachedVoice(voice, tmp_path, KEY).speak(SECRET), whole)
    assert voice.spoken == 2


def test_the_folder_shows_neither_words_nor_sound_and_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "prompts"
    sound = CachedVoice(Counting(), folder, KEY).speak(SECRET)
    file = only_file(folder)
    assert "Fairweather" not in file.name
    assert np.round(sound[:16] * 32_767).astype("<i2").tobytes() not in file.read_bytes()
    assert folder.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0


def test_whoever_guesses_a_text_needs_the_key_to_find_its_file(tmp_path: Path) -> None:
    CachedVoice(Counting(), tmp_path / "house", KEY).speak(SECRET)
    CachedVoice(Counting(), tmp_path / "guess", Key.new()).speak(SECRET)
    assert only_file(tmp_path / "house").name != only_file(tmp_path / "guess").name


def test_names_of_almost_one_length_make_files_of_one_size(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path, "counting 1", KEY)
    for text, samples in (("Ada", 12_000), ("Adelaide", 15_500)):
        cache.keep(text, np.zeros(samples, np.float32))
        found = cache.find(text)
        assert found is not None
        assert len(found) == samples
    assert len({file.stat().st_size for file in tmp_path.iterdir()}) == 1


def test_a_file_under_the_name_of_another_is_none(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path, "counting 1", KEY)
    cache.keep("You are muted.", np.zeros(10, np.float32))
    muted = only_file(tmp_path)
    cache.keep("Your line is open.", np.ones(10, np.float32))
    (open_,) = set(tmp_path.iterdir()) - {muted}
    muted.replace(open_)
    assert cache.find("Your line is open.") is None


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        PromptCache(tmp_path, "counting 1", KEY).keep(SECRET, np.zeros(10, np.float32))
    assert list(tmp_path.iterdir()) == []


def test_sound_beyond_full_scale_is_limited(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path, "counting 1", KEY)
    cache.keep("loud", np.array([2.0, -2.0, 0.5], np.float32))
    kept = cache.find("loud")
    assert kept is not None
    np.testing.assert_allclose(kept, [1.0, -1.0, 0.5], atol=1e-4)
