"""A fictional briefing in a log, driven command by command, with what is said in it."""

from __future__ import annotations

from collections.abc import Iterable

from onbackground.briefing import commands as do
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.state import State
from onbackground.briefing.terms import HOUSE
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.recorder import Recorder
from onbackground.record.events import (
    Finished,
    HeardName,
    SegmentWritten,
    TrackEvent,
    Transcribed,
    Word,
    encode,
    tracks_stream,
    words_stream,
)


class CallInLog:
    """One convened briefing. A refused command fails the test."""

    def __init__(self, recorder: Recorder, briefing: str, convene: do.Convene) -> None:
        self.recorder = recorder
        self.briefing = briefing
        self.now = convene.at
        self.briefings = Briefings(recorder)
        self.give(convene)

    @property
    def state(self) -> State:
        self.briefings.catch_up()
        return self.briefings.states[self.briefing]

    def try_to(self, command: do.AnyCommand) -> Refusal | None:
        """Give a command; why it was refused, if it was."""
        outcome = self.briefings.ask([Asked(self.briefing, command)])[0].outcome
        return outcome if isinstance(outcome, Refusal) else None

    def give(self, command: do.AnyCommand) -> None:
        assert (refusal := self.try_to(command)) is None, refusal

    def dial(self, seat: str, *, withheld: bool = False, line: str = "") -> str:
        """Somebody dials in with the PIN of their seat; their line."""
        line = line or f"line-{seat}"
        self.give(do.Ring(at=self.now, by=HOUSE, line=line, number_withheld=withheld))
        self.give(do.TryPin(at=self.now, by=HOUSE, line=line, pin=f"pin-{seat}"))
        return line

    def track(self, event: TrackEvent) -> None:
        """Something was recorded."""
        self._append(tracks_stream(self.briefing), encode(event))

    def hear(self, segment: SegmentWritten, words: Iterable[Word], names: Iterable[HeardName] = ()) -> None:
        """The scribe wrote down what was said in a segment, which may have been nothing, and whom it heard named."""
        event = Transcribed(segment.track, segment.start, segment.end, tuple(words), segment.end, tuple(names))
        self._append(words_stream(self.briefing), encode(event))

    def finish(self) -> None:
        """The last caller has gone."""
        self.track(Finished())

    def _append(self, stream: str, data: bytes) -> None:
        self.recorder.append(stream, self.recorder.version(stream), [data], self.now)
