"""Names that no rule of English reads as they are spoken: each is read in the language whose it may be."""

import pytest

from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat
from onbackground.attribution.sound.orthographies import read_aloud, read_as_spelled


@pytest.mark.parametrize(
    ("language", "name", "phones"),
    [
        ("Polish", "Szczygieł", "SCigiew"),
        ("Hungarian", "Csúcs", "CuC"),
        ("Turkish", "Dağcı", "daJi"),
        ("Chinese", "Xiong", "Siung"),
        ("Vietnamese", "Truong", "Cong"),
        ("Portuguese", "Conceição", "konseson"),
        ("Spanish", "Guajardo", "wahardo"),
        ("French", "Thibeaux", "tibo"),
        ("Italian", "Schiappa", "skiapa"),
        ("German", "Wieczorek", "viCorek"),
        ("Nordic", "Hjortsberg", "yortsbery"),
        ("Slavic", "Knežić", "kneZiC"),
        ("Irish", "Medbh", "mev"),
    ],
)
def test_a_name_is_read_in_the_language_that_its_letters_show(language: str, name: str, phones: str) -> None:
    assert read_as_spelled(name)[language] == phones


def test_a_name_that_shows_no_language_has_no_reading_but_the_english_one() -> None:
    assert read_aloud(["Tom", "Fenton"]) == []


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Ewa Wrzosek", "Vjossek"),
        ("Ágota Gyulai", "Jewla"),
        ("Pál Csúcs", "Chuch"),
        ("Thi Truong", "Chong"),
        ("Rui Conceição", "Conceisong"),
        ("Medbh Caoilfhionn", "Keelin"),
        ("Ann Strachan", "Strawn"),
        ("Xochitl Guajardo", "Wahardo"),
    ],
)
def test_what_is_written_as_a_name_sounds_in_its_language_is_found_anywhere(name: str, heard: str) -> None:
    guard = Guard(Roster((Seat(id="s1", name=name, alias="Official One"),)))
    assert guard.apply(f"They met {heard} there, again.").text == "They met [Official One] there, again."
    other = Guard(Roster((Seat(id="s1", name="Tom Fenton", alias="Official One"),)))
    assert other.apply(f"They met {heard} there, again.").replacements == ()
