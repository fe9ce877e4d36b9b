from collections.abc import Collection

import numpy as np
import pytest
from media_house import EVENTS, PORT, START, House, Phone, power, sine

from onbackground.exchange.media import Digit, Route, Terms
from onbackground.exchange.rtp import rtcp
from onbackground.exchange.rtp.batch import Address, Batch
from onbackground.exchange.rtp.latch import RELATCH_AFTER, RUN
from onbackground.exchange.rtp.telephone_event import press

HOME, OUTSIDE = ("192.168.1.20", 4000), ("203.0.113.9", 49152)


@pytest.fixture
def house() -> House:
    return House(spare_ports=[30002, 30004])


def speaking(house: House, seen_from: Address | None = None) -> tuple[Phone, Phone]:
    """A line that speaks to the room, and one that listens."""
    speaker = Phone(house, "l1", HOME if seen_from else ("192.0.2.1", 4000), seen_from=seen_from)
    listener = Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(600, 30))
    return speaker, listener


def heard(listener: Phone, pitch: float = 600) -> bool:
    return power(listener.heard(0.3), pitch) > -35


def test_a_phone_behind_a_translator_is_heard_and_hears(house: House) -> None:
    speaker, listener = speaking(house, seen_from=OUTSIDE)
    house.run(1.5)
    assert heard(listener)
    assert len(speaker.packets) > 60


def test_two_phones_behind_one_translator_are_told_apart(house: House) -> None:
    one, listener = speaking(house, seen_from=OUTSIDE)
    two = Phone(house, "l3", ("192.168.1.21", 4000), seen_from=("203.0.113.9", 49160))
    house.plane.route("l3", Route("b/programme", "b/programme"))
    two.say(sine(900, 30))
    house.run(2)
    assert one.port != two.port
    assert heard(listener, 600) and heard(listener, 900)
    assert power(one.heard(0.3), 600) < -55 and power(one.heard(0.3), 900) > -35


def strange(house: House, phone: Phone, source: Address, packets: int = 3 * RUN) -> None:
    """Somebody else sends audio of the right kind to the line's port."""
    stranger = Phone.__new__(Phone)
    stranger.codec, stranger.sequence, stranger.clock, stranger.ssrc = phone.codec, 500, 0, 666
    stranger.to_send = sine(1500, 3)
    for _ in range(packets):
        house.deliver([(stranger.next_packet(), source)], phone.port)
        house.tick()


def test_a_stranger_cannot_take_a_line_that_has_been_heard(house: House) -> None:
    speaker, listener = speaking(house, seen_from=OUTSIDE)
    house.run(1.5)
    for source in (("203.0.113.9", 6666), ("198.51.100.66", 4000)):
        strange(house, speaker, source)
    assert power(listener.heard(0.2), 1500) < -55
    house.run(0.5)
    assert heard(listener) and power(listener.heard(0.3), 1500) < -55


def test_a_stranger_from_another_host_cannot_take_a_line_not_heard_yet(house: House) -> None:
    speaker, listener = speaking(house, seen_from=OUTSIDE)
    strange(house, speaker, ("198.51.100.66", 4000), 50)
    assert power(listener.heard(0.2), 1500) < -55
    house.run(1)
    assert heard(listener)


def test_a_phone_that_moves_is_found_again_after_a_silence(house: House) -> None:
    speaker, listener = speaking(house, seen_from=OUTSIDE)
    house.run(1)
    for _ in range(int((RELATCH_AFTER + 0.5) * 50)):
        house.tick()
    speaker.source = ("203.0.113.9", 50000)
    house.run(1.5)
    assert heard(listener)


def test_keys_do_not_wait_for_the_room(house: House) -> None:
    phone = Phone(house, "l1", HOME, seen_from=OUTSIDE)
    house.run(0.2)
    for event in press("7", phone.clock):
        data = phone.packet(event.payload, kind=EVENTS, timestamp=event.timestamp, marker=event.marker)
        house.deliver([(data, phone.source)], phone.port)
        house.tick()
    assert house.events(Digit) == [Digit("l1", "7")]


def press_keys(
    house: House, phone: Phone, keys: str, *, source: Address | None = None, lost: Collection[int] = ()
) -> None:
    """Keys from a phone that sends nothing but them; of all their packets, counted from 0, some are lost."""
    number = 0
    for key in keys:
        for event in press(key, phone.clock, held=640):
            data = phone.packet(event.payload, kind=EVENTS, timestamp=event.timestamp, marker=event.marker)
            if number not in lost:
                house.deliver([(data, source or phone.source)], phone.port)
            number += 1
            phone.clock = (phone.clock + 160) % 2**32
            house.tick()
        phone.clock = (phone.clock + 800) % 2**32


