"""Rendering prompts beside the call: a process of low priority that turns texts into files of the prompt cache.

Whoever convenes a briefing hands a :class:`Renderer` the texts; the exchange finds the sound with
:meth:`~.cache.PromptCache.find`. Nothing else passes between them.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Self

import msgspec

from ..sealing.dumps import leave_no_dump
from ..sealing.keys import KEY_BYTES, Key
from .cache import CachedVoice, PromptCache
from .engine import Voice
from .hibari import HibariVoice, identity, weights

NICENESS: Final = 10
"""How far the renderer steps back behind the processes that carry the call."""

_ENVIRONMENT: Final = {"PYTHONDONTWRITEBYTECODE": "1"}


_NOW: Final = 0
_AHEAD: Final = 1


class _Wish(NamedTuple):
    """A text to be rendered, or the end. Wishes sort by urgency, and then as they were made."""

    urgency: int
    number: int
    text: str | None


class Renderer:
    """Renders the operator's prompts into a folder, in a process of its own that is started again if it dies."""

    def __init__(self, folder: Path, key: Key) -> None:
        """Get ready to render into ``folder``. Raises :class:`~.engine.VoiceMissingError` where there is no voice."""
        weights()
        self.prompts = PromptCache(folder, identity(), key)
        """Where the exchange looks for what was rendered."""
        self.unrendered = 0
        """How many texts could not be rendered: the disk is full, or the engine failed on them twice."""
        self._folder = folder
        self._key = key
        self._process: subprocess.Popen[bytes] | None = None
        self._wanted: queue.PriorityQueue[_Wish] = queue.PriorityQueue()
        self._wishes = itertools.count()
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def render(self, texts: Iterable[str], *, ahead: bool = False) -> None:
        """Ask for ``texts``, in this order. Returns at once. What is needed ``ahead`` of time lets the rest pass."""
        for text in texts:
            self._wanted.put(_Wish(_AHEAD if ahead else _NOW, next(self._wishes), text))

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until everything asked for has been worked on; False if ``timeout`` seconds were not enough."""
        with self._wanted.all_tasks_done:
            return self._wanted.all_tasks_done.wait_for(lambda: not self._wanted.unfinished_tasks, timeout)

    def close(self) -> None:
        """Finish the text being rendered, leave the others, and end the process."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._wanted.get_nowait()
                self._wanted.task_done()
        self._wanted.put(_Wish(_NOW, next(self._wishes), None))
        self._thread.join()

    def __enter__(self) -> Self:
        """Use the renderer in a ``with`` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close at the end of the block."""
        self.close()

    def _run(self) -> None:
        while (text := self._wanted.get().text) is not None:
            if self.prompts.find(text) is None and not (self._ask(text) or self._ask(text)):
                self.unrendered += 1
            self._wanted.task_done()
        self._wanted.task_done()
        if self._process:
            self._process.communicate()

    def _ask(self, text: str) -> bool:
        """Have one text rendered; False when that failed or the process died over it."""
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(msgspec.json.encode(text) + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            return False
        answer = self._process.stdout.readline()
        if not answer:
            self._process.wait()
        return answer == b"rendered\n"

    def _start(self) -> subprocess.Popen[bytes]:
        # The key and the texts go through a pipe, never into the list of processes.
        process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | _ENVIRONMENT,
        )
        assert process.stdin
        process.stdin.write(self._key.reveal())
        return process


def answer(voice: Voice, folder: Path, texts: BinaryIO, answers: BinaryIO) -> None:
    """Render every text and answer each with one line: ``rendered`` or ``failed``.

    The key comes first, then a JSON string a line.
    """
    cached = CachedVoice(voice, folder, Key(texts.read(KEY_BYTES)))
    for line in texts:
        try:
            cached.speak(msgspec.json.decode(line, type=str))
        except Exception:  # whatever went wrong with one text, the next can still be rendered
            answers.write(b"failed\n")
        else:
            answers.write(b"rendered\n")
        answers.flush()


if __name__ == "__main__":
    leave_no_dump()
    os.nice(NICENESS)
    answer(HibariVoice(), Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
