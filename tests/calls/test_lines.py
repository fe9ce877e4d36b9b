"""Lines in a call: hold, drop and return, redial, mute, removal."""

from pathlib import Path

import numpy as np
from rehearsed import DELAY, Hum, Rehearsed, is_silent, level_at
from sounds_spoken import murmur

from onbackground.briefing import commands as do
from onbackground.rehearsal.listening import hears


def test_a_phone_on_hold_is_neither_heard_nor_told_anything_until_it_resumes(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one")
        call.open()
        call.phones["one"].hold()
        call.stage.sleep(1)
        began = call.stage.now()
        packets = call.phones["one"].handset.reception.packets
        call.say("one", murmur(1, 2))
        assert is_silent(call.heard_since("mod", began))
        assert call.phones["one"].handset.reception.packets == packets
        call.phones["one"].resume()
        call.stage.sleep(1)
        began = call.stage.now()
        call.say("one", murmur(2, 2))
        assert hears(call.heard_since("mod", began), murmur(2, 2))
        began = call.stage.now()
        call.say("mod", murmur(3, 2))
        assert hears(call.heard_since("one", began), murmur(3, 2))


def test_a_payload_format_can_change_in_mid_call(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one")
        call.open()
        call.phones["one"].change_formats("PCMA")
        call.stage.sleep(1)
        began = call.stage.now()
        call.say("one", murmur(1, 2))
        assert hears(call.heard_since("mod", began), murmur(1, 2))
        call.say("mod", murmur(2, 2))
        assert hears(call.heard_since("one", began), murmur(2, 2))


def test_who_drops_and_returns_within_a_minute_keeps_their_place(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "r1", "r2")
        call.open()
        for reporter in ("r1", "r2"):
            call.phones[reporter].press("*1")
            call.until(lambda reporter=reporter: reporter in call.state().queue, f"{reporter} to join")
        call.phones["r1"].hang_up()
        call.until(lambda: "r1" not in call.state().line_of, "the line to drop")
        call.stage.sleep(45)
        assert call.state().queue == ("r1", "r2")
        said = len(call.voice.said)
        call.dial_in("r1")
        call.stage.sleep(2)
        assert call.state().queue == ("r1", "r2")
        assert any("your place" in text for text in call.voice.said[said:]), call.voice.said[said:]


def test_who_returns_later_has_lost_their_place(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "r1", "r2")
        call.open()
        call.phones["r1"].press("*1")
        call.until(lambda: call.state().queue == ("r1",), "the reporter to join")
        call.phones["r1"].hang_up()
        call.until(lambda: call.state().queue == (), "the place to lapse", seconds=63)


def test_who_redials_while_the_old_line_is_up_takes_it_over(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        old = call.dial_in("mod", "one")
        call.open()
        old_line = call.state().line_of["one"]
        call.dial_in("one")
        assert call.state().line_of["one"] != old_line
        call.until(lambda: old.state.name == "ENDED", "the old line to end")
        began = call.stage.now()
        call.say("one", murmur(1, 2))
        assert hears(call.heard_since("mod", began), murmur(1, 2))


def test_the_line_that_was_taken_over_is_silenced_at_once(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        old = call.dial_in("mod", "one")
        call.open()
        old.say(murmur(1, 10))
        call.stage.sleep(0.5)
        call.call("one").press(call.pins["one"])
        line = call.state().line_of["one"]
        call.until(lambda: call.state().line_of["one"] != line, "the line to be taken over")
        taken_over = call.stage.now()
        call.stage.sleep(0.5)
        assert is_silent(call.heard_since("mod", taken_over + DELAY))


def test_a_removed_line_is_silenced_at_once_told_and_not_let_in_again(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "r1")
        call.open()
        call.ask("r1")
        call.phones["r1"].say(murmur(1, 10))
        call.stage.sleep(1)
        call.give(do.Remove(at=call.at, by="mod", line=call.state().line_of["r1"]))
        removed = call.stage.now()
        call.stage.sleep(1)
        assert is_silent(call.heard_since("mod", removed + DELAY))
        assert level_at(call.heard_since("r1", removed + 0.7), Hum.pitch) > -30
        call.until(lambda: call.phones["r1"].state.name == "ENDED", "the line to be hung up")
        call.dial_in("r1")
        assert "r1" not in call.state().line_of


def test_a_mute_is_heard_within_a_tick(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one")
        call.open()
        steady = (0.2 * np.sin(2 * np.pi * 1_000 / 16_000 * np.arange(48_000))).astype(np.float32)
        call.phones["one"].say(steady)
        call.stage.sleep(1)
        call.give(do.Mute(at=call.at, by="mod", seat="one"))
        muted = call.stage.now()
        call.stage.sleep(0.5)
        # What was already on its way arrives, and 20 ms of fading: the next tick is the last one with any sound.
        assert is_silent(call.heard_since("mod", muted + 0.04))
        began = call.stage.now()
        call.give(do.Unmute(at=call.at, by="mod", seat="one"))
        call.stage.sleep(1)
        assert level_at(call.heard_since("mod", began + 0.5), 1_000) > -30
