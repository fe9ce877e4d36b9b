import pytest
from rich.pretty import pretty_repr

from onbackground.attribution.exact import WEAK
from onbackground.attribution.forms import forms_of
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, RosterError, Seat
from onbackground.attribution.roster_file import read_roster

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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "each with a name and an alias"),
        ('keep = ["Ocean Wire"]', "each with a name and an alias"),
        ('[[seats]]\nname = "Okafor"\nalias = "Official"', "each with a name and an alias"),
        ('keeps = ["A"]\n[[seat]]\nname = "Okafor"\nalias = "Official"', "each with a name and an alias"),
        ('keep = "A"\n[[seat]]\nname = "Okafor"\nalias = "Official"', "keep, a list"),
        ('[[seat]]\nname = "Okafor"', "seat 1: it needs a name and an alias"),
        ('[[seat]]\nname = "Okafor"\nalias = "Official"\nalso = "Goz"', "seat 1: .* also is a list"),
        ('[[seat]]\nname = "Okafor"\nalias = "Official"\nalsoo = ["Goz"]', "seat 1: it may have id, name, alias"),
        (
            '[[seat]]\nname = "Okafor"\nalias = "Official"\nrole = "offical"',
            "seat 1: its role must be one of official, mod",
        ),
        ('[[seat]]\nname = "Okafor"\nalias = "Official"\nrole = 3', "seat 1: its role must be one of official, mod"),
        ('[[seat]]\nname = "Ngozi Okafor"\nalias = "Official Okafor"', "seat s1: the alias has a name"),
        (
            '[[seat]]\nname = "Ngozi Okafor"\nalias = "Official"\n[[seat]]\nname = "Ann Vey"\nalias = "Aide to Ngozi"',
            "seat s2: the alias has a name",
        ),
        ('[[seat]]\nname = "Rose May"\nalias = "Official Rose May"', "seat s1: the alias has a name"),
        ("seat = 3", "each with a name and an alias"),
        ('seat = ["Okafor"]', "each with a name and an alias"),
        ('[[seat]]\nname = "Okafor', "the roster is not valid TOML"),
        ('[[seat]]\nname = "12"\nalias = "Official"', "seat s1: the name has no letters"),
        ('[[seat]]\nname = "Okafor"\nalias = "[Official]"', "seat s1: the alias must be one line"),
        ('[[seat]]\nname = "Okafor"\nalias = " "', "seat s1: the alias must be one line"),
        ('[[seat]]\nname = "Okafor"\nalias = "One\\rTwo"', "seat s1: the alias must be one line"),
        ('[[seat]]\nname = "Okafor"\nalias = "One\\u2028Two"', "seat s1: the alias must be one line"),
        (f'{ROSTER}[[seat]]\nname = "Ann Vey"\nalias = "SAO #1"', "seats s1 and s3 have one numbered alias"),
        (f'{ROSTER}[[seat]]\nid = "mod"\nname = "Ann Vey"\nalias = "Official"', "two seats have the id mod"),
    ],
)
def test_a_roster_that_cannot_be_used_says_why_and_no_name(text: str, message: str) -> None:
    with pytest.raises(RosterError, match=message) as caught:
        read_roster(text)
    assert "kafor" not in str(caught.value)


def test_a_name_that_is_a_word_may_stand_in_an_alias() -> None:
    alias = "Senior White House Official"
    assert read_roster(f'[[seat]]\nname = "Ada White"\nalias = "{alias}"').seats[0].alias == alias


def test_people_without_a_number_may_share_an_alias() -> None:
    again = '[[seat]]\nname = "Ann Vey"\nalias = "moderator"'
    assert [seat.alias for seat in read_roster(ROSTER + again).seats][1:] == ["Moderator", "moderator"]


