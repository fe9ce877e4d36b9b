"""What the desk knows: the briefings' states by following the log, and the signals beside it.

The log is read and written on threads of its own here, so that the event loop never waits for a disk.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import msgspec

from ..attribution.roster_file import has_name_of
from ..briefing.commands import SettleAttribution
from ..briefing.encoding import encode
from ..briefing.refusals import Decision, Refusal, Rule
from ..briefing.state import State
from ..exchange.exchange import LineQuality as Report
from ..log.briefings import Asked, Briefings, Happened, outcome_of
from ..log.recorder import Conflict, LogError, Recorder
from ..log.signals import Signal, Signalling
from ..record import scribe
from ..record.scribe import Caption as Heard
from ..release.assembly import roster_of
from .captions import Caption, Captions
from .quality import STALE_SECONDS, LineQuality, judged

WAIT_SECONDS: Final = 0.1
"""How long one look at the log waits for something new; also how long closing may take."""

SEEN_SECONDS: Final = 1.0
"""How long an answer waits for what it wrote to be read back."""

RETRY_SECONDS: Final = 0.5
KEPT_EVENTS: Final = 50
"""How many events are kept for pages that want to say what has just happened."""

T = TypeVar("T")


class Moved(msgspec.Struct, frozen=True):
    """The briefing is no longer at the version that was expected; nothing was written."""

    version: int


class Answer(msgspec.Struct, frozen=True):
    """What came of a command; ``version`` is the briefing's then."""

    outcome: Decision | Moved
    version: int


