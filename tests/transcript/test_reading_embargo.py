"""The embargo on a call of several statements, things or speakers; single statements are in `embargo_wordings.tsv`."""

import datetime
import zoneinfo

import pytest

from onbackground.transcript.document import Mark, MarkKind, Role, Turn
from onbackground.transcript.ground_rules import Embargo
from onbackground.transcript.reading.ground_rules import read_ground_rules
from onbackground.transcript.reading.instants import Occasion

HOME = zoneinfo.ZoneInfo("America/New_York")
CALL = Occasion(day=datetime.date(2031, 6, 10), start=datetime.datetime(2031, 6, 10, 16, 5, tzinfo=HOME), zone=HOME)
ROLES = {"M": Role.MODERATOR, "O": Role.OFFICIAL, "Q": Role.REPORTER, "T": Role.OPERATOR}


def _embargo(*said: str) -> Embargo:
    """The embargo on a call of these turns, each with the letter of a role: "M: Good afternoon."."""
    turns = [
        Turn(id=f"t{number:03d}", label=one[0], speaker=one[0], role=ROLES[one[0]], paragraphs=(one[3:],))
        for number, one in enumerate(said, 1)
    ]
    return read_ground_rules(turns, CALL).embargo


def _read(*said: str) -> tuple[str, str]:
    embargo = _embargo(*said)
    return embargo.kind.value, embargo.at.isoformat(timespec="minutes") if embargo.at else ""


FIVE = "M: The contents are embargoed until 5:00 p.m. Eastern tomorrow, June 11th."


def test_the_last_statement_counts_filled_from_earlier_ones() -> None:
    assert _read(FIVE, "M: A reminder: this is embargoed until 5:00.") == ("clock", "2031-06-11T17:00-04:00")
    assert _read(FIVE, "M: Let me correct that. We are embargoed until 6:00 p.m. tonight.") == (
        "clock",
        "2031-06-10T18:00-04:00",
    )
    assert _read(FIVE, "M: I misspoke. It is embargoed until the end of the call.") == ("conclusion", "")
    assert _embargo(FIVE, "M: A reminder: this is embargoed until 5:00.").text == (
        "until 5:00 p.m. Eastern tomorrow, June 11th"
    )


def test_the_hour_said_again_in_a_sentence_of_its_own() -> None:
    said = "M: The call is embargoed until 4:45. Again, that’s 4:45 p.m. Eastern."
    assert _read(said) == ("clock", "2031-06-10T16:45-04:00")


def test_a_shortened_reminder_drops_no_condition() -> None:
    said = "M: It is embargoed until 6:00 p.m. tonight or released by the mayor’s office."
    assert _read(said, "M: Embargoed until 6:00 p.m., as I said.") == ("mixed", "2031-06-10T18:00-04:00")


def test_an_hour_is_not_lost_to_a_day_without_one() -> None:
    assert _read("M: It is embargoed until tomorrow.", "M: Embargoed until 6:00 a.m. tomorrow.") == (
        "clock",
        "2031-06-11T06:00-04:00",
    )


def test_an_hour_taken_back_in_a_sentence_of_its_own() -> None:
    said = "M: The call is embargoed until 6:00 p.m. I’m sorry, 6:00 a.m. tomorrow."
    assert _read(said) == ("clock", "2031-06-11T06:00-04:00")


def test_reporters_do_not_settle_it() -> None:
    assert _read(FIVE, "Q: So it is embargoed until 6:00 p.m. tonight, right?") == ("clock", "2031-06-11T17:00-04:00")
    assert _read("M: Welcome.", "Q: The arms embargo was lifted once the talks ended.") == ("unmentioned", "")


def test_the_chair_counts_before_officials() -> None:
    official = "O: We are embargoed, I think, until 6:00 p.m., are we not."
    assert _read(FIVE, official) == ("clock", "2031-06-11T17:00-04:00")
    assert _read("M: Welcome.", "O: This is embargoed until 6:00 p.m.") == ("clock", "2031-06-10T18:00-04:00")


def test_an_answer_that_there_is_none() -> None:
    assert _read("M: On background, please.", "Q: Any embargo?", "M: No embargo.") == ("none", "")


@pytest.mark.parametrize(
    ("kind", "at", "question", "answer"),
    [
        ("clock", "2031-06-11T05:00-04:00", "When can we use this?", "Tomorrow at 5:00 a.m. Eastern."),
        ("clock", "2031-06-11T05:00-04:00", "How soon may we report?", "Tomorrow at 5:00 a.m. Eastern."),
        ("clock", "2031-06-10T18:00-04:00", "Can we use it now?", "Not until 6:00 p.m."),
        ("clock", "2031-06-10T18:00-04:00", "Remind us of the embargo?", "Sure, it’s 6 p.m. today."),
        ("clock", "2031-06-10T18:00-04:00", "Is it embargoed until 6:00 p.m.?", "Yes, that’s right."),
        ("conclusion", "", "Is there an embargo?", "Just until we finish up here."),
        ("none", "", "Is this under embargo?", "No, it’s not."),
        ("none", "", "Sorry, embargo?", "None."),
        ("clock", "2031-06-10T18:00-04:00", "The embargo is 6:00 p.m.?", "That is correct."),
        ("notice", "", "What is the embargo?", "We’ll let you know."),
        ("unmentioned", "", "Is the port open?", "No, it’s not. It opens tomorrow at noon."),
        ("unmentioned", "", "Will the arms embargo be lifted?", "The embargo could be lifted tomorrow at noon."),
        ("unmentioned", "", "WILL THE ARMS EMBARGO BE LIFTED?", "THE EMBARGO COULD BE LIFTED TOMORROW AT NOON."),
    ],
)
def test_the_answer_to_a_reporter_who_asks(kind: str, at: str, question: str, answer: str) -> None:
    assert _read("M: Good afternoon.", f"Q: Thank you. {question}", f"O: {answer} Next.") == (kind, at)


