import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.exchange.rtp.packet import MalformedPacketError, RtpPacket, headers

packets = st.builds(
    RtpPacket,
    payload_type=st.integers(0, 127),
    sequence=st.integers(0, 2**16 - 1),
    timestamp=st.integers(0, 2**32 - 1),
    ssrc=st.integers(0, 2**32 - 1),
    payload=st.binary(max_size=200),
    marker=st.booleans(),
    csrc=st.lists(st.integers(0, 2**32 - 1), max_size=15).map(tuple),
    extension=st.none()
    | st.tuples(
        st.integers(0, 2**16 - 1), st.integers(0, 5).flatmap(lambda n: st.binary(min_size=4 * n, max_size=4 * n))
    ),
)


@given(packets)
def test_what_is_built_is_read_back(packet: RtpPacket) -> None:
    assert RtpPacket.parse(packet.build()) == packet


@given(packets, st.integers(1, 8))
def test_padding_is_taken_off(packet: RtpPacket, padding: int) -> None:
    data = bytearray(packet.build() + bytes(padding - 1) + bytes([padding]))
    data[0] |= 0x20
    assert RtpPacket.parse(bytes(data)) == packet


@given(st.binary(max_size=80))
def test_any_bytes_are_a_packet_or_refused(data: bytes) -> None:
    try:
        packet = RtpPacket.parse(data)
    except MalformedPacketError:
        return
    assert len(packet.payload) <= len(data) - 12


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x80\x00", "shorter"),
        (b"\x40" + bytes(11), "version"),
        (b"\x83" + bytes(11), "contributing"),
        (b"\x90" + bytes(11), "extension"),
        (b"\x90" + bytes(11) + b"\x00\x00\x00\x09" + bytes(4), "extension"),
        (b"\xa0" + bytes(11), "padding"),
        (b"\xa0" + bytes(11) + b"\x01\x09", "padding"),
    ],
)
def test_a_broken_packet_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(MalformedPacketError, match=reason):
        RtpPacket.parse(data)


def test_headers_are_read_by_the_column() -> None:
    packet = RtpPacket(payload_type=8, sequence=513, timestamp=70000, ssrc=0xDEADBEEF, payload=b"", marker=True)
    rows = np.frombuffer(packet.build() * 2, np.uint8).reshape(2, 12)
    columns = headers(rows)
    assert columns["sequence"].tolist() == [513, 513]
    assert columns["timestamp"].tolist() == [70000, 70000]
    assert columns["ssrc"].tolist() == [0xDEADBEEF] * 2
    assert columns["marker_type"].tolist() == [0x88] * 2
