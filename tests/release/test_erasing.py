"""Erasing: nothing of a briefing opens any more, whatever is left on the disk; what is published stays as it is."""

from __future__ import annotations

import os
import shutil
import sys
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from held_call import BRIEFING, EVENT, HeldCall, folder_in, whole_call

from onbackground.briefing import commands as do
from onbackground.briefing.refusals import Refusal, Rule
from onbackground.briefing.terms import HOUSE
from onbackground.cli.app import run
from onbackground.desk.signin import SignIn
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.chain import verify
from onbackground.log.folder import DataFolder
from onbackground.log.sqlite import SqliteRecorder
from onbackground.record.segments import Track, head, segment_path
from onbackground.release.erasing import erase, read_erased
from onbackground.release.keeper import Keeper
from onbackground.sealing.boxes import BoxError, unseal
from onbackground.sealing.identity import IdentityError
from onbackground.sealing.keys import Key
from onbackground.sealing.ring import KeyDestroyedError
from onbackground.voice.cache import PromptCache

FILE = segment_path(BRIEFING, "line-one", 0)


class House:
    """A data folder with a call in it, with a bundle, a track and a prompt, and its keeper."""

    def __init__(self, place: Path) -> None:
        self.data, self.public = place / "data", place / "public"
        self.folder = DataFolder(self.data)
        self.call = whole_call(EVENT, recorder=self.folder.recorder())
        track = self.data / FILE
        track.parent.mkdir(parents=True)
        key = self.folder.ring.record_key(BRIEFING).subkey("tracks")
        track.write_bytes(head(key, Track("line-one", "line-one", "one"), FILE))
        prompts = PromptCache(self.folder.prompts, "a voice", self.folder.own_key("prompts"))
        prompts.keep("Our first question is from Ada Merrow.", np.zeros(100, np.float32))
        self.keep()

    def keep(self) -> None:
        Keeper(self.call.recorder, self.folder, self.public).look()

    def publish(self) -> Path:
        self.call.give(do.Declare(at=self.call.now, by="mod"))
        self.keep()
        return folder_in(self.public)

    def erase(self) -> None:
        erase(self.call.recorder, self.folder, BRIEFING, self.call.now)

    def keys_found(self, *places: Path) -> list[Key]:
        """Every key that the house's identity finds in any file there."""
        found = []
        for file in (file for place in places for file in place.rglob("*") if file.is_file()):
            try:
                found.append(self.folder.identity.unwrap(file.read_bytes()))
            except IdentityError:
                continue
        return found


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def say(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(typed))


def opens(key: Key, box: bytes, place: str, *purpose: str) -> bool:
    try:
        unseal(key.subkey(*purpose), box, place)
    except BoxError:
        return False
    return True


def test_what_is_erased_opens_with_nothing_that_is_left_on_the_disk(house: House, tmp_path: Path) -> None:
    copy, blocks = tmp_path / "copy", tmp_path / "blocks"
    shutil.copytree(house.data, copy, ignore=shutil.ignore_patterns("keys", "house.key"))
    blocks.mkdir()
    for file in (house.data / "keys").iterdir():
        os.link(file, blocks / file.name)  # what a disk may still have of a file that is removed
    bundle, sealed = (copy / f"bundles/{BRIEFING}/1").read_bytes(), SqliteRecorder(copy / "log.sqlite")
    event = sealed.read(BRIEFING)[0].data
    places = [(bundle, f"{BRIEFING}/bundle@1", "bundle"), (event, f"{BRIEFING}@1", "log")]
    assert all(any(opens(key, *place) for key in house.keys_found(house.data)) for place in places)
    house.erase()
    left = house.keys_found(house.data, copy, blocks)
    assert {key.reveal() for key in left} == {house.folder.ring.key_of("_house").reveal()}
    assert not any(opens(key, *place) for key in left for place in places)
    with pytest.raises(KeyDestroyedError):
        house.folder.ring.record_key(BRIEFING)
    assert not list(house.data.rglob(f"{BRIEFING}*"))
    assert not list(house.folder.prompts.iterdir())


