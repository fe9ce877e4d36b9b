"""The doctor: sound, damaged (and where), or nothing to look at."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from onbackground_command import ROOT, refused

from onbackground.cli.app import run


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder in which a briefing was convened."""
    assert run(["convene", str(ROOT / "examples/harbour.toml"), "--data", str(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path


def damage(data: Path) -> None:
    """Change one byte of the convening, as somebody who can write the file might."""
    with contextlib.closing(sqlite3.connect(data / "log.sqlite")) as log, log:
        (written,) = log.execute("SELECT data FROM event WHERE position = 1").fetchone()
        log.execute("UPDATE event SET data = ? WHERE position = 1", (bytes([written[0] ^ 1]) + written[1:],))


def test_a_sound_log(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "2 events in 2 streams: sound\n"


def test_a_sound_log_for_machines(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--data", str(data), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["sound"] is True
    assert answer["damage"] == []
    assert list(answer["streams"].values()) == [1, 1]


def test_a_damaged_log_says_where(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(data)
    assert run(["doctor", "--data", str(data)]) == 1
    where, summary = capsys.readouterr().out.splitlines()
    assert "version 1: the chain breaks" in where
    assert summary.endswith("damaged")
    assert "Wexford" not in where
    assert run(["doctor", "--data", str(data), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["damage"] == [where]


def test_no_log_to_look_at(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    assert (
        refused("doctor", "--data", str(nowhere)) == f"there is no log in {nowhere}: name the data folder with --data"
    )
    assert not nowhere.exists()


def test_another_programs_file(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_text("not a database, but some other program's notes\n" * 100)
    assert "log.sqlite" in refused("doctor", "--data", str(tmp_path))
