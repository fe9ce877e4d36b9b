"""What is said on a fictional briefing, on its tracks: sound on disk, words in the log, as a call leaves them."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from desk_call import BRIEFING, START, DeskCall

from onbackground.record.chunks import sealed_chunk
from onbackground.record.events import (
    PROGRAMME,
    RATE,
    Announced,
    HeardName,
    SegmentWritten,
    Word,
)
from onbackground.record.segments import Track, head, segment_path, tracks_key

BEGIN = START * RATE // 1000
STEP = RATE // 4
"""Samples from the beginning of one word to that of the next."""

EMPTY: Mapping[str, tuple[str, ...]] = MappingProxyType({})
FLAGGED = "Thanks, Beatrix. When I was ambassador in Fableton I said June. Ottoline Quillfeather agrees."


class Recorded:
    """The recording of a briefing, said turn by turn."""

    def __init__(self, call: DeskCall, begin: int = BEGIN) -> None:
        self._call = call
        self.position = begin

    def say(
        self, seat: str, text: str, doubtful: tuple[str, ...] = (), named: Mapping[str, tuple[str, ...]] = EMPTY
    ) -> int:
        """Somebody says something: a tone of its own for each word. Returns where it begins.

        ``named`` are words in which the sound has a name: whose it is, and whose it may be as well.
        """
        start, track, words = self.position, f"line-{seat}", text.split()
        samples = STEP * len(words)
        hertz = np.repeat(300 + 20 * np.arange(len(words)), STEP)
        sound = (6000 * np.sin(2 * np.pi * hertz * np.arange(samples) / RATE)).astype("<i2")
        self._write(Track(track, track, seat), start, sound)
        segment = SegmentWritten(track, track, seat, start, samples, segment_path(BRIEFING, track, start))
        self._call.track(segment)
        self._call.hear(
            segment,
            (
                Word(start + n * STEP, start + n * STEP + STEP - 800, word, 0.2 if word in doubtful else 0.95)
                for n, word in enumerate(words)
            ),
            (
                HeardName(start + n * STEP, start + n * STEP + STEP - 800, named[word][0], 0.9, named[word][1:])
                for n, word in enumerate(words)
                if word in named
            ),
        )
        self.position += samples + RATE
        return start

    def announce(self, text: str) -> None:
        """The house's own voice says something on the programme."""
        self._call.track(Announced(PROGRAMME, self.position, RATE, text))
        self.position += 2 * RATE

    def finish(self) -> None:
        """The call is over."""
        self._call.finish()

    def _write(self, track: Track, start: int, sound: np.ndarray) -> None:
        """A segment of any length."""
        file, folder = segment_path(BRIEFING, track.id, start), self._call.folder
        folder.ring.begin(BRIEFING)
        key = tracks_key(folder, BRIEFING)
        path = folder.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        chunks = (sealed_chunk(key, sound.tobytes(), file, 1), sealed_chunk(key, b"", file, 2))
        path.write_bytes(head(key, track, file) + b"".join(chunks))


def hold(call: DeskCall, begin: int = BEGIN) -> Recorded:
    """A short call with something to correct and something to settle in it."""
    recorded = Recorded(call, begin)
    recorded.say("mod", "Good morning. Thank you for joining.")
    recorded.say("o1", "Thank you. The airship lands in June, on the harbor wall.", doubtful=("harbor",))
    recorded.announce("Our first question is from Ada Fable with the Harbor Post.")
    recorded.say("r1", "Who pays for the wall?")
    recorded.say("o2", FLAGGED)
    recorded.finish()
    return recorded
