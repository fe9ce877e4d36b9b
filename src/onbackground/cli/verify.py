"""``onbackground verify``: a published file against the proof beside it, with nothing else and nobody asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.x509 import Certificate
from cyclopts import Parameter

from ..proof.document import FILE_NAME, Proof, UnreadableProofError, read_proof
from ..proof.notes import NoteError, read_key
from ..proof.stamps import FILE_NAME as STAMP
from ..proof.stamps import StampError, read_roots
from ..proof.statement import Withdrawal
from ..proof.telling import tell
from ..proof.unsealed import FILE_NAME as UNSEALED_NAME
from ..proof.unsealed import Unsealed, read_unsealed
from ..proof.verifying import Report, verify
from .options import JsonOption

ProofOption = Annotated[
    Path | None, Parameter(name="--proof", help="The proof; the transcript.proof.json beside FILE unless given.")
]
KeyOption = Annotated[
    str | None, Parameter(name="--key", help="The office's key as you know it, its fingerprint, or a file with it.")
]
UnsealedOption = Annotated[
    Path | None, Parameter(name="--unsealed", help="What was unsealed; the transcript.unsealed.json beside FILE.")
]
StampOption = Annotated[
    Path | None,
    Parameter(name="--stamp-ca", help="The certificate (PEM) of the authority of the time stamp beside the proof."),
]


class VerifyError(Exception):
    """There is nothing to verify with; the message says what to do."""


def verify_file(
    file: Path,
    /,
    *,
    proof: ProofOption = None,
    key: KeyOption = None,
    unsealed: UnsealedOption = None,
    stamp_ca: StampOption = None,
    json_: JsonOption = False,
) -> int:
    """Verify a published file, or a proof alone, and print what came of it; 0 only if it is proven.

    Raises VerifyError where there is no proof to verify it with, and OSError where a file cannot be read.
    """
    data = file.read_bytes()
    alone = proof is None and file.name.endswith(".proof.json")
    place = file if alone else proof or file.parent / FILE_NAME
    report = verify(
        file.name,
        None if alone else data,
        _proof(place, file),
        key=None if key is None else _key(key),
        unsealed=_unsealed(unsealed or file.parent / UNSEALED_NAME, wanted=unsealed is not None),
        stamp=_stamp(place.parent / STAMP, wanted=stamp_ca is not None),
        stamp_roots=_roots(stamp_ca) if stamp_ca else (),
    )
    print(json.dumps(_facts(report), ensure_ascii=False) if json_ else "\n".join(tell(report, file.name)))
    return 0 if report.proven else 1


def _proof(place: Path, file: Path) -> Proof:
    try:
        return read_proof(place.read_bytes())
    except FileNotFoundError:
        raise VerifyError(
            f"there is no {place.name} beside {file}: save it from where that was published, or name it with --proof"
        ) from None
    except UnreadableProofError as error:
        raise VerifyError(f"{place} cannot be used: {error}") from None


def _unsealed(place: Path, *, wanted: bool) -> Unsealed | None:
    if not wanted and not place.exists():
        return None
    try:
        return read_unsealed(place.read_bytes())
    except UnreadableProofError as error:
        raise VerifyError(f"{place} cannot be used: {error}") from None


def _stamp(place: Path, *, wanted: bool) -> bytes | None:
    if place.exists():
        return place.read_bytes()
    if wanted:
        raise VerifyError(f"there is no {place.name} beside the proof: it has no time stamp, or that was not saved")
    return None


def _roots(place: Path) -> list[Certificate]:
    try:
        return read_roots(place.read_bytes())
    except StampError as error:
        raise VerifyError(f"{place} cannot be used: {error}") from None


def _key(given: str) -> str:
    """A key, or its fingerprint; or the file that has it."""
    try:
        text = Path(given).read_text(encoding="utf-8").strip() if "SHA256:" not in given and "+" not in given else given
        return text if text.startswith("SHA256:") else str(read_key(text))
    except UnicodeDecodeError:
        raise VerifyError(f"{given} is no key: it is not text") from None
    except NoteError as error:
        raise VerifyError(f"--key is neither a key nor the fingerprint of one: {error}") from None


def _facts(report: Report) -> dict[str, object]:
    """The report for machines."""
    facts: dict[str, object] = {
        "proven": report.proven,
        "findings": msgspec.to_builtins(report.findings),
        "exact": report.exact,
        "compared": report.compared,
        "key_known": report.key_known,
        "counted": msgspec.to_builtins(report.counted),
        "stamp": msgspec.to_builtins(report.stamp),
        "names": msgspec.to_builtins(report.names),
    }
    if report.signed is not None:
        signed, statement = report.signed, report.signed.statement
        facts |= {
            "briefing": statement.briefing,
            "version": statement.version,
            "title": statement.title,
            "date": statement.date,
            "withdrawn": isinstance(statement, Withdrawal),
            "key": str(signed.key),
            "fingerprint": signed.key.fingerprint,
            "log": signed.checkpoint.origin if signed.checkpoint else None,
        }
    return facts
