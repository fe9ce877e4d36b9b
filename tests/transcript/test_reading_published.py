import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_calls import published_call

from onbackground.transcript.document import FindingKind, MarkKind, Role
from onbackground.transcript.ground_rules import Attribution
from onbackground.transcript.reading import UnreadableTranscript, read_transcript

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

MARKDOWN = """---
title: "Background Press Call on the Orchard\\_Plan"
date: '2031-05-04'
published_time: 2031-05-04 21:00:00-04:00
source_url: https://example.org/orchard
---
\x20
*Via Teleconference*** **

(May 3, 2031)

6:02 P.M. EDT

     MR. VANTERPOOL:  Thanks, all.  The call is on background, attributable
to “a senior garden official,” and embargoed until <s>June</s>
\\[May\\] 4th at 5:00 a.m. Eastern.  \xa0
\x20\x20
Our speaker is \\[senior garden official\\].\xa0
Call \\*1 to ask \\[the Union\\] about *pears*.

SENIOR GARDEN OFFIAL:  (Inaudible) and
NSM: these are letters, not a speaker.  They are good.  \x20
Q\xa0\xa0\xa0 Two questions:

One: how many?

MR VANTERPOOL:  Many.  (Laughter.)  Thanks.  Bye

END 6:31 P.M. EDT

\\###

<table>
<tr class="odd"><td></td></tr>
</table>
"""


def test_a_markdown_call() -> None:
    call = read_transcript(MARKDOWN)
    eastern = datetime.timezone(datetime.timedelta(hours=-4))
    assert call.title == "Background Press Call on the Orchard Plan"
    assert call.via == "Via Teleconference"
    assert call.call_date == datetime.date(2031, 5, 3)
    assert call.start == datetime.datetime(2031, 5, 3, 18, 2, tzinfo=eastern)
    assert call.end == datetime.datetime(2031, 5, 3, 18, 31, tzinfo=eastern)
    assert call.published == datetime.date(2031, 5, 4)
    assert call.source == "https://example.org/orchard"
    assert call.front == ("Via Teleconference", "(May 3, 2031)", "6:02 P.M. EDT")
    assert call.footers == ("END 6:31 P.M. EDT", "###")
    assert [(t.id, t.label, t.speaker, t.role) for t in call.turns] == [
        ("t001", "MR. VANTERPOOL", "MR. VANTERPOOL", Role.MODERATOR),
        ("t002", "SENIOR GARDEN OFFIAL", "SENIOR GARDEN OFFICIAL", Role.OFFICIAL),
        ("t003", "Q", "QUESTION", Role.REPORTER),
        ("t004", "MR VANTERPOOL", "MR. VANTERPOOL", Role.MODERATOR),
    ]
    assert call.turns[0].paragraphs == (
        "Thanks, all. The call is on background, attributable to “a senior garden official,” "
        "and embargoed until June [May] 4th at 5:00 a.m. Eastern.",
        "Our speaker is [senior garden official]. Call *1 to ask [the Union] about pears.",
    )
    assert call.turns[1].text == "(Inaudible) and NSM: these are letters, not a speaker. They are good."
    assert call.turns[2].paragraphs == ("Two questions:", "One: how many?")
    assert call.ground_rules.attribution == Attribution("on background", "senior garden official")
    assert call.ground_rules.embargo.text == "until May 4th at 5:00 a.m. Eastern"


def test_marks_point_at_their_words() -> None:
    call = read_transcript(MARKDOWN)
    found = [(m.kind, t.paragraphs[m.paragraph][m.start : m.end]) for t in call.turns for m in t.marks]
    assert found == [
        (MarkKind.STRUCK, "June"),
        (MarkKind.CORRECTION, "[May]"),
        (MarkKind.ALIAS, "[senior garden official]"),
        (MarkKind.INSERTION, "[the Union]"),
        (MarkKind.INAUDIBLE, "(Inaudible)"),
        (MarkKind.LAUGHTER, "(Laughter.)"),
    ]


def test_a_call_stored_twice_is_read_once() -> None:
    long = " ".join(
        f"This is sentence {n} of a paragraph that says what the call is about, and why." for n in (1, 2, 3)
    )
    body = f"MODERATOR: {long}\n\nQ  Why?\n\nOPERATOR: Next.\n\nMODERATOR: Thanks, all.\n\n"
    once = read_transcript(body)
    twice = read_transcript("Site menu\n\n" + body + body + "Join the mailing list\n")
    assert twice.turns == once.turns
    assert [(found.kind, found.line) for found in twice.findings] == [(FindingKind.STORED_TWICE, 11)]
    assert twice.footers == ("Join the mailing list",)


def test_unwrapped_text_has_a_paragraph_a_line() -> None:
    words = "word " * 40
    call = read_transcript(f"MODERATOR: {words}\nSecond paragraph.\nQ  Why?\nOPERATOR: Next.\n")
    assert [len(turn.paragraphs) for turn in call.turns] == [2, 1, 1]


def test_wrapped_text_joins_lines() -> None:
    call = read_transcript("MODERATOR: One\nline and\nanother.\n\nNew paragraph.\nOPERATOR: Next.\n")
    assert [turn.paragraphs for turn in call.turns] == [
        ("One line and another.", "New paragraph."),
        ("Next.",),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "note.txt, line 1: expected a call; the file is empty"),
        ("\ufeff \n\xa0\n", "note.txt, line 1: expected a call; the file is empty"),
        ("Q  Why?\n\nQ  W\0hy?", "note.txt, line 3: expected text, found a NUL character: save it as UTF-8 text"),
        ("Just words.\n\nAnd more words.", "note.txt, line 3: expected speakers"),
        ("---\ntitle: x\n", "note.txt, line 1: expected a line “---”"),
        ("---\ntitle: [x\n---\nQ  Why?", "note.txt, line 2: expected front matter in YAML"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, message: str) -> None:
    with pytest.raises(UnreadableTranscript, match="^" + re.escape(message)):
        read_transcript(text, name="note.txt")


@given(st.text(alphabet=st.sampled_from("MODERATQ: \n\t.-—~[]()*\\<s>/#&;1\xa0xyz"), max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        call = read_transcript("MODERATOR: Hi.\n\n" + text)
    except UnreadableTranscript:
        return
    assert call.turns[0].label == "MODERATOR"
    for turn in call.turns:
        assert all(turn.paragraphs)
        for mark in turn.marks:
            assert 0 <= mark.start < mark.end <= len(turn.paragraphs[mark.paragraph])


def _labels_by_rough_count(text: str) -> int:
    """Count label-like line starts without any of the reader's own rules."""
    body = text.split("\n---\n", 1)[1]
    pattern = r"(?m)^[\s*]*(?:(?:[A-ZÁÉÍÑ.]+ )*[A-ZÁÉÍÑ.]{2,}:|Q[\s\xa0])"
    found = re.findall(pattern, body)
    return len([label for label in found if label.strip() not in {"SWIFT:", "NSM:"}])


def test_every_call_of_the_corpus() -> None:
    files = sorted(CORPUS.glob("20*.md"))
    if not files:
        pytest.skip("the corpus of published calls is not at hand (../shared/corpus)")
    for path in files:
        text = path.read_text(encoding="utf-8")
        call = published_call(path)
        assert len(call.turns) == _labels_by_rough_count(text), path.name
        assert call.title, path.name
        assert "\\" not in "".join(turn.text for turn in call.turns), path.name
        assert not any(turn.role is Role.OTHER and turn.label != "AIDE" for turn in call.turns), path.name
        if re.search(r"(?m)^\d+:\d\d [AP]\.M", text):
            assert call.start is not None, path.name
