import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from media_house import EVENTS, PORT, START, House, Phone, power, sine

from onbackground.exchange.media import HOLD, AnnounceEnded, Digit, PlayEnded, Route, Terms
from onbackground.exchange.rtp.batch import Batch
from onbackground.exchange.rtp.pcma import PCMA
from onbackground.exchange.rtp.pcmu import PCMU
from onbackground.exchange.rtp.telephone_event import press


@pytest.fixture
def house() -> House:
    return House()


def test_a_line_without_a_room_is_sent_silence_and_sends_nothing_to_anyone(house: House) -> None:
    one, two = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    one.say(sine(600, 1))
    house.run(1)
    assert len(one.packets) == len(two.packets) == 50
    assert np.abs(two.heard(1)).max() < 1e-3
    assert np.abs(one.heard(1)).max() < 1e-3


def test_packets_follow_each_other_without_a_gap(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(0.4)
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.run(0.4)
    house.plane.play("l1", sine(500, 0.1, rate=16000))
    house.run(0.4)
    numbers = [packet.sequence for packet in phone.packets]
    assert all((later - earlier) % 65536 == 1 for earlier, later in itertools.pairwise(numbers))
    clocks = [packet.timestamp for packet in phone.packets]
    assert all((later - earlier) % 2**32 == 160 for earlier, later in itertools.pairwise(clocks))
    assert len({packet.ssrc for packet in phone.packets}) == 1
    assert [packet.marker for packet in phone.packets] == [True] + [False] * 59


@pytest.mark.parametrize("codecs", [("PCMU", "PCMA"), ("PCMA", "PCMU")])
def test_a_speaker_is_heard_by_the_others_and_not_by_themselves(house: House, codecs: tuple[str, str]) -> None:
    speaker = Phone(house, "l1", ("192.0.2.1", 4000), codecs[0])
    listener = Phone(house, "l2", ("192.0.2.2", 4000), codecs[1])
    other = Phone(house, "l3", ("192.0.2.3", 4000))
    for line in ("l1", "l3"):
        house.plane.route(line, Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(600, 4))
    other.say(sine(1000, 4))
    house.run(4)
    assert power(listener.heard(1), 600) == pytest.approx(-20, abs=2)
    assert power(listener.heard(1), 1000) == pytest.approx(-20, abs=2)
    assert power(speaker.heard(1), 1000) == pytest.approx(-20, abs=2)
    assert power(speaker.heard(1), 600) < -60
    assert power(other.heard(1), 1000) < -60


def test_rooms_do_not_hear_each_other(house: House) -> None:
    phones = [Phone(house, f"l{number}", ("192.0.2.1", 4000 + 2 * number)) for number in range(4)]
    for number in range(4):
        house.plane.route(f"l{number}", Route(f"room{number % 2}", f"room{number % 2}"))
        phones[number].say(sine(500 + 200 * number, 3))
    house.run(3)
    assert power(phones[0].heard(1), 900) > -25
    assert power(phones[0].heard(1), 700) < -65
    assert power(phones[0].heard(1), 1100) < -65


def test_closing_a_line_ends_its_voice_without_a_click(house: House) -> None:
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(300, 10))
    house.run(3)
    house.plane.route("l1", Route("b/programme", None))
    house.run(0.5)
    assert np.abs(listener.heard(0.4)).max() < 1e-3
    # A 300 Hz sine at this level never steps further than this between two samples; a click would.
    assert np.abs(np.diff(listener.heard(3))).max() < 0.05


def test_a_voice_passes_within_three_ticks(house: House) -> None:
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    house.run(1)
    speaker.say(sine(600, 1))
    house.run(0.1)
    loud = [
        index for index, packet in enumerate(listener.packets[-5:]) if np.abs(PCMU.decode(packet.payload)).max() > 0.01
    ]
    assert loud[0] <= 2


def test_hold_sounds_the_same_for_everyone_held(house: House) -> None:
    one, two = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    for line in ("l1", "l2"):
        house.plane.route(line, Route(HOLD, None))
    house.run(3)
    assert [packet.payload for packet in one.packets[5:]] == [packet.payload for packet in two.packets[5:]]
    assert 0.02 < np.abs(one.heard(3)).max() < 0.5


