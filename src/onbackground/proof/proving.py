"""Making proofs: of a first version, of a corrected one, of a withdrawal; and unsealing what an alias hides."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec.structs import replace

from ..transcript.document import Mark, MarkKind, Transcript, Turn
from .document import Proof, ProvenHeading, ProvenTurn, Span, as_base64, published_leaves, published_root
from .forms import Around, around_turns, has_known_form
from .notes import Key, Signer
from .pieces import (
    Hidden,
    Noted,
    PiecesError,
    RecordedTurn,
    Stretch,
    Struck,
    is_bracketed,
    published_text,
    stretches,
    turn_words,
)
from .sealing import Salts, SealedTurn, disclosure, hidden_words, seal_record
from .statement import Publication, Withdrawal, open_statement, sign_statement, statement_digest
from .unsealed import Unsealed, UnsealedWords


def prove(
    turns: Sequence[RecordedTurn],
    transcript: Transcript,
    key: bytes,
    by: Signer,
    *,
    briefing: str,
    at: datetime.datetime,
    files: Mapping[str, bytes] | None = None,
    replaces: Proof | None = None,
    reason: str = "",
    sealed_anew: bool = False,
) -> Proof:
    """Prove that ``transcript`` is the record ``turns`` but for what their pieces hide and note.

    ``key`` is the proof key of the record (32 bytes, kept sealed), ``by`` the office's signer, ``files`` the published
    forms by name. Turns of the record that the transcript does not have are withheld: their number and place show, and
    nothing else of them. A corrected version ``replaces`` an earlier one for a ``reason``. It must be of the same
    record, hiding what was hidden; else it says ``sealed_anew``, and needs a proof key never used before.

    Raises PiecesError where record and transcript do not fit, ValueError where a form does not say what the transcript
    does, and NoteError where the earlier proof is not the signer's.
    """
    sealed = seal_record(turns, key)
    published = {turn.id: turn for turn in transcript.turns}
    _check_order(turns, transcript)
    proven = tuple(
        _proven_turn(turn, tuple(published[id_] for id_ in _ids(turn)), its)
        if turn.id in published
        else ProvenTurn(sealed=as_base64(its.root))
        for turn, its in zip(turns, sealed.turns, strict=True)
    )
    heading = ProvenHeading(replace(transcript, turns=()), _around(files or {}, transcript))
    leaves = published_leaves(heading, proven)
    earlier = _statements(replaces)
    statement = Publication(
        briefing=briefing,
        version=len(earlier) + 1,
        title=transcript.title or "",
        date=at.isoformat(timespec="seconds"),
        turns=len(turns),
        record=as_base64(sealed.root),
        published=published_root(leaves),
        previous=_digest_of_last(earlier),
        reason=reason,
        files={name: file_digest(data) for name, data in sorted((files or {}).items())},
    )
    _check_follows(statement, earlier, by.key, sealed_anew=sealed_anew)
    return Proof(
        statement=sign_statement(statement, by),
        key=str(by.key),
        heading=heading,
        turns=proven,
        digests=tuple(as_base64(leaf) for leaf in leaves),
        earlier=earlier,
    )


def withdraw(published: Proof, by: Signer, *, at: datetime.datetime, reason: str) -> Proof:
    """The tombstone of what was published. Raises NoteError where that is not the signer's."""
    last = open_statement(published.statement, by.key)
    earlier = _statements(published)
    statement = Withdrawal(
        briefing=last.briefing,
        version=len(earlier) + 1,
        title=last.title,
        date=at.isoformat(timespec="seconds"),
        previous=_digest_of_last(earlier),
        reason=reason,
    )
    return Proof(statement=sign_statement(statement, by), key=str(by.key), earlier=earlier)


def dated(proof: Proof, by: Signer, *, at: datetime.datetime) -> Proof:
    """The same proof, published at another time: made ahead, it is dated when it goes out. Raises NoteError."""
    statement = replace(open_statement(proof.statement, by.key), date=at.isoformat(timespec="seconds"))
    return replace(proof, statement=sign_statement(statement, by))


def with_log(proof: Proof, log: str, log_key: Key) -> Proof:
    """The proof with a ``tlog-proof`` that its statement is in the log of this key."""
    return replace(proof, log=log, log_key=str(log_key))


def unseal(turns: Sequence[RecordedTurn], key: bytes, shown: str) -> Unsealed:
    """What the record has wherever ``shown`` (an alias, in its brackets) stands: words and salts, to be published."""
    salts = Salts(key)
    spans = [
        UnsealedWords(turn.id, disclosure(salts.hidden(turn.id, entry), hidden_words(word)).decode())
        for turn in turns
        for entry, word in enumerate(turn_words(turn), start=1)
        if isinstance(word, Hidden) and word.shown == shown
    ]
    return Unsealed(record=as_base64(seal_record(turns, key).root), words=tuple(spans))


