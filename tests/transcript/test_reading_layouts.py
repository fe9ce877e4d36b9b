"""Lay-outs of other desks: numbered lines, bulleted turns, colons of full width, capitals throughout."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.transcript.reading import UnreadableTranscript, read_transcript
from onbackground.transcript.reading.margins import without_line_numbers
from onbackground.transcript.writing import to_text

SAID = (
    ("MODERATOR", "Good morning. This call is on background and embargoed until 5:00 a.m. Eastern tomorrow."),
    ("SENIOR HARBOR OFFICIAL", "Thank you. The quay has 12 berths. One point: it opens in June, and so does the pier."),
    ("Q", "Thanks. I have a quick question: who pays for it?"),
    ("SENIOR HARBOR OFFICIAL", "The port does. Let me be clear: nobody else does."),
)
PARAGRAPHS = [f"{label}{'   ' if label == 'Q' else ': '}{text}" for label, text in SAID]


def _turns(page: str) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in read_transcript(page).turns]


def _lines(indent: str = "", between: tuple[str, ...] = ("",)) -> list[str]:
    """The call in lines of a column, and what stands between two paragraphs."""
    lines: list[str] = []
    for paragraph in PARAGRAPHS * 3:
        lines += [*textwrap.wrap(paragraph, 44, initial_indent=indent), *between]
    return lines


@pytest.mark.parametrize(
    "page",
    [
        "\n".join(f"{n % 25 + 1:2d}  {line}" for n, line in enumerate(_lines())),
        "\n".join(f"{n % 25 + 1}  {line}".rstrip() for n, line in enumerate(_lines())),
        "\n".join(f"{n % 28 + 1:>7}     {line}" for n, line in enumerate(_lines("     ", ()))),
        "\n".join(f"{n + 1:<5}{line}" for n, line in enumerate(_lines("  ", ()))),
    ],
    ids=["right of the margin", "left", "paragraphs by indents", "numbered throughout"],
)
def test_numbers_in_the_margin_are_lay_out(page: str) -> None:
    assert _turns(page) == [*SAID] * 3


def test_figures_that_begin_lines_stay() -> None:
    for page in ("\n".join(PARAGRAPHS), "\n".join(f"{2000 + 7 * n} was a good year" for n in range(30)), "1\n2\n3"):
        assert without_line_numbers(page) == page


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Z"]), max_size=30), max_size=40))
def test_lines_numbered_and_freed_again_are_as_before(lines: list[str]) -> None:
    freed = without_line_numbers("\n".join(f"{n:3d} {line}" for n, line in enumerate(lines, 1))).split("\n")
    if len(lines) >= 10:
        assert freed == lines
    assert len(freed) == max(1, len(lines))


@given(st.text(alphabet=" 0123456789a\n", max_size=300))
def test_no_line_is_lost(text: str) -> None:
    assert without_line_numbers(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "▪ "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_turns_in_a_list(bullet: str, between: str) -> None:
    assert _turns(between.join(bullet + one for one in PARAGRAPHS)) == [*SAID]
    listed = between.join(bullet + one.replace("Q   ", "Q: ") for one in PARAGRAPHS)
    assert _turns(listed) == [*SAID]
    assert _turns(f"---\ntitle: A call\n---\n{listed}") == [*SAID]


def test_a_list_within_a_turn_keeps_its_signs() -> None:
    page = "MODERATOR: Three things.\n\n- The quay: it is open.\n\n- The pier.\n\nQ   Why?"
    assert _turns(page)[0] == ("MODERATOR", "Three things.\n\n- The quay: it is open.\n\n- The pier.")


@pytest.mark.parametrize("gap", ["", " "])
def test_colons_of_full_width(gap: str) -> None:
    wide = [f"{label}：{gap}{text}" for label, text in SAID]
    call = read_transcript("\n\n".join(wide))
    assert [(turn.label, turn.text) for turn in call.turns] == [*SAID]
    assert {turn.sign for turn in call.turns} == {"："}
    assert _turns(to_text(call)) == [*SAID]
    assert _turns(" ".join(wide)) == [*SAID]


def test_a_colon_of_full_width_in_speech_stays() -> None:
    assert _turns("MODERATOR: One thing：the quay.\n\nQ   Why：so?") == [
        ("MODERATOR", "One thing：the quay."),
        ("Q", "Why：so?"),
    ]


def test_a_call_in_capitals_throughout() -> None:
    page = "\n\n".join(PARAGRAPHS).upper()
    call = read_transcript(page)
    assert [(turn.label, turn.text) for turn in call.turns] == [(label, text.upper()) for label, text in SAID]
    assert call.ground_rules.embargo.text == "UNTIL 5:00 A.M. EASTERN TOMORROW"
    wrapped = "\n\n".join(textwrap.fill(one, 50) for one in page.split("\n\n"))
    assert _turns(wrapped) == _turns(page)
    assert _turns(to_text(call)) == _turns(page)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (
            "THE PORT\n\nBACKGROUND CALL BY HARBOR OFFICIALS\nON THE QUAY AND\nTHE PIER\n\nVia Teleconference",
            "BACKGROUND CALL BY HARBOR OFFICIALS ON THE QUAY AND THE PIER",
        ),
        ("BACKGROUND CALL ON THE QUAY\nFOR IMMEDIATE RELEASE\nJUNE 10, 2031", "BACKGROUND CALL ON THE QUAY"),
        ("BACKGROUND CALL ON THE QUAY\n\nTHE PORT\n\nJune 10, 2031", "BACKGROUND CALL ON THE QUAY"),
        ("Background Call on the Quay\nHELD AT NOON\n(June 10, 2031)", "Background Call on the Quay"),
    ],
)
def test_a_title_in_capitals_goes_on_in_the_lines_below(heading: str, title: str) -> None:
    page = f"{heading}\n\n" + "\n\n".join(PARAGRAPHS)
    call = read_transcript(page)
    assert call.title == title
    again = read_transcript(to_text(call))
    assert (again.title, again.front) == (title, call.front)


@pytest.mark.parametrize("label", ["1. TIDEWATER", "1 TIDEWATER", "1S. TIDEWATER"])
def test_figures_read_for_an_honorific_are_one(label: str) -> None:
    said = ["MODERATOR: Hello.", "MS. TIDEWATER: Hello.", "Q  Why?", "MS. TIDEWATER: So.", "Q  When?"]
    listed = ["1. Soon.", "2. PIERS: later."]
    page = "\n\n".join([*said, f"{label}: In June.", *listed, "Q  Where?"])
    turn = read_transcript(page).turns[5]
    assert (turn.label, turn.speaker, turn.text.split("\n\n")) == (label, "MS. TIDEWATER", ["In June.", *listed])
    two = read_transcript(page + "\n\nMR. TIDEWATER: Here.\n\nMR. TIDEWATER: There.")
    assert label not in [turn.label for turn in two.turns]


def test_labels_between_stars_as_mails_have_them() -> None:
    starred = "\n".join(f"*{label}:* {text}" for label, text in SAID)
    assert _turns(f"Harbour Department\n{starred}") == [*SAID]
    assert _turns(starred.replace("One point:", "*One* point:"))[1][1] == SAID[1][1].replace("One point", "*One* point")


CALL = "Press Call on the Harbour\n\nMODERATOR: Good morning.\n\nQ  Why?\n\nMODERATOR: Because.\n"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\x85", "\u2028"])
def test_every_sign_that_ends_a_line(end: str) -> None:
    assert read_transcript(CALL.replace("\n", end)) == read_transcript(CALL)


@pytest.mark.parametrize("suffix", ["", "# Call\n\n"])
def test_a_word_broken_behind_its_hyphen_is_one_word(suffix: str) -> None:
    broken = "the high-\nlevel, face-\nto-face talks of the U.S.-\nFable group in 2030-\n2031, for non-\nFablers."
    page = f"{suffix}MODERATOR: We hold {broken}\n\nQ  Why?\n\nMODERATOR: Because.\n"
    assert read_transcript(page).turns[0].text == f"We hold {broken.replace(chr(10), '')}"
    apart = "two-\nand three-year plans -\nor one of the pe-\n— of them, I sa-\nI mean, all."
    page = page.replace(broken, apart)
    assert read_transcript(page).turns[0].text == f"We hold {apart.replace(chr(10), ' ')}"


@pytest.mark.parametrize(
    "label", ["\u200eMODERATOR:", "\u2068MODERATOR\u2069:", "\u202aMODERATOR:\u202c", "MODERATOR\u200f:"]
)
def test_marks_of_direction_around_a_label(label: str) -> None:
    assert read_transcript(CALL.replace("MODERATOR:", label)) == read_transcript(CALL)
    assert "\u200fשלום\u200f!" in read_transcript(CALL.replace("Because.", "\u200fשלום\u200f!")).turns[2].text


def test_the_head_of_a_mail_above_a_call() -> None:
    head = "From: Press <press@example.org>\nSent: Monday, June 9, 2031 11:00 AM EDT\nTo: List\n"
    call = read_transcript(f"{head}Subject: FW: Press Call on Tolls\n\n" + CALL.split("\n\n", 1)[1])
    assert (call.title, call.call_date, call.start) == ("Press Call on Tolls", None, None)
    assert call.front[0] == "From: Press <press@example.org>"
    assert read_transcript(to_text(call)).title == call.title


@pytest.mark.parametrize("times", ["00:0{}.000 --> 00:0{}.900", "00:00:0{},000 --> 00:00:0{},900"])
def test_captions_are_no_transcript(times: str) -> None:
    captions = "".join(f"{n}\n{times.format(n, n)}\nMODERATOR: Good morning.\n\n" for n in range(1, 4))
    with pytest.raises(UnreadableTranscript, match="line 2: expected a transcript, found captions"):
        read_transcript(captions)
