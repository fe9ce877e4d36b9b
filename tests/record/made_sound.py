"""Sound that stands for speech in tests: loud is voiced, and how loud it is says which utterance it is."""

import numpy as np

from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.record.events import RATE, Word, decode_transcribed
from onbackground.record.hearing import CHUNK, Utterance
from onbackground.record.segments import Track
from onbackground.record.tracks import TrackWriter

EPOCH = 27_200_000_000_000
QUIET = 100


def spoken(*parts: float) -> np.ndarray:
    """Speech and silence in turn, in seconds; the n-th stretch of speech is at level 1000 + n."""
    levels = [1000 + n // 2 if n % 2 == 0 else 0 for n in range(len(parts))]
    return np.concatenate([np.full(round(s * RATE), v, np.int16) for s, v in zip(parts, levels, strict=True)])


class Loudness:
    """Judges loud sound to be speech."""

    def __call__(self, samples: np.ndarray) -> list[float]:
        return [float(np.abs(chunk).mean() > QUIET) for chunk in samples.reshape(-1, CHUNK)]


class LevelHearer:
    """Hears one word for each level in an utterance: its name."""

    def __init__(self) -> None:
        self.hints: set[str] = set()

    def words(self, utterance: Utterance, hints: str) -> tuple[Word, ...]:
        self.hints.add(hints)
        words = []
        for level in np.unique(utterance.samples[utterance.samples > QUIET]):
            places = np.flatnonzero(utterance.samples == level)
            begin, end = utterance.start + int(places[0]), utterance.start + int(places[-1]) + 1
            words.append(Word(begin, end, f"w{level}", 1.0))
        return tuple(sorted(words, key=lambda word: word.start))

    def glimpse(self, utterance: Utterance, hints: str) -> str:
        return " ".join(word.text for word in self.words(utterance, hints))

    def readings(self, utterance: Utterance, hints: str) -> list[str]:
        return []

    def continuations(self, utterance: Utterance, hints: str, begun: str) -> list[str]:
        return []

    def likelihoods(self, utterance, begin, end, sentences, names) -> list[float]:
        return [0.0 for _ in sentences]


def record(data, recorder, sound: np.ndarray, line: str = "l1", start: int = EPOCH, briefing: str = "b7k2") -> None:
    """Put ``sound`` on a track, as the exchange would."""
    folder = DataFolder(data)
    folder.ring.begin(briefing)
    writer = TrackWriter(folder, briefing, recorder)
    track = Track(line, line, "s" + line[1:])
    whole = len(sound) // 320 * 320
    for at in range(0, whole, 320):
        writer.push(track, start + at, sound[at : at + 320])
    writer.flush()


def transcribed(recorder: MemoryRecorder, briefing: str = "b7k2"):
    return [decode_transcribed(record.data) for record in recorder.read(f"{briefing}/words")]
