"""What is in doubt is weighed against the sound; here by a made-up ear that knows what was said."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onbackground.record.doubts import due_at, places
from onbackground.record.events import INAUDIBLE, NOBODY, Word
from onbackground.record.forms import Forms
from onbackground.record.guesses import guesses_at, otherwise_at
from onbackground.record.sounding import sounded

STRANGE = {"Oakfur", "Akabor", "akabor", "over", "tide"}
FORMS = Forms({"s1": ["Ngozi Okafor", "Goz"], "s2": ["Ulrich Tidewater"]}, keep=["Ullrik Rivermouth"])


def heard(text: str, **unlikely: float) -> list[Word]:
    """The words of a text, sure but for those given."""
    return [
        Word(n * 1000, n * 1000 + 900, word, unlikely.get(word.strip(",.?").replace(" ", ""), 0.98))
        for n, word in enumerate(text.split())
    ]


def nothing_else() -> list[str]:
    return []


def no_other_way(begun: str) -> list[str]:
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
    (name,) = sounded(words, FORMS, ear("Ulrich"), nothing_else, no_other_way)
    assert (name.seat, name.start, name.end) == ("s2", words[3].start, words[4].end)
    assert name.confidence > 0.9
    assert "lrich" not in repr(name)


@pytest.mark.parametrize(
    ("text", "name", "at_least"),
    [
        ("As Mr. Oakfur said", "Okafor", -9.0),  # due, and much alike
        ("And mr. Akabor said", "Okafor", -6.5),  # due, and somewhat alike
        ("As Mr. over said", "Okafor", -2.0),  # due, and hardly alike
        ("So back to the Oakfurs, please", "Okafor", -9.0),  # due behind an article
        ("Thank you. Oakfur, please", "Okafor", -9.0),  # due in the next sentence too
        ("Go ahead, Akabor, and begin", "Okafor", -6.5),  # due where somebody is asked to speak
        ("the ambassador akabor was not open", "Okafor", -6.5),  # due behind a rank, where no other name is written
        ("the Ambassador Akabor was not open", "Okafor", 0.0),
        ("We are going to Akabor now", "Okafor", 0.0),
        ("and the Oakfur was not open", "Okafor", -6.0),  # not due, much alike
        ("and the Akabor was not open", "Okafor", 0.0),  # not due, somewhat alike
        ("Oakfur was not open", "Okafor", -6.0),  # of the beginning something may be lost
        ("and then tide was not open", "Tidewater", 0.0),  # a word of the language that is somewhat alike
        ("and the over was not open", "Okafor", None),  # a word of the language
        ("Akabor was not open", "Okafor", None),
    ],
)
def test_little_is_asked_where_a_name_is_due_and_much_elsewhere(text, name, at_least):
    strange = next(word.strip(",.") for word in text.split() if word.strip(",.s") in STRANGE)
    words = heard(text, **{strange: 0.3})
    if at_least is None:
        assert sounded(words, FORMS, ear(name, 9.0), nothing_else, no_other_way) == ()
        return
    (found,) = sounded(words, FORMS, ear(name, at_least + 0.3), nothing_else, no_other_way)
    assert found.confidence >= 0.5
    assert sounded(words, FORMS, ear(name, at_least - 0.3), nothing_else, no_other_way) == ()


def test_behind_a_rank_little_doubt_is_enough_to_ask():
    for text, asked in (("and Director Oakfur was not open", True), ("and only Oakfur was not open", False)):
        words = heard(text, Oakfur=0.9)
        assert [one.seat for one in sounded(words, FORMS, ear("Okafor"), nothing_else, no_other_way)] == ["s1"] * asked


def test_less_likely_than_words_of_the_language_a_name_is_for_a_person_to_look_at():
    words = heard("and then tide water was not open", tide=0.3, water=0.4)
    (name,) = sounded(words, FORMS, ear("Tidewater", -2.5), nothing_else, no_other_way)
    assert (name.start, name.end) == (words[2].start, words[3].end)
    assert name.confidence < 0.5
    assert sounded(words, FORMS, ear("Tidewater", -3.5), nothing_else, no_other_way) == ()
    assert sounded(words, FORMS, ear("Tidewater", 0.5), nothing_else, no_other_way)[0].confidence > 0.5


def test_a_name_like_another_way_to_go_on():
    words = heard("So we heard from it old made, and that is it.", it=0.2, old=0.7, made=0.9)

    def go_on(begun):
        return [" the all Rick made, and that is it.", " it old made, and"] if begun == "So we heard from" else []

    assert [one.words for one in otherwise_at(words, (4, 6), go_on)] == [("the", "all", "Rick")]
    (name,) = sounded(words, FORMS, ear("from the Ulrich made", -5.0), nothing_else, go_on)
    assert (name.seat, name.start, name.end) == ("s2", words[4].start, words[5].end)


def test_another_way_to_go_on_counts_up_to_where_it_goes_on_as_written():
    words = heard("The point of it is here for all of us today.", of=0.2)
    ways = {
        "The point": [
            " Okafor is",
            " of Okafor",
            " of it was there.",
            " of it is here",
            " Okafor and more and more",
            "",
        ]
    }
    assert otherwise_at(words, (2, 4), lambda begun: ways[begun]) == [(2, 4, ("Okafor",))]


def test_a_word_without_length_is_some_place_too():
    words = heard("Back to Oakfur", Oakfur=0.3)
    words[2] = Word(2000, 2000, "Oakfur", 0.3)
    (name,) = sounded(words, FORMS, ear("to Okafor"), nothing_else, no_other_way)
    assert name.start == 2000 < name.end


def likely(**margins: float):
    """Finds what holds one of some names so much likelier than what was written, and all else unlikely."""

    def weigh(begin, end, sentences, names):
        told = [max((m for name, m in margins.items() if name in one), default=-30.0) for one in sentences[1:]]
        return [0.0, *told]

    return weigh


TWO = Forms({"s1": ["Ngozi Okafor"], "s2": ["Marek Oakover"]})


@pytest.mark.parametrize(
    ("margins", "seat", "others"),
    [
        ({"Okafor": 2.0, "Oakover": -9.0}, "s1", ()),
        ({"Okafor": 2.0, "Oakover": 0.0}, "s1", ("s2",)),
        ({"Okafor": 0.0, "Oakover": 2.0}, "s2", ("s1",)),
    ],
)
def test_who_else_may_have_been_meant_is_told(margins, seat, others):
    words = heard("Thanks, Oakavor.", Oakavor=0.3)
    (name,) = sounded(words, TWO, likely(**margins), nothing_else, no_other_way)
    assert (name.seat, name.others) == (seat, others)


def test_of_two_names_as_likely_the_one_more_like_the_words_was_said():
    forms = Forms({"s1": ["Ngozi Okafor"], "s2": ["Ulrich Ackerman"]})
    words = heard("Thanks, Oakafor.", Oakafor=0.3)
    (name,) = sounded(words, forms, likely(Okafor=-1.0, Ackerman=0.0), nothing_else, no_other_way)
    assert (name.seat, name.others) == ("s1", ())


def test_the_sound_knows_better_than_another_reading_whose_name_it_is():
    words = heard("Thanks, Oakavor.", Oakavor=0.3)
    readings = ["Thanks, Oakover."]
    (name,) = sounded(words, TWO, likely(Okafor=9.0, Oakover=-9.0), lambda: readings, no_other_way)
    assert (name.seat, name.others) == ("s1", ("s2",))
    (name,) = sounded(words, TWO, likely(Oakover=2.0, Okafor=1.0), lambda: readings, no_other_way)
    assert (name.seat, name.others, name.confidence) == ("s2", ("s1",), 0.98)


def test_letters_that_two_share_are_of_both():
    forms = Forms({"s1": ["Ngozi Okafor"], "s2": ["Nils Oakover"]})
    (name,) = sounded(heard("Thanks, NO.", NO=0.3), forms, likely(**{"N.O": 1.0}), nothing_else, no_other_way)
    assert {name.seat, *name.others} == {"s1", "s2"}


@pytest.mark.parametrize(
    ("instead", "margin", "doubted"),
    [
        (" the oak tree rules", 1.0, True),
        (" the oak tree rules", -3.0, False),
        (" Okufor rules", 1.0, False),  # the same name in another spelling
    ],
)
def test_a_written_name_is_doubtful_where_something_else_is_as_likely(instead, margin, doubted):
    words = heard("We know that Okafor rules are new.", Okafor=0.3)

    def go_on(begun):
        return [f"{instead} are new."] if begun == "We know that" else []

    said = instead.split()[-2]
    found = sounded(words, FORMS, likely(**{said: margin}), nothing_else, go_on)
    assert [(one.seat, one.start, one.others) for one in found] == ([(NOBODY, words[3].start, ())] if doubted else [])


def test_a_written_name_is_doubtful_where_anothers_is_nearly_as_likely():
    words = heard("Thanks, Okafor.", Okafor=0.6)
    (name,) = sounded(words, TWO, likely(Oakover=1.0), nothing_else, no_other_way)
    assert (name.seat, name.start, name.others) == (NOBODY, words[1].start, ("s2",))
    assert sounded(words, TWO, likely(Oakover=-5.0), nothing_else, no_other_way) == ()
    sure = heard("Thanks, Okafor.", Okafor=0.98)
    assert sounded(sure, TWO, likely(Oakover=1.0), nothing_else, no_other_way) == ()


def test_what_sounds_more_like_somebody_who_stays_is_left():
    words = heard("Thanks, Ulrick.", Ulrick=0.3)
    assert sounded(words, FORMS, ear("Ulrich"), nothing_else, no_other_way)[0].seat == "s2"
    assert sounded(words, FORMS, ear("Ullrik"), nothing_else, no_other_way) == ()


def test_letters_are_read_by_their_names():
    words = heard("I think UP can take that.", UP=0.6)
    assert sounded(words, FORMS, ear("U.T."), nothing_else, no_other_way)[0].seat == "s2"
    words = heard("As Ms. Yuti says", Yuti=0.3)
    assert sounded(words, FORMS, ear("U.T.", -4.0), nothing_else, no_other_way)[0].seat == "s2"
    assert sounded(words, FORMS, ear("U.T.", -5.0), nothing_else, no_other_way) == ()
    words = heard("Thanks, OK AFOR", OK=0.3, AFOR=0.3)
    (name,) = sounded(words, FORMS, ear("O-K-A-F-O-R"), nothing_else, no_other_way)
    assert (name.seat, name.start, name.end) == ("s1", words[1].start, words[2].end)


def test_a_possessive_is_weighed_as_one():
    words = heard("As Mr. Oakfur's plan says", **{"Oakfur's": 0.3})
    assert [name.seat for name in sounded(words, FORMS, ear("Okafor's"), nothing_else, no_other_way)] == ["s1"]


def test_only_what_is_doubtful_is_weighed():
    def never(*_):
        raise AssertionError

    assert sounded(heard("Back to you for the second part."), FORMS, never, nothing_else, no_other_way) == ()
    assert (
        sounded(heard("Back to Ngozi Okafor.", Ngozi=0.1, Okafor=0.1), FORMS, never, nothing_else, no_other_way) == ()
    )
    assert (
        sounded(heard("Back to ugosi.", ugosi=0.1), Forms({}, ["Ngozi Okafor"]), never, nothing_else, no_other_way)
        == ()
    )
    assert sounded([Word(0, 10, INAUDIBLE, 0.0)], FORMS, never, nothing_else, no_other_way) == ()


def test_forms_show_no_names():
    assert all("kafor" not in repr(form) for form, _ in FORMS.like("okafor"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Mr.", "the", "WWA", "Oakfur,", "—", "2021", "to"]), st.floats(0, 1))))
def test_places_are_in_order_and_hold_words(said):
    words = [Word(n, n + 1, text, likely) for n, (text, likely) in enumerate(said)]
    found = list(places(words, FORMS.words, due_at(words, FORMS.words)))
    assert all(0 <= first < past <= len(words) for first, past in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))
    sounded(words, FORMS, lambda begin, end, sentences, names: [0.0] * len(sentences), nothing_else, no_other_way)


def test_a_name_that_another_reading_has():
    words = heard("I think it can take that.", it=0.3)
    readings = ["I think it can take that.", "I think Okafor can take that."]
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: readings, no_other_way)
    assert (name.seat, name.start, name.end) == ("s1", words[2].start, words[2].end)
    assert name.confidence > 0.9
    stays = ["I think Rivermouth can take that.", "I think it can take that, Okafor."]
    assert sounded(words, FORMS, ear("nobody"), lambda: stays, no_other_way) == ()
    sure = heard("We went to the harbour.")
    assert sounded(sure, FORMS, ear("nobody"), lambda: ["We went to Okafor."], no_other_way) == ()


def test_another_reading_of_names_that_are_written_right_tells_nothing():
    forms = Forms({"s1": ["Ngozi Okafor-Wexford"]})
    for text in ("Thanks, Okafor-Wexford. We'll begin.", "This is Okafor-Wexford's team again."):
        words = heard(text, begin=0.3, again=0.3)
        assert sounded(words, forms, ear("nobody"), lambda text=text: [text.replace("-", " ")], no_other_way) == ()


def test_the_ending_of_a_plural_is_no_sound_of_the_name():
    def alike(word):
        words = heard(f"and the {word} were not open", **{word: 0.3})
        return max(guess.alike for guess in guesses_at(words, (2, 3), FORMS) if guess.form.text == "Okafor")

    assert alike("Oakfurs") == alike("Oakfur's") == alike("Oakfur")


def test_another_reading_of_what_is_clear_is_for_a_person_to_look_at():
    words = heard("and the port was open today.", today=0.3)
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: ["and the Okafor was open today."], no_other_way)
    assert (name.start, name.end) == (words[2].start, words[2].end)
    assert name.confidence < 0.5


def test_what_the_sound_says_as_well_as_another_reading_is_surer():
    words = heard("and Director Oakfur was there", Oakfur=0.9)
    (name,) = sounded(words, FORMS, ear("Okafor"), lambda: ["and Director Okafor was there"], no_other_way)
    assert name.confidence > 0.9


def test_a_name_that_another_reading_has_misheard():
    words = heard("As you went and said, it is early.", went=0.3)
    readings = ["As you went and said, it is early.", "As Akifur said, it is early."]
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: readings, no_other_way)
    assert (name.seat, name.start, name.end) == ("s1", words[1].start, words[3].end)
    assert name.confidence == 0.5
    assert "kafor" not in repr(name)


def test_of_two_names_that_other_readings_have_misheard_the_more_frequent_is_meant():
    words = heard("Thanks, hide.", hide=0.3)
    readings = ["Thanks, Akifur.", "Thanks, Tydwater.", "Thanks, Tidewotter."]
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: readings, no_other_way)
    assert (name.seat, name.others) == ("s2", ("s1",))


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("Thanks, Okafor.", ["Thanks, Tidewotter."]),  # who is named already
        ("Thanks, Akifur.", ["Thanks, Tidewotter."]),  # and misheard already
        ("Thanks, and all of us go on now.", ["Thanks, Akifur."]),  # too many words for one name
        ("Thanks.", ["Thanks, Akifur."]),  # nothing was written for it
        ("Thanks, Ullrik Rivermouth.", ["Thanks, Ulric Rivermouth."]),  # somebody else, who stays
    ],
)
def test_a_name_that_another_reading_has_misheard_tells_nothing_where(text, readings):
    unlikely = {word.strip(",."): 0.3 for word in text.split()}
    assert sounded(heard(text, **unlikely), FORMS, ear("nobody"), lambda: readings, no_other_way) == ()


def test_a_misheard_name_in_another_reading_of_what_is_clear_is_for_a_person_to_look_at():
    words = heard("Before noon the port was open today.", today=0.3)
    readings = ["Before noon Tidewotter was open today."]
    (name,) = sounded(words, FORMS, ear("nobody"), lambda: readings, no_other_way)
    assert (name.seat, name.confidence) == ("s2", 0.4)
