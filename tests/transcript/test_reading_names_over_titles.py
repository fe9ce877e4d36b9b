"""Calls that print the speaker's title on the line below the name, as services that transcribe earnings calls do."""

import datetime
import re
import textwrap

import pytest

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.writing import to_text

TITLES = {
    "Odalys Wren": "Vice President-Investor Relations, Orchard Holdings, Inc.",
    "Jane Doe": "Chief Executive Officer & Director, Orchard Holdings, Inc.",
    "Émile de la Vega": "Executive Vice President, Chief Financial Officer & Treasurer, Orchard Holdings, Inc.",
    "John Roe": "Analyst, Plum Securities LLC",
    "Mary P. Moe, CFA": "Analyst, Pear Capital Markets, Inc.",
}
SAID = (
    ("Operator", "Good day, and welcome to the second quarter earnings call of Orchard Holdings. I will now hand over "
     "to Odalys Wren, who leads our investor relations. Please go ahead."),
    ("Odalys Wren", "Thank you, operator. With me today are Jane Doe and Émile de la Vega, who speak for about ten "
     "minutes, and then we take your questions.\n\nSome of what we say looks ahead, and may not come to pass."),
    ("Jane Doe", "Thanks, Odalys. Pears are up nine percent, and we have planted four hundred acres in the valley, "
     "which is more than in any spring before.\n\nQuinces need time, rain and buyers, and this year they had none of "
     "the three, so that we let a third of them stand until the frost."),
    ("Émile de la Vega", "Revenue was $12 million, and we keep our outlook for the year as it was."),
    ("QUESTION AND ANSWER SECTION", ""),
    ("Operator", "[Operator Instructions] The first question comes from the line of John Roe from Plum Securities."),
    ("John Roe", "Thanks. Why are pears up, and will that last into the next year?"),
    ("Jane Doe", "It rained."),
    ("Émile de la Vega", "And the price is fixed through March."),
    ("Operator", "The next question is Mary Moe’s."),
    ("Mary P. Moe, CFA", "Could you say more about the quinces?"),
    ("Jane Doe", "They need time."),
    ("Operator", "This concludes the call. You may now disconnect."),
)  # fmt: skip
ROLES = ["operator", "moderator", *["official"] * 2, "operator", "reporter", *["official"] * 2, "operator", "reporter",
         "official", "operator"]  # fmt: skip
DOTS = "." * 110
FRONT = ["25-Jul-2031", "", "Orchard Holdings, Inc. (ORCH)", "", "Q2 2031 Earnings Call", ""]
BACK = ["Disclaimer", "The information herein is based on sources we believe to be reliable but is not", "guaranteed."]


def _letter(name: str, asked: bool) -> str:
    return "" if not asked or name == "Operator" else "Q" if TITLES[name].startswith("Analyst") else "A"


def _head(name: str, letter: str, place: str) -> list[str]:
    title = TITLES[name]
    match place if letter else "":
        case "after the name":
            return [f"{name:90}{letter}", title]
        case "after the title":
            return [name, f"{title:100}{letter}"]
        case "between":
            return [name, letter, title]
        case "below":
            return [name, title, letter]
        case _:
            return [name, title]


def _page(letters: str = "after the name", width: int = 0, empty: bool = True, rule: str = DOTS) -> list[str]:
    """The call as a service prints it: the letters that say who asks, hard wraps, empty lines, rules."""
    lines = ["CORPORATE PARTICIPANTS"]
    for one, other in (("Odalys Wren", "Jane Doe"), ("Émile de la Vega", "")):
        lines += [f"{one:60}{other}", f"{TITLES[one]:92}{TITLES.get(other, '')}"]
    lines += [rule, "", "OTHER PARTICIPANTS"]
    for name in ("John Roe", "Mary P. Moe, CFA"):
        lines += [name, TITLES[name]]
    lines += [rule, "", "MANAGEMENT DISCUSSION SECTION", ""]
    asked = False
    for name, said in SAID:
        asked |= not said
        words = [f"Operator: {said}"] if name == "Operator" else said.split("\n\n")
        lines += [name] if not said else _head(name, _letter(name, asked), letters) if name != "Operator" else []
        lines += [""] * (empty and name != "Operator")
        for paragraph in words if said else ():
            lines += [*(textwrap.wrap(paragraph, width) if width else [paragraph]), ""]
        lines += [rule] if rule else []
    return lines


