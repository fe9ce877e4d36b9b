"""The office's list at the command line: set, shown, settled; no address where it does not belong."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from onbackground.cli.app import run
from onbackground.log.folder import DataFolder
from onbackground.release.mailing.mailing import Attempted, Mailing, Refused, Sent, Standing
from onbackground.release.mailing.readers import mark_of
from onbackground.release.mailing.settings import read_password

ADA, BEN, CAL = "ada@courier.example", "ben@herald.example", "cal@ledger.example"


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A house with a list of three."""
    DataFolder(tmp_path / "data").recorder().close()
    (tmp_path / "list.txt").write_text(f"# readers\n{ADA}\n{BEN}\n{CAL}\n")
    assert run(["mail", "readers", str(tmp_path / "list.txt"), "--data", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().out == "The list has 3 readers.\n"
    return tmp_path / "data"


def mailed(data: Path) -> Mailing:
    """A mailing of which one arrived, one is in doubt and one was refused."""
    folder = DataFolder(data)
    folder.ring.begin("fable")
    mailing = Mailing(folder.recorder(), "fable")
    ada, ben, cal = (mark_of(folder, one) for one in (ADA, BEN, CAL))
    mailing.allow(1)
    mailing.begin([ada, ben, cal], 1)
    mailing.note_if_due(Attempted(at=1, reader=ada))
    mailing.note(Sent(at=1, reader=ada))
    mailing.note_if_due(Attempted(at=1, reader=ben))
    mailing.note_if_due(Refused(at=1, reader=cal, status="550 5.1.1"))
    return mailing


def test_the_list_is_shown_and_a_reader_taken_off_by_their_mark(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mail", "readers", "--data", str(data)]) == 0
    marks = dict(line.split()[::-1] for line in capsys.readouterr().out.splitlines())
    assert list(marks) == [ADA, BEN, CAL]
    assert run(["mail", "remove", marks[BEN], "--data", str(data)]) == 0
    assert run(["mail", "remove", marks[BEN], "--data", str(data)]) == 2
    capsys.readouterr()
    run(["mail", "readers", "--data", str(data)])
    assert BEN not in capsys.readouterr().out


def test_a_list_that_cannot_be_used_changes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "wrong.txt").write_text("nobody at all\n")
    assert run(["mail", "readers", str(data / "wrong.txt"), "--data", str(data)]) == 2
    assert "line 1: expected one bare e-mail address" in capsys.readouterr().err.replace("\n", " ")
    run(["mail", "readers", "--data", str(data)])
    assert ADA in capsys.readouterr().out


def test_who_is_in_doubt_or_refused_is_named_and_settled(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mailing = mailed(data)
    assert run(["mail", "status", "fable", "--json", "--data", str(data)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"waiting": 0, "sent": 1, "put off": 0, "refused": 1, "in doubt": 1}
    assert [(one["address"], one["status"]) for one in told["settle"]] == [(BEN, ""), (CAL, "550 5.1.1")]
    ben, cal = (one["reader"] for one in told["settle"])
    assert run(["mail", "settle", "fable", ben, "arrived", "--data", str(data)]) == 1
    assert run(["mail", "settle", "fable", cal, "again", "--data", str(data)]) == 0
    mailing.catch_up()
    assert (mailing.standing[ben], mailing.standing[cal]) == (Standing.SENT, Standing.WAITING)
    assert run(["mail", "settle", "fable", ben, "again", "--data", str(data)]) == 2


def test_the_password_is_asked_for_and_sealed(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getpass", lambda _: "the-lantern-is-lit")
    assert run(["mail", "password", "--data", str(data)]) == 0
    kept = read_password(DataFolder(data))
    assert kept is not None
    assert kept.reveal() == "the-lantern-is-lit"
    assert not any(b"lantern" in path.read_bytes() for path in data.rglob("*") if path.is_file())