def test_the_log_still_stands_and_says_when(house: House) -> None:
    house.erase()
    again = DataFolder(house.data)
    recorder = again.recorder()
    assert not list(verify(SqliteRecorder(again.log)))
    assert read_erased(recorder, again) == {BRIEFING: house.call.now}
    briefings = Briefings(recorder)
    assert briefings.catch_up() == []
    assert briefings.states == {}


def test_what_is_published_stays_and_is_proven(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    page = house.publish()
    before = {file.name: file.read_bytes() for file in page.iterdir() if file.is_file()}
    house.erase()
    house.keep()
    assert {file.name: file.read_bytes() for file in page.iterdir() if file.is_file()} == before
    assert run(["verify", str(page / "index.html")]) == 0


def test_processes_that_run_find_no_such_briefing(house: House) -> None:
    """An exchange with a caller who dials in late, a desk with somebody at it, a keeper that looks again."""
    exchange = Briefings(house.folder.recorder())
    exchange.catch_up()
    desk = SignIn(house.folder.recorder(), bytes(32), lambda _: exchange.states[BRIEFING])
    first, second = (desk.make_link(BRIEFING, "mod", house.call.now).rpartition("/")[2] for _ in range(2))
    secret = desk.use(BRIEFING, first, house.call.now) or ""
    assert desk.session(BRIEFING, secret, house.call.now)
    keeper = Keeper(house.folder.recorder(), house.folder, house.public)
    keeper.look()
    house.call.give(do.Declare(at=house.call.now, by="mod"))
    house.erase()
    assert keeper.look() == []
    assert desk.session(BRIEFING, secret, house.call.now) is None
    assert desk.use(BRIEFING, second, house.call.now) is None
    (answer,) = exchange.ask([Asked(BRIEFING, do.Ring(at=1, by=HOUSE, line="late"))])
    assert answer.outcome == Refusal(Rule.NOT_CONVENED)


def test_keys_that_come_back_with_a_copy_are_destroyed_when_the_keeper_starts(house: House, tmp_path: Path) -> None:
    shutil.copytree(house.data / "keys", tmp_path / "copy")
    house.erase()
    shutil.copytree(tmp_path / "copy", house.data / "keys", dirs_exist_ok=True)
    house.keep()
    assert len(house.keys_found(house.data / "keys")) == 1


def test_the_command_asks_for_the_name(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["erase", BRIEFING, "--data", str(house.data)]
    for typed in ("", "y\n"):
        say(monkeypatch, typed)
        assert run(command) == 2
        assert "nothing was erased" in capsys.readouterr().err
    assert house.call.state.title
    say(monkeypatch, f"{BRIEFING}\n")
    assert run(command) == 0
    printed = capsys.readouterr()
    assert "Nothing of it is published." in printed.err
    assert f"{BRIEFING} is erased." in printed.out
    assert run(["release", "status", BRIEFING, "--data", str(house.data)]) == 2
    assert run(command) == 2
    assert f"{BRIEFING} was erased on " in capsys.readouterr().err


def test_what_is_not_erased(
    tmp_path: Path, house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["erase", BRIEFING, "--data", str(house.data)]
    assert run(["erase", "nosuch", *command[2:]]) == 2
    assert "there is no briefing nosuch" in capsys.readouterr().err
    house.publish()
    asked = ["release", "withdraw", BRIEFING, "--reason", "It was wrong.", *command[2:]]
    assert run(asked) == 0
    assert run(command) == 2
    assert "is under way" in capsys.readouterr().err
    waiting = HeldCall(recorder=DataFolder(tmp_path / "waiting").recorder())
    waiting.dial("mod")
    assert run(["erase", BRIEFING, "--data", str(tmp_path / "waiting")]) == 2
    assert "callers are on the line" in capsys.readouterr().err
