"""``onbackground release``: how a release stands, a correction, a withdrawal, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from held_call import BRIEFING, EVENT, HeldCall, whole_call

from onbackground.briefing import commands as do
from onbackground.cli.app import run
from onbackground.log.folder import DataFolder
from onbackground.release.keeper import Keeper


class House:
    """A data folder with one call in it, and its keeper."""

    def __init__(self, place: Path) -> None:
        self.data, self.public = place / "data", place / "public"
        self.folder = DataFolder(self.data)
        self.call: HeldCall = whole_call(EVENT, recorder=self.folder.recorder())

    def keep(self) -> None:
        Keeper(self.call.recorder, self.folder, self.public).look()

    def lift(self) -> None:
        self.call.give(do.Declare(at=self.call.now, by="mod"))
        self.keep()

    def ask(self, *arguments: str) -> int:
        return run(["release", arguments[0], BRIEFING, *arguments[1:], "--data", str(self.data)])


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_from_nothing_to_the_tombstone(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.ask("status") == 0
    assert "The embargo has not lifted; the bundle is not made yet." in capsys.readouterr().out
    house.keep()
    assert house.ask("status") == 0
    out = capsys.readouterr().out
    assert "The embargo has not lifted; the bundle is made and sealed." in out
    assert "The office signs as localhost, SHA256:" in out
    house.lift()
    assert house.ask("correct", "t002", "October", "November", "--reason", "Rosalind meant November.") == 0
    assert "The keeper is going to publish version 2." in capsys.readouterr().out
    house.keep()
    house.ask("status")
    out = capsys.readouterr().out
    assert "replaces version 1 (changed: t002). [Senior Administration Official One] meant November." in out
    house.ask("status", "--json")
    facts = json.loads(capsys.readouterr().out)
    assert [one["version"] for one in facts["versions"]] == [1, 2]
    (page,) = house.public.glob("[!.]*/index.html")
    assert run(["verify", str(page)]) == run(["verify", str(page.parent / "v1/index.html")]) == 0
    capsys.readouterr()
    assert house.ask("withdraw", "--reason", "It was wrong.") == 0
    assert "The keeper is going to withdraw it." in capsys.readouterr().out
    house.keep()
    house.ask("status")
    assert "It was wrong." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["correct", "t002", "October", "November", "--reason", "x"], "Nothing of this briefing is published"),
        (["correct", "t002", "--reason", "x"], "say what to correct"),
        (["withdraw", "--reason", "x"], "Nothing of this briefing is published"),
        (["withdraw", "t002", "--reason", "x"], "takes the briefing alone"),
    ],
)
def test_what_is_refused(house: House, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str) -> None:
    assert house.ask(*arguments) == 2
    assert why in " ".join(capsys.readouterr().err.split())


def test_another_briefing(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["release", "status", "nosuch", "--data", str(house.data)]) == 2
    assert "there is no briefing nosuch" in capsys.readouterr().err
