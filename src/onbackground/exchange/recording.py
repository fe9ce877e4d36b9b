"""From the ticks of the exchange to the tracks of each briefing."""

from __future__ import annotations

from collections.abc import Iterable

from ..log.folder import DataFolder
from ..log.recorder import Recorder
from ..record.segments import Track
from ..record.tracks import TrackWriter
from .exchange import Recorded, Said


class Recording:
    """One track writer for each briefing that is on the air."""

    def __init__(self, folder: DataFolder, recorder: Recorder, *, threaded: bool) -> None:
        """``threaded``: write from threads; otherwise with :meth:`write`, where time is simulated."""
        self._folder = folder
        self._recorder = recorder
        self._threaded = threaded
        self._writers: dict[str, TrackWriter] = {}
        self._open: dict[tuple[str, str], Track] = {}

    @property
    def trouble(self) -> str | None:
        """Why something is not being recorded at present, for the moderator."""
        return next((writer.trouble for writer in self._writers.values() if writer.trouble), None)

    def keep(self, recorded: Iterable[Recorded], said: Iterable[Said]) -> None:
        """Take what one tick brought. A track without a frame in it has ended: its line was closed."""
        for announcement in said:
            writer = self._writer(announcement.briefing)
            writer.announce(announcement.start, announcement.samples, announcement.text)
        heard: dict[tuple[str, str], Track] = {}
        for frame in recorded:
            place = frame.briefing, frame.track
            track = self._open.get(place) or Track(frame.track, frame.track if frame.seat else "", frame.seat)
            heard[place] = track
            self._writer(frame.briefing).push(track, frame.start, frame.pcm)
        for (briefing, name), track in self._open.items():
            if (briefing, name) not in heard:
                self._writers[briefing].end(track)
        self._open = heard

    def finish(self, briefings: Iterable[str]) -> None:
        """These calls are over: nothing more will be said in them."""
        for briefing in briefings:
            self._writer(briefing).finish()

    def write(self) -> None:
        """Write everything there is."""
        for writer in self._writers.values():
            writer.write()

    def close(self) -> None:
        """Complete all tracks."""
        for writer in self._writers.values():
            writer.close()

    def _writer(self, briefing: str) -> TrackWriter:
        writer = self._writers.get(briefing)
        if writer is None:
            writer = self._writers[briefing] = TrackWriter(self._folder, briefing, self._recorder)
            if self._threaded:
                writer.start()
        return writer
