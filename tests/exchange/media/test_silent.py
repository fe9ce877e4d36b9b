"""Which lines are told to be silent: those from which nothing comes that only a living phone would send."""

from collections.abc import Callable

import pytest
from media_house import EVENTS, House, Phone

from onbackground.exchange.media import Silent, Terms
from onbackground.exchange.rtp import rtcp
from onbackground.exchange.rtp.batch import Address, Batch

DIRECT, HOME, OUTSIDE = ("192.0.2.1", 4000), ("192.168.1.20", 4000), ("203.0.113.9", 49152)


@pytest.fixture
def house() -> House:
    return House()


def told(house: House) -> list[int]:
    """After how many times five seconds each event was told."""
    return [int(event.seconds) // 5 for event in house.events(Silent)]


def wait(house: House, seconds: float, each_second: Callable[[], None] = lambda: None) -> None:
    for tick in range(int(seconds * 50)):
        if tick % 50 == 25:
            each_second()
        house.tick()


def send_report(house: House, phone: Phone, source: Address, *, sender: bool = False, block: bool = True) -> None:
    ours = phone.packets[-1].ssrc if phone.packets else int(house.plane._lines.rows["ssrc"][0])
    blocks = (rtcp.ReportBlock(ours, 0, 0, 1, 0, 0, 0),) if block else ()
    report = rtcp.Report(phone.ssrc, blocks, ntp=1 << 40 if sender else None)
    house.plane.receive_rtcp(Batch.of([(rtcp.build(report, "phone"), source)]), house.now)


def test_a_line_from_which_nothing_comes_is_told_every_five_seconds(house: House) -> None:
    Phone(house, "l1", DIRECT)
    wait(house, 93)
    assert told(house) == list(range(1, 19))
    assert [event.seconds for event in house.events(Silent)] == pytest.approx(list(range(5, 95, 5)), abs=1.1)


def test_a_line_heard_again_is_counted_afresh(house: House) -> None:
    phone = Phone(house, "l1", DIRECT)
    wait(house, 12)
    house.deliver([(phone.next_packet(), phone.address)])
    wait(house, 7)
    assert told(house) == [1, 2, 1]


@pytest.mark.parametrize("sender", [True, False])
@pytest.mark.parametrize("block", [True, False])
def test_reports_alone_are_enough(house: House, sender: bool, block: bool) -> None:
    phone = Phone(house, "l1", DIRECT)
    wait(house, 20, lambda: send_report(house, phone, ("192.0.2.1", 4001), sender=sender, block=block))
    assert told(house) == []


def test_reports_from_behind_a_translator_are_known_by_what_they_report_on(house: House) -> None:
    phone = Phone(house, "l1", HOME, seen_from=OUTSIDE)
    wait(house, 20, lambda: send_report(house, phone, (OUTSIDE[0], 50001)))
    assert told(house) == []
    wait(house, 12, lambda: send_report(house, phone, ("198.51.100.66", 50001)))
    assert told(house) == [1, 2]


def test_a_packet_of_any_type_from_the_line_is_enough(house: House) -> None:
    phone = Phone(house, "l1", DIRECT)
    wait(house, 12, lambda: house.deliver([(phone.packet(b"", kind=20), phone.address)]))
    wait(house, 12, lambda: house.deliver([(phone.packet(b"\x40", kind=13), phone.address)]))
    assert told(house) == []
    wait(house, 7, lambda: house.deliver([(phone.packet(b"", kind=20), ("192.0.2.1", 9))]))
    assert told(house) == [1]


def test_a_line_that_need_not_send_is_never_silent(house: House) -> None:
    phone = Phone(house, "l1", DIRECT)

    def agree(*, sends: bool) -> None:
        terms = Terms("PCMU", 0, EVENTS, sends=sends)
        house.plane.change("l1", remote=phone.address, signalling=phone.source, terms=terms, now=house.now)

    agree(sends=False)
    wait(house, 100)
    assert told(house) == []
    agree(sends=True)
    wait(house, 7)
    assert told(house) == [1]
    agree(sends=False)
    wait(house, 20)
    assert told(house) == [1]


def test_a_line_in_the_place_of_one_that_was_silent_starts_afresh(house: House) -> None:
    Phone(house, "l1", DIRECT)
    wait(house, 12)
    house.plane.remove("l1", house.now)
    Phone(house, "l2", DIRECT)
    wait(house, 4)
    assert told(house) == [1, 2]
    wait(house, 3)
    assert told(house) == [1, 2, 1]
