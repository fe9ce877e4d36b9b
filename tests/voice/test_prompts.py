from onbackground.briefing.terms import GroundRules
from onbackground.voice.catalogue import Catalogue
from onbackground.voice.prompts import prompts

ENGLISH = Catalogue("en")
CALLERS = [("Ada Fairweather", "the Harbor Post"), ("Tomas Quill", "")]


def test_everything_known_at_convening_is_there_and_whole() -> None:
    texts = list(prompts(ENGLISH, GroundRules(), CALLERS, queue_places=4))
    assert ENGLISH.say("pin.enter") in texts
    assert ENGLISH.ground_rules(GroundRules()) in texts
    assert ENGLISH.conclusion(GroundRules()) in texts
    assert ENGLISH.say("pin.wrong", tries=1) in texts
    assert ENGLISH.say("queue.place", place=4) in texts
    assert ENGLISH.say("queue.place", place=5) not in texts
    assert ENGLISH.say("question.last", caller="Tomas Quill") in texts
    assert ENGLISH.say("question.next", caller="Ada Fairweather with the Harbor Post") in texts
    assert not any("{" in text for text in texts)


def test_nothing_is_rendered_twice() -> None:
    texts = list(prompts(ENGLISH, GroundRules(), CALLERS))
    assert len(texts) == len(set(texts))
