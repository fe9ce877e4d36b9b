"""What programs make of the page of a call: browsers that print text or paper, converters between formats."""

import datetime

import pytest
from msgspec.structs import replace
from small_call import CALL

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.reading.printed_times import hours_between
from onbackground.transcript.reading.tools_marks import without_tools_marks
from onbackground.transcript.writing import Imprint, to_page

TITLE = "Background Press Call by Senior Harbor Officials on the Opening of the Quay"
TEXT = """
   [1]Skip to content
     * [2]About Us
     * [3]Briefing Room

   [4]Home / [5]Briefing Room / [6]Press Briefings

    Background Press Call by Senior Harbor Officials on the Opening of the
                                     Quay

   June 10, 2031

   Via Teleconference
   3:02 P.M. EDT
   MODERATOR:  Good afternoon.  This call is on background and embargoed
   until 5:00 p.m. [DEL: tomorrow :DEL] [today].
   SENIOR HARBOR OFFICIAL:  Thank you.  We open [7]the quay, and our guests
   are [senior harbor official] and [2] others.
   Q    Who pays for it?
   SENIOR HARBOR OFFICIAL:  The port does.
   3:30 P.M. EDT
     __________________________________________________________________

   [8]Back to top

References

   1. file:///call.html#content
   2. /about/
   3. /briefings/
   4. /
   5. /briefings/
   6. https://harbor.example.org/
   7. mailto:quay@example.org
   8. #top
"""


def test_the_text_of_a_browser_has_no_numbers_of_links() -> None:
    call = read_transcript(TEXT)
    assert call.title == TITLE
    assert [turn.label for turn in call.turns] == ["MODERATOR", "SENIOR HARBOR OFFICIAL", "Q", "SENIOR HARBOR OFFICIAL"]
    assert call.turns[0].text.endswith("until 5:00 p.m. tomorrow [today].")
    assert {mark.kind.value for mark in call.turns[0].marks} >= {"struck"}
    assert "We open the quay, and our guests are [senior harbor official] and [2] others." in call.turns[1].text
    assert call.turns[-1].text == "The port does."
    assert str(call.start) == "2031-06-10 15:02:00-04:00"
    assert str(call.end) == "2031-06-10 15:30:00-04:00"


def test_numbers_in_brackets_without_a_list_of_links_stay() -> None:
    text = "MODERATOR: See [1]the paper, and [2]the map.\nReferences\n and so on.\n"
    assert without_tools_marks(text) == text


MARKDOWN = f"""::: {{#page}}
::: site-header
[![Seal of the Port](/seal.svg)](/){{.logo}}

-   [Briefing Room](/briefings/)
:::

::: breadcrumb
[Home](/) / [Press
Briefings](/briefings/press/){{rel="category tag"}}
:::

# {TITLE} {{#background-press-call .entry-title}}

June 10, 2031

**MODERATOR:** Good morning. We are joined by [\\[Senior Harbor
Official\\]]{{.alias}}.

**Q** Who pays for [the quay](/quay "The quay")?

**MODERATOR:** The port.
:::
"""


@pytest.mark.parametrize(
    "page",
    [
        MARKDOWN,
        MARKDOWN.replace(f"# {TITLE} {{#background-press-call .entry-title}}", f"{TITLE}\n{'=' * 30}"),
        "<div id=page>\n\n<div class=header>\n\n" + MARKDOWN.replace("::: {#page}", "</div>"),
    ],
)
def test_attributes_and_fences_of_markdown_are_layout_and_its_heading_is_the_title(page: str) -> None:
    call = read_transcript(page)
    assert call.title == TITLE
    assert [turn.text for turn in call.turns] == [
        "Good morning. We are joined by [Senior Harbor Official].",
        "Who pays for the quay?",
        "The port.",
    ]
    assert not [line for line in call.front if set("{}") & set(line)]


def test_links_alone_show_markdown() -> None:
    call = read_transcript("[Home](/)\n\nMODERATOR: The [paper](https://harbor.example.org/p) is out.\n\nQ   Where?\n")
    assert call.turns[0].text == "The paper is out."
    assert read_transcript("MODERATOR: It is [Plan](sic) B.\n\nQ   Why?\n").turns[0].text == "It is [Plan](sic) B."


