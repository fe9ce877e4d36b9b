"""From a transcript to a page and back: a made-up call held on the simulated clock.

The words are not recognised but remembered, so the test is about the call: who speaks when, on whose line, and what
becomes of it. Everybody in it is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import flipped
import pytest
import remembered_call
from remembered_call import BRIEFING
from structlog.testing import capture_logs

from onbackground.briefing import events as ev
from onbackground.briefing.embargo import Event
from onbackground.briefing.encoding import decode_event
from onbackground.briefing.terms import Role
from onbackground.cli.lifting import lift
from onbackground.log.folder import DataFolder
from onbackground.rehearsal.casting import cast
from onbackground.rehearsal.officers import appoint
from onbackground.rehearsal.result import Result, result
from onbackground.rehearsal.script import Script, Speech
from onbackground.release.keeper import Keeper
from onbackground.sealing.keys import Key
from onbackground.transcript.comparing import compare
from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript
from onbackground.voice.cache import CachedVoice
from onbackground.voice.engine import Voice
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
    data, public, officers = place / "data", place / "public", place / "officers"
    public_during: list[bool] = []
    speakers: dict[str, Voice] = {
        part.id: CachedVoice(speaker(number), voices, Key(bytes(32))) for number, part in enumerate(script.parts)
    }
    pins = {part.id: f"{20_000_000 + number}" for number, part in enumerate(script.parts)}

    def told(speech: Speech) -> None:
        folder = DataFolder(data)
        recorder = folder.recorder()
        Keeper(recorder, folder, public).look()
        recorder.close()
        public_during.append(public.exists())

    seats = appoint(script.ground_rules.embargo, officers)
    call_s, settled = remembered_call.hold(data, script, pins, speakers, officers=seats, told=told)
    published_at, release = lift(data, public, officers, BRIEFING)
    published = read_transcript(published_at / "transcript.json")
    recorder = DataFolder(data).recorder()
    events = [decode_event(record.data) for record in recorder.read(BRIEFING)]
    recorder.close()
    comparison = compare(original, published)
    return Held(
        script,
        events,
        published,
        result(script, comparison, settled, published, published_at, release, call_s, 0.0),
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


def test_two_of_three_officers_declare_the_event_after_the_call_and_lift_the_embargo(held: Held) -> None:
    after = [event for event in held.events if not isinstance(event, ev.LineDropped)][-4:]
    assert [type(event).__name__ for event in after] == ["QueueClosed", "FactDeclared", "FactDeclared", "EmbargoLifted"]
    declared = [event for event in after if isinstance(event, ev.FactDeclared)]
    assert [(event.by, event.fact) for event in declared] == [
        ("officer-1", Event("the ferry has docked")),
        ("officer-2", Event("the ferry has docked")),
    ]
    assert all(event.signature for event in declared)
    assert held.published.ground_rules.embargo.text == "until the ferry has docked"


def test_what_is_released_is_proven(held: Held) -> None:
    assert held.outcome.release.embargo == "until the ferry has docked"
    assert (held.outcome.release.needed, held.outcome.release.officers) == (2, 3)
    assert held.outcome.release.declared == ("Press Officer One", "Press Officer Two")
    assert set(held.outcome.release.proven) == set(held.files)
    assert held.outcome.release.holds()


def test_every_flip_of_what_carries_meaning_is_found_and_placed(held: Held) -> None:
    assert flipped.wrong(Path(held.outcome.published), seed=4, number=600) == []


def test_nothing_is_public_while_it_is_held(held: Held) -> None:
    assert held.public_during == [False] * 12


def all_but_the_officers(held: Held) -> list[ev.AnyEvent]:
    """They have new keys each time, and declare after the call, in our own time."""
    return [event for event in held.events[1:] if not isinstance(event, ev.FactDeclared | ev.EmbargoLifted)]


def test_the_same_call_again_is_the_same_to_the_byte(held: Held, tmp_path: Path, voices: Path) -> None:
    again = hold(tmp_path, voices)
    assert all_but_the_officers(again) == all_but_the_officers(held)
    # The others have the name in them that cannot be guessed.
    for file in ("transcript.txt", "transcript.json", "transcript.pdf"):
        assert again.files[file] == held.files[file], file
