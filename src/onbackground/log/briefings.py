"""The briefings in a log: their states, kept by following it, and the one way to change them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ..briefing import commands as do
from ..briefing.belief import believe, believed, fold_believed
from ..briefing.encoding import decode_event, encode
from ..briefing.events import AnyEvent
from ..briefing.refusals import Decision, Refusal, Rule
from ..briefing.rules import decide
from ..briefing.state import State, evolve
from ..sealing.ring import KeyDestroyedError
from .recorder import Append, Conflict, Recorder

SUBSTREAM: Final = "/"
"""A stream whose name has this in it belongs to a briefing but holds no events of its rules."""


class Asked(Struct, frozen=True):
    """A command for one briefing."""

    briefing: str
    command: do.AnyCommand


class Answer(Struct, frozen=True):
    """What came of a command: the events now in the log, or the refusal."""

    asked: Asked
    outcome: Decision


class Happened(Struct, frozen=True):
    """An event of one briefing, with the states around it."""

    briefing: str
    event: AnyEvent
    before: State
    after: State


class Briefings:
    """All briefings of a log. Not for use by several threads at once; every process has its own."""

    def __init__(self, recorder: Recorder) -> None:
        self.states: dict[str, State] = {}
        self._recorder = recorder
        self._position = 0

    @property
    def position(self) -> int:
        """The log position up to which :attr:`states` holds."""
        return self._position

    def catch_up(self) -> list[Happened]:
        """Read what is new in the log, from any process; return the briefings' events in order."""
        news: list[Happened] = []
        while records := self._recorder.follow(self._position):
            for record in records:
                self._position = record.position
                if SUBSTREAM in record.stream:
                    continue
                before = self.states.get(record.stream, State())
                event = decode_event(record.data)
                after = believe(record.stream, before, event)
                self.states[record.stream] = after
                news.append(Happened(record.stream, event, before, after))
        return news

    def ask(self, asked: Sequence[Asked]) -> list[Answer]:
        """Decide these commands in order and write what they lead to, in one transaction.

        Each command is decided on the state that the ones before it leave behind; where another process has
        written meanwhile, all are decided again, and of a briefing that was erased there is none. The events reach
        :attr:`states` with the next :meth:`catch_up`. Raises ``LogFull`` or ``LogUnavailable`` when nothing could be
        written; then nothing happened.
        """
        while True:
            answers, appends = self._decide(asked)
            try:
                if appends:
                    self._recorder.append_group(appends)
            except Conflict:
                continue
            except KeyDestroyedError as erased:
                self.states.pop(erased.briefing, None)
                continue
            return answers

    def _decide(self, asked: Sequence[Asked]) -> tuple[list[Answer], list[Append]]:
        answers: list[Answer] = []
        events: dict[str, list[AnyEvent]] = {}
        latest: dict[str, State] = {}
        for wish in asked:
            if wish.briefing not in latest:
                latest[wish.briefing] = self._read_on(wish.briefing)
            outcome, latest[wish.briefing] = outcome_of(latest[wish.briefing], wish)
            answers.append(Answer(wish, outcome))
            if not isinstance(outcome, Refusal) and outcome:
                events.setdefault(wish.briefing, []).extend(outcome)
        appends = [
            Append(briefing, latest[briefing].version - len(new), [encode(event) for event in new], new[-1].at)
            for briefing, new in events.items()
        ]
        return answers, appends

    def _read_on(self, briefing: str) -> State:
        """The latest state of one briefing, without moving :attr:`position`."""
        state = self.states.get(briefing, State())
        return fold_believed(
            briefing, (decode_event(r.data) for r in self._recorder.read(briefing, state.version)), state
        )


def outcome_of(state: State, wish: Asked) -> tuple[Decision, State]:
    """What comes of a command, and the state after it; a signature that is not the officer's is refused."""
    outcome = decide(state, wish.command)
    after = state
    for event in () if isinstance(outcome, Refusal) else outcome:
        if not believed(wish.briefing, after, event):
            return Refusal(Rule.WRONG_SIGNATURE), state
        after = evolve(after, event)
    return outcome, after
