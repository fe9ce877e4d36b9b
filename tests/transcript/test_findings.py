"""Each kind of doubt, on calls made up for it."""

import datetime

import pytest

from onbackground.transcript.document import Finding, FindingKind, Role, Transcript, Turn, speakers_of, turn_id
from onbackground.transcript.findings import find_doubts
from onbackground.transcript.labels import resolve_label
from onbackground.transcript.reading import read_transcript

LONG = "These are the words of a long paragraph that says what the call is about, and why it is held. " * 3


def _call(*said: str, **fields: object) -> Transcript:
    """A call of turns written ``LABEL: words``."""
    turns = []
    for number, one in enumerate(said, 1):
        label, words = one.split(": ", 1) if ": " in one else (one.rstrip(":"), "")
        speaker, role = resolve_label(label)
        paragraphs = tuple(words.split("|")) if words else ()
        turns.append(Turn(id=turn_id(number), label=label, speaker=speaker, role=role, paragraphs=paragraphs))
    return Transcript(turns=tuple(turns), speakers=speakers_of(tuple(turns)), **fields)  # type: ignore[arg-type]


def _found(call: Transcript) -> list[tuple[FindingKind, str | None]]:
    return [(finding.kind, finding.turn) for finding in find_doubts(call)]


@pytest.mark.parametrize(
    ("said", "kind", "turn"),
    [
        (("Q: Hi. Can you hear me?", "Q: Great. Why?"), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: Anything to add?", "MODERATOR: Thanks."), FindingKind.LOST_TURN, "t001"),
        (("SAO TWO: Shall I start?", "SAO TWO: Okay."), FindingKind.LOST_TURN, "t001"),
        (("MR. WREN: One.", "MR. WREN: Two."), FindingKind.LOST_TURN, "t001"),
        (("OPERATOR:", "Q: Why?"), FindingKind.LOST_TURN, "t001"),
        (("MODERATOR: [Official One, you?|Yes.",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("MODERATOR: Official One], you?",), FindingKind.UNBALANCED_BRACKET, "t001"),
        (("SAO THREE: This is [Senior Administration Official One]. Yes.",), FindingKind.MISATTRIBUTED, "t001"),
        (("Q: This is [Moderator]. Next.",), FindingKind.MISATTRIBUTED, "t001"),
        (("SAO: Thanks for doing this. When is it?",), FindingKind.MISATTRIBUTED, "t001"),
        (("Q: Thank you for the question. It is so.",), FindingKind.MISATTRIBUTED, "t001"),
        (("MODERATOR: Let’s go over to Jane Roe.", "SAO: So it is."), FindingKind.NO_QUESTION, "t001"),
        (("OPERATOR: Your line is open.", "MODERATOR: Next."), FindingKind.NO_QUESTION, "t001"),
        (("SAO: Thanks, Odalys. Good morning.",), FindingKind.NAMED, "t001"),
        ((f"SAO: {LONG}", "Q: Why?", f"SAO: {LONG}"), FindingKind.REPEATED, "t003"),
        (("MODEARTOR: Good morning.",), FindingKind.MISSPELT_LABEL, "t001"),
    ],
)
def test_what_a_reader_would_stop_at(said: tuple[str, ...], kind: FindingKind, turn: str) -> None:
    assert (kind, turn) in _found(_call(*said))


@pytest.mark.parametrize(
    "said",
    [
        ("Q: Hi. Can you hear me?", "MODERATOR: Yes.", "Q: Great. Why?"),
        ("Q: Why?", "Q: And I ask: who?"),
        ("SENIOR ADMINISTRATION OFFICIAL: One.", "SENIOR ADMINISTRATION OFFICIAL: Two."),
        ("MODERATOR: [Official One|and others] agree.",),
        ("SAO ONE: This is [Senior Administration Official One] again.",),
        ("MODERATOR: This is [Moderator]. I hand over to [Official One].", "SAO ONE: Thanks, [Moderator]."),
        ("MODERATOR: Let’s go over to Jane Roe.", "OPERATOR: Your line is open.", "Q: Why?", "SAO: Thanks, Jane."),
        ("Q: Hi, it’s Odalys here. Why?", "SAO: So it is.", "SAO: It is. Thanks, Odalys."),
        ("Q: Why?", "SAO: Thanks, Odalys. So it is."),
        ("MODERATOR: We now turn to the agenda.", "SAO: So it is."),
        ("SAO: Do we do it? We do. Thanks for doing this call, all.",),
        ("Q: Thanks so much for the question. When does the lock open?", "SAO: At noon."),
    ],
)
def test_what_a_reader_would_pass_over(said: tuple[str, ...]) -> None:
    assert _found(_call(*said)) == []


def test_a_finding_points_at_its_words() -> None:
    call = _call("MODERATOR: Hello.|And [Official One, you?")
    (finding,) = find_doubts(call)
    assert finding.paragraph is not None
    assert finding.start is not None
    assert call.turns[0].paragraphs[finding.paragraph][finding.start : finding.end] == "["


ONE = "Press Call by a Senior Administration Official on Pears"
SEVERAL = "Press Call by Senior Administration Officials on Pears"
OPENING = "MODERATOR: We are joined by [senior administration official]"


@pytest.mark.parametrize(
    ("title", "said", "doubted"),
    [
        (ONE, ("SAO ONE: One.", "SAO TWO: Two."), True),
        (ONE, (OPENING + " and [senior administration official].", "SAO: One."), True),
        (ONE, (OPENING + ".", "SAO: One."), False),
        (SEVERAL, ("MODERATOR: Hi.", "SAO ONE: One."), True),
        (SEVERAL, (OPENING + ".", "SAO: One."), True),
        (SEVERAL, (OPENING + ".", "SAO: One.", "SAO: Two."), False),
        (SEVERAL, (OPENING + ".", "SAO: One. Over to [senior administration official]."), False),
        (SEVERAL, ("SAO ONE: One.", "SAO TWO: Two."), False),
        ("Press Call on Pears", ("SAO ONE: One.", "SAO TWO: Two."), False),
    ],
)
def test_the_title_and_who_speaks(title: str, said: tuple[str, ...], doubted: bool) -> None:
    kinds = [kind for kind, _ in _found(_call(*said, title=title))]
    assert (FindingKind.TITLE in kinds) is doubted


def test_the_dates_of_a_page() -> None:
    day = datetime.date(2031, 5, 3)
    for published, doubted in ((2, True), (3, False), (4, False)):
        call = _call("MODERATOR: Hi.", call_date=day, published=datetime.date(2031, 5, published))
        assert bool(find_doubts(call)) is doubted
    assert find_doubts(_call("MODERATOR: Hi.", call_date=day, published=datetime.date(2031, 9, 1)))


def test_the_reader_says_the_line() -> None:
    call = read_transcript("MODERATOR: Hi.\n\nQ  Can you hear me?\n\nQ  Great. MODEARTOR: [No.\n")
    assert [(f.kind, f.turn, f.line) for f in call.findings] == [
        (FindingKind.RUN_IN_LABEL, "t004", 5),
        (FindingKind.LOST_TURN, "t002", 3),
        (FindingKind.MISSPELT_LABEL, "t004", 5),
        (FindingKind.UNBALANCED_BRACKET, "t004", 5),
    ]


def test_labels_without_words_and_of_nobody_known() -> None:
    call = read_transcript("MODERATOR:\n\nJANE ROE: Good morning.\n\nQ  Why?\n")
    assert [(turn.label, turn.text, turn.role) for turn in call.turns] == [
        ("MODERATOR", "", Role.MODERATOR),
        ("JANE ROE", "Good morning.", Role.OTHER),
        ("Q", "Why?", Role.REPORTER),
    ]
    assert [(f.kind, f.turn) for f in call.findings] == [
        (FindingKind.UNKNOWN_LABEL, "t002"),
        (FindingKind.LOST_TURN, "t001"),
    ]


def test_a_page_without_labels_is_one_turn() -> None:
    call = read_transcript(f"Background Press Call on the Orchard\n\nVia Teleconference\n\n{LONG}\n\nThank you all.\n")
    assert [(turn.label, turn.speaker, turn.role, len(turn.paragraphs)) for turn in call.turns] == [
        ("", "UNKNOWN", Role.OTHER, 2)
    ]
    assert call.title == "Background Press Call on the Orchard"
    assert call.findings == (
        Finding(
            kind=FindingKind.NO_LABELS,
            reason="no speaker is named; the whole call is read as one turn",
            turn="t001",
            line=5,
        ),
    )
