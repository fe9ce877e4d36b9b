"""Who is heard by whom, and what is announced: the green room, questions, operators, the keypad, the end."""

from pathlib import Path

import pytest
from rehearsed import DELAY, Hum, Rehearsed, is_silent, level_at
from sounds_spoken import murmur

from onbackground.briefing import commands as do
from onbackground.briefing.state import QuestionState
from onbackground.briefing.terms import Phase
from onbackground.rehearsal.listening import hears


def question_state(call: Rehearsed) -> QuestionState | None:
    questions = call.state().questions
    return questions[-1].state if questions else None


def test_the_green_room_and_the_programme_do_not_hear_each_other(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one", "two", "ear")
        call.open()
        for official in ("one", "two"):
            call.phones[official].press("*5")
        call.until(lambda: call.state().green_room == {"one", "two"}, "the officials to step aside")
        call.stage.sleep(5)
        began = call.stage.now()
        call.phones["mod"].say(murmur(1))
        call.say("one", murmur(2))
        assert hears(call.heard_since("two", began), murmur(2))
        assert hears(call.heard_since("ear", began), murmur(1))
        for who in ("mod", "ear"):
            assert hears(call.heard_since(who, began), murmur(2)).correlation < 0.1, who
        for who in ("one", "two"):
            assert hears(call.heard_since(who, began), murmur(1)).correlation < 0.1, who


def test_no_line_opens_unannounced(tmp_path: Path) -> None:
    """The reporter speaks all the while, and is heard from the end of the announcement on."""
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "r1", "ear")
        call.open()
        call.phones["r1"].press("*1")
        call.until(lambda: call.state().queue == ("r1",), "the reporter to join")
        call.stage.sleep(3)
        call.phones["r1"].say(murmur(1, 20))
        call.give(do.CallOn(at=call.at, by="mod"))
        called = call.stage.now()
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the line to open")
        opened = call.stage.now()
        assert opened - called > 1, "the announcement takes its time"
        call.stage.sleep(4)
        everything = call.heard_since("ear", called)
        announcement = everything[: round(8_000 * (opened - called))]
        assert level_at(announcement, Hum.pitch) > -30
        assert hears(announcement, murmur(1, 20)).correlation < 0.2
        asked = call.heard_since("ear", opened + DELAY)
        assert level_at(asked, Hum.pitch) < -50
        assert hears(asked, murmur(1, 20)[round(16_000 * (opened - called + 0.5)) :][: 3 * 16_000])


def test_who_is_called_instead_of_one_who_dropped_is_announced_too(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "r1", "r2", "ear")
        call.open()
        for reporter in ("r1", "r2"):
            call.phones[reporter].press("*1")
            call.until(lambda reporter=reporter: reporter in call.state().queue, f"{reporter} to join")
        call.give(do.CallOn(at=call.at, by="mod", seat="r1"))
        call.stage.sleep(0.5)
        call.phones["r1"].hang_up()
        call.until(lambda: question_state(call) is QuestionState.SUSPENDED, "the reporter to drop")
        call.give(do.CallOn(at=call.at, by="mod", seat="r2"))
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the other line to open")
        opened = call.stage.now()
        announced = [text for text in call.voice.said if "Person r2" in text]
        assert announced
        call.stage.sleep(2)
        assert level_at(call.heard_since("ear", opened + DELAY), Hum.pitch) < -50, "the announcement was over"


def test_a_question_from_the_queue_to_the_closed_line(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "one", "r1", "ear")
        call.open()
        began = call.stage.now()
        call.say("r1", murmur(1))
        assert is_silent(call.heard_since("ear", began)), "nobody asked them"
        call.ask("r1")
        call.say("r1", murmur(2))
        assert hears(call.heard_since("ear", began), murmur(2))
        call.give(do.TakeQuestion(at=call.at, by="mod"))
        call.stage.sleep(0.2)
        closed = call.stage.now()
        call.say("r1", murmur(3))
        assert is_silent(call.heard_since("ear", closed))
        call.give(do.AllowFollowUp(at=call.at, by="mod"))
        call.stage.sleep(0.2)
        call.say("r1", murmur(4))
        assert hears(call.heard_since("ear", closed), murmur(4))


