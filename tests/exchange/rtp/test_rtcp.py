import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.rtp.rtcp import Goodbye, Report, ReportBlock, build, middle, ntp_time, parse, round_trip

words = st.integers(0, 2**32 - 1)
blocks = st.builds(
    ReportBlock,
    ssrc=words,
    fraction=st.integers(0, 255),
    lost=st.integers(-(2**23), 2**23 - 1),
    highest=words,
    jitter=words,
    last_sr=words,
    delay=words,
)
reports = st.builds(
    Report,
    ssrc=words,
    blocks=st.lists(blocks, max_size=3).map(tuple),
    ntp=st.integers(0, 2**64 - 1),
    timestamp=words,
    packets=words,
    octets=words,
) | st.builds(Report, ssrc=words, blocks=st.lists(blocks, max_size=3).map(tuple))


@given(reports, st.text("abcdef0123456789", min_size=1, max_size=40), st.booleans())
def test_what_is_built_is_read_back(report: Report, cname: str, goodbye: bool) -> None:
    data = build(report, cname, goodbye=goodbye)
    assert len(data) % 4 == 0
    assert parse(data) == [report, *([Goodbye((report.ssrc,))] if goodbye else [])]


@given(st.binary(max_size=120))
def test_any_bytes_are_taken(data: bytes) -> None:
    parse(data)
    parse(b"\x81\xc8\x00\x06" + data)
    parse(b"\x9f\xc9\x00\x07" + data)


def test_what_follows_a_broken_part_is_left_out() -> None:
    good = build(Report(ssrc=5), "abc")
    assert parse(good + b"\x81\xc9\x00\xff" + bytes(8)) == [Report(ssrc=5)]


def test_a_round_trip_is_what_is_left_of_the_time_between() -> None:
    sent = middle(ntp_time(1_700_000_000.0))
    block = ReportBlock(1, 0, 0, 0, 0, last_sr=sent, delay=int(2.5 * 65536))
    assert round_trip(middle(ntp_time(1_700_000_002.58)), block) == pytest.approx(0.08, abs=1e-3)


def test_a_round_trip_that_cannot_be_is_none() -> None:
    assert round_trip(1000, ReportBlock(1, 0, 0, 0, 0, last_sr=0, delay=0)) is None
    assert round_trip(1000, ReportBlock(1, 0, 0, 0, 0, last_sr=1000, delay=70000)) is None
