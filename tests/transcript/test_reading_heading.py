"""What a page prints around a call: its day, and the hours it began and ended."""

import datetime

import pytest

from onbackground.transcript.document import FindingKind
from onbackground.transcript.reading import read_transcript
from onbackground.transcript.reading.day_and_hours import hours_of
from onbackground.transcript.reading.heading import Heading, read_heading
from onbackground.transcript.reading.paragraphs import text_paragraphs
from onbackground.transcript.reading.printed_times import Clock, read_clock, read_date
from onbackground.transcript.reading.zones import said_zone, zone_at
from onbackground.transcript.writing import to_text

SUMMER, WINTER = datetime.date(2031, 6, 10), datetime.date(2031, 12, 10)


def _heading(*, start: str | None = None, title: str = "A call on pears") -> Heading:
    clock = read_clock(start) if start else None
    return Heading(title=title, place=None, via=None, call_date=None, start=clock, rest=())


def _hours(start: str | None, end: str | None, day: datetime.date | None = SUMMER, title: str = "A call") -> list[str]:
    ended = read_clock(end) if end else None
    found = hours_of(_heading(start=start, title=title), ended, day)
    return [moment.isoformat(timespec="minutes") if moment else "" for moment in found]


@pytest.mark.parametrize(
    ("line", "hour", "zone"),
    [
        ("3:02 P.M. EDT", (15, 2), "EDT"),
        ("(3:02 P.M. EDT)", (15, 2), "EDT"),
        ("12:05 A.M EST", (0, 5), "EST"),
        ("END  12:31 p.m. ET", (12, 31), "ET"),
        ("3.02 PM (CEST)", (15, 2), "CEST"),
        ("3;02 P. M. UTC-04:00", (15, 2), "UTC-04:00"),
        ("9:00 A.M. Local", (9, 0), "LOCAL"),
        ("09:00Z", (9, 0), "Z"),
        ("06/10/2031, 9:00 AM EDT", (9, 0), "EDT"),
        ("9:00 A.M.", (9, 0), ""),
    ],
)
def test_hours_as_printed(line: str, hour: tuple[int, int], zone: str) -> None:
    assert read_clock(line) == Clock(datetime.time(*hour), zone)


@pytest.mark.parametrize("line", ["13:02 P.M. EDT", "3:72 P.M. EDT", "at 3:02 P.M. EDT he spoke", "3:02 EDT", "END"])
def test_what_is_no_printed_hour(line: str) -> None:
    assert read_clock(line) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("(June 3, 2031)", datetime.date(2031, 6, 3)),
        ("Tuesday, Sept. 9th, 2031", datetime.date(2031, 9, 9)),
        ("21 February 2031", datetime.date(2031, 2, 21)),
        ("Febuary 2 2031", datetime.date(2031, 2, 2)),
        ("June 31, 2031", None),
        ("June 2031", None),
        ("July 4, 1725", None),
    ],
)
def test_days_as_printed(text: str, day: datetime.date | None) -> None:
    assert read_date(text) == day


def test_day_and_hour_on_one_line() -> None:
    heading = read_heading(text_paragraphs("Via Teleconference\n\n(June 3, 2031) 6:02 P.M. EDT\n"))
    assert (heading.call_date, heading.start) == (datetime.date(2031, 6, 3), Clock(datetime.time(18, 2), "EDT"))


@pytest.mark.parametrize(
    ("above", "line", "day"),
    [
        ("June 4, 2031", "11:34 P.M. EDT, June 3", datetime.date(2031, 6, 3)),
        ("June 4, 2031", "Tuesday, June 3, 11:34 P.M. EDT", datetime.date(2031, 6, 3)),
        ("January 1, 2032", "December 31st, 9:10 P.M. EST", datetime.date(2031, 12, 31)),
        ("March 1, 2032", "9:10 P.M. EST, February 29", datetime.date(2032, 2, 29)),
    ],
)
def test_a_day_without_its_year_beside_the_hour(above: str, line: str, day: datetime.date) -> None:
    heading = read_heading(list(text_paragraphs(f"Briefing on the Dues\n\n{above}\n\n{line}\n")))
    assert (heading.call_date, heading.start is not None) == (day, True)


