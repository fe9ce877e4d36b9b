"""Fillers and false starts: kept, as published, or dropped."""

from __future__ import annotations

import pytest

from onbackground.transcript.style import Fillers, written

KEPT, PUBLISHED, DROPPED = Fillers


@pytest.mark.parametrize(
    ("heard", "kept", "published", "dropped"),
    [
        ("We, uh, agree.", "We, uh, agree.", "We, agree.", "We, agree."),
        ("Um, we agree.", "Um, we agree.", "We agree.", "We agree."),
        ("We agree, um.", "We agree, um.", "We agree.", "We agree."),
        ("It is, you know, good.", "It is, you know, good.", "It is, you know, good.", "It is, good."),
        ("You know, it is.", "You know, it is.", "You know, it is.", "It is."),
        ("As you know, it is.", "As you know, it is.", "As you know, it is.", "As you know, it is."),
        ("Do you know him?", "Do you know him?", "Do you know him?", "Do you know him?"),
        ("We saw the the gates.", "We saw the the gates.", "We saw the — the gates.", "We saw the gates."),
        ("I, I think so.", "I, I think so.", "I — I think so.", "I think so."),
        ("We- we think so.", "We- — we think so.", "We — we think so.", "We think so."),
        ("I- I- I think so.", "I- — I- — I think so.", "I — I — I think so.", "I think so."),
        ("It's, it's fine.", "It’s, it’s fine.", "It’s — it’s fine.", "It’s fine."),
        ("The gov- we agree.", "The gov- — we agree.", "The gov- — we agree.", "The gov- — we agree."),
        ("For you, you know, too.", "For you, you know, too.", "For you, you know, too.", "For you, too."),
        ("It was very, very good.", "It was very, very good.", "It was very, very good.", "It was very, very good."),
        ("I know that that is so.", "I know that that is so.", "I know that that is so.", "I know that that is so."),
        ("Uh, um.", "Uh, um.", "", ""),
    ],
)
def test_by_setting(heard: str, kept: str, published: str, dropped: str) -> None:
    assert [" ".join(piece.text for piece in written(heard.split(), fillers)) for fillers in Fillers] == [
        kept,
        published,
        dropped,
    ]


def test_a_dropped_filler_has_no_place() -> None:
    assert [(piece.first, piece.last) for piece in written(["We", "uh", "agree"])] == [(0, 0), (2, 2)]


def test_as_published_unless_said_otherwise() -> None:
    heard = ["um", "the", "the", "gates,", "you", "know,"]
    assert written(heard) == written(heard, PUBLISHED) != written(heard, KEPT)
    assert len(written(heard, DROPPED)) < len(written(heard))
