"""Deciding and appending through a log that others write to as well."""

import os
import threading
from pathlib import Path

import pytest

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.sealed import Sealed
from onbackground.briefing.terms import GroundRules, Role, Seat
from onbackground.log.briefings import Answer, Asked, Briefings, Happened
from onbackground.log.clerk import Clerk
from onbackground.log.folder import HANDED_ON, DataFolder
from onbackground.log.memory import MemoryRecorder
from onbackground.log.recorder import Append, Conflict, LogFull, Record

MODERATOR = Seat(id="mod", role=Role.MODERATOR, name=Sealed("Person"), alias="Moderator", pin="p")
CONVENE = do.Convene(at=1, by="mod", title="T", ground_rules=GroundRules(), seats=(MODERATOR,), starts_at=1)


def ring(line: str) -> Asked:
    return Asked("b", do.Ring(at=2, by="house", line=line))


class Overtaken(MemoryRecorder):
    """Somebody else appends just before the first append of ours."""

    rival: Briefings | None = None

    def append_group(self, appends: list[Append]) -> list[list[Record]]:  # type: ignore[override]
        if self.rival is not None:
            rival, self.rival = self.rival, None
            rival.ask([ring("theirs")])
        return super().append_group(appends)


def test_a_command_is_decided_again_when_somebody_was_quicker() -> None:
    recorder = Overtaken()
    ours, theirs = Briefings(recorder), Briefings(recorder)
    ours.ask([Asked("b", CONVENE)])
    ours.catch_up()
    recorder.rival = theirs
    (answer,) = ours.ask([ring("ours")])
    assert [type(event) for event in answer.outcome] == [ev.LineRang]  # type: ignore[union-attr]
    ours.catch_up()
    assert set(ours.states["b"].lines) == {"ours", "theirs"}
    assert ours.states["b"].version == recorder.version("b")


def test_commands_asked_together_see_each_other() -> None:
    briefings = Briefings(MemoryRecorder())
    answers = briefings.ask([Asked("b", CONVENE), ring("l1"), ring("l1"), Asked("c", CONVENE)])
    assert [isinstance(answer.outcome, Refusal) for answer in answers] == [False, False, True, False]
    happened = briefings.catch_up()
    assert [(item.briefing, item.after.version) for item in happened] == [("b", 1), ("b", 2), ("c", 1)]


def test_other_streams_of_a_briefing_are_passed_over() -> None:
    recorder = MemoryRecorder()
    recorder.append("b/words", 0, [b"not an event"], 1)
    briefings = Briefings(recorder)
    assert briefings.catch_up() == []
    assert briefings.position == 1


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_the_clerk_answers_after_the_events(data: DataFolder) -> None:
    recorder = data.recorder()
    clerk = Clerk(recorder)
    clerk.start()
    clerk.ask([Asked("b", CONVENE), ring("l1")])
    clerk.finish()
    news = clerk.news()
    assert [type(item) for item in news] == [Happened, Happened, Answer, Answer]
    recorder.close()


def test_what_was_asked_waits_for_room(data: DataFolder) -> None:
    class Full(MemoryRecorder):
        refusals = 2

        def append_group(self, appends: list[Append]) -> list[list[Record]]:  # type: ignore[override]
            if self.refusals:
                self.refusals -= 1
                raise LogFull("no room: free some space")
            return super().append_group(appends)

    clerk = Clerk(Full())
    clerk.start()
    clerk.ask([Asked("b", CONVENE)])
    clerk.finish()
    assert [type(item) for item in clerk.news()] == [Happened, Answer]


def test_the_keys_of_a_house_are_made_once_and_are_its_owners(data: DataFolder) -> None:
    houses = [DataFolder(data.root) for _ in range(8)]
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda house=house: keys.append(house.pin_key())) for house in houses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8 and len({*keys}) == 1
    assert keys[0] != data.own_key("desk").reveal()
    assert data.house_key.stat().st_mode & 0o077 == 0


def test_a_process_reads_the_identity_that_is_handed_on(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = data.identity
    data.house_key.unlink()
    reading, writing = os.pipe()
    os.write(writing, identity.reveal().encode())
    os.close(writing)
    monkeypatch.setenv(HANDED_ON, str(reading))
    assert DataFolder(data.root).identity.reveal() == identity.reveal()
    assert DataFolder(data.root).identity.reveal() == identity.reveal()
    assert not data.house_key.exists()


def test_a_conflict_is_an_error_of_the_log() -> None:
    recorder = MemoryRecorder()
    recorder.append("b", 0, [b"x"], 1)
    with pytest.raises(Conflict):
        recorder.append("b", 0, [b"y"], 1)
