"""From a transcript to a page and back: a made-up call held on the simulated clock.

The words are not recognised but remembered, so the test is about the call: who speaks when, on whose line, and what
becomes of it. Everybody in it is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from structlog.testing import capture_logs

from onbackground.briefing import events as ev
from onbackground.briefing.encoding import decode_event
from onbackground.briefing.terms import Role
from onbackground.log.folder import DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.sealed import SealedRecorder
from onbackground.record.events import RATE, Word
from onbackground.record.hearing import Utterance
from onbackground.record.scribe import Scribe
from onbackground.rehearsal.casting import cast
from onbackground.rehearsal.company import Company
from onbackground.rehearsal.press_officer import override_flags
from onbackground.rehearsal.reenactment import Reenactment
from onbackground.rehearsal.result import Result, result
from onbackground.rehearsal.script import Script, Speech
from onbackground.rehearsal.seating import convene
from onbackground.rehearsal.simulated_hall import SimulatedHall
from onbackground.release.keeper import Keeper
from onbackground.sealing.keys import Key
from onbackground.transcript.comparing import compare
from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript
from onbackground.voice.cache import CachedVoice
from onbackground.voice.engine import Sound, Voice
from onbackground.voice.speakers import speaker

CALL = """
Briefing on the Port Fable tidal barrier

Via Teleconference

MODERATOR: Good morning. This call is on background, and it is embargoed until the ferry has docked. With us are
[Senior Administration Official One] and [Senior Administration Official Two].

SENIOR ADMINISTRATION OFFICIAL ONE: Thank you, [Moderator]. The gates will close four times a year.

OPERATOR: If you would like to ask a question, please press *1.

QUESTION: Who is going to pay for the barrier?

SENIOR ADMINISTRATION OFFICIAL ONE: The port pays one third of it.

OPERATOR: Our next question, please go ahead.

SENIOR ADMINISTRATION OFFICIAL TWO: Let me add something to that. The rest comes from the budget.

OPERATOR: Our next question, please go ahead.

QUESTION: What happens to the fishing boats in winter?

QUESTION: And who has told the fishermen about it?

SENIOR ADMINISTRATION OFFICIAL TWO: They can use the northern channel, as [Senior Administration Official One] said.

MODERATOR: Thank you all for joining us today.
"""
BRIEFING = "fable"


class Murmur:
    """The operator's own voice, which says nothing that matters here."""

    identity = "murmur"

    def __init__(self, voice: Voice) -> None:
        self._sound = voice.speak("One moment, please.")

    def speak(self, text: str) -> Sound:
        return self._sound


class Remembering:
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

    def glimpse(self, utterance: Utterance, hints: str) -> str:
        return ""


class Held(NamedTuple):
    """A call that was held, and what came of it. ``kept`` is all there is besides: files, their names, log lines."""

    script: Script
    events: list[ev.AnyEvent]
    published: Transcript
    outcome: Result
    files: dict[str, bytes]
    public_during: list[bool]
    pins: dict[str, str]
    kept: bytes


def hold(place: Path, voices: Path) -> Held:
    with capture_logs() as logged:
        held = _hold(place, voices)
    files = [path for path in place.rglob("*") if path.is_file()]
    kept = [str(logged), *(str(path.relative_to(place)) for path in files)]
    return held._replace(kept="\n".join(kept).encode() + b"".join(path.read_bytes() for path in files))


def _hold(place: Path, voices: Path) -> Held:
    original = read_transcript(CALL)
    script = cast(original)
    folder = DataFolder(place / "data")
    recorder, hearer = SealedRecorder(MemoryRecorder(), folder.ring), Remembering()
    folder.ring.make(BRIEFING)
    public_during: list[bool] = []
    speakers = {
        part.id: CachedVoice(speaker(number), voices, Key(bytes(32))) for number, part in enumerate(script.parts)
    }
    operator = Murmur(speakers["moderator"])
    hall = SimulatedHall(recorder, folder, BRIEFING, operator=operator, speaker=speakers.__getitem__, pin_key=b"key")
    pins = {part.id: f"{20_000_000 + number}" for number, part in enumerate(script.parts)}
    hall.give(convene(script, pins, b"key", hall.at(), announces=False))

    def told(speech: Speech) -> None:
        hearer.is_going_to_hear(hall.at(), " ".join(speech.paragraphs))
        Keeper(recorder, folder, place / "public").look()
        public_during.append((place / "public").exists())

    began = hall.at()
    Reenactment(Company(hall, BRIEFING, pins), script).hold(told)
    call_s = (hall.at() - began) / 1000
    hall.close()
    Scribe(folder, recorder, hearer).catch_up()
    override_flags(recorder, BRIEFING, hall.at())
    (published_at,) = Keeper(recorder, folder, place / "public").look()
    published = read_transcript(published_at / "transcript.json")
    return Held(
        script,
        [decode_event(record.data) for record in recorder.read(BRIEFING)],
        published,
        result(script, compare(original, published), published, published_at, call_s, 0.0),
        {path.name: path.read_bytes() for path in published_at.iterdir()},
        public_during,
        pins,
        b"",
    )


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voices")


