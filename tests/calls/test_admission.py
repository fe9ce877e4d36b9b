"""From the ring to admission: PINs, numbers, and what a line hears and sends before it is let in."""

from pathlib import Path

import pytest
from rehearsed import Hum, Rehearsed, is_silent, level_at
from sounds_spoken import murmur

from onbackground.rehearsal.call import Refused
from onbackground.rehearsal.habits import Habits
from onbackground.rehearsal.listening import hears


@pytest.mark.parametrize("user", ["fable", "briefing"])
def test_after_three_wrong_pins_the_line_is_let_go(tmp_path: Path, user: str) -> None:
    with Rehearsed(tmp_path) as call:
        phone = call.call("stranger", user)
        for _ in range(3):
            phone.press("99999999")
            call.stage.sleep(5)
        call.until(lambda: phone.state.name == "ENDED", "the stranger to be let go")
        assert any("could not verify" in text for text in call.voice.said)
        assert not call.state().lines


def test_a_fourth_pin_is_not_looked_at(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        phone = call.call("stranger", "briefing")
        phone.press("99999999" * 3 + call.pins["r1"])
        call.until(lambda: phone.state.name == "ENDED", "the stranger to be let go")
        assert not call.state().line_of


def test_the_pin_says_which_briefing_is_meant(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, briefings=("fable", "harbour")) as call:
        call.dial_in("mod", "one")
        call.dial_in("mod@harbour", "one@harbour", user="briefing")
        assert set(call.state("fable").line_of) == set(call.state("harbour").line_of) == {"mod", "one"}
        assert not set(call.state("fable").lines) & set(call.state("harbour").lines)
        began = call.stage.now()
        call.say("mod@harbour", murmur(1, 2))
        assert hears(call.heard_since("one@harbour", began), murmur(1, 2))
        assert is_silent(call.heard_since("one", began + 0.1))


def test_a_pin_of_another_briefing_does_not_admit(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, briefings=("fable", "harbour")) as call:
        call.call("lost", "fable").press(call.pins["mod@harbour"])
        call.stage.sleep(4)
        assert not call.state("fable").line_of and not call.state("harbour").line_of


def test_an_unknown_briefing_is_not_found(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        phone = call.stage.phone("lost")
        phone.dial("nowhere")
        call.until(lambda: phone.state.name == "ENDED", "the refusal")
        (refused,) = [event for event in phone.events if isinstance(event, Refused)]
        assert refused.status == 404


def test_keys_by_info(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "r1", habits=Habits(keys="info"))
        call.open()
        call.phones["r1"].press("*1")
        call.until(lambda: call.state().queue == ("r1",), "the reporter to join")
        call.phones["r1"].press("#")
        call.until(lambda: call.state().queue == (), "the reporter to leave")


def test_before_admission_a_line_hears_prompts_only_and_is_not_heard(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one")
        call.open()
        began = call.stage.now()
        stranger = call.call("stranger")
        stranger.say(murmur(2, 6))
        call.say("mod", murmur(3, 6))
        call.stage.sleep(6)
        heard = call.heard_since("stranger", began)
        assert level_at(heard[: 2 * 8_000], Hum.pitch) > -30, "the greeting"
        assert hears(heard, murmur(3, 6)).correlation < 0.1
        assert is_silent(heard[-8_000:]), "the greeting is over, and nothing else is heard"
        for who in ("mod", "one"):
            assert hears(call.heard_since(who, began), murmur(2, 6)).correlation < 0.1, who
        assert hears(call.heard_since("one", began), murmur(3, 6))


def test_a_key_cuts_the_prompt_short(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        phone = call.call("r1")
        call.stage.sleep(0.5)
        began = call.stage.now()
        assert level_at(call.heard_since("r1", began - 0.3), Hum.pitch) > -30
        phone.press("1")
        call.stage.sleep(0.5)
        assert is_silent(call.heard_since("r1", began + 0.2))
