"""The published calls at hand, each read once however many tests look at it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript

_SHARED = Path(__file__).resolve().parents[3] / "shared"


def published_calls(*, every: int = 1) -> Iterator[tuple[str, Transcript]]:
    """The calls by their files' names: those the project was derived from, and every so-many-th of the corpus."""
    files = [*sorted(_SHARED.glob("transcripts/*.txt")), *sorted(_SHARED.glob("corpus/20*.md"))[::every]]
    if not files:
        pytest.skip("no published calls at hand (../shared)")
    for path in files:
        yield path.name, published_call(path)


@cache
def published_call(path: Path) -> Transcript:
    return read_transcript(path)
