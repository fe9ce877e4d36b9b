"""Phones calling the echo house over the simulated network."""

from itertools import pairwise

import pytest
from echo_house import EchoHouse
from hypothesis import given, settings
from hypothesis import strategies as st
from sounds import babble

from onbackground.exchange.sip.fields import NameAddr
from onbackground.exchange.sip.sdp import parse_sdp
from onbackground.rehearsal.call import Answered, Ended, Refused, Ringing, State
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.listening import hears
from onbackground.rehearsal.network import Impairment, Traffic
from onbackground.rehearsal.simulation import Simulation


def talking(house, habits=None, **options):
    simulation = Simulation(house, **options)
    phone = simulation.phone("dana", habits=habits)
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.TALKING, 10)
    return simulation, phone


def kinds(phone):
    return [type(event) for event in phone.events]


@pytest.mark.parametrize("transport", ["UDP", "TCP"])
def test_a_call_rings_is_answered_is_heard_and_ends(transport):
    house, said = EchoHouse(ring_for=2.0), babble(1, 2)
    simulation, phone = talking(house, Habits(transport=transport))
    phone.say(said)
    simulation.run_until(lambda: not phone.speaking, 5)
    simulation.sleep(0.2)
    match = hears(phone.handset.recording.samples(), said)
    assert match.correlation > 0.99 and abs(match.gain_db) < 0.2
    phone.hang_up()
    simulation.sleep(1)
    assert kinds(phone) == [Ringing, Answered, Ended] and phone.events[-1].by == "us"
    assert phone.events[1].at - phone.events[0].at == pytest.approx(2, abs=0.05)
    assert house.methods == ["INVITE", "ACK", "BYE"] and house.calls == {}
    assert phone.next_wake() == float("inf")


@pytest.mark.parametrize("seed", range(12))
def test_a_call_survives_a_fifth_of_its_signalling_being_lost(seed):
    house, said = EchoHouse(ring_for=1.0), babble(seed, 1)
    simulation = Simulation(house, seed=seed)
    simulation.network.impair(Impairment(loss=0.2, duplication=0.1, jitter=0.05), traffic=Traffic.SIGNALLING)
    phone = simulation.phone("dana", habits=Habits(keys="info"))
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.TALKING, 35)
    phone.press("1*")
    simulation.run_until(lambda: not phone.pressing, 35)
    assert list(house.keys.values()) == ["1*"]
    phone.say(said)
    simulation.run_until(lambda: not phone.speaking, 5)
    simulation.sleep(0.2)
    assert hears(phone.handset.recording.samples(), said).correlation > 0.99
    phone.hang_up()
    simulation.run_until(lambda: not house.calls, 35)
    simulation.sleep(40)
    assert kinds(phone)[-2:] == [Answered, Ended]  # the ringing may have been lost
    assert phone.next_wake() == float("inf")
    assert house._unacknowledged == {}


@pytest.mark.parametrize("keys", ["rtp", "info"])
def test_keys_arrive_once_each_however_they_are_sent(keys):
    house = EchoHouse()
    simulation, phone = talking(house, Habits(keys=keys))
    phone.press("0123456789*#11")
    simulation.run_until(lambda: not phone.pressing, 10)
    simulation.sleep(0.1)
    assert list(house.keys.values()) == ["0123456789*#11"]
    with pytest.raises(ValueError, match="no key"):
        phone.press("12x")


def test_keys_by_rtp_arrive_although_every_tenth_packet_is_lost():
    house = EchoHouse()
    simulation, phone = talking(house, seed=4)
    simulation.network.impair(Impairment(loss=0.1), source=phone.media[0], traffic=Traffic.MEDIA)
    phone.press("123456789#")
    simulation.run_until(lambda: not phone.pressing, 10)
    simulation.sleep(0.1)
    assert list(house.keys.values()) == ["123456789#"]


def test_a_refusal_is_told_with_its_status_and_when_to_try_again():
    house = EchoHouse(answer=503, extra=[("Retry-After", "30 (full);duration=60")])
    simulation = Simulation(house)
    phone = simulation.phone("dana")
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.ENDED, 5)
    refused = phone.events[-1]
    assert isinstance(refused, Refused) and (refused.status, refused.retry_after) == (503, 30)
    simulation.sleep(1)
    assert house.methods == ["INVITE", "ACK"]


def test_nobody_there_is_a_refusal_too():
    house = EchoHouse()
    simulation = Simulation(house)
    simulation.network.cut(house.address[0])
    phone, other = simulation.phone("dana"), simulation.phone("emil", habits=Habits(transport="TCP"))
    phone.dial("b7k2")
    other.dial("b7k2")
    simulation.run_until(lambda: phone.state is other.state is State.ENDED, 40)
    assert phone.events[-1].status == 408 and phone.events[-1].at == pytest.approx(1032, abs=0.1)
    assert other.events[-1].status == 503
    assert "refused" in other.events[-1].reason