def file_digest(data: bytes) -> str:
    """The digest that a statement has of a published file."""
    return as_base64(sha256(data).digest())


def _around(files: Mapping[str, bytes], transcript: Transcript) -> dict[str, Around]:
    """What every form that words are read from has around its turns; each is checked to say what is signed."""
    found = {name: around_turns(name, data, transcript) for name, data in sorted(files.items()) if has_known_form(name)}
    return {name: around for name, around in found.items() if around != Around()}


def _check_order(turns: Sequence[RecordedTurn], transcript: Transcript) -> None:
    """Each turn of the transcript is one of the record, or all parts of one are, once and in its order."""
    ids = [id_ for turn in turns for id_ in _ids(turn)]
    if len(set(ids)) != len(ids):
        raise PiecesError("two turns of the record have the same id")
    places = {id_: number for number, id_ in enumerate(ids)}
    position = -1
    for turn in transcript.turns:
        place = places.get(turn.id)
        if place is None:
            raise PiecesError(f"turn {turn.id} is published but not in the record")
        if place <= position:
            raise PiecesError(f"turn {turn.id} is published out of its order")
        position = place
    published = {turn.id for turn in transcript.turns}
    for recorded in turns:
        if len(published.intersection(_ids(recorded))) not in (0, len(_ids(recorded))):
            raise PiecesError(f"turn {recorded.id} is published in part")


def _ids(turn: RecordedTurn) -> tuple[str, ...]:
    """The ids of all turns that one of the record is published as."""
    return (turn.id, *turn.parts)


def _proven_turn(recorded: RecordedTurn, turns: tuple[Turn, ...], sealed: SealedTurn) -> ProvenTurn:
    proven = ProvenTurn(
        sealed=as_base64(sealed.root),
        turn=turns[0],
        parts=turns[1:],
        key=as_base64(sealed.key),
        label=recorded.label if recorded.label != turns[0].label else "",
    )
    texts = tuple(turn.paragraphs[number] for turn, number in proven.paragraphs)
    if tuple(published_text(paragraph) for paragraph in recorded.paragraphs) != texts:
        raise PiecesError(f"turn {recorded.id} is published with another text than its pieces give")
    entries = zip(turn_words(recorded), sealed.leaves[1:], strict=True)
    hidden = iter([as_base64(leaf) for word, leaf in entries if isinstance(word, Hidden)])
    spans = []
    for index, (paragraph, (turn, number)) in enumerate(zip(recorded.paragraphs, proven.paragraphs, strict=True)):
        for stretch in stretches(paragraph):
            _check_mark(stretch, turn, number)
            if isinstance(stretch.piece, Hidden | Noted):
                its = next(hidden) if isinstance(stretch.piece, Hidden) else ""
                spans.append(Span(index, stretch.start, stretch.end, its))
    return replace(proven, spans=tuple(spans))


def _check_mark(stretch: Stretch, turn: Turn, paragraph: int) -> None:
    """What is struck is marked so, and what stands for other words is in brackets."""
    where = f"turn {turn.id}, paragraph {paragraph + 1}"
    if isinstance(stretch.piece, Hidden | Noted) and not is_bracketed(published_text([stretch.piece])):
        raise PiecesError(f"{where}: what stands for other words must be in brackets")
    mark = Mark(MarkKind.STRUCK, paragraph, stretch.start, stretch.end)
    if isinstance(stretch.piece, Struck) and mark not in turn.marks:
        raise PiecesError(f"{where}: words are struck without a mark that says so")


def _statements(proof: Proof | None) -> tuple[str, ...]:
    """This version's statement after all before it."""
    return () if proof is None else (*proof.earlier, proof.statement)


def _digest_of_last(statements: Sequence[str]) -> str:
    return as_base64(statement_digest(statements[-1])) if statements else ""


def _check_follows(statement: Publication, earlier: Sequence[str], key: Key, *, sealed_anew: bool) -> None:
    """Another version is of the same briefing, and of the same record unless that was sealed anew."""
    before = [open_statement(note, key) for note in earlier]
    if any(one.briefing != statement.briefing for one in before):
        raise PiecesError("what is to be replaced is another briefing")
    if before and not statement.reason.strip():
        raise PiecesError("a version that replaces another says why")
    records = {one.record for one in before[-1:] if isinstance(one, Publication)}
    if records - {statement.record} and not sealed_anew:
        raise PiecesError("the record is not the one of the version before: other words are hidden, or words differ")
