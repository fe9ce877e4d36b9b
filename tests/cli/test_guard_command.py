"""``onbackground guard``: a text in, the guarded text out, and what is to be settled beside it."""

import io
import json
import sys
from pathlib import Path

import pytest

from onbackground.cli.app import run
from published_schemas import wrong

ROSTER = """
keep = ["Elena Tidewater"]

[[seat]]
name = "Ngozi Okafor"
agency = "Orchard Department"
alias = "Senior Administration Official One"
"""
CALL = "MODERATOR: Thanks, Kate. Over to Ngozi Okafor from the Orchard Department.\n"
GUARDED = "MODERATOR: Thanks, Kate. Over to [Senior Administration Official One] from the Orchard Department.\n"


@pytest.fixture
def roster(tmp_path: Path) -> str:
    file = tmp_path / "roster.toml"
    file.write_text(ROSTER, encoding="utf-8")
    return str(file)


def test_a_file_is_guarded(roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = tmp_path / "call.txt"
    call.write_text(CALL, encoding="utf-8")
    assert run(["guard", "--roster", roster, str(call)]) == 0
    printed = capsys.readouterr()
    assert printed.out == GUARDED
    assert printed.err == "1 replaced, 2 to settle (1 addressed, 1 agency)\n"


def test_standard_input_is_guarded_and_told_as_one_object(
    roster: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CALL.encode()), encoding="utf-8"))
    assert run(["guard", "--roster", roster, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert wrong(told, "guard.schema.json") == []
    assert told["text"] == GUARDED
    start = CALL.index("Ngozi")
    assert told["replacements"] == [
        {"start": start, "end": start + 12, "found": "Ngozi Okafor", "seat": "s1", "form": "full", "confidence": 1.0}
        | {"alias": "Senior Administration Official One"}
    ]
    flags = [(flag["found"], flag["reason"], flag["suggestion"]) for flag in told["flags"]]
    assert flags == [("Kate", "addressed", "[redacted]"), ("Orchard Department", "agency", "[redacted]")]
    assert all(CALL[flag["start"] : flag["end"]] == flag["found"] for flag in told["flags"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (CALL.encode("utf-16"), ""),
        (CALL.encode("utf-8-sig"), ""),
        (CALL.encode("utf-16-le"), "line 1: the file is read as UTF-16, which it does not say it is\n"),
    ],
)
def test_a_file_in_another_encoding_is_read_as_import_reads_it(
    roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    call = tmp_path / "call.txt"
    call.write_bytes(content)
    assert run(["guard", "--roster", roster, str(call)]) == 0
    printed = capsys.readouterr()
    assert printed.out == GUARDED
    assert said in printed.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "needs [[seat]] tables"),
        (b"[[seat]]\nname = 'Okafor'", "seat 1: it needs a name and an alias"),
        (b"\xff", "is not UTF-8 text"),
        (b"keep = 3", "keep, a list"),
        (b'["Okafor"]\n["Okafor"]', "not valid TOML (at line 2, column 10): write each field on a line"),
        (b"keep = " + b"[" * 5000, "not valid TOML: write"),
        (b"keep = " + b"9" * 5000, "not valid TOML: write"),
    ],
)
def test_a_roster_that_cannot_be_used_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    roster = tmp_path / "roster.toml"
    roster.write_bytes(content)
    assert run(["guard", "--roster", str(roster), str(roster)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert "kafor" not in printed.err


def test_a_page_that_names_an_encoding_is_in_utf_8_now(
    roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "call.html"
    page.write_bytes("<meta charset='windows-1252'><p>Café, Ms. Okafor</p>".encode("cp1252"))
    assert run(["guard", "--roster", roster, str(page)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "<meta charset='windows-1252'><p>Café, [Senior Administration Official One]</p>"
    assert "says that it is in windows-1252; what is printed is in UTF-8" in printed.err


def test_what_is_no_text_is_not_passed_on(roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.sqlite").write_bytes(b"SQLite format 3\0 O\0k\0a\0f\0o\0r")
    assert run(["guard", "--roster", roster, str(tmp_path / "log.sqlite")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "line 1: expected text, found a NUL character" in printed.err


def test_a_mail_whose_words_are_encoded_is_refused(
    roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = "MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nOka=\nfor\n"
    (tmp_path / "call.eml").write_text(mail, encoding="utf-8")
    assert run(["guard", "--roster", roster, str(tmp_path / "call.eml")]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "call.eml is a mail whose words are encoded" in printed.err


def test_a_text_in_no_encoding_is_refused(roster: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = tmp_path / "call.txt"
    call.write_bytes(b"Thanks.\n\xff\xc0 Okafor")
    assert run(["guard", "--roster", roster, str(call)]) == 2
    refused = capsys.readouterr().err
    assert "line 2: expected text in UTF-8" in refused
    assert "kafor" not in refused


def test_a_file_that_is_not_there_is_refused(roster: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["guard", "--roster", roster, "nothing.txt"]) == 2
    assert "nothing.txt cannot be used" in capsys.readouterr().err
