"""Trees against RFC 6962, against its own definition, and against what Go's ``sumdb/tlog`` computed."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.proof.merkle import (
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    tree_root,
)

GO = json.loads((Path(__file__).parent / "go_sumdb.json").read_text())
# The eight entries, and the root, that implementations of RFC 6962 are commonly tested with.
ENTRIES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(b"entry %d" % number) for number in range(size)]


def defined_root(tree: list[bytes]) -> bytes:
    """The root as RFC 6962, section 2.1, defines it."""
    if len(tree) == 1:
        return tree[0]
    split = 1
    while split * 2 < len(tree):
        split *= 2
    return node_hash(defined_root(tree[:split]), defined_root(tree[split:]))


def test_the_root_of_the_entries_that_everybody_tests() -> None:
    assert tree_root([leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]).hex() == ROOT


def test_the_root_of_nothing() -> None:
    assert tree_root([]) == sha256(b"").digest()


@pytest.mark.parametrize("size", GO["roots"])
def test_roots_are_those_that_go_computes(size: str) -> None:
    assert base64.b64encode(tree_root(leaves(int(size)))).decode() == GO["roots"][size]


@settings(deadline=None)
@given(st.integers(1, 200))
def test_the_root_is_the_one_defined(size: int) -> None:
    assert tree_root(leaves(size)) == defined_root(leaves(size))


@settings(deadline=None)
@given(st.data())
def test_an_entry_is_included_where_it_is_and_nowhere_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 70))
    tree, index = leaves(size), data.draw(st.integers(0, size - 1))
    proof, root = inclusion_proof(tree, index), tree_root(tree)
    assert is_included(tree[index], index, size, proof, root)
    assert not is_included(leaf_hash(b"another"), index, size, proof, root)
    assert not any(
        is_included(tree[index], other, size, proof, root) for other in range(-1, size + 1) if other != index
    )
    assert not is_included(tree[index], index, size, [*proof, root], root)
    assert not proof or not is_included(tree[index], index, size, proof[:-1], root)


@settings(deadline=None)
@given(st.data())
def test_a_tree_that_grew_is_consistent_and_one_that_changed_is_not(data: st.DataObject) -> None:
    later = data.draw(st.integers(1, 70))
    size, tree = data.draw(st.integers(1, later)), leaves(later)
    proof, root, later_root = consistency_proof(tree, size), tree_root(tree[:size]), tree_root(tree)
    assert is_consistent(size, root, later, later_root, proof)
    changed = data.draw(st.integers(0, size - 1))
    other = [*tree[:changed], leaf_hash(b"changed"), *tree[changed + 1 :]]
    assert not is_consistent(size, root, later, tree_root(other), consistency_proof(other, size))
    assert not is_consistent(size, root, later, later_root, [*proof, root])
    assert not is_consistent(size + 1, root, later, later_root, proof)


def test_there_is_no_proof_of_what_is_not_there() -> None:
    for wrong in (-1, 3):
        with pytest.raises(IndexError):
            inclusion_proof(leaves(3), wrong)
    for wrong in (0, 4):
        with pytest.raises(IndexError):
            consistency_proof(leaves(3), wrong)
    assert not is_included(leaves(1)[0], 0, 0, [], tree_root([]))
    assert not is_consistent(0, tree_root([]), 1, tree_root(leaves(1)), [])
    assert not is_consistent(3, tree_root(leaves(3)), 4, tree_root(leaves(4)), [])