def test_what_officials_say_of_other_things_without_the_word() -> None:
    assert _read("M: Good afternoon.", "O: The rule may not be used before noon tomorrow.") == ("unmentioned", "")


def test_papers_under_embargo_are_not_the_call() -> None:
    papers = "M: The fact sheet is embargoed until 6:00 a.m. tomorrow."
    assert _read("M: The call is embargoed until its conclusion.", papers) == ("conclusion", "")
    assert _read(papers) == ("clock", "2031-06-11T06:00-04:00")


def test_sections_with_embargoes_of_their_own() -> None:
    said = (
        "M: The first part is a look back, which is embargoed until the call concludes. The second part is a preview, "
        "which is embargoed until 6:00 p.m. Eastern."
    )
    assert _read(said) == ("mixed", "2031-06-10T18:00-04:00")


@pytest.mark.parametrize(
    "said",
    [
        "What we say about the steel part you may use when we hang up. The rest is embargoed until 9:00 p.m.",
        "The first part, on steel, is embargoed until the call ends; the second, on tin, is embargoed until 9:00.",
    ],
)
def test_parts_named_by_what_they_are_on(said: str) -> None:
    assert _read(f"M: {said}") == ("mixed", "2031-06-10T21:00-04:00")


@pytest.mark.parametrize(
    ("kind", "at", "said"),
    [
        ("conclusion", "", "The fact sheet is embargoed until 6:00 a.m. tomorrow, and the call until its conclusion."),
        ("conclusion", "", "The call is embargoed until it ends, and the fact sheet until 6:00 a.m. tomorrow."),
        (
            "clock",
            "2031-06-11T09:00-04:00",
            "The fact sheet is embargoed until 6:00 a.m. tomorrow, and the call is embargoed until 9:00 a.m. tomorrow.",
        ),
        ("clock", "2031-06-11T09:00-04:00", "The second half of this call is embargoed until 9:00 a.m. tomorrow."),
        (
            "mixed",
            "2031-06-11T09:00-04:00",
            "The part about the dues is embargoed until 9:00 a.m. tomorrow; the rest until the end of the call.",
        ),
        (
            "mixed",
            "2031-06-11T08:30-04:00",
            "The tables are embargoed until 8:30 a.m. tomorrow. Everything else is embargoed until this call ends.",
        ),
        (
            "mixed",
            "2031-06-11T09:00-04:00",
            "The call is embargoed until it ends, except for the dues, which are embargoed until 9:00 a.m. tomorrow.",
        ),
        (
            "mixed",
            "2031-06-11T09:00-04:00",
            "The first half is embargoed until 9:00 a.m. tomorrow and the second half until 5:00 a.m. tomorrow.",
        ),
    ],
)
def test_an_embargo_for_each_thing(kind: str, at: str, said: str) -> None:
    assert _read(f"M: {said}") == (kind, at)


def test_an_embargo_that_is_over_at_the_end_was_on_the_call() -> None:
    assert _read("M: Welcome.", "M: Thank you all. The embargo has now lifted.") == ("conclusion", "")
    assert _read(FIVE, "M: With that, the embargo is lifted.")[0] == "clock"


def test_struck_words_do_not_count() -> None:
    text = "It is embargoed until 5:00 a.m. tomorrow, July [June] 11th."
    marks = (Mark(MarkKind.STRUCK, 0, 42, 46), Mark(MarkKind.CORRECTION, 0, 47, 53))
    assert [text[mark.start : mark.end] for mark in marks] == ["July", "[June]"]
    turn = Turn(id="t001", label="M", speaker="M", role=Role.MODERATOR, paragraphs=(text,), marks=marks)
    embargo = read_ground_rules([turn], CALL).embargo
    assert embargo.text == "until 5:00 a.m. tomorrow, June 11th"
    assert embargo.at == datetime.datetime(2031, 6, 11, 5, tzinfo=HOME)


def test_no_call_at_all() -> None:
    assert _read() == ("unmentioned", "")


def test_of_more_than_any_call_says_of_it_the_beginning_and_the_end_count() -> None:
    between = ["M: We are embargoed until 8:00 p.m. tonight."] * 5_000
    assert _read(FIVE, *between, "M: It is now embargoed until 9:00 p.m. tonight.") == (
        "clock",
        "2031-06-10T21:00-04:00",
    )
    assert _read(FIVE, *["M: Nobody may report the weather. "] * 5_000) == ("clock", "2031-06-11T17:00-04:00")
    long = "O: " + "The quay is as long as it was. " * 10_000
    assert _read(FIVE, long, "M: It is embargoed until 9:00 p.m.", long, "M: Bye.") == (
        "clock",
        "2031-06-11T17:00-04:00",
    )


def test_speech_without_periods_is_read_from_its_beginning() -> None:
    said = "we are embargoed until 8:00 p.m. tonight, and so we talk and report and talk, " * 4_000
    assert _read(f"M: {said}") == ("clock", "2031-06-10T20:00-04:00")


def test_of_what_is_longer_than_any_call_the_beginning_is_read() -> None:
    said = FIVE + " The quay is as long as it was." * 10_000
    assert _read(f"{said} It is now embargoed until 9:00 p.m. tonight.") == ("clock", "2031-06-11T17:00-04:00")