def test_place_day_and_hour_set_off_by_bars() -> None:
    heading = read_heading(
        list(text_paragraphs("Briefing on the Dues\n\nVineford, Wessex | June 10, 2031 | 3:02 p.m. EDT"))
    )
    assert (heading.place, heading.call_date) == ("Vineford, Wessex", SUMMER)
    assert heading.start is not None and (heading.start.time, heading.start.zone) == (datetime.time(15, 2), "EDT")


def test_a_day_without_its_year_is_near_the_day_of_the_page() -> None:
    paragraphs = list(text_paragraphs("Via Teleconference\n\n11:34 P.M. EST, December 31\n"))
    assert read_heading(paragraphs, None, datetime.date(2032, 1, 1)).call_date == datetime.date(2031, 12, 31)
    assert read_heading(paragraphs).call_date is None


def test_a_day_at_the_end_of_a_longer_line() -> None:
    page = "Office of the Harbour\n\nPresenter: A Senior Harbour Department Official and Two Others, June 10, 2031"
    assert read_heading(list(text_paragraphs(page))).call_date == SUMMER


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Background Briefing on the Dues – June 10, 2031", SUMMER),
        ("Background Briefing on the Dues – June 10, 2031 – Harbour Department", SUMMER),
        ("Background Briefing on the Dues, June 10, 2031 | Harbour Department", SUMMER),
        ("Background Briefing on the Law of June 10, 2031 on Dues", None),
        ("Background Briefing on the Law – June 10, 2031 and After", None),
    ],
)
def test_a_day_that_is_set_apart_in_the_title(title: str, day: datetime.date | None) -> None:
    assert read_heading([], title).call_date == day


def test_the_offset_is_the_one_of_the_printed_zone() -> None:
    assert _hours("3:02 P.M. EST", "3:30 P.M. EST") == ["2031-06-10T15:02-05:00", "2031-06-10T15:30-05:00"]
    assert _hours("3:02 P.M. ET", None) == ["2031-06-10T15:02-04:00", ""]
    assert _hours("3:02 P.M. ET", None, WINTER) == ["2031-12-10T15:02-05:00", ""]
    assert _hours("3:02 P.M. QQT", None) == ["2031-06-10T15:02", ""]


def test_an_end_without_a_zone_has_that_of_the_start() -> None:
    assert _hours("11:40 P.M. JST", "12:10 A.M.") == ["2031-06-10T23:40+09:00", "2031-06-11T00:10+09:00"]


def test_a_call_over_midnight_ends_the_day_after_and_no_other_does() -> None:
    assert _hours("10:02 P.M. EDT", "1:31 A.M. EDT") == ["2031-06-10T22:02-04:00", "2031-06-11T01:31-04:00"]
    assert _hours("10:02 A.M. EDT", "9:31 A.M. EDT") == ["2031-06-10T10:02-04:00", "2031-06-10T09:31-04:00"]


DATED = "A press call on pears\n\n({day})\n\n{start}\n\nMODERATOR: Good morning.\n\nQ  Why?\n\n{end}\n"


@pytest.mark.parametrize(
    ("day", "start", "end", "reason"),
    [
        ("June 10, 2031", "10:02 A.M. EDT", "10:31 A.M. EDT", None),
        ("June 10, 2031", "10:02 A.M. EDT", "10:31 A.M. ET", None),
        ("June 10, 2031", "10:02 A.M.", "10:31 A.M.", None),
        ("June 10, 2031", "11:40 P.M. EDT", "12:10 A.M. EDT", None),
        ("June 10, 2031", "10:02 A.M. EDT", "9:31 A.M. EDT", "ends at 09:31, before that: one of the hours is wrong"),
        ("June 10, 2031", "10:02 A.M. EDT", "10:31 A.M. PDT", "ends at 10:31 -0700: hours of two zones"),
        ("June 10, 2031", "10:02 A.M. EDT", "10:31 A.M. EST", "ends at 10:31 -0500: hours of two zones"),
        ("June 31, 2031", "10:02 A.M. EDT", "10:31 A.M. EDT", "“June 31, 2031” is printed, and there is no such day"),
        ("31 June 2031", "10:02 A.M. EDT", "10:31 A.M. EDT", "“31 June 2031” is printed, and there is no such day"),
        ("13/40/2031", "10:02 A.M. EDT", "10:31 A.M. EDT", "“13/40/2031” is printed, and there is no such day"),
        ("June 10, 2031", "10:72 A.M. EDT", "10:31 A.M. EDT", "“10:72 A.M. EDT” is printed, and there is no such hour"),
        ("June 10, 2031", "10:02 A.M. EDT", "10:71 A.M. EDT", "“10:71 A.M. EDT” is printed, and there is no such hour"),
    ],
)
def test_a_day_or_an_hour_that_cannot_be_is_told(day: str, start: str, end: str, reason: str | None) -> None:
    call = read_transcript(DATED.format(day=day, start=start, end=end))
    dates = [finding.reason for finding in call.findings if finding.kind is FindingKind.DATE]
    assert len(dates) == (reason is not None), dates
    assert reason is None or dates[0].endswith(reason), dates
    again = read_transcript(to_text(call))
    assert [finding.reason for finding in again.findings if finding.kind is FindingKind.DATE] == dates


