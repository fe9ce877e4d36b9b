"""How long it takes to prove and to verify a two-hour call, and how large its proof is.

    python benchmarks/proof.py [--words 20000]

The call is made up: turns of 90 words, a name hidden in every third.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import time
from collections.abc import Callable
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from onbackground.proof.document import read_proof, write_proof
from onbackground.proof.notes import signer
from onbackground.proof.pieces import Hidden, RecordedTurn, Said, published_text, stretches
from onbackground.proof.proving import prove
from onbackground.proof.verifying import verify
from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn
from onbackground.transcript.writing import to_json, to_text

WORDS_A_TURN = 90
ALIAS = "[Senior Administration Official One]"
T = TypeVar("T")


def record_of(words: int) -> tuple[RecordedTurn, ...]:
    return tuple(_turn(number) for number in range(1, words // WORDS_A_TURN + 1))


def _turn(number: int) -> RecordedTurn:
    half = " ".join(f"word{n}" for n in range(WORDS_A_TURN // 2))
    hidden = (Hidden("Rosalind Wexford", ALIAS),) if number % 3 == 0 else (Said("and so on"),)
    return RecordedTurn(f"t{number:03d}", "MODERATOR", ((Said(half + " "), *hidden), (Said(half + "."),)))


def published(record: tuple[RecordedTurn, ...]) -> Transcript:
    return Transcript(title="A long call", turns=tuple(
        Turn(
            id=turn.id, label=turn.label, speaker=turn.label, role=Role.MODERATOR,
            paragraphs=tuple(published_text(paragraph) for paragraph in turn.paragraphs),
            marks=tuple(
                Mark(MarkKind.ALIAS, n, stretch.start, stretch.end)
                for n, paragraph in enumerate(turn.paragraphs)
                for stretch in stretches(paragraph) if isinstance(stretch.piece, Hidden)
            ),
        )
        for turn in record
    ))  # fmt: skip


def page(call: Transcript) -> str:
    articles = "".join(
        f'<article id="{turn.id}"><h3>{turn.label}</h3><div class="said">'
        + "".join(f"<p>{text}</p>" for text in turn.paragraphs) + "</div></article>"
        for turn in call.turns
    )  # fmt: skip
    return f"<!DOCTYPE html><html><body><h1>{call.title}</h1>{articles}</body></html>"


def timed(what: str, do: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = do()
    print(f"{what:32} {time.perf_counter() - started:7.2f} s")
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    words = parser.parse_args().words
    record = record_of(words)
    call = published(record)
    files = {
        "transcript.txt": to_text(call).encode(),
        "transcript.json": to_json(call).encode(),
        "index.html": page(call).encode(),
    }
    office = signer("press.example.org", Ed25519PrivateKey.generate())
    now = datetime.datetime.now(datetime.UTC)
    print(f"{words} words in {len(record)} turns")
    proof = timed("prove, with three forms", lambda: prove(
        record, call, bytes(32), office, briefing="fable", at=now, files=files))  # fmt: skip
    data = timed("write", lambda: write_proof(proof))
    proof = timed("read", lambda: read_proof(data))
    for name, form in files.items():
        assert timed(f"verify {name}", lambda name=name, form=form: verify(name, form, proof)).proven  # type: ignore[misc]
    changed = files["transcript.txt"].replace(b"word7 ", b"word8 ")
    assert not timed("verify, every turn changed", lambda: verify("transcript.txt", changed, proof)).proven
    sizes = [len(data), len(gzip.compress(data)), len(files["transcript.txt"])]
    print("proof {:,} bytes, {:,} compressed; plain text {:,}".format(*sizes))


if __name__ == "__main__":
    main()
