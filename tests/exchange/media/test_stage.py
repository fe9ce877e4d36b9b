import numpy as np
import pytest

from onbackground.exchange.rooms import HOLDING, NOTHING, Rooms
from onbackground.exchange.stage import Player, mix, ramp


def voices(count: int) -> np.ndarray:
    return (0.04 * np.random.default_rng(4).standard_normal((count, 320))).astype(np.float32)


def test_everyone_is_in_the_full_mix_and_nobody_in_their_own() -> None:
    heard = voices(5)
    made = mix(heard)
    assert np.allclose(made.full, heard.sum(axis=0), atol=1e-6)
    for own in range(5):
        others = np.delete(heard, own, axis=0).sum(axis=0)
        residue = made.without[own] - others
        assert 10 * np.log10(np.mean(residue**2) / np.mean(heard[own] ** 2) + 1e-15) < -50


def test_an_announcement_is_heard_by_all() -> None:
    said = np.full(320, 0.25, np.float32)
    made = mix(voices(1), said)
    assert np.allclose(made.without[0], said, atol=1e-6)
    assert np.allclose(mix(voices(0), said).full, said)


def test_an_empty_room_is_silent() -> None:
    assert np.abs(mix(voices(0)).full).max() == 0


def test_ten_loud_voices_together_do_not_clip() -> None:
    loud = np.full((10, 320), 0.7, np.float32)
    assert np.abs(mix(loud).full).max() <= 1


def test_a_ramp_takes_ten_milliseconds() -> None:
    assert ramp(0, 1)[0] == 0 and ramp(0, 1)[160] == 1
    assert ramp(1, 0)[0] == 1 and np.abs(ramp(1, 0)[160:]).max() == 0
    assert np.abs(np.diff(ramp(0, 1))).max() < 0.02


def test_clips_follow_each_other_to_the_sample() -> None:
    player = Player()
    player.add(1, np.full(400, 1, np.float32))
    player.add(2, np.full(0, 1, np.float32))
    player.add(3, np.full(300, 3, np.float32))
    ticks = [player.tick() for _ in range(3)]
    sound = np.concatenate([out for out, _ in ticks])
    assert sound.tolist() == [1] * 400 + [3] * 300 + [0] * 260
    assert [ended for _, ended in ticks] == [[], [1, 2], [3]]


def test_a_cut_clip_fades_and_the_next_starts_at_once() -> None:
    player = Player()
    player.add(1, np.full(4000, 0.5, np.float32))
    player.add(2, np.full(4000, 0.5, np.float32))
    player.tick()
    player.cut()
    player.add(3, np.full(320, 0.1, np.float32))
    out, ended = player.tick()
    assert ended == [1, 2, 3]
    assert out[0] == pytest.approx(0.6) and out[160:] == pytest.approx(0.1)


def test_cutting_nothing_does_nothing() -> None:
    player = Player()
    player.cut()
    player.add(1, np.ones(320, np.float32))
    assert player.tick()[1] == [1]


def test_rooms_are_made_on_use_and_go_when_nobody_needs_them() -> None:
    rooms = Rooms()
    assert rooms.number(None) == NOTHING and rooms.number("hold") == HOLDING
    green, programme = rooms.number("b/green"), rooms.number("b/programme")
    assert rooms.number("b/green") == green
    rooms.keep([programme])
    assert rooms.names[green] is None and rooms.names[programme] == "b/programme"
    assert rooms.number("c/green") == green
    rooms.player(green).add(1, np.ones(10, np.float32))
    rooms.recorded.add(programme)
    rooms.keep([])
    assert rooms.names[green] == "c/green" and rooms.names[programme] == "b/programme"
