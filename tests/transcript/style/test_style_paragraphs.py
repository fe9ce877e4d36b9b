"""Where a paragraph begins: breath, length and topic together."""

from __future__ import annotations

import pytest

from onbackground.transcript.style import begins_paragraph

SHORT, LONG = ["It", "is", "so."], [*["word"] * 60, "so."]


@pytest.mark.parametrize(
    ("paragraph", "following", "pause", "begins"),
    [
        (LONG, "We agree", 0.7, True),
        (LONG, "We agree", 0.3, False),
        (SHORT, "We agree", 0.3, False),
        (SHORT, "We agree", 1.0, True),
        (LONG, "With that, we", 0.5, True),
        (LONG, "Second, we", 0.5, True),
        (LONG, "And so we", 0.56, True),
        (LONG, "It’s the", 0.56, False),
        (SHORT, "Thank you", 0.6, False),
        (LONG[:-1], "We agree", 2.0, False),
        ([*LONG, "the", "U.S."], "We agree", 2.0, False),
        ([], "We agree", 2.0, False),
        (LONG, "", 2.0, True),
    ],
)
def test_by_breath_and_topic(paragraph: list[str], following: str, pause: float, begins: bool) -> None:
    assert begins_paragraph(paragraph, following.split(), pause) is begins
