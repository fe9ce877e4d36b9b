import pytest

from onbackground.attribution.roster import Roster, RosterError, Seat, forms_of, read_roster

ROSTER = """
[[seat]]
role = "official"
name = "Ngozi Okafor"
also = ["Goz"]
title = "Deputy Assistant Secretary"
agency = "Orchard Department"
alias = "Senior Administration Official One"

[[seat]]
id = "mod"
role = "moderator"
name = "Will van der Moor"
alias = "Moderator"
"""


def test_a_roster_is_read() -> None:
    roster = read_roster(ROSTER)
    assert [(seat.id, seat.role, seat.alias) for seat in roster.seats] == [
        ("s1", "official", "Senior Administration Official One"),
        ("mod", "moderator", "Moderator"),
    ]
    assert roster.seats[0].also == ("Goz",)
    assert read_roster("") == Roster()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[seat]]\nname = "Okafor"', "each with a name and an alias"),
        ("seat = 3", "each with a name and an alias"),
        ('seat = ["Okafor"]', "each with a name and an alias"),
        ('[[seat]]\nname = "Okafor', "the roster is not valid TOML"),
        ('[[seat]]\nname = "12"\nalias = "Official"', "seat s1: the name has no letters"),
        ('[[seat]]\nname = "Okafor"\nalias = "[Official]"', "seat s1: the alias must be one line"),
        ('[[seat]]\nname = "Okafor"\nalias = " "', "seat s1: the alias must be one line"),
    ],
)
def test_a_roster_that_cannot_be_used_says_why_and_no_name(text: str, message: str) -> None:
    with pytest.raises(RosterError, match=message) as caught:
        read_roster(text)
    assert "kafor" not in str(caught.value)


def test_forms_of_a_long_name() -> None:
    seat = Seat(id="s1", name="Dr. María del Carmen van der Berg Jr.", also=("Mai Li",), alias="Official")
    forms = {(form.kind, " ".join(form.words)) for form in forms_of(seat)}
    assert forms == {
        ("full", "maria del carmen van der berg"),
        ("full", "maria berg"),
        ("last", "van der berg"),
        ("first", "maria"),
        ("middle", "carmen"),
        ("last", "berg"),
        ("also", "mai li"),
        ("first", "mai"),
        ("last", "li"),
    }


def test_words_that_are_names_need_their_capital() -> None:
    seat = Seat(id="s1", name="May Okafor Li", alias="Official")
    assert {form.words[0] for form in forms_of(seat) if form.needs_capital} == {"may", "li"}


def test_words_that_never_name_anyone_alone() -> None:
    seat = Seat(id="s1", name="X He", alias="Official")
    assert [form.words for form in forms_of(seat)] == [("x", "he")]
