"""Whom the course of a call names: who speaks next, who spoke before, what a text writes again and again."""

import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.misheard.expected import expected_in
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.turns import turns_of
from onbackground.attribution.words import words_of

ONE = "Senior Administration Official One"
TWO = "Senior Administration Official Two"
OTIENO = Seat(id="s1", name="Akinyi Otieno", alias=ONE)
RAMASWAMY = Seat(id="s2", name="Harish Ramaswamy", alias=TWO)
GUARD = Guard(Roster((OTIENO, RAMASWAMY)))
OFFICIAL = "SENIOR ADMINISTRATION OFFICIAL:  Good morning. The tide gates will open on Monday."
REPORTER = "Q  Good morning. What will the tide gates cost?"


@pytest.mark.parametrize(
    "said",
    [
        "With that, I’ll turn it over to Oksiano.",
        "Now over to you, Oksiano.",
        "Oksiano, over to you.",
        "With that, Oksiano, I will turn it over to you.",
        "Oksiano, can you unmute?",
        "Oksiano, do you want to take that one?",
        "We will first hear from Oksiano and then take questions.",
    ],
)
def test_who_is_given_the_floor_is_the_official_who_speaks_next(said: str) -> None:
    assert "Oksiano" not in GUARD.apply(f"MODERATOR:  {said}\n\n{OFFICIAL}").text


@pytest.mark.parametrize(
    "said",
    [
        "With that, I’ll turn it over to Dr. Hirl.",
        "Dr. Hirl, do you want to start?",
        "Our speakers today are Mr. Ramaswamy and Dr. Hirl.",
        "Much is as Dr. Hirl said.",
    ],
)
def test_an_honorific_makes_a_name_no_less_expected(said: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name="Amanda Hill", alias=ONE), RAMASWAMY)))
    assert "Hirl" not in guard.apply(f"MODERATOR:  {said}\n\n{OFFICIAL}").text
    assert "Hirl" in guard.apply("MODERATOR:  It was Dr. Hirl who built the old gates.").text


def test_what_sounds_the_same_behind_an_honorific_is_the_name_however_short() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Anna Li", alias=ONE), RAMASWAMY)))
    assert guard.apply("MODERATOR:  Thanks, Mr. Lee. On the lee side it rains.").text == (
        f"MODERATOR:  Thanks, [{ONE}]. On the lee side it rains."
    )


def test_who_is_given_the_floor_before_a_reporter_is_no_official() -> None:
    said = f"MODERATOR:  The last question: I’ll turn it over to Oksiano.\n\n{REPORTER}"
    assert "Oksiano" in GUARD.apply(said).text


def test_thanks_at_the_beginning_of_an_answer_are_the_reporters() -> None:
    answer = "SENIOR ADMINISTRATION OFFICIAL:  Thanks, Hareesha. So, the gates are old."
    assert "Hareesha" in GUARD.apply(f"{REPORTER}\n\n{answer}").text
    assert "Hareesha" not in GUARD.apply(f"{OFFICIAL}\n\n{answer}").text


def test_thanks_for_a_question_are_the_reporters() -> None:
    thanks = "MODERATOR:  Thank you for the question, Hareesha. The gates are old."
    assert "Hareesha" in GUARD.apply(thanks).text
    assert "Hareesha" not in GUARD.apply(thanks.replace(" for the question", "")).text


def test_whom_the_operator_calls_before_a_reporter_speaks_is_the_reporter() -> None:
    called = "OPERATOR:  And Hareesha, please go ahead."
    assert "Hareesha" in GUARD.apply(f"{called}\n\n{REPORTER}").text
    assert "Hareesha" not in GUARD.apply(f"{called}\n\n{OFFICIAL}").text


def test_who_says_who_they_are_is_an_official_where_no_turns_tell() -> None:
    said = "This is Akinyi Orchard speaking. Good morning."
    guarded = GUARD.apply(said)
    assert guarded.text == f"This is [{ONE}] speaking. Good morning."
    assert [flag.found for flag in guarded.flags] == ["Akinyi Orchard"]
    assert GUARD.apply("Hi, it’s Oksiano again with a word.").text == f"Hi, it’s [{ONE}] again with a word."


def test_a_first_name_goes_with_what_follows_where_the_floor_is_given() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Donna Moore", alias=ONE), OTIENO)))
    said = f"MODERATOR:  I’ll kick it over to Donna Nuhr to begin.\n\n{OFFICIAL}"
    assert f"over to [{ONE}] to begin" in guard.apply(said).text
    on_record = said.replace(OFFICIAL, "MS. NUHR:  Good morning.")
    assert "over to Donna Nuhr to begin" in guard.apply(on_record).text


def test_a_colleague_is_not_a_name() -> None:
    said = f"MODERATOR:  I’ll turn it over to my colleague for the details.\n\n{OFFICIAL}"
    assert GUARD.apply(said).replacements == ()


def test_names_in_labels_stay() -> None:
    text = "MODERATOR:  I’ll turn it over to Otterno.\n\nMR. OTTERNO:  Thanks. The gates are old."
    assert GUARD.apply(text).replacements == ()


def test_a_name_of_the_roster_misspelt_in_labels_goes() -> None:
    text = "MR. OTEINO:  It is late.\n\nMODERATOR:  So it is.\n\nMR. OTEINO:  The gates are old."
    assert [one.seat for one in GUARD.apply(text).replacements] == [OTIENO.id, OTIENO.id]
    guard = Guard(Roster((Seat(id="s1", name="Jessica Hernandez", alias="One"),)))
    assert guard.apply("MR. FERNÁNDEZ HERNÁNDEZ:  It is late.\n\nQ    Is it?").replacements == ()


def test_what_is_written_again_and_never_where_a_name_is_due_is_something_else() -> None:
    text = "{} is a gas field. Nobody threatens the Karish field today. They develop Karish since May."
    assert "Karish" in GUARD.apply(text.format("This")).text
    assert "Karish" not in GUARD.apply("We asked about it when Karish came.").text


def test_a_name_misheard_where_one_is_due_goes_elsewhere_too() -> None:
    text = f"MODERATOR:  I’ll turn it over to Oksiano.\n\n{OFFICIAL} Much of it was built by Oksiano with a team."
    assert "Oksiano" not in GUARD.apply(text).text


@pytest.mark.parametrize(
    ("name", "heard"), [("Rodrigo Peñaloza", "Roger go"), ("Jaime Velázquez", "James Alaska"), ("Marek Nowak", "Mark")]
)
def test_a_name_misheard_as_other_names_or_words_goes_elsewhere_too(name: str, heard: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name=name, alias=ONE), OTIENO)))
    said = f"{OFFICIAL} Third, {heard} brought the old maps."
    assert heard in guard.apply(said).text
    assert heard not in guard.apply(f"MODERATOR:  I’ll turn it over to {heard}.\n\n{said}").text


def test_a_last_name_right_after_a_first_name_misheard_goes_with_it() -> None:
    guard = Guard(Roster((Seat(id="s1", name="Ximena Ruiz", alias=ONE),)))
    assert guard.apply("The gates are old. As Xim Enahh Ruiz indicated, they leak.").text == (
        f"The gates are old. As [{ONE}] indicated, they leak."
    )


def test_a_text_without_words_or_turns_expects_nobody() -> None:
    assert not any(expected_in("", [], turns_of("")))
    assert not any(expected_in("It rains.", words_of("It rains."), turns_of("It rains.")))
