"""Whatever goes wrong is told in one line that says what to do, and the exit code is not 0."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
from onbackground_command import refused, run, start

from onbackground.cli.app import app
from onbackground.cli.app import run as run_here

COMMANDS = sorted(name for name in app if not name.startswith("-"))

TRANSCRIPT = "Harbour talks\n\nMODERATOR: Good morning to you all.\n\nQUESTION: Who pays for it?\n"


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(TRANSCRIPT)
    return path


def test_there_are_the_commands_that_are_promised() -> None:
    assert COMMANDS == [
        "advance", "convene", "demo", "desk", "doctor", "erase", "exchange", "guard", "import", "keeper", "link",
        "mail", "mailer", "officer", "protect", "reenact", "release", "scribe", "serve", "verify",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    app([command, "--help"], exit_on_error=False, result_action="return_value")
    assert f"Example: onbackground {command}" in capsys.readouterr().out


def test_alone_it_lists_the_commands() -> None:
    ran = run()
    assert ran.code == 0
    assert [command for command in COMMANDS if command not in ran.out] == []


def test_an_unknown_command() -> None:
    assert 'Did you mean "reenact"?' in refused("reenct", "call.txt")


def test_an_unknown_option() -> None:
    assert refused("serve", "--sip-prot", "5060").startswith("Unknown option")


def test_a_value_that_is_none() -> None:
    assert "--sip-port" in refused("serve", "--sip-port", "high")


def test_a_transcript_that_is_not_there(tmp_path: Path) -> None:
    line = refused("reenact", str(tmp_path / "nothing.txt"))
    assert "nothing.txt" in line
    assert "No such file" in line


def test_a_transcript_that_cannot_be_read_says_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Notes\n\nNobody speaks here.\n")
    assert refused("reenact", str(tmp_path / "notes.txt")).startswith("notes.txt, line 3: expected speakers")
    (tmp_path / "latin.txt").write_bytes(b"MODERATOR: Good morning.\n\nQUESTION: Se\xf1or?\n")
    assert refused("reenact", str(tmp_path / "latin.txt")).startswith("latin.txt, line 3: expected text in UTF-8")


def test_an_unknown_model_says_how_to_get_one(transcript: Path, tmp_path: Path) -> None:
    line = refused("scribe", "--model", "enormous.xx", "--data", str(tmp_path / "data"))
    assert line.startswith("there is no speech model enormous.xx on this machine")
    assert "tiny.en" in line
    ran = run("reenact", str(transcript), "--model", "enormous.xx", "--out", str(tmp_path / "out"))
    assert ran.code == 2
    assert line in ran.said


def test_a_busy_sip_port_says_which_and_the_option(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        line = refused("exchange", "--data", str(tmp_path), "--sip-port", port, "--media-port", "28002")
    assert port in line
    assert "--sip-port" in line


def test_a_busy_media_port_says_which_and_the_option(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 28_022))
        line = refused("exchange", "--data", str(tmp_path), "--sip-port", "28020", "--media-port", "28022")
    assert "28022" in line
    assert "--media-port" in line


def test_a_busy_web_port_says_which_and_the_option(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = refused("desk", "--data", str(tmp_path), "--web-port", port)
    assert port in line
    assert "--web-port" in line


@pytest.mark.parametrize("command", ["serve", "exchange", "scribe", "keeper", "desk"])
def test_a_data_folder_that_cannot_be_made(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refused(command, "--data", str(tmp_path / "file" / "data"))
    assert str(tmp_path / "file") in line
    assert "Not a directory" in line


def test_a_public_folder_that_cannot_be_made_is_told_at_the_start_not_at_the_lift(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refused("keeper", "--data", str(tmp_path / "data"), "--public", str(tmp_path / "file" / "public"))
    assert f"{tmp_path / 'file'} cannot be used (Not a directory)" in line


def test_a_language_the_operator_does_not_speak(tmp_path: Path) -> None:
    line = refused(
        "exchange", "--data", str(tmp_path), "--language", "xx", "--sip-port", "28040", "--media-port", "28042"
    )
    assert "choose one of: en, es" in line


def test_a_rehearsal_clears_nobodys_record(transcript: Path, tmp_path: Path) -> None:
    record = tmp_path / "house" / "data" / "log.sqlite"
    record.parent.mkdir(parents=True)
    record.write_text("what was said")
    for command in (["demo"], ["reenact", str(transcript)]):
        assert "--out" in refused(*command, "--out", str(tmp_path / "house"))
    assert record.read_text() == "what was said"


def test_who_has_read_enough_is_told_nothing(transcript: Path) -> None:
    process = start("import", *[str(transcript)] * 20, "--json")
    assert process.stdout is not None
    process.stdout.close()
    assert (process.stderr.read() if process.stderr is not None else "", process.wait(timeout=60)) == ("", 141)


def test_results_are_in_utf_8_in_every_locale(tmp_path: Path) -> None:
    call = tmp_path / "call.txt"
    call.write_text("MODERATOR: Good morning — Zoë, “please”.\n\nQ  Why?\n", encoding="utf-8")
    roster = tmp_path / "roster.toml"
    roster.write_text("[[seat]]\nname = 'Zoë'\nalias = 'Official One'\n", encoding="utf-8")
    western = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    process = start("guard", "--roster", str(roster), str(call), env=western, encoding="utf-8")
    assert process.communicate(timeout=60)[0] == "MODERATOR: Good morning — [Official One], “please”.\n\nQ  Why?\n"


def test_another_pipe_that_broke_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("onbackground.cli.app.app", broken)
    assert run_here([]) == 2
    assert capsys.readouterr().err == "onbackground: Broken pipe\n"
