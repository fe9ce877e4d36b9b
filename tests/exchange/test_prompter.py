"""Cues waiting to be heard."""

import numpy as np

from onbackground.exchange.cues import Cue, Then, Tone
from onbackground.exchange.prompter import Prompter, RecentSounds, Sound

WORDS = np.ones(320, np.float32)


class Library:
    """Sounds that are there once they are put there; counts how often it is asked."""

    def __init__(self, *texts: str) -> None:
        self.texts = set(texts)
        self.asked: list[str] = []

    def find(self, text: str) -> Sound | None:
        self.asked.append(text)
        return WORDS if text in self.texts else None


class Loudspeaker:
    """Remembers what was started and cut."""

    def __init__(self) -> None:
        self.started: list[tuple[str, int]] = []
        self.cut: list[str] = []

    def play(self, line: str, pcm: Sound) -> int:
        self.started.append((line, len(pcm)))
        return len(self.started)

    announce = play

    def stop(self, line: str) -> None:
        self.cut.append(line)


def prompter(*texts: str) -> tuple[Prompter, Loudspeaker, Library]:
    library, loudspeaker = Library(*texts), Loudspeaker()
    return Prompter(library, loudspeaker), loudspeaker, library


def started(prompts: Prompter) -> list[tuple[str, str]]:
    return [(target, cue.text or cue.tone.value) for target, cue, _ in prompts.start_next()]


def test_cues_of_one_line_follow_each_other() -> None:
    prompts, _, _ = prompter("one", "two")
    prompts.say("l1", Cue("one", "l1"))
    prompts.say("l1", Cue("two", "l1"))
    assert started(prompts) == [("l1", "one")]
    assert started(prompts) == []
    heard = prompts.ended("l1", 1)
    assert heard is not None and heard.text == "one"
    assert started(prompts) == [("l1", "two")]


def test_a_tone_does_not_wait_for_its_words() -> None:
    prompts, _, library = prompter()
    prompts.say("l1", Cue("you are in the queue", "l1", Tone.JOINED))
    assert started(prompts) == [("l1", "joined")]
    prompts.ended("l1", 1)
    assert started(prompts) == []
    assert prompts.wanted() == ["you are in the queue"]
    library.texts.add("you are in the queue")
    assert started(prompts) == [("l1", "you are in the queue")]


def test_what_is_missing_is_wanted_once_and_looked_for_once_a_tick() -> None:
    prompts, _, library = prompter()
    for line in ("l1", "l2", "l3"):
        prompts.say(line, Cue("welcome", line))
    assert started(prompts) == []
    assert (prompts.wanted(), library.asked) == (["welcome"], ["welcome"])
    assert started(prompts) == []
    assert (prompts.wanted(), library.asked) == ([], ["welcome"] * 2)
    library.texts.add("welcome")
    assert [line for line, _ in started(prompts)] == ["l1", "l2", "l3"]


def test_a_line_that_waits_for_its_words_holds_up_nobody_else() -> None:
    prompts, _, _ = prompter("there")
    prompts.say("l1", Cue("missing", "l1"))
    prompts.say("l2", Cue("there", "l2"))
    assert started(prompts) == [("l2", "there")]


def test_a_key_cuts_words_but_neither_tones_nor_what_something_follows_from() -> None:
    prompts, loudspeaker, _ = prompter("words", "goodbye")
    prompts.say("l1", Cue("words", "l1"))
    prompts.say("l1", Cue("more", "l1", Tone.LEFT))
    prompts.say("l1", Cue("goodbye", "l1", then=Then.HANG_UP))
    started(prompts)
    prompts.interrupt("l1")
    assert loudspeaker.cut == ["l1"]
    assert started(prompts) == [("l1", "left")]
    prompts.interrupt("l1")
    assert loudspeaker.cut == ["l1"], "the tone goes on"
    prompts.ended("l1", 2)
    assert started(prompts) == [("l1", "goodbye")]
    prompts.interrupt("l1")
    assert loudspeaker.cut == ["l1"]


def test_the_end_of_what_was_cut_is_no_end() -> None:
    prompts, _, _ = prompter("words", "others")
    prompts.say("l1", Cue("words", "l1"))
    started(prompts)
    prompts.interrupt("l1")
    prompts.say("l1", Cue("others", "l1"))
    assert started(prompts) == [("l1", "others")]
    assert prompts.ended("l1", 1) is None
    heard = prompts.ended("l1", 2)
    assert heard is not None and heard.text == "others"


def test_a_line_that_is_gone_is_told_nothing() -> None:
    prompts, _, _ = prompter("words")
    prompts.say("l1", Cue("words", "l1"))
    prompts.forget("l1")
    assert started(prompts) == []


def test_recent_sounds_are_not_looked_for_again() -> None:
    library = Library("a", "b", "c")
    recent = RecentSounds(library, size=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        assert recent.find(text) is not None
    assert library.asked == ["a", "b", "c", "b"], "b was used least lately when c came"