def _in_pages(lines: list[str], length: int = 24) -> list[str]:
    """The same in pages, each with a head and a foot."""
    pages: list[str] = []
    for number, first in enumerate(range(0, len(lines), length), 2):
        pages += [
            "Orchard Holdings, Inc. (ORCH)           Corrected Transcript",
            "Q2 2031 Earnings Call     25-Jul-2031",
        ]
        pages += ["", *lines[first : first + length], "", "       1-202-555-0100   calls.example.org"]
        pages += [f"{number:>50}", "     Copyright © 2001-2031 Orchard Wire, LLC"]
    return pages


def _read(lines: list[str]) -> Transcript:
    return read_transcript("\n".join([*FRONT, *lines, "", *BACK]))


def _check(call: Transcript) -> None:
    said = [(name, words) for name, words in SAID if words]
    names = [name.removesuffix(", CFA") for name, _ in said]
    assert [turn.speaker for turn in call.turns] == ["OPERATOR" if name == "Operator" else name for name in names]
    assert [turn.text for turn in call.turns] == [words for _, words in said]
    assert [turn.role.value for turn in call.turns] == ROLES
    assert call.findings == ()
    assert read_transcript(to_text(call)).turns == call.turns


@pytest.mark.parametrize("letters", ["after the name", "after the title", "between", "below", "nowhere"])
@pytest.mark.parametrize("width", [0, 70, 125])
def test_titles_below_names(letters: str, width: int) -> None:
    call = _read(_page(letters, width))
    _check(call)
    assert call.title == "Q2 2031 Earnings Call"
    assert call.call_date == datetime.date(2031, 7, 25)
    assert " ".join(call.footers) == " ".join(BACK)
    assert {"CORPORATE PARTICIPANTS", "OTHER PARTICIPANTS", "QUESTION AND ANSWER SECTION"} <= set(call.notes)


@pytest.mark.parametrize("length", [11, 24, 40])
@pytest.mark.parametrize("width", [0, 90])
def test_in_pages_with_heads_and_feet(width: int, length: int) -> None:
    _check(_read(_in_pages(_page(width=width), length)))


@pytest.mark.parametrize("rule", [DOTS, "", ". " * 40, "…" * 60])
def test_words_directly_below_the_title(rule: str) -> None:
    _check(_read(_page(width=90, empty=False, rule=rule)))


def test_no_empty_line_anywhere() -> None:
    call = _read([line for line in _page("between", 90) if line and line != DOTS])
    assert [turn.role.value for turn in call.turns] == ROLES
    assert call.turns[2].text == SAID[2][1].replace("\n\n", " ")


def test_what_is_printed_between_the_name_and_the_words_is_the_sign() -> None:
    asks = _read(_page()).turns[5]
    assert (asks.label, asks.sign) == ("John Roe", " Q\nAnalyst, Plum Securities LLC\n")
    assert (_read(_page()).turns[0].label, _read(_page()).turns[0].sign) == ("Operator", None)


def test_in_a_web_page() -> None:
    pieces = ["<!DOCTYPE html><html><body><main><h1>Q2 2031 Earnings Call</h1>"]
    for name, said in SAID:
        head = f"<div>{name}</div>" + (f"<div>{TITLES[name]}</div>" if name in TITLES else "")
        pieces += [head if said else "<h6>Q&amp;A</h6>", *(f"<p>{one}</p>" for one in said.split("\n\n") if one)]
    call = read_transcript("\n".join(pieces))
    _check(call)
    broken = "\n".join(pieces).replace("</div><div>", "<br>")
    assert [turn.speaker for turn in read_transcript(broken).turns] == [turn.speaker for turn in call.turns]


def test_a_list_of_people_and_their_titles_and_nobody_speaks_under_them() -> None:
    people = "\n".join(f"{name}\n{title}" for name, title in TITLES.items())
    call = read_transcript(f"{people}\n\nMODERATOR: Good morning, all.\n\nQ   Is the quay open?\n\nMS. PELL: It is.\n")
    assert [turn.label for turn in call.turns] == ["MODERATOR", "Q", "MS. PELL"]


