"""What is in doubt is weighed against the sound; here by a made-up ear that knows what was said."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.record.events import INAUDIBLE, Word
from onbackground.record.sounding import Forms, due_at, guesses_at, places, sounded

FORMS = Forms({"s1": ["Ngozi Okafor", "Goz"], "s2": ["Ulrich Tidewater"]}, keep=["Ullrik Rivermouth"])


def heard(text: str, **unlikely: float) -> list[Word]:
    """The words of a text, sure but for those given."""
    return [
        Word(n * 1000, n * 1000 + 900, word, unlikely.get(word.strip(",.?").replace(" ", ""), 0.95))
        for n, word in enumerate(text.split())
    ]


def nothing_else() -> list[str]:
    return []


def ear(said: str, margin: float = 3.0):
    """Finds what was said likelier than what was written by ``margin``, the shorter the better; all else unlikely."""

    def weigh(begin, end, sentences, names):
        assert begin <= end
        assert names
        written = sentences[0]
        return [0.0 if one == written else margin - len(one) / 1000 if said in one else -30.0 for one in sentences]

    return weigh


def test_a_name_that_only_the_sound_has():
    words = heard("So back to all rich for the second part.", rich=0.3, all=0.4)
    (name,) = sounded(words, FORMS, ear("Ulrich"), nothing_else)
    assert (name.seat, name.start, name.end) == ("s2", words[3].start, words[4].end)
    assert name.confidence > 0.9
    assert "lrich" not in repr(name)


def test_little_is_asked_where_a_name_is_due_and_much_elsewhere():
    due = heard("As Mr. Oakfur said", Oakfur=0.3)
    assert sounded(due, FORMS, ear("Okafor", -5.0), nothing_else)[0].confidence < 0.8
    assert sounded(due, FORMS, ear("Okafor", -7.0), nothing_else) == ()
    elsewhere = heard("and the Oakfur was not open", Oakfur=0.3)
    assert sounded(elsewhere, FORMS, ear("Okafor", -1.0), nothing_else) == ()
    assert sounded(elsewhere, FORMS, ear("Okafor", 1.0), nothing_else)[0].seat == "s1"
    word = heard("and the over was not open", over=0.3)
    assert sounded(word, FORMS, ear("Okafor", 9.0), nothing_else) == ()


def test_what_sounds_more_like_somebody_who_stays_is_left():
    words = heard("Thanks, Ulrick.", Ulrick=0.3)
    assert sounded(words, FORMS, ear("Ulrich"), nothing_else)[0].seat == "s2"
    assert sounded(words, FORMS, ear("Ullrik"), nothing_else) == ()


def test_letters_are_read_by_their_names():
    words = heard("I think UP can take that.", UP=0.6)
    assert sounded(words, FORMS, ear("U.T."), nothing_else)[0].seat == "s2"
    words = heard("Thanks, OK AFOR", OK=0.3, AFOR=0.3)
    (name,) = sounded(words, FORMS, ear("O-K-A-F-O-R"), nothing_else)
    assert (name.seat, name.start, name.end) == ("s1", words[1].start, words[2].end)


def test_a_possessive_is_weighed_as_one():
    words = heard("As Mr. Oakfur's plan says", **{"Oakfur's": 0.3})
    assert [name.seat for name in sounded(words, FORMS, ear("Okafor's"), nothing_else)] == ["s1"]


def test_only_what_is_doubtful_is_weighed():
    def never(*_):
        raise AssertionError

    assert sounded(heard("Back to you for the second part."), FORMS, never, nothing_else) == ()
    assert sounded(heard("Back to Ngozi Okafor.", Ngozi=0.1, Okafor=0.1), FORMS, never, nothing_else) == ()
    assert sounded(heard("Back to ugosi.", ugosi=0.1), Forms({}, ["Ngozi Okafor"]), never, nothing_else) == ()
    assert sounded([Word(0, 10, INAUDIBLE, 0.0)], FORMS, never, nothing_else) == ()


def test_forms_show_no_names():
    assert all("kafor" not in repr(form) for form, _ in FORMS.like("okafor"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Mr.", "the", "WWA", "Oakfur,", "—", "2021", "to"]), st.floats(0, 1))))
def test_places_are_in_order_and_hold_words(said):
    words = [Word(n, n + 1, text, likely) for n, (text, likely) in enumerate(said)]
    found = list(places(words, FORMS.words, due_at(words, FORMS.words)))
    assert all(0 <= first < past <= len(words) for first, past in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    sounded(words, FORMS, lambda begin, end, sentences, names: [0.0] * len(sentences), nothing_else)


def test_a_name_that_another_reading_has():
    words = heard("I think it can take that.", it=0.3)
    readings = ["I think it can take that.", "I think Okafor can take that."]
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: readings)
    assert (name.seat, name.start, name.end) == ("s1", words[2].start, words[2].end)
    assert name.confidence > 0.9
    stays = ["I think Rivermouth can take that.", "I think it can take that, Okafor."]
    assert sounded(words, FORMS, ear("nobody"), lambda: stays) == ()
    sure = heard("We went to the harbour.")
    assert sounded(sure, FORMS, ear("nobody"), lambda: ["We went to Okafor."]) == ()


def test_another_reading_of_names_that_are_written_right_tells_nothing():
    forms = Forms({"s1": ["Ngozi Okafor-Wexford"]})
    for text in ("Thanks, Okafor-Wexford. We'll begin.", "This is Okafor-Wexford's team again."):
        words = heard(text, begin=0.3, again=0.3)
        assert sounded(words, forms, ear("nobody"), lambda text=text: [text.replace("-", " ")]) == ()


def test_the_ending_of_a_plural_is_no_sound_of_the_name():
    def alike(word):
        words = heard(f"and the {word} were not open", **{word: 0.3})
        return max(guess.alike for guess in guesses_at(words, (2, 3), FORMS) if guess.form.text == "Okafor")

    assert alike("Oakfurs") == alike("Oakfur's") == alike("Oakfur")


def test_another_reading_of_what_is_clear_is_for_a_person_to_look_at():
    words = heard("and the port was open today.", today=0.3)
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: ["and the Okafor was open today."])
    assert (name.start, name.end) == (words[2].start, words[2].end)
    assert name.confidence < 0.9
