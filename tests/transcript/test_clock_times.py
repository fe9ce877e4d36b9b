"""Hours as people say them, and the instants they mean."""

import datetime
import zoneinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.transcript.reading.clock_times import SaidTime, said_times
from onbackground.transcript.reading.instants import Occasion, instant

HOME = zoneinfo.ZoneInfo("America/New_York")
TUESDAY = datetime.date(2031, 6, 10)
CALL = Occasion(day=TUESDAY, start=datetime.datetime(2031, 6, 10, 16, 5, tzinfo=HOME), zone=HOME)


def _only(text: str) -> SaidTime:
    (said,) = said_times(text)
    return said


def _meant(text: str, occasion: Occasion = CALL) -> str:
    moment = instant(_only(text), occasion)
    return moment.isoformat(timespec="minutes") if moment else ""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5:00 a.m. Eastern tomorrow, June 11th", "2031-06-11T05:00-04:00"),
        ("tomorrow, Wednesday, June 11th, at 6:00 a.m.", "2031-06-11T06:00-04:00"),
        ("four thirty p.m. this afternoon", "2031-06-10T16:30-04:00"),
        ("six o’clock tonight", "2031-06-10T18:00-04:00"),
        ("five o’clock Eastern time tomorrow morning", "2031-06-11T05:00-04:00"),
        ("noon", "2031-06-11T12:00-04:00"),
        ("midnight tonight", "2031-06-11T00:00-04:00"),
        ("12:01 a.m. on Sunday", "2031-06-15T00:01-04:00"),
        ("9 a.m. this Tuesday", "2031-06-17T09:00-04:00"),
        ("11:00 tomorrow", "2031-06-11T11:00-04:00"),
        ("4:30", "2031-06-10T16:30-04:00"),
        ("0600 Eastern tomorrow", "2031-06-11T06:00-04:00"),
        ("the top of the hour", "2031-06-10T17:00-04:00"),
        ("7:00 a.m. Central European Summer Time tomorrow", "2031-06-11T07:00+02:00"),
        ("11 a.m. Paris time tomorrow", "2031-06-11T11:00+02:00"),
        ("5:00 a.m. EST tomorrow", "2031-06-11T05:00-04:00"),
        ("1:00 p.m. San Diego time tomorrow", "2031-06-11T13:00-07:00"),
        ("0600 tomorrow", "2031-06-11T06:00-04:00"),
        ("oh six hundred tomorrow", "2031-06-11T06:00-04:00"),
        ("zero six thirty hours tomorrow", "2031-06-11T06:30-04:00"),
        ("twenty thirty hours", "2031-06-10T20:30-04:00"),
        ("twenty-two forty-five hours Eastern", "2031-06-10T22:45-04:00"),
        ("ten fifteen hours tomorrow", "2031-06-11T10:15-04:00"),
        ("8:00 a.m. tomorrow morning, June 11th, Eastern time", "2031-06-11T08:00-04:00"),
        ("3 p.m. on January 5", "2031-01-05T15:00-05:00"),
        ("3 p.m. on the 2nd", "2031-06-02T15:00-04:00"),
        ("12:00 tomorrow", "2031-06-11T12:00-04:00"),
        ("12:00 Brussels time tomorrow", "2031-06-11T12:00+02:00"),
        ("12:30 tonight", "2031-06-11T00:30-04:00"),
        ("2 p.m. U.S. Eastern Time on Thursday", "2031-06-12T14:00-04:00"),
        ("00:01hrs Friday 13 June", "2031-06-13T00:01-04:00"),
        ("Seven tomorrow morning", "2031-06-11T07:00-04:00"),
    ],
)
def test_the_instant_meant(said: str, meant: str) -> None:
    assert _meant(said) == meant


def test_where_the_call_is_counts_for_local_time() -> None:
    lagos = zoneinfo.ZoneInfo("Africa/Lagos")
    there = Occasion(day=TUESDAY, start=None, zone=lagos)
    assert _meant("10:00 p.m. local time", there) == "2031-06-10T22:00+01:00"
    assert _meant("10:00 p.m.", there) == "2031-06-10T22:00+01:00"


def test_central_in_europe_is_central_european() -> None:
    there = Occasion(day=TUESDAY, start=None, zone=zoneinfo.ZoneInfo("Europe/Rome"))
    assert _meant("3:30 p.m. Central", there) == "2031-06-10T15:30+02:00"
    assert _meant("3:30 p.m. Central") == "2031-06-10T15:30-05:00"


def test_today_is_the_day_where_the_zone_is() -> None:
    tokyo = zoneinfo.ZoneInfo("Asia/Tokyo")
    start = datetime.datetime(2031, 6, 11, 8, 24, tzinfo=tokyo)
    assert _meant("9:00 p.m. Eastern tonight", Occasion(day=start.date(), start=start, zone=tokyo)) == (
        "2031-06-10T21:00-04:00"
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1:00 p.m. Tokyo time tomorrow", "2031-06-11T13:00+09:00"),
        ("2:00 a.m. Tokyo time tomorrow", "2031-06-12T02:00+09:00"),
        ("6:00 a.m. Tokyo time tomorrow", "2031-06-11T06:00+09:00"),
    ],
)
def test_tomorrow_is_the_speakers_where_that_is_still_to_come(said: str, meant: str) -> None:
    assert _meant(said) == meant


