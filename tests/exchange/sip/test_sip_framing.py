"""Streams are cut into messages by Content-Length, however they arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.sip.framing import PONG, StreamBroken, StreamFramer
from onbackground.exchange.sip.message import MAX_BODY, MAX_HEAD


def message(body: bytes, length: str = "Content-Length") -> bytes:
    return b"INFO sip:a SIP/2.0\r\n%s: %d\r\n\r\n%s" % (length.encode(), len(body), body)


def frames(framer: StreamFramer) -> list[bytes]:
    found = []
    while (frame := framer.next_frame()) is not None:
        found.append(frame)
    return found


@given(
    st.lists(st.binary(max_size=40), min_size=1, max_size=5),
    st.lists(st.integers(min_value=1, max_value=60)),
    st.sampled_from(["l", "Content-Length", "CONTENT-LENGTH ", "Content-length"]),
)
def test_any_fragmentation_gives_the_same_messages(bodies: list[bytes], cuts: list[int], length: str) -> None:
    sent = [message(body, length) for body in bodies]
    stream = b"".join(sent)
    framer, received = StreamFramer(), []
    for cut in [*cuts, len(stream)]:
        framer.receive(stream[:cut])
        stream = stream[cut:]
        received += frames(framer)
    assert received == sent


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 100])
def test_a_ping_is_owed_a_pong_and_a_lone_line_break_nothing(cut: int) -> None:
    framer = StreamFramer()
    stream = b"\r\n\r\n" + message(b"x") + b"\r\n" + message(b"y")
    received, pongs = [], b""
    for start in range(0, len(stream), cut):
        framer.receive(stream[start : start + cut])
        received += frames(framer)
        pongs += framer.pongs()
    assert received == [message(b"x"), message(b"y")]
    assert pongs == PONG


def test_a_folded_length_is_read() -> None:
    framer = StreamFramer()
    framer.receive(b"INFO sip:a SIP/2.0\r\nl:\r\n 1\r\n\r\nx")
    assert framer.next_frame() is not None


@pytest.mark.parametrize(
    "stream",
    [
        b"INFO sip:a SIP/2.0\r\nCSeq: 1 INFO\r\n\r\n",
        b"INFO sip:a SIP/2.0\r\nContent-Length: -4\r\n\r\n",
        b"INFO sip:a SIP/2.0\r\nContent-Length: 4\r\nl: 5\r\n\r\n",
        b"INFO sip:a SIP/2.0\r\nContent-Length: %d\r\n\r\n" % (MAX_BODY + 1),
        b"x" * (MAX_HEAD + 1),
    ],
)
def test_a_stream_without_an_end_of_message_is_broken(stream: bytes) -> None:
    framer = StreamFramer()
    framer.receive(stream)
    with pytest.raises(StreamBroken):
        framer.next_frame()
