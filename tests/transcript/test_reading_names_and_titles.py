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