def test_only_an_end_is_printed() -> None:
    assert _hours(None, "3:30 P.M. EDT") == ["", "2031-06-10T15:30-04:00"]


def test_without_a_day_there_is_no_instant() -> None:
    assert _hours("3:02 P.M. EDT", "3:30 P.M. EDT", None) == ["", ""]


@pytest.mark.parametrize(
    ("zone", "title", "offset"),
    [
        ("IST", "A call on the talks in Jerusalem", "+02:00"),
        ("IST", "A call on the talks in Dublin", "+01:00"),
        ("IST", "A call on the talks in Delhi", "+05:30"),
        ("AST", "A call on the talks in Jeddah", "+03:00"),
        ("AST", "A call on the talks in Halifax", "-04:00"),
    ],
)
def test_zones_of_one_name(zone: str, title: str, offset: str) -> None:
    assert _hours(f"3:02 P.M. {zone}", None, title=title)[0] == f"2031-06-10T15:02{offset}"


@pytest.mark.parametrize(
    ("day", "zone", "offset"),
    [
        (datetime.date(2012, 5, 1), "AFT", "+04:30"),
        (datetime.date(2013, 9, 5), "MSK", "+04:00"),
        (datetime.date(2015, 9, 5), "MSK", "+03:00"),
        (datetime.date(2015, 4, 9), "VET", "-04:30"),
    ],
)
def test_the_law_of_the_year_tells_a_zone(day: datetime.date, zone: str, offset: str) -> None:
    assert _hours(f"3:02 P.M. {zone}", None, day)[0] == f"{day}T15:02{offset}"


@pytest.mark.parametrize(
    ("place", "zone", "lifts"),
    [
        ("Lisbon, Portugal", "WEST", "+01:00"),
        ("Beijing, China", "CST", "+08:00"),
        ("Chicago, Illinois", "CDT", "-05:00"),
        ("Kabul, Afghanistan", "AFT", "+04:30"),
        ("Port Fable, Fableland", "WEST", "+01:00"),
    ],
)
def test_local_time_is_that_of_the_printed_place_and_zone(place: str, zone: str, lifts: str) -> None:
    call = read_transcript(
        f"Background Press Call on Ports\n\n{place}\n\nJune 10, 2031\n\n7:46 P.M. {zone}\n\n"
        "MODERATOR:  Hello. It is embargoed until 6:00 a.m. local time tomorrow.\n\nQ    Why?\n"
    )
    assert call.ground_rules.embargo.at is not None
    assert call.ground_rules.embargo.at.isoformat() == f"2031-06-11T06:00:00{lifts}"


def test_zones_by_the_names_people_give_them() -> None:
    here = datetime.UTC
    assert str(said_zone("Eastern Standard Time", here)) == "America/New_York"
    assert str(said_zone("Central European Summer Time", here)) == "Europe/Brussels"
    assert str(said_zone("Paris time", here)) == "Europe/Paris"
    assert str(said_zone("New Delhi time", here)) == "Asia/Kolkata"
    assert said_zone("local time", here) is here
    assert said_zone("Summer", here) is here
    assert str(zone_at("Lima Convention Center, Lima, Peru")) == "America/Lima"
    assert str(zone_at("Izmir, Turkey")) == "Europe/Istanbul"
    assert str(zone_at("The Hague, Netherlands")) == "Europe/Amsterdam"
    assert zone_at("Port Fable") is None


def test_a_day_with_the_hour_glued_to_it() -> None:
    assert read_date("TUESDAY, JUNE 10, 20314:00 EDT") == datetime.date(2031, 6, 10)
    assert read_date("June 10, 203144") is None
