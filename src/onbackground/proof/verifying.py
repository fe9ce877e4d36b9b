"""Verifying: a published file, its proof, and what was unsealed since, in; what is proven and what is not, out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from cryptography.x509 import Certificate
from msgspec import Struct

from ..transcript.document import MarkKind
from .authentic import PROOF, Signed, check_content, read_signed
from .differing import Finding, printable
from .document import Proof, UnreadableProofError, as_base64
from .forms import FILE, Around, differences, has_known_form, located
from .merkle import leaf_hash
from .notes import Key, NoteError
from .proving import file_digest
from .stamps import Stamp, StampError, read_stamp
from .statement import Publication
from .unsealed import Unsealed, disclosed_words


class Name(Struct, frozen=True):
    """What an alias stands for, now that it is unsealed: where the alias is, the alias, and the words of the record."""

    place: str
    shown: str
    words: str


class Counted(Struct, frozen=True):
    """How much of the published text is what: words of the record, what is hidden, put in, struck, and held back.

    ``relabelled`` are the turns under another label than the recorded one, ``parts`` those cut off the one before.
    """

    turns: int = 0
    words: int = 0
    hidden: int = 0
    noted: int = 0
    struck: int = 0
    withheld: int = 0
    relabelled: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """What came of verifying. ``proven`` only if there are no findings.

    ``exact``: the file is byte for byte one that was signed. ``compared``: its words were compared with those signed.
    ``key_known``: the key is the one that was asked for. ``stamp``: what a time stamp beside the proof says.
    """

    findings: tuple[Finding, ...]
    signed: Signed | None = None
    counted: Counted = Counted()
    names: tuple[Name, ...] = ()
    exact: bool = False
    compared: bool = False
    key_known: bool = False
    stamp: Stamp | None = None

    @property
    def proven(self) -> bool:
        """Whether everything is as it was signed."""
        return not self.findings


def verify(
    name: str,
    data: bytes | None,
    proof: Proof,
    *,
    key: str | None = None,
    unsealed: Unsealed | None = None,
    stamp: bytes | None = None,
    stamp_roots: Sequence[Certificate] = (),
) -> Report:
    """Verify a published file of this name, or with no ``data`` the proof alone.

    ``key`` is the key the office is known by, or its fingerprint; ``stamp`` an authority's answer about the statement,
    and ``stamp_roots`` the certificates that its signature is to lead to. Never raises for what is in file or proof.
    """
    try:
        signed = read_signed(proof)
    except NoteError as error:
        return Report(findings=(Finding(PROOF, str(error)),))
    findings = []
    if key is not None and not _is_key(signed.key, key):
        findings.append(Finding(PROOF, f"it is signed by another key than the one asked for: {signed.key.fingerprint}"))
    key_known = key is not None and not findings
    stamped, unstamped = _stamped(stamp, proof, stamp_roots)
    findings += unstamped
    statement = signed.statement
    if not isinstance(statement, Publication):
        if data is not None:
            findings.append(Finding(FILE, "this briefing is withdrawn"))
        return Report(findings=tuple(findings), signed=signed, key_known=key_known, stamp=stamped)
    content = check_content(proof, statement)
    if content:
        return Report(findings=(*findings, *content), signed=signed, key_known=key_known, stamp=stamped)
    exact = data is not None and file_digest(data) in statement.files.values()
    compared = data is not None and has_known_form(name)
    if data is not None:
        findings += _check_file(name, data, proof, exact=exact)
    names, wrong = _names(proof, statement, unsealed)
    return Report(
        findings=(*findings, *wrong),
        signed=signed,
        counted=_count(proof),
        names=names,
        exact=exact,
        compared=compared,
        key_known=key_known,
        stamp=stamped,
    )


def _stamped(answer: bytes | None, proof: Proof, roots: Sequence[Certificate]) -> tuple[Stamp | None, list[Finding]]:
    if answer is None:
        return None, []
    try:
        return read_stamp(answer, proof.statement, roots), []
    except StampError as error:
        return None, [Finding("the time stamp", str(error))]


def _is_key(key: Key, wanted: str) -> bool:
    return wanted.strip() in (key.fingerprint, str(key))


def _check_file(name: str, data: bytes, proof: Proof, *, exact: bool) -> list[Finding]:
    if has_known_form(name):
        return differences(name, data, proof.transcript, _around(name, proof))
    if exact:
        return []
    form = printable(PurePath(name).suffix) or "such"
    other = Finding(FILE, f"it is not byte for byte one that was signed, and {form} files must be")
    return [other, *located(name, data, proof.transcript)]


def _around(name: str, proof: Proof) -> Around:
    """What was signed of the words around the turns in this form, whatever the file is called now."""
    known = proof.heading.around if proof.heading else {}
    suffix = PurePath(name).suffix.lower()
    same = (around for other, around in known.items() if PurePath(other).suffix.lower() == suffix)
    return known.get(PurePath(name).name) or next(same, Around())


def _names(proof: Proof, statement: Publication, unsealed: Unsealed | None) -> tuple[tuple[Name, ...], list[Finding]]:
    """What is unsealed, place by place; and what is said to be and is not of this record."""
    if unsealed is None:
        return (), []
    if unsealed.record != statement.record:
        return (), [Finding("the words unsealed", "they are of another record")]
    places = {
        (proven.turn.id, span.sealed): (*proven.paragraphs[span.paragraph], span)
        for proven in proof.turns
        if proven.turn is not None
        for span in proven.spans
        if span.sealed
    }
    names, wrong = [], []
    for one in unsealed.words:
        sealed = as_base64(leaf_hash(one.disclosure.encode()))
        if (one.turn, sealed) not in places:
            wrong.append(Finding(f"{printable(one.turn)}, words unsealed", "the record has other words there"))
            continue
        turn, number, span = places[one.turn, sealed]
        place = f"{turn.id}, paragraph {number + 1}"
        try:
            words = disclosed_words(one.disclosure)
        except UnreadableProofError as error:
            wrong.append(Finding(place, str(error)))
            continue
        names.append(Name(place, turn.paragraphs[number][span.start : span.end], words))
    return tuple(names), wrong


def _count(proof: Proof) -> Counted:
    published = [proven for proven in proof.turns if proven.turn is not None]
    turns = proof.transcript.turns
    spans = [span for proven in published for span in proven.spans]
    shown = sum(len(text.split()) for turn in turns for text in turn.paragraphs)
    in_brackets = 0
    for proven in published:
        texts = [turn.paragraphs[number] for turn, number in proven.paragraphs]
        in_brackets += sum(len(texts[span.paragraph][span.start : span.end].split()) for span in proven.spans)
    return Counted(
        turns=len(turns),
        words=shown - in_brackets,
        hidden=sum(bool(span.sealed) for span in spans),
        noted=sum(not span.sealed for span in spans),
        struck=sum(mark.kind is MarkKind.STRUCK for turn in turns for mark in turn.marks),
        withheld=len(proof.turns) - len(published),
        relabelled=tuple(
            turn.id
            for proven in published
            for turn in proven.turns
            if turn.label != (proven.label or proven.turns[0].label)
        ),
        parts=tuple(part.id for proven in published for part in proven.parts),
    )