class Watch:
    """The briefings of a log as they stand now. For one event loop; :meth:`run` must be running."""

    def __init__(self, recorder: Recorder, signals: Signalling | None = None) -> None:
        self.states: dict[str, State] = {}
        self.recent: defaultdict[str, deque[Happened]] = defaultdict(lambda: deque(maxlen=KEPT_EVENTS))
        self.trouble: str = ""
        """Why the log cannot be read at present, in one line; empty while all is well."""
        self.closing = False
        self._recorder = recorder
        self._signals = signals
        self._following = ThreadPoolExecutor(1, "desk follows the log")
        self._writing = ThreadPoolExecutor(1, "desk writes the log")
        self._looking = ThreadPoolExecutor(2, "desk looks at the log")
        self._follower = Briefings(recorder)
        self._asker = Briefings(recorder)
        self._bells: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._reports: dict[tuple[str, str], tuple[float, LineQuality]] = {}
        self._captions: defaultdict[str, Captions] = defaultdict(Captions)
        self._troubles: tuple[float, tuple[str, ...]] = (0.0, ())

    # ── What is known ──────────────────────────────────────────────────────────────────────────────────────────────

    def state(self, briefing: str) -> State:
        """Where a briefing stands; an empty state for one there is not."""
        return self.states.get(briefing, State())

    def qualities(self, briefing: str) -> dict[str, LineQuality]:
        """The lines of which something is known just now."""
        fresh_since = time.monotonic() - STALE_SECONDS
        return {
            line: quality
            for (owner, line), (noted, quality) in self._reports.items()
            if owner == briefing and noted >= fresh_since
        }

    def captions(self, briefing: str) -> list[Caption]:
        """What is being said, guarded, oldest first."""
        return self._captions[briefing].shown(self.state(briefing))

    def troubles(self) -> tuple[str, ...]:
        """What is wrong in the house, each in one line."""
        noted, exchange = self._troubles
        current = exchange if time.monotonic() - noted < STALE_SECONDS else ()
        return (self.trouble, *current) if self.trouble else current

    @contextlib.contextmanager
    def bell(self, briefing: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever something of this briefing has changed; clear it before looking."""
        bell = asyncio.Event()
        self._bells[briefing].add(bell)
        try:
            yield bell
        finally:
            self._bells[briefing].discard(bell)

    # ── What is asked ──────────────────────────────────────────────────────────────────────────────────────────────

    async def ask(self, asked: Asked, expected: int | None = None) -> Answer:
        """Decide and write one command; return when :attr:`states` shows what came of it.

        With ``expected`` it is decided on that version of the briefing or not at all. Raises ``LogError`` when the
        log refuses; then nothing happened.
        """
        answer = await self._on(self._writing, lambda: self._ask(asked, expected))
        with self.bell(asked.briefing) as bell, contextlib.suppress(TimeoutError):
            while self.state(asked.briefing).version < answer.version:
                await asyncio.wait_for(bell.wait(), SEEN_SECONDS)
                bell.clear()
        return answer

    async def in_log(self, work: Callable[[], T]) -> T:
        """Do something else with the log, off the event loop."""
        return await self._on(self._looking, work)

    def _ask(self, asked: Asked, expected: int | None) -> Answer:
        self._asker.catch_up()
        outcome = self._outcome(asked, expected)
        self._asker.catch_up()
        return Answer(outcome, self._latest(asked.briefing).version)

    def _outcome(self, asked: Asked, expected: int | None) -> Decision | Moved:
        seats = self._latest(asked.briefing).seats.values()
        if isinstance(asked.command, SettleAttribution) and has_name_of(roster_of(seats), asked.command.alias):
            return Refusal(Rule.ALIAS_NAMES_SOMEBODY)
        return self._asker.ask([asked])[0].outcome if expected is None else self._ask_at(asked, expected)

    def _latest(self, briefing: str) -> State:
        """Where a briefing stands for who asks, which may be ahead of what is shown."""
        return self._asker.states.get(briefing, State())

    def _ask_at(self, asked: Asked, expected: int) -> Decision | Moved:
        state = self._latest(asked.briefing)
        if state.version != expected:
            return Moved(state.version)
        outcome, _ = outcome_of(state, asked)
        if isinstance(outcome, Refusal) or not outcome:
            return outcome
        try:
            self._recorder.append(asked.briefing, expected, [encode(event) for event in outcome], outcome[-1].at)
        except Conflict as conflict:
            return Moved(conflict.actual)
        return outcome

    # ── Following ──────────────────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Read what the log has so far."""
        self._took_in(await self._on(self._following, self._follower.catch_up))

    async def run(self) -> None:
        """Follow the log and the signals until cancelled."""
        loop = asyncio.get_running_loop()
        descriptor = getattr(self._signals, "fileno", lambda: None)()
        if descriptor is not None:
            loop.add_reader(descriptor, self.hear)
        try:
            while True:
                await self._follow_once()
        except msgspec.ValidationError:
            # Written by a newer version: what this one shows is true no longer.
            self.trouble = "the log has events that this desk does not know: start the desk in the log's version"
            self._ring(self.states)
        finally:
            if descriptor is not None:
                loop.remove_reader(descriptor)

    def hang_up(self) -> None:
        """End what goes on until something changes: streams of events."""
        self.closing = True
        for bells in self._bells.values():
            for bell in bells:
                bell.set()

    def close(self) -> None:
        """Let the threads go, and the signals."""
        self.hang_up()
        self._following.shutdown()
        self._writing.shutdown()
        self._looking.shutdown()
        if self._signals is not None:
            self._signals.close()

    def hear(self) -> None:
        """Take in the signals that have come."""
        rung: set[str] = set()
        for signal in self._signals.receive() if self._signals else ():
            with contextlib.suppress(msgspec.DecodeError):
                rung |= self._heard(signal)
        self._ring(rung)

    async def _follow_once(self) -> None:
        try:
            self._took_in(await self._on(self._following, self._wait_and_read))
            self.trouble = ""
        except LogError as trouble:
            self.trouble = str(trouble)
            self._ring(self.states)
            await asyncio.sleep(RETRY_SECONDS)

    def _wait_and_read(self) -> list[Happened]:
        if self._recorder.wait(self._follower.position, WAIT_SECONDS):
            return self._follower.catch_up()
        return []

    def _took_in(self, news: list[Happened]) -> None:
        for happened in news:
            self.states[happened.briefing] = happened.after
            self.recent[happened.briefing].append(happened)
        self._ring({happened.briefing for happened in news})

    def _heard(self, signal: Signal) -> set[str]:
        """Take in one signal; the briefings it says something new about."""
        match signal.kind:
            case "quality":
                reports = msgspec.msgpack.decode(signal.payload, type=list[Report])
                now = time.monotonic()
                self._reports.update({(r.briefing, r.line): (now, judged(r.quality)) for r in reports})
                return {report.briefing for report in reports}
            case scribe.CAPTION:
                caption = msgspec.msgpack.decode(signal.payload, type=Heard)
                self._captions[caption.briefing].took_in(caption)
                return {caption.briefing}
            case "trouble":
                troubles = tuple(msgspec.msgpack.decode(signal.payload, type=list[str]))
                changed = troubles != self._troubles[1]
                self._troubles = (time.monotonic(), troubles)
                return set(self.states) if changed else set()
        return set()

    def _ring(self, briefings: Iterable[str]) -> None:
        for briefing in briefings:
            for bell in self._bells[briefing]:
                bell.set()

    async def _on(self, thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(thread, work)
