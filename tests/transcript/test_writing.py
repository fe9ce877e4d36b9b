import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from transcripts import transcripts

from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, GroundRules
from onbackground.transcript.reading import UnreadableTranscript, read_json, read_transcript
from onbackground.transcript.writing import json_schema, to_json, to_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
EASTERN = datetime.timezone(datetime.timedelta(hours=-4), "EDT")
CALL = Transcript(
    title="Background Briefing on the <Orchard> & Its Pears",
    place="Vineford, Wessex",
    via="Via Teleconference",
    call_date=datetime.date(2031, 5, 3),
    start=datetime.datetime(2031, 5, 3, 0, 5, tzinfo=EASTERN),
    end=datetime.datetime(2031, 5, 3, 12, 31, tzinfo=EASTERN),
    ground_rules=GroundRules(
        Attribution("on background", "senior garden officials"), Embargo(EmbargoKind.CLOCK, text="until noon")
    ),
    turns=(
        Turn(
            id="t001",
            label="MODERATOR",
            speaker="MODERATOR",
            role=Role.MODERATOR,
            paragraphs=("It is June [May] now, says [Senior Garden Official One].", "Is 1 < 2 & 2 > 1? (Laughter.)"),
            start=62_000,
            marks=(
                Mark(MarkKind.STRUCK, 0, 6, 10),
                Mark(MarkKind.CORRECTION, 0, 11, 16),
                Mark(MarkKind.ALIAS, 0, 27, 55),
                Mark(MarkKind.LAUGHTER, 1, 18, 29),
            ),
        ),
        Turn(id="t002", label="Q", speaker="QUESTION", role=Role.REPORTER, paragraphs=("Why?",)),
    ),
    notes=("One line dropped at 12:10.",),
)


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


def test_schema_names_every_field() -> None:
    schema = str(json_schema())
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
