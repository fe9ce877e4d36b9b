"""Published calls of many kinds: how often each speaks, counted by hand in the files; and what every file must give.

S is an official's label without a name, M moderator, O operator, A aide, Q a question, N a label with a name.
"""

import html
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from published_calls import published_call

from onbackground.transcript.document import FindingKind, Role, Transcript, Turn
from onbackground.transcript.reading import read_json, read_transcript
from onbackground.transcript.writing import to_json, to_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
FILES = [*sorted(SHARED.glob("transcripts/*.txt")), *sorted(SHARED.glob("corpus/20*.md"))]
COUNTED = {
    "2021-03-08*": "S15 M4 Q12",
    "2021-06-10*": "S7 M6 Q3",
    "2021-07-26*": "S19 Q13",
    "2021-09-17*": "S19 M4 Q10",
    "2021-10-25*": "S17 Q10 N7",
    "2021-12-03*": "S17 M5 Q6",
    "2022-02-22*": "S9 M5 Q6",
    "2022-03-09*": "S21 M1 Q6",
    "2022-03-15*": "S15 Q7 N9",
    "2022-03-31*": "S12 Q8 N10",
    "2022-05-04*": "S13 M2 Q5",
    "2022-05-11*": "S7 M3 Q7",
    "2022-05-15*": "S27 Q5",
    "2022-06-15*": "S12 Q9 N15",
    "2022-11-15*": "S8 M4 Q8",
    "2022-12-08*": "S11 M2 O1 Q5",
    "2023-03-24*": "S26 O1 Q11",
    "2023-04-06*": "S11 M9 Q8",
    "2023-04-14*": "S18 M6 Q4",
    "2023-05-12*": "S13 M4 Q12",
    "2023-07-19*": "S16 M7 Q6",
    "2023-08-22*": "S10 Q8 N13",
    "2023-11-09*": "S32 M15 Q25",
    "2024-01-27*": "S7 M7 Q6",
    "2024-03-07*": "S11 M7 Q5",
    "2024-04-11*": "N1",
    "2024-04-17*": "S18 M10 O16 Q11",
    "2024-04-22*": "S6 M10 Q8 N3",
    "2024-06-13*": "S14 M5 A4 Q15",
    "2024-06-14*": "S10 M9 A1 Q11",
    "2024-07-11*": "S9 Q8 N15",
    "2024-09-18*": "S4 Q4 N8",
    "2024-11-15*peru*": "S8 M2 Q7",
    "2024-11-15*rok*": "S15 M2 Q12",
    "2024-12-03*meeting*": "S14 M5 Q15",
    "2024-12-03*lobito*": "S22 M4 Q21",
}


def _at_hand(pattern: str) -> Path:
    found = sorted((SHARED / "corpus").glob(pattern))
    if not found:
        pytest.skip(f"the published call {pattern} is not at hand (../shared/corpus)")
    return found[0]


def _letter(turn: Turn) -> str:
    for start, letter in (("MODE", "M"), ("OPERATOR", "O"), ("AIDE", "A"), ("Q", "Q")):
        if turn.label.startswith(start):
            return letter
    return "S" if "OFFI" in turn.label else "N"


@pytest.mark.parametrize("pattern", COUNTED)
def test_turns_as_counted_by_hand(pattern: str) -> None:
    call = read_transcript(_at_hand(pattern))
    expected = {part[0]: int(part[1:]) for part in COUNTED[pattern].split()}
    assert Counter(map(_letter, call.turns)) == expected


def test_misspelt_labels_of_the_corpus() -> None:
    if not FILES:
        pytest.skip("no published calls at hand (../shared)")
    found = {
        turn.label: turn.speaker
        for path in FILES
        for call in [read_transcript(path)]
        for finding in call.findings
        if finding.kind is FindingKind.MISSPELT_LABEL
        for turn in call.turns
        if turn.id == finding.turn
    }
    assert found == {
        "SENIOR ADMINSTRATION OFFICIAL": "SENIOR ADMINISTRATION OFFICIAL",
        "SENIOR ADMINISTRATION OFFIAL": "SENIOR ADMINISTRATION OFFICIAL",
        "MODEARTOR": "MODERATOR",
        "MR MUNOZ": "MR. MUNOZ",
        "MR. SIMONS": "MS. SIMONS",
    }


def _solid(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060\ufeff\xad]", "", text)


def _words_of(text: str) -> str:
    """A text without its front matter and its lay-out, worked out apart from the reader."""
    if not text.startswith("---\n"):
        return _solid(text)
    body = re.sub(r"</?s>", "~~", text.split("\n---\n", 1)[1])
    body = re.sub(r"<(?=[^<>\s]+@)([^<>]+)>", r"\1", body)
    body = re.sub(r"<[^<>]+>", "", body)
    return _solid(html.unescape(re.sub(r"\\([^\w\s])|\*", lambda sign: sign[1] or "", body)))


def _without_lines(call: Transcript) -> Transcript:
    """A call without the lines of the file that its findings point at."""
    findings = tuple(msgspec.structs.replace(finding, line=None) for finding in call.findings)
    return msgspec.structs.replace(call, findings=findings)


@pytest.mark.parametrize("path", FILES or [None], ids=lambda path: path.name[:40] if path else "none")
def test_text_keeps_every_character_and_the_whole_record(path: Path | None) -> None:
    if path is None:
        pytest.skip("no published calls at hand (../shared)")
    call = published_call(path)
    assert read_json(to_json(call)) == call
    text = to_text(call)
    assert _words_of(text) == _words_of(path.read_text(encoding="utf-8"))
    again = read_transcript(text)
    assert _without_lines(again) == _without_lines(call)
    assert to_text(again) == text
    assert all(turn.role is not Role.OTHER or turn.label == "AIDE" for turn in call.turns)
    assert _marks_fit(call)


def _marks_fit(call: Transcript) -> bool:
    return all(0 <= m.start < m.end <= len(t.paragraphs[m.paragraph]) for t in call.turns for m in t.marks)


NOT_PRINTED = ("title", "series", "source", "published", "published_time", "modified_time")


def _as_page(paragraphs: list[str]) -> str:
    return "<html><main>" + "\n".join(f"<p>{html.escape(one)}</p>" for one in paragraphs) + "</main></html>"


def _as_broken_lines(paragraphs: list[str]) -> str:
    return "<html><p>" + "<br>\n&nbsp;<br>\n".join(map(html.escape, paragraphs)) + "</p></html>"


def _wrapped(paragraphs: list[str]) -> str:
    return "\n\n".join(textwrap.fill(one, 72, break_long_words=False, break_on_hyphens=False) for one in paragraphs)


@pytest.mark.parametrize("form", ["\n".join, "\n\n".join, "\r\n\r\n".join, _wrapped, _as_page, _as_broken_lines])
def test_a_call_is_the_same_in_every_form(form: Callable[[list[str]], str]) -> None:
    if not FILES:
        pytest.skip("no published calls at hand (../shared)")
    for path in FILES[::8]:
        call = published_call(path)
        printed = msgspec.structs.replace(call, **dict.fromkeys(NOT_PRINTED))
        again = read_transcript(form(to_text(printed).split("\n\n")))
        assert [(t.speaker, t.paragraphs) for t in again.turns] == [(t.speaker, t.paragraphs) for t in call.turns], path
