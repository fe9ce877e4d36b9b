"""``onbackground verify`` as its users run it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from onbackground_command import ROOT, refused, run

from onbackground.proof.document import Proof, write_proof
from onbackground.proof.notes import signer
from onbackground.proof.pieces import Hidden, RecordedTurn, Said
from onbackground.proof.proving import prove, unseal, withdraw
from onbackground.proof.unsealed import write_unsealed
from onbackground.transcript.document import Role, Transcript, Turn
from onbackground.transcript.writing import to_json, to_text

KEY = bytes(32)
NOW = datetime.datetime(2031, 5, 3, 18, 0, tzinfo=datetime.UTC)
OFFICE = signer("press.example.org", Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
RECORD = (RecordedTurn("t001", "MODERATOR", ((Said("With us is "), Hidden("Rosalind Wexford", "[Official One]")),)),)
CALL = Transcript(
    title="Harbour talks",
    turns=(
        Turn(id="t001", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR,
             paragraphs=("With us is [Official One]",)),
    ),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it is published."""
    (tmp_path / "transcript.txt").write_text(to_text(CALL))
    (tmp_path / "transcript.json").write_text(to_json(CALL))
    (tmp_path / "transcript.proof.json").write_bytes(write_proof(proof(tmp_path)))
    return tmp_path


def proof(folder: Path) -> Proof:
    files = {path.name: path.read_bytes() for path in folder.glob("transcript.*") if "proof" not in path.name}
    return prove(RECORD, CALL, KEY, OFFICE, briefing="fable", at=NOW, files=files)


def test_what_was_published_is_proven_in_plain_words(folder: Path) -> None:
    for name in ("transcript.txt", "transcript.json", "transcript.proof.json"):
        ran = run("verify", str(folder / name))
        assert (ran.code, ran.said) == (0, "")
        assert ran.out.startswith(f"PROVEN: {name} is version 1 of “Harbour talks” (briefing fable)")
        assert "1 turn with 3 words" in ran.out
        assert "What is not proven:" in ran.out
        assert OFFICE.key.fingerprint in ran.out


def test_what_was_changed_is_not_and_the_place_is_named(folder: Path) -> None:
    (folder / "transcript.txt").write_text(to_text(CALL).replace("With", "Without"))
    ran = run("verify", str(folder / "transcript.txt"))
    assert ran.code == 1
    assert ran.out.startswith("NOT PROVEN")
    assert "t001, paragraph 1, word 1: “Without” stands where “With” was signed" in ran.out


def test_the_office_can_be_asked_for(folder: Path) -> None:
    (folder / "office.key").write_text(f"{OFFICE.key}\n")
    for known in (OFFICE.key.fingerprint, str(OFFICE.key), str(folder / "office.key")):
        ran = run("verify", str(folder / "transcript.txt"), "--key", known)
        assert ran.code == 0
        assert "give that with --key" not in ran.out
    assert run("verify", str(folder / "transcript.txt"), "--key", "SHA256:other").code == 1


def test_names_unsealed_are_shown(folder: Path) -> None:
    (folder / "transcript.unsealed.json").write_bytes(write_unsealed(unseal(RECORD, KEY, "[Official One]")))
    ran = run("verify", str(folder / "transcript.txt"))
    assert ran.code == 0
    assert "t001, paragraph 1: [Official One] stands for “Rosalind Wexford”" in ran.out


def test_a_withdrawal_is_told(folder: Path) -> None:
    gone = withdraw(proof(folder), OFFICE, at=NOW, reason="not ours to publish")
    (folder / "transcript.proof.json").write_bytes(write_proof(gone))
    ran = run("verify", str(folder / "transcript.proof.json"))
    assert ran.code == 0
    assert ran.out.startswith("WITHDRAWN: “Harbour talks” (briefing fable), for this reason: not ours to publish")
    assert run("verify", str(folder / "transcript.txt")).code == 1


def test_machines_get_json_and_the_page_explains_every_field(folder: Path) -> None:
    facts = json.loads(run("verify", str(folder / "transcript.txt"), "--json").out)
    assert (facts["proven"], facts["exact"], facts["compared"]) == (True, True, True)
    section = (ROOT / "docs/cli.md").read_text().split("\n## verify\n")[1].split("\n## ")[0]
    fields = [row for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) if "--" not in row]
    assert sorted(re.findall(r"`(\w+)`", " ".join(fields))) == sorted(facts)


def test_what_cannot_be_verified_is_refused_in_one_line(folder: Path, tmp_path: Path) -> None:
    (folder / "nonsense").write_bytes(b"\xff{")
    text = str(folder / "transcript.txt")
    assert refused("verify", str(folder / "nowhere.txt")).startswith(f"{folder / 'nowhere.txt'} cannot be used")
    assert "is no proof" in refused("verify", text, "--proof", str(folder / "nonsense"))
    assert "nothing is unsealed in it" in refused("verify", text, "--unsealed", str(folder / "nonsense"))
    assert "neither a key nor" in refused("verify", text, "--key", "a+b")
    assert "is no key" in refused("verify", text, "--key", str(folder / "nonsense"))
    (folder / "transcript.proof.json").unlink()
    assert "there is no transcript.proof.json beside" in refused("verify", text)
