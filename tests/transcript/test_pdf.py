"""The PDF: tagged, without a trace of tool, time or person, the same bytes each time, and no place for instructions."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from published_calls import published_calls

from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn
from onbackground.transcript.reading import read_json
from onbackground.transcript.writing import to_json
from onbackground.transcript.writing.as_pdf import to_pdf
from onbackground.transcript.writing.imprint import Imprint, Paper

OFFICE = Imprint(office="Office of the Orchard")
HOSTILE = (
    '#panic("x") #import "@preview/x:1.0.0": * $x^2$ *bold* _it_ `raw` = Head <label> @ref '
    '\\u{41} // gone /* gone */ "]['
)
CALL = Transcript(
    title="Background Briefing on the *Orchard* & #Pears",
    call_date=datetime.date(2031, 5, 3),
    turns=(
        Turn(
            id="t001",
            label="MODERATOR",
            speaker="MODERATOR",
            role=Role.MODERATOR,
            paragraphs=("It is June [May] now, says [Senior Garden Official One].", HOSTILE),
            start=62_000,
            marks=(
                Mark(MarkKind.STRUCK, 0, 6, 10),
                Mark(MarkKind.CORRECTION, 0, 11, 16),
                Mark(MarkKind.ALIAS, 0, 27, 55),
            ),
        ),
    ),
    notes=("One line dropped at 12:10.",),
)


def poppler(tool: str, pdf: bytes, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (poppler-utils)")
    done = subprocess.run([tool, *arguments], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def words(pdf: bytes) -> str:
    return " ".join(poppler("pdftotext", pdf, "-", "-").split())


def closed_up(text: str) -> str:
    """Without spaces and hyphens, which pdftotext drops at the end of a line."""
    return "".join(text.split()).replace("-", "")


def test_it_is_tagged_and_says_so() -> None:
    pdf = to_pdf(CALL, OFFICE)
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Type/StructTreeRoot" in pdf
    assert b"/Marked true" in pdf
    assert b"/Lang(en)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    tree = poppler("pdfinfo", pdf, "-struct-text", "-")
    assert re.search(r'H1.*\n\s*"TRANSCRIPT', tree, re.IGNORECASE)
    assert re.search(r'H2.*\n\s*"MODERATOR', tree)


def test_all_typefaces_are_inside() -> None:
    listed = poppler("pdffonts", to_pdf(CALL, OFFICE), "-").splitlines()[2:]
    assert listed
    assert all(re.search(r"\byes yes yes\b", line) for line in listed), listed


def test_its_metadata_are_title_and_office_alone() -> None:
    pdf = to_pdf(CALL, OFFICE)
    (information,) = re.findall(rb"<</Title\(.*?\)\s*>>", pdf)
    assert information.replace(b" ", b"") == (
        b"<</Title(BackgroundBriefingonthe*Orchard*&#Pears)/Author(OfficeoftheOrchard)>>"
    )
    packet = pdf[pdf.index(b"<x:xmpmeta") : pdf.index(b"</x:xmpmeta>")].decode()
    told = set(re.findall(r"<([\w:]+)[ >/]", packet)) - {"x:xmpmeta", "rdf:RDF", "rdf:Description"}
    assert told == {
        "dc:title", "rdf:Alt", "rdf:li", "dc:creator", "rdf:Seq", "dc:language", "rdf:Bag", "dc:format",
        "pdfuaid:part", "xmpTPg:NPages", "xmpMM:InstanceID", "xmpMM:DocumentID", "xmpMM:RenditionClass",
        "pdf:PDFVersion",
    }  # fmt: skip
    assert not re.search(rb"(?i)typst|xmp-writer|krilla|creatortool|/Producer|/CreationDate|/ModDate|\bD:20\d\d", pdf)
    assert len(re.findall(rb"startxref\n(\d+)", pdf)) == 1
    assert pdf[int(re.findall(rb"startxref\n(\d+)", pdf)[0]) :].startswith(b"xref")


def test_the_same_call_gives_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    code = (
        "import sys; from onbackground.transcript.reading import read_json;"
        "from onbackground.transcript.writing.as_pdf import to_pdf;"
        "from onbackground.transcript.writing.imprint import Imprint;"
        "sys.stdout.buffer.write(to_pdf(read_json(sys.stdin.read()), Imprint(office='Office of the Orchard')))"
    )
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o500)
    surroundings = {
        "TZ": "Pacific/Auckland",
        "SOURCE_DATE_EPOCH": "1",
        **{name: str(empty) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME")},
        **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
    }
    made = subprocess.run(
        [sys.executable, "-c", code],
        input=to_json(CALL).encode(),
        capture_output=True,
        check=True,
        cwd=empty,
        env=surroundings,
    )
    assert made.stdout == to_pdf(CALL, OFFICE) == to_pdf(read_json(to_json(CALL)), OFFICE)
    assert list(empty.iterdir()) == []


def test_what_was_said_is_set_and_never_followed() -> None:
    turn = replace(CALL.turns[0], label=HOSTILE[:40], paragraphs=(HOSTILE,), marks=())
    hostile = replace(CALL, title=HOSTILE, place=HOSTILE, language='en"', turns=(turn,), notes=(HOSTILE,))
    said = words(to_pdf(hostile, replace(OFFICE, office=HOSTILE)))
    assert said.replace(" ", "").count(HOSTILE.replace(" ", "")) >= 5


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "A4"), (Paper.US_LETTER, "letter")])
def test_paper(paper: Paper, size: str) -> None:
    assert size in poppler("pdfinfo", to_pdf(CALL, replace(OFFICE, paper=paper)), "-")


def test_signs_without_a_typeface_are_owned_up_to() -> None:
    said = words(to_pdf(replace(CALL, place="Orchard 果樹園 \x07 naïve — Ωμέγα Сад"), OFFICE))
    assert "Orchard ��� � naïve — Ωμέγα Сад" in said
    assert "This file lacks the signs at �." in said
    assert "lacks" not in words(to_pdf(CALL, OFFICE))


@given(st.text(), st.text(), st.text())
@example("", "", "\t\x85")
@settings(max_examples=20, deadline=None)
def test_any_text_can_be_printed(title: str, label: str, said: str) -> None:
    turn = replace(CALL.turns[0], label=label, paragraphs=(said,), marks=())
    assert to_pdf(replace(CALL, title=title, turns=(turn,)), OFFICE).startswith(b"%PDF")


def test_an_empty_call_is_a_sheet() -> None:
    for title in (None, "\r"):
        assert "Background briefing" in words(to_pdf(Transcript(title=title), OFFICE))


def test_published_calls_are_printed_whole() -> None:
    for name, call in published_calls(every=16):
        said = closed_up(re.sub(r"Office of the Orchard \d+ ?/ ?\d+\b", "", words(to_pdf(call, OFFICE))))
        for turn in call.turns:
            for paragraph in turn.paragraphs:
                assert closed_up(paragraph) in said, (name, turn.id)
