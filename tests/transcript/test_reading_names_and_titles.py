import pytest

from onbackground.transcript.document import Role
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing import to_text

LISTED_BEFORE = """Orchard Holdings (ORCH) Q2 2031 Earnings Call Transcript

Company Participants
Jane Doe - Chief Executive Officer
Odalys Wren - Vice President, Investor Relations

Conference Call Participants
John Roe - Plum Securities
Mary Moe - Pear Capital

Operator
Good day, and welcome. [Operator Instructions] I would now like to turn the call over to Odalys Wren.

Odalys Wren
Thank you, operator. Good morning.

With me is Jane Doe.

Jane Doe
Thanks, Odalys. It was a good quarter: pears are up.

Question-and-Answer Session

Operator
Our first question comes from John Roe with Plum Securities. Please go ahead.

John Roe
Thanks. Why?

Jane Doe
Because it rained.

Operator
This concludes the call.
"""
LISTED_AFTER = """Prepared Remarks:

Operator

Good day, and welcome.

Odalys Wren -- Investor Relations

Thank you, operator. Good morning.

Jane Doe {dash} Chief Financial Officer

Pears are up.

Questions & Answers:

Operator

Our first question comes from John Roe of Plum. Your line is open.

John Roe -- Plum Securities -- Analyst

Why?

Jane Doe {dash} Chief Financial Officer

It rained.

Operator

Thank you.

Duration: 58 minutes

Call participants:

Odalys Wren -- Investor Relations

Jane Doe -- Chief Financial Officer

John Roe -- Plum Securities -- Analyst
"""


def test_a_call_with_its_people_listed_before() -> None:
    call = read_transcript(LISTED_BEFORE)
    assert [(turn.speaker, turn.role, len(turn.paragraphs)) for turn in call.turns] == [
        ("OPERATOR", Role.OPERATOR, 1),
        ("Odalys Wren", Role.MODERATOR, 2),
        ("Jane Doe", Role.OFFICIAL, 1),
        ("OPERATOR", Role.OPERATOR, 1),
        ("John Roe", Role.REPORTER, 1),
        ("Jane Doe", Role.OFFICIAL, 1),
        ("OPERATOR", Role.OPERATOR, 1),
    ]
    assert call.title == "Orchard Holdings (ORCH) Q2 2031 Earnings Call Transcript"
    assert call.findings == ()


@pytest.mark.parametrize("dash", ["--", "—", "–", "-"])
def test_a_call_with_its_people_listed_after(dash: str) -> None:
    call = read_transcript(LISTED_AFTER.format(dash=dash))
    assert [(turn.label, turn.speaker, turn.role) for turn in call.turns] == [
        ("Operator", "OPERATOR", Role.OPERATOR),
        ("Odalys Wren -- Investor Relations", "Odalys Wren", Role.MODERATOR),
        (f"Jane Doe {dash} Chief Financial Officer", "Jane Doe", Role.OFFICIAL),
        ("Operator", "OPERATOR", Role.OPERATOR),
        ("John Roe -- Plum Securities -- Analyst", "John Roe", Role.REPORTER),
        (f"Jane Doe {dash} Chief Financial Officer", "Jane Doe", Role.OFFICIAL),
        ("Operator", "OPERATOR", Role.OPERATOR),
    ]
    assert [turn.text for turn in call.turns][-3:] == ["Why?", "It rained.", "Thank you."]
    assert call.footers == ("Duration: 58 minutes",)


def test_its_text_is_the_same_call_again() -> None:
    call = read_transcript(LISTED_AFTER.format(dash="—"))
    assert read_transcript(to_text(call)).turns == call.turns


def test_the_same_in_a_page() -> None:
    html = "<p><b>Operator</b></p><p>Hi.</p><p><strong>Jane Doe</strong> -- <em>Chief</em></p><p>So.</p>"
    assert [(turn.speaker, turn.text) for turn in read_transcript(html).turns] == [
        ("OPERATOR", "Hi."),
        ("Jane Doe", "So."),
    ]


INLINE = """Orchard Holdings Q2 2031 Earnings Call

{wren}: Thank you. With me is our chief, Jane Doe.

We begin with one remark: it rained.

{doe}: Thanks. Pears are up.

{operator}: Our first question comes from John Roe with Plum. Please go ahead.

{roe}: Two things: why, and when?

{doe_again}: Because it rained.

{operator}: The next question is from Mary Moe.

{moe}: And the plums?

{doe}: They are well.
"""


