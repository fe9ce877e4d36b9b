import pytest

from onbackground.exchange.ports import Place, Ports
from onbackground.exchange.rtp.batch import pack_address


def place(media: str, port: int = 4000, signalling: str | None = None) -> Place:
    return Place(pack_address((media, port)), pack_address((signalling or media, 0)) >> 16)


@pytest.mark.parametrize(
    ("media", "signalling", "doubtful"),
    [
        ("192.168.1.5", "203.0.113.9", True),
        ("10.0.0.5", "203.0.113.9", True),
        ("172.31.0.5", "203.0.113.9", True),
        ("172.32.0.5", "203.0.113.9", False),
        ("100.64.3.5", "203.0.113.9", True),
        ("192.168.1.5", "192.168.1.5", False),
        ("198.51.100.5", "203.0.113.9", False),
        ("127.0.0.1", "127.0.0.1", False),
    ],
)
def test_a_private_address_seen_from_outside_is_doubtful(media: str, signalling: str, doubtful: bool) -> None:
    assert place(media, signalling=signalling).doubtful is doubtful


def test_exact_lines_share_one_port() -> None:
    ports = Ports([30000, 30002, 30004])
    assert [ports.take(place("192.0.2.1", 4000 + number)) for number in range(50)] == [30000] * 50


def test_the_same_media_address_twice_takes_another_port() -> None:
    ports = Ports([30000, 30002])
    twice = place("192.0.2.1")
    assert [ports.take(twice), ports.take(twice)] == [30000, 30002]


def test_lines_behind_one_translator_get_a_port_each() -> None:
    ports = Ports([30000, 30002, 30004])
    inside = [place(f"192.168.1.{number}", signalling="203.0.113.9") for number in range(4)]
    assert [ports.take(one) for one in inside] == [30000, 30002, 30004, 30000]
    elsewhere = place("192.168.1.1", 5000, signalling="203.0.113.77")
    assert ports.take(elsewhere) == 30000


def test_a_doubtful_line_is_kept_apart_from_exact_ones_of_its_host() -> None:
    ports = Ports([30000, 30002])
    ports.take(place("203.0.113.9"))
    assert ports.take(place("192.168.1.1", signalling="203.0.113.9")) == 30002
    assert ports.take(place("203.0.113.9", 6000)) == 30000


def test_a_port_given_back_is_free_again() -> None:
    ports = Ports([30000, 30002])
    one, two = (place(f"192.168.1.{number}", signalling="203.0.113.9") for number in (1, 2))
    ports.give_back(ports.take(one), one)
    assert ports.take(two) == 30000
    ports.move(30000, two, place("198.51.100.1"))
    assert ports.take(one) == 30000
