"""Embargoes stated without the word: leave to use what is said, what must not be done with it, and answers."""

import datetime
import zoneinfo

import pytest

from onbackground.transcript.document import Role, Turn
from onbackground.transcript.ground_rules import GroundRules
from onbackground.transcript.reading.clock_times import Occasion
from onbackground.transcript.reading.ground_rules import read_ground_rules

HOME = zoneinfo.ZoneInfo("America/New_York")
CALL = Occasion(day=datetime.date(2031, 6, 10), start=datetime.datetime(2031, 6, 10, 16, 5, tzinfo=HOME), zone=HOME)
ROLES = {"M": Role.MODERATOR, "O": Role.OFFICIAL, "Q": Role.REPORTER}


def _rules(*said: str) -> GroundRules:
    turns = [
        Turn(id=f"t{number:03d}", label=one[0], speaker=one[0], role=ROLES[one[0]], paragraphs=(one[3:],))
        for number, one in enumerate(said, 1)
    ]
    return read_ground_rules(turns, CALL)


def _embargo(*said: str) -> tuple[str, str]:
    embargo = _rules(*said).embargo
    return embargo.kind.value, embargo.at.isoformat(timespec="minutes") if embargo.at else ""


@pytest.mark.parametrize(
    ("kind", "at", "said"),
    [
        ("clock", "2031-06-10T18:00-04:00", "The quay figures are for use after 6:00."),
        ("clock", "2031-06-11T06:00-04:00", "You can go with it at 6:00 a.m. tomorrow."),
        ("clock", "2031-06-11T06:00-04:00", "The call may be reported on beginning at 6:00 a.m. tomorrow."),
        ("clock", "2031-06-11T07:00-04:00", "The figures are yours to use from 7 tomorrow morning Eastern."),
        ("clock", "2031-06-10T20:00-04:00", "Your stories may run at eight tonight."),
        ("clock", "2031-06-11T07:00-04:00", "It may not be printed, broadcast, or posted prior to 7 a.m. tomorrow."),
        ("clock", "2031-06-11T07:00-04:00", "Please sit on this until tomorrow at seven a.m."),
        ("clock", "2031-06-11T07:00-04:00", "We ask you to keep this quiet until 7:00 a.m. tomorrow."),
        ("clock", "2031-06-11T07:00-04:00", "The whole call holds until 7 a.m. Wednesday."),
        ("clock", "2031-06-11T07:00-04:00", "We publish it at 7:00 a.m. tomorrow, and the embargo runs until then."),
        ("clock", "2031-06-10T17:05-04:00", "You’re free to report this an hour from now, at 5:05."),
        ("clock", "2031-06-10T18:00-04:00", "I am told there is an embargo after all; it’s 6:00 p.m."),
        ("conclusion", "", "All of it is embargoed until such time as the call is over."),
        ("conclusion", "", "It is embargoed until call completion."),
        ("conclusion", "", "The embargo is just for the length of the call."),
        ("conclusion", "", "The words are for your use at the end of this briefing."),
        ("conclusion", "", "You may use this as soon as we hang up."),
        ("conclusion", "", "You may report what you hear after the call ends."),
        ("conclusion", "", "The contents can be reported following its conclusion."),
        ("conclusion", "", "It is embargoed until we let you go."),
        ("conclusion", "", "When the briefing ends, you’re free to report it."),
        ("conclusion", "", "You can publish once the call is over."),
        ("conclusion", "", "Nothing may be quoted while the call is going on."),
        ("conclusion", "", "Please refrain from posting in real time."),
        ("conclusion", "", "Please wait until after the call to file."),
        ("conclusion", "", "It is embargoed until we’ve taken the last question."),
        ("conclusion", "", "It is embargoed until the call is through."),
        ("conclusion", "", "The embargo ends the moment we get off the line."),
        ("event", "", "You can report it as soon as the Mayor takes the stage."),
        ("event", "", "The embargo is the beginning of the Mayor’s remarks."),
        ("event", "", "The embargo lifts after this afternoon’s speech."),
        ("event", "", "It is embargoed until the Mayor speaks this afternoon."),
        ("event", "", "Once the bill is signed, you’re free to report what you’ve heard."),
        ("event", "", "It is under an embargo tied to the Mayor’s arrival."),
        ("event", "", "It is embargoed through the end of the Mayor’s speech."),
        ("notice", "", "The embargo is TBD, and we’ll come back to you."),
        ("notice", "", "Please await our go-ahead before reporting any of this."),
        ("notice", "", "It stays embargoed until I e-mail the list."),
        ("notice", "", "We’ll send you an e-mail when the embargo lifts."),
        ("notice", "", "It is embargoed until you receive an advisory."),
        ("notice", "", "We don’t have a time for the embargo yet. We’ll let you all know."),
        ("none", "", "This is free to use right away."),
        ("none", "", "All of it is reportable immediately."),
        ("none", "", "You can report this in real time."),
        ("none", "", "What you hear is for immediate use."),
        ("none", "", "This call is unembargoed."),
        ("none", "", "You can use it as soon as you hear it."),
        ("none", "", "This is an embargo-free call."),
        ("none", "", "Feel free to write about it as we speak."),
        ("none", "", "We dropped the embargo, so write away."),
        ("none", "", "There is no embargo, so it is reportable as soon as the call is over."),
        ("unmentioned", "", "Please hold your questions until the end."),
        ("unmentioned", "", "You can use the button at the bottom once we get to questions."),
        ("unmentioned", "", "Please keep your line muted until you are called."),
        ("unmentioned", "", "We won’t be able to use names until they are announced."),
        ("unmentioned", "", "The ships may be used again after the repair."),
        ("unmentioned", "", "We will be done by 5:00 p.m., and a report follows tomorrow at noon."),
    ],
)
def test_leave_to_use_and_what_must_not_be_done(kind: str, at: str, said: str) -> None:
    assert _embargo(f"M: Good afternoon. {said} Thank you.") == (kind, at)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2031-06-11T00:01-04:00", "embargoed until one minute past midnight"),
        ("2031-06-10T21:30-04:00", "embargoed until half nine tonight"),
        ("2031-06-10T17:50-04:00", "embargoed until ten minutes to six"),
        ("2031-06-10T17:20-04:00", "embargoed until twenty past five"),
        ("2031-06-11T09:30-04:00", "embargoed until nine thirty tomorrow morning"),
        ("2031-06-10T17:00-04:00", "embargoed till five, when the order is signed"),
        ("2031-06-10T17:00-04:00", "embargoed until 5 — five o’clock this afternoon"),
        ("2031-06-11T09:00-04:00", "embargoed until nine a.m. back in Washington"),
        ("2031-06-11T00:00-07:00", "embargoed until midnight on the West Coast"),
        ("2031-06-10T21:00-04:00", "embargoed until 9:00 p.m. tonight Washington time, tomorrow morning for them"),
        ("2031-06-13T05:00-04:00", "embargoed until Friday, June 13th — Harbor Day — at 5:00 a.m."),
        ("2031-06-10T18:00-04:00", "under an embargo; it’s no longer 5:00, it’s 6:00 p.m."),
        ("2031-06-10T18:00-04:00", "under a rule, and the embargo time here, as you know, is 6:00 p.m."),
        ("2031-06-10T18:00-04:00", "embargoed until 5:00, but let’s call it 6:00 p.m."),
    ],
)
def test_hours_in_other_words(at: str, said: str) -> None:
    assert _embargo(f"M: This call is {said}.") == ("clock", at)