@pytest.fixture(scope="module")
def held(voices: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    yield hold(tmp_path_factory.mktemp("call"), voices)


def test_every_turn_is_on_the_page_under_its_label_and_in_order(held: Held) -> None:
    assert held.outcome.missing == []
    assert (held.outcome.turns_matched, held.outcome.turns) == (12, 12)
    assert (held.outcome.questions_in_order, held.outcome.questions) == (3, 3)
    assert held.outcome.unheard_turns == 0
    assert held.outcome.wer == 0.0
    assert len(held.published.turns) == 12


def test_names_are_spoken_and_none_is_published(held: Held) -> None:
    assert (held.outcome.names_aliased, held.outcome.names_spoken) == (4, 4)
    assert held.outcome.leaks == ()
    assert held.outcome.holds()
    assert held.published.turns[1].text.startswith("Thank you, [Moderator].")


def test_no_name_or_pin_is_in_any_file_or_log_line(held: Held) -> None:
    unnamed = [part.name for part in held.script.parts if part.role in (Role.MODERATOR, Role.OFFICIAL)]
    secrets = [*held.pins.values(), *(word for name in unnamed for word in name.split())]
    assert b"published" in held.kept
    assert len(held.kept) > 1_000_000
    assert [secret for secret in secrets if secret.encode() in held.kept] == []


def test_a_reporter_who_was_called_too_early_waits_and_is_called_again(held: Held) -> None:
    story = [
        event
        for event in held.events
        if isinstance(event, ev.QuestionCalled | ev.QuestionSuspended | ev.QuestionReopened | ev.QuestionOpened)
    ]
    kinds = [(type(event).__name__, event.question) for event in story]
    assert kinds == [
        ("QuestionCalled", 1),
        ("QuestionOpened", 1),
        ("QuestionCalled", 2),
        ("QuestionSuspended", 2),
        ("QuestionReopened", 1),
        ("QuestionCalled", 2),
        ("QuestionOpened", 2),
    ]
    again = story[5]
    assert isinstance(again, ev.QuestionCalled)
    assert again.again


def test_the_same_reporter_twice_in_a_row_is_two_turns(held: Held) -> None:
    assert [turn.label for turn in held.published.turns[8:10]] == ["QUESTION", "QUESTION"]
    first, second = (turn.text for turn in held.published.turns[8:10])
    assert first.endswith("in winter?")
    assert second.startswith("And who")


def test_reporters_join_the_queue_before_they_are_called(held: Held) -> None:
    joined = [event.seat for event in held.events if isinstance(event, ev.QueueJoined)]
    called = [event for event in held.events if isinstance(event, ev.QuestionCalled) and not event.again]
    assert [event.seat for event in called] == joined == ["reporter-1", "reporter-2"]
    assert not any(event.out_of_turn for event in called)


def test_the_event_is_declared_after_the_call_and_lifts_the_embargo(held: Held) -> None:
    assert [type(event).__name__ for event in held.events if not isinstance(event, ev.LineDropped)][-3:] == [
        "QueueClosed",
        "FactDeclared",
        "EmbargoLifted",
    ]
    assert held.published.ground_rules.embargo.text == "until the ferry has docked"


def test_nothing_is_public_while_it_is_held(held: Held) -> None:
    assert held.public_during == [False] * 12


def test_the_same_call_again_is_the_same_to_the_byte(held: Held, tmp_path: Path, voices: Path) -> None:
    again = hold(tmp_path, voices)
    assert again.events == held.events
    # The others have the name in them that cannot be guessed.
    for file in ("transcript.txt", "transcript.json", "transcript.pdf"):
        assert again.files[file] == held.files[file], file
