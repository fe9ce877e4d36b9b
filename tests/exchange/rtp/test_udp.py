import socket

import numpy as np
import pytest

from onbackground.exchange.rtp.batch import Batch, Outgoing, pack_address, unpack_address
from onbackground.exchange.rtp.udp import UdpPort


@pytest.fixture(params=[True, False], ids=["batched", "singly"])
def ports(request: pytest.FixtureRequest):
    pair = [UdpPort(("127.0.0.1", 0), batched=request.param) for _ in range(2)]
    yield pair
    for port in pair:
        port.close()


def outgoing(receivers: list[tuple[str, int]], payloads: list[bytes]) -> Outgoing:
    width = max(map(len, payloads))
    count = len(receivers)
    headers = np.arange(count * 12, dtype=np.uint32).astype(np.uint8).reshape(count, 12)
    return Outgoing(
        port=0,
        headers=headers,
        address=np.array([pack_address(receiver) for receiver in receivers], np.uint64),
        payload=np.arange(count) % len(payloads),
        payloads=np.array([np.frombuffer(payload.ljust(width, b"."), np.uint8) for payload in payloads]),
        size=np.array([len(payload) for payload in payloads]),
    )


def test_addresses_are_packed_and_unpacked() -> None:
    assert unpack_address(pack_address(("192.0.2.7", 65535))) == ("192.0.2.7", 65535)
    with pytest.raises(ValueError):
        pack_address(("host.example.org", 1))
    with pytest.raises(ValueError):
        pack_address(("192.0.2.7", 70000))


def test_a_batch_arrives_as_sent(ports: list[UdpPort]) -> None:
    near, far = ports
    packets = outgoing([far.address] * 1500, [b"one", b"two and more", b""])
    assert near.send(packets) == 1500
    received: list[bytes] = []
    while batch := far.receive():
        assert set(batch.address.tolist()) == {pack_address(near.address)}
        received += [batch.datagram(index) for index in range(len(batch))]
    assert received == [data for data, _ in packets.datagrams()]


def test_nothing_waiting_is_none(ports: list[UdpPort]) -> None:
    assert ports[0].receive() is None
    assert ports[0].send(outgoing([ports[1].address], [b"x"])) == 1


def test_one_unreachable_receiver_does_not_stop_the_others(ports: list[UdpPort]) -> None:
    near, far = ports
    packets = outgoing([far.address, ("127.0.0.1", 0), far.address], [b"x"])
    assert near.send(packets) == 2
    assert near.dropped == 1
    batch = far.receive()
    assert batch is not None and len(batch) == 2


def test_a_closed_receiver_is_no_error(ports: list[UdpPort]) -> None:
    near, far = ports
    gone = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    gone.bind(("127.0.0.1", 0))
    address = gone.getsockname()
    gone.close()
    for _ in range(3):
        near.send(outgoing([address, far.address], [b"x"]))
        near.receive()
    batch = far.receive()
    assert batch is not None and len(batch) == 3


def test_a_port_in_use_is_refused() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(OSError):
            UdpPort(taken.getsockname())


def test_a_batch_is_made_of_datagrams() -> None:
    batch = Batch.of([(b"short", ("192.0.2.1", 1)), (bytes(3000), ("192.0.2.2", 2))])
    assert batch.datagram(0) == b"short"
    assert len(batch.datagram(1)) == 1500
    assert len(Batch.of([])) == 0


def test_the_system_tells_how_long_a_datagram_has_lain() -> None:
    near, far = (UdpPort(("127.0.0.1", 0)) for _ in range(2))
    near.send(outgoing([far.address] * 3, [b"x"]))
    batch = far.receive()
    assert batch is not None
    if batch.waited is None:
        pytest.skip("this system does not note when datagrams come")
    assert batch.waited.shape == (3,) and np.all(batch.waited >= 0) and np.all(batch.waited <= 1)
    assert np.all(np.diff(batch.waited) <= 0)
    near.close()
    far.close()


def test_room_grows_with_what_comes_up_to_the_capacity() -> None:
    near = UdpPort(("127.0.0.1", 0))
    far = UdpPort(("127.0.0.1", 0), capacity=300)
    sizes = []
    for _ in range(4):
        assert near.send(outgoing([far.address] * 400, [b"x"])) == 400
        while batch := far.receive():
            sizes.append(len(batch))
            assert all(batch.datagram(index)[12:] == b"x" for index in range(len(batch)))
    near.close()
    far.close()
    assert sum(sizes) == 1600
    assert sizes[:2] == [64, 256] and max(sizes) == 300
