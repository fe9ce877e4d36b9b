"""Numbers as a stenographer writes them, whether they were heard in words or in figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onbackground.transcript.style import Fillers, written
from onbackground.transcript.style.quantities import ordinal


def split(words: str) -> list[str]:
    return words.split()


def write(heard: str) -> str:
    """The heard words as written, after a word so that no number begins the sentence."""
    return " ".join(piece.text for piece in written(["so", *heard.split()], Fillers.KEPT)[1:])


@pytest.mark.parametrize(
    ("heard", "printed"),
    [
        # Years, decades
        ("in twenty twenty one", "in 2021"),
        ("in twenty twenty-one,", "in 2021,"),
        ("by twenty thirty.", "by 2030."),
        ("since nineteen ninety five", "since 1995"),
        ("in nineteen oh five", "in 1905"),
        ("the nineteen nineties", "the 1990s"),
        ("in two thousand and eight", "in 2008"),
        ("in two thousand twenty two", "in 2022"),
        ("in 2021", "in 2021"),
        # How many
        ("two countries", "two countries"),
        ("nine of them", "nine of them"),
        ("ten countries", "10 countries"),
        ("ninety-nine days", "99 days"),
        ("three hundred and fifty thousand people", "350,000 people"),
        ("two thousand people", "2,000 people"),
        ("five hundred", "500"),
        ("a hundred of them", "a hundred of them"),
        ("hundreds of thousands", "hundreds of thousands"),
        ("a hundred and twenty of them", "120 of them"),
        ("a thousand two hundred of them", "1,200 of them"),
        ("a hundred percent", "a hundred percent"),
        ("10000 people", "10,000 people"),
        ("8000 crates", "8,000 crates"),
        ("we met 5 of them.", "we met five of them."),
        ("9 of the 10 ports", "9 of the 10 ports"),
        ("resolution 2231 was passed", "resolution 2231 was passed"),
        ("Resolution 1325 was passed", "Resolution 1325 was passed"),
        ("1500 people", "1,500 people"),
        ("in 5 countries", "in five countries"),
        ("official 1 and official 2.", "official 1 and official 2."),
        ("the 9th of June", "the 9th of June"),
        ("one of the ones", "one of the ones"),
        ("three, two, one,", "three, two, one,"),
        ("one two three four", "one two three four"),
        ("two thirds of it", "two thirds of it"),
        ("a four-year plan", "a four-year plan"),
        ("a ten-year plan", "a 10-year plan"),
        ("a twenty-five-year lease", "a 25-year lease"),
        ("two-thirds of it", "two-thirds of it"),
        ("Article 5 of it", "Article 5 of it"),
        ("a 1,900 mile border", "a 1,900-mile border"),
        ("a four year plan", "a four-year plan"),
        ("a 5-year plan", "a five-year plan"),
        ("a 20 year old clerk", "a 20-year-old clerk"),
        ("a five year old clerk", "a five-year-old clerk"),
        ("a six month old truce", "a six-month-old truce"),
        ("he is 20 years old", "he is 20 years old"),
        ("one day we", "one day we"),
        ("in 2021 day and night", "in 2021 day and night"),
        ("press star one now", "press *1 now"),
        ("star 1.", "*1."),
        ("the star of it", "the star of it"),
        ("COVID 19,", "COVID-19,"),
        ("on nine eleven", "on 9/11"),
        # Shares and sums
        ("forty percent", "40 percent"),
        ("five percent", "5 percent"),
        ("40% of it", "40 percent of it"),
        ("40%.", "40 percent."),
        ("forty per cent,", "40 percent,"),
        ("three point five percent", "3.5 percent"),
        ("five to seven percent", "5 to 7 percent"),
        ("two or three million", "2 or 3 million"),
        ("three or four hundred", "three or four hundred"),
        ("fifty fifty", "50-50"),
        ("2000 dollars", "$2,000"),
        ("$2000.", "$2,000."),
        ("five hundred to six hundred million dollars", "$500 to $600 million"),
        ("one or two million dollars.", "$1 or $2 million."),
        ("we or ten dollars", "we or $10"),
        ("fifty dollars", "$50"),
        ("five dollars.", "$5."),
        ("fifty billion dollars,", "$50 billion,"),
        ("3.5 billion dollars", "$3.5 billion"),
        ("a 50 million dollar program", "a $50 million program"),
        ("two million", "2 million"),
        ("a million dollars", "a million dollars"),
        ("$1.2 trillion", "$1.2 trillion"),
        ("taxpayer dollars", "taxpayer dollars"),
        # Hours
        ("at five p m Eastern", "at 5:00 p.m. Eastern"),
        ("at 5 PM.", "at 5:00 p.m."),
        ("at 5pm,", "at 5:00 p.m.,"),
        ("at 5:30 a.m. tomorrow", "at 5:30 a.m. tomorrow"),
        ("at five thirty a.m.", "at 5:30 a.m."),
        ("at nine oh five am", "at 9:05 a.m."),
        ("what I am", "what I am"),
        ("at six thirty tonight", "at 6:30 tonight"),
        ("at seven fifteen Eastern", "at 7:15 Eastern"),
        ("at seven thirty we met", "at seven thirty we met"),
        # Ordinals and dates
        ("March thirty first", "March 31st"),
        ("March 31,", "March 31st,"),
        ("March 31, 2021", "March 31, 2021"),
        ("December 13 to 15", "December 13th to 15th"),
        ("May five", "May 5th"),
        ("may five people", "may five people"),
        ("in March five ships came", "in March five ships came"),
        ("in March 5 ships came", "in March five ships came"),
        ("in early May 20 ships came", "in early May 20 ships came"),
        ("on May 5 ships will sail", "on May 5th ships will sail"),
        ("the twenty-first century", "the 21st century"),
        ("the tenth time", "the 10th time"),
        ("the first million", "the first million"),
        ("the third time", "the third time"),
        ("the 3rd time", "the third time"),
        ("January 1st", "January 1st"),
        ("a thirty second delay", "a 30-second delay"),
        # Spelled names
        ("S-m-i-t-h", "S-m-i-t-h"),
        ("A D E B A N J Oh", "A D E B A N J Oh"),
    ],
)
def test_as_it_is_printed(heard: str, printed: str) -> None:
    assert write(heard) == printed


def test_a_number_that_begins_a_sentence_stays_in_words() -> None:
    assert [piece.text for piece in written(split("Thirty two of us. Twenty of them."))] == [
        *("Thirty-two", "of", "us."),
        *("Twenty", "of", "them."),
    ]


@pytest.mark.parametrize(
    ("heard", "printed"),
    [
        ("50 people came.", "Fifty people came."),
        ("3 people came. 22 stayed.", "Three people came. Twenty-two stayed."),
        ("30% is enough.", "Thirty percent is enough."),
        ("Thirty percent is enough.", "Thirty percent is enough."),
        ("2 million came.", "Two million came."),
        ("Twenty twenty two was hard.", "2022 was hard."),
        ("2022 was hard.", "2022 was hard."),
        ("1,900 people came.", "1,900 people came."),
        ("5 PM is the hour.", "5:00 p.m. is the hour."),
        ("Fifty billion dollars is enough.", "$50 billion is enough."),
    ],
)
def test_how_a_sentence_begins(heard: str, printed: str) -> None:
    assert " ".join(piece.text for piece in written(split(heard))) == printed


def test_a_number_is_of_the_first_to_the_last_of_its_words() -> None:
    pieces = written(split("in twenty twenty one we pay fifty billion dollars at five p m"))
    assert [(piece.text, piece.first, piece.last) for piece in pieces] == [
        ("In", 0, 0),
        ("2021", 1, 3),
        ("we", 4, 4),
        ("pay", 5, 5),
        ("$50", 6, 6),
        ("billion", 7, 8),
        ("at", 9, 9),
        ("5:00", 10, 10),
        ("p.m.", 11, 12),
    ]


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30, 101, 111)] == (
        split("1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 30th 101st 111th")
    )


WORDS = st.sampled_from(
    split(
        "one two five ten twenty thirty ninety hundred thousand million and point oh first fifth twentieth second "
        "nineties a p m a.m. percent per cent % dollars March May 5 12 31 2021 5pm, five, twenty-one ten-year "
        "the the. - -- um"
    )
)


@given(st.lists(WORDS, max_size=12), st.sampled_from(Fillers))
def test_no_word_is_lost_or_in_two_places(heard: list[str], fillers: Fillers) -> None:
    pieces = written(heard, fillers)
    places = [n for piece in pieces for n in range(piece.first, piece.last + 1)]
    assert places == sorted(set(places))
    if fillers is Fillers.KEPT:
        assert places == list(range(len(heard)))
    assert all(piece.text and not piece.text.isspace() for piece in pieces)