def test_a_moderator_with_only_a_phone_runs_the_whole_call(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        moderator = call.dial_in("one", "r1", "r2", "mod")

        def press(keys: str) -> None:
            moderator.press(keys)
            call.stage.sleep(1)

        press("*1")
        assert call.state().phase is Phase.REMARKS
        press("*2")
        assert call.state().queue_open
        for reporter in ("r1", "r2"):
            call.phones[reporter].press("*1")
            call.until(lambda reporter=reporter: reporter in call.state().queue, f"{reporter} to join")
        press("*3")
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the line to open")
        press("*4")
        assert question_state(call) is QuestionState.ANSWERING
        press("*5")
        assert question_state(call) is QuestionState.OPEN
        press("*4")
        press("*6")
        assert call.state().remaining == 1
        press("*3")
        assert call.state().questions[-1].seat == "r2"
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the second line to open")
        press("*7")
        assert not call.state().queue_open
        press("*9")
        assert call.state().phase is Phase.QUESTIONS, "one press only asks for the second"
        press("*9")
        assert call.state().phase is Phase.CONCLUDED


def test_the_conclusion_is_said_to_all_and_all_are_hung_up(tmp_path: Path) -> None:
    with Rehearsed(tmp_path) as call:
        call.dial_in("mod", "one", "r1", "ear")
        call.call("stranger")
        call.open()
        call.give(do.Conclude(at=call.at, by="mod"))
        concluded = call.stage.now()
        call.stage.sleep(1)
        for who in ("mod", "one", "r1", "ear"):
            assert level_at(call.heard_since(who, concluded + 0.3), Hum.pitch) > -30, who
        call.until(lambda: all(phone.state.name == "ENDED" for phone in call.phones.values()), "goodbye")
        assert not call.state().lines
        late = call.dial_in("r2")
        call.until(lambda: late.state.name == "ENDED", "the late caller to be told and let go")


@pytest.mark.parametrize("announces", [True, False])
def test_a_person_with_the_operators_seat_announces_and_opens_lines(tmp_path: Path, announces: bool) -> None:
    with Rehearsed(tmp_path, announces=announces) as call:
        call.dial_in("mod", "op", "r1", "ear")
        call.open()
        call.phones["r1"].press("*1")
        call.until(lambda: call.state().queue == ("r1",), "the reporter to join")
        call.stage.sleep(3)
        began = call.stage.now()
        call.phones["op"].press("*3")
        call.stage.sleep(3)
        assert question_state(call) is QuestionState.CALLED, "the operator has not announced them yet"
        assert is_silent(call.heard_since("ear", began)), "the house leaves it to the operator"
        call.say("op", murmur(1))
        assert hears(call.heard_since("ear", began), murmur(1))
        call.phones["op"].press("*5")
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the operator to open the line")


def test_without_operator_and_house_voice_the_reporter_alone_is_told(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "r1", "ear")
        began = call.stage.now()
        call.open()
        call.phones["r1"].press("*1")
        call.until(lambda: call.state().queue == ("r1",), "the reporter to join")
        call.stage.sleep(3)
        called = call.stage.now()
        call.give(do.CallOn(at=call.at, by="mod"))
        call.until(lambda: question_state(call) is QuestionState.OPEN, "the line to open")
        assert level_at(call.heard_since("r1", called), Hum.pitch) > -30
        assert is_silent(call.heard_since("ear", began + 1))


def test_a_second_press_answers_with_the_tone_and_changes_nothing(tmp_path: Path) -> None:
    with Rehearsed(tmp_path, announces=False) as call:
        call.dial_in("mod", "r1", "r2")
        call.open()
        for reporter in ("r1", "r2"):
            call.phones[reporter].press("*1")
            call.until(lambda reporter=reporter: reporter in call.state().queue, f"{reporter} to join")
        call.stage.sleep(5)
        version, began = call.state().version, call.stage.now()
        call.phones["r1"].press("*1")
        call.stage.sleep(3)
        assert (call.state().version, call.state().queue) == (version, ("r1", "r2"))
        assert not is_silent(call.heard_since("r1", began))
