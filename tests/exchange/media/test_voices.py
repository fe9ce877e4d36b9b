import numpy as np
import pytest
from media_house import EVENTS, FORMATS, House, Phone, power, sine

from onbackground.exchange.media import Route, Terms, Tick


def talk(seed: int) -> np.ndarray:
    """Words, a pause longer than anything lingers, and words again."""
    chance = np.random.default_rng(seed)
    words = [0.1 * chance.standard_normal(4800), np.zeros(12000), 0.03 * chance.standard_normal(3200), np.zeros(6400)]
    return np.concatenate(words).astype(np.float32)


def call(*, passing_over: bool) -> tuple[House, list[Tick]]:
    """Three speakers, one with the other payload format, who take turns; and one who only listens."""
    house = House()
    phones = [Phone(house, f"l{n}", ("192.0.2.1", 4000 + 2 * n), "PCMA" if n == 2 else "PCMU") for n in range(4)]
    for number, phone in enumerate(phones):
        room = None if number == 3 else "b/programme"
        house.plane.route(phone.name, Route("b/programme", room, recorded=room is not None))
    house.plane.record("b/programme")
    for number, phone in enumerate(phones[:3]):
        phone.say(np.concatenate((np.zeros(4000 * number, np.float32), talk(number))))
    for _ in range(220):
        if not passing_over:
            for voice in house.plane._voices._open.values():
                voice.lingers = True
        house.run(0.02)
    return house, house.ticks


def test_passing_silent_lines_over_changes_nothing_that_is_heard_or_recorded() -> None:
    (quick, quick_ticks), (full, full_ticks) = call(passing_over=True), call(passing_over=False)
    for name, phone in quick.phones.items():
        # The sum of voices without one of them is not to the last bit the sum of the others.
        assert np.allclose(phone.heard(4), full.phones[name].heard(4), rtol=0.04, atol=1e-3)
        assert [packet.sequence for packet in phone.packets] == [p.sequence for p in full.phones[name].packets]
    for quickly, fully in zip(quick_ticks, full_ticks, strict=True):
        assert [frame[:2] for frame in quickly.frames] == [frame[:2] for frame in fully.frames]
        assert all(np.array_equal(one[2], other[2]) for one, other in zip(quickly.frames, fully.frames, strict=True))
        assert np.array_equal(quickly.room_frames[0][2], fully.room_frames[0][2])


def test_silent_lines_are_passed_over() -> None:
    house = House()
    phones = [Phone(house, f"l{number}", ("192.0.2.1", 4000 + 2 * number)) for number in range(3)]
    for phone in phones:
        house.plane.route(phone.name, Route("b/programme", "b/programme"))
    phones[0].say(sine(600, 1))
    house.run(0.5)
    assert house.plane._voices.tick(house.now).slots == [house.plane._lines.slots["l0"]]
    house.run(2.5)
    assert house.plane._voices.tick(house.now).slots == []
    phones[1].say(sine(600, 1))
    house.run(0.5)
    assert house.plane._voices.tick(house.now).slots == [house.plane._lines.slots["l1"]]


@pytest.mark.parametrize("says", [True, False])
def test_going_from_what_all_hear_to_something_of_ones_own_and_back_makes_no_click(says: bool) -> None:
    house = House()
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", "b/programme" if says else None))
    speaker.say(sine(300, 5))
    house.run(3)
    if says:
        listener.say(np.full(1600, 0.0005, np.float32))
    else:
        house.plane.play("l2", np.zeros(3200, np.float32))
    house.run(1)
    assert power(listener.heard(0.3), 300) == pytest.approx(-20, abs=1)
    # A 300 Hz sine at this level never steps further than this between two samples; a click would.
    assert np.abs(np.diff(listener.heard(1.2))).max() < 0.05


def test_what_a_line_heard_alone_is_forgotten_with_it() -> None:
    house = House()
    Phone(house, "l1", ("192.0.2.1", 4000))
    house.plane.play("l1", sine(1000, 2, rate=16000))
    house.run(0.5)
    house.plane.remove("l1", house.now)
    after = Phone(house, "l2", ("192.0.2.1", 4000))
    del house.phones["l1"]
    house.plane.play("l2", np.zeros(320, np.float32))
    house.run(0.1)
    assert np.abs(after.heard(0.1)).max() < 1e-3


def line_heard_alone(house: House) -> tuple[Phone, Phone]:
    speaker, listener = Phone(house, "l1", ("192.0.2.1", 4000)), Phone(house, "l2", ("192.0.2.2", 4000))
    house.plane.route("l1", Route("b/programme", "b/programme"))
    house.plane.route("l2", Route("b/programme", None))
    return speaker, listener


@pytest.mark.parametrize("milliseconds", [10, 20, 30, 40, 60])
@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
def test_packets_of_any_length_are_heard_whole(milliseconds: int, codec: str) -> None:
    house = House()
    speaker, listener = line_heard_alone(house)
    terms = Terms(codec, FORMATS[codec].payload_type, EVENTS)
    house.plane.change("l1", remote=speaker.address, signalling=speaker.source, terms=terms, now=house.now)
    speaker.codec = FORMATS[codec]
    size = 8 * milliseconds
    sound, arrival, began = sine(600, 4), 0.007, house.now
    for _ in range(200):
        while began + arrival <= house.now and len(sound) >= size:
            house.deliver([(speaker.packet(speaker.codec.encode(sound[:size])), speaker.address)])
            speaker.clock = (speaker.clock + size) % 2**32
            sound, arrival = sound[size:], arrival + milliseconds / 1000
        house.tick()
    out = listener.heard(2.5)[:16000]
    assert power(out, 600) == pytest.approx(-20, abs=1.5)
    # All there is but the tone is what G.711 adds: a packet left out or put in a wrong place would be far above it.
    at = np.arange(len(out)) / 8000
    waves = np.stack([np.cos(2 * np.pi * 600 * at), np.sin(2 * np.pi * 600 * at)])
    rest = out - (waves @ out * 2 / len(out)) @ waves
    assert 10 * np.log10(np.mean(rest**2) / np.mean(out**2)) < -30
    assert max(np.mean(part**2) for part in rest.reshape(-1, 160)) < 4e-5


def test_comfort_noise_is_silence_and_the_next_word_is_whole() -> None:
    house = House()
    speaker, listener = line_heard_alone(house)
    word = sine(600, 0.4)
    heard_before_the_end = []
    for _ in range(4):
        speaker.say(word)
        house.run(0.4)
        heard_before_the_end.append(power(listener.heard(0.2), 600))
        for pause in range(15):
            if pause % 5 == 0:  # a packet now and then, and nothing between
                house.deliver([(speaker.packet(b"\x4e", kind=13), speaker.address)])
            speaker.clock = (speaker.clock + 160) % 2**32
            house.tick()
        # Nothing is drawn out or repeated: two ticks of waiting and the filters' delay after the end there is silence.
        assert np.abs(listener.heard(0.3)[2 * 160 + 80 :]).max() < 1e-3
    assert min(heard_before_the_end[1:]) > -22
    assert house.plane.quality("l1").loss == 0


def test_comfort_noise_on_a_line_that_is_not_open_is_counted_but_not_played() -> None:
    house = House()
    phone = Phone(house, "l1", ("192.0.2.1", 4000))
    for _ in range(20):
        house.deliver([(phone.packet(b"\x4e", kind=13), phone.address)])
        house.tick()
    assert house.plane.quality("l1").loss == 0
    assert np.abs(phone.heard(0.3)).max() < 1e-3
