"""The scribe: follows the log's segments, listens to them and writes the words into the log.

It is a process of its own that may be killed at any moment. All it knows is in the log: every
:class:`~.events.Transcribed` says up to where its track is dealt with, so after a restart, or beside a second scribe,
each stretch of a track is written exactly once.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Final, Protocol

import structlog
from msgspec import Struct

from onbackground.briefing.state import State
from onbackground.briefing.terms import Role
from onbackground.log.briefings import Briefings
from onbackground.log.folder import DataFolder
from onbackground.log.recorder import Conflict, LogUnavailable, Recorder
from onbackground.log.signals import Signalling
from onbackground.sealing.ring import KeyDestroyedError

from .events import (
    HeardName,
    SegmentWritten,
    Transcribed,
    Word,
    decode_track_event,
    decode_transcribed,
    encode,
    milliseconds,
    words_stream,
)
from .forms import Forms
from .hearing import Utterance
from .progress import TrackProgress
from .sounding import sounded

CAPTION: Final = "caption"
"""The kind of the signal that carries a :class:`Caption`."""

_CAPTION_EVERY_SECONDS: Final = 1.0
_ENDED_AFTER_SECONDS: Final = 3.0
"""Without a new segment for so long, a line has been closed: segments of an open line come every two seconds."""
_WAIT_SECONDS: Final = 0.5
_TRY_AGAIN_SECONDS: Final = 1.0

_log = structlog.get_logger()


_Heard = tuple[tuple[Word, ...], tuple[HeardName, ...]]
"""What an utterance holds: its words, and the names that are not among them."""


class Hearer(Protocol):
    """What turns an utterance into words: :class:`~.recogniser.Recogniser`."""

    def words(self, utterance: Utterance, hints: str) -> tuple[Word, ...]:
        """The words of an utterance."""
        ...

    def glimpse(self, utterance: Utterance, hints: str) -> str:
        """What an utterance under way sounds like so far."""
        ...

    def readings(self, utterance: Utterance, hints: str) -> list[str]:
        """What else an utterance may say."""
        ...

    def continuations(self, utterance: Utterance, hints: str, begun: str) -> list[str]:
        """How an utterance that begins with some words may go on."""
        ...

    def likelihoods(
        self, utterance: Utterance, begin: int, end: int, sentences: Sequence[str], names: Sequence[str]
    ) -> list[float]:
        """The log probability of each sentence between two positions, where these names may be expected."""
        ...


class Caption(Struct, frozen=True):
    """What is being said on an open line at this moment, as far as it is understood. It may still change."""

    briefing: str
    track: str
    seat: str
    start: int
    text: str


class Scribe:
    """Turns what is recorded into words, for all briefings of a log."""

    def __init__(
        self, folder: DataFolder, recorder: Recorder, hearer: Hearer, signals: Signalling | None = None
    ) -> None:
        """Read nothing yet. Live captions are sent only where there are ``signals``."""
        self._folder = folder
        self._recorder = recorder
        self._hearer = hearer
        self._signals = signals
        self._hearing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hearing")
        self._briefings = Briefings(recorder)
        self._position = 0
        self._versions: dict[str, int] = {}
        self._tracks: dict[tuple[str, str], TrackProgress] = {}
        self._seats: object = None
        self._forms = Forms({})

    def catch_up(self) -> int:
        """Deal with everything recorded so far, as if all lines were closed now; return how many words there were."""
        self._read_log()
        return sum(self._deal_with(track, ended=True) for track in list(self._tracks.values()))

    def run(self, stop: threading.Event) -> None:
        """Follow the log until ``stop`` is set (looked at between utterances)."""
        while not stop.is_set():
            try:
                self._read_log()
                for track in list(self._tracks.values()):
                    self._deal_with(track, ended=time.monotonic() - track.grew_at > _ENDED_AFTER_SECONDS)
                self._send_captions()
                self._recorder.wait(self._position, _WAIT_SECONDS)
            except LogUnavailable as error:
                _log.error("the scribe waits", why=str(error))
                stop.wait(_TRY_AGAIN_SECONDS)

    # ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _read_log(self) -> None:
        self._briefings.catch_up()
        while records := self._recorder.follow(self._position):
            for record in records:
                self._position = record.position
                briefing, _, kind = record.stream.partition("/")
                if kind == "tracks":
                    event = decode_track_event(record.data)
                    if isinstance(event, SegmentWritten) and event.line:
                        self._track(briefing, event.track).grow(event)
                elif kind == "words":
                    self._note(briefing, record.version, decode_transcribed(record.data))

    def _note(self, briefing: str, version: int, event: Transcribed) -> None:
        self._versions[briefing] = max(version, self._versions.get(briefing, 0))
        self._track(briefing, event.track).move_on(event.through)

    def _track(self, briefing: str, track: str) -> TrackProgress:
        return self._tracks.setdefault((briefing, track), TrackProgress(briefing, track))

    # ── Listening and writing ──────────────────────────────────────────────────────────────────────────────────────

    def _deal_with(self, track: TrackProgress, *, ended: bool) -> int:
        """Write what can be heard on a track; return how many words that was."""
        written = 0
        try:
            while True:
                for event in self._listen(track, ended=ended):
                    if not self._write(track, event):
                        break  # go on from where another scribe left off
                    written += len(event.words)
                else:
                    return written
        except BaseException:
            track.listen_again()  # what has been cut and not been written must be heard once more
            raise

    def _listen(self, track: TrackProgress, *, ended: bool) -> Iterator[Transcribed]:
        """Hear one utterance while looking for the next: the one is Whisper's work, the other the voice detector's."""
        waiting: deque[tuple[Utterance, Future[_Heard]]] = deque()
        while True:
            found = track.next(self._folder, ended=ended)
            if isinstance(found, Utterance):
                waiting.append((found, self._hearing.submit(self._hear, found, self._state(track))))
            while waiting and (len(waiting) > 1 or not isinstance(found, Utterance)):
                utterance, heard = waiting.popleft()
                words, names = heard.result()
                yield Transcribed(track.id, utterance.start, utterance.end, words, utterance.through, names)
            if found is None:
                return
            if isinstance(found, int):
                yield Transcribed(track.id, max(track.began, track.through), found, (), found)

    def _hear(self, utterance: Utterance, state: State) -> _Heard:
        words = self._hearer.words(utterance, hints_for(state))
        if state.seats is not self._seats:
            self._seats, self._forms = state.seats, forms_for(state)
        hearer = self._hearer
        weigh, read = partial(hearer.likelihoods, utterance), partial(hearer.readings, utterance, hints_for(state))
        go_on = partial(hearer.continuations, utterance, hints_for(state))
        return words, sounded(words, self._forms, weigh, read, go_on)

    def _write(self, track: TrackProgress, event: Transcribed) -> bool:
        """Append what was heard; False when another scribe has dealt with this part of the track meanwhile."""
        stream, before = words_stream(track.briefing), track.through
        while True:
            version = self._versions.get(track.briefing, 0)
            try:
                self._recorder.append(stream, version, [encode(event)], milliseconds(event.through))
            except Conflict:
                for record in self._recorder.read(stream, version):
                    self._note(track.briefing, record.version, decode_transcribed(record.data))
                if track.through != before:
                    return False
            except KeyDestroyedError:  # the briefing was erased: nothing of it is written any more
                track.wrote(event.through)
                return True
            else:
                self._versions[track.briefing] = version + 1
                track.wrote(event.through)
                return True

    # ── Captions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _send_captions(self) -> None:
        if self._signals is None:
            return
        for track in self._tracks.values():
            utterance = track.under_way()
            if utterance is None or time.monotonic() - track.captioned_at < _CAPTION_EVERY_SECONDS:
                continue
            text = self._hearer.glimpse(utterance, hints_for(self._state(track)))
            track.captioned_at = time.monotonic()
            track.captioned_to = utterance.end
            caption = Caption(track.briefing, track.id, track.seat, utterance.start, text)
            self._signals.send(CAPTION, caption)

    def _state(self, track: TrackProgress) -> State:
        return self._briefings.states.get(track.briefing, State())


def hints_for(state: State) -> str:
    """The names and outlets that may be spoken, as a sentence: Whisper takes its spelling from it.

    Those who are named most come first, as only so much of it is taken.
    """
    heard = [seat for seat in state.seats.values() if seat.role is not Role.LISTENER]
    heard.sort(key=lambda seat: seat.role is Role.REPORTER)
    names = [seat.name.reveal() for seat in heard]
    outlets = list(dict.fromkeys(seat.outlet or seat.agency for seat in heard if seat.outlet or seat.agency))
    sentences = [f"On the call: {', '.join(names)}."] * bool(names) + [f"From {', '.join(outlets)}."] * bool(outlets)
    return " ".join(sentences)


def forms_for(state: State) -> Forms:
    """The names to listen for where the recogniser is in doubt: of all who are not to be named, and, to tell them
    apart, of the others."""
    unnamed = {
        seat.id: [seat.name.reveal(), *(other.reveal() for other in seat.also)]
        for seat in state.seats.values()
        if seat.role in (Role.OFFICIAL, Role.MODERATOR) and not seat.named
    }
    others = [seat.name.reveal() for seat in state.seats.values() if seat.id not in unnamed]
    return Forms(unnamed, others)
