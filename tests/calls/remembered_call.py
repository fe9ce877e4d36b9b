"""A call held on the simulated clock without recognising speech: what is said is told beforehand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from told_hearer import ToldHearer

from onbackground.briefing.terms import Seat
from onbackground.log.folder import DataFolder
from onbackground.record.events import RATE, Word
from onbackground.record.hearing import Utterance
from onbackground.record.scribe import Scribe
from onbackground.rehearsal.company import Company
from onbackground.rehearsal.press_officer import Settled, settle_flags
from onbackground.rehearsal.reenactment import Reenactment
from onbackground.rehearsal.script import Script, Speech
from onbackground.rehearsal.seating import convene
from onbackground.rehearsal.simulated_hall import SimulatedHall
from onbackground.voice.engine import Sound, Voice

BRIEFING = "fable"


class Murmur:
    """A voice that says the same few words for every text: where only who speaks, and when, matters."""

    identity = "murmur"

    def __init__(self, voice: Voice) -> None:
        self._sound = voice.speak("One moment, please.")

    def speak(self, text: str) -> Sound:
        return self._sound


class Remembering(ToldHearer):
    """Knows what is said because it is told beforehand. A speech is remembered once, where it is first heard."""

    def __init__(self) -> None:
        self._speeches: list[tuple[int, str]] = []

    def is_going_to_hear(self, at: int, text: str) -> None:
        self._speeches.append((at * RATE // 1000, text))

    def words(self, utterance: Utterance, hints: str) -> tuple[Word, ...]:
        begun = [speech for speech in self._speeches if speech[0] <= utterance.voiced[0][0]]
        if not begun:
            return ()
        self._speeches.remove(begun[-1])
        said = begun[-1][1].split()
        first, last = utterance.voiced[0][0], utterance.voiced[-1][1]
        step = (last - first) // len(said)
        return tuple(Word(first + n * step, first + (n + 1) * step, word, 0.9) for n, word in enumerate(said))


def hold(
    data: Path,
    script: Script,
    pins: dict[str, str],
    voices: dict[str, Voice],
    *,
    officers: tuple[Seat, ...] = (),
    told: Callable[[Speech], None] = lambda speech: None,
) -> tuple[float, Settled]:
    """Hold a script in this folder, whose log is on the disk, to its last word; its seconds, and what was settled."""
    folder, hearer = DataFolder(data), Remembering()
    folder.ring.begin(BRIEFING)
    recorder = folder.recorder()
    operator = Murmur(voices["moderator"])
    hall = SimulatedHall(recorder, folder, BRIEFING, operator=operator, speaker=voices.__getitem__, pin_key=b"key")
    hall.give(convene(script, pins, b"key", hall.at(), announces=False, officers=officers))
    began = hall.at()

    def heard(speech: Speech) -> None:
        hearer.is_going_to_hear(hall.at(), " ".join(speech.paragraphs))
        told(speech)

    Reenactment(Company(hall, BRIEFING, pins), script).hold(heard)
    seconds = (hall.at() - began) / 1000
    hall.close()
    Scribe(folder, recorder, hearer).catch_up()
    settled = settle_flags(folder, recorder, BRIEFING, script, hall.at())
    recorder.close()
    return seconds, settled
