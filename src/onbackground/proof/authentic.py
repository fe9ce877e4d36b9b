"""Checking a proof by itself: signed, whole, and of the record it names. What stands is what was really published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ..transcript.document import Turn
from .differing import Finding
from .document import Proof, ProvenTurn, Span, as_base64, place_of, published_leaves, published_root
from .merkle import leaf_hash, tree_root
from .notes import Key, NoteError, decode_base64, read_key
from .pieces import is_bracketed
from .public_log import Checkpoint, check_logged, read_log_proof
from .sealing import Head, disclosure, open_salt
from .statement import Publication, Statement, open_statement, statement_digest

PROOF = "the proof"


class Signed(Struct, frozen=True):
    """What a proof's signatures say: by whom, the statements (oldest first, this proof's last), and the log's view."""

    key: Key
    statements: tuple[Statement, ...]
    log_key: Key | None = None
    checkpoint: Checkpoint | None = None
    index: int = 0

    @property
    def statement(self) -> Statement:
        """The statement of this version."""
        return self.statements[-1]


def read_signed(proof: Proof) -> Signed:
    """Check all signatures of a proof, and that its statements follow each other. Raises NoteError if they do not."""
    key = read_key(proof.key)
    notes = (*proof.earlier, proof.statement)
    statements = tuple(open_statement(note, key) for note in notes)
    _check_chain(notes, statements)
    if not proof.log:
        return Signed(key, statements)
    log_key = read_key(proof.log_key)
    logged = read_log_proof(proof.log)
    checkpoint = check_logged(proof.statement.encode(), logged, log_key)
    return Signed(key, statements, log_key, checkpoint, logged.index)


def check_content(proof: Proof, statement: Publication) -> list[Finding]:
    """Check what the proof says was published: that this was signed, and that its words are those of the record."""
    if proof.heading is None:
        return [Finding(PROOF, "it says that something was published, and does not hold it")]
    leaves = published_leaves(proof.heading, proof.turns)
    if published_root(leaves) != statement.published:
        return list(_altered(proof, leaves, statement))
    if wrong := _wrong_digests(proof, leaves):
        return wrong
    if (proof.heading.call.title or "") != statement.title:
        return [Finding("the heading, title", "it is not the title in the office's statement")]
    ids = [turn.id for turn in proof.transcript.turns]
    if len(set(ids)) != len(ids):
        return [Finding(PROOF, "two turns have the same id")]
    checked = (_check_turn(proven, proven.turn) for proven in proof.turns if proven.turn is not None)
    findings = [finding for finding in checked if finding is not None]
    roots = [leaf_hash(_digest(proven.sealed)) for proven in proof.turns]
    if not findings and (as_base64(tree_root(roots)) != statement.record or len(roots) != statement.turns):
        findings.append(Finding("the record", "its turns are not those of the record that was sealed"))
    return findings


def _check_chain(notes: Sequence[str], statements: Sequence[Statement]) -> None:
    first = statements[0]
    for number, statement in enumerate(statements, start=1):
        if statement.version != number or statement.briefing != first.briefing:
            raise NoteError("the statements in it are not the versions of one briefing, one after the other")
    if first.previous:
        raise NoteError("the statements before this version are missing")
    for (note, _), (_, statement) in pairwise(zip(notes, statements, strict=True)):
        if statement.previous != as_base64(statement_digest(note)):
            raise NoteError(f"version {statement.version} does not follow the statement before it")


def _altered(proof: Proof, leaves: Sequence[bytes], statement: Publication) -> Iterator[Finding]:
    """Where the proof is not what was signed, as far as its own list of digests can still tell."""
    listed = [_digest(digest) for digest in proof.digests]
    if published_root(listed) == statement.published and len(listed) == len(leaves):
        for number, (leaf, signed) in enumerate(zip(leaves, listed, strict=True)):
            if leaf != signed:
                yield Finding(f"{PROOF}, {place_of(number, proof.turns)}", "this was changed after it was signed")
    elif published_root(listed) == statement.published:
        shorter = min(len(leaves), len(listed))
        here = next((n for n in range(shorter) if leaves[n] != listed[n]), shorter)
        place = place_of(min(here, len(leaves) - 1), proof.turns)
        yield Finding(f"{PROOF}, {place}", f"{len(listed) - 1} turns were signed, {len(leaves) - 1} are here")
    else:
        yield Finding(PROOF, "what it says was published is not what was signed, nor can it say where")


def _wrong_digests(proof: Proof, leaves: Sequence[bytes]) -> list[Finding]:
    """Where the proof's own list of digests, which only helps to find places, is not that of what is in it."""
    if len(proof.digests) != len(leaves):
        return [Finding(PROOF, f"it lists {len(proof.digests)} digests of {len(leaves)}")]
    pairs = enumerate(zip(proof.digests, leaves, strict=True))
    wrong = [place_of(number, proof.turns) for number, (listed, leaf) in pairs if listed != as_base64(leaf)]
    return [Finding(f"{PROOF}, {place}", "the digest listed for this was changed") for place in wrong]


def _check_turn(proven: ProvenTurn, turn: Turn) -> Finding | None:
    try:
        root = tree_root(_record_leaves(proven, turn))
    except NoteError as error:
        return Finding(turn.id, str(error))
    if as_base64(root) != proven.sealed:
        return Finding(turn.id, "the words published are not those of the sealed record, and no brackets say so")
    return None


def _record_leaves(proven: ProvenTurn, turn: Turn) -> list[bytes]:
    """The hashes of a turn's entries in the record, from its published words. Raises NoteError."""
    paragraphs = proven.paragraphs
    if any(not 0 <= span.paragraph < len(paragraphs) for span in proven.spans):
        raise NoteError("brackets are said to be where no paragraph is")
    entries: list[str | bytes] = []
    for index, (part, number) in enumerate(paragraphs):
        entries += _entries(part.paragraphs[number], [span for span in proven.spans if span.paragraph == index])
    key = decode_base64(proven.key)
    head = Head(turn.id, proven.label or turn.label, len(entries))
    return [
        entry if isinstance(entry, bytes) else leaf_hash(disclosure(open_salt(key, number), entry))
        for number, entry in enumerate([head, *entries])
    ]


def _entries(text: str, spans: Sequence[Span]) -> Iterator[str | bytes]:
    """What a paragraph has of the record, in order: its words, and the hashes of what is hidden."""
    position, said = 0, ""
    for span in spans:
        if not position <= span.start < span.end <= len(text) or not is_bracketed(text[span.start : span.end]):
            raise NoteError("words stand for others and are not in brackets")
        said += text[position : span.start]
        position = span.end
        if span.sealed:
            yield from said.split()
            yield _digest(span.sealed)
            said = ""
    yield from (said + text[position:]).split()


def _digest(text: str) -> bytes:
    try:
        return decode_base64(text)
    except NoteError:
        return b""
