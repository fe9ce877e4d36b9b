"""The marks inside a turn, each from what an office prints for it."""

import pytest

from onbackground.transcript.document import MarkKind
from onbackground.transcript.reading.marks import read_marks


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        (MarkKind.INAUDIBLE, "(inaudible)"),
        (MarkKind.INAUDIBLE, "(Unintelligible.)"),
        (MarkKind.OFF_MIKE, "(off-mike)"),
        (MarkKind.OFF_MIKE, "(Speaks off mic.)"),
        (MarkKind.LAUGHTER, "(Laughter.)"),
        (MarkKind.LAUGHTER, "(laughs)"),
        (MarkKind.CROSSTALK, "(cross talk)"),
        (MarkKind.REDACTED, "(Name redacted.)"),
        (MarkKind.REDACTED, "[redacted]"),
        (MarkKind.REDACTED, "█████"),
        (MarkKind.REDACTED, "XXXX"),
        (MarkKind.REDACTED, "______"),
        (MarkKind.ASIDE, "(The call drops.)"),
        (MarkKind.ASIDE, "(No response.)"),
        (MarkKind.ALIAS, "[Senior Administration Official One]"),
        (MarkKind.INSERTION, "[Union]"),
    ],
)
def test_what_an_office_prints_is_marked(kind: MarkKind, printed: str) -> None:
    text, marks = read_marks(0, f"We met the {printed} in town, and then we left.")
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks] == [(kind, printed)]


@pytest.mark.parametrize("said", ["the lock (the old one) is open", "a XXL coat", "the (first) of them", "some_name"])
def test_what_is_said_is_no_mark(said: str) -> None:
    assert read_marks(0, f"We see {said} there.") == (f"We see {said} there.", ())
