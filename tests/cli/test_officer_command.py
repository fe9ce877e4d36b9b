"""Officers at the command line: keys, signed declarations in the log, and what is refused."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from onbackground.briefing import commands as do
from onbackground.briefing import events as ev
from onbackground.briefing.encoding import decode_event
from onbackground.briefing.refusals import Refusal
from onbackground.briefing.state import State
from onbackground.cli.app import run
from onbackground.log.briefings import Asked, Briefings
from onbackground.log.folder import DataFolder
from onbackground.release.quorum import Locks
from onbackground.sealing.keys import Key
from onbackground.sealing.officers import OfficerKeys

INVITATION = """
title = "Harbour talks"
[ground_rules]
embargo = {embargo}
lifted_by = 2
[[seat]]
role = "moderator"
name = "Imogen Castlebury"
officer = true
{one}
[[seat]]
role = "listener"
name = "Gil Quillfeather"
officer = true
{two}
"""


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "")


class House:
    """A data folder with a briefing that two officers with keys must lift."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], embargo: str) -> None:
        self.root, self.capsys = root, capsys
        self.data = str(root / "data")
        keys = {name: self.out("officer", "new", str(root / name)) for name in ("one", "two", "stranger")}
        (root / "harbour.toml").write_text(INVITATION.format(embargo=embargo, **keys))
        self.briefing = json.loads(self.out("convene", str(root / "harbour.toml"), "--data", self.data, "--json"))[
            "briefing"
        ]

    def out(self, *arguments: str) -> str:
        assert run(arguments) == 0, self.capsys.readouterr().err
        return self.capsys.readouterr().out.strip()

    def officer(self, name: str, wish: str, *arguments: str) -> str:
        return self.out(*self._officer(name, wish, arguments))

    def refused(self, name: str, wish: str, *arguments: str) -> str:
        assert run(self._officer(name, wish, arguments)) == 2
        return self.capsys.readouterr().err.strip()

    def _officer(self, name: str, wish: str, arguments: tuple[str, ...]) -> list[str]:
        key = ["--key", str(self.root / name), "--data", self.data]
        return ["officer", wish, self.briefing, *arguments, *key]

    def give(self, *wishes: do.AnyCommand) -> None:
        recorder = DataFolder(Path(self.data)).recorder()
        for answer in Briefings(recorder).ask([Asked(self.briefing, wish) for wish in wishes]):
            assert not isinstance(answer.outcome, Refusal)
        recorder.close()

    @property
    def state(self) -> State:
        recorder = DataFolder(Path(self.data)).recorder()
        briefings = Briefings(recorder)
        briefings.catch_up()
        recorder.close()
        return briefings.states[self.briefing]


def house(tmp_path: Path, capsys: pytest.CaptureFixture[str], embargo: str = '"the ferry has docked"') -> House:
    return House(tmp_path, capsys, embargo)


def conclude(one: House) -> None:
    one.give(do.Open(at=1, by="s1"), do.Conclude(at=1, by="s1"))


def test_two_officers_lift_by_signed_declarations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour = house(tmp_path, capsys)
    conclude(harbour)
    said = harbour.officer("one", "declare", "the ferry has docked")
    assert said.splitlines()[1:] == [
        f"briefing: {harbour.briefing}",
        'declares: {"type":"event","event":"the ferry has docked"}',
    ]
    assert not harbour.state.lifted
    assert "nothing was written" in harbour.refused("one", "declare")
    harbour.officer("two", "declare")
    assert harbour.state.lifted


def test_the_embargo_is_moved_and_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour = house(tmp_path, capsys)
    conclude(harbour)
    later = ["{ at = 2031-04-01T17:00:00, zone = 'America/New_York' }", "--reason", "It is late."]
    assert "as move number: 1" in harbour.officer("one", "move", *later)
    harbour.officer("two", "move", *later)
    assert harbour.state.moves_made == 1
    for name in ("one", "two"):
        assert "the evening paper" in harbour.officer(name, "break", "--where", "the evening paper")
    assert harbour.state.lifted


def test_what_is_no_officers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour = house(tmp_path, capsys, '{ all = ["the ferry has docked", { notice = "the harbour office" }] }')
    conclude(harbour)
    assert "no seat of this briefing has that key" in harbour.refused("stranger", "declare")
    assert 'One of: "the ferry has docked"; "the harbour office"' in harbour.refused("one", "declare")
    assert 'it waits for "the ferry has docked"; "the harbour office"' in harbour.refused("one", "declare", "noon")
    assert "officer new" in harbour.refused("harbour.toml", "declare")
    assert not harbour.state.declarations


def test_without_the_key_a_seat_that_has_one_declares_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harbour = house(tmp_path, capsys)
    conclude(harbour)
    recorder = DataFolder(Path(harbour.data)).recorder()
    answers = Briefings(recorder).ask(
        [Asked(harbour.briefing, do.Declare(at=1, by="s1", signature=forged)) for forged in ("", "AAAA")]
    )
    assert [str(answer.outcome) for answer in answers] == [
        "This officer signs what they declare. Sign with the passkey at the desk, or with onbackground officer.",
        "That is not this officer's signature. Sign again with the key of this officer's seat.",
    ]
    events = [decode_event(record.data) for record in recorder.read(harbour.briefing)]
    assert not any(isinstance(event, ev.FactDeclared) for event in events)
    recorder.close()


def test_a_key_that_is_none_is_told_with_its_seat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text(INVITATION.format(embargo='"none"', one='key = "age1"', two=""))
    assert run(["convene", str(path), "--data", str(tmp_path / "data")]) == 2
    assert "seat 1: key:" in capsys.readouterr().err


def test_a_key_that_only_signs_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = OfficerKeys.new().public
    path = tmp_path / "harbour.toml"
    for half in (whole.split()[0], f"{whole.split()[0]} age1x"):
        path.write_text(INVITATION.format(embargo='"none"', one="", two=f'key = "{half}"'))
        assert run(["convene", str(path), "--data", str(tmp_path / "data")]) == 2
        told = " ".join(capsys.readouterr().err.split())
        assert "seat 2: key: its second half" in told and "onbackground officer new prints" in told


def test_declaring_hands_over_the_officers_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour = house(tmp_path, capsys)
    conclude(harbour)
    folder = DataFolder(Path(harbour.data))
    recorder = folder.recorder()
    locks = Locks(recorder, harbour.briefing)
    locked = locks.lock(Key.new(), harbour.state)
    harbour.officer("one", "declare")
    assert locks.unlock(locked) is None
    harbour.officer("two", "break", "--where", "the evening paper")
    assert locks.unlock(locked) is None, "of each fact one of two"
    harbour.officer("two", "declare")
    assert locks.unlock(locked) is not None
    recorder.close()


def test_opening_by_hand_is_for_what_is_closed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    harbour = house(tmp_path, capsys)
    assert "nothing of this briefing is closed" in harbour.refused("one", "open")
    assert run(["release", "close", harbour.briefing, "--data", harbour.data]) == 2
    assert "the bundle is not made yet" in capsys.readouterr().err
