"""Pages that set each label on a line of its own, without a colon."""

import pytest

from onbackground.transcript.document import Role
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing import to_text

SAID = (
    ("MODERATOR", "Good morning. This call is on background, and it ends the embargo on the quays."),
    ("SENIOR HARBOR OFFICIAL 1", "Thank you. The quay has twelve berths."),
    ("Q", "Thanks. Who pays for it?"),
    ("SENIOR HARBOR OFFICAL 2", "The port does, and nobody else."),
    ("ADA PELL (Orchard Post)", "And when does it open?"),
    ("SENIOR HARBOR OFFICIAL 1", "In June, as we said."),
    ("MODERATOR", "That is all for today."),
)
HEAD = "Background Call on the Quays\n\nSenior Harbor Official\n\nVia Teleconference\n\n"


def _found(page: str) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in read_transcript(page).turns]


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["apart", "above the words"])
def test_labels_alone(between: str) -> None:
    page = HEAD + "\n\n".join(f"{label}{between}{text}" for label, text in SAID)
    call = read_transcript(page)
    assert [(turn.label, turn.text) for turn in call.turns] == list(SAID)
    assert (call.turns[3].speaker, call.turns[4].role) == ("SENIOR HARBOR OFFICIAL TWO", Role.REPORTER)
    assert (call.title, call.via) == ("Background Call on the Quays", "Via Teleconference")
    again = read_transcript(to_text(call))
    assert [(turn.label, turn.text) for turn in again.turns] == list(SAID)


@pytest.mark.parametrize(
    "mark_up",
    ["<p><strong>{}</strong></p><p>{}</p>", "<dt>{}</dt><dd>{}</dd>", "<tr><td>{}</td><td>{}</td></tr>"],
    ids=["bold", "terms", "cells"],
)
def test_labels_alone_in_a_web_page(mark_up: str) -> None:
    body = "".join(mark_up.format(label, text) for label, text in SAID)
    assert _found(f"<html><body><h1>Background Call on the Quays</h1>{body}</body></html>") == list(SAID)


def test_labels_alone_in_small_letters() -> None:
    said = [(label.title() if "OFFIC" in label or "MOD" in label else label, text) for label, text in SAID]
    said[2] = ("Question", said[2][1])
    assert _found(HEAD + "\n\n".join(f"{label}\n\n{text}" for label, text in said)) == said


def test_those_who_take_part_are_no_turns() -> None:
    listed = "SENIOR HARBOR OFFICIALS\n\nSENIOR HARBOR OFFICIAL ONE\n\nSENIOR HARBOR OFFICIAL TWO\n\nMODERATOR\n\n"
    page = listed + "MODERATOR: Good day.\n\nQ: Why?\n\nSENIOR HARBOR OFFICIAL ONE: So.\n\nMODERATOR: Good.\n"
    assert [label for label, _ in _found(page)] == ["MODERATOR", "Q", "SENIOR HARBOR OFFICIAL ONE", "MODERATOR"]
