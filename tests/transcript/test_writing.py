import msgspec
import pytest
from hypothesis import given, settings
from small_call import CALL
from transcripts import transcripts

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import UnreadableTranscript, read_json, read_transcript
from onbackground.transcript.writing import schema_of, to_json, to_text
from onbackground.transcript.writing.as_record import to_record_line


def test_text_in_the_published_style() -> None:
    assert to_text(CALL) == (
        "Background Briefing on the <Orchard> & Its Pears\n\n"
        "Via Teleconference\nVineford, Wessex\n\n(May 3, 2031)\n\n12:05 A.M. EDT\n\n"
        "MODERATOR: It is ~~June~~ [May] now, says [Senior Garden Official One].\n\n"
        "Is 1 < 2 & 2 > 1? (Laughter.)\n\nQ    Why?\n\nOne line dropped at 12:10.\n\n12:31 P.M. EDT\n"
    )


@given(transcripts())
@settings(max_examples=50)
def test_text_read_again_is_the_same_call(call: Transcript) -> None:
    again = read_transcript(to_text(call))
    assert again.turns == call.turns
    assert (again.title, again.place, again.via) == (call.title, call.place, call.via)
    assert (again.call_date, again.start) == (call.call_date, call.start)


@given(transcripts())
@settings(max_examples=50)
def test_json_read_again_is_the_same_document(call: Transcript) -> None:
    assert read_json(to_json(call)) == call
    assert to_json(read_json(to_json(call))) == to_json(call)
    assert read_transcript(to_json(call)) == call


def test_json_that_is_no_transcript_says_so() -> None:
    with pytest.raises(UnreadableTranscript, match=r"^call.json, line 1: expected a transcript in JSON"):
        read_json('{"turns": 3}', name="call.json")
    with pytest.raises(UnreadableTranscript, match=r"^call.json, line 1: .* \(it has no `turns`\)"):
        read_json('{"title": "Pears"}', name="call.json")


TURN = '{"id":"t001","label":"Q","speaker":"QUESTION","role":"reporter","paragraphs":["Why?"]}'
MARK = '{"kind":"aside","paragraph":0,"start":0,"end":9}'
FINDING = '{"kind":"date","reason":"x","turn":"t001","paragraph":0,"start":0,"end":4}'


@pytest.mark.parametrize(
    ("turns", "findings", "message"),
    [
        (f"{TURN},{TURN}", "", "expected turns that each have an id"),
        (f'{TURN[:-1]},"marks":[{MARK}]}}', "", "expected the marks of turn t001"),
        (TURN, FINDING.replace('"paragraph":0', '"paragraph":1'), "expected finding 1 to point"),
        (TURN, FINDING.replace('"paragraph":0', '"paragraph":-2'), "expected finding 1 to point"),
        (TURN, FINDING.replace('"end":4', '"end":5'), "expected finding 1 to point"),
        (TURN, f"{FINDING},{FINDING.replace('t001', 't002')}", "expected finding 2 to point"),
        (TURN.replace("reporter", "Ms. O'Pell"), "", r"Invalid enum value - at `\$.turns\[0\].role`"),
    ],
)
def test_json_that_points_nowhere_is_refused(turns: str, findings: str, message: str) -> None:
    with pytest.raises(UnreadableTranscript, match=message):
        read_transcript(f'{{"turns":[{turns}],"findings":[{findings}]}}')
    assert to_record_line(read_transcript(f'{{"turns":[{TURN}],"findings":[{FINDING}]}}'), "f")


def test_schema_names_every_field() -> None:
    schema = str(schema_of(Transcript))
    assert all(repr(field) in schema for field in Transcript.__struct_fields__)


PAGE = """---
title: "The Harbour's Dues: A Call"
date: '2031-06-10'
published_time: 2031-06-10 05:00:00-04:00
modified_time: 2031-06-09 18:00:00-04:00
source_url: https://press.example.org/dues
tags: press-briefings
---

Via Teleconference

{hour}

MODERATOR: It is embargoed until 5:00 a.m. tomorrow, says \\[an official\\].

Q  What of C:\\\\\\*dir, <s>June</s> \\[July\\], AT\\&amp;T and \\*this\\*?

END 5:31 P.M. EDT
"""


@pytest.mark.parametrize("hour", ["5:02 P.M. EDT", "(June 9, 2031) 5:02 P.M. EDT", ""])
def test_what_a_page_does_not_print_comes_back_from_its_text(hour: str) -> None:
    """The day of the page too, from which that of the call is told, and the doubt about that."""
    call = read_transcript(PAGE.format(hour=hour))
    text = to_text(call)
    assert ("(June 9, 2031)" in text) == ("June" in hour)
    again = read_transcript(text)
    assert to_text(again) == text
    lines = [[msgspec.structs.replace(finding, line=None) for finding in one.findings] for one in (again, call)]
    assert lines[0] == lines[1]
    assert ["no day is printed" in finding.reason for finding in call.findings] == ([] if "June" in hour else [True])
    assert msgspec.structs.replace(again, findings=()) == msgspec.structs.replace(call, findings=())
    assert call.turns[1].text == "What of C:\\*dir, June [July], AT&amp;T and *this*?"


def test_a_title_that_is_not_printed_comes_back() -> None:
    call = Transcript(title="Pears.", front=("Via Teleconference",), turns=CALL.turns)
    assert read_transcript(to_text(call)).title == "Pears."
