"""Advance copies at the command line: only where the rules allow, only for their reader, and traced when they leak."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest
from advance_text import readers, talk
from held_call import BRIEFING, EVENT, KEPT_UNNAMED, HeldCall

from onbackground.briefing import commands as do
from onbackground.briefing.terms import GroundRules
from onbackground.cli.app import run
from onbackground.log.folder import DataFolder
from onbackground.log.recorder import Recorder

NAMED, KEYS = readers(3)


def long_call(recorder: Recorder, *, allowed: bool) -> HeldCall:
    """A call of some pages that has concluded, whose embargo waits for an event."""
    call = HeldCall(rules=GroundRules(embargo=EVENT, advance_copies=allowed), recorder=recorder)
    call.dial("mod")
    call.dial("one")
    call.open()
    call.say("mod", "Good morning. With us is Rosalind Wexford. Rosalind, please.")
    for turn in talk(4).turns:
        call.say("one", turn.text)
        call.say("mod", "Thank you.")
    call.conclude()
    call.finish()
    return call


def house(root: Path, *, allowed: bool = True) -> tuple[Path, HeldCall]:
    folder = DataFolder(root / "data")
    call = long_call(folder.recorder(), allowed=allowed)
    tables = [f'[[reader]]\nname = "{one.name}"\noutlet = "{one.outlet}"\nkey = "{one.key}"\n' for one in NAMED]
    (root / "accredited.toml").write_text("\n".join(tables))
    return folder.root, call


def seal(root: Path) -> int:
    places = ["--out", str(root / "out"), "--data", str(root / "data")]
    return run(["advance", "seal", BRIEFING, str(root / "accredited.toml"), *places])


def test_each_reader_alone_opens_their_copy_and_a_leaked_one_names_its_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, call = house(tmp_path)
    assert seal(tmp_path) == 0
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("advance-"))
    assert list(told.values()) == [one.title for one in NAMED]
    assert sorted(told) == sorted(path.name for path in (tmp_path / "out").iterdir())
    for name, key in zip(told, KEYS, strict=True):
        sealed = (tmp_path / "out" / name).read_bytes()
        assert pyrage.decrypt(sealed, [key]).startswith(b"%PDF-")
        for other in KEYS:
            if other is not key:
                with pytest.raises(pyrage.DecryptError):
                    pyrage.decrypt(sealed, [other])
    assert not any(b"barrier" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    leaked = tmp_path / "leaked.pdf"
    name = list(told)[1]
    leaked.write_bytes(pyrage.decrypt((tmp_path / "out" / name).read_bytes(), [KEYS[1]]))
    assert not [one for one in KEPT_UNNAMED if one.encode() in leaked.read_bytes()]
    call.give(do.Declare(at=call.now, by="mod"))
    assert run(["advance", "trace", BRIEFING, str(leaked), "--json", "--data", str(data)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["reader"] for one in found["named"]] == [NAMED[1].title]
    assert found["named"][0]["chance"] <= found["chance_allowed"]
    assert run(["advance", "trace", BRIEFING, str(leaked), "--data", str(data)]) == 0
    assert f"It is the copy of: {NAMED[1].title}" in capsys.readouterr().out
    assert seal(tmp_path) == 2
    assert "the embargo has lifted" in capsys.readouterr().err


def test_where_the_ground_rules_allow_none_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, _ = house(tmp_path, allowed=False)
    assert seal(tmp_path) == 2
    assert "allow no advance copies" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "out").exists()
    assert run(["advance", "trace", BRIEFING, str(tmp_path / "accredited.toml"), "--data", str(data)]) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "at least one reader"),
        ('[[reader]]\nname = "Ada Merrow"\nkey = "age1nothing"', "reader 1: key is no age recipient"),
        (f'[[reader]]\nname = ""\nkey = "{NAMED[0].key}"', "reader 1: name and outlet"),
        (2 * f'[[reader]]\nname = "A"\nkey = "{NAMED[0].key}"\n', "key of their own"),
        ("reader = 3", "expected [[reader]] tables"),
    ],
    ids=["nobody", "no key", "no name", "one key for two", "no table"],
)
def test_a_list_of_readers_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, why: str
) -> None:
    DataFolder(tmp_path / "data").recorder().close()
    (tmp_path / "accredited.toml").write_text(text)
    assert seal(tmp_path) == 2
    assert why in " ".join(capsys.readouterr().err.split())