@pytest.mark.parametrize("name", ["McQUILL", "O’QUILL", "QUIÑONES"])
def test_the_lines_that_head_a_page_are_no_names_over_titles(name: str) -> None:
    heading = (
        "The Town Hall\nMayor Ada B. Pell\nSave this page\n\nFor Immediate Release\nOffice of the Mayor\nMay 4, 2031"
    )
    page = f"{heading}\n\n11:30 A.M. EDT\n\nMR. {name}: Good morning, all.\n\nHARBOR MASTER: The quay is open.\n"
    assert [turn.label for turn in read_transcript(page).turns] == [f"MR. {name}", "HARBOR MASTER"]


def test_a_title_in_running_words_is_none() -> None:
    page = (
        "MODERATOR: Two will speak.\n\nJane Doe\nHarbor Master of Port Fable\n\nJohn Roe\nWarden\n\nQ   Is it so?\n\n"
    )
    assert [turn.label for turn in read_transcript(page * 3).turns][:2] == ["MODERATOR", "Q"]


@pytest.mark.parametrize(
    "title",
    ["Harbor Master & Head-Operations", "Director of the Port", "Port Fable Institute - Fellow",
     "Reporter, The Fable Post", "Senior Counsel, Port Fable Co.,\nLtd.",
     "Deputy Assistant Secretary for Ports and Quays"],
)  # fmt: skip
def test_titles_of_all_kinds(title: str) -> None:
    page = f"Jane Doe\n{title}\n\nGood day.\n\nJohn Roe\nWarden and Treasurer\n\nIt is.\n\nJane Doe\n{title}\n\nGood.\n"
    call = read_transcript(page)
    assert [(turn.label, turn.text) for turn in call.turns] == [
        ("Jane Doe", "Good day."),
        ("John Roe", "It is."),
        ("Jane Doe", "Good."),
    ]
    assert call.turns[0].sign == f"\n{title}\n"


STREET = """FINAL TRANSCRIPT

Conference Call Transcript

ORCH - Q2 2031 Orchard Holdings Earnings Call

Event Date/Time: Jul. 25. 2031 / 8:30AM ET

{participants}
Odalys Wren
Orchard Holdings - VP of IR
Jane Doe
Orchard Holdings - CEO & Director

{callers}
John Roe
Plum Securities LLC, Research Division - Analyst

{presentation}

Operator

Good day, and welcome. I will now hand over to Odalys Wren, who leads our investor relations.

Odalys Wren{dash}Orchard Holdings - VP of IR

Thank you, operator. With me is Jane Doe.

Jane Doe{dash}Orchard Holdings - CEO & Director

Pears are up.

{questions}

Operator

The first question is John Roe’s.

John Roe{dash}Plum Securities LLC, Research Division - Analyst

Why?

Jane Doe{dash}Orchard Holdings - CEO & Director

It rained.

DISCLAIMER

Orchard Wire reserves the right to make changes to documents.
"""
HEADINGS = ["CORPORATE PARTICIPANTS", "CONFERENCE CALL PARTICIPANTS", "PRESENTATION", "QUESTIONS AND ANSWERS"]


def _street(dash: str = " - ", apart: bool = False) -> str:
    headings = [re.sub(r"(?<=.)(?=.)", " ", one) if apart else one for one in HEADINGS]
    return STREET.format(
        dash=dash, participants=headings[0], callers=headings[1], presentation=headings[2], questions=headings[3]
    )


@pytest.mark.parametrize(
    "page",
    [
        *(_street(dash) for dash in (" - ", " – ", " — ", " -- ", ", ", "\n")),
        _street(apart=True),
        "\n".join(line for line in _street().split("\n") if line),
        re.sub(r"(?m)^((?:Jane|John|Odalys).* - .*|Operator)$", r"\1 [7]", _street(" – ")),
    ],
)
def test_names_over_titles_in_lists_and_before_them_in_the_call(page: str) -> None:
    call = read_transcript(page)
    assert [(turn.speaker, turn.role.value) for turn in call.turns] == [
        ("OPERATOR", "operator"), ("Odalys Wren", "moderator"), ("Jane Doe", "official"), ("OPERATOR", "operator"),
        ("John Roe", "reporter"), ("Jane Doe", "official"),
    ]  # fmt: skip
    assert [turn.text for turn in call.turns][2:] == [
        "Pears are up.",
        "The first question is John Roe’s.",
        "Why?",
        "It rained.",
    ]
    assert call.title == "ORCH - Q2 2031 Orchard Holdings Earnings Call"
    assert call.start == datetime.datetime.fromisoformat("2031-07-25T08:30:00-04:00")
    assert call.footers[0] == "DISCLAIMER"
    assert call.findings == ()


