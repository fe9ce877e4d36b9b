"""The embargo on a call, from what is said of it."""

import datetime
import zoneinfo

import pytest

from onbackground.transcript.document import Mark, MarkKind, Role, Turn
from onbackground.transcript.ground_rules import Embargo
from onbackground.transcript.reading.clock_times import Occasion
from onbackground.transcript.reading.embargo import read_embargo

HOME = zoneinfo.ZoneInfo("America/New_York")
CALL = Occasion(day=datetime.date(2031, 6, 10), start=datetime.datetime(2031, 6, 10, 16, 5, tzinfo=HOME), zone=HOME)
ROLES = {"M": Role.MODERATOR, "O": Role.OFFICIAL, "Q": Role.REPORTER, "T": Role.OPERATOR}


def _embargo(*said: str) -> Embargo:
    """The embargo on a call of these turns, each with the letter of a role: "M: Good afternoon."."""
    turns = [
        Turn(id=f"t{number:03d}", label=one[0], speaker=one[0], role=ROLES[one[0]], paragraphs=(one[3:],))
        for number, one in enumerate(said, 1)
    ]
    return read_embargo(turns, CALL)


def _read(*said: str) -> tuple[str, str]:
    embargo = _embargo(*said)
    return embargo.kind.value, embargo.at.isoformat(timespec="minutes") if embargo.at else ""


