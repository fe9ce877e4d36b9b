from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.whole import guard_transcript
from onbackground.transcript.document import Mark, MarkKind, Role, Transcript, Turn, speakers_of
from onbackground.transcript.ground_rules import Attribution, Embargo, EmbargoKind, GroundRules

GUARD = Guard(Roster((Seat(id="s1", name="Ngozi Okafor", alias="Official One"),)), keep=["Elena Tidewater"])
TURNS = (
    Turn(
        id="t001",
        label="MS. OKAFOR",
        speaker="MS. OKAFOR",
        role=Role.OFFICIAL,
        paragraphs=("Okafor here (laughter), I was ambassador to Arcadia.", "Thanks, Elena. Thanks, Kate."),
        marks=(Mark(MarkKind.LAUGHTER, 0, 12, 22),),
    ),
    Turn(
        id="t002",
        label="Q",
        speaker="QUESTION",
        role=Role.REPORTER,
        paragraphs=("Hi, this is Gabe Rowan with the Ocean Wire.",),
    ),
)
CALL = Transcript(
    title="A call with Ngozi Okafor",
    place="Okafor Room",
    ground_rules=GroundRules(
        Attribution("on background", "Okafor's team"), Embargo(EmbargoKind.EVENT, None, "until Okafor lands")
    ),
    speakers=speakers_of(TURNS),
    turns=TURNS,
    front=("By OKAFOR",),
    notes=("Ms. Okafor left early.",),
    footers=("mail ngozi_okafor.pdf",),
    source="https://example.org/ngozi-okafor/",
)


def test_no_name_is_left_anywhere() -> None:
    guarded = guard_transcript(CALL, GUARD).transcript
    assert "okafor" not in str(guarded).lower()
    assert "ngozi" not in str(guarded).lower()
    assert guarded.title == "A call with [Official One]"
    assert guarded.ground_rules.embargo.text == "until [Official One] lands"


def test_a_label_becomes_the_alias_as_labels_are_printed() -> None:
    guarded = guard_transcript(CALL, GUARD).transcript
    assert [turn.label for turn in guarded.turns] == ["OFFICIAL ONE", "Q"]
    assert [speaker.label for speaker in guarded.speakers] == ["OFFICIAL ONE", "QUESTION"]


def test_marks_move_with_the_words_and_aliases_are_marked() -> None:
    turn = guard_transcript(CALL, GUARD).transcript.turns[0]
    marked = [(mark.kind, turn.paragraphs[mark.paragraph][mark.start : mark.end]) for mark in turn.marks]
    assert marked == [(MarkKind.ALIAS, "[Official One]"), (MarkKind.LAUGHTER, "(laughter)")]


def test_flags_say_in_which_turn_they_are() -> None:
    flags = guard_transcript(CALL, GUARD).flags
    assert [(one.turn, one.paragraph, one.flag.found, one.flag.reason) for one in flags] == [
        ("t001", 0, "I was ambassador to Arcadia", Reason.BIOGRAPHY),
        ("t001", 1, "Kate", Reason.ADDRESSED),
    ]


def test_a_transcript_without_names_stays_as_it_is() -> None:
    once = guard_transcript(CALL, GUARD).transcript
    assert guard_transcript(once, GUARD).transcript == once