@pytest.mark.parametrize(
    ("labels", "again"),
    [
        (["Odalys Wren – Vice President, Investor Relations", "Jane Doe — Chief Executive Officer", "Operator",
          "John Roe – Plum Securities, Analyst", "Mary Moe – Pear Capital"], None),
        (["Odalys Wren - Investor Relations", "Jane Doe - Chief Executive Officer", "Operator",
          "John Roe - Plum Securities", "Mary Moe"], "Jane Doe"),
        (["ODALYS WREN, VICE PRESIDENT, INVESTOR RELATIONS, ORCHARD", "JANE DOE, CEO, ORCHARD", "OPERATOR",
          "JOHN ROE, ANALYST, PLUM SECURITIES", "MARY MOE, PEAR CAPITAL"], "JANE DOE"),
        (["Odalys Wren (Investor Relations)", "Jane Doe (CEO)", "Operator", "John Roe (Plum)",
          "Mary Moe (Pear)"], None),
        (["Zoe\u0308 Wren -- Investor Relations", "Jane Doe -- CEO", "OPERATOR", "John Roe -- Plum",
          "Unidentified Analyst"], None),
    ],
)  # fmt: skip
def test_names_and_titles_before_a_colon(labels: list[str], again: str | None) -> None:
    wren, doe, operator, roe, moe = labels
    page = INLINE.format(wren=wren, doe=doe, operator=operator, roe=roe, moe=moe, doe_again=again or doe)
    call = read_transcript(page)
    printed = [wren, doe, operator, roe, again or doe, operator, moe, doe]
    assert [turn.label for turn in call.turns] == printed
    assert [turn.role.name for turn in call.turns] == [
        "MODERATOR", "OFFICIAL", "OPERATOR", "REPORTER", "OFFICIAL", "OPERATOR", "REPORTER", "OFFICIAL"
    ]  # fmt: skip
    assert call.turns[1].speaker == call.turns[4].speaker == (again or doe.partition(" (")[0].partition(" –")[0][:8])
    assert call.turns[0].paragraphs[1] == "We begin with one remark: it rained."
    assert call.findings == ()
    assert call.front == ("Orchard Holdings Q2 2031 Earnings Call",)
    assert read_transcript(to_text(call)).turns == call.turns


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "labels",
    [
        ["Operator:", "Jane Doe:", "John Roe:"],
        ["OPERATOR:", "JANE DOE:", "JOHN ROE:"],
        ["Operator:", "Jane Doe – Chief Executive Officer:", "John Roe – Plum Securities:"],
        ["Operator:", "Jane Doe (CEO):", "John Roe (Plum):"],
        ["Operator", "Jane Doe (CEO)", "John Roe (Plum)"],
        ["Operator", "Jane Doe | Chief Executive Officer", "John Roe | Plum Securities"],
    ],
)
def test_labels_on_lines_of_their_own_with_their_colons_or_in_parentheses(labels: list[str], gap: str) -> None:
    operator, doe, roe = labels
    words = [
        (operator, "Good day. Please go ahead."), (doe, "Thanks. A point: pears are up."),
        (operator, "The first question is from John Roe of Plum."), (roe, "Why is that?"), (doe, "Because it rained."),
    ]  # fmt: skip
    page = "Orchard Q2 2031 Earnings Call\n\n" + "\n\n".join(f"{label}{gap}{said}" for label, said in words)
    call = read_transcript(page)
    assert [(turn.label, turn.text) for turn in call.turns] == [(label.rstrip(":"), said) for label, said in words]
    assert call.turns[3].role is Role.REPORTER
    assert read_transcript(to_text(call)).turns == call.turns


def test_headings_with_a_colon_stay_by_themselves() -> None:
    said = ["Good day.", "Why?", "First.", "And then?", "None."]
    turns = [f"{label}: {words}" for label, words in zip(["MODERATOR", "QUESTION"] * 3, said, strict=False)]
    aims, steps = ["Our Aims:", "We go on."], ["Next Steps:", "We go."]
    page = "\n\n".join([turns[0], *aims, *turns[1:3], *steps, *turns[3:], *aims])
    assert [turn.paragraphs for turn in read_transcript(page).turns] == [
        ("Good day.", "Our Aims:", "We go on."), ("Why?",), ("First.", "Next Steps:", "We go."), ("And then?",),
        ("None.", "Our Aims:", "We go on."),
    ]  # fmt: skip