@pytest.mark.parametrize(
    ("kind", "at", "question", "answer"),
    [
        ("clock", "2031-06-11T05:00-04:00", "When can we use this?", "Tomorrow at 5:00 a.m. Eastern."),
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
    assert _embargo("M: Good afternoon.", f"Q: Thank you. {question}", f"O: {answer} Next.") == (kind, at)


def test_what_officials_say_of_other_things_without_the_word() -> None:
    assert _embargo("M: Good afternoon.", "O: The rule may not be used before noon tomorrow.") == ("unmentioned", "")


@pytest.mark.parametrize(
    "said",
    [
        "What we say about the steel part you may use when we hang up. The rest is embargoed until 9:00 p.m.",
        "The first part, on steel, is embargoed until the call ends; the second, on tin, is embargoed until 9:00.",
    ],
)
def test_parts_named_by_what_they_are_on(said: str) -> None:
    assert _embargo(f"M: {said}") == ("mixed", "2031-06-10T21:00-04:00")


@pytest.mark.parametrize(
    ("level", "said"),
    [
        ("on background", "Background, senior harbor officials."),
        ("on background", "It’s background, please."),
        ("on background", "The ground rules: background; no sound is to be used."),
        ("on background", "You know the drill — background, no names."),
        ("on background", "We begin on the record and then go to background."),
        (None, "Some background on the harbor: it was built long ago."),
        (None, "Her education, background, and experience are well known."),
        (None, "This is background music."),
    ],
)
def test_background_without_on(level: str | None, said: str) -> None:
    assert _rules(f"M: Good afternoon. {said}").attribution.level == level
