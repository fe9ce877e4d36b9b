"""``onbackground import``: records and summaries of published calls."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from onbackground.cli.app import run
from published_schemas import wrong

CALL = "MODERATOR: This call is on background. There is no embargo.\n\nQ Why?\n\nMODERATOR: Because.\n"


def test_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / name for name in ("one.txt", "two.txt")]
    for file in files:
        file.write_text(CALL, encoding="utf-8")
    assert run(["import", *map(str, files), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [wrong(record, "import.schema.json") for record in records] == [[], []]
    assert [record["file"] for record in records] == [str(file) for file in files]
    assert [record["embargo"]["kind"] for record in records] == ["none", "none"]
    assert [len(record["turns"]) for record in records] == [3, 3]


def test_a_summary_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "call.txt"
    file.write_text("MODEARTOR: " + CALL.removeprefix("MODERATOR: "), encoding="utf-8")
    assert run(["import", str(file)]) == 0
    first, *doubts = capsys.readouterr().out.splitlines()
    assert first == f"{file}: no date, 3 turns, on background, embargo: none"
    assert doubts[0].startswith("  t001: ")
    assert doubts[0].endswith("(misspelt-label)")


def test_what_cannot_be_read_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty, missing = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "missing.txt"
    good.write_text(CALL, encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    assert run(["import", str(missing), str(empty), str(tmp_path), str(good), "--json"]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["file"] for line in printed.out.splitlines()] == [str(good)]
    told = printed.err.splitlines()
    assert len(told) == 3
    assert "missing.txt cannot be read (No such file or directory)" in told[0]
    assert "empty.txt, line 1: expected" in told[1]
    assert run(["import", str(missing)]) == 2


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_file_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal())
    assert run(["import"]) == 2
    assert capsys.readouterr().err.startswith("onbackground: import needs a FILE: name one")


@pytest.mark.parametrize("given", [[], ["-"]])
def test_standard_input_is_read(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CALL.encode()), encoding="utf-8"))
    assert run(["import", *given, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["file"], len(record["turns"])) == ("-", 3)


def test_empty_standard_input_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n"), encoding="utf-8"))
    assert run(["import", "-"]) == 2
    assert capsys.readouterr().err == "onbackground: standard input, line 1: expected a call; the file is empty\n"


def test_an_unknown_option_is_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", "--jsn", "call.txt"]) == 2
    assert "Unknown option: --jsn. A file of that name is ./--jsn." in capsys.readouterr().err


@pytest.mark.parametrize("name", [b"spoilt \xff.txt", b"[redacted].txt", b"{call}.txt"])
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / os.fsdecode(name)
    file.write_text(CALL, encoding="utf-8")
    assert run(["import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["file"] == str(tmp_path / name.decode(errors="backslashreplace"))
    assert run(["import", str(file)]) == 0


def test_a_name_of_two_lines_is_refused_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "no\nthing.txt")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("given", [[], ["-"]])
def test_a_standard_input_that_is_closed_is_told(
    given: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["import", *given]) == 2
    assert capsys.readouterr().err.startswith("onbackground: - cannot be read (standard input is closed)")


def test_a_file_gives_a_terminal_no_orders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "call.txt"
    file.write_text("MODERATOR: Over to [Official\x1b[31m One.\n\nQ  Why?\n", encoding="utf-8")
    assert run(["import", str(file)]) == 0
    summary = capsys.readouterr().out
    assert "a bracket is not closed" in summary
    assert summary.replace("\n", "").isprintable()
