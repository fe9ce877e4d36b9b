"""Spelling and punctuation as printed."""

from __future__ import annotations

import pytest

from onbackground.transcript.style import written


@pytest.mark.parametrize(
    ("heard", "printed"),
    [
        ("We don't know the States' view.", "We don’t know the States’ view."),
        ('He said "we agree" twice.', "He said “we agree” twice."),
        ("The US and the UN met in Washington, D.C.", "The U.S. and the U.N. met in Washington, D.C."),
        ("The US-Mexico border, the EU and the UK", "The U.S.-Mexico border, the EU and the UK"),
        ("Let us go.", "Let us go."),
        ("Mr Fable and Dr. Merrow", "Mr. Fable and Dr. Merrow"),
        ("We -- that is, they -- agree.", "We — that is, they — agree."),
        ("For small- and medium-sized ports", "For small- and medium-sized ports"),
        ("The gov- — the ministry", "The gov- — the ministry"),
        ("We will not- the port will.", "We will not — the port will."),
        ("We will not- — the port will.", "We will not — the port will."),
        ("That is the- a fact.", "That is the — a fact."),
        ("They could- couldn't do it.", "They could- — couldn’t do it."),
        ("We were going...", "We were going —"),
        ("I am gonna say OK.", "I am going to say okay."),
        ("On our agenda, And on theirs.", "On our agenda, and on theirs."),
        ("So it is. institutionally we agree.", "So it is. Institutionally we agree."),
        ("We in the U.S. agree.", "We in the U.S. agree."),
        ("(inaudible)", "(inaudible)"),
        ("So, (inaudible) there.", "So, (inaudible) there."),
    ],
)
def test_as_it_is_printed(heard: str, printed: str) -> None:
    assert " ".join(piece.text for piece in written(heard.split())) == printed