def test_when_a_browser_printed_a_page_is_no_day_of_the_call() -> None:
    head = "7/24/32, 1:41 AM\n\nBackground Press Call on the Quay | Harbor\n"
    said = "".join(f"MODERATOR: We have said so on sheet {n}, and it is so.\n\nQ   Is it so?\n\n" * 3 for n in "abc")
    sheet = f"{said}https://harbor.example.org/call {{}}/3\n\f"
    text = head + "June 10, 2031\n3:02 P.M. EDT\n" + f"{head}".join(sheet.format(n) for n in (1, 2, 3))
    call = read_transcript(text)
    assert str(call.start) == "2031-06-10 15:02:00-04:00"
    assert not [line for line in call.front if "1:41" in line]


LONG = replace(
    CALL,
    title="Background Briefing on the Orchard",
    turns=(
        *CALL.turns,
        Turn(
            id="t003",
            label="SENIOR GARDEN OFFICIAL",
            speaker="SENIOR GARDEN OFFICIAL",
            role=Role.OFFICIAL,
            paragraphs=("They are ripe.", "So we open."),
        ),
        Turn(id="t004", label="Q", speaker="QUESTION", role=Role.REPORTER, paragraphs=("And when is that?",)),
        Turn(id="t005", label="MODERATOR", speaker="MODERATOR", role=Role.MODERATOR, paragraphs=("Today.",)),
    ),
)
"""The small call, with turns enough to show how its page is laid out."""


def test_the_page_written_here_is_read_again() -> None:
    call = read_transcript(to_page(LONG, Imprint(office="Office of the Orchard"), "fable"))
    assert [(turn.label, turn.role, turn.text) for turn in call.turns] == [
        (turn.label, turn.role, turn.text) for turn in LONG.turns
    ]
    assert call.title == LONG.title
    assert (call.call_date, call.start, call.end) == (LONG.call_date, LONG.start, LONG.end)


@pytest.mark.parametrize(
    "mark",
    [
        "\n\n{}\n\n",
        "\n{}\n",
        "          {}\n",
        "          {} 0:01:02\n",
        "\n\n{} 0:01:02\n\n",
        "\n\n   [12]{}\n\n",
        '\n\n[{0}](#{0}){{aria-label="Link to turn"}}\n\n',
        '\n\n<a href="#{0}" aria-label="Link to turn">{0}</a>\n\n',
    ],
)
def test_the_addresses_of_turns_are_layout_in_every_text_made_of_that_page(mark: str) -> None:
    text = "Background briefing\n\n" + "".join(
        f"{turn.label}{mark.format(turn.id)}" + "\n\n".join(turn.paragraphs) + "\n\n" for turn in LONG.turns
    )
    call = read_transcript(text)
    assert [(turn.label, turn.text.replace("\n\n", " ")) for turn in call.turns] == [
        (turn.label, turn.text.replace("\n\n", " ")) for turn in LONG.turns
    ]


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("5:33 P.M. EDT to 5:51 P.M. EDT", ("17:33 EDT", "17:51 EDT")),
        ("Time: 3:00 p.m. – 3:45 p.m. EDT", ("15:00 EDT", "15:45 EDT")),
        ("8:17 P.M. – 8:49 P.M. EDT", ("20:17 EDT", "20:49 EDT")),
        ("June 10, 2031, 8:17–8:49 P.M. EDT", ("20:17 EDT", "20:49 EDT")),
        ("11:30-12:10 P.M. EDT", ("11:30 EDT", "12:10 EDT")),
        ("14:05 – 14:50 GMT", ("14:05 GMT", "14:50 GMT")),
        ("3:00 P.M. EDT - 9:00 P.M. CEST", None),
        ("3:00 P.M. EDT", None),
        ("from June 1 to June 3", None),
    ],
)
def test_two_hours_of_a_line_are_those_of_the_call(line: str, hours: tuple[str, str] | None) -> None:
    found = hours_between(line)
    assert (found and tuple(f"{one.time:%H:%M} {one.zone}" for one in found)) == hours


@pytest.mark.parametrize("hours", ["8:17 P.M. – 8:49 P.M. EDT", "8:17 P.M. EDT to 8:49 P.M. EDT", "8:17-8:49 P.M. EDT"])
def test_the_hours_of_a_call_between_which_it_was_held(hours: str) -> None:
    call = read_transcript(f"Press Call on Tolls\n\nJune 10, 2031\n\n{hours}\n\nMODERATOR: Good day.\n\nQ  Why?\n")
    assert (call.start, call.end) == tuple(
        datetime.datetime.fromisoformat(f"2031-06-10T20:{minute}-04:00") for minute in (17, 49)
    )