# ── One statement ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "at", "said"),
    [
        ("clock", "2031-06-11T05:00-04:00", "This call is embargoed until 5:00 a.m. Eastern tomorrow, June 11th."),
        ("clock", "2031-06-11T12:00-04:00", "Contents are embargoed until noon tomorrow."),
        ("clock", "2031-06-11T00:00-04:00", "The embargo lifts at midnight."),
        ("clock", "2031-06-11T00:00-04:00", "We are embargoed until midnight tonight."),
        ("clock", "2031-06-10T18:00-04:00", "It is embargoed until six o’clock tonight."),
        ("clock", "2031-06-10T18:00-04:00", "It is embargoed until 6 tonight."),
        ("clock", "2031-06-15T00:01-04:00", "This is embargoed until 12:01 a.m. on Sunday."),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "The contents are embargoed until 5 a.m. Eastern / 11 a.m. Paris time tomorrow.",
        ),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "The contents are under embargo until 5 a.m. Eastern tomorrow, that is 11 a.m. in Paris.",
        ),
        (
            "clock",
            "2031-06-10T18:00-04:00",
            "Let me correct that: the call is embargoed until 6:00 p.m., not 5:00 p.m.",
        ),
        ("clock", "2031-06-10T18:00-04:00", "The call is embargoed until 5 — sorry, 6:00 p.m. today."),
        (
            "clock",
            "2031-06-10T18:00-04:00",
            "The call is embargoed until 5:00 p.m. — excuse me, until 6:00 p.m. today.",
        ),
        ("clock", "2031-06-10T18:30-04:00", "We moved the embargo from 5:00 p.m. to 6:30 p.m. this evening."),
        ("clock", "2031-06-10T17:00-04:00", "It is embargoed until the top of the hour."),
        ("clock", "2031-06-10T17:30-04:00", "It is embargoed until 5:30."),
        ("clock", "2031-06-13T09:00-04:00", "It is embargoed until Friday at 9 a.m."),
        ("clock", "2031-06-12T09:00-04:00", "It is embargoed until 9 a.m. this Thursday, June 12."),
        ("clock", "2031-06-11T06:00-04:00", "It is embargoed until 0600 Eastern tomorrow."),
        ("clock", "2031-06-11T10:00-04:00", "It is embargoed until 10:00 a.m. local time tomorrow in Paris."),
        ("clock", "2031-06-11T09:00+01:00", "It is embargoed until 9 a.m. London time tomorrow."),
        ("clock", "2031-06-11T05:00-04:00", "It is embargoed until 5:00 a.m. EST tomorrow."),
        ("clock", "2031-06-11T05:00-04:00", "It is embargoed until 5 am ET on Wednesday."),
        ("clock", "2031-06-11T05:00-04:00", "It is embargoed until 5 AM Eastern on Wednesday."),
        ("clock", "2031-06-10T19:00-04:00", "The embargo time is 7 p.m. Eastern."),
        ("clock", "2031-06-11T05:00-04:00", "This is under a 5:00 a.m. embargo."),
        ("clock", "2031-06-11T07:00-04:00", "Nothing from this call may be reported until 7:00 a.m. tomorrow."),
        ("clock", "2031-06-11T07:00-04:00", "This is not for use before 7:00 a.m. tomorrow."),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "This call is on background and embargoed until tomorrow at 5:00 a.m. when the Mayor will sign the order.",
        ),
        (
            "clock",
            "2031-06-10T20:30-04:00",
            "It is embargoed until 8:30 p.m. tonight, at which time the Mayor will speak.",
        ),
        ("clock", "2031-06-10T21:00-04:00", "Our call is embargoed until 9:00 p.m., when the Mayor’s remarks begin."),
        ("clock", "2031-06-11T05:00-04:00", "The call is embargoed through tomorrow at 5:00 a.m."),
        ("clock", "2031-06-10T17:00-04:00", "This call will be embargoed till 5pm."),
        ("clock", "2031-06-10T17:00-04:00", "It is embargoed until 5:00 p.m. Eastern Time on June 10."),
        ("clock", "2031-06-11T05:00-04:00", "It is embargoed until tomorrow morning, 5:00 a.m. Eastern Time."),
        (
            "clock",
            "2031-06-10T22:00-04:00",
            "This is embargoed until 10:00 p.m. Eastern tonight, 4:00 a.m. Central European Time tomorrow.",
        ),
        ("clock", "2031-06-11T14:30-04:00", "It’s embargoed until the President’s announcement at 2:30 p.m. tomorrow."),
        ("clock", "2031-06-10T18:00-04:00", "At 6:00 p.m. Eastern, the embargo will lift."),
        (
            "clock",
            "2031-06-10T23:59-04:00",
            "The contents of this call, which is on background, are embargoed until 11:59 p.m. Eastern tonight.",
        ),
        ("clock", "2031-06-11T06:00-04:00", "It is embargoed until 6:00 a.m. Eastern tomorrow, Wednesday, the 11th."),
        ("clock", "2031-06-11T09:00-04:00", "The contents are strictly embargoed until 9 tomorrow morning."),
        ("clock", "2031-06-11T06:00-04:00", "The embargo on this briefing is 6:00 a.m. Eastern Wednesday."),
        ("clock", "2031-06-11T06:00-04:00", "We are going to embargo this until 6:00 a.m. tomorrow."),
        ("clock", "2031-06-11T06:00-04:00", "We’ll set the embargo at 6:00 a.m. tomorrow."),
        ("clock", "2031-06-11T06:00-04:00", "Please respect the embargo, which is 6:00 a.m. tomorrow."),
        (
            "clock",
            "2031-06-10T17:00-04:00",
            "This call is embargoed until 5:00 p.m. Eastern, and the fact sheet is embargoed until 6:00 p.m. Eastern.",
        ),
        (
            "clock",
            "2031-06-11T06:00-04:00",
            "This call is embargoed until release of the report at 6:00 a.m. Eastern tomorrow.",
        ),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "This call is on background and is embargoed until 5:00 a.m. tomorrow, when the report publishes.",
        ),
        ("clock", "2031-06-10T18:00-04:00", "The embargo is set for 6 p.m."),
        ("clock", "2031-06-13T06:00-04:00", "It is embargoed for 6:00 a.m. Friday morning."),
        ("clock", "2031-06-10T18:00-04:00", "You are free to use it at 6:00 p.m. when the embargo lifts."),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "This call is embargoed until 5:00 a.m. Eastern Time, 10:00 a.m. London time tomorrow.",
        ),
        ("clock", "2031-06-10T17:00-04:00", "It is embargoed until 5 o’clock this afternoon."),
        ("clock", "2031-06-10T19:00-04:00", "It is embargoed until seven p.m."),
        (
            "clock",
            "2031-06-11T12:00-04:00",
            "It is embargoed until noon tomorrow, so with that I’ll turn it over to you.",
        ),
        (
            "clock",
            "2031-06-11T12:00-04:00",
            "It is embargoed until noon tomorrow, we’ll now turn it over to the Mayor.",
        ),
        (
            "clock",
            "2031-06-11T06:00-04:00",
            "This is embargoed until 6:00 a.m. tomorrow, and at the end of the call I will send the fact sheet.",
        ),
        ("clock", "2031-06-10T18:00-04:00", "It is embargoed until 6:00 p.m., when this call will be over anyway."),
        ("clock", "2031-06-11T06:00-04:00", "It is embargoed until noon Freedonia time, 6:00 a.m. Eastern, tomorrow."),
        (
            "clock",
            "2031-06-11T06:00-04:00",
            "It is embargoed until tomorrow, June 11th, at noon Freedonia time and 6:00 a.m. Eastern.",
        ),
        ("clock", "", "This call is embargoed until tomorrow."),
        ("clock", "", "This call is embargoed until Friday."),
        (
            "clock",
            "2031-06-11T09:00-04:00",
            "Everything you hear is embargoed until 9:00 a.m. Eastern tomorrow, and attributable to officials.",
        ),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "You agree that the contents are embargoed until 5:00 a.m. Eastern, Wednesday, June the 11th.",
        ),
        (
            "clock",
            "2031-06-11T05:00-04:00",
            "This call is embargoed until 5:00 a.m. tomorrow — that’s Wednesday, June 11th — Eastern Time.",
        ),
        ("clock", "2031-06-10T18:00-04:00", "The embargo will be lifted at 6:00 p.m., once the Mayor has spoken."),
        (
            "clock",
            "2031-06-10T18:00-04:00",
            "It’s embargoed until 6:00 p.m. Eastern Daylight Time this evening, June 10, 2031.",
        ),
        (
            "clock",
            "2031-06-11T06:00-04:00",
            "The embargo on the contents of this call and the fact sheet lifts tomorrow at 6:00 a.m. Eastern.",
        ),
        (
            "clock",
            "2031-06-11T06:00-04:00",
            "So, the call and the fact sheet are embargoed until 6:00 a.m. Eastern tomorrow.",
        ),
        ("clock", "2031-06-11T05:00-04:00", "Our embargo is 5:00 a.m., so please hold your stories."),
        ("clock", "2031-06-11T00:00-04:00", "It’s embargoed until midnight Eastern."),
        ("clock", "2031-06-12T00:00-04:00", "Embargoed until midnight on Thursday."),
        ("clock", "2031-06-11T14:00-04:00", "We will embargo the contents until the Mayor’s 2:00 p.m. remarks."),
        (
            "clock",
            "2031-06-11T01:00-04:00",
            "The contents are embargoed until 1:00 a.m. Eastern, so 7:00 a.m. in Paris, tomorrow.",
        ),
        (
            "clock",
            "2031-06-12T08:00+09:00",
            "It is embargoed until 8:00 a.m. Tokyo time on June 12th, which is 7:00 p.m. Eastern on June 11th.",
        ),
        ("clock", "2031-06-17T05:00-04:00", "This call is embargoed until 5:00 a.m. Eastern on Tuesday, June 17."),
        ("clock", "2031-06-10T18:00-04:00", "Reporters who joined agreed not to report any of this until 6:00 p.m."),
        ("clock", "2031-06-10T18:00-04:00", "We ask that you not publish before 6:00 p.m. Eastern."),
        ("conclusion", "", "You may use this immediately following the call; until then it is embargoed."),
        ("conclusion", "", "The call is embargoed until immediately following the call."),
        ("conclusion", "", "It will be embargoed until the end of this call."),
        ("conclusion", "", "The contents are embargoed until the call is over."),
        ("conclusion", "", "The contents are embargoed until we hang up."),
        ("conclusion", "", "The contents of this are embargoed until we’re done here."),
        ("conclusion", "", "The embargo will lift as soon as the call ends."),
        ("conclusion", "", "Everything is embargoed for the duration of the call."),
        ("conclusion", "", "It’s embargoed until its completion."),
        ("conclusion", "", "The embargo lifts at the conclusion of today’s briefing."),
        ("conclusion", "", "Contents are held until the end of the call."),
        ("conclusion", "", "This is on background and embargoed until the conclusion of the Q&A."),
        (
            "conclusion",
            "",
            "Thanks all for joining, it is embargoed until the call concludes, which will be momentarily.",
        ),
        ("conclusion", "", "With that, the embargo is lifted."),
        ("conclusion", "", "The embargo is now lifted."),
        ("conclusion", "", "The embargo lifts now."),
        ("conclusion", "", "It is on background, and the embargo lifts after this."),
        ("conclusion", "", "It is embargoed until the end of this."),
        ("conclusion", "", "It is embargoed until this concludes."),
        ("conclusion", "", "It is embargoed until this is over."),
        ("conclusion", "", "The embargo lifts right afterwards."),
        ("conclusion", "", "It is embargoed until we’re off."),
        ("event", "", "It is embargoed until after this meeting."),
        ("event", "", "It is embargoed until this harbour meeting ends."),
        ("conclusion", "", "You are free to report this as soon as the call concludes; the embargo ends then."),
        ("conclusion", "", "At the conclusion of the call, the embargo will lift."),
        ("conclusion", "", "The embargo on this call will lift when the call ends."),
        ("conclusion", "", "The whole call is embargoed until we conclude."),
        ("conclusion", "", "The contents of this call are embargoed until the call’s end."),
        ("conclusion", "", "This call is embargoed until it ends."),
        ("conclusion", "", "Contents are embargoed until after the call."),
        ("conclusion", "", "The embargo lifts when we hang up."),
        ("conclusion", "", "It is embargoed until the conclusion of the briefing, at which point it is on background."),
        ("conclusion", "", "We will lift the embargo at the end of the call."),
        ("conclusion", "", "The embargo will be lifted once the call is over."),
        ("conclusion", "", "The contents of this call are embargoed until completion."),
        ("conclusion", "", "The contents will be embargoed until the end of the question-and-answer session."),
        ("conclusion", "", "The contents will be embargoed until the close of this call."),
        ("conclusion", "", "The call is embargoed until 30 minutes after it ends."),
        ("conclusion", "", "You can use the contents at the end of the call, when the embargo lifts."),
        ("event", "", "This is embargoed until the Prime Minister’s remarks this evening."),
        ("event", "", "The call is embargoed until the start of the speech."),
        ("event", "", "The call is embargoed until the conclusion of the Prime Minister’s meeting with the mayor."),
        ("event", "", "The call is embargoed until the fact sheet goes out."),
        ("event", "", "The contents are embargoed until the joint statement is released."),
        ("event", "", "It is embargoed until the delegation arrives in Port Fable."),
        ("event", "", "Please hold this until the ferry has docked; it is embargoed."),
        ("event", "", "The background call is embargoed until the White House announces the decision."),
        ("event", "", "The embargo will lift once the President has finished speaking."),
        ("event", "", "When the statement goes out, the embargo will lift."),
        ("event", "", "This is for planning purposes and embargoed until the meeting begins tomorrow."),
        ("event", "", "It is embargoed until the ferry docks, which we expect at 7:00 p.m. or so."),
        ("event", "", "It’s embargoed until the top of his remarks."),
        ("event", "", "The embargo will lift at the time of the release."),
        ("event", "", "The call is under a strict embargo until wheels up tonight."),
        ("event", "", "And this call will be embargoed until we release the fact sheet later today."),
        ("event", "", "This is embargoed until the release of the joint statement."),
        ("event", "", "This is embargoed until the order is signed tomorrow."),
        ("conclusion", "", "The call is embargoed until it’s over."),
        ("conclusion", "", "The call is embargoed until the end of this briefing at 4:30 p.m."),
        ("event", "", "The information is embargoed until the news conference begins."),
        ("notice", "", "It is embargoed until we tell you otherwise."),
        ("notice", "", "The call is embargoed until further notice."),
        ("notice", "", "This is embargoed until you hear from us."),
        ("notice", "", "This is embargoed, and we’ll let you know when the embargo lifts."),
        ("notice", "", "The contents are embargoed until you receive an email from our office."),
        ("notice", "", "This is under embargo until we notify you."),
        ("notice", "", "It is embargoed until our office gives you the all-clear."),
        ("notice", "", "It is held under embargo until we notify everyone on this call that the boats are in."),
        ("notice", "", "It is embargoed until we let the participants know that the boats are in."),
        ("notice", "", "Please keep this embargoed until we give you the green light."),
        ("none", "", "There is no embargo on this call."),
        ("none", "", "This call is not embargoed."),
        ("none", "", "This call isn’t under embargo."),
        ("none", "", "We have no embargo today."),
        ("none", "", "There’s no embargo, so you can use this right away."),
        ("none", "", "As a reminder, this is on background, no embargo."),
        ("none", "", "This call will not be embargoed."),
        (
            "mixed",
            "2031-06-11T05:00-04:00",
            "This call is embargoed until 5:00 a.m. tomorrow or until the order is signed, whichever comes first.",
        ),
        (
            "mixed",
            "2031-06-10T18:00-04:00",
            "The call is embargoed until 6:00 p.m. tonight or when the Mayor begins speaking.",
        ),
        (
            "mixed",
            "2031-06-10T17:00-04:00",
            "This is embargoed until the end of the call or 5:00 p.m., whichever is later.",
        ),
        (
            "mixed",
            "2031-06-10T18:00-04:00",
            "The opening remarks are embargoed until 6:00 p.m., and the Q&A is embargoed until the end of the call.",
        ),
        (
            "mixed",
            "2031-06-10T18:00-04:00",
            "The call will be embargoed until 6:00 p.m. or the Mayor’s remarks, whichever comes first.",
        ),
        ("mixed", "2031-06-10T20:30-04:00", "It is embargoed until 8:30 p.m. or when the Mayor starts speaking."),
        ("mixed", "", "The contents are embargoed until the call is finished and the fact sheet is posted."),
        ("unmentioned", "", "We talked about the oil embargo on Ruritania."),
        ("unmentioned", "", "The arms embargo is in force until noon on Friday."),
        ("unmentioned", "", "We will send an embargoed fact sheet after the call."),
    ],
)
def test_one_statement(kind: str, at: str, said: str) -> None:
    assert _read(f"M: Good afternoon. {said} Thank you.") == (kind, at)


# ── Several statements ─────────────────────────────────────────────────────────────────────────────────────────────

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
    embargo = read_embargo([turn], CALL)
    assert embargo.text == "until 5:00 a.m. tomorrow, June 11th"
    assert embargo.at == datetime.datetime(2031, 6, 11, 5, tzinfo=HOME)


def test_no_call_at_all() -> None:
    assert _read() == ("unmentioned", "")
