"""The line of a heading that tells when a call may be used: "EMBARGOED UNTIL 8:00 P.M. EDT, JUNE 10, 2031"."""

import pytest

from onbackground.transcript.document import Transcript
from onbackground.transcript.reading import read_transcript

HEADING = """\
THE HARBOR OFFICE

Press Desk

{release}

PRESS BRIEFING
BY SENIOR HARBOR OFFICIALS
ON THE NEW DUES

Via Conference Call

4:05 P.M. EDT

MS. ARLEN: Good afternoon, everyone. {said}

SENIOR HARBOR OFFICIAL: Thanks. The dues change in July.

Q    By how much?

SENIOR HARBOR OFFICIAL: By a tenth.
"""


def _call(release: str, said: str = "This is on background.") -> Transcript:
    return read_transcript(HEADING.format(release=release, said=said))


def _embargo(call: Transcript) -> tuple[str, str | None]:
    embargo = call.ground_rules.embargo
    return embargo.kind.value, embargo.at.isoformat(timespec="minutes") if embargo.at else None


@pytest.mark.parametrize(
    ("release", "lifts"),
    [
        ("EMBARGOED UNTIL 8:00 P.M. EDT, JUNE 10, 2031", "2031-06-10T20:00-04:00"),
        ("EMBARGOED UNTIL 8:00 P.M.            EDT, JUNE 10, 2031", "2031-06-10T20:00-04:00"),
        ("Embargoed For Release Until 9:00 A.M. EDT\nWednesday, June 11, 2031", "2031-06-11T09:00-04:00"),
        ("EMBARGOED FOR RELEASE\n\nUNTIL 12:00 A.M. EDT\n\nWEDNESDAY, JUNE 11, 2031", "2031-06-11T00:00-04:00"),
        ("Under Embargo Until 900 P.M. EDT       Tuesday, June 10, 2031", "2031-06-10T21:00-04:00"),
        ("EMBARGO: 6:00 a.m. EDT, Wednesday, June 11, 2031", "2031-06-11T06:00-04:00"),
        ("HOLD FOR RELEASE UNTIL 12:01 A.M. EDT, June 11, 2031", "2031-06-11T00:01-04:00"),
        ("Not for publication before noon EDT, June 11, 2031", "2031-06-11T12:00-04:00"),
        ("FOR RELEASE AT 6:00 A.M. EDT, WEDNESDAY, JUNE 11, 2031", "2031-06-11T06:00-04:00"),
        ("EMBARGOED UNTIL: Wednesday, June 11, 2031, 11:00 a.m. EDT", "2031-06-11T11:00-04:00"),
        ("For use at 2:00 p.m. EDT\nJune 11, 2031", "2031-06-11T14:00-04:00"),
        ("For wire transmission 8:30 A.M. EDT, Wednesday, June 11, 2031", "2031-06-11T08:30-04:00"),
        ("EMBARGOED UNTIL 2:00 P.M. CAIRO TIME, JUNE 11, 2031", "2031-06-11T14:00+03:00"),
        ("HOLD FOR RELEASE: 8 P.M. EDT JUNE 10, 2031", "2031-06-10T20:00-04:00"),
        ("For release: 8:30 a.m. (EDT) Wednesday, June 11, 2031", "2031-06-11T08:30-04:00"),
        ("RELEASE TIME: 6:00 A.M. EDT, JUNE 11, 2031", "2031-06-11T06:00-04:00"),
        ("Advance for release at 7:00 a.m. EDT Thursday, June 12", "2031-06-12T07:00-04:00"),
        ("Strictly embargoed until 00.01 hours, Thursday 12 June 2031", "2031-06-12T00:01-04:00"),
        ("Embargo: 15:00 CEST, 11 June 2031", "2031-06-11T15:00+02:00"),
        ("EMBARGO LIFTS AT 5:00 P.M. EDT", "2031-06-10T17:00-04:00"),
        ("This transcript is embargoed until 5:00 p.m. EDT", "2031-06-10T17:00-04:00"),
        ("Note to editors: embargoed until 6:00 a.m. EDT June 11", "2031-06-11T06:00-04:00"),
        ("***EMBARGOED FOR RELEASE UNTIL 12:01 AM THURSDAY, JUNE 12***", "2031-06-12T00:01-04:00"),
    ],
)
def test_an_hour_above_the_call(release: str, lifts: str) -> None:
    call = _call(f"June 10, 2031\n\n{release}")
    assert _embargo(call) == ("clock", lifts)
    assert call.start is not None
    assert call.start.isoformat(timespec="minutes") == "2031-06-10T16:05-04:00"  # the lift is not when it was held


