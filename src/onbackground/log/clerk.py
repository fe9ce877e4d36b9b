"""The clerk: a thread that keeps the log away from whoever must not wait for a disk.

Commands go in, answers and everything that happens (here or in another process) come out, in the log's order.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Sequence

from .briefings import Answer, Asked, Briefings, Happened
from .recorder import LogError, Recorder

GLANCE_SECONDS = 0.01
"""How often the clerk looks for what other processes have written."""

RETRY_SECONDS = 0.5
"""How long the clerk waits before it tries again to write to a log that had no room."""

TRIES_AT_THE_END = 10
"""How often a clerk that is closed tries to write what is still waiting."""


class Clerk:
    """Asks and follows the log on a thread of its own. ``fileno`` is readable when there is news."""

    def __init__(self, recorder: Recorder) -> None:
        self._briefings = Briefings(recorder)
        self._briefings.catch_up()
        self.trouble: LogError | None = None
        """Why the log cannot be written at present; commands wait meanwhile."""
        self._inbox: queue.SimpleQueue[Sequence[Asked] | None] = queue.SimpleQueue()
        self._news: queue.SimpleQueue[Happened | Answer] = queue.SimpleQueue()
        self._bell, self._ring = socket.socketpair()
        self._bell.setblocking(False)
        self._ring.setblocking(False)
        self._tries_left = TRIES_AT_THE_END
        self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)

    @property
    def briefings(self) -> Briefings:
        """The states as of the start; read them before :meth:`start` only."""
        return self._briefings

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self) -> None:
        """Write what was asked and stop; the last :meth:`news` can still be read."""
        self._inbox.put(None)
        self._thread.join()

    def close(self) -> None:
        """Finish, and let go of everything."""
        self.finish()
        self._bell.close()
        self._ring.close()

    def fileno(self) -> int:
        """Readable when :meth:`news` has something to return."""
        return self._bell.fileno()

    def ask(self, asked: Sequence[Asked]) -> None:
        """Hand in commands; returns at once."""
        if asked:
            self._inbox.put(asked)

    def news(self) -> list[Happened | Answer]:
        """What has come since the last call; events before the answers that caused them."""
        with contextlib.suppress(BlockingIOError):
            while self._bell.recv(4096):
                pass
        news: list[Happened | Answer] = []
        with contextlib.suppress(queue.Empty):
            while True:
                news.append(self._news.get_nowait())
        return news

    def _work(self) -> None:
        waiting: list[Asked] = []
        stopping = False
        while not stopping or (waiting and self._tries_left > 0):
            stopping = self._gather(waiting, GLANCE_SECONDS if self.trouble is None else RETRY_SECONDS) or stopping
            self._tries_left -= stopping
            answers: list[Answer] = []
            try:
                if waiting:
                    answers = self._briefings.ask(waiting)
                    waiting.clear()
                happened = self._briefings.catch_up()
            except LogError as trouble:
                self.trouble = trouble
                continue
            self.trouble = None
            self._tell([*happened, *answers])

    def _gather(self, waiting: list[Asked], seconds: float) -> bool:
        """Wait for commands or for time to look; True when it is time to stop."""
        try:
            asked = self._inbox.get(timeout=seconds)
            while True:
                if asked is None:
                    return True
                waiting.extend(asked)
                asked = self._inbox.get_nowait()
        except queue.Empty:
            return False

    def _tell(self, news: Sequence[Happened | Answer]) -> None:
        for item in news:
            self._news.put(item)
        if news:
            with contextlib.suppress(BlockingIOError):
                self._ring.send(b"!")