def test_hanging_up_before_the_answer_cancels():
    house = EchoHouse(ring_for=10)
    simulation = Simulation(house)
    phone = simulation.phone("dana")
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.RINGING, 5)
    phone.hang_up()
    simulation.sleep(1)
    assert kinds(phone) == [Ringing, Ended] and house.methods == ["INVITE", "CANCEL", "ACK"]
    phone.dial("b7k2")
    with pytest.raises(RuntimeError, match="already in a call"):
        phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.TALKING, 15)


def test_hanging_up_before_anything_came_back_waits_for_it():
    house = EchoHouse(ring_for=5)
    simulation = Simulation(house, usual=Impairment(delay=0.2))
    phone = simulation.phone("dana")
    phone.dial("b7k2")
    simulation.sleep(0.1)
    phone.hang_up()
    simulation.sleep(0.2)
    assert house.methods == ["INVITE"]
    simulation.run_until(lambda: phone.state is State.ENDED, 5)
    assert house.methods[:2] == ["INVITE", "CANCEL"]


def test_an_answer_that_crosses_the_hang_up_is_followed_by_bye():
    house = EchoHouse()
    simulation = Simulation(house, usual=Impairment(delay=0.1))
    phone = simulation.phone("dana")
    phone.dial("b7k2")
    simulation.sleep(0.15)
    phone.hang_up()
    simulation.run_until(lambda: phone.state is State.ENDED and "BYE" in house.methods, 5)
    assert Answered not in kinds(phone)
    assert house.calls == {}


def test_the_far_end_hangs_up():
    house = EchoHouse()
    simulation, phone = talking(house)
    phone.say(babble(1, 5))
    bye = house.ask("BYE")
    house.say_again(bye)
    simulation.run_until(lambda: phone.state is State.ENDED, 1)
    simulation.sleep(0.1)
    assert phone.events[-1].by == "far end" and not phone.speaking
    assert [response.status for response in house.responses] == [200, 200]
    before = house.packets
    simulation.sleep(2)
    assert house.packets == before


def test_hold_and_resume():
    house = EchoHouse()
    simulation, phone = talking(house, Habits(sends_silence=True))
    phone.hold()
    simulation.sleep(0.5)
    (invite,) = house.calls.values()
    assert parse_sdp(invite.body).audio.direction == "sendonly"
    before = house.packets
    simulation.sleep(1)
    assert house.packets == before
    phone.resume()
    simulation.sleep(0.5)
    (invite,) = house.calls.values()
    assert parse_sdp(invite.body).audio.direction == "sendrecv"
    assert house.packets > before
    assert house.methods == ["INVITE", "ACK"] * 3


def test_a_change_of_format_in_mid_call_is_heard_through():
    house, said = EchoHouse(), babble(1, 2)
    simulation, phone = talking(house)
    phone.say(said)
    simulation.sleep(0.7)
    phone.change_formats("PCMA")
    simulation.run_until(lambda: not phone.speaking, 5)
    simulation.sleep(0.2)
    assert phone.handset.format.name == "PCMA"
    assert hears(phone.handset.recording.samples(), said).correlation > 0.99


def test_the_far_end_renegotiates_without_an_offer_and_with_one():
    house = EchoHouse()
    simulation, phone = talking(house)
    sdp = [("Content-Type", "application/sdp"), ("Contact", "<sip:house@10.0.0.1:5060>")]
    held = b"v=0\r\no=- 1 9 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 8\r\n"
    house.ask("INVITE", held + b"a=sendonly\r\n", sdp)
    simulation.sleep(0.1)
    answer = parse_sdp(house.responses[-1].body).audio
    assert (answer.direction, [f.name for f in answer.formats]) == ("recvonly", ["PCMA"])
    assert not phone.handset.sending
    house.ask("UPDATE", held, sdp)
    simulation.sleep(0.1)
    assert house.responses[-1].status == 491, "the INVITE is not acknowledged yet"
    sent = len(house.responses)
    simulation.sleep(3)
    assert len(house.responses) > sent, "the answer is sent again until its ACK"
    house.ask("ACK")
    simulation.sleep(0.1)