def test_a_prompt_is_private_and_the_programme_goes_on_beneath_it(house: House) -> None:
    speaker = Phone(house, "l1", ("192.0.2.1", 4000))
    prompted, listener = Phone(house, "l2", ("192.0.2.2", 4000)), Phone(house, "l3", ("192.0.2.3", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    for line in ("l2", "l3"):
        house.plane.route(line, Route("b/programme", None))
    speaker.say(sine(600, 10))
    house.run(3)
    number = house.plane.play("l2", sine(1000, 1, rate=16000))
    house.run(1)
    assert power(prompted.heard(0.8), 1000) == pytest.approx(-20, abs=1)
    assert power(prompted.heard(0.8), 600) == pytest.approx(-38, abs=2)
    assert power(listener.heard(0.8), 1000) < -60
    assert house.events(PlayEnded) == [PlayEnded("l2", number)]
    house.run(1)
    assert power(prompted.heard(0.8), 600) == pytest.approx(-20, abs=2)
    assert power(prompted.heard(0.8), 1000) < -60


def test_prompts_wait_for_each_other_and_can_be_cut(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    first = house.plane.play("l1", sine(500, 1, rate=16000))
    second = house.plane.play("l1", sine(900, 1, rate=16000))
    house.run(1.5)
    assert power(phone.heard(0.4), 900) > -25
    house.plane.stop("l1")
    third = house.plane.play("l1", sine(1300, 0.2, rate=16000))
    house.run(0.2)
    assert power(phone.heard(0.16), 1300) > -25
    assert power(phone.heard(0.16), 900) < -50
    assert [event.number for event in house.events(PlayEnded)] == [first, second, third]
    house.run(0.1)
    assert np.abs(phone.heard(0.06)).max() < 1e-3


def test_an_announcement_reaches_the_whole_room_speakers_too(house: House) -> None:
    phones = [Phone(house, f"l{number}", ("192.0.2.1", 4000 + 2 * number)) for number in range(2)]
    house.plane.route("l0", Route("b/programme", "b/programme"))
    house.plane.route("l1", Route("b/programme", None))
    number = house.plane.announce("b/programme", sine(700, 1, rate=16000))
    house.run(1)
    assert all(power(phone.heard(0.8), 700) == pytest.approx(-20, abs=1) for phone in phones)
    assert house.events(AnnounceEnded) == [AnnounceEnded("b/programme", number)]


def test_keys_are_told_once_and_not_heard_by_the_room(house: House) -> None:
    caller, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    caller.say(sine(600, 2))
    house.run(2)
    listener.packets.clear()
    clock = caller.clock
    for event in press("1", clock, held=1600):
        data = caller.packet(event.payload, kind=EVENTS, timestamp=event.timestamp, marker=event.marker)
        # The phone leaks the tone of the key as sound besides.
        house.deliver([(data, caller.address), (caller.packet(PCMU.encode(sine(1209, 0.02))), caller.address)])
        caller.clock = (caller.clock + 160) % 2**32
        house.tick()
    assert house.events(Digit) == [Digit("l1", "1")]
    assert power(listener.heard(0.16), 1209) < -50


def test_recorded_voices_and_rooms_come_with_their_sample_numbers(house: House) -> None:
    speaker = Phone(house, "l1", ("192.0.2.1", 4000))
    Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme", recorded=True))
    house.plane.route("l2", Route("b/programme", "b/programme"))
    house.plane.record("b/programme")
    speaker.say(sine(600, 3))
    house.run(3)
    frames = [frame for tick in house.ticks for frame in tick.frames]
    assert {line for line, _, _ in frames} == {"l1"}
    assert [start for _, start, _ in frames] == [START + 320 * tick for tick in range(150)]
    voice = np.concatenate([pcm for _, _, pcm in frames])[-16000:] / 32768
    assert power(voice, 600, 16000) == pytest.approx(-20, abs=2)
    room = [frame for tick in house.ticks for frame in tick.room_frames]
    assert [start for _, start, _ in room] == [START + 320 * tick for tick in range(150)]
    house.plane.record("b/programme", False)
    assert house.tick().room_frames == []


def test_a_line_that_holds_us_plays_no_music_to_the_room(house: House) -> None:
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(600, 9))
    house.run(1)
    held = Terms("PCMU", 0, EVENTS, sends=True, receives=False)
    house.plane.change("l1", remote=speaker.address, signalling=speaker.source, terms=held, now=house.now)
    house.run(0.2)
    count = len(speaker.packets)
    house.run(1)
    assert len(speaker.packets) == count
    assert np.abs(listener.heard(0.9)).max() < 1e-3
    house.plane.change(
        "l1", remote=speaker.address, signalling=speaker.source, terms=Terms("PCMU", 0, EVENTS), now=house.now
    )
    house.run(1)
    assert power(listener.heard(0.5), 600) > -25
    assert [packet.marker for packet in speaker.packets[count : count + 3]] == [True, False, False]
    assert speaker.packets[count].timestamp - speaker.packets[count - 1].timestamp > 50 * 160


def agree(house: House, phone: Phone, *, sends: bool = True, receives: bool = True) -> None:
    terms = Terms("PCMU", 0, EVENTS, sends=sends, receives=receives)
    house.plane.change(phone.name, remote=phone.address, signalling=phone.source, terms=terms, now=house.now)


def test_a_line_that_only_ever_sent_is_heard_until_it_holds_us(house: House) -> None:
    speaker = Phone(house, "l1", ("192.0.2.1", 4000), receives=False)
    listener = Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme", recorded=True))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(600, 30))

    def heard() -> bool:
        house.run(1)
        return power(listener.heard(0.5), 600) > -30

    assert heard()
    assert speaker.packets == []
    agree(house, speaker, receives=False)
    assert heard()
    agree(house, speaker)
    assert heard()
    assert len(speaker.packets) > 0
    agree(house, speaker, receives=False)
    assert not heard()
    agree(house, speaker, sends=False, receives=False)
    assert not heard()
    agree(house, speaker, receives=False)
    assert not heard()
    agree(house, speaker)
    assert heard()


def test_a_change_of_format_and_address_takes_effect_at_once(house: House) -> None:
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    speaker.say(sine(600, 9))
    house.run(1)
    listener.codec = speaker.codec = PCMA
    listener.packets.clear()
    speaker.address = speaker.source = ("192.0.2.9", 7000)
    for phone in (speaker, listener):
        house.plane.change(
            phone.name, remote=phone.address, signalling=phone.source, terms=Terms("PCMA", 8, EVENTS), now=house.now
        )
    house.run(2)
    assert {packet.payload_type for packet in listener.packets} == {8}
    assert power(listener.heard(1), 600) == pytest.approx(-20, abs=2)


def test_a_line_that_is_gone_gets_a_goodbye_and_nothing_more(house: House) -> None:
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.run(0.1)
    house.plane.remove("l1", house.now)
    tick = house.tick()
    assert tick.packets == []
    assert [(port, address) for port, _, address in tick.rtcp] == [(PORT, ("192.0.2.1", 4001))]
    with pytest.raises(KeyError):
        house.plane.quality("l1")
    del house.phones["l1"]
    Phone(house, "l1", phone.address)
    house.run(0.1)


def test_a_name_or_a_format_that_cannot_be_is_refused(house: House) -> None:
    Phone(house, "l1", ("192.0.2.1", 4000))
    with pytest.raises(ValueError, match="l1"):
        Phone(house, "l1", ("192.0.2.1", 4002))
    with pytest.raises(ValueError, match="GSM"):
        house.plane.add("l3", remote=("192.0.2.1", 1), signalling=("192.0.2.1", 1), terms=Terms("GSM", 3), now=0.0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=60), max_size=20), st.booleans())
def test_whatever_arrives_nothing_is_raised(datagrams: list[bytes], as_rtp: bool) -> None:
    house = House()
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.run(0.1)
    if as_rtp:
        datagrams = [bytes([0x80 | data[0] % 64, data[1] % 2 * 101]) + data[2:] for data in datagrams if len(data) > 2]
    for address in (phone.address, ("192.0.2.1", 9), ("203.0.113.9", 9)):
        house.deliver([(data, address) for data in datagrams])
        house.plane.receive_rtcp(Batch.of([(data, address) for data in datagrams]), house.now)
    house.run(0.1)
