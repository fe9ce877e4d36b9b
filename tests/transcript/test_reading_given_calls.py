"""The two calls the project was derived from, turn by turn: the expectation is written by hand from the pages."""

import datetime
from pathlib import Path

import pytest

from onbackground.transcript.document import FindingKind, MarkKind, Role, Transcript
from onbackground.transcript.ground_rules import Attribution
from onbackground.transcript.reading import read_transcript

SHARED = Path(__file__).resolve().parents[3] / "shared" / "transcripts"
NAMES = {
    "M": "MODERATOR",
    "O": "OPERATOR",
    "Q": "QUESTION",
    "1": "SENIOR ADMINISTRATION OFFICIAL ONE",
    "2": "SENIOR ADMINISTRATION OFFICIAL TWO",
    "3": "SENIOR ADMINISTRATION OFFICIAL THREE",
}


def _given(name: str) -> Transcript:
    if not (SHARED / name).exists():
        pytest.skip(f"the published call {name} is not at hand (../shared/transcripts)")
    return read_transcript(SHARED / name)


def _digits(counts: str) -> list[int]:
    """One hexadecimal digit a turn."""
    return [int(digit, 16) for digit in counts]


@pytest.fixture(scope="module")
def call_of_2021() -> Transcript:
    return _given("000_a7f4ba3f83cff136.txt")


@pytest.fixture(scope="module")
def call_of_2017() -> Transcript:
    return _given("001_3f227566a609a8ff.txt")


def test_every_label_of_2021(call_of_2021: Transcript) -> None:
    expected = "M123M OQ1 M32M OQ12 M OQ1 M OQ2 M OQ12 M OQQ33 1M".replace(" ", "")
    assert [turn.label for turn in call_of_2021.turns] == [NAMES[c] for c in expected]


def test_every_label_of_2017(call_of_2017: Transcript) -> None:
    expected = "M12M OQM1M OQ12M OQM1MM OQ12M OQM1M OQM1M OQMM".replace(" ", "")
    assert [turn.label for turn in call_of_2017.turns] == [NAMES[c] for c in expected]


def test_paragraphs_of_2021(call_of_2021: Transcript) -> None:
    counts = [len(turn.paragraphs) for turn in call_of_2021.turns]
    assert counts == _digits("3677113313211211111211111112111131321")


def test_paragraphs_of_2017(call_of_2017: Transcript) -> None:
    counts = [len(turn.paragraphs) for turn in call_of_2017.turns]
    assert counts == _digits("4b4121111111111111211122213311111211331")


def test_page_around_2021(call_of_2021: Transcript) -> None:
    call = call_of_2021
    assert call.title is None
    assert call.front[0].startswith("An official website of the United States Government")
    assert len(call.front) == 5
    assert call.footers == ("U.S. Department of State", "The Lessons of 1989: Freedom and Our Future")
    assert call.turns[-1].text.endswith("have a great rest of your evening.")
    assert (call.ground_rules.attribution, call.ground_rules.embargo.text) == (
        Attribution("on background", "senior administration officials"),
        "until the conclusion of the call",
    )


def test_page_around_2017(call_of_2017: Transcript) -> None:
    call = call_of_2017
    assert call.title == "Background Briefing Previewing Secretary Tillerson and DHS Secretary Kelly's Travel to Mexico"
    assert (call.place, call.via, call.call_date) == (
        "Washington, DC",
        "Via Teleconference",
        datetime.date(2017, 2, 21),
    )
    assert call.footers == ("Join the GlobalSecurity.org mailing list",)
    assert call.turns[-1].text.endswith("Thanks, all.")
    assert (call.ground_rules.attribution.phrase, call.ground_rules.embargo.text) == (
        "senior administration official",
        "until wheels-down in Mexico City",
    )


def test_defects_stay_as_printed(call_of_2021: Transcript, call_of_2017: Transcript) -> None:
    """Lost answers leave the same label twice in a row; nothing is put in their place."""
    assert [turn.id for turn in call_of_2021.turns[31:35]] == ["t032", "t033", "t034", "t035"]
    assert call_of_2021.turns[31].text.endswith("Can you hear me?")
    assert call_of_2017.turns[18].text.endswith("anything to add or next question?")
    assert call_of_2017.turns[32].text.endswith("can you --")
    assert "[Senior Administration Official One, as well." in call_of_2021.turns[3].paragraphs[0]
    assert not [mark for mark in call_of_2021.turns[3].marks if mark.paragraph == 0 and mark.start > 40]


def test_aliases_are_marked(call_of_2017: Transcript) -> None:
    turn = call_of_2017.turns[1]
    first = turn.marks[0]
    assert first.kind is MarkKind.ALIAS
    assert turn.paragraphs[first.paragraph][first.start : first.end] == "[Moderator]"
    assert turn.role is Role.OFFICIAL


def _doubts(call: Transcript) -> list[tuple[FindingKind, str | None, int | None]]:
    return [(finding.kind, finding.turn, finding.line) for finding in call.findings]


def test_what_is_odd_in_2021(call_of_2021: Transcript) -> None:
    """An alias left open; a reporter called before the officials were done; a wrong alias said; two answers lost."""
    assert _doubts(call_of_2021) == [
        (FindingKind.UNBALANCED_BRACKET, "t004", 43),
        (FindingKind.NO_QUESTION, "t009", 73),
        (FindingKind.MISATTRIBUTED, "t010", 75),
        (FindingKind.LOST_TURN, "t032", 131),
        (FindingKind.LOST_TURN, "t034", 140),
    ]
    bracket = call_of_2021.findings[0]
    text = call_of_2021.turns[3].paragraphs[0]
    assert text[bracket.start :].startswith("[Senior Administration Official One, as well.")


def test_what_is_odd_in_2017(call_of_2017: Transcript) -> None:
    """A first name that should not be there; an answer lost before each of two turns of the moderator; bare aliases."""
    assert _doubts(call_of_2017) == [
        (FindingKind.NAMED, "t001", 13),
        (FindingKind.UNBALANCED_BRACKET, "t001", 19),
        (FindingKind.UNBALANCED_BRACKET, "t017", 80),
        (FindingKind.LOST_TURN, "t019", 86),
        (FindingKind.UNBALANCED_BRACKET, "t028", 115),
        (FindingKind.LOST_TURN, "t038", 149),
    ]
    named = call_of_2017.findings[0]
    assert call_of_2017.turns[0].paragraphs[0][named.start : named.end] == "Dak"


def test_broken_off_speech_of_2017(call_of_2017: Transcript) -> None:
    turn = call_of_2017.turns[32]
    assert [mark.kind for mark in turn.marks][-1] is MarkKind.CUT_OFF
    broken = [
        (turn.id, mark.paragraph)
        for turn in call_of_2017.turns
        for mark in turn.marks
        if mark.kind is MarkKind.SELF_INTERRUPTION
    ]
    assert broken == [
        ("t002", 3), ("t011", 0), ("t012", 0), ("t013", 0), ("t017", 0), ("t022", 0), ("t024", 0), ("t024", 0),
        ("t024", 1), ("t024", 1), ("t028", 0), ("t032", 0), ("t033", 0), ("t037", 0),
    ]  # fmt: skip