def test_questions_about_the_phone_are_answered():
    house = EchoHouse()
    simulation, phone = talking(house)
    house.ask("OPTIONS")
    house.ask("UPDATE", headers=[("Session-Expires", "90;refresher=uac")])
    house.ask("REFER")
    house.ask("INFO")
    house.ask("INVITE", b"no SDP")
    simulation.sleep(0.1)
    assert [response.status for response in house.responses] == [200, 200, 405, 200, 488]
    assert house.responses[1].headers.get("Session-Expires") == "90;refresher=uac"
    (invite,) = house.calls.values()
    invite.headers.set("Call-ID", "unknown")
    house._flows["unknown"] = house._flows.popitem()[1]
    house.calls = {"unknown": invite}
    house.ask("BYE")
    simulation.sleep(0.1)
    assert house.responses[-1].status == 481
    assert phone.state is State.TALKING


def test_a_session_is_refreshed_in_time():
    house = EchoHouse(extra=[("Session-Expires", "90;refresher=uac")])
    simulation, phone = talking(house)
    simulation.sleep(200)
    assert phone.state is State.TALKING
    assert house.methods.count("UPDATE") == 4


def test_a_session_the_far_end_does_not_refresh_is_given_up():
    house = EchoHouse(extra=[("Session-Expires", "90;refresher=uas")])
    simulation, phone = talking(house)
    house.ask("UPDATE", headers=[("Session-Expires", "90;refresher=uac")])
    simulation.sleep(55)
    assert phone.state is State.TALKING
    simulation.sleep(10)
    assert phone.events[-1].by == "silence" and house.methods[-1] == "BYE"


def test_a_phone_that_lost_power_says_nothing_and_calls_again():
    house = EchoHouse()
    simulation, phone = talking(house, Habits(sends_silence=True))
    phone.lose_power()
    simulation.sleep(0.1)
    before = house.packets
    simulation.sleep(5)
    assert phone.state is State.IDLE and house.packets == before and "BYE" not in house.methods
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.TALKING, 5)
    assert len(house.calls) == 2


def test_a_cut_cable_is_silence_and_the_call_goes_on_when_it_is_mended():
    house = EchoHouse()
    simulation, phone = talking(house, Habits(sends_silence=True))
    phone.cut_cable()
    simulation.sleep(3)
    before = house.packets
    phone.hold()
    simulation.sleep(3)
    assert house.packets == before
    phone.mend_cable()
    simulation.sleep(5)
    assert phone.state is State.TALKING and house.methods.count("INVITE") == 2


def test_a_phone_behind_a_translator_calls_and_hears():
    house, said = EchoHouse(), babble(3, 1)
    simulation = Simulation(house)
    phone = simulation.phone("dana", behind="192.0.2.7", caller=NameAddr("sip:anonymous@anonymous.invalid"))
    phone.dial("b7k2")
    simulation.run_until(lambda: phone.state is State.TALKING, 5)
    phone.say(said)
    simulation.run_until(lambda: not phone.speaking, 5)
    simulation.sleep(0.2)
    assert hears(phone.handset.recording.samples(), said)
    (invite,) = house.calls.values()
    assert invite.from_.uri == "sip:anonymous@anonymous.invalid"
    assert next(iter(house._flows.values())).peer[0] == "192.0.2.7"


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_call(seed):
    traces = []
    for _ in range(2):
        house = EchoHouse(ring_for=0.5)
        simulation = Simulation(
            house, seed=seed, usual=Impairment(loss=0.1, jitter=0.03, duplication=0.05, reordering=0.05)
        )
        phones = [simulation.phone(name) for name in ("dana", "emil")]
        for phone in phones:
            phone.dial("b7k2")
            phone.say(babble(1, 0.5))
        simulation.sleep(4)
        for phone in phones:
            phone.hang_up()
        simulation.sleep(4)
        heard = [phone.handset.recording.samples().tobytes() for phone in phones]
        traces.append((house.methods, [p.events for p in phones], heard, simulation.network.counts))
    assert traces[0] == traces[1]


def test_a_phone_reports_what_it_receives_and_learns_what_the_far_end_receives():
    house = EchoHouse()
    simulation = Simulation(house, seed=1, usual=Impairment(delay=0.03))
    simulation.network.impair(Impairment(delay=0.03, loss=0.25), source=house.address[0], traffic=Traffic.MEDIA)
    phone = simulation.phone("dana", habits=Habits(sends_silence=True))
    phone.dial("b7k2")
    simulation.sleep(31)
    times = [at for at, _ in house.reports]
    assert [round(b - a, 2) for a, b in pairwise(times)] == [5.0] * 5
    last = house.reports[-1][1]
    assert last.packets == pytest.approx(1500, abs=5) and last.octets == 160 * last.packets
    (block,) = last.blocks
    assert block.lost / 1500 == pytest.approx(0.25, abs=0.05)
    assert block.fraction / 256 == pytest.approx(0.25, abs=0.1)
    assert phone.reports.far_loss == 0.25
    assert phone.reports.round_trip == pytest.approx(0.07, abs=0.011)
    assert block.last_sr and 0 < block.delay / 65536 < 6
