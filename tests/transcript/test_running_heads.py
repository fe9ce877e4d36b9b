"""What a document in pages prints on each of them is lay-out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.transcript.reading import read_transcript
from onbackground.transcript.reading.running_heads import without_running_heads

SPEECH = [
    f"{label}We have said in word {number} that the quay is open,\nand so it is, as far as {number} goes.\n"
    for number, label in zip("abcdefghijklmnop", ["MODERATOR: ", "MS. PELL: ", "Q   ", "MS. PELL: "] * 4, strict=True)
]


def _pages(head: str, foot: str, first: int = 1) -> str:
    """Sixteen turns on four pages; the third and each fourth turn after it go on over the end of a page."""
    pages = []
    for number in range(4):
        *whole, last = SPEECH[4 * number : 4 * number + 4]
        above, below = last.split("\n", 1)
        broken = f"{above}\n\n{foot.format(number + first)}\n{head.format(number + first + 1)}\n\n{below}"
        pages.append("\n".join([*whole, broken]))
    return f"{head.format(first)}\n\n" + "\n".join(pages)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", "{}"),
        ("", "Page {} of 9"),
        ("", "- {} -"),
        ("Port Fable\nBriefing of May 3rd", "{}"),
        ("Port Fable: the Quay\nModerator: Ada Pell\n05-03-31/10:00 a.m. ET\nPage {}", ""),
        ("\fPort Fable, the Quay", ""),
        ("Port Fable", "Copyright © 2031 The Port. All rights reserved.\nport.example.org  {}"),
        ("Port Fable | Page {}", "(c) 2031 The Port"),
    ],
)
def test_heads_and_feet_are_taken_away_and_paragraphs_put_together(head: str, foot: str) -> None:
    plain = read_transcript("\n".join(SPEECH))
    call = read_transcript(_pages(head, foot))
    assert [(turn.label, turn.text) for turn in call.turns] == [(turn.label, turn.text) for turn in plain.turns]


def test_paragraphs_on_a_line_each_are_put_together() -> None:
    long = "We have said that the quay is open, " * 6
    head = "Moderator: Ada Pell\nPage {}\n\n"
    page = (
        f"{head.format(1)}ADA PELL: {long}and the\n\n{head.format(2)}locks.\n\nQ   So?\n\nADA PELL: {long}but not\n\n"
    )
    call = read_transcript(f"{page}{head.format(3)}the pier, as I said.\n\nQ   Why?\n")
    assert [turn.text for turn in call.turns] == [
        f"{long}and the locks.",
        "So?",
        f"{long}but not the pier, as I said.",
        "Why?",
    ]


def test_the_head_of_the_first_page_stays() -> None:
    assert read_transcript(_pages("Briefing by the Port of Fable", "{}")).front == ("Briefing by the Port of Fable",)


def test_names_next_to_a_page_that_speak_elsewhere_stay() -> None:
    page = (
        "Ada Pell\n\nThe quay is open, as I have said before, in the year {0}.\n\n{0}\n© 2031 Port Fable\nAda Pell\n\n"
        "It is.\n\nBo Quill\n\nSo?\n\n"
    )
    kept = without_running_heads("".join(page.format(number) for number in range(1, 6)))
    assert kept.count("Ada Pell") == 10
    assert "©" not in kept.removeprefix(kept[:120])


@pytest.mark.parametrize(
    "text",
    [
        "MODERATOR: Good morning.\n\n1\n\nQ   Why?\n\n2\n\nMODERATOR: So.\n",
        "Three things.\n1\n2\n3\nThat is all.",
        "MODERATOR: It is © 2031.\n\nQ   Why?\n\nMODERATOR: Copyright 2031.\n",
        "MODERATOR: We had\n2019\nships, and in\n2020\nmore of them.\n",
    ],
)
def test_numbers_and_marks_in_running_words_stay(text: str) -> None:
    assert without_running_heads(text) == text


@given(st.lists(st.sampled_from(["Head", "Speech goes on and", "so it ended.", "", "1", "2", "3", "© 2031", "\fHead"])))
def test_no_line_is_lost_and_none_is_changed(lines: list[str]) -> None:
    freed = without_running_heads("\n".join(lines)).split("\n")
    assert len(freed) == max(1, len(lines))
    kept = [line for line in freed if line]
    assert kept == [line for line in lines if line and line in kept] or len(kept) <= sum(map(bool, lines))
