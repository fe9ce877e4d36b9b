"""An officer's file: what it prints, what it signs, and who can open it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onbackground.briefing.statements import is_signed
from onbackground.sealing.identity import Identity
from onbackground.sealing.officers import OfficerFileError, OfficerKeys, read_officer_keys


def test_what_is_signed_with_a_file_verifies_with_what_it_prints(tmp_path: Path) -> None:
    keys = OfficerKeys.new()
    keys.keep(tmp_path / "officer.key")
    again = read_officer_keys(tmp_path / "officer.key")
    assert again.public == keys.public
    assert is_signed(keys.public, "the ferry has docked", again.sign("the ferry has docked"))
    assert not is_signed(OfficerKeys.new().public, "the ferry has docked", again.sign("the ferry has docked"))
    assert again.identity.recipient == keys.public.split()[1]
    assert (tmp_path / "officer.key").stat().st_mode & 0o077 == 0


def test_under_a_passphrase_it_opens_with_that_only(tmp_path: Path) -> None:
    keys, path = OfficerKeys.new(), tmp_path / "officer.key"
    keys.keep(path, "the tide turns")
    with pytest.raises(OfficerFileError, match="not the passphrase"):
        read_officer_keys(path, "the tide stays")
    assert read_officer_keys(path, "the tide turns").public == keys.public
    assert keys.identity.reveal().encode() not in path.read_bytes()


@pytest.mark.parametrize("text", ["", "nonsense", "a b c", Identity.new().reveal()])
def test_another_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text)
    with pytest.raises(OfficerFileError, match="officer new"):
        read_officer_keys(tmp_path / "x")


def test_keys_are_not_lost_by_writing_over_them_and_do_not_show(tmp_path: Path) -> None:
    keys = OfficerKeys.new()
    keys.keep(tmp_path / "officer.key")
    with pytest.raises(FileExistsError):
        OfficerKeys.new().keep(tmp_path / "officer.key")
    assert str(keys) == repr(keys) == "OfficerKeys(…)"
