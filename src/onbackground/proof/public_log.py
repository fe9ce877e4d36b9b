"""The log of roots: every signed statement of an office, in order, under checkpoints that nobody can take back.

Forms of the C2SP specifications ``tlog-checkpoint`` (a signed note of origin, size and root), ``tlog-proof`` (that one
entry is in the log, as text that needs nothing else) and ``tlog-tiles`` (the log as plain files for any web server).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from .merkle import inclusion_proof, is_included, leaf_hash, tree_root
from .notes import Key, NoteError, Signer, decode_base64, open_note, sign_note

_PROOF_FORM: Final = "c2sp.org/tlog-proof@v1"
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,15}")
_HASH_LENGTH: Final = 32
_TILE: Final = 256
_LONGEST_ENTRY: Final = 0xFFFF


class Checkpoint(Struct, frozen=True):
    """What a log's keeper signs: the log's name, how many entries it has, and the root over them."""

    origin: str
    size: int
    root: bytes


class LogProof(Struct, frozen=True):
    """That an entry is in a log: its index from 0, the hashes up to the root, and the checkpoint, still signed."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str


def sign_checkpoint(entries: Sequence[bytes], by: Signer) -> str:
    """The checkpoint of a log with these entries; its origin is the name of the key. Raises NoteError."""
    root = base64.b64encode(tree_root([leaf_hash(entry) for entry in entries])).decode()
    return sign_note(f"{by.key.name}\n{len(entries)}\n{root}\n", by)


def read_checkpoint(note: str, key: Key) -> Checkpoint:
    """Read a checkpoint whose origin is the name of this key, and check its signature. Raises NoteError."""
    lines = open_note(note, key).split("\n")
    if len(lines) < 4 or not _NUMBER.fullmatch(lines[1]):
        raise NoteError("it is no checkpoint of a log")
    if lines[0] != key.name:
        raise NoteError("the checkpoint is of another log than its key")
    return Checkpoint(lines[0], int(lines[1]), _read_hash(lines[2]))


def prove_logged(entries: Sequence[bytes], index: int, checkpoint: str) -> str:
    """That the entry at ``index`` is in the log with this checkpoint, as ``tlog-proof``. Raises IndexError."""
    hashes = inclusion_proof([leaf_hash(entry) for entry in entries], index)
    lines = [_PROOF_FORM, f"index {index}", *(base64.b64encode(one).decode() for one in hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint


def read_log_proof(text: str) -> LogProof:
    """Read a ``tlog-proof``; nothing in it is checked yet. Raises NoteError."""
    head, separator, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != _PROOF_FORM:
        raise NoteError("it is no proof from a log")
    if len(lines) > 1 and lines[1].startswith("extra "):
        del lines[1]
    word, _, index = lines[1].partition(" ") if len(lines) > 1 else ("", "", "")
    if word != "index" or not _NUMBER.fullmatch(index):
        raise NoteError("the proof from the log does not say which entry it is of")
    return LogProof(int(index), tuple(_read_hash(line) for line in lines[2:]), checkpoint)


def check_logged(entry: bytes, proof: LogProof, key: Key) -> Checkpoint:
    """The checkpoint under which the entry is in the log of this key. Raises NoteError if it is not."""
    checkpoint = read_checkpoint(proof.checkpoint, key)
    if not is_included(leaf_hash(entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        raise NoteError("the log does not have this statement at the place named")
    return checkpoint


def tiles(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """The log's files by their paths, but for ``checkpoint``: bundles of entries, and tiles of 256 hashes each.

    A file that is full never changes; those of an unfinished tile carry their width in their names.
    Raises NoteError for an entry too long for a bundle (65,535 bytes).
    """
    if any(len(entry) > _LONGEST_ENTRY for entry in entries):
        raise NoteError("a statement is too long for the log: name fewer files in it")
    yield from _tiled("entries", [len(entry).to_bytes(2, "big") + entry for entry in entries])
    level, hashes = 0, [leaf_hash(entry) for entry in entries]
    while hashes:
        yield from _tiled(str(level), hashes)
        full = range(0, len(hashes) // _TILE * _TILE, _TILE)
        level, hashes = level + 1, [tree_root(hashes[start : start + _TILE]) for start in full]


def _tiled(level: str, parts: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, start in enumerate(range(0, len(parts), _TILE)):
        tile = parts[start : start + _TILE]
        width = "" if len(tile) == _TILE else f".p/{len(tile)}"
        yield f"tile/{level}/{_tile_name(number)}{width}", b"".join(tile)


def _tile_name(number: int) -> str:
    """As in ``x001/x234/067`` for 1,234,067."""
    groups = f"{number:,}".split(",")
    *upper, last = [group.zfill(3) for group in groups]
    return "/".join([*(f"x{group}" for group in upper), last])


def _read_hash(line: str) -> bytes:
    raw = decode_base64(line)
    if len(raw) != _HASH_LENGTH:
        raise NoteError("a hash in the log's proof has not the right length")
    return raw