@pytest.mark.parametrize(
    ("part", "said", "meant"),
    [
        (6, "10:30 a.m.", "2031-06-10T10:30-04:00"),
        (6, "11 o’clock", "2031-06-10T11:00-04:00"),
        (6, "5:00 a.m.", "2031-06-11T05:00-04:00"),
        (12, "10:30 a.m.", "2031-06-11T10:30-04:00"),
        (17, "5:00", "2031-06-10T17:00-04:00"),
        (None, "10:30 a.m.", "2031-06-10T10:30-04:00"),
        (None, "11:30", "2031-06-10T11:30-04:00"),
        (None, "5:00", "2031-06-10T17:00-04:00"),
        (None, "7:00 a.m.", "2031-06-11T07:00-04:00"),
    ],
)
def test_how_people_are_greeted_tells_when_a_call_began(part: int | None, said: str, meant: str) -> None:
    assert _meant(said, Occasion(day=TUESDAY, zone=HOME, part=part)) == meant
    assert _meant("8:00 a.m.", Occasion(day=TUESDAY, start=CALL.start, zone=HOME, part=6)) == "2031-06-11T08:00-04:00"


def test_a_page_dated_by_its_publication_was_out_after_the_hour() -> None:
    """Its call was held the day before: nothing is published before the hour it waits for."""
    out = datetime.datetime(2031, 6, 10, 5, 0, tzinfo=HOME)
    page = Occasion(day=TUESDAY, zone=HOME, out_by=out)
    assert _meant("5:00 a.m. tomorrow", page) == "2031-06-10T05:00-04:00"
    assert _meant("5:00 a.m.", page) == "2031-06-10T05:00-04:00"
    assert _meant("5:00 a.m. on Tuesday", page) == "2031-06-10T05:00-04:00"
    assert _meant("5:00 a.m. on June 11th", page) == "2031-06-11T05:00-04:00"


def test_a_page_timed_for_the_lift_was_of_a_call_the_day_before() -> None:
    """Whatever was changed on it later."""
    timed = datetime.datetime(2031, 6, 10, 5, 0, tzinfo=HOME)
    page = Occasion(day=TUESDAY, start=CALL.start, zone=HOME, out_by=CALL.start, published=timed)
    assert _meant("5:00 a.m. tomorrow", page) == "2031-06-10T05:00-04:00"
    assert _meant("5:30 a.m. tomorrow", page) == "2031-06-11T05:30-04:00"
    assert _meant("5:00 a.m. on June 11th", page) == "2031-06-11T05:00-04:00"


def test_an_hour_without_its_half_is_not_before_the_call() -> None:
    start = datetime.datetime(2031, 6, 11, 10, 24, tzinfo=HOME)
    assert _meant("4:15 tomorrow, June 11th", Occasion(day=start.date(), start=start, zone=HOME)) == (
        "2031-06-11T16:15-04:00"
    )
    assert _meant("4:15 tomorrow", Occasion(day=start.date(), start=start, zone=HOME)) == "2031-06-12T04:15-04:00"


def test_without_a_date_no_instant_is_made_up() -> None:
    assert instant(_only("5:00 a.m. tomorrow"), Occasion()) is None
    assert instant(_only("the top of the hour"), Occasion(day=TUESDAY)) is None


@pytest.mark.parametrize(
    "text",
    [
        "25:99 a.m.",
        "in 2030 we met",
        "since twenty fifteen",
        "eighteen hundred ships",
        "a 12-point plan",
        "99 p.m.",
        "5 percent",
        "",
    ],
)
def test_what_is_no_hour(text: str) -> None:
    assert list(said_times(text)) == []


def test_one_says_more_than_the_other() -> None:
    short, full = _only("4:15"), _only("4:15 p.m. Eastern tomorrow")
    assert short.same_hour(full)
    filled = short.filled_from(full)
    assert (filled.hour, filled.days, filled.zone) == (16, 1, "Eastern")
    assert not _only("4:15 a.m.").same_hour(full)


@settings(deadline=None)  # the first name of a zone reads the table of all
@given(
    moment=st.datetimes(datetime.datetime(2001, 1, 1), datetime.datetime(2090, 1, 1)),
    ahead=st.integers(0, 60),
    style=st.integers(0, 3),
)
def test_an_hour_with_its_whole_date_is_found_again(moment: datetime.datetime, ahead: int, style: int) -> None:
    day = moment.date() - datetime.timedelta(days=ahead)
    clock = f"{moment.hour % 12 or 12}:{moment:%M} {'p' if moment.hour >= 12 else 'a'}.m."
    date = f"{moment:%B} {moment.day}"
    said = [
        f"{clock} Tokyo time on {date}",
        f"{date}, at {clock} Tokyo time",
        f"{clock} Japan Standard Time, {moment:%A}, {date}",
        f"{moment:%A}, {date}th, {clock} JST",
    ][style]
    occasion = Occasion(day=day, start=None, zone=HOME)
    meant = instant(_only(f"It is under embargo until {said}."), occasion)
    assert meant is not None
    assert meant.replace(tzinfo=None) == moment.replace(second=0, microsecond=0)


@given(st.text(alphabet="0123456789:apm. onuntlofEastrMy-—,/’", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for said in said_times(text):
        assert 0 <= said.start < said.end <= len(text)
        instant(said, CALL)
