"""Offers are read and answered as RFC 8866 and RFC 3264 say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.sip.sdp import Format, LocalSession, MalformedSdp, MediaOffer, parse_sdp, select

OFFER = """v=0\r
o=ada 11 22 IN IP4 192.0.2.1\r
s=call\r
c=IN IP4 192.0.2.1\r
t=0 0\r
a=group:BUNDLE 0 1\r
m=audio 49170 RTP/AVP 9 8 0 96 101\r
a=rtpmap:96 opus/48000/2\r
a=rtpmap:101 telephone-event/8000\r
a=fmtp:101 0-16\r
a=rtcp:53020 IN IP4 192.0.2.2\r
a=rtcp-mux\r
a=ptime:30\r
m=video 51372 RTP/AVP 31\r
"""


def audio(text: str) -> MediaOffer:
    found = parse_sdp(text.encode()).audio
    assert found is not None
    return found


def test_an_offer_is_read() -> None:
    media = audio(OFFER)
    assert (media.address, media.port, media.ptime, media.rtcp) == ("192.0.2.1", 49170, 30, ("192.0.2.2", 53020))
    assert media.direction == "sendrecv"
    assert media.formats == (
        Format(9, "G722", 8000),
        Format(8, "PCMA", 8000),
        Format(0, "PCMU", 8000),
        Format(96, "opus", 48000, channels=2),
        Format(101, "telephone-event", 8000, "0-16"),
    )


def test_our_preference_decides_and_events_come_along() -> None:
    assert [one.name for one in select(audio(OFFER), ("PCMU", "PCMA"))] == ["PCMU", "telephone-event"]
    assert select(audio(OFFER), ("G729",)) == ()
    assert len(select(audio(OFFER.replace("101 tele", "102 tele")), ("pcma",))) == 1


def test_an_answer_has_a_line_for_each_stream_and_refuses_the_others() -> None:
    offer = parse_sdp(OFFER.encode())
    assert offer.audio is not None
    answer = LocalSession(5, "127.0.0.1", 4000).answer(offer, select(offer.audio, ("PCMU",)))
    text = answer.decode()
    assert text.startswith("v=0\r\no=- 5 1 IN IP4 127.0.0.1\r\n")
    assert "m=audio 4000 RTP/AVP 0 101\r\n" in text
    assert "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n" in text
    assert text.index("m=audio") < text.index("m=video 0 RTP/AVP 31\r\n")
    assert "BUNDLE" not in text
    assert "rtcp-mux" not in text
    assert parse_sdp(answer).audio is not None


def test_a_stream_before_ours_keeps_its_place() -> None:
    swapped = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 9 RTP/SAVP 0\r\nc=IN IP4 192.0.2.1\r\n"
    offer = parse_sdp((swapped + "m=audio 8 RTP/AVP 0\r\nc=IN IP4 192.0.2.9\r\n").encode())
    assert offer.audio is not None
    assert offer.audio.address == "192.0.2.9"
    answer = LocalSession(1, "127.0.0.1", 4000).answer(offer, select(offer.audio, ("PCMU",))).decode()
    assert answer.index("m=audio 0 RTP/SAVP 0") < answer.index("m=audio 4000 RTP/AVP 0")


@pytest.mark.parametrize(
    ("offered", "answered"),
    [("sendonly", "recvonly"), ("inactive", "inactive"), ("recvonly", "sendonly"), ("sendrecv", "sendrecv")],
)
@pytest.mark.parametrize("at_session_level", [False, True])
def test_hold_is_answered_in_its_mirror(offered: str, answered: str, at_session_level: bool) -> None:
    place = "t=0 0\r\n" if at_session_level else "a=ptime:30\r\n"
    offer = parse_sdp(OFFER.replace(place, f"{place}a={offered}\r\n").encode())
    assert offer.audio is not None
    assert offer.audio.direction == offered
    answer = LocalSession(1, "127.0.0.1", 4000).answer(offer, select(offer.audio, ("PCMA",)))
    assert f"a={answered}\r\n".encode() in answer


def test_hold_in_the_old_style() -> None:
    assert audio(OFFER.replace("c=IN IP4 192.0.2.1", "c=IN IP4 0.0.0.0")).direction == "sendonly"


def test_the_version_counts_changes_only() -> None:
    session = LocalSession(7, "127.0.0.1", 4000)
    pcmu, pcma = Format(0, "PCMU", 8000), Format(8, "PCMA", 8000)
    first = session.offer([pcmu])
    assert session.offer([pcmu]) == first
    assert b"o=- 7 2 " in session.offer([pcma])
    assert b"o=- 7 3 " in session.offer([pcma], "recvonly")


@pytest.mark.parametrize(
    "change",
    [
        ("m=audio 49170 RTP/AVP", "m=audio 0 RTP/AVP"),
        ("m=audio 49170 RTP/AVP", "m=audio 49170 RTP/SAVP"),
        ("m=audio", "m=image"),
        ("c=IN IP4 192.0.2.1", "c=IN IP6 2001:db8::1"),
        ("c=IN IP4 192.0.2.1", "c=IN IP4 224.2.1.1/127"),
        ("c=IN IP4 192.0.2.1", "c=IN IP4 phone.example.org"),
    ],
)
def test_streams_we_do_not_speak_are_not_ours(change: tuple[str, str]) -> None:
    assert parse_sdp(OFFER.replace(*change).encode()).audio is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"v=1\r\no=- 1 1 IN IP4 192.0.2.1\r\n",
        b"v=0\r\ns=-\r\n",
        OFFER.replace("c=IN IP4 192.0.2.1\r\n", "").encode(),
        OFFER.replace("49170", "99999").encode(),
        OFFER.replace("RTP/AVP 9 8", "RTP/AVP 9 808").encode(),
        OFFER.replace("a=rtpmap:96 opus/48000/2", "a=rtpmap:96 opus").encode(),
        (OFFER + "m=audio 9 RTP/AVP 0\r\n" * 50).encode(),
    ],
)
def test_what_is_no_description_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(MalformedSdp):
        parse_sdp(body)


@given(st.data())
def test_mutations_are_read_or_refused(data: st.DataObject) -> None:
    body = bytearray(OFFER.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        offer = parse_sdp(bytes(body))
    except MalformedSdp:
        return
    if offer.audio is not None and (formats := select(offer.audio, ("PCMU", "PCMA"))):
        assert parse_sdp(LocalSession(1, "127.0.0.1", 4000).answer(offer, formats)).audio is not None
