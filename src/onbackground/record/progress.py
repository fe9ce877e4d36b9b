"""How far one track is known, heard and written: what is left of it to hear, utterance by utterance."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

import structlog

from onbackground.log.folder import DataFolder

from .events import RATE, SegmentWritten
from .hearing import Ear, Utterance, VoiceActivity
from .segments import SegmentDamagedError, read_segment

_CAPTION_LONGEST: Final = 10 * RATE

_log = structlog.get_logger()


class TrackProgress:
    """One track: the segments the log knows, the utterances cut from them, and up to where its words are written."""

    def __init__(self, briefing: str, track: str) -> None:
        self.briefing = briefing
        self.id = track
        self.seat = ""
        self.began = 0
        self.through = 0
        self.grew_at = 0.0
        self.captioned_at = 0.0
        self.captioned_to = 0
        self._segments: deque[SegmentWritten] = deque()
        self._ear: Ear | None = None
        self._heard = 0  # segments the ear has taken
        self._found: deque[Utterance | int] = deque()

    def grow(self, segment: SegmentWritten) -> None:
        """There is more to listen to."""
        self.seat = segment.seat
        self.began = self.began or segment.start
        self.grew_at = time.monotonic()
        if segment.end > self.through:
            self._segments.append(segment)

    def wrote(self, through: int) -> None:
        """What this scribe heard is in the log."""
        self.through = max(self.through, through)
        while self._heard and self._segments[0].end <= self.through:
            self._segments.popleft()
            self._heard -= 1

    def move_on(self, through: int) -> None:
        """The log says how far the track is dealt with; where another scribe was further, go on from there."""
        if through > self.through:
            self.through = through
            self.listen_again()

    def listen_again(self) -> None:
        """Forget what has been heard and not been written."""
        self._ear, self._heard = None, 0
        self._found.clear()
        while self._segments and self._segments[0].end <= self.through:
            self._segments.popleft()

    def next(self, folder: DataFolder, *, ended: bool) -> Utterance | int | None:
        """The next utterance, or the position up to which nothing is left to hear; None when neither is there yet."""
        while not self._found:
            if self._heard < len(self._segments):
                self._take(folder, self._segments[self._heard])
            elif ended and self._ear is not None:
                self._end_stretch()
            else:
                return None
        return self._found.popleft()

    def under_way(self) -> Utterance | None:
        """The last seconds of what is being said, if it has grown since the last caption."""
        utterance = self._ear.under_way() if self._ear is not None else None
        if utterance is None or utterance.end <= self.captioned_to:
            return None
        cut = max(0, len(utterance.samples) - _CAPTION_LONGEST)
        return Utterance(utterance.start + cut, utterance.samples[cut:], utterance.voiced, utterance.through)

    def _take(self, folder: DataFolder, segment: SegmentWritten) -> None:
        if self._ear is not None and segment.start > self._ear.end:
            self._end_stretch()
        self._heard += 1
        try:
            samples = read_segment(folder, segment)
        except SegmentDamagedError as error:
            _log.error("sound lost", briefing=self.briefing, why=str(error))
            self._end_stretch()
            self._found.append(segment.end)
            return
        if self._ear is None:
            self._ear = Ear(max(segment.start, self.through), VoiceActivity())
        self._found += self._ear.listen(samples[max(0, self._ear.end - segment.start) :])

    def _end_stretch(self) -> None:
        if self._ear is not None:
            self._found += self._ear.finish()
            last = self._found[-1] if self._found else self.through
            if (last.through if isinstance(last, Utterance) else last) < self._ear.end:
                self._found.append(self._ear.end)
        self._ear = None