def test_who_asks_and_answers_between_angles() -> None:
    call = read_transcript(
        "Event Description: Q2 2031 Earnings Call\nDate: 2031-07-25\n\nMANAGEMENT DISCUSSION SECTION\n\nOperator\n\n"
        "Good day. Jane Doe will speak.\n\nJane Doe, Chief Executive Officer\n\nThanks. Pears are up.\n\nQ&A\n\n"
        "Operator\n\nThe first question is John Roe’s.\n\n<Q - John Roe - Plum Securities>: Why are they?\n\n"
        "<A - Jane Doe - Orchard Holdings>: It rained.\n\n<Q - John Roe - Plum Securities>: Thanks.\n"
    )
    assert [(turn.speaker, turn.role.value) for turn in call.turns][3:] == [
        ("John Roe", "reporter"),
        ("Jane Doe", "official"),
        ("John Roe", "reporter"),
    ]
    assert call.turns[3].label == "<Q - John Roe - Plum Securities>"
    assert call.findings == ()
    assert read_transcript(to_text(call)).turns == call.turns


def test_the_day_and_the_hour_at_the_end_of_what_says_what_is_transcribed() -> None:
    about = "Edited Transcript of Orchard Holdings conference call or presentation"
    page = f"{about}\n\nQ2 2031 Orchard Holdings Earnings Call\n\n{about} Friday, July 25, 2031 at 12:30:00pm GMT\n\n"
    call = read_transcript(
        page + "Operator\n\nGood day.\n\nJane Doe, Orchard Holdings - CEO\n\nThanks. Pears are up.\n"
    )
    assert call.start == datetime.datetime.fromisoformat("2031-07-25T12:30:00+00:00")
    assert call.title == "Q2 2031 Orchard Holdings Earnings Call"


@pytest.mark.parametrize("letter", ["          Q", "\nQ", ""])
def test_somebody_unverified_has_no_title(letter: str) -> None:
    page = _page("after the title")
    at = page.index("Mary P. Moe, CFA", page.index("QUESTION AND ANSWER SECTION"))
    page[at : at + 2] = f"Unverified Participant{letter}".split("\n")
    call = _read(page)
    assert [turn.role.value for turn in call.turns] == ROLES
    assert call.turns[-3].label == call.turns[-3].speaker == "Unverified Participant"
    assert call.turns[-3].text == "Could you say more about the quinces?"


def test_one_who_speaks_beside_the_operator_and_the_initials_over_names() -> None:
    page = (
        "PLUM: ORCH\n\nOperator\n\nGood day, all.\n\nO\nOdalys Wren\nVice President, Investor Relations\n\nThank you.\n"
    )
    call = read_transcript(page)
    assert [(turn.label, turn.text) for turn in call.turns] == [
        ("Operator", "Good day, all."),
        ("Odalys Wren", "Thank you."),
    ]


def test_one_numbered_head() -> None:
    rule = "-" * 40
    call = read_transcript(
        f"Presentation\n{rule}\nJane Doe, Orchard - CEO   [1]\n{rule}\nThanks. Pears are up again.\n"
    )
    assert [turn.speaker for turn in call.turns] == ["Jane Doe"]


def test_what_is_left_of_the_rules_of_a_table_is_lay_out() -> None:
    lines = "Jane Doe\nOrchard - CEO\nPRESENTATION\n\nOperator\nGood day.\nJane Doe - Orchard - CEO\nThanks.\n"
    call = read_transcript("C A L L   P A R T I C I P A N T S\n" + lines.replace("\n", "\n|\n"))
    assert [(turn.speaker, turn.text) for turn in call.turns] == [("OPERATOR", "Good day."), ("Jane Doe", "Thanks.")]
