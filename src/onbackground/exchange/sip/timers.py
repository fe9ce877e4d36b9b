"""All timers of the user agent in one heap."""

from __future__ import annotations

import heapq
from collections.abc import Callable

T1 = 0.5
"""Seconds: the round trip we reckon with, and the first retransmission (RFC 3261 §17.1.1.1)."""
T2 = 4.0
"""Seconds: the longest interval between retransmissions."""
T4 = 5.0
"""Seconds: how long a message may wander in the network."""
TIMEOUT = 64 * T1
"""Seconds after which nobody waits any longer."""

Action = Callable[[float], None]


class Timers:
    """Named timers, each belonging to an owner; setting one again replaces it."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, object, str, Action]] = []
        self._current: dict[object, dict[str, int]] = {}
        self._serial = 0
        self._live = 0

    def set(self, owner: object, name: str, at: float, action: Action) -> None:
        """Call `action(now)` once `at` (monotonic seconds) has come."""
        self._serial += 1
        names = self._current.setdefault(owner, {})
        self._live += name not in names
        names[name] = self._serial
        heapq.heappush(self._heap, (at, self._serial, owner, name, action))
        if len(self._heap) > 64 + 2 * self._live:
            self._heap = [entry for entry in self._heap if self._is_live(entry)]
            heapq.heapify(self._heap)

    def cancel(self, owner: object, name: str) -> None:
        """Forget one timer, if it is set."""
        names = self._current.get(owner)
        if names and names.pop(name, None) is not None:
            self._live -= 1
            if not names:
                del self._current[owner]

    def cancel_all(self, owner: object) -> None:
        """Forget every timer of `owner`."""
        self._live -= len(self._current.pop(owner, ()))

    def next(self) -> float | None:
        """Return when `run` is wanted next, or None."""
        while self._heap and not self._is_live(self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def run(self, now: float) -> None:
        """Call the actions that are due, in the order of their times."""
        while self._heap and self._heap[0][0] <= now:
            entry = heapq.heappop(self._heap)
            if self._is_live(entry):
                _, _, owner, name, action = entry
                self.cancel(owner, name)
                action(now)

    def _is_live(self, entry: tuple[float, int, object, str, Action]) -> bool:
        _, serial, owner, name, _ = entry
        return self._current.get(owner, {}).get(name) == serial
