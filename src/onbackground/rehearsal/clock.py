"""A clock that only moves when told to: a whole call runs faster than life, and the same every time."""

import heapq
from collections.abc import Callable

MICROSECONDS = 1_000_000


class Timer:
    """Something due at a time of the simulated clock; `cancel` makes it not happen."""

    __slots__ = ("callback", "cancelled")

    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        """Make the callback not happen; harmless when it already has."""
        self.cancelled = True


class SimulatedClock:
    """Time in whole microseconds and a heap of callbacks; what is due together happens in the order asked.

    `now` is the same instant in seconds, as the sans-I/O parts of the house take it.
    """

    def __init__(self, start: float = 0.0) -> None:
        self.now_us = round(start * MICROSECONDS)
        self.now = self.now_us / MICROSECONDS
        self._due: list[tuple[int, int, Timer]] = []
        self._asked = 0

    def call_at(self, when: float, callback: Callable[[], None]) -> Timer:
        """Call `callback` when `now` first is `when` (seconds) or later; at once on the next run if that has passed."""
        when_us = round(when * MICROSECONDS)
        if when_us / MICROSECONDS < when:  # a moment early, the caller would find nothing due and ask again for ever
            when_us += 1
        return self.call_at_us(when_us, callback)

    def call_later(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call `callback` after `delay` seconds."""
        return self.call_at_us(self.now_us + round(delay * MICROSECONDS), callback)

    def call_at_us(self, when_us: int, callback: Callable[[], None]) -> Timer:
        """Call `callback` at `when_us` (microseconds)."""
        timer = Timer(callback)
        self._asked += 1
        heapq.heappush(self._due, (max(when_us, self.now_us), self._asked, timer))
        return timer

    def next_us(self) -> int | None:
        """When the next callback is due, in microseconds; None when nothing is."""
        while self._due and self._due[0][2].cancelled:
            heapq.heappop(self._due)
        return self._due[0][0] if self._due else None

    def run_until(self, when: float) -> None:
        """Let time pass up to `when` (seconds), calling everything due on the way, `when` itself included."""
        end_us = round(when * MICROSECONDS)
        due = self._due
        while due and due[0][0] <= end_us:
            at_us, _, timer = heapq.heappop(due)
            if timer.cancelled:
                continue
            if at_us != self.now_us:
                self.now_us = at_us
                self.now = at_us / MICROSECONDS
            timer.callback()
        if end_us > self.now_us:
            self.now_us = end_us
            self.now = end_us / MICROSECONDS