def test_a_name_and_title_in_running_words_is_no_label() -> None:
    """There they are fewer than the labels that do show who speaks, or no title follows the name, or only one does."""
    remarks = "Two will speak.\n\nJane Doe, Harbour Master: she has the dues.\n\nJohn Roe – Warden: he has the locks."
    call = read_transcript(
        f"MODERATOR: {remarks}\n\nOFFICIAL ONE: Dues fall.\n\nOFFICIAL TWO: Locks open.\n\nMODERATOR: Thanks.\n"
    )
    assert [len(turn.paragraphs) for turn in call.turns] == [3, 1, 1, 1]
    call = read_transcript(
        "Moderator: Good day.\n\nPort Fable – a quiet town: it has one lock.\n\nJane Doe, Harbour Master: she is in.\n"
    )
    assert [turn.label for turn in call.turns] == ["Moderator"]


def test_an_analyst_whose_title_is_a_firm() -> None:
    page = LISTED_AFTER.format(dash="--").replace("John Roe -- Plum Securities -- Analyst", "John Roe, Plum Trust")
    assert [turn.role for turn in read_transcript(page).turns][4] is Role.REPORTER
    unannounced = page.replace("comes from John Roe of Plum. Your line is open.", "is next.")
    assert [turn.role for turn in read_transcript(unannounced).turns][4] is Role.REPORTER


RULED = """Orchard Holdings Inc Earnings Call

July 24, 2031 / 8:30AM EDT

================================================================================
Corporate Participants
================================================================================
   * Odalys Wren
     Orchard Holdings Inc - VP of IR
   * Jane Doe
     Orchard Holdings Inc - CEO & Director

================================================================================
Presentation
--------------------------------------------------------------------------------
Operator    [1]
--------------------------------------------------------------------------------

 Welcome. I will now hand over to Odalys Wren.

--------------------------------------------------------------------------------
Odalys Wren,  Orchard Holdings Inc - VP of IR    [2]
--------------------------------------------------------------------------------

 Thank you, operator. Jane?

--------------------------------------------------------------------------------
Jane Doe,  Orchard Holdings Inc - CEO & Director    [3]
--------------------------------------------------------------------------------

 Pears are up.

================================================================================
Questions and Answers
--------------------------------------------------------------------------------
Operator    [4]
--------------------------------------------------------------------------------

 The first question comes from John Roe of Plum Securities.

--------------------------------------------------------------------------------
John Roe,  Plum Securities LLC, Research Division - Analyst    [5]
--------------------------------------------------------------------------------

 Why?

--------------------------------------------------------------------------------
Jane Doe    [6]
--------------------------------------------------------------------------------

 It rained.
"""


def test_numbered_speeches_between_rules() -> None:
    call = read_transcript(RULED)
    assert [(turn.speaker, turn.role.value, turn.text) for turn in call.turns] == [
        ("OPERATOR", "operator", "Welcome. I will now hand over to Odalys Wren."),
        ("Odalys Wren", "moderator", "Thank you, operator. Jane?"),
        ("Jane Doe", "official", "Pears are up."),
        ("OPERATOR", "operator", "The first question comes from John Roe of Plum Securities."),
        ("John Roe", "reporter", "Why?"),
        ("Jane Doe", "official", "It rained."),
    ]
    assert [turn.label for turn in call.turns][::5] == ["Operator [1]", "Jane Doe [6]"]
    assert call.findings == ()
    assert read_transcript(to_text(call)).turns == call.turns


def test_titles_once_and_the_names_alone_after_that_on_the_first_line() -> None:
    call = read_transcript(
        "Orchard Holdings – Second Quarter 2031 Results Call\nThursday, 24 July 2031, 14:00 CEST\n\n"
        "Operator\nGood afternoon. Over to Jane Doe, CEO.\n\n"
        "Jane Doe, Chief Executive Officer\nThanks. Pears are up.\nWe grew nine percent.\n\n"
        "Operator\nThe first question is from John Roe of Plum Securities.\n\n"
        "John Roe, Plum Securities\nWhy?\n\nJane Doe\nIt rained.\n\nJohn Roe\nAnd when?\n"
    )
    assert [turn.speaker for turn in call.turns] == [
        "OPERATOR", "Jane Doe", "OPERATOR", "John Roe", "Jane Doe", "John Roe"
    ]  # fmt: skip
    assert call.title == "Orchard Holdings – Second Quarter 2031 Results Call"
    assert call.start is not None and call.start.isoformat() == "2031-07-24T14:00:00+02:00"
    assert call.findings == ()
