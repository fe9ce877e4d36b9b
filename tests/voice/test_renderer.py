import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from onbackground.sealing.keys import Key
from onbackground.voice.cache import PromptCache
from onbackground.voice.engine import Sound
from onbackground.voice.hibari import HibariVoice
from onbackground.voice.renderer import Renderer, answer

KEY = Key(bytes(range(32)))
TEXT = "Your line is open."


def test_it_renders_into_the_cache_what_the_voice_says(tmp_path: Path) -> None:
    with Renderer(tmp_path, KEY) as renderer:
        assert renderer.prompts.find(TEXT) is None
        renderer.render([TEXT, "You are muted."])
        assert renderer.wait(60)
        found = renderer.prompts.find(TEXT)
        assert found is not None
        np.testing.assert_allclose(found, HibariVoice().speak(TEXT), atol=1 / 32767)
        assert renderer.prompts.find("You are muted.") is not None
        assert renderer.unrendered == 0


def test_a_killed_process_is_started_again_and_nothing_asked_for_is_lost(tmp_path: Path) -> None:
    with Renderer(tmp_path, KEY) as renderer:
        renderer.render([TEXT])
        assert renderer.wait(60)
        assert renderer._process is not None
        os.kill(renderer._process.pid, signal.SIGKILL)
        renderer.render(["You are muted."])
        assert renderer.wait(60)
        assert renderer.prompts.find("You are muted.") is not None
        assert renderer.unrendered == 0


def test_the_process_steps_back_behind_the_call(tmp_path: Path) -> None:
    with Renderer(tmp_path, KEY) as renderer:
        renderer.render([TEXT])
        assert renderer.wait(60)
        assert renderer._process is not None
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, renderer._process.pid) == min(19, mine + 10)
        assert TEXT not in Path(f"/proc/{renderer._process.pid}/cmdline").read_text()


def test_closing_leaves_what_was_not_begun(tmp_path: Path) -> None:
    renderer = Renderer(tmp_path, KEY)
    renderer.render(f"You are number {place} in the queue." for place in range(200))
    renderer.close()
    assert renderer.wait(0)
    assert len(list(tmp_path.glob("*.prompt"))) < 200
    assert list(tmp_path.glob("unfinished-*")) == []


class Choosy:
    identity = "choosy 1"

    def speak(self, text: str) -> Sound:
        if text == "bad":
            raise ValueError(text)
        return np.zeros(4, np.float32)


def test_a_text_the_engine_fails_on_does_not_stop_the_others(tmp_path: Path) -> None:
    answers = io.BytesIO()
    texts = io.BytesIO(KEY.reveal() + b"\n".join(msgspec.json.encode(text) for text in ("bad", "good")))
    answer(Choosy(), tmp_path, texts, answers)
    assert answers.getvalue() == b"failed\nrendered\n"
    assert PromptCache(tmp_path, "choosy 1", KEY).find("good") is not None


def test_a_text_that_fails_twice_is_counted_and_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "_start", lambda self: dies_at_once())
    with Renderer(tmp_path, KEY) as renderer:
        renderer.render([TEXT])
        assert renderer.wait(60)
        assert renderer.unrendered == 1
        assert renderer.prompts.find(TEXT) is None


def dies_at_once() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
