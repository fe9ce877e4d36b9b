"""Invented people: many languages, no word twice, and every form of naming them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.rehearsal.mentions import Form, named
from onbackground.rehearsal.names import FIRST, LAST, Person, people, plain

INES = Person("Inés", "Núñez-Łęcka", "Nesa", "Ms.", "Ambassador", "State Department", ("Spanish", "Spanish", "Polish"))


@given(st.integers(0, 10_000))
def test_three_people_have_names_from_more_than_five_languages(seed: int) -> None:
    languages = {language for person in itertools.islice(people(seed), 3) for language in person.languages}
    assert len(languages) > 5


@given(st.integers(0, 10_000))
def test_no_two_share_a_word(seed: int) -> None:
    words = [word for one in people(seed) for word in plain(f"{one.name} {one.nickname}").replace("-", " ").split()]
    assert len(words) == len(set(words))
    assert len(words) > 3 * 10


def test_the_seed_decides() -> None:
    assert list(people(3)) == list(people(3))
    assert list(people(3)) != list(people(4))


def test_words_that_are_taken_are_in_no_name() -> None:
    taken = {plain(first.name) for first, _ in FIRST.values()} | {plain(last) for last, _ in LAST.values()}
    drawn = {word for one in people(0, taken) for word in plain(one.name).replace("-", " ").split()}
    assert drawn
    assert not drawn & taken


def test_first_and_last_names_of_one_person_are_from_different_languages() -> None:
    for person in itertools.islice(people(1), 8):
        assert person.languages[0] not in person.languages[1:]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (Form.FULL, "Ines Nunez-Lecka"),
        (Form.FIRST, "Ines"),
        (Form.RANKED, "Ambassador Nunez-Lecka"),
        (Form.LAST, "Nunez-Lecka"),
        (Form.NICKNAME, "Nesa"),
        (Form.HONOURED, "Ms. Nunez-Lecka"),
        (Form.POSSESSIVE, "Nunez-Lecka"),
        (Form.BROKEN_OFF, "Ines — Ines Nunez-Lecka"),
        (Form.INITIALS, "I. N. L."),
        (Form.PLURAL, "the Nunez-Leckas"),
        (Form.PAUSED, "Ines, uh, Nunez-Lecka"),
        (Form.SPELLED, "Nunez-Lecka, N, U, N, E, Z, L, E, C, K, A"),
    ],
)
def test_every_form_as_it_is_spoken(form: Form, words: str) -> None:
    assert named(INES, form) == words