def test_forms_of_a_long_name() -> None:
    seat = Seat(id="s1", name="Dr. María del Carmen van der Berg Jr.", also=("Mai Li",), alias="Official")
    forms = {(form.kind, " ".join(form.words)) for form in forms_of(seat) if form.kind not in WEAK}
    assert forms == {
        ("full", "maria del carmen van der berg"),
        ("full", "maria van der berg"),
        ("full", "maria berg"),
        ("full", "van der berg maria"),
        ("full", "mariah van der berg"),
        ("full", "marietta van der berg"),
        ("last", "van der berg"),
        ("first", "maria"),
        ("middle", "carmen"),
        ("last", "berg"),
        ("also", "mai li"),
        ("also", "li mai"),
        ("first", "mai"),
        ("last", "li"),
    }


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Siobhan O'Brien", "o brien"),
        ("Tom Smith-Jones", "jones"),
        ("Tom Smith-Jones", "smith jones"),
        ("Jean-Luc Moreau", "luc"),
        ("Hans Müller", "hans mueller"),
        ("Hans Müller", "muller"),
        ("Jürgen Mueller", "muller"),
        ("Ana DeSantis", "de santis"),
        ("Lucía Berasategui Montalvo", "berasategui montalvo"),
        ("Lucía Berasategui Montalvo", "lucia berasategui"),
        ("Orla Mac Giolla", "mac giolla"),
        ("Ahmed al-Hassan", "hassan"),
        ("Nagy Ferenc", "ferenc nagy"),
        ("Margaret Tidewater", "peggy tidewater"),
    ],
)
def test_a_name_is_spoken_in_other_ways_too(name: str, form: str) -> None:
    forms = {" ".join(one.words) for one in forms_of(Seat(id="s1", name=name, alias="Official"))}
    assert form in forms


def test_the_rest_of_a_bound_name_is_another_name() -> None:
    forms = {one.words for one in forms_of(Seat(id="s1", name="Ada MacDonald", alias="Official"))}
    assert ("donald",) not in forms
    assert ("mac", "donald") in forms


@pytest.mark.parametrize("name", ["D.R. Okafor", "DR Okafor", "M.S. Okafor"])
def test_initials_that_read_as_an_honorific_are_kept(name: str) -> None:
    letters = name.split()[0].replace(".", "")
    guard = Guard(Roster((Seat(id="s1", name=name, alias="Official"),)))
    assert (
        guard.apply(f"Thanks, {letters}. Over to {letters} Okafor.").text == "Thanks, [Official]. Over to [Official]."
    )
    others = f"{letters.title()}. Quill, and {letters.title()} Quill, know."
    assert guard.apply(others).text == others


def test_initials_and_short_forms_are_weaker_forms() -> None:
    seat = Seat(id="s1", name="William del Mar Okafor", alias="Official")
    weak = {(form.kind, form.words[0]) for form in forms_of(seat) if form.kind in WEAK}
    assert weak >= {("nickname", "bill"), ("initials", "wo")}


def test_an_agency_is_withheld_unless_the_alias_names_it() -> None:
    seat = Seat(id="s1", name="Ada Okafor", agency="Department of State", alias="Senior Administration Official")
    assert seat.withheld == "Department of State"
    told = Seat(id="s1", name="Ada Okafor", agency="Department of State", alias="Senior State Department Official")
    assert told.withheld is None


def test_words_that_are_names_need_their_capital() -> None:
    seat = Seat(id="s1", name="May Okafor Li", alias="Official")
    assert {form.words[0] for form in forms_of(seat) if form.needs_capital and form.kind not in WEAK} == {"may", "li"}


def test_words_that_name_somebody_behind_a_title_alone() -> None:
    seat = Seat(id="s1", name="X He", alias="Official")
    assert [form.words for form in forms_of(seat) if form.kind not in WEAK] == [("x", "he"), ("he", "x"), ("he",)]
    guard = Guard(Roster((seat,)))
    assert guard.apply("He said so. Mr. He said so.").text == "He said so. [Official] said so."


def test_a_roster_shows_nobody() -> None:
    roster = Roster((Seat(id="s1", name="Ngozi Okafor", alias="Official"),), keep=("Ada Merrow", "Ocean Wire"))
    assert repr(roster) == "Roster(seats=(Seat(id='s1', alias='Official'),), keep=2)"
    assert "Merrow" not in pretty_repr(roster)
