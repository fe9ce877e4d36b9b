"""The log of statements: checkpoints, what is in it, and its files, against those of Go's ``sumdb/tlog``."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proven_calls import office

from onbackground.proof.merkle import consistency_proof, is_consistent, leaf_hash
from onbackground.proof.notes import NoteError, read_key, sign_note
from onbackground.proof.public_log import (
    check_logged,
    prove_logged,
    read_checkpoint,
    read_log_proof,
    sign_checkpoint,
    tiles,
)

GO = json.loads((Path(__file__).parent / "go_sumdb.json").read_text())
LOG = office("log.example.org/briefings")


def entries(size: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(size)]


def test_a_checkpoint_by_go_is_read() -> None:
    checkpoint = read_checkpoint(GO["checkpoint"], read_key(GO["key"]))
    assert (checkpoint.origin, checkpoint.size) == ("log.example.org/briefings", 257)
    assert checkpoint.root == read_checkpoint(sign_checkpoint(entries(257), LOG), LOG.key).root


@settings(deadline=None)
@given(st.data())
def test_every_entry_is_in_the_log_at_its_place(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    index, checkpoint = data.draw(st.integers(0, size - 1)), sign_checkpoint(entries(size), LOG)
    text = prove_logged(entries(size), index, checkpoint)
    proof = read_log_proof(text)
    assert check_logged(b"entry %d" % index, proof, LOG.key).size == size
    with pytest.raises(NoteError, match="does not have this statement"):
        check_logged(b"another", proof, LOG.key)
    with pytest.raises(NoteError, match="not signed by this key"):
        check_logged(b"entry %d" % index, proof, office().key)
    other = data.draw(st.integers(0, size).filter(lambda n: n != index))
    with pytest.raises(NoteError, match="does not have this statement"):
        check_logged(b"entry %d" % index, read_log_proof(text.replace(f"index {index}\n", f"index {other}\n")), LOG.key)


def test_extra_data_in_a_proof_is_let_be() -> None:
    text = prove_logged(entries(3), 1, sign_checkpoint(entries(3), LOG))
    assert read_log_proof(text.replace("index", "extra aGVsbG8=\nindex")) == read_log_proof(text)


def test_a_log_that_rewrote_an_entry_is_inconsistent_with_its_checkpoint() -> None:
    before = read_checkpoint(sign_checkpoint(entries(5), LOG), LOG.key)
    for changed in (False, True):
        grown = [b"rewritten" if changed and n == 2 else entry for n, entry in enumerate(entries(9))]
        after = read_checkpoint(sign_checkpoint(grown, LOG), LOG.key)
        proof = consistency_proof([leaf_hash(entry) for entry in grown], before.size)
        assert is_consistent(before.size, before.root, after.size, after.root, proof) is not changed


@pytest.mark.parametrize("size", [3, 256, 600])
def test_tiles_are_those_that_go_writes(size: int) -> None:
    files = dict(tiles(entries(size)))
    hashes = {f"{size} {path}": sha256(data).hexdigest() for path, data in files.items() if "entries" not in path}
    assert hashes == {path: digest for path, digest in GO["tiles"].items() if path.split()[0] == str(size)}
    bundles = b"".join(data for path, data in sorted(files.items()) if "entries" in path)
    assert bundles == b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries(size))


def test_a_large_log_has_its_files_in_folders() -> None:
    assert {path for path, _ in tiles([b""] * 256_001)} >= {"tile/0/999", "tile/0/x001/000.p/1", "tile/1/003.p/232"}


def test_an_entry_that_no_bundle_takes_is_refused() -> None:
    with pytest.raises(NoteError, match="too long"):
        list(tiles([bytes(65_536)]))


@pytest.mark.parametrize("text", [
    "", "c2sp.org/tlog-proof@v1\n\n", "c2sp.org/tlog-proof@v1\nindex 01\n\nx", "other\nindex 0\n\nx",
    "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx"
])  # fmt: skip
def test_what_is_no_proof_from_a_log_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        read_log_proof(text)


@pytest.mark.parametrize(
    "text", ["log.example.org/briefings\n1\n", "log.example.org/briefings\n01\nAAAA\n", "other\n0\nAA==\n"]
)
def test_what_is_no_checkpoint_of_this_log_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        read_checkpoint(sign_note(text, LOG), LOG.key)