@pytest.mark.parametrize("lost", [set(), {0}, {1, 2}, {3, 4}, {0, 2, 5}])
def test_a_phone_that_is_silent_but_for_its_keys_is_found_and_loses_none(house: House, lost: set[int]) -> None:
    phone = Phone(house, "l1", HOME, seen_from=OUTSIDE)
    press_keys(house, phone, "2019#", lost=lost)
    assert "".join(event.digit for event in house.events(Digit)) == "2019#"
    assert len(phone.packets) > 0


def test_a_stranger_presses_no_keys(house: House) -> None:
    phone = Phone(house, "l1", HOME, seen_from=OUTSIDE)
    press_keys(house, phone, "66", source=("198.51.100.66", 4000))
    for _ in range(10):
        phone.ssrc += 1
        press_keys(house, phone, "6", lost=set(range(RUN - 1, 20)))
    assert house.events(Digit) == []
    other = Phone(house, "l2", ("192.0.2.2", 4000))
    house.run(1)
    press_keys(house, other, "66", source=("203.0.113.9", 6666))
    assert house.events(Digit) == []


def test_loss_and_jitter_are_those_of_the_line(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    chance = np.random.default_rng(1)
    for index in range(50 * 25):
        data = phone.next_packet()
        house.now += (late := 0.008 * chance.random())
        if index % 10:
            house.deliver([(data, phone.source)])
        house.now -= late
        house.tick()
    quality = house.plane.quality("l1")
    assert quality.loss == pytest.approx(0.1, abs=0.01)
    # Two uniform delays of up to 8 ms differ by 8/3 ms on average.
    assert quality.jitter_ms == pytest.approx(2.7, abs=1)
    assert quality.round_trip_ms is None


def test_level_and_speaking_are_those_of_an_open_line(house: House) -> None:
    speaker, _ = speaking(house)
    house.run(1)
    quality = house.plane.quality("l1")
    assert quality.speaking and quality.level_dbfs == pytest.approx(-20, abs=1)
    speaker.to_send = np.zeros(0, np.float32)
    house.run(1)
    assert not house.plane.quality("l1").speaking
    assert not house.plane.quality("l2").speaking


def test_reports_go_out_and_come_back_as_round_trip_and_far_loss(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(10)
    sent = [datagram for tick in house.ticks for datagram in tick.rtcp]
    assert 2 <= len(sent) <= 5
    port, data, address = sent[-1]
    assert (port, address) == (PORT, ("192.0.2.1", 4001))
    report = rtcp.parse(data)[0]
    assert isinstance(report, rtcp.Report) and report.ntp is not None
    assert report.ssrc == phone.packets[0].ssrc
    assert report.blocks[0].ssrc == phone.ssrc and report.blocks[0].lost == 0
    house.run(0.3)
    wall = (house.plane.next_sample - START) / 16000 + START / 16000
    age = int((wall - 0.085) * 65536) - (report.ntp // 2**16 - 2_208_988_800 * 65536)
    block = rtcp.ReportBlock(phone.packets[0].ssrc, 64, 10, 1, 0, rtcp.middle(report.ntp), age % 2**32)
    answer = rtcp.build(rtcp.Report(phone.ssrc, (block,)), "phone")
    house.plane.receive_rtcp(Batch.of([(answer, ("198.51.100.66", 4001))]), house.now)
    assert house.plane.quality("l1").round_trip_ms is None
    house.plane.receive_rtcp(Batch.of([(answer, ("192.0.2.1", 4001))]), house.now)
    assert house.plane.quality("l1").round_trip_ms == pytest.approx(85, abs=1)
    assert house.plane.quality("l1").far_loss == 0.25


def test_reports_that_share_the_media_port_are_taken_too(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(0.1)
    block = rtcp.ReportBlock(phone.packets[0].ssrc, 128, 10, 1, 0, 0, 0)
    house.deliver([(rtcp.build(rtcp.Report(phone.ssrc, (block,)), "phone"), phone.address)])
    assert house.plane.quality("l1").far_loss == 0.5


def test_no_report_names_anyone(house: House) -> None:
    Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(6)
    data = next(data for tick in house.ticks for _, data, _ in tick.rtcp)
    assert b"l1" not in data and b"192" not in data


def test_a_payload_type_nobody_agreed_on_is_ignored(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(0.1)
    before = house.plane.quality("l1")
    house.deliver([(phone.packet(bytes(40), kind=77), phone.address) for _ in range(20)])
    assert house.plane.quality("l1") == before


def test_a_line_that_shall_not_send_is_not_listened_to(house: House) -> None:
    speaker, listener = speaking(house)
    house.plane.change(
        "l1",
        remote=speaker.address,
        signalling=speaker.source,
        terms=Terms("PCMU", 0, EVENTS, sends=False),
        now=house.now,
    )
    house.run(1)
    assert not heard(listener)