@pytest.mark.parametrize(
    ("release", "kind"),
    [
        ("FOR RELEASE UPON DELIVERY", "event"),
        ("For release on delivery", "event"),
        ("For Release: Upon delivery of the mayor's remarks", "event"),
        ("FOR USE ON DELIVERY: EXPECTED AT 9:00 A.M. EDT", "event"),
        ("EMBARGOED UNTIL DELIVERY OF THE MAYOR’S SPEECH", "event"),
        ("UNDER EMBARGO UNTIL THE MAYOR SPEAKS", "event"),
        ("EMBARGOED UNTIL THE CONCLUSION OF THE CALL", "conclusion"),
        ("FOR IMMEDIATE RELEASE", "unmentioned"),
        ("EMBARGOED", "unmentioned"),
        ("EMBARGOED COPY", "unmentioned"),
        ("EMBARGOED BRIEFING ON THE NEW DUES", "unmentioned"),
        ("CHECK AGAINST DELIVERY", "unmentioned"),
    ],
)
def test_no_hour_above_the_call(release: str, kind: str) -> None:
    assert _embargo(_call(f"June 10, 2031\n\n{release}")) == (kind, None)


def test_an_hour_alone_below_it_is_that_of_the_call() -> None:
    call = read_transcript(
        "A Press Briefing on the Dues\n\nJune 10, 2031\n\nEMBARGOED UNTIL 8:00 P.M.\n4:05 P.M. EDT\n\n"
        "MS. ARLEN: Hello.\n\nQ    Why?\n\nMS. ARLEN: Because.\n"
    )
    assert _embargo(call) == ("clock", "2031-06-10T20:00-04:00")
    assert call.start is not None
    assert call.start.hour == 16


def test_it_counts_as_said_first() -> None:
    release = "June 10, 2031\n\nEMBARGOED UNTIL 8:00 P.M. EDT, JUNE 11, 2031"
    assert _embargo(_call(release, "It is embargoed until 8:00.")) == ("clock", "2031-06-11T20:00-04:00")
    assert _embargo(_call(release, "It is embargoed until 6:00 p.m. tonight.")) == ("clock", "2031-06-10T18:00-04:00")


def test_it_holds_against_who_says_that_there_is_none() -> None:
    release = "June 10, 2031\n\nEMBARGOED UNTIL 8:00 P.M. EDT, JUNE 11, 2031"
    said = "We need no embargo, nobody has a question. (Laughter.)"
    assert _embargo(_call(release, said)) == ("clock", "2031-06-11T20:00-04:00")


def test_the_day_of_the_lift_is_that_of_the_call_where_there_is_no_other() -> None:
    call = _call("EMBARGOED UNTIL 8:00 P.M. EDT, JUNE 10, 2031")
    assert str(call.call_date) == "2031-06-10"
    assert _embargo(call) == ("clock", "2031-06-10T20:00-04:00")


def test_the_day_of_the_title_counts_before_that_of_a_page_made_later() -> None:
    heading = "Briefing on the New Dues, {title}\n\n{page}\n\n4:05 P.M. EDT\n\nMS. ARLEN: Hello.\n\nQ    Why?\n"
    days = [("6/10/2031", "June 11, 2031"), ("June 10, 2031", "June 12, 2031"), ("6/1/2031", "June 10, 2031")]
    held = [read_transcript(heading.format(title=title, page=page)).call_date for title, page in days]
    assert list(map(str, held)) == ["2031-06-10", "2031-06-10", "2031-06-10"]
    both = heading.format(title="6/9/2031", page="June 12, 2031\n\nJune 10, 2031")
    assert str(read_transcript(both).call_date) == "2031-06-10"
