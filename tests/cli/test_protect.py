"""The passphrase of a house: asked for when it is set, and whenever something of the house is opened."""

import getpass
from pathlib import Path

import pytest
from onbackground_command import ROOT

from onbackground.cli.app import run
from onbackground.sealing.identity import is_protected

CONVENE = ["convene", str(ROOT / "examples/harbour.toml"), "--data"]


def answers(monkeypatch: pytest.MonkeyPatch, *passphrases: str) -> None:
    given = iter(passphrases)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next(given))


def test_a_protected_house_opens_with_its_passphrase_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*CONVENE, str(tmp_path)]) == 0
    answers(monkeypatch, "the tide turns", "the tide turns")
    assert run(["protect", "--data", str(tmp_path)]) == 0
    assert is_protected(tmp_path / "house.key")
    answers(monkeypatch, "the tide stays")
    assert run([*CONVENE, str(tmp_path)]) == 2
    assert "this is not the passphrase" in capsys.readouterr().err
    answers(monkeypatch, "the tide turns")
    assert run([*CONVENE, str(tmp_path)]) == 0


@pytest.mark.parametrize("second", ["another", ""])
def test_a_slip_changes_nothing(
    tmp_path: Path, second: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*CONVENE, str(tmp_path)]) == 0
    answers(monkeypatch, "" if not second else "one", second)
    assert run(["protect", "--data", str(tmp_path)]) == 2
    assert "nothing has changed" in capsys.readouterr().err
    assert not is_protected(tmp_path / "house.key")
