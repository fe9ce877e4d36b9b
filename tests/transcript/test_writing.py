from pathlib import Path

import pytest
from hypothesis import given, settings
from small_call import CALL
from transcripts import transcripts

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import UnreadableTranscript, read_json, read_transcript
from onbackground.transcript.writing import schema_of, to_json, to_text

SHARED = Path(__file__).resolve().parents[3] / "shared"


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


def test_schema_names_every_field() -> None:
    schema = str(schema_of(Transcript))
    assert all(repr(field) in schema for field in Transcript.__struct_fields__)


def test_published_calls_come_back_from_their_own_text() -> None:
    files = [*SHARED.glob("transcripts/*.txt"), *sorted(SHARED.glob("corpus/20*.md"))[::10]]
    if not files:
        pytest.skip("no published calls at hand (../shared)")
    for path in files:
        call = read_transcript(path)
        again = read_transcript(to_text(call))
        assert again.turns == call.turns, path.name
        assert (again.title, again.call_date, again.start) == (call.title, call.call_date, call.start), path.name
        assert read_json(to_json(call)) == call, path.name
